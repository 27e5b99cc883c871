"""Where the columns of a table are, once the labels in its header are known.

The header words lie inside their columns, so each boundary lies between the end of one label and the beginning
of the next. There, the first evidence is a vertical ruling line or the edge of a cell's shading. Where nothing is
drawn, it is a gap that no word of the table crosses: the one whose two sides hold what their columns may hold, then
a wide one at whose right side many lines begin.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from operator import itemgetter

from extractor.page import Box, Fill, Rule, Word

SLACK = 1.5
"""Points by which a word may reach over a ruling line."""
APART = 0.6
"""Font sizes of white space that set a word apart from those before it."""
HOLE = 4.0
"""Font sizes of white space that no line of a cell has between two words."""
WIDE, WIDER, SPACES = 1.0, 3.0, 3
"""So many font sizes are a hole, too, if they are so many times the usual space of a line with so many spaces."""
SAME_LINE = 0.2
"""Font sizes by which the baselines of words on one line differ at most."""
LEVEL = 0.8
"""Points within which lines begin at the same x."""
UNEVEN = 1.5
"""Times the narrowest space of a line the widest is at least where they are of several cells."""
UNEVEN_WEIGHT = 2.0
CLOSE = 0.5
"""By which a gap between numbers must be better than the next best."""
FLUSH_COLUMNS, FLUSH_LINES = 2, 2
"""So many columns with so many lines that begin where their label does show that labels stand at the left."""


_span, _x0, _x1, _bottom = (
    itemgetter(1, 3),
    itemgetter(1),
    itemgetter(3),
    itemgetter(4),
)  # of a word: quicker than by name


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table from left to right."""

    left: float
    right: float
    bounds: tuple[float, ...]
    """The x of each boundary between two neighbours."""
    certain: tuple[bool, ...]
    """Whether a boundary is ruled or an empty gap, and not a guess."""

    def of(self, word: Word) -> int:
        """Index of the column in which the middle of a word lies."""
        return bisect_right(self.bounds, (word.x0 + word.x1) / 2)

    def edges(self, index: int) -> tuple[float, float]:
        """Left and right edge of a column."""
        edges = (self.left, *self.bounds, self.right)
        return edges[index], edges[index + 1]


def find_columns(
    headers: Sequence[Box],
    words: Sequence[Word],
    rules: Iterable[Rule],
    fills: Iterable[Fill],
    levels: Sequence[Rule],
    accepts: Callable[[int, Word], bool],
    prose: Sequence[bool],
) -> Columns:
    """The columns under header labels that stand from left to right.

    Args:
        headers: the box of each label.
        words: all words of the table's body.
        rules: vertical ruling lines beside the table's header or body.
        fills: shaded cells of the table.
        levels: horizontal ruling lines of the table.
        accepts: whether a word may stand in the column of that index.
        prose: of each column, whether any word may.
    """
    uprights = [(rule.x0 + rule.x1) / 2 for rule in rules]
    shades = [edge for fill in fills for edge in (fill.x0, fill.x1)]
    meetings: list[float] | None = None
    spans: list[tuple[float, float]] | None = None
    flush: bool | None = None
    bounds: list[float] = []
    certain: list[bool] = []
    for index, (left, right) in enumerate(itertools.pairwise(headers)):
        low, high = _between(left, right)
        low, high = low - SLACK, high + SLACK
        bound = _most_frequent(uprights, low, high)
        if bound is None:
            bound = _most_frequent(shades, low, high)
        if bound is None:
            meetings = _meetings(levels) if meetings is None else meetings
            bound = _most_frequent(meetings, low, high)
        sure = bound is not None
        if bound is None:
            if spans is None:
                spans = _merged(map(_span, words))
            before = bounds[-1] if bounds else float("-inf")
            flush = _are_flush(headers, words) if flush is None else flush
            bound, sure = _best_gap(spans, words, left, right, index, accepts, prose, before, flush)
        bounds.append(bound)
        certain.append(sure)
    left_edge = min([box[0] for box in headers], default=0.0)
    right_edge = max([box[2] for box in headers], default=0.0)
    if words:
        left_edge = min(left_edge, min(map(_x0, words)))
        right_edge = max(right_edge, max(map(_x1, words)))
    return Columns(left_edge, right_edge, tuple(bounds), tuple(certain))


