"""Sheets that carry two pages beside one another, as printed to save paper: each half is read as a page.

Halves are numbered through, 2n - 1 and 2n on sheet n, so that the rest of the program sees pages as ever; what is told
to people stands on the sheets of the file again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from extractor.page.model import Box, Fill, Page, Rule, Word
from extractor.page.reader import Reader

SHEETS = 8
"""Pages looked at to tell whether they are sheets."""
WIDE = 1.2
"""Times its height that a sheet is wide, at least."""
SAME_EDGE = 3.0
"""Points by which the left edges of the text of both halves may differ."""
SLACK = 1.0
"""Points by which a word or a line may reach over the middle."""

_Thing = TypeVar("_Thing", Word, Rule, Fill)


class Sheets:
    """The pages of a reader, two for each sheet where its pages are sheets."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.middles: dict[int, float] = {}
        """Number of each sheet read so far, and the x of its middle in points."""

    def pages(self) -> Iterator[Page]:
        """Every page in order, halves of sheets as pages of their own."""
        pages = self._reader.pages()
        first: list[Page] = []
        for page in pages:
            first.append(page)
            if len(first) == SHEETS or not _may_be_sheet(page):
                break
        halved = all(map(_may_be_sheet, first)) and _edges_agree(first)
        while first:
            yield from self._halves(first.pop(0)) if halved else (first.pop(0),)
        for page in pages:
            yield from self._halves(page) if halved else (page,)

    def _halves(self, sheet: Page) -> tuple[Page, ...]:
        if not _may_be_sheet(sheet):
            return (replace(sheet, number=2 * sheet.number - 1),)
        middle = self.middles[sheet.number] = sheet.width / 2
        left, right = (
            replace(
                sheet,
                number=2 * sheet.number - 1 + half,
                width=middle,
                words=_half(sheet.words, half, middle),
                rules=_half(sheet.rules, half, middle),
                fills=_half(sheet.fills, half, middle),
                sideways=_half(sheet.sideways, half, middle),
                images=tuple(
                    moved(box, -half * middle)
                    for box in sheet.images
                    if _side(box[0], box[2], middle) == half
                ),
                hidden_words=0 if half else sheet.hidden_words,
                numbers=None,
            )
            for half in (0, 1)
        )
        return left, right


def moved(box: Box, by: float) -> Box:
    """A box moved to the right by some points."""
    x0, top, x1, bottom = box
    return x0 + by, top, x1 + by, bottom


def _half(things: Iterable[_Thing], half: int, middle: float) -> tuple[_Thing, ...]:
    by = half * middle
    return tuple(
        thing._replace(x0=thing.x0 - by, x1=thing.x1 - by)
        for thing in things
        if _side(thing.x0, thing.x1, middle) == half
    )


def _side(x0: float, x1: float, middle: float) -> int:
    return int(x0 + x1 > 2 * middle)


def _may_be_sheet(page: Page) -> bool:
    """Whether a page is wide, and nothing printed or drawn reaches over its middle."""
    left, right = page.width / 2 - SLACK, page.width / 2 + SLACK
    return (
        page.width > WIDE * page.height
        and not any(word.x0 < left and word.x1 > right for word in page.words)
        and not any(rule.x0 < left and rule.x1 > right for rule in page.rules)
    )


def _edges_agree(pages: Iterable[Page]) -> bool:
    """Whether the text of both halves begins at one margin."""
    edges: tuple[list[float], list[float]] = [], []
    for page in pages:
        middle = page.width / 2
        for word in page.words:
            half = _side(word.x0, word.x1, middle)
            edges[half].append(word.x0 - half * middle)
    return all(edges) and abs(min(edges[0]) - min(edges[1])) <= SAME_EDGE
