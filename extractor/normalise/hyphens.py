"""How the last word of a line and the first word of the next one become one text again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache

_LONGEST_WORD = 100
_VOWELS = "aeio"
_NUMBER = re.compile(r"[0-9]+")
_AROUND = ',;:()[]"“”«»'
_CLOSING = (".", ")")
_SOFT_HYPHEN = "\u00ad"
_WORD_HYPHEN = "\u2010"
_HYPHENS = "-\u2010\u2011"
_APOSTROPHES = "'’ʼ"
_LETTERS = r"[^\W\d_]+"
_COMPOUND = rf"{_LETTERS}(?:[{_HYPHENS}]{_LETTERS})*"
_WORD = re.compile(_COMPOUND)
_LAST_WORD = re.compile(rf"{_COMPOUND}$")
_LAST_LETTERS = re.compile(rf"{_LETTERS}$")
_FIRST_LETTERS = re.compile(_LETTERS)
_DOTTED = re.compile(r"(?:[^\W\d_]{1,4}\.)+")
_LAST_DOTTED = re.compile(rf"(?<![^\W_]){_DOTTED.pattern}$")
# `ss.mm.` goes on with `ii.`; capitals do not: `D.P.R.` is whole.
_OPEN_ABBREVIATION = re.compile(r"(?:[a-z]{1,3}\.){2,}")
_ACRONYM = re.compile(r"(?:[A-Z]\.){3,}")
_ITS_NEXT_PART = re.compile(r"[a-z]{1,3}\.")

# Words that lose their last vowel. Any other final apostrophe is an accent or a cut: `COMUNITA'`, `po'`.
_ELISIONS = frozenset(
    """l gl d c s m t v n un all dall dell nell sull coll pell quell quest bell sant tutt mezz quant tant cent
    trent quarant cinquant sessant settant ottant novant grand buon nessun ciascun qualcun alcun ognun nient
    senz anch neanch com cos dov quand qual quattr sott sopr entr oltr contr fin ant dev pover""".split()
)
# An address of the web, as far as a line holds it, and what only the rest of one begins with or has inside.
_ADDRESS = re.compile(r"(?:https?:|www\.)[^\s<>\"“”«»]*$", re.IGNORECASE)
_HOST_BEGUN = re.compile(r"https?://[\w-]*$", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w.-]*$")
_HALF_DOMAIN = re.compile(r"(?:www\.|@)[\w.-]*\w\.[a-z]$", re.IGNORECASE)
_WHOLE_DOMAIN = re.compile(r"\.(?:it|eu|com|org|net|gov)\.?$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[/?=&#%_~]|\.\w|[^\s.,;]*(?:[?=&]\w|\w/\w+/)|[\w-]+\.(?:html?|php|aspx?|pdf|it|eu|com|org|net|gov)\b",
    re.IGNORECASE,
)
_NEVER_A_PART = frozenset("n. nn. art. p. pp. pag. cap. c. co. all. tab. n.b. es. ed. e. o.".split())
# Parts of compounds that are no words of their own in an Italian dictionary.
_FIRST_PARTS = frozenset("co e ex neo non nord post pre pro promo psico socio sud vice".split())
# Prefixes that are mostly written together with what follows: `anti-` `sismica` was hardly `anti-sismica`.
_PREFIXES = frozenset(
    """anti auto bio eco extra inter intra macro maxi mega micro mini multi semi sotto sovra sub super tele ultra
    video""".split()
)
_ENGLISH_PARTS = frozenset(
    """back book call care check day desk end front giver help home house how job know learning line mail
    making off office on open out project self shop smart social start stop team time up web week welfare
    work working""".split()
)
# Endings that are also words: `esclusiva-` `mente` is an adverb. So is every ending of one or two letters.
_ENDINGS = frozenset("bili gli mente menti mento rio ria".split())


@dataclass(frozen=True, slots=True)
class Joint:
    """How two words meet: `drop` so many characters of the left one, then put `glue`; is there evidence?"""

    drop: int
    glue: str
    certain: bool

    def apply(self, left: str, right: str) -> str:
        """Give the text that both words make."""
        return left[: len(left) - self.drop] + self.glue + right


_SPACE = Joint(0, " ", True)
_TOGETHER = Joint(0, "", True)


def vocabulary(words: Iterable[str]) -> frozenset[str]:
    """Give what a `WordJoiner` looks words up in, of the words printed inside the lines of a document."""
    known: set[str] = set()
    for word in words:
        folded = word.casefold()
        if folded.isalpha():  # one word and nothing else, as most are
            known.add(folded)
            continue
        for compound in _WORD.findall(folded):
            known.add(compound)
            known.update(_FIRST_LETTERS.findall(compound))
        known.update(_DOTTED.findall(folded))
        known.add(_shape(folded))
    return frozenset(known)


def compounds(words: Iterable[str]) -> set[str]:
    """Give the compounds among words at a line's edge: whatever the edge cuts, their hyphen is printed inside.

    Not those in addresses of the web, whose parts have hyphens of their own.
    """
    found = (_WORD.fullmatch(word.strip(_AROUND).rstrip(".").casefold()) for word in words)
    return {match[0] for match in found if match is not None}


def _shape(word: str) -> str:
    """A word without the punctuation around it, each number in it as one nine: `n.136` and `n.7` are of one shape."""
    return _NUMBER.sub("9", word.strip(_AROUND))


class WordJoiner:
    """Joins words over a line's end by the other words of the document, then by an Italian dictionary."""

    __slots__ = ("_known",)

    @property
    def known(self) -> Set[str]:
        """The words of the document."""
        return self._known

    def __init__(self, vocabulary: Set[str]) -> None:
        """Take the casefolded words seen inside the lines of the document, never at a line's edge."""
        self._known = vocabulary

    def join(self, left: str, right: str, *, broken: bool = False) -> str:
        """Give the text of two words; `broken` says that the line's end cuts one word without any hyphen."""
        return self.decide(left, right, broken=broken).apply(left, right)

    def decide(
        self, left: str, right: str, *, broken: bool = False, unbroken: str = "", nearby: Iterable[str] = ()
    ) -> Joint:
        """Say how two words meet; both are as printed, with their punctuation and without white space.

        `unbroken` holds the marks after which the program that printed the document does not break a line;
        `nearby` are the words of the same text, which are better witnesses than those of the rest.
        """
        if not left or not right:
            return _TOGETHER
        mark, before, after = left[-1], left[-2:-1], right[0]
        if mark == _SOFT_HYPHEN or (mark == _WORD_HYPHEN and before.isalpha() and after.isalpha()):
            return self._after_soft_hyphen(left[:-1], right)
        if broken:
            return _TOGETHER
        if address_goes_on(left, right) or _mail_goes_on(left, right):
            return _TOGETHER
        if mark in _HYPHENS and before.isalnum() and after.isalnum():
            return self._after_hyphen(left[:-1], right)
        if mark in _HYPHENS and before in _CLOSING and after.isalnum():
            return self._after_closed(left[:-1], right)
        if mark in _HYPHENS and after.isalnum():
            is_sign = before == "(" and after.isdigit()
            return Joint(0, "" if is_sign else " ", False)  # of a list, or set right before its word
        if mark == "_" and before.isalnum() and after.isalnum():
            return _TOGETHER
        if mark == "/" and before.isalnum() and after.isalnum():
            together = mark not in unbroken and _same_initial(left, right)
            return self._by_shape(left, right, nearby, together)
        if mark == "/" and before and after.isalnum():
            return Joint(0, "", False)
        if after == "/" and mark.isalnum() and right[1:2].isalnum():
            # Few programs break a line there: `n.219 /2016` is printed so.
            is_one = mark.isalpha() and _shape((left + right).casefold()) in self._known
            return Joint(0, "" if is_one else " ", False)
        if mark in _APOSTROPHES:
            # Hardly a program breaks a line after a straight one: what ends there was printed with a space.
            if _last(_LAST_LETTERS, left[:-1]) not in _ELISIONS:
                return _SPACE
            if mark in unbroken:
                return Joint(0, " ", False)
            return self._by_shape(left, right, nearby, mark != "'")
        if mark == "." and after.isdigit() and _LAST_DOTTED.search(left):
            return self._by_shape(left, right, nearby, False)
        if mark == ".":
            return self._after_dot(left, right)
        return _SPACE

    def _by_shape(self, left: str, right: str, nearby: Iterable[str], together: bool) -> Joint:
        """Follow the text, then the document, where it prints such words together, or the left one apart.

        That is a guess: many documents print both `n.7` and `n. 7`. After an apostrophe hardly one does.
        """
        joined, apart = _shape((left + right).casefold()), _shape(left.casefold())
        for known in ({_shape(word.casefold()) for word in nearby}, self._known):
            if (joined in known) != (apart in known):
                unanimous = (joined in self._known) != (apart in self._known)
                return Joint(0, "" if joined in known else " ", unanimous and left[-1] in _APOSTROPHES)
        return Joint(0, "" if together else " ", False)

    def _after_soft_hyphen(self, left: str, right: str) -> Joint:
        is_compound = f"{_last(_LAST_WORD, left)}-{_first(_WORD, right)}" in self._known
        return Joint(1, "-" if is_compound else "", True)

    def _after_hyphen(self, left: str, right: str) -> Joint:
        if not (left[-1].isalpha() and right[0].isalpha()):
            return Joint(0, "", left[-1].isdigit() and right[0].isdigit())
        start, end = _last(_LAST_LETTERS, left), _first(_FIRST_LETTERS, right)
        whole_start, whole_end = _last(_LAST_WORD, left), _first(_WORD, right)
        joined = start + end in self._known or whole_start + whole_end in self._known
        if f"{start}-{end}" in self._known or f"{whole_start}-{whole_end}" in self._known:
            return Joint(0, "", not joined)
        if joined:
            return Joint(1, "", True)
        if not _same_case(left, right):
            return Joint(0, "", False)
        if start in _ENGLISH_PARTS and end in _ENGLISH_PARTS:
            return Joint(0, "", False)
        if _is_italian(start + end):
            return Joint(1, "", start not in _FIRST_PARTS and start not in _PREFIXES)
        if is_address(left) and (start, end) != (whole_start, whole_end):
            return Joint(0, "", False)  # the parts of addresses are compounds of short words, too
        return Joint(0 if self._starts_compound(start) and self._ends_compound(end) else 1, "", False)

    def _after_closed(self, left: str, right: str) -> Joint:
        # No program puts a hyphen of its own there. `gen.-` `mar.` is one; `a.-` `Poi` may have had a space.
        return Joint(0, "", _LAST_DOTTED.search(left) is not None and _DOTTED.match(right) is not None)

    def _after_dot(self, left: str, right: str) -> Joint:
        start, end = _last(_LAST_DOTTED, left), _first(_DOTTED, right)
        if not start or not end:
            return _SPACE
        if start + end in self._known:
            # Few programs break a line there, and many texts print `D. Lgs.` here, `D.Lgs.` elsewhere.
            return Joint(0, "", start.count(".") > 1)
        capitals = left.lstrip(_AROUND) + right.rstrip(_AROUND)
        if _ACRONYM.fullmatch(capitals) and not (start in self._known and start.count(".") > 1):
            return Joint(0, "", False)  # `C.U.C.`, where a name's two initials are mostly printed apart
        is_open = _OPEN_ABBREVIATION.fullmatch(left.lstrip('(«"“')) and _ITS_NEXT_PART.match(right)
        if not is_open or start in self._known or end in _NEVER_A_PART:
            return _SPACE
        return Joint(0, "", False)

    def _starts_compound(self, word: str) -> bool:
        # `per-` and `se-` begin longer words far more often than compounds.
        return word in _FIRST_PARTS or word in _ENGLISH_PARTS or (len(word) > 3 and self._is_word(word))

    def _ends_compound(self, word: str) -> bool:
        return word not in _ENDINGS and len(word) > 2 and (word in _ENGLISH_PARTS or self._is_word(word))

    def _is_word(self, word: str) -> bool:
        return is_word(word, self._known)


