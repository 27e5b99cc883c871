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
from extractor.layout.rows import AlignmentVotes, Band, Drawn, hard_boundaries
from extractor.page import Box, Fill, Rule, Word
from extractor.parse.anchors import Anchor
from extractor.parse.entries import Anchors
from extractor.parse.flow import Block, Part
from extractor.parse.merged import MergedCells
from extractor.parse.stitching import Joined, Row, Stitcher
from extractor.templates import Kind, Table

NEAR = 3.0
"""Points around a table in which its rules may stand."""
SAME_HEIGHT = 1.0
"""Points between the pieces of one line."""

WORD_OF_KIND: dict[Kind, re.Pattern[str]] = {
    "text": re.compile(r".*"),
    "code": re.compile(r"[\w.-]*[\d_][\w.-]*"),
    "id": re.compile(r"[\w./-]*\d[\w./-]*"),
    "date": re.compile(
        r"[\d./–-]+[°º]?|(?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)[a-z]*\.?", re.IGNORECASE
    ),
    "number": re.compile(r"[\d.,'’%€()–−-]+"),
    "year": re.compile(r"\d+"),
}
"""What a single word of a cell looks like, broken or whole."""
_top, _bottom = itemgetter(2), itemgetter(4)  # of a word: quicker than by name


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
    drawn: Drawn
    """Which rows lines part from one another."""

    @property
    def anchor(self) -> int:
        """Where among those present the anchor column is."""
        return self.present.index(self.table.anchor)


def read_table(
    block: Block,
    table: Table,
    code: re.Pattern[str],
    fits: Callable[[Kind, Sequence[Line]], bool],
    begins: Callable[[Sequence[Line]], bool],
    votes: AlignmentVotes,
) -> Grid | None:
    """The rows of a table block; None where the block shows no header of the table.

    Args:
        block: the section.
        table: its columns.
        code: pattern of an activity code.
        fits: whether lines make a cell that a column of that kind may hold.
        begins: whether lines begin with the first step of a text.
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

    drawn = votes.rows_drawn(bands)
    if drawn == "all":
        split = [[band.cells] for _, band in bands]
    else:
        split = votes.split(
            [replace(band, anchors=anchors.rows(band, anchor)) for _, band in bands], cell_fits
        )
    stitcher = Stitcher(
        Joined(kinds, anchor, anchors, cell_fits, begins), [part.page.height for part, _ in parts], drawn
    )
    for (number, band), pieces in zip(bands, split, strict=True):
        stitcher.add(number, band, pieces)
    return Grid(table, header, present, columns, tuple(stitcher.rows), tuple(stitcher.again), drawn)


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
    headers = [anchor.box[1] for anchor in part.anchors if anchor.kind == "table"]
    inner += headers
    if continues and (end := _rest_end(part, columns, cells, bottom)) is not None:
        inner.append(end)
    heights = sorted(inner)
    pieces: list[list[list[Line]]] = [[[] for _ in cells] for _ in range(len(heights) + 1)]
    for index, column in enumerate(cells):
        for line in column:
            pieces[bisect_right(heights, line.middle)][index].append(line)
    merged = MergedCells(part.page.rules, (columns.left, *columns.bounds, columns.right))
    rows: list[tuple[float, list[list[Line]]]] = []
    for whole, above in zip(pieces, [float("-inf"), *heights], strict=True):
        if any(whole):
            rows += ((above, piece) for piece in merged.split(whole))
    merged.share(rows, anchor)
    bands: list[Band] = []
    for above, piece in rows:
        entries = anchors.listed(piece, anchor)
        if len(entries) > 1 and is_one_row(piece):
            entries = [tuple(piece[anchor])]
        bands.append(Band(piece, entries, False, False, sum(header <= above for header in headers)))
    if bands and continues:
        bands[0] = replace(bands[0], anchors=anchors.without_rest(bands[0].anchors), open_top=True)
    if bands and continued:
        bands[-1] = replace(bands[-1], open_bottom=True)
    return bands


def _rest_end(part: Part, columns: Columns, cells: Sequence[Sequence[Line]], bottom: float) -> float | None:
    """The height of a line drawn at a page's head under those columns only that have the rest of a row above it."""
    edges = [columns.left, *columns.bounds, columns.right]
    filled = [n for n, column in enumerate(cells) if column]
    high = min(cells[n][0].middle for n in filled)
    levels = [rule for rule in part.page.rules if rule.horizontal and high < rule.top < bottom]
    for height in sorted(rule.top for rule in levels):
        above = [n for n in filled if cells[n][0].middle < height]
        if len(above) == len(filled):
            return None
        drawn = [rule for rule in levels if abs(rule.top - height) < SAME_HEIGHT]
        if all(
            any(rule.x0 - NEAR < edges[n] and edges[n + 1] < rule.x1 + NEAR for rule in drawn) for n in above
        ):
            return height
    return None