def _between(left: Box, right: Box) -> tuple[float, float]:
    """Where the boundary between two columns may be, by their labels."""
    if left[2] < right[0]:
        return left[2], right[0]
    return (left[0] + left[2]) / 2, (
        right[0] + right[2]
    ) / 2  # too wide for its column, one reaches into the other


def _meetings(levels: Sequence[Rule]) -> list[float]:
    """Where one horizontal line ends and the next begins: some programs draw them cell by cell."""
    begins = {(round(rule.top), round(rule.x0)) for rule in levels}
    return [rule.x1 for rule in levels if (round(rule.top), round(rule.x1)) in begins]


def _most_frequent(xs: Iterable[float], low: float, high: float) -> float | None:
    """The x that comes most often between two limits, the leftmost of equals."""
    counts: dict[float, int] = {}
    for x in xs:
        if low <= x <= high:
            counts[round(x)] = counts.get(round(x), 0) + 1
    if not counts:
        return None
    best = min(counts, key=lambda x: (-counts[x], x))
    near = [x for x in xs if low <= x <= high and round(x) == best]
    return sum(near) / len(near)


def _merged(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if merged and x0 <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _best_gap(
    spans: Sequence[tuple[float, float]],
    words: Sequence[Word],
    left: Box,
    right: Box,
    index: int,
    accepts: Callable[[int, Word], bool],
    prose: Sequence[bool],
    before: float,
    flush: bool,
) -> tuple[float, bool]:
    """Where to part two columns between their labels, and whether a gap is there.

    The left one begins at `before`. Labels may be `flush` with the left edges of their columns.
    """
    low, high = _between(left, right)
    gaps = _gaps(spans, low, high)
    if not gaps:
        edges = sorted({low, high, *(word.x0 for word in words if low < word.x0 < high)})
        return min(edges, key=lambda x: (sum(w.x0 < x < w.x1 for w in words), -x)), False
    if len(gaps) == 1:
        return (gaps[0][0] + gaps[0][1]) / 2, True
    near = [word for word in words if word.x1 > left[0] and word.x0 < right[2]]

    # In prose left of a column of numbers, a number at a line's end is rather one of the column's.
    strangers = _last_accepted(near, index + 1, accepts) if prose[index] and not prose[index + 1] else []
    lines = _in_lines(word for word in words if before <= word.x0 < right[2])
    holes = _beyond_holes(lines)
    odd = [(word.x0, not accepts(index, word), not accepts(index + 1, word)) for word in near]

    def rank(gap: tuple[float, float]) -> tuple[tuple[int, bool], float, float]:
        start, end = gap
        misplaced = sum([right_odd if x0 >= end else left_odd for x0, left_odd, right_odd in odd])
        misplaced += sum(word.x1 <= start for word in strangers)
        misplaced += sum([x1 <= start for x1 in holes])
        misplaced += 0 if prose[index + 1] else _crowd(near, end, partial(accepts, index + 1))
        after = [*_first_after(near, end), right[0]]
        level = sum(x - end <= LEVEL for x in after) / len(after)
        begins = flush and end > right[0] - LEVEL
        width = min(1.0, (end - start) / near[0].size if near else 1.0)
        uneven = _uneven(lines, start, end)
        return (-misplaced, begins), level + width - UNEVEN_WEIGHT * uneven, uneven

    ranks = {gap: rank(gap) for gap in gaps}
    start, end = best = max(gaps, key=ranks.__getitem__)
    holding, score, uneven = ranks[best]
    # Unsure where cells with even spaces would hold what they may as well, or numbers stand under neither label.
    near_score = score - CLOSE if not (prose[index] or prose[index + 1]) else inf
    sure = not any(
        other == holding and gap != best and (even < uneven or at > near_score)
        for gap, (other, at, even) in ranks.items()
    )
    return (start + end) / 2, sure


def _are_flush(headers: Sequence[Box], words: Iterable[Word]) -> bool:
    """Whether the labels of several columns begin where lines of these begin, as hardly one does that is centred."""
    begins = Counter(word.x0 for word in words)
    lines = [sum(count for x0, count in begins.items() if abs(x0 - box[0]) <= LEVEL) for box in headers]
    return sum(count >= FLUSH_LINES for count in lines) >= FLUSH_COLUMNS


def _in_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words by their lines, from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=_bottom):
        if lines and word.bottom - lines[-1][-1].bottom <= SAME_LINE * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=_x0) for line in lines]


