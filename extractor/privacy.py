"""Personal data: names and numbers of staff as printed, as keyed pseudonyms, or not at all.

`protect` works on the finished document, before anything of it is written: so no table, JSON, finding, place or
page made from it can hold what it took out. Replaced are

- name and number of every person of the staff, and every manager: one person has one pseudonym everywhere;
- these names wherever they stand in any text of the document, in either order, with an initial for the first name, or
  the surname alone where it has a capital and is no ordinary word, or a title stands before it;
- numbers after `matricola`, and tax codes;
- printed text in messages of findings: a cell that could not be read may hold anything.

Names of people who are in no list of the document cannot be told from other words, and stay.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, get_args

from pydantic import BaseModel

from extractor.errors import UsageError
from extractor.normalise.text import fold
from extractor.records import Diagnostic, Document, Report, Scheda, StaffMember, leaves

Staff = Literal["full", "pseudonymous", "none"]
SHORTEST_KEY = 16
"""Bytes: a shorter key can be guessed, and every pseudonym with it."""
REMOVED = "[omissis]"

_LETTERS = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[\s.,'’´`\-–]{0,3}")
_TITLES = frozenset(
    """dott dottor dottore dottoressa dottssa ssa dr drssa sig signor signora sigra ra ing ingegner arch architetto geom
    geometra rag ragionier avv avvocato prof professor comandante segretario responsabile dirigente direttore
    assessore sindaco dipendente collega funzionario funzionaria istruttore istruttrice agente coordinatore
    coordinatrice vice""".split()
)
_PARTICLES = frozenset("d de del dal dalla della delle degli dei di da la le li lo san santa van von".split())
_NUMBER = re.compile(r"(?i)(\bmatr(?:icola\b|\.)\s*(?:n\s?[.°º]\s*)?)([0-9]+)")
_TAX_CODE = re.compile(r"(?i)\b[a-z]{6}[0-9]{2}[a-z][0-9]{2}[a-z][0-9]{3}[a-z]\b")
_QUOTED = re.compile("['\"«“‘].*['\"»”’]", re.DOTALL)
_BETWEEN_PEOPLE = re.compile(r"\s*[,;/]\s*|\s+[-–]\s+|\s+e\s+")


def check_staff(staff: str, key: bytes | None) -> None:
    """Say what is wrong with the options: raises UsageError."""
    if staff not in get_args(Staff):
        raise UsageError(f"staff is one of {', '.join(get_args(Staff))}, not {staff!r}")
    if staff == "pseudonymous" and len(key or b"") < SHORTEST_KEY:
        raise UsageError(
            f"pseudonyms need a key of {SHORTEST_KEY} bytes or more: --staff-key FILE, or SCHEDE_STAFF_KEY in the"
            " environment; one is made by 'openssl rand -hex 32 > FILE'"
        )


def fingerprint(staff: str, key: bytes | None) -> str:
    """Tells one key from another, and nothing about it: a run with another key reads everything again."""
    return _Pseudonyms(key).of("key", "") if staff == "pseudonymous" else ""


def protect(document: Document, staff: Staff, key: bytes | None = None) -> Document:
    """Give a document with the names and numbers of staff as `staff` says; the same key gives the same pseudonyms.

    Raises:
        UsageError: there is no such choice, or pseudonyms are asked for without a key of some length.
    """
    check_staff(staff, key)
    if staff == "full":
        return document
    names = _Names(_people(document), _Pseudonyms(key) if staff == "pseudonymous" else None)
    reports = tuple(
        _report(report, f"/reports/{ordinal}", names) for ordinal, report in enumerate(document.reports)
    )
    protected = document.model_copy(update={"reports": reports})
    standing = {path for path, _ in leaves(protected)}
    return protected.model_copy(
        update={
            "diagnostics": (*(_finding(one, names) for one in document.diagnostics), *_said(staff, names)),
            "provenance": {path: places for path, places in document.provenance.items() if path in standing},
        }
    )


@dataclass(frozen=True, slots=True)
class _Pseudonyms:
    """HMAC-SHA256 under the user's key: who does not hold it can neither make nor undo them."""

    key: bytes | None = field(repr=False)

    def of(self, kind: str, what: str) -> str:
        digest = hmac.new(self.key or b"", f"{kind}:{what}".encode(), hashlib.sha256).hexdigest()
        return f"{kind}-{digest[:16]}"


@dataclass(frozen=True, slots=True)
class _Person:
    """Someone named in a list: the words of the name, those of them that are the surname, the numbers."""

    words: frozenset[str]
    surname: frozenset[str]
    numbers: frozenset[str]


