"""What is said of a table as a whole that may be read otherwise: its columns, and the rows that may be parts."""

from __future__ import annotations

import itertools

from extractor.layout.lines import box_around
from extractor.parse.printed import places_of
from extractor.parse.recorder import Recorder
from extractor.parse.tables import Grid


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
    """Say which rows have no text at all, as no row is: they may be parts of their neighbours."""
    texts = [at for at, index in enumerate(grid.present) if grid.table.columns[index].kind == "text"]
    bare = {
        number for number, row in enumerate(grid.rows) if texts and not any(row.cells[at] for at in texts)
    }
    for number in sorted(bare):
        row = grid.rows[number]
        recorder.report(
            "row_without_text",
            "warning",
            "The row has no text, only codes or numbers; it may be a part of another.",
            f"{path}/{first + number}",
            places_of(line for cell in row.cells for line in cell),
        )
        if grid.drawn != "all":
            for near in grid.rows[max(0, number - 1) : number + 2]:
                near.doubtful |= near is not row
    for number in _unnumbered(grid):
        recorder.report(
            "row_without_code",
            "info",
            "The row below has no number of its own: it may be the rest of this one.",
            f"{path}/{first + number - 1}",
            places_of(line for cell in grid.rows[number].cells for line in cell),
        )
    unsure = sum(row.doubtful or number in bare for number, row in enumerate(grid.rows))
    if grid.drawn == "none" and 2 * unsure > len(grid.rows) > 2:
        for row in grid.rows:  # what tells rows apart fails in this table, so for the others as well
            row.doubtful = True


def _unnumbered(grid: Grid) -> list[int]:
    """The rows after the first that have no number where others of the table have one, and no line parts them."""
    if grid.drawn == "all" or grid.table.columns[grid.table.anchor].kind != "id":
        return []
    named = [bool(row.cells[grid.anchor]) for row in grid.rows]
    return [number for number, has in enumerate(named) if number and not has] if any(named) else []
