"""Misreadings of single values, made on purpose: a reader that gives other words than the page shows.

Each mutation takes the words of one printed value and gives the words that a reader would give which erred. They
are kept apart by what they do, because what catches one of them may not catch another.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from extractor.page import Page, Word
from extractor.records import Document, Leaf, leaves

NUMBERS = frozenset({"target", "first_reading", "achieved", "achieved_pct", "amount"})
DATES = frozenset({"planned_start", "planned_end", "actual_start", "actual_end"})
CODES = frozenset({"activity_code", "employee_id", "chapter", "year", "code"})
LETTERS = {"0": "O", "1": "l", "5": "S", "8": "B"}
"""What a digit is taken for."""


@dataclass(frozen=True, slots=True)
class Target:
    """A printed value and where its words are: page index and word index."""

    path: str
    kind: str
    """number, date or code."""
    value: Leaf
    words: tuple[tuple[int, int], ...]

    @property
    def field(self) -> str:
        """The path without ordinals and without what is around the scheda: `indicators/target`."""
        return re.sub(r"^/reports/(schede/)?", "", re.sub(r"/\d+", "", self.path))

    @property
    def in_text(self) -> bool:
        """Whether a text follows in the same cell, as after the code of a strategic line: what happens to its words
        happens to that text."""
        return self.path.endswith("/code")

    @property
    def owner(self) -> str:
        """The pointer of the scheda, or of the report for a value of its cover."""
        found = re.match(r"/reports/\d+(/schede/\d+)?", self.path)
        assert found is not None
        return found.group()


Change = dict[tuple[int, int], tuple[Word, ...]]
"""What stands instead of a word."""
Mutate = Callable[[Target, Sequence[Page], random.Random], Change | None]


@dataclass(frozen=True, slots=True)
class Mutation:
    """A way to misread."""

    name: str
    kinds: frozenset[str]
    """The kinds of value that it can happen to."""
    change: Mutate
    """None where it cannot happen to this value."""


def targets(document: Document, pages: Sequence[Page]) -> Iterator[Target]:
    """Every printed number, date and code of a document with its words."""
    for path, value in leaves(document):
        kind = _kind(path, value)
        if kind is None:
            continue
        words = tuple(
            (place.page - 1, index)
            for place in document.provenance[path]
            for index, word in enumerate(pages[place.page - 1].words)
            if _inside(word, place.bbox) and any(char.isdigit() for char in word.text)
        )
        if path.endswith("/code"):  # the title is printed in the same place
            words = tuple(at for at in words if str(value) in pages[at[0]].words[at[1]].text)[:1]
        if words:
            yield Target(path, kind, value, words)


def _kind(path: str, value: Leaf) -> str | None:
    name = path.rpartition("/")[2]
    if re.search(r"/(mission|programme)/", path):
        return None  # looked up by their names
    if isinstance(value, Decimal) or name in NUMBERS:
        return "number"
    if isinstance(value, date) or name in DATES:
        return "date"
    return "code" if name in CODES else None


def _inside(word: Word, bbox: tuple[float, float, float, float]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return bbox[0] <= x <= bbox[2] and bbox[1] <= y <= bbox[3]


def apply(pages: Sequence[Page], change: Change, *, deaf: bool = False) -> tuple[Page, ...]:
    """The pages as the reader would give them; a deaf one gives no text of the page to hold the words against."""
    touched = {page for page, _ in change}
    return tuple(
        replace(
            page,
            numbers=None if deaf else page.numbers,
            words=tuple(
                word for index, old in enumerate(page.words) for word in change.get((number, index), (old,))
            ),
        )
        if number in touched
        else page
        for number, page in enumerate(pages)
    )


# What may go wrong in one word


def _in_one_word(edit: Callable[[str, random.Random], str | None]) -> Mutate:
    """A mutation of the text of one of the value's words; its box stays."""

    def change(target: Target, pages: Sequence[Page], rng: random.Random) -> Change | None:
        for at in rng.sample(target.words, len(target.words)):
            word = pages[at[0]].words[at[1]]
            text = edit(word.text, rng)
            if text is not None and text != word.text:
                return {at: (word._replace(text=text),) if text else ()}
        return None

    return change