def _words(name: str) -> list[str]:
    return [word for word in map(fold, _LETTERS.findall(name)) if word and word not in _TITLES]


def _person(name: str, number: str | None, *, surname_first: bool) -> _Person | None:
    words = _words(name)
    if not words:
        return None
    long = [word for word in words if word not in _PARTICLES] or words
    capitals = [fold(word) for word in _LETTERS.findall(name) if len(word) > 1 and word.isupper()]
    # `PIOPPI NERINA` in the list of staff; `Nerina PIOPPI` or either order of a manager.
    surname = long[:1] if surname_first else [word for word in capitals if word in long] or long
    return _Person(frozenset(words), frozenset(surname), frozenset({number} if number else ()))


def _people(document: Document) -> list[_Person]:
    """Everybody named in a list or as a manager; who is named more than once is one."""
    found: dict[frozenset[str], _Person] = {}

    def add(person: _Person | None) -> None:
        if person is None:
            return
        before = found.get(person.words)
        if before is not None:
            person = _Person(person.words, before.surname, before.numbers | person.numbers)
        found[person.words] = person

    schede = [scheda for report in document.reports for scheda in report.schede]
    for member in (member for scheda in schede for member in scheda.staff):
        add(_person(member.name or "", member.employee_id, surname_first=True))
    managers = [report.manager for report in document.reports] + [scheda.manager for scheda in schede]
    for manager in managers:
        for name in _BETWEEN_PEOPLE.split(manager or ""):
            add(_person(name, None, surname_first=False))
    return list(found.values())


class _Names:
    """Replaces the names of known people, and notes in which texts it did."""

    def __init__(self, people: Iterable[_Person], pseudonyms: _Pseudonyms | None) -> None:
        self._pseudonyms = pseudonyms
        self._by_word: dict[str, list[_Person]] = {}
        for person in people:
            for word in person.words - _PARTICLES or person.words:
                self._by_word.setdefault(word, []).append(person)
        self.ordinary: frozenset[str] = frozenset()
        self.changed: list[str] = []

    def name(self, printed: str | None) -> str | None:
        """What stands for a name of a list."""
        if printed is None or self._pseudonyms is None:
            return None
        parts = [_words(part) for part in _BETWEEN_PEOPLE.split(printed)]
        return ", ".join(self._stands_for(words) for words in parts if words) or REMOVED

    def number(self, printed: str | None) -> str | None:
        """What stands for the number of an employee."""
        return None if printed is None or self._pseudonyms is None else self._number(printed)

    def text(self, text: str, path: str) -> str:
        """A text without the names in it."""
        made = self.cleared(text)
        if made != text:
            self.changed.append(path)
        return made

    def cleared(self, text: str) -> str:
        text = _NUMBER.sub(lambda match: match[1] + self._number(match[2]), text)
        text = _TAX_CODE.sub(REMOVED, text)
        tokens = list(_LETTERS.finditer(text))
        pieces, at, index = [], 0, 0
        while index < len(tokens):
            run = self._run(text, tokens, index)
            if run is None:
                index += 1
                continue
            person, end = run
            start = self._with_number(text, tokens[index].start(), person)
            pieces += [text[at:start], self._stands_for(person.words)]
            at, index = tokens[end - 1].end() + _is_initial(text, tokens[end - 1]), end
        return "".join((*pieces, text[at:]))

    def _stands_for(self, words: Iterable[str]) -> str:
        return self._pseudonyms.of("persona", " ".join(sorted(words))) if self._pseudonyms else REMOVED

    def _number(self, printed: str) -> str:
        return self._pseudonyms.of("matricola", printed) if self._pseudonyms else REMOVED

    def _run(self, text: str, tokens: list[re.Match[str]], first: int) -> tuple[_Person, int] | None:
        """The person that the words from here on name, and where the name ends: the longest such name."""
        word = fold(tokens[first][0])
        if len(word) == 1 and first + 1 < len(tokens):
            candidates = self._by_word.get(fold(tokens[first + 1][0]), [])
        elif word in _PARTICLES and first + 1 < len(tokens):
            candidates = [person for people in self._near(tokens, first) for person in people]
        else:
            candidates = self._by_word.get(word, [])
        found: tuple[_Person, int] | None = None
        for person in candidates:
            end = _run_of(text, tokens, first, person)
            if (found is None or end > found[1]) and self._is_name(text, tokens, first, end, person):
                found = person, end
        return found

    def _near(self, tokens: list[re.Match[str]], first: int) -> Iterator[list[_Person]]:
        for token in tokens[first + 1 : first + 3]:
            yield self._by_word.get(fold(token[0]), [])

    def _is_name(self, text: str, tokens: list[re.Match[str]], first: int, end: int, person: _Person) -> bool:
        words = [fold(token[0]) for token in tokens[first:end]]
        full = {word for word in words if word in person.words} - _PARTICLES
        if not full & person.surname:
            return False
        if len(full) > 1 or any(len(word) == 1 and word not in person.words for word in words):
            return True
        if first and fold(tokens[first - 1][0]) in _TITLES:
            return True
        surname = min(full & person.surname)
        written = tokens[first][0][0].isupper() or text[tokens[end - 1].end() :][:1] == "@"
        return written and not (surname in self.ordinary or _is_ordinary(surname))

    @staticmethod
    def _with_number(text: str, start: int, person: _Person) -> int:
        """Where a name begins with its number: `812 - PIOPPI NERINA`."""
        match = re.search(r"\b([0-9]+)\s*[-–]\s*$", text[:start])
        return match.start() if match and match[1] in person.numbers else start


