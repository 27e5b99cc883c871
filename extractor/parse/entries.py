"""The entries of a table's anchor column, one a row: how they are told apart, and the rows that lack one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from extractor.layout.lines import Line
from extractor.layout.row_search import Cells
from extractor.layout.rows import Band
from extractor.parse.printed import HYPHENS
from extractor.records import Severity
from extractor.templates import Kind

NEARER = 1.1
"""How much further apart than the lines of an entry broken in a narrow column entries must stand."""
ONE_LEADING = 1.4
"""Font sizes between lines of one entry at most, where there is no other entry to compare with."""
LEVEL = 0.6
"""Font sizes from the nearest number up to which a name that begins with one of its own is level with it."""
SAME_CELL = 0.95
"""Share of the least distance between two rows within which two lines are of one cell."""
ANOTHER_CELL = 1.3
"""Times the least distance of lines from which on they are of two cells."""
IN_CELL = 3.0
"""Font sizes from a number to the line that repeats it in a cell of the same row."""
FAR = 1.3
"""Font sizes from the nearest number beyond which a name is that of a row without one, and no second line."""

NUMBER = re.compile(r"\d+(?:[./-]\d+)*")
"""A whole number of a person or a chapter."""
ONE_WORD = ("number", "date", "year")
"""Kinds of cells that hold one value each."""


def may_be_several(
    kinds: Sequence[Kind],
    anchor: int,
    cells: Cells,
    fits: Callable[[Kind, Sequence[Line]], bool],
) -> Severity | None:
    """How much speaks for it that what was read as one row is more, its columns having several lines each.

    Two numbers or dates in each of two cells; two lines in each of two cells of a row that lacks its number, or, less,
    in one; or two such lines beside a number that may be broken, or be two.
    """
    values = texts = numbers = 0
    for kind, lines in zip(kinds, cells, strict=True):
        if len(lines) < 2:
            continue
        if kind in ONE_WORD:
            values += not fits(kind, lines) and all(fits(kind, [line]) for line in lines)
        elif kind == "id":
            numbers += all(NUMBER.fullmatch(line.text) is not None for line in lines)
        else:
            texts += 1
    lacks_number = kinds[anchor] == "id" and not cells[anchor]
    if values > 1 or (texts > 1 and lacks_number):
        return "warning"
    return "info" if (numbers and texts + values) or (lacks_number and texts) else None


@dataclass(frozen=True, slots=True)
class Anchors:
    """How entries of the anchor column are told apart."""

    code: re.Pattern[str] | None
    """The pattern of a whole entry, where a line may hold a part of one only."""
    repeated: int | None = None
    """The column that every row fills and that mostly repeats the entry, as `51 - ROSSI MARIO` does."""
    repeats: re.Pattern[str] | None = None
    """What a line with a repeated entry looks like."""
    counted: Callable[[Cells], Sequence[Line]] = lambda _: ()
    """The lines of a column that each row fills with one line; none where there is no such column."""

    def entries(self, lines: Sequence[Line]) -> list[tuple[Line, ...]]:
        """Lines of the anchor column, grouped by entry."""
        found: list[list[Line]] = []
        text = ""
        for line in lines:
            here = bare(line)
            if found and not self.starts_new(text, here):
                found[-1].append(line)
                text = text.rstrip(HYPHENS) + here
            else:
                found.append([line])
                text = here
        return [tuple(lines) for lines in found]

    def listed(self, cells: Cells, anchor: int) -> list[tuple[Line, ...]]:
        """The entries of the anchor column, and those that only another column repeats."""
        steps = [
            b.middle - a.middle
            for n, lines in enumerate(cells)
            if n != anchor
            for a, b in itertools.pairwise(lines)
        ]
        found = _together(self.entries(cells[anchor]), self.counted(cells), min(steps, default=float("inf")))
        if self.repeats is not None and self.repeated is not None:
            if len(found) > 1:
                matches = (self.repeats.fullmatch(line.text) for line in cells[self.repeated])
                found = _whole({match["code"] for match in matches if match}, found)
            heights = [line.middle for line in cells[anchor]]
            known = [(whole(entry), [line.middle for line in entry]) for entry in found]
            found += [
                (line,)
                for line in cells[self.repeated]
                if (match := self.repeats.fullmatch(line.text))
                and _stands_off(line, heights, LEVEL)
                # off its row in a cell of several lines, or where a page is short of room
                and all(text != match["code"] or _stands_off(line, near, IN_CELL) for text, near in known)
            ]
        return sorted(found, key=lambda entry: entry[0].middle)

    def rows(self, band: Band, anchor: int) -> Sequence[tuple[Line, ...]]:
        """The entries that begin in a band, and for a row without one the line that shows it has none."""
        cells = band.cells
        found = self.listed(cells, anchor)
        if self.code is not None:
            return self.without_rest(found) if band.open_top else found
        found = self._with_repeats(found, cells)
        heights = [line.middle for entry in found for line in entry]
        inner = _inside_cells(cells, [entry[0].middle for entry in found])
        others = sorted(
            (line for n, column in enumerate(cells) if n != anchor for line in column), key=_middle
        )
        for before, line in itertools.pairwise(others):
            level = abs(before.middle - line.middle) < 0.3 * line.size
            if level and id(line) not in inner and _stands_off(line, heights, LEVEL):
                found.append((line,))
                heights.append(line.middle)
        for line in cells[self.repeated] if self.repeated is not None else ():
            if id(line) not in inner and _stands_off(line, heights, FAR):
                found.append((line,))
                heights.append(line.middle)
        return sorted(found, key=lambda entry: entry[0].middle)

    def names_another(self, before: Cells, here: Cells, anchor: int) -> bool:
        """Whether a piece of a row begins with a repeated entry that is not that of the row before."""
        if self.repeats is None or self.repeated is None or not here[self.repeated]:
            return False
        match = self.repeats.fullmatch(here[self.repeated][0].text)
        if match is None:
            return False
        other = self.repeats.fullmatch(before[self.repeated][0].text) if before[self.repeated] else None
        return match["code"] not in (whole(before[anchor]), other["code"] if other else None)

    def _with_repeats(self, entries: list[tuple[Line, ...]], cells: Cells) -> list[tuple[Line, ...]]:
        """Each entry with the line that repeats it, where that is set a little higher or lower: they are of one row."""
        if self.repeats is None or self.repeated is None:
            return entries
        found = list(entries)
        for line in cells[self.repeated]:
            match = self.repeats.fullmatch(line.text)
            same = [n for n, entry in enumerate(entries) if match and whole(entry) == match["code"]]
            near = min(same, key=lambda n: abs(entries[n][0].middle - line.middle), default=None)
            if near is None or _stands_off(line, [each.middle for each in entries[near]], IN_CELL):
                continue
            if _stands_off(line, [each.middle for each in entries[near]], LEVEL):
                found[near] = tuple(sorted((*found[near], line), key=_middle))
        return found

    def without_rest(self, entries: Sequence[tuple[Line, ...]]) -> Sequence[tuple[Line, ...]]:
        """The entries at a page's head without the rest of a code that the page before begins."""
        is_rest = self.code is not None and entries and not bare(entries[0][0])[:1].isalpha()
        return entries[1:] if is_rest else entries

    def starts_new(self, before: str, here: str) -> bool:
        """Whether a text is an entry of its own and not the rest of the one before."""
        if self.code is None:
            return True
        begun_before = not before[:1].isalpha()  # the rest of a code, at the head of a page
        return here[:1].isalpha() and (begun_before or bool(self.code.fullmatch(before)))


