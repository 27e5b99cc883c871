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
    texts = [at for at, index in enumerate(grid.present) if grid.table.columns[index].kind == "text"]
    bare = {
        number for number, row in enumerate(grid.rows) if texts and not any(row.cells[at] for at in texts)
    }
    is_level = all_level(grid)
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
    is_level = all_level(grid)
    found = []
    for number, row in enumerate(grid.rows):
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
    it shows nothing: it may be no row at all.
    """
    anchor = grid.anchor
    return all(
        row.cells[anchor]
        and sum(map(bool, row.cells)) > 1
        and all(_is_level(row.cells[anchor][0], cell[0]) for cell in row.cells if cell)
        for row in grid.rows
    )


def _is_level(one: Line, other: Line) -> bool:
    return one.page == other.page and abs(one.bottom - other.bottom) <= LEVEL * one.size


def _unnumbered(grid: Grid) -> list[int]:
    """The rows after the first that have no number where others of the table have one, and no line parts them."""
    if grid.drawn == "all" or grid.table.columns[grid.table.anchor].kind != "id":
        return []
    named = [bool(row.cells[grid.anchor]) for row in grid.rows]
    return [number for number, has in enumerate(named) if number and not has] if any(named) else []
