"""The search for the rows of a stretch of a table: which gaps between its lines part rows.

Every way to lay a boundary into a gap between two anchors is tried, row after row, and the cheapest is kept: a row
costs what its cells are off one vertical alignment, and what their column's kind does not allow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from extractor import native
from extractor.layout.lines import Line

Alignment = Literal["top", "middle", "bottom"]
ALIGNMENTS: tuple[Alignment, ...] = ("top", "middle", "bottom")
Cells = Sequence[Sequence[Line]]
"""The lines of each column of a row or of several rows, from top to bottom."""
Gap = tuple[float, float]
"""The middle of a stretch that no line of any column crosses, and how much its white space speaks for a boundary."""
REMAINDER = 0.3
"""Cost of taking lines at a page's head for the rest of the row before."""
LATE_ANCHOR = 1.0
"""Cost of a row whose first line, with its anchor, is on the page after its other cells."""
WORST = 2.0
OFF_TALLEST = 2.0
"""How much more than once it counts that the small cells of a row are off the tallest one's level."""
ODD_CELL = 2.5
"""Cost of a cell that its column's kind would not allow."""
TOP, BOTTOM = float("-inf"), float("inf")


class Anchors(NamedTuple):
    """Between which heights each row's boundaries must be."""

    tops: list[float]
    """The middle of the first line of each entry of the anchor column."""
    bottoms: list[float]
    """The middle of its last line."""
    open_top: bool
    """The rest of a row from the page before may stand first."""
    open_bottom: bool
    """The last row may go on."""


class RowSearch:
    """Lays the boundaries of one stretch's rows under one alignment after another."""

    def __init__(self, cells: Cells, fits: Callable[[int, Sequence[Line]], bool]) -> None:
        """Take the lines of a stretch.

        Args:
            cells: the lines of each column.
            fits: whether lines make a cell that the column of that index may hold.
        """
        self.cells = [list(column) for column in cells]
        self._fits = fits
        self._middles = [[line.middle for line in column] for column in cells]
        self._seen: dict[tuple[float, float], tuple[float, list[tuple[float, float]]]] = {}
        # Of each column, for its lines from one to before another: 1 if they fit, 2 if not, 0 if not known yet.
        self._known = [bytearray((len(column) + 1) ** 2) for column in cells]

    def between(self, top: float, bottom: float) -> Cells:
        """The lines of each column between two heights."""
        return [
            column[bisect_left(middles, top) : bisect_left(middles, bottom)]
            for column, middles in zip(self.cells, self._middles, strict=True)
        ]

    def lay(
        self, anchors: Anchors, gaps: list[Gap], alignment: Alignment, unit: float
    ) -> tuple[float, list[float]]:
        """The boundaries that cost least, and their cost; `unit` is the font size.

        The first is where the first row begins, the last where the last one ends.
        """
        if native.core is not None:
            number = ALIGNMENTS.index(alignment)
            return native.core.lay_rows(self.cells, self._known, self._fits, gaps, *anchors, number, unit)
        tops, bottoms, open_top, open_bottom = anchors

        def between(high: float, low: float) -> list[Gap]:
            return [(at, bonus) for at, bonus in gaps if high < at < low]

        # best[boundary before row r] = (cost, boundaries so far)
        best: dict[float, tuple[float, list[float]]] = {TOP: (0.0, [TOP])}
        if open_top:
            for at, bonus in between(TOP, tops[0]):
                best[at] = (_remainder(bonus), [at])
        for row, low in enumerate([*tops[1:], BOTTOM]):
            last = low == BOTTOM
            ends = [(BOTTOM, 0.0)] if last else between(bottoms[row], low)
            if last and open_bottom:  # what stands after it may begin the next row
                late = LATE_ANCHOR if alignment == "top" else 0.0
                ends += [(at, -_remainder(bonus) - late) for at, bonus in between(bottoms[row], low)]
            following: dict[float, tuple[float, list[float]]] = {}
            for end, bonus in ends:
                for start, (cost, path) in best.items():
                    total = (
                        cost + self._cost(start, end, alignment, end == BOTTOM and open_bottom, unit) - bonus
                    )
                    if end not in following or total < following[end][0]:
                        following[end] = (total, [*path, end])
            best = (
                following or best
            )  # two anchors with no gap between are kept together: no text is cut through
        return min(best.values())

    def _cost(self, top: float, bottom: float, alignment: Alignment, cut: bool, unit: float) -> float:
        """What the lines between two heights cost as one row, which a page's end may cut."""
        cost, blocks = self._blocks(top, bottom)
        if not blocks:
            return WORST
        if cut and alignment != "top":  # where programs place the cells of a cut row differs, but level
            return cost + 0.5 * _least_disagreement(blocks, unit)  # with each other
        return cost + _unevenness(blocks, alignment, unit)

    def _blocks(self, top: float, bottom: float) -> tuple[float, list[tuple[float, float]]]:
        """What the cells between two heights cost by their kinds, and top and bottom of each that is not empty."""
        known = self._seen.get((top, bottom))
        if known is not None:
            return known
        odd = 0.0
        blocks: list[tuple[float, float]] = []
        for index, (column, middles) in enumerate(zip(self.cells, self._middles, strict=True)):
            first, end = bisect_left(middles, top), bisect_left(middles, bottom)
            if first < end:
                odd += 0.0 if self._is_cell(index, first, end) else ODD_CELL
                blocks.append((column[first].top, column[end - 1].bottom))
        known = self._seen[top, bottom] = odd, blocks
        return known

    def _is_cell(self, index: int, first: int, end: int) -> bool:
        """Whether lines of a column may be one cell: many heights part them alike, so it is asked once."""
        column, known = self.cells[index], self._known[index]
        at = first * (len(column) + 1) + end
        if not known[at]:
            known[at] = 1 if self._fits(index, column[first:end]) else 2
        return known[at] == 1


