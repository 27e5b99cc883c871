"""A table block to rows of cells, stitched over pages."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from extractor.layout.columns import Columns, find_columns
from extractor.layout.lines import Line, group_lines
from extractor.layout.row_search import Cells
from extractor.layout.rows import AlignmentVotes, Band, hard_boundaries
from extractor.page import Box, Fill, Rule, Word
from extractor.parse.anchors import Anchor
from extractor.parse.entries import Anchors, bare
from extractor.parse.flow import Block, Part
from extractor.templates import Kind, Table

NEAR = 3.0
"""Points around a table in which its rules may stand."""
HEADER_ROOM = 0.5
"""Font sizes under a header in which its leftover words may stand."""

ROW_HEIGHT = 0.8
"""Font sizes by which the lines of one row of print may stand apart from one another."""
EDGE = 0.2
"""Share of a page's height near its head or foot in which a line may be cut by its edge."""
SLICED_WORDS = 3
"""Words that lines printed on two pages must have; one less, if they are all that stands there."""
WORD_OF_KIND: dict[Kind, re.Pattern[str]] = {
    "text": re.compile(r".*"),
    "code": re.compile(r"[\w.-]*[\d_][\w.-]*"),
    "id": re.compile(r"[\w./-]*\d[\w./-]*"),
    "date": re.compile(r"[\d./–-]+"),
    "number": re.compile(r"[\d.,'’%€()–−-]+"),
    "year": re.compile(r"\d+"),
}
"""What a single word of a cell looks like, broken or whole."""
_top, _bottom = itemgetter(2), itemgetter(4)  # of a word: quicker than by name


@dataclass(slots=True)
class Row:
    """The lines of each column of one row; over several pages, page after page."""

    cells: list[list[Line]]
    torn: bool = False
    """Put together from pieces on two pages."""
    uncertain: bool = False
    """It stands near a page's edge in a table whose rows are not drawn: its neighbours may have some of its lines."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as read from the pages."""

    table: Table
    header: Anchor
    present: tuple[int, ...]
    """Index in the template of each column that the header shows, from left to right."""
    columns: Columns
    rows: tuple[Row, ...]
    again: tuple[Line, ...]
    """Lines that a page's edge cut, printed once more on the next page."""


def read_table(
    block: Block,
    table: Table,
    code: re.Pattern[str],
    fits: Callable[[Kind, Sequence[Line]], bool],
    votes: AlignmentVotes,
) -> Grid | None:
    """The rows of a table block; None where the block shows no header of the table.

    Args:
        block: the section.
        table: its columns.
        code: pattern of an activity code.
        fits: whether lines make a cell that a column of that kind may hold.
        votes: how the cells of the tables before stood.
    """
    header = next((anchor for anchor in block.anchors if anchor.table is table), None)
    if header is None:
        return None
    present = tuple(column for column, _ in header.headers)
    parts = [(part, _body(part, number == 0)) for number, part in enumerate(block.parts)]
    columns = _columns(header, parts, [table.columns[index].kind for index in present])
    anchor = present.index(table.anchor)
    repeated = next((at for at, index in enumerate(present) if table.columns[index].code is not None), None)
    repeats = table.columns[present[repeated]].code if repeated is not None else None
    kinds = [table.columns[index].kind for index in present]
    is_code = table.columns[table.anchor].kind == "code"
    single = [] if is_code else [at for at, kind in enumerate(kinds) if kind in ("date", "number", "year")]

    def cell_fits(index: int, lines: Sequence[Line]) -> bool:
        return fits(kinds[index], lines)

    def is_one_row(cells: Cells) -> bool:
        """Whether a number or date that a row has one of is one alone, be it broken over lines."""
        return any(len(cells[at]) == 1 or (cells[at] and cell_fits(at, cells[at])) for at in single)

    def counted(cells: Cells) -> Sequence[Line]:
        """The numbers or dates of the first column in which each is whole on its line."""
        whole = (cells[at] for at in single if all(cell_fits(at, [line]) for line in cells[at]))
        return next(filter(None, whole), ())

    anchors = Anchors(
        code if is_code else None,
        repeated,
        re.compile(repeats) if repeats is not None else None,
        counted,
    )
    bands: list[tuple[int, Band]] = []
    for number, (part, words) in enumerate(parts):
        continued = number + 1 < len(parts)
        bands += [
            (number, band)
            for band in _bands(part, words, columns, anchor, anchors, is_one_row, number > 0, continued)
        ]

    drawn = votes.rows_are_drawn(bands)
    if drawn:
        split = [[band.cells] for _, band in bands]
    else:
        split = votes.split(
            [replace(band, anchors=anchors.rows(band.cells, anchor)) for _, band in bands], cell_fits
        )
    rows: list[Row] = []
    again: list[Line] = []
    fresh = -1
    for (number, band), pieces in zip(bands, split, strict=True):
        first_on_page, fresh = number != fresh, number
        for position, piece in enumerate(pieces):
            if not any(piece):
                continue
            rest = len(pieces) > 1 and band.open_top and position == 0
            begins = first_on_page and number > 0
            if rows and begins:
                foot, head = parts[number - 1][0].page.height, parts[number][0].page.height
                twice = _sliced(rows[-1].cells, piece, foot * (1 - EDGE), head * EDGE)
                twice = twice or _printed_again(rows[-1].cells, piece, anchor, kinds)
                again += twice
                piece = [[line for line in lines if line not in twice] for lines in piece] if twice else piece
                rest = rest or bool(twice)
            again += _add(rows, piece, anchor, anchors, page_begins=begins, rest=rest)
            if not drawn:
                at_edge = number > 0 and (first_on_page or rest)
                for row in rows[-2:] if at_edge else rows[-1:]:
                    row.uncertain |= at_edge or (len(pieces) > 1 and (band.open_top or band.open_bottom))
            first_on_page = False
    return Grid(table, header, present, columns, tuple(rows), tuple(again))


