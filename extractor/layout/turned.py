"""Text that runs up or down a page, as lines that run from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from extractor.layout.lines import Line, make_line
from extractor.page import Word

SAME_LINE = 0.5
"""Share of the narrower of two pieces by which both must be level to be of one line."""

LINE = 1.25
"""How much taller a font is than the ink of a line of it."""


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
    columns = columns_of(words)
    if not columns:
        return
    size = LINE * sorted(_extent(column)[1] - _extent(column)[0] for column in columns)[len(columns) // 2]
    for upwards in (True, False):
        original: dict[int, Word] = {}
        lines: list[Line] = []
        for column in columns if upwards else reversed(columns):
            middle = sum(_extent(column)) / 2 * (1 if upwards else -1)
            pieces: list[Word] = []
            for word in column:
                x0, x1 = (-word.bottom, -word.top) if upwards else (word.top, word.bottom)
                piece = word._replace(x0=x0, top=middle - size / 2, x1=x1, bottom=middle + size / 2)
                original[id(piece)] = word
                pieces.append(piece)
            lines.append(make_line(page, pieces))
        yield Turned(tuple(lines), original)


def _stands(word: Word) -> bool:
    """Whether a word is taller than it is long, as one that is upside down is not."""
    return len(word.text) == 1 or word.bottom - word.top > word.x1 - word.x0


def _extent(column: Sequence[Word]) -> tuple[float, float]:
    return min(word.x0 for word in column), max(word.x1 for word in column)


def columns_of(words: Iterable[Word]) -> list[list[Word]]:
    """Sideways words one above the other, from left to right: boxes hug their letters, so few are equally wide."""
    columns: list[list[Word]] = []
    left = right = 0.0
    for word in sorted(filter(_stands, words), key=attrgetter("x0", "x1")):
        common = min(right, word.x1) - max(left, word.x0)
        if columns and common >= SAME_LINE * min(right - left, word.x1 - word.x0):
            columns[-1].append(word)
            left, right = min(left, word.x0), max(right, word.x1)
        else:
            columns.append([word])
            left, right = word.x0, word.x1
    return columns
