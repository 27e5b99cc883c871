"""Cells that several rows of a table share, as lines drawn beside them only show."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from extractor.layout.lines import Line
from extractor.page import Rule

NEAR = 3.0
"""Points by which a line may end inside a column that it spans."""
SAME_HEIGHT = 1.0
"""Points between the pieces of one line."""
FILLED = 2
"""Cells that each row has at least that shares others with its neighbours."""
Piece = list[list[Line]]
"""The lines of each column."""


class MergedCells:
    """Knows which of a table's first columns the lines between its rows leave out."""

    def __init__(self, rules: Iterable[Rule], edges: Sequence[float]) -> None:
        """Take the rules of a page and the edges of the columns, the outermost ones included."""
        self._levels = [rule for rule in rules if rule.horizontal]
        self._columns = list(itertools.pairwise(edges))

    def split(self, piece: Piece) -> list[Piece]:
        """The rows between two boundaries of which the first cells are one.

        Lines part the other columns only, and each row fills some of those. What the rows share is each row's.
        """
        heights: list[float] = []
        first = 0
        above = min(line.top for column in piece for line in column)
        below = max(line.bottom for column in piece for line in column)
        for height in sorted({rule.top for rule in self._levels}):
            if not above < height < below:
                continue
            if heights and height - heights[-1] < SAME_HEIGHT:
                continue
            left_out = self._left_out(height)
            if not left_out or (heights and left_out != first):
                return [piece]
            first = left_out
            heights.append(height)
        rows = [[*piece[:first], *([] for _ in piece[first:])] for _ in range(len(heights) + 1)]
        for index, column in enumerate(piece[first:], first):
            for line in column:
                rows[bisect_right(heights, line.middle)][index].append(line)
        filled = [sum(map(bool, row[first:])) for row in rows]
        return rows if heights and min(filled) >= FILLED else [piece]

    def share(self, rows: Sequence[tuple[float, Piece]], anchor: int) -> None:
        """Give what stands in a cell left of the anchor column to each row that it reaches over.

        Args:
            rows: the height above each row, and its cells, which are changed.
            anchor: index of the anchor column.
        """
        left_out = [self._left_out(above) for above, _ in rows]
        for column in range(anchor):
            start = 0
            for end in range(1, len(rows) + 1):
                if end < len(rows) and left_out[end] > column:
                    continue
                run = [row for _, row in rows[start:end]]
                filled = [row[column] for row in run if row[column]]
                if len(run) > 1 and len(filled) == 1:
                    for row in run:
                        row[column] = filled[0]
                start = end

    def _left_out(self, height: float) -> int:
        """How many of the first columns have no line at a height at which all others have one."""
        drawn = [rule for rule in self._levels if abs(rule.top - height) < SAME_HEIGHT]
        under = [_spans(drawn, left, right) for left, right in self._columns] if drawn else []
        begins = under.index(True) if any(under) else 0
        return begins if all(under[begins:]) else 0


def _spans(rules: Sequence[Rule], left: float, right: float) -> bool:
    """Whether one of the rules, or a row of them, runs from the left edge of a column to the right one."""
    reach = left + NEAR
    for rule in sorted(rules):
        if rule.x0 <= reach:
            reach = max(reach, rule.x1 + NEAR)
    return reach >= right
