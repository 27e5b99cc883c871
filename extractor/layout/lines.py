"""Words to lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from extractor import native
from extractor.page import Box, Word

SAME_BASELINE = 0.3
"""Share of the font size by which the words of one line may stand apart vertically."""

_x0, _bottom = itemgetter(1), itemgetter(4)  # of a word: quicker than by name


class Line(NamedTuple):
    """Words on one baseline, from left to right, never empty; a tuple, as there are as many as rows of print."""

    page: int
    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    middle: float
    """Half-way between top and bottom."""
    text: str
    """The words with single spaces, glued words without."""

    @property
    def size(self) -> float:
        """Font size of the first word."""
        word = self.words[0]
        return word.bottom - word.top

    @property
    def box(self) -> Box:
        """The box around all words."""
        return self.x0, self.top, self.x1, self.bottom


def line_text(words: Sequence[Word]) -> str:
    """The text of words that follow one another on a line."""
    text = words[0].text
    for word in words[1:]:
        text += word.text if word.glued else f" {word.text}"
    return text


def make_line(page: int, words: Iterable[Word]) -> Line:
    """A line of the given words."""
    if native.core is not None:
        return native.core.make_line(Line, page, words)
    ordered = tuple(sorted(words, key=_x0))
    texts, x0s, tops, x1s, bottoms, _, glued, _ = zip(*ordered, strict=True)
    top, bottom = min(tops), max(bottoms)
    text = line_text(ordered) if any(glued) else " ".join(texts)
    return Line(page, ordered, x0s[0], top, max(x1s), bottom, (top + bottom) / 2, text)


def group_lines(page: int, words: Iterable[Word]) -> list[Line]:
    """All words of a page or of a part of it as lines, from top to bottom."""
    if native.core is not None:
        return native.core.group_lines(Line, page, words)
    lines: list[Line] = []
    current: list[Word] = []
    baseline = 0.0
    for word in sorted(words, key=_bottom):
        if current and word.bottom - baseline > SAME_BASELINE * (word.bottom - word.top):
            lines.append(make_line(page, current))
            current = []
        if not current:
            baseline = word.bottom
        current.append(word)
    if current:
        lines.append(make_line(page, current))
    return lines


def box_around(items: Iterable[Word | Line]) -> Box:
    """The smallest box that holds them all; there must be one at least."""
    x0, top, x1, bottom = float("inf"), float("inf"), float("-inf"), float("-inf")
    for item in items:
        if item.x0 < x0:
            x0 = item.x0
        if item.top < top:
            top = item.top
        if item.x1 > x1:
            x1 = item.x1
        if item.bottom > bottom:
            bottom = item.bottom
    return x0, top, x1, bottom


def inner_words(lines: Iterable[Line]) -> set[str]:
    """The words inside lines that stand so close to both their neighbours that they are at no cell's edge."""
    if native.core is not None:
        return native.core.inner_words(lines)
    found: set[str] = set()
    for line in lines:
        for before, word, after in zip(line.words, line.words[1:], line.words[2:], strict=False):
            room = 0.5 * (word.bottom - word.top)
            if word.x0 - before.x1 < room and after.x0 - word.x1 < room:
                found.add(word.text)
    return found