def _body(part: Part, first: bool) -> list[Word]:
    """The words of a part's rows: a header may be repeated in the middle of a page, too."""
    bands = [(anchor.box[1], anchor.box[3]) for anchor in part.anchors if anchor.kind == "table"]
    top = bands[0][0] if first and bands else float("-inf")
    low = max([bottom for _, bottom in bands], default=float("-inf"))
    found: list[Word] = []
    for line in part.lines:
        if line.top > low:  # below every header, as most lines are
            found += line.words
            continue
        for word in line.words:
            middle = (word.top + word.bottom) / 2
            if middle > top and not any(a <= middle <= b for a, b in bands):
                found.append(word)
    return found


def _columns(header: Anchor, parts: Sequence[tuple[Part, list[Word]]], kinds: Sequence[Kind]) -> Columns:
    boxes: list[Box] = [box for _, box in header.headers]
    words = [word for _, found in parts for word in found]
    uprights: list[Rule] = []
    levels: list[Rule] = []
    fills: list[Fill] = []
    for part, found in parts:
        heads = [anchor.box for anchor in part.anchors if anchor.kind == "table"]
        top = min(itertools.chain([box[1] for box in heads], map(_top, found)), default=0.0)
        bottom = max(itertools.chain([box[3] for box in heads], map(_bottom, found)), default=0.0)
        for rule in part.page.rules:
            if rule.top < bottom and rule.bottom > top:
                (levels if rule.horizontal else uprights).append(rule)
        fills += [fill for fill in part.page.fills if fill.top < bottom and fill.bottom > top]

    def accepts(index: int, word: Word) -> bool:
        return WORD_OF_KIND[kinds[index]].fullmatch(word.text) is not None

    return find_columns(boxes, words, uprights, fills, levels, accepts, [kind == "text" for kind in kinds])


def _bands(
    part: Part,
    words: list[Word],
    columns: Columns,
    anchor: int,
    anchors: Anchors,
    is_one_row: Callable[[Cells], bool],
    continues: bool,
    continued: bool,
) -> list[Band]:
    """The stretches of a part between certain boundaries, from top to bottom.

    `is_one_row` says of cells with several entries that these are one, broken in its narrow column.
    """
    if not words:
        return []
    count = len(columns.bounds) + 1
    by_column: list[list[Word]] = [[] for _ in range(count)]
    bounds = columns.bounds
    for word in words:
        by_column[bisect_right(bounds, (word.x0 + word.x1) / 2)].append(word)
    cells = [group_lines(part.page.number, column) if column else [] for column in by_column]
    top = min([line.top for column in cells for line in column]) - NEAR
    bottom = min(part.bottom, max([line.bottom for column in cells for line in column]) + NEAR)
    inner = hard_boundaries(columns.left, columns.right, top, bottom, part.page.rules, part.page.fills)
    inner += [anchor.box[1] for anchor in part.anchors if anchor.kind == "table"]
    heights = sorted(inner)
    pieces: list[list[list[Line]]] = [[[] for _ in cells] for _ in range(len(heights) + 1)]
    for index, column in enumerate(cells):
        for line in column:
            pieces[bisect_right(heights, line.middle)][index].append(line)
    bands: list[Band] = []
    for piece in pieces:
        if any(piece):
            entries = anchors.listed(piece, anchor)
            if len(entries) > 1 and is_one_row(piece):
                entries = [tuple(piece[anchor])]
            bands.append(Band(piece, entries, False, False))
    if bands and continues:
        bands[0] = replace(bands[0], open_top=True)
    if bands and continued:
        bands[-1] = replace(bands[-1], open_bottom=True)
    return bands


