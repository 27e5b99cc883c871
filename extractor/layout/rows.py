"""Where the rows of a table are.

Evidence comes in two strengths. Horizontal rules and the edges of shading across the table are boundaries, no
more to be said. Between two of them there may still be several rows; then the anchor column, which has one entry
a row, says how many, and the boundaries are laid where white space is wide and where every cell of a row agrees on
one vertical alignment: first lines level (top), middles level, or last lines level (bottom).
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.layout.lines import Line
from extractor.layout.row_search import ALIGNMENTS, BOTTOM, TOP, Alignment, Anchors, Cells, Gap, RowSearch
from extractor.page import Fill, Rule

Drawn = Literal["all", "some", "none"]
"""Which rows of a table have a line drawn between them: some, where this table or most others have such lines."""
ACROSS = 0.7
"""Share of a table's width that a boundary must span."""
SAME_HEIGHT = 2.0
"""Points between the pieces of one boundary."""
SHRINK = 0.22
"""Share of a line's height left off at its top and bottom: loose boxes of neighbouring lines overlap."""
PADDING = 0.06
"""Font sizes by which a gap must exceed the usual one to count as more than a line's distance."""
LEADING = 2.1
"""Font sizes from one line of a cell to the next at most."""
CLEAR = 0.5
"""How much must speak against the other alignments for a faultless table not to be tried under them."""
VOTE = 1.0
"""Most that one table may count against an alignment."""


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
    headers: int = 0
    """How many header rows stand above it on its page."""


def hard_boundaries(
    left: float, right: float, top: float, bottom: float, rules: Iterable[Rule], fills: Iterable[Fill]
) -> list[float]:
    """Heights of the rules and shading edges that span a table, between two heights, from top to bottom."""
    width = right - left
    first, last = top - SAME_HEIGHT, bottom + SAME_HEIGHT
    pieces: list[tuple[float, float, float]] = []
    for x0, high, x1, low in rules:
        if first <= (high + low) / 2 <= last and x1 - x0 >= low - high and x0 < right and x1 > left:
            pieces.append(((high + low) / 2, x0, x1))
    for x0, high, x1, low in fills:
        if low > top and high < bottom and x0 < right and x1 > left:
            pieces += [(height, x0, x1) for height in (high, low) if first <= height <= last]
    pieces.sort()
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

    def rows_drawn(self, bands: Sequence[tuple[int, Band]]) -> Drawn:
        """Whether each band, with the page it is on, is a row or a piece of one, because every boundary is drawn.

        A table with several rows on a page says so itself; one with a single row a page is as the others are.
        """
        anchored = Counter((page, band.headers) for page, band in bands if band.anchors)
        apart = any(count > 1 for count in anchored.values())
        together = any(len(band.anchors) > 1 for _, band in bands)
        usual = self._drawn > self._undrawn
        if apart or together:
            self._drawn += not together
            self._undrawn += together
            return "all" if not together else "some" if apart or usual else "none"
        if self._drawn != self._undrawn:
            return "all" if usual else "none"
        return "all" if len(bands) == 1 and not bands[0][1].open_top else "none"

    def split(self, bands: Sequence[Band], fits: Callable[[int, Sequence[Line]], bool]) -> list[list[Cells]]:
        """The rows of every band, all under the one alignment that suits them and the tables before best."""
        searches = [BandRows(band, fits) for band in bands]

        def under(alignment: Alignment) -> tuple[float, list[list[Cells]]]:
            found = [search.under(alignment) for search in searches]
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


class BandRows:
    """The rows of a band under each alignment."""

    def __init__(self, band: Band, fits: Callable[[int, Sequence[Line]], bool]) -> None:
        self._band = band
        self._search = RowSearch(band.cells, fits)
        self._anchors = Anchors(
            [lines[0].middle for lines in band.anchors],
            [lines[-1].middle for lines in band.anchors],
            band.open_top,
            band.open_bottom,
        )
        self._unit = band.anchors[0][0].size or 1.0 if band.anchors else 1.0
        self._gaps = _gaps(band.cells, self._unit) if band.anchors else []

    def under(self, alignment: Alignment) -> tuple[float, list[Cells]]:
        """What an alignment costs (lower is better) and the rows under it.

        When the band is open at its top, the first of the rows is the rest of the row before, and may be empty. The
        last row may lack its anchor when the band is open at its bottom.
        """
        if not self._band.anchors:
            return 0.0, [self._band.cells]
        cost, bounds = self._search.lay(self._anchors, self._gaps, alignment, self._unit)
        first = [TOP] if self._band.open_top else []
        last = [BOTTOM] if bounds[-1] != BOTTOM else []
        heights = itertools.pairwise([*first, *bounds, *last])
        return cost, [self._search.between(high, low) for high, low in heights]


def _gaps(cells: Cells, unit: float) -> list[Gap]:
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