def _uneven(lines: Sequence[Sequence[Word]], start: float, end: float) -> float:
    """The share of lines with spaces of several widths left or right of a gap: justified text has them of one."""
    uneven = 0
    for line in lines:
        for side in ([word for word in line if word.x1 <= start], [word for word in line if word.x0 >= end]):
            spaces = [word.x0 - before.x1 for before, word in itertools.pairwise(side)]
            if spaces and max(spaces) > max(UNEVEN * min(spaces), min(spaces) + LEVEL):
                uneven += 1
                break
    return uneven / max(1, len(lines))


def _beyond_holes(lines: Iterable[Sequence[Word]]) -> list[float]:
    """Where words end that stand on a line with others, but so far from them that they are in no cell with them."""
    ends: list[float] = []
    for line in lines:
        spaces = [word.x0 - before.x1 for before, word in itertools.pairwise(line)]
        # Even justified text has spaces of one width on a line.
        usual = sorted(spaces)[len(spaces) // 2] if len(spaces) >= SPACES else HOLE * line[0].size
        for word, space in zip(line[1:], spaces, strict=True):
            if space > HOLE * word.size or space > max(WIDE * word.size, WIDER * usual):
                ends.append(word.x1)
    return ends


def _gaps(spans: Sequence[tuple[float, float]], low: float, high: float) -> list[tuple[float, float]]:
    """The empty stretches between two limits."""
    gaps: list[tuple[float, float]] = []
    start = low
    for x0, x1 in [*spans, (high, high)]:
        if x1 < low:
            continue
        if start < min(x0, high):
            gaps.append((start, min(x0, high)))
        start = max(start, x1)
        if x0 >= high:
            break
    return gaps


def _first_after(words: Iterable[Word], x: float) -> list[float]:
    """Where the first word right of a height-wise cut begins on each line."""
    return [line[0].x0 for line in _in_lines(word for word in words if word.x0 >= x)]


def _crowd(words: Iterable[Word], x: float, accepts: Callable[[Word], bool]) -> int:
    """How many values too many stand right of a height-wise cut, if one a line is enough, of whatever words."""
    after = [word for word in words if word.x0 >= x and any(map(str.isalnum, word.text))]
    lines = _in_lines(after)
    together = sum(
        accepts(line[at - 1]) and accepts(line[at]) and not _apart(line, at)
        for line in lines
        for at in range(1, len(line))
    )
    return len(after) - len(lines) - together


def _apart(line: Sequence[Word], at: int) -> bool:
    """Whether white space sets a word of a line apart from the one before it."""
    return line[at].x0 - line[at - 1].x1 > APART * line[at].size


def _last_accepted(words: Iterable[Word], index: int, accepts: Callable[[int, Word], bool]) -> list[Word]:
    """The last word of each line, where it stands apart and the column of that index may hold it."""
    found: list[Word] = []
    for line in _in_lines(words):
        first = len(line)
        while first and accepts(index, line[first - 1]) and (first == len(line) or not _apart(line, first)):
            first -= 1  # a currency's sign goes with its number
        if first < len(line) and (first == 0 or _apart(line, first)):
            found.append(line[first])
    return found