def _add(
    rows: list[Row], piece: Cells, anchor: int, anchors: Anchors, *, page_begins: bool, rest: bool
) -> list[Line]:
    """Put a piece under the last row where it is its rest, else begin a row with it; what was printed twice."""
    again: list[Line] = []
    if rows and (rest or (page_begins and _goes_on(rows[-1].cells, piece, anchor, anchors))):
        for cell, lines in zip(rows[-1].cells, piece, strict=True):
            twice = bool(cell and lines and _printed_twice(cell[-1], lines[0]))
            again += lines[:1] if twice else []
            cell.extend(lines[1:] if twice else lines)
        rows[-1].torn = True
    else:
        rows.append(Row([list(lines) for lines in piece]))
    return again


def _sliced(before: Cells, here: Cells, foot_from: float, head_to: float) -> list[Line]:
    """The first lines of a piece that begins a page, where they are the last ones of the row before once more.

    They stand below a height of the page before, and above one of this page.

    Some programs cut a page through a line of print and show it on both pages. Then each cell with text at that
    height has the same on both, but for those whose lines stand a little higher or lower; few words could be chance.
    """
    last = [(n, cell[-1]) for n, cell in enumerate(before) if cell]
    first = [(n, cell[0]) for n, cell in enumerate(here) if cell]
    if not last or not first:
        return []
    low, high = max(line.bottom for _, line in last), min(line.top for _, line in first)
    if low < foot_from or high > head_to:
        return []
    foot = {(n, round(line.x0), line.text) for n, line in last if low - line.bottom < ROW_HEIGHT * line.size}
    head = {
        (n, round(line.x0), line.text): line for n, line in first if line.top - high < ROW_HEIGHT * line.size
    }
    both = [line for key, line in head.items() if key in foot]
    enough = SLICED_WORDS - (len(both) == len(foot) == len(head))
    is_sliced = len(both) == min(len(foot), len(head)) and sum(len(line.words) for line in both) >= enough
    return both if is_sliced else []


def _printed_again(before: Cells, here: Cells, anchor: int, kinds: Sequence[Kind]) -> list[Line]:
    """The cells of the row before that a piece at a page's head shows once more, beside the rest of longer ones.

    Some programs print them again where a row goes on. Its activity code must be among them, and every number and
    date. What goes on must not begin as a text of its own, unless another cell is there again that is no number:
    those are often alike.
    """
    if kinds[anchor] != "code" or not here[anchor] or _whole(before[anchor]) != _whole(here[anchor]):
        return []
    again: list[Line] = []
    rest: list[Line] = []
    for cell, lines, kind in zip(before, here, kinds, strict=True):
        if lines and _whole(cell) == _whole(lines):
            again += lines
        elif lines and kind != "text":
            return []
        else:
            rest += lines[:1]
    begins = all(line.text[:1].isupper() for line in rest)
    repeated = len(again) > len(here[anchor]) and "number" not in kinds
    return again if rest and (repeated or not begins) else []


def _whole(lines: Sequence[Line]) -> str:
    return "".join(map(bare, lines))


def _goes_on(before: Cells, here: Cells, anchor: int, anchors: Anchors) -> bool:
    """Whether the first piece of a page is the rest of the last row of the page before."""
    if anchors.code is None and all(
        cell or n == anchor for row in (before, here) for n, cell in enumerate(row)
    ):
        return False  # both are whole but for the number that one of them may lack
    if not before[anchor] or not here[anchor]:
        return True
    return not anchors.starts_new(_whole(before[anchor]), _whole(here[anchor]))


def _printed_twice(before: Line, line: Line) -> bool:
    """Whether a line cut by a page's edge is printed on both pages, as some programs do."""
    return (
        before.page != line.page
        and len(before.words) > 1
        and abs(before.x0 - line.x0) < 1
        and before.text == line.text
    )