def _digits(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if char.isdigit()]


def _digit_lost(text: str, rng: random.Random) -> str | None:
    at = rng.choice(_digits(text))
    return text[:at] + text[at + 1 :]


def _digit_twice(text: str, rng: random.Random) -> str | None:
    at = rng.choice(_digits(text))
    return text[:at] + text[at] + text[at:]


def _digit_changed(text: str, rng: random.Random) -> str | None:
    at = rng.choice(_digits(text))
    return text[:at] + str((int(text[at]) + rng.randint(1, 9)) % 10) + text[at + 1 :]


def _digits_swapped(text: str, rng: random.Random) -> str | None:
    pairs = [
        at
        for at in range(len(text) - 1)
        if text[at].isdigit() and text[at + 1].isdigit() and text[at] != text[at + 1]
    ]
    if not pairs:
        return None
    at = rng.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _digit_as_letter(text: str, rng: random.Random) -> str | None:
    like = [at for at in _digits(text) if text[at] in LETTERS]
    if not like:
        return None
    at = rng.choice(like)
    return text[:at] + LETTERS[text[at]] + text[at + 1 :]


def _without(marks: str) -> Callable[[str, random.Random], str | None]:
    def lost(text: str, rng: random.Random) -> str | None:
        at = [index for index, char in enumerate(text) if char in marks]
        if not at:
            return None
        chosen = rng.choice(at)
        return text[:chosen] + text[chosen + 1 :]

    return lost


def _mark_changed(text: str, _: random.Random) -> str | None:
    return text.translate(str.maketrans(",.", ".,")) if re.search(r"[.,]", text) else None


def _minus_added(text: str, _: random.Random) -> str | None:
    return f"-{text}" if text[:1].isdigit() else None


def _date_part(number: int, highest: int) -> Callable[[str, random.Random], str | None]:
    """Day or month becomes another that exists."""

    def changed(text: str, rng: random.Random) -> str | None:
        found = re.fullmatch(r"(\d\d)([./-])(\d\d)([./-])(\d{4})", text)
        if found is None:
            return None
        parts = list(found.groups())
        others = [f"{n:02d}" for n in range(1, highest + 1) if f"{n:02d}" != parts[number]]
        parts[number] = rng.choice(others)
        return "".join(parts)

    return changed


def _year_changed(text: str, rng: random.Random) -> str | None:
    found = re.search(r"(19|20)\d\d", text)
    if found is None:
        return None
    year = int(found.group()) + rng.choice((-10, -2, -1, 1, 2, 10))
    return text[: found.start()] + str(year) + text[found.end() :]


def _day_and_month(text: str, _: random.Random) -> str | None:
    return re.sub(r"^(\d\d)([./-])(\d\d)", r"\3\2\1", text)


# What may go wrong between words


def _split(target: Target, pages: Sequence[Page], rng: random.Random) -> Change | None:
    """One word comes as two."""
    if target.in_text:
        return None
    long = [at for at in target.words if len(pages[at[0]].words[at[1]].text) > 1]
    if not long:
        return None
    at = rng.choice(long)
    word = pages[at[0]].words[at[1]]
    cut = rng.randrange(1, len(word.text))
    middle = word.x0 + (word.x1 - word.x0) * cut / len(word.text)
    gap = 0.05 * word.size
    left = word._replace(text=word.text[:cut], x1=middle - gap, spaced=False)
    return {at: (left, word._replace(text=word.text[cut:], x0=middle + gap, glued=False))}


def _level(one: Word, other: Word) -> bool:
    return abs(one.bottom - other.bottom) < 0.3 * one.size


