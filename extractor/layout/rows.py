"""Where the rows of a table are.

Evidence comes in two strengths. Horizontal rules and the edges of shading across the table are boundaries, no
more to be said. Between two of them there may still be several rows; then the anchor column, which has one entry
a row, says how many, and the boundaries are laid where white space is wide and where every cell of a row agrees on
one vertical alignment: first lines level (top), middles level, or last lines level (bottom).
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.layout.lines import Line
from extractor.page import Fill, Rule

Alignment = Literal["top", "middle", "bottom"]
ALIGNMENTS: tuple[Alignment, ...] = ("top", "middle", "bottom")
ACROSS = 0.7
"""Share of a table's width that a boundary must span."""
SAME_HEIGHT = 2.0
"""Points between the pieces of one boundary."""
SHRINK = 0.22
"""Share of a line's height left off at its top and bottom: loose boxes of neighbouring lines overlap."""
REMAINDER = 0.3
"""Cost of taking lines at a page's head for the rest of the row before."""
LATE_ANCHOR = 1.0
"""Cost of a row whose first line, with its anchor, is on the page after its other cells."""
WORST = 2.0
PADDING = 0.06
"""Font sizes by which a gap must exceed the usual one to count as more than a line's distance."""
LEADING = 2.1
"""Font sizes from one line of a cell to the next at most."""
CLEAR = 0.5
"""How much must speak against the other alignments for a faultless table not to be tried under them."""
VOTE = 1.0
"""Most that one table may count against an alignment."""
OFF_TALLEST = 2.0
"""How much more than once it counts that the small cells of a row are off the tallest one's level."""
ODD_CELL = 2.5
"""Cost of a cell that its column's kind would not allow."""
Cells = Sequence[Sequence[Line]]
"""The lines of each column of a row or of several rows, from top to bottom."""


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a table on one page with no certain boundary inside."""

    cells: Cells
    anchors: Sequence[tuple[Line, ...]]
    """The lines of each entry of the anchor column."""
    open_top: bool
    """It begins a page, so the rest of a row from the page before may stand first."""
    open_bottom: bool
    """It ends a page, so its last row may go on."""


def hard_boundaries(
    left: float, right: float, top: float, bottom: float, rules: Iterable[Rule], fills: Iterable[Fill]
) -> list[float]:
    """Heights of the rules and shading edges that span a table, between two heights, from top to bottom."""
    width = right - left
    pieces: list[tuple[float, float, float]] = []
    for x0, high, x1, low in rules:
        if x1 - x0 >= low - high and x0 < right and x1 > left:
            pieces.append(((high + low) / 2, x0, x1))
    for fill in fills:
        if fill.x0 < right and fill.x1 > left and fill.bottom > top and fill.top < bottom:
            pieces += [(fill.top, fill.x0, fill.x1), (fill.bottom, fill.x0, fill.x1)]
    pieces = sorted(piece for piece in pieces if top - SAME_HEIGHT <= piece[0] <= bottom + SAME_HEIGHT)
    found: list[float] = []
    start = 0
    for end in range(1, len(pieces) + 1):
        if end == len(pieces) or pieces[end][0] - pieces[start][0] > SAME_HEIGHT:
            group = pieces[start:end]
            if _covered([(max(x0, left), min(x1, right)) for _, x0, x1 in group]) >= ACROSS * width:
                found.append(sum(height for height, _, _ in group) / len(group))
            start = end
    return found


def _covered(spans: Iterable[tuple[float, float]]) -> float:
    total, reach = 0.0, float("-inf")
    for x0, x1 in sorted(spans):
        if x1 > reach:
            total += x1 - max(x0, reach)
            reach = x1
    return total


class AlignmentVotes:
    """Which vertical alignment the tables of a document speak for, so that a doubtful one follows the others."""

    def __init__(self) -> None:
        self._against: dict[Alignment, float] = dict.fromkeys(ALIGNMENTS, 0.0)
        self._tables = 0
        self._drawn = self._undrawn = 0

    def rows_are_drawn(self, bands: Sequence[tuple[int, Band]]) -> bool:
        """Whether each band, with the page it is on, is a row or a piece of one, because every boundary is drawn.

        A table with several rows on a page says so itself; one with a single row a page is as the others are.
        """
        anchored: dict[int, int] = {}
        for page, band in bands:
            anchored[page] = anchored.get(page, 0) + bool(band.anchors)
        apart = any(count > 1 for count in anchored.values())
        together = any(len(band.anchors) > 1 for _, band in bands)
        if apart or together:
            self._drawn += not together
            self._undrawn += together
            return not together
        if self._drawn != self._undrawn:
            return self._drawn > self._undrawn
        return len(bands) == 1 and not bands[0][1].open_top

    def split(self, bands: Sequence[Band], fits: Callable[[int, Sequence[Line]], bool]) -> list[list[Cells]]:
        """The rows of every band, all under the one alignment that suits them and the tables before best."""
        pieces = [Pieces(band.cells, fits) for band in bands]

        def under(alignment: Alignment) -> tuple[float, list[list[Cells]]]:
            found = [split_band(band, alignment, piece) for band, piece in zip(bands, pieces, strict=True)]
            return sum(cost for cost, _ in found), [rows for _, rows in found]

        favoured = min(ALIGNMENTS, key=self._prior)
        results = {favoured: under(favoured)}
        others = [alignment for alignment in ALIGNMENTS if alignment != favoured]
        if results[favoured][0] <= 0 and min(map(self._prior, others)) > CLEAR:
            return results[favoured][1]  # as all tables before, and with no fault
        results.update((alignment, under(alignment)) for alignment in others)
        best = min(cost for cost, _ in results.values())
        chosen = min(ALIGNMENTS, key=lambda a: results[a][0] - best + self._prior(a))
        for alignment in ALIGNMENTS:
            self._against[alignment] += min(VOTE, results[alignment][0] - best)
        self._tables += 1
        return results[chosen][1]

    def _prior(self, alignment: Alignment) -> float:
        return 2 * self._against[alignment] / self._tables if self._tables else 0.0


class Pieces:
    """The pieces of a band between two heights, each cut and looked at once."""

    def __init__(self, cells: Cells, fits: Callable[[int, Sequence[Line]], bool]) -> None:
        self.cells = cells
        self._fits = fits
        self._columns = [
            (index, column, [line.middle for line in column]) for index, column in enumerate(cells)
        ]
        self._seen: dict[tuple[float, float], tuple[float, list[tuple[float, float]]]] = {}
        self._odd: dict[tuple[int, int, int], float] = {}
        self._gaps: list[tuple[float, float]] | None = None

    def gaps(self, unit: float) -> list[tuple[float, float]]:
        """(middle, bonus) of each stretch that no line of any column crosses; `unit` is the font size."""
        if self._gaps is None:
            self._gaps = _gaps(self.cells, unit)
        return self._gaps

    def between(self, top: float, bottom: float) -> Cells:
        """The lines of each column between two heights."""
        return [
            column[bisect_left(middles, top) : bisect_left(middles, bottom)]
            for _, column, middles in self._columns
        ]

    def blocks(self, top: float, bottom: float) -> tuple[float, list[tuple[float, float]]]:
        """What the cells between two heights cost by their kinds, and top and bottom of each that is not empty."""
        known = self._seen.get((top, bottom))
        if known is not None:
            return known
        odd = 0.0
        blocks: list[tuple[float, float]] = []
        for index, column, middles in self._columns:
            first, end = bisect_left(middles, top), bisect_left(middles, bottom)
            if first < end:
                odd += self._cost(index, first, end)
                blocks.append((column[first].top, column[end - 1].bottom))
        known = self._seen[top, bottom] = odd, blocks
        return known

    def _cost(self, index: int, first: int, end: int) -> float:
        """What lines of a column cost as one cell: many heights part them alike."""
        cost = self._odd.get((index, first, end))
        if cost is None:
            fits = self._fits(index, self.cells[index][first:end])
            cost = self._odd[index, first, end] = 0.0 if fits else ODD_CELL
        return cost


def split_band(band: Band, alignment: Alignment, pieces: Pieces) -> tuple[float, list[Cells]]:
    """Lay the boundaries of a band's rows.

    Args:
        band: its lines and anchors.
        alignment: how the cells of a row stand.
        pieces: its pieces.

    Returns:
        What it costs (lower is better) and the rows; when the band is open at its top, the first of the rows
        returned is the rest of the row before, and may be empty. The last row may lack its anchor when the band is
        open at its bottom.
    """
    count = len(band.anchors)
    if not count:
        return 0.0, [band.cells]
    unit = band.anchors[0][0].size or 1.0
    gaps = pieces.gaps(unit)
    top, bottom = float("-inf"), float("inf")
    tops = [lines[0].middle for lines in band.anchors]
    bottoms = [lines[-1].middle for lines in band.anchors]

    def between(high: float, low: float) -> list[tuple[float, float]]:
        return [(at, bonus) for at, bonus in gaps if high < at < low]

    # best[boundary before row r] = (cost, boundaries so far)
    best: dict[float, tuple[float, tuple[float, ...]]] = {top: (0.0, (top,))}
    if band.open_top:
        for at, bonus in between(top, tops[0]):
            best[at] = (_remainder(bonus), (at,))
    for row in range(count):
        last = row == count - 1
        ends = [(bottom, 0.0)] if last else between(bottoms[row], tops[row + 1])
        if last and band.open_bottom:  # what stands after it may begin the next row
            extra = LATE_ANCHOR if alignment == "top" else 0.0
            ends += [(at, -_remainder(bonus) - extra) for at, bonus in between(bottoms[row], bottom)]
        following: dict[float, tuple[float, tuple[float, ...]]] = {}
        for end, bonus in ends:
            for start, (cost, path) in best.items():
                cut = end == bottom and band.open_bottom
                total = cost + _row_cost(pieces, start, end, alignment, cut, unit) - bonus
                if end not in following or total < following[end][0]:
                    following[end] = (total, (*path, end))
        if not following:  # two anchors with no gap between: keep them together rather than cut through text
            following = dict(best.items())
        best = following
    cost, path = min(best.values())
    if path[-1] != bottom:
        path = (*path, bottom)
    rows = [pieces.between(high, low) for high, low in itertools.pairwise(path)]
    if band.open_top:
        rows.insert(0, pieces.between(top, path[0]))
    return cost, rows


def _remainder(bonus: float) -> float:
    """What it costs to take lines at a page's edge for a piece of another row; white space can only allow it."""
    return REMAINDER if bonus >= 0 else REMAINDER - bonus