def is_word(word: str, known: Set[str]) -> bool:
    """Tell whether a casefolded word is one: the document or the Italian dictionary has it."""
    return word == "post" or word in known or _is_italian(word) or _has_other_form(word)


def is_address(word: str) -> bool:
    """Tell whether a word is an address of the web, or the beginning of one."""
    return _ADDRESS.search(word) is not None


def address_goes_on(left: str, right: str) -> bool:
    """Tell whether a line's end cuts an address of the web: no address ends with such a mark, no word is so begun."""
    if not ("http" in left or "www." in left) or not is_address(left):
        return False
    if left[-1] in _HYPHENS:
        return False  # of the address or of the line's end: a question for hyphens
    unfinished = left[-1] in "/?=&#_%:~" or left.endswith("www.") or _HOST_BEGUN.search(left) is not None
    return unfinished or _GOES_ON.match(right) is not None


def _mail_goes_on(left: str, right: str) -> bool:
    """Tell whether a line's end cuts an address of e-mail, or the last part of any, which has two letters at least."""
    if right[0] == "@":
        return left[-1].isalnum() and len(right) > 1
    if not right[0].islower() and right[0] != ".":
        return False
    if _HALF_DOMAIN.search(left):
        return right[0].islower()
    if _MAIL.search(left) is None or _WHOLE_DOMAIN.search(left):
        return False
    return left[-1] in ".-_" if right[0] != "." else right[1:2].islower()


