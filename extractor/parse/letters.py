"""Letters of which a file says wrong what they are: `aࢰvità` for `attività`, as fonts with ligatures make them.

A program that takes the number of a glyph for its letter does so for the glyphs that have no letter of their own, which
are ligatures. Such a letter is of a script that no Italian is written in, and it is the same in all its words: what
makes words of the dictionary of them is what it stands for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from extractor.normalise.hyphens import is_word
from extractor.page import Box, Page, Word
from extractor.page.cleaning import FOREIGN

STANDS_FOR = (
    "ti",
    "tt",
    "tti",
    "ft",
    "fti",
    "fi",
    "fl",
    "ff",
    "ffi",
    "ffl",
    "tf",
    "fj",
    "à",
    "è",
    "é",
    "ì",
    "ò",
    "ù",
)
"""What such a letter may be: the ligatures of Italian words, and the letters with an accent."""
ENOUGH = 3
"""Words of the dictionary, at least, that it must make."""
CLEARLY = 3
"""Times as many as any other may make."""
LETTERS = re.compile(r"[^\W\d_]+")


class Letters:
    """What the wrong letters of a document stand for."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self.meanings = meanings
        self._table = str.maketrans(dict(meanings))
        self.mended: dict[int, list[Box]] = {}
        """By page, where the words with such letters stand."""

    @classmethod
    def learned(cls, pages: Iterable[Page]) -> Letters:
        """Find them out from the first pages of a document."""
        words: defaultdict[str, set[str]] = defaultdict(set)
        for page in pages:
            if not FOREIGN.search("".join([word.text for word in page.words])):
                continue
            for word in page.words:
                for part in LETTERS.findall(word.text):
                    for letter in FOREIGN.findall(part):
                        words[letter].add(part)
        found = {letter: _meaning(letter, inside, words.keys()) for letter, inside in words.items()}
        return cls({letter: meaning for letter, meaning in found.items() if meaning is not None})

    def mend(self, page: Page) -> Page:
        """A page with the letters that are meant."""
        if not self.meanings:
            return page
        return replace(page, words=tuple(self._mended(page.number, word) for word in page.words))

    def _mended(self, page: int, word: Word) -> Word:
        if word.text.isascii() or not any(letter in word.text for letter in self.meanings):
            return word
        self.mended.setdefault(page, []).append(word.box)
        return word._replace(text=word.text.translate(self._table))

    def stand_in(self, page: int, box: Box) -> bool:
        """Whether a word with such a letter stands in a box."""
        x0, top, x1, bottom = box
        return any(
            x0 <= (left + right) / 2 <= x1 and top <= (high + low) / 2 <= bottom
            for left, high, right, low in self.mended.get(page, ())
        )


def _meaning(letter: str, inside: Iterable[str], others: Iterable[str]) -> str | None:
    """What makes words of those that a letter is inside; None where none does so clearly."""
    alone = [
        word for word in sorted(inside) if len(word) > 1 and not any(o in word for o in others if o != letter)
    ]
    counts = sorted(
        (
            (sum(is_word(word.replace(letter, each).lower(), frozenset()) for word in alone), each)
            for each in STANDS_FOR
        ),
        reverse=True,
    )
    (most, best), (second, _) = counts[:2]
    return best if most >= max(ENOUGH, CLEARLY * second) else None
