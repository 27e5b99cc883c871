"""What a page's end does to a row: the next page goes on with it, or begins another.

Programs go on with a row in three ways. Most print the rest of each cell. Some cut the page through a line of print
and show that line on both pages. Some print the cells that were finished once more, beside the rest of longer ones.
So the first piece of a page is the rest of the row before where one of these is true:

- It has no entry of its own: nothing in the anchor column, or the rest of a broken code; or the row before has none.
- It has the same entry, and each cell with text at the page's edge ends there as it begins here: the edge cut a line.
  Few words may be chance.
- It has the same code, and every other cell is empty, shown again, or a text that goes on: one that reached down to
  the foot of its row and reads on here, or one that cannot begin so, as a text of steps cannot without its first.
  Where rows have no numbers, a text beside another that is shown again may begin anew: it is the rest, and where the
  text before ended with a sentence that is in doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.layout.lines import Line
from extractor.layout.row_search import Cells
from extractor.layout.rows import Band, Drawn
from extractor.parse.entries import Anchors, whole
from extractor.templates import Kind

ROW_HEIGHT = 0.8
"""Font sizes by which the lines of one row of print may stand apart from one another."""
NEAR_FOOT = 1.6
"""Font sizes above the last line of a row in which its texts may end, whose cells all have one foot."""
EDGE = 0.2
"""Share of a page's height near its head or foot in which a line may be cut by its edge."""
SLICED_WORDS = 3
"""Words that lines printed on two pages must have; one less, if they are all that stands there."""
SAME_X = 1.0
"""Points between the beginnings of a line that is shown on two pages."""
SENTENCE_END = tuple(".!?;:")
BEGINNINGS = "%•"
"""What texts begin with, and lines inside them hardly do."""


@dataclass(slots=True)
class Row:
    """The lines of each column of one row; over several pages, page after page."""

    cells: list[list[Line]]
    uncertain: bool = False
    """It stands near a page's edge in a table whose rows are not drawn: its neighbours may have some of its lines."""
    doubtful: bool = False
    """It may be two, or a part of its neighbour."""


@dataclass(frozen=True, slots=True)
class Seam:
    """How the first piece of a page joins the last row of the page before."""

    goes_on: bool
    """Whether it is the rest of that row."""
    again: tuple[Line, ...] = ()
    """Its lines that the row has already."""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Joined:
    """What is known of a table whose rows are joined over pages, by column from left to right."""

    kinds: Sequence[Kind]
    anchor: int
    """The one with an entry a row."""
    anchors: Anchors
    fits: Callable[[int, Sequence[Line]], bool]
    """Whether lines make a whole cell of a column: a text that begins with its second step is none."""
    begins: Callable[[Sequence[Line]], bool] = lambda _: False
    """Whether lines of a text begin with its first step, as all cells of most columns with steps do."""

    def may_begin(self, n: int, before: Sequence[Line], here: Sequence[Line]) -> bool:
        """Whether lines of a column may be a cell of their own, as the one before them is."""
        return self.fits(n, here) and (self.begins(here) or not self.begins(before))


@dataclass(frozen=True, slots=True)
class PageEnd:
    """Heights between which lines are cut by the end of a page: they stand below one, or on the next page above one."""

    foot: float
    head: float

    @classmethod
    def between(cls, before: float, here: float) -> PageEnd:
        """That of two pages of these heights."""
        return cls(before * (1 - EDGE), here * EDGE)


class Stitcher:
    """Puts the rows of one table together, piece after piece, from the first page to the last."""

    def __init__(self, columns: Joined, heights: Sequence[float], drawn: Drawn) -> None:
        self.rows: list[Row] = []
        self.again: list[Line] = []
        """Lines printed once more on the next page."""
        self._columns, self._heights, self._drawn = columns, heights, drawn
        self._page = -1

    def add(self, page: int, band: Band, pieces: Sequence[Cells]) -> None:
        """Take in the rows of a band on a page; the first may be the rest of the row before."""
        for position, piece in enumerate(pieces):
            if any(piece):
                self._add(page, piece, rest=len(pieces) > 1 and band.open_top and position == 0)
                self._doubt(page, band, len(pieces), position)
                self._page = page

    def _add(self, page: int, piece: Cells, *, rest: bool) -> None:
        seam = Seam(rest)
        if self.rows and self._page != page > 0:
            end = PageEnd.between(self._heights[page - 1], self._heights[page])
            seam = find_seam(self.rows[-1].cells, piece, self._columns, end, rest=rest)
        if not seam.goes_on or not self.rows:
            self.rows.append(Row([list(lines) for lines in piece]))
            return
        self.again += seam.again
        row = self.rows[-1]
        row.doubtful |= not seam.certain
        for cell, lines in zip(row.cells, piece, strict=True):
            cell += [line for line in lines if line not in seam.again] if seam.again else lines

    def _doubt(self, page: int, band: Band, pieces: int, position: int) -> None:
        """Remark rows whose edges near a page's end nothing drawn shows."""
        if self._drawn == "all":
            return
        self.rows[-1].doubtful |= self._drawn == "some" and len(band.anchors) > 1
        rest = pieces > 1 and band.open_top and position == 0
        at_edge = page > 0 and (self._page != page or rest)
        for row in self.rows[-2:] if at_edge else self.rows[-1:]:
            row.uncertain |= at_edge or (pieces > 1 and (band.open_top or band.open_bottom))


