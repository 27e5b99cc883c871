"""Text that runs up or down a page, as lines that run from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from extractor.layout.lines import Line, make_line
from extractor.page import Word

SAME_LINE = 0.5
"""Share of the narrower of two pieces by which both must be level to be of one line."""


@dataclass(frozen=True, slots=True)
class Turned:
    """The sideways words of a page, turned by a quarter so that they can be read."""

    lines: tuple[Line, ...]
    original: dict[int, Word]
    """Id of a turned word -> the word as it stands on the page."""

    def originals(self, words: Iterable[Word]) -> tuple[Word, ...]:
        """The words of the page that were turned into these."""
        return tuple(self.original[id(word)] for word in words)


def turned(page: int, words: Sequence[Word]) -> Iterator[Turned]:
    """The words as they read upwards, then as they read downwards; nothing where there are none."""
    columns = _columns(words)
    for upwards in (True, False) if columns else ():
        original: dict[int, Word] = {}
        lines: list[Line] = []
        for column in columns if upwards else reversed(columns):
            edges = min(word.x0 for word in column), max(word.x1 for word in column)
            pieces: list[Word] = []
            for word in column:
                along, across = (word.top, word.bottom), edges
                x0, x1 = (-along[1], -along[0]) if upwards else along
                top, bottom = across if upwards else (-across[1], -across[0])
                piece = word._replace(x0=x0, top=top, x1=x1, bottom=bottom)
                original[id(piece)] = word
                pieces.append(piece)
            lines.append(make_line(page, pieces))
        yield Turned(tuple(lines), original)


def _columns(words: Iterable[Word]) -> list[list[Word]]:
    """Words one above the other, from left to right: their boxes hug their letters, so few are equally wide."""
    columns: list[list[Word]] = []
    left = right = 0.0
    for word in sorted(words, key=attrgetter("x0", "x1")):
        common = min(right, word.x1) - max(left, word.x0)
        if columns and common >= SAME_LINE * min(right - left, word.x1 - word.x0):
            columns[-1].append(word)
            left, right = min(left, word.x0), max(right, word.x1)
        else:
            columns.append([word])
            left, right = word.x0, word.x1
    return columns