def _remainder(bonus: float) -> float:
    """What it costs to take lines at a page's edge for a piece of another row; white space can only allow it."""
    return REMAINDER if bonus >= 0 else REMAINDER - bonus


def _least_disagreement(blocks: Sequence[tuple[float, float]], unit: float) -> float:
    if len(blocks) == 1:
        return 0.0
    return min(_disagreement(blocks, each, unit)[2] for each in ALIGNMENTS)


def _unevenness(blocks: Sequence[tuple[float, float]], alignment: Alignment, unit: float) -> float:
    """How far the cells of a row, each from its top to its bottom, are off one alignment, in font sizes.

    That the others stand off the tallest cell counts less than that they are off each other's level: space after a
    paragraph moves them all.
    """
    if len(blocks) == 1:
        return 0.0
    row = _level(min(blocks)[0], max([low for _, low in blocks]), alignment)
    tallest, usual, apart = _disagreement(blocks, alignment, unit)
    off = abs(usual - row) + abs(_level(*blocks[tallest], alignment) - row)
    return apart + min(OFF_TALLEST, len(blocks) - 1) * min(WORST, off / unit)


def _disagreement(
    blocks: Sequence[tuple[float, float]], alignment: Alignment, unit: float
) -> tuple[int, float, float]:
    """Of two cells or more: the tallest, the level of the others, and how far they are off it in font sizes."""
    heights = [low - high for high, low in blocks]
    tallest = heights.index(max(heights))
    if alignment == "top":
        levels = [high for high, _ in blocks]
    elif alignment == "bottom":
        levels = [low for _, low in blocks]
    else:
        levels = [(high + low) / 2 for high, low in blocks]
    del levels[tallest]
    levels.sort()
    usual = levels[len(levels) // 2]
    apart = 0.0
    for level in levels:  # one after another, as `sum` adds otherwise from one version of Python to the next
        apart += min(WORST, abs(level - usual) / unit)
    return tallest, usual, apart


def _level(top: float, bottom: float, alignment: Alignment) -> float:
    if alignment == "top":
        return top
    return bottom if alignment == "bottom" else (top + bottom) / 2