def find_seam(before: Cells, here: Cells, columns: Joined, end: PageEnd, *, rest: bool = False) -> Seam:
    """How a piece at a page's head joins the row before; `rest` says that how its lines stand makes it the rest."""
    twice = {
        n: lines[0]
        for n, (cell, lines) in enumerate(zip(before, here, strict=True))
        if cell and lines and abs(cell[-1].x0 - lines[0].x0) < SAME_X and cell[-1].text == lines[0].text
    }
    if columns.anchors.names_another(before, here, columns.anchor):
        return Seam(False)
    begins = not rest and _begins(before, here, columns)
    if begins and whole(before[columns.anchor]) != whole(here[columns.anchor]):
        return Seam(False)
    again, certain = _cut_through(before, here, twice, end), True
    if not again:
        again, certain = _shown_again(before, here, columns)
    if begins and not again:
        return Seam(False)
    again += [line for line in twice.values() if len(line.words) > 1 and line not in again]
    return Seam(True, tuple(again), certain)


def _begins(before: Cells, here: Cells, columns: Joined) -> bool:
    """Whether a piece has an entry of its own."""
    anchor, anchors = columns.anchor, columns.anchors
    if anchors.code is None and all(
        cell or n == anchor for row in (before, here) for n, cell in enumerate(row)
    ):
        return True  # both are whole but for the number that one of them may lack
    if anchors.code is None and not before[anchor] and not here[anchor]:
        others = [n for n in range(len(here)) if n != anchor]
        if all(here[n] for n in others) and not all(before[n] for n in others):
            return True  # no cell begins with its rest
    return bool(before[anchor] and here[anchor]) and anchors.starts_new(
        whole(before[anchor]), whole(here[anchor])
    )


def _cut_through(before: Cells, here: Cells, twice: dict[int, Line], end: PageEnd) -> list[Line]:
    """The lines that a page's edge cut through, which both pages show; some cells' stand a little higher or lower."""
    if not twice:
        return []
    first = {n: lines[0] for n, lines in enumerate(here) if lines}
    high = min(line.top for line in first.values())
    last = _at_foot(before)
    if max(line.bottom for line in last.values()) < end.foot or high > end.head:
        return []
    head = {n for n, line in first.items() if line.top - high < ROW_HEIGHT * line.size}
    both = [line for n, line in twice.items() if n in last and n in head]
    enough = SLICED_WORDS - (len(both) == len(last) == len(head))
    is_cut = len(both) == min(len(last), len(head)) and sum(len(line.words) for line in both) >= enough
    return both if is_cut else []


def _shown_again(before: Cells, here: Cells, columns: Joined) -> tuple[list[Line], bool]:
    """The cells of the row before that a piece with the same code shows again beside the rest of longer ones.

    None where it is a row of its own; and whether that is certain.
    """
    anchor, kinds = columns.anchor, columns.kinds
    if (
        kinds[anchor] not in ("code", "id")
        or not here[anchor]
        or whole(before[anchor]) != whole(here[anchor])
    ):
        return [], True
    again: list[Line] = []
    longer: list[int] = []
    for n, (cell, lines) in enumerate(zip(before, here, strict=True)):
        if lines and whole(cell) == whole(lines):
            again += lines
        elif lines:
            longer.append(n)
    repeated = columns.anchors.repeated
    if kinds[anchor] != "code" and (repeated is None or repeated in longer or not here[repeated]):
        return [], True  # numbers may be those of several rows: a budget names a chapter twice
    foot = _texts_at_foot(before, kinds)
    rest = {n for n in longer if not columns.may_begin(n, before[n], here[n])}
    if not longer or not all(kinds[n] == "text" and (n in foot or n in rest) for n in longer):
        return [], True
    free = [n for n in longer if n not in rest]
    anew = [n for n in free if here[n][0].text[0].isupper() or here[n][0].text[0] in BEGINNINGS]
    beside = len(again) > len(here[anchor]) and "number" not in kinds
    if anew and not beside:
        return [], True
    unclear = "number" in kinds and any(not here[n][0].text[0].islower() for n in free)
    return again, not unclear and not any(foot[n].text.endswith(SENTENCE_END) for n in anew)


def _texts_at_foot(row: Cells, kinds: Sequence[Kind]) -> dict[int, Line]:
    """The last lines of the texts that reach furthest down; codes and numbers may be set a little lower."""
    texts = [cell if kind == "text" else [] for cell, kind in zip(row, kinds, strict=True)]
    if not any(texts):
        return {}
    low, lowest = (
        max((line.page, line.bottom) for cell in cells for line in cell[-1:]) for cells in (texts, row)
    )
    near = low[0] == lowest[0] and lowest[1] - low[1] < NEAR_FOOT * max(
        cell[-1].size for cell in texts if cell
    )
    return _at_foot(texts) if near else {}


def _at_foot(row: Cells) -> dict[int, Line]:
    """By column, the last lines of the cells that reach down to the foot of a row, on the last page it has."""
    last = {n: cell[-1] for n, cell in enumerate(row) if cell}
    page = max(line.page for line in last.values())
    low = max(line.bottom for line in last.values() if line.page == page)
    return {
        n: line
        for n, line in last.items()
        if line.page == page and low - line.bottom < ROW_HEIGHT * line.size
    }