def _gaps(cells: Cells, unit: float) -> list[tuple[float, float]]:
    """(middle, bonus) of each stretch that no line of any column crosses."""
    spans = sorted(
        (line.top + SHRINK * (line.bottom - line.top), line.bottom - SHRINK * (line.bottom - line.top))
        for column in cells
        for line in column
    )
    heights: list[float] = []
    reach = None
    for high, low in spans:
        if reach is not None and high > reach:
            heights.append((reach + high) / 2)
        reach = low if reach is None else max(reach, low)
    densest = max(reversed(cells), key=len)
    steps = sorted(b.bottom - a.bottom for a, b in itertools.pairwise(densest))
    if not steps or steps[-1] - steps[0] <= PADDING * unit:  # all alike: they say nothing
        return [(height, 0.0) for height in heights]
    usual = next(step for step in steps if step >= 0.9 * unit or step == steps[-1])
    if usual > LEADING * unit:  # no cell of the column has two lines
        return [(height, 0.0) for height in heights]
    return [(height, _bonus(densest, height, usual, unit)) for height in heights]


def _bonus(column: Sequence[Line], height: float, usual: float, unit: float) -> float:
    """How much white space speaks for a boundary: rows stand further apart than lines, if only by their padding."""
    for above, below in itertools.pairwise(column):
        if above.middle < height < below.middle:
            excess = (below.bottom - above.bottom - usual) / unit
            return min(1.5, 0.75 + excess) if excess > PADDING else -1.0
    return 0.0


def _row_cost(
    pieces: Pieces, top: float, bottom: float, alignment: Alignment, cut: bool, unit: float
) -> float:
    cost, blocks = pieces.blocks(top, bottom)
    if not blocks:
        return WORST
    if cut and alignment != "top":  # where programs place the cells of a cut row differs, but level
        return cost + 0.5 * _least_disagreement(blocks, unit)  # with each other
    return cost + _unevenness(blocks, alignment, unit)


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
    return tallest, usual, sum([min(WORST, abs(level - usual) / unit) for level in levels])


def _level(top: float, bottom: float, alignment: Alignment) -> float:
    if alignment == "top":
        return top
    return bottom if alignment == "bottom" else (top + bottom) / 2