def _last(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text[-_LONGEST_WORD:])
    return match[0].casefold() if match else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return match[0].casefold() if match else ""


def _same_initial(left: str, right: str) -> bool:
    """Tell whether two words both begin with a capital or both do not, as those that a slash joins mostly do.

    A number goes with anything: `XI/` `4563`.
    """
    start = re.split(r"[^\w]+", left.rstrip("/"))[-1]
    return right[:1].isdigit() or start[:1].isupper() == right[:1].isupper()


def _same_case(left: str, right: str) -> bool:
    """Tell whether two parts can be of one word: both in capitals, or no capital after the line's end."""
    start, end = _LAST_LETTERS.search(left), _FIRST_LETTERS.match(right)
    if start is None or end is None:
        return False
    in_capitals = start[0].isupper() and len(start[0]) > 1
    return in_capitals == (end[0].isupper() and len(end[0]) > 1) and end[0][0].isupper() == in_capitals


def _has_other_form(word: str) -> bool:
    """Tell whether a word is in the dictionary with another last vowel, for it leaves out many base forms."""
    stem, ending = word[:-1], word[-1:]
    return len(stem) > 2 and ending in _VOWELS and any(_is_italian(stem + vowel) for vowel in _VOWELS)


@lru_cache(maxsize=8192)
def _is_italian(word: str) -> bool:
    """Ask simplemma's dictionary in its small form: 10 MB and 0.3 s at first, then 30,000 words a second."""
    from simplemma import is_known

    return is_known(word, lang="it", low_memory=True)