def _run_of(text: str, tokens: list[re.Match[str]], first: int, person: _Person) -> int:
    """How far words of one person, and initials of them, follow each other."""
    end = first
    initials = {word[0] for word in person.words}
    while end < len(tokens):
        word = fold(tokens[end][0])
        if word not in person.words and not (
            len(word) == 1 and word in initials and tokens[end][0].isupper()
        ):
            break
        if end > first and not _GAP.fullmatch(text, tokens[end - 1].end(), tokens[end].start()):
            break
        end += 1
    while end > first and len(fold(tokens[end - 1][0])) == 1 and not _is_initial(text, tokens[end - 1]):
        end -= 1
    return end


def _is_initial(text: str, token: re.Match[str]) -> bool:
    return len(token[0]) == 1 and text[token.end() : token.end() + 1] == "."


@lru_cache(maxsize=4096)
def _is_ordinary(word: str) -> bool:
    """Whether a surname is a word of the language too, as `costa` and `verdi` are."""
    from simplemma import is_known

    return is_known(word, "it", low_memory=True)


def _report(report: Report, path: str, names: _Names) -> Report:
    # A town may bear the name of one of its people.
    names.ordinary = frozenset(map(fold, _LETTERS.findall(report.entity or "")))
    schede = tuple(
        _scheda(scheda, f"{path}/schede/{ordinal}", names) for ordinal, scheda in enumerate(report.schede)
    )
    rest = report.model_copy(update={"schede": (), "manager": None, "entity": None})
    cleared: Report = _texts(rest, path, names.text)
    own = {"schede": schede, "manager": names.name(report.manager), "entity": report.entity}
    return cleared.model_copy(update=own)


def _scheda(scheda: Scheda, path: str, names: _Names) -> Scheda:
    staff = tuple(
        StaffMember(
            category=member.category and names.text(member.category, f"{path}/staff/{ordinal}/category"),
            employee_id=names.number(member.employee_id),
            name=names.name(member.name),
        )
        for ordinal, member in enumerate(scheda.staff)
    )
    cleared: Scheda = _texts(scheda.model_copy(update={"staff": (), "manager": None}), path, names.text)
    return cleared.model_copy(update={"staff": staff, "manager": names.name(scheda.manager)})


def _texts(value: Any, path: str, clear: Callable[[str, str], str]) -> Any:
    """A record with each of its texts cleared, however deep."""
    if isinstance(value, str):
        return clear(value, path)
    if isinstance(value, tuple):
        return tuple(_texts(member, f"{path}/{ordinal}", clear) for ordinal, member in enumerate(value))
    if isinstance(value, BaseModel):
        return value.model_copy(
            update={name: _texts(member, f"{path}/{name}", clear) for name, member in value}
        )
    return value


def _finding(found: Diagnostic, names: _Names) -> Diagnostic:
    return found.model_copy(update={"message": names.cleared(_QUOTED.sub(f"'{REMOVED}'", found.message))})


def _said(staff: Staff, names: _Names) -> Iterator[Diagnostic]:
    """What was done, so that nobody takes a replaced name for a printed one."""
    stands = "replaced by pseudonyms" if staff == "pseudonymous" else "taken out"
    yield Diagnostic(
        code="staff_protected",
        severity="info",
        message=f"Names and numbers of staff were {stands}; printed text in the other findings was taken out.",
    )
    for path in names.changed:
        yield Diagnostic(
            code="name_replaced",
            severity="info",
            message="A name or number of a person stood here.",
            path=path,
        )
