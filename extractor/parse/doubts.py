"""What is said of a table as a whole that may be read otherwise: its columns, and the rows that may be parts."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from extractor.layout.lines import Line, box_around, make_line
from extractor.parse.printed import places_of
from extractor.parse.recorder import Recorder
from extractor.parse.stitching import Row
from extractor.parse.tables import Grid
from extractor.templates import Kind

TIGHT = 0.5
"""Font sizes between the lines of one cell at most, mostly."""
APART = 0.8
"""Share of the largest space above a row that each other has."""
SHORT = 3
"""Characters of a code up to which it may be the end of another."""
LEVEL = 0.3
"""Font sizes between the bottoms of lines that are level at most."""


def doubt_columns(recorder: Recorder, path: str, grid: Grid) -> None:
    """Say what of a table's header is not known, and which columns nothing printed parts from each other."""
    header = grid.header
    unknown = [word for word in header.strange if any(map(str.isalnum, word.text))]
    if unknown:
        recorder.report(
            "header_unknown",
            "warning",
            "The header has words of no known column, so values of other columns may stand in those known: "
            f"'{' '.join(word.text for word in unknown)}'.",
            path,
            ((header.page, box_around(unknown)),),
        )
    labels = [grid.table.columns[index].labels[0] for index in grid.present]
    for (left, right), certain in zip(itertools.pairwise(labels), grid.columns.certain, strict=True):
        if not certain:
            recorder.report(
                "columns_uncertain",
                "warning",
                f"Neither a line nor white space parts the columns '{left}' and '{right}' all the way down.",
                path,
                ((header.page, header.box),),
            )


def doubt_rows(recorder: Recorder, path: str, grid: Grid, first: int) -> None:
    """Say which rows have no text at all, as few rows are: they may be parts of their neighbours."""
    bare = _bare(grid)
    is_level = bool(bare) and all_level(grid)
    for number in sorted(bare):
        row = grid.rows[number]
        recorder.report(
            "row_without_text",
            "info" if is_level else "warning",
            "The row has no text, only codes or numbers; it may be a part of another.",
            f"{path}/{first + number}",
            places_of(_lines(row)),
        )
        if grid.drawn != "all" and not is_level:
            for near in grid.rows[max(0, number - 1) : number + 2]:
                near.doubtful |= near is not row
    for number in _unnumbered(grid):
        recorder.report(
            "row_without_code",
            "info",
            "The row below has no number of its own: it may be the rest of this one.",
            f"{path}/{first + number - 1}",
            places_of(_lines(grid.rows[number])),
        )
    unsure = sum(row.doubtful or (number in bare and not is_level) for number, row in enumerate(grid.rows))
    if grid.drawn == "none" and 2 * unsure > len(grid.rows) > 2:
        for row in grid.rows:  # what tells rows apart fails in this table, so for the others as well
            row.doubtful = True


def blanks(path: str, grid: Grid, first: int, fits: Callable[[Kind, Sequence[Line]], bool]) -> frozenset[str]:
    """Paths of the values that are printed nowhere for certain: their rows are, and no cell beside may hold them."""
    columns = [grid.table.columns[index] for index in grid.present]
    lacking = [(number, row) for number, row in enumerate(grid.rows) if not all(row.cells)]
    is_level = bool(lacking) and all_level(grid)
    found = []
    for number, row in lacking:
        near = grid.rows[max(0, number - 1) : number + 2]
        is_whole = grid.drawn == "all" and len({line.page for one in near for line in _lines(one)}) == 1
        for at, column in enumerate(columns):
            if row.cells[at] or row.doubtful or not (is_level or is_whole):
                continue
            beside = [
                word for cell in row.cells[max(0, at - 1) : at + 2] for line in cell for word in line.words
            ]
            is_strange = column.kind == "text" or not any(
                fits(column.kind, [make_line(0, [word])]) for word in beside
            )
            if is_strange:
                found.append(f"{path}/{first + number}/{column.name}")
    return frozenset(found)


def _lines(row: Row) -> Iterator[Line]:
    return (line for cell in row.cells for line in cell)


def all_level(grid: Grid) -> bool:
    """Whether in each row all that is printed begins on one line: so what a row lacks is printed nowhere.

    Were it in a neighbour's cell it would stand above or below the line of its own row. A code with nothing beside
    it shows nothing: it may be no row at all. Nor does one right under a row, where the ends of that one's code and
    number may stand, if both are broken.
    """
    anchor = grid.anchor
    for row in grid.rows:
        first = row.cells[anchor][:1]
        if not first or sum(map(bool, row.cells)) == 1:
            return False
        if not all(_is_level(first[0], cell[0]) for cell in row.cells if cell):
            return False
    bare = _bare(grid)
    if not bare:
        return True
    gaps = [_gap(above, row) for above, row in itertools.pairwise(grid.rows)]
    usual = max([gap for number, gap in enumerate(gaps, 1) if number not in bare], default=0.0)
    if all(gaps[number - 1] >= max(TIGHT, APART * usual) for number in bare if number):
        return True
    codes = [len(row.cells[anchor][0].text) for row in grid.rows]
    shortest = min([length for number, length in enumerate(codes) if number not in bare], default=0)
    return all(codes[number] >= shortest > SHORT for number in bare)


def _bare(grid: Grid) -> set[int]:
    """The rows without any text, in a table that has columns of texts."""
    texts = [at for at, index in enumerate(grid.present) if grid.table.columns[index].kind == "text"]
    return {
        number for number, row in enumerate(grid.rows) if texts and not any(row.cells[at] for at in texts)
    }


def _gap(above: Row, row: Row) -> float:
    """Font sizes between the last line of a row and the first of the next; none across pages."""
    last = max(_lines(above), key=lambda line: (line.page, line.bottom))
    first = min(_lines(row), key=lambda line: (line.page, line.top))
    return (first.top - last.bottom) / first.size if first.page == last.page else 0.0


def _is_level(one: Line, other: Line) -> bool:
    return one.page == other.page and abs(one.bottom - other.bottom) <= LEVEL * one.size


def _unnumbered(grid: Grid) -> list[int]:
    """The rows after the first that have no number where others of the table have one, and no line parts them."""
    if grid.drawn == "all" or grid.table.columns[grid.table.anchor].kind != "id":
        return []
    named = [bool(row.cells[grid.anchor]) for row in grid.rows]
    return [number for number, has in enumerate(named) if number and not has] if any(named) else []