def _together(
    entries: list[tuple[Line, ...]], counted: Sequence[Line], leading: float
) -> list[tuple[Line, ...]]:
    """Put entries together that a narrow column broke, where another column counts fewer rows.

    Only white space can tell such an entry from several: within it lines stand nearer than between it and the next,
    and no further apart than the nearest lines of other cells, which is the `leading`.
    """
    if not 0 < len(counted) < len(entries):
        return entries
    heights = [line.middle for line in counted]
    groups = [
        [line for _, entry in group for line in entry]
        for _, group in itertools.groupby(
            (
                (min(range(len(heights)), key=lambda n: abs(heights[n] - entry[0].middle)), entry)
                for entry in entries
            ),
            key=lambda owned: owned[0],
        )
    ]
    inside = [b.middle - a.middle for group in groups for a, b in itertools.pairwise(group)]
    between = [after[0].middle - before[-1].middle for before, after in itertools.pairwise(groups)]
    far = min(between, default=ONE_LEADING * counted[0].size * NEARER)
    if len(groups) != len(counted) or NEARER * max(inside) > far or max(inside) > NEARER * leading:
        return entries
    return [tuple(group) for group in groups]


def _whole(known: Collection[str], entries: list[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """Put entries together that a narrow column broke, where they are together what another column repeats."""
    found: list[tuple[Line, ...]] = []
    at = 0
    while at < len(entries):
        ends = range(len(entries), at + 1, -1)
        end = next((end for end in ends if _text(entries[at:end]) in known), at + 1)
        found.append(tuple(line for entry in entries[at:end] for line in entry))
        at = end
    return found


def _text(entries: Iterable[tuple[Line, ...]]) -> str:
    return "".join(bare(line) for entry in entries for line in entry)


def _middle(line: Line) -> float:
    return line.middle


def _inside_cells(cells: Cells, entries: Sequence[float]) -> set[int]:
    """The ids of lines that begin no row: they stand nearer to others of their column than rows do to each other.

    The first line of such a cell counts where an entry is level with the cell: then the row is that entry's.
    """
    if len(entries) < 3:
        return set()
    steps = [low.middle - high.middle for column in cells for high, low in itertools.pairwise(column)]
    apart = min(
        SAME_CELL * min(low - high for high, low in itertools.pairwise(entries)),
        ANOTHER_CELL * min(steps, default=0.0),  # where rows without an entry stand between those with one
    )
    found: set[int] = set()
    for column in cells:
        start = 0
        for end in range(1, len(column) + 1):
            if end == len(column) or column[end].middle - column[end - 1].middle >= apart:
                cell = column[start:end]
                own = any(cell[0].top < entry < cell[-1].bottom for entry in entries)
                found.update(map(id, cell if own and len(cell) > 1 else cell[1:]))
                start = end
    return found


def _stands_off(line: Line, heights: Iterable[float], distance: float) -> bool:
    """Whether a line is further from all heights than so many font sizes."""
    return all(abs(height - line.middle) > distance * line.size for height in heights)


def bare(line: Line) -> str:
    """The words of a line with nothing between them."""
    return "".join(word.text for word in line.words)


def whole(lines: Iterable[Line]) -> str:
    """An entry with nothing between its words, be it broken with a hyphen or without."""
    text = ""
    for line in lines:
        text = text.rstrip(HYPHENS) + bare(line)
    return text