def _glued(target: Target, pages: Sequence[Page], rng: random.Random) -> Change | None:
    """A word and the next on its line come as one."""
    if target.in_text:
        return None
    for at in rng.sample(target.words, len(target.words)):
        page = pages[at[0]]
        word = page.words[at[1]]
        right = [
            (other.x0, index)
            for index, other in enumerate(page.words)
            if index != at[1] and _level(word, other) and other.x0 >= word.x1 - 1
        ]
        if right:
            _, index = min(right)
            other = page.words[index]
            one = word._replace(text=word.text + other.text, x1=other.x1, spaced=other.spaced)
            return {at: (one,), (at[0], index): ()}
    return None


def _to_next_column(target: Target, pages: Sequence[Page], _: random.Random) -> Change | None:
    """All words of a value stand where the next value to the right begins."""
    if target.in_text:
        return None
    first = min(target.words, key=lambda at: (at[0], pages[at[0]].words[at[1]].bottom))
    page, word = pages[first[0]], pages[first[0]].words[first[1]]
    own = set(target.words)
    right = [
        other.x0
        for index, other in enumerate(page.words)
        if (first[0], index) not in own and _level(word, other) and other.x0 > word.x1 + 0.5 * word.size
    ]
    if not right:
        return None
    shift = min(right) - word.x0
    return {
        at: (old._replace(x0=old.x0 + shift, x1=old.x1 + shift),)
        for at in target.words
        for old in (pages[at[0]].words[at[1]],)
    }


def _lost(target: Target, _pages: Sequence[Page], _rng: random.Random) -> Change | None:
    return dict.fromkeys(target.words, ())


ALL = frozenset({"number", "date", "code"})
NUMBER, DATE = frozenset({"number"}), frozenset({"date"})
SINGLE = (
    Mutation("a digit lost", ALL, _in_one_word(_digit_lost)),
    Mutation("a digit twice", ALL, _in_one_word(_digit_twice)),
    Mutation("a digit changed", ALL, _in_one_word(_digit_changed)),
    Mutation("two digits swapped", ALL, _in_one_word(_digits_swapped)),
    Mutation("a digit read as a letter", ALL, _in_one_word(_digit_as_letter)),
    Mutation("a minus lost", NUMBER, _in_one_word(_without("-−–"))),
    Mutation("a minus too many", NUMBER, _in_one_word(_minus_added)),
    Mutation("a comma or point lost", NUMBER, _in_one_word(_without(",."))),
    Mutation("comma and point exchanged", NUMBER, _in_one_word(_mark_changed)),
    Mutation("another day", DATE, _in_one_word(_date_part(0, 28))),
    Mutation("another month", DATE, _in_one_word(_date_part(2, 12))),
    Mutation("another year", DATE, _in_one_word(_year_changed)),
    Mutation("day and month exchanged", DATE, _in_one_word(_day_and_month)),
    Mutation("a word split", ALL, _split),
    Mutation("two words glued", ALL, _glued),
    Mutation("moved into the next column", ALL, _to_next_column),
    Mutation("the value lost", ALL, _lost),
)
"""What may happen to one value."""


def _row_words(document: Document, pages: Sequence[Page], row: str) -> Iterable[tuple[int, int]]:
    """The words of all values of a row."""
    for path, places in document.provenance.items():
        if path.startswith(f"{row}/"):
            for place in places:
                for index, word in enumerate(pages[place.page - 1].words):
                    if _inside(word, place.bbox):
                        yield place.page - 1, index


def rows(document: Document, pages: Sequence[Page]) -> Iterator[Target]:
    """Every row of every table as one thing to lose."""
    found = dict.fromkeys(
        match.group()
        for path, _ in leaves(document)
        if (match := re.match(r"/reports/\d+/schede/\d+/(budget/)?[a-z_]+/\d+", path))
    )
    for row in found:
        yield Target(row, "row", row, tuple(dict.fromkeys(_row_words(document, pages, row))))


ROW = Mutation("a row deleted", frozenset({"row"}), _lost)
