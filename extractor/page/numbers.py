"""The numbers of a page, read twice: in its words, and in its text as the engine gives it whole.

Cutting a page into words is our work, and the engine's own text knows nothing of it. A number that a word shows and
the text does not was cut or put together wrongly, or changed on the way.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor import native
from extractor.page.model import Page, Word

TOUCHING = 0.25
"""Font sizes of white space in which an engine may see none."""
SINGLE_DIGITS = 12
"""Digits that a text has one by one from which on that is how the engine made it."""
UNDER = 2.0
"""Font sizes from a line to the next one of its cell."""
NUMBER = re.compile(r"[-−]?[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True, slots=True)
class OddNumbers:
    """Where the words of a page and its text do not agree."""

    words: tuple[Word, ...]
    """Words with a number that the text does not have, or has less often."""
    lost: tuple[str, ...]
    """Numbers of the text that no word has."""


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a text, sorted."""
    return tuple(sorted(NUMBER.findall(text)))


def odd_numbers(page: Page) -> OddNumbers | None:
    """Where words and text of a page disagree; None where they do not, or the engine gave no text.

    Words that the page carries but does not show are in its text, too: with some of them, no number counts as lost.
    """
    if page.numbers is None:
        return None
    found = _word_numbers(page)
    if found == page.numbers:
        return None
    read, printed = Counter(found), Counter(page.numbers)
    for one, two in _touching(page.words):
        if one + two in printed - read:  # the engine put no space between them
            read.subtract((one, two))
            read[one + two] += 1
    new, missing = read - printed, printed - read
    if _in_single_digits(new, missing):
        return None
    along = "".join(word.text for word in page.sideways)  # an engine may cut that otherwise than we do
    lost = (
        () if page.hidden_words else tuple(sorted(each for each in missing.elements() if each not in along))
    )
    words = tuple(
        word
        for word in (*page.words, *page.sideways)
        if any(number in new for number in NUMBER.findall(word.text))
    )
    return OddNumbers(words, lost) if words or lost else None


def _in_single_digits(new: Counter[str], missing: Counter[str]) -> bool:
    """Whether the engine's text has the words' numbers digit by digit, as where it takes each letter for a line."""
    if missing.total() < SINGLE_DIGITS or any(len(number) > 1 for number in missing):
        return False
    digits = Counter(digit for number in new.elements() for digit in number if digit.isdigit())
    return digits == missing


def _touching(words: Iterable[Word]) -> Iterator[tuple[str, str]]:
    """The last and the first number of words that touch, in two cells or one under the other in one."""
    for before, word in itertools.pairwise(words):
        level = abs(word.bottom - before.bottom) < 1
        under = 0 < word.bottom - before.bottom < UNDER * word.size
        if (level and abs(word.x0 - before.x1) < TOUCHING * word.size) or (under and word.x0 < before.x1):
            ends, begins = NUMBER.findall(before.text), NUMBER.match(word.text)
            if ends and begins and before.text.endswith(ends[-1]):
                yield ends[-1], begins[0]


def _word_numbers(page: Page) -> tuple[str, ...]:
    if native.core is not None:
        return native.core.word_numbers(page.words, page.sideways)
    return numbers_in(f"{_text(page.words)} {_text(page.sideways)}")


def _text(words: Iterable[Word]) -> str:
    return "".join([text if glued else f" {text}" for text, _, _, _, _, _, glued, _ in words])
