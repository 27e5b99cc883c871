"""The rows of one table block to records."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Any

from extractor.layout.columns import SLACK
from extractor.layout.lines import Line, make_line
from extractor.layout.rows import AlignmentVotes
from extractor.normalise.codes import split_code
from extractor.normalise.dates import parse_date
from extractor.normalise.markup import strip_markup
from extractor.normalise.numbers import parse_decimal, parse_year
from extractor.normalise.reason import Unread
from extractor.normalise.steps import find_markers, split_steps
from extractor.page import Word
from extractor.parse.doubts import blanks, doubt_columns, doubt_rows
from extractor.parse.entries import ONE_WORD, may_be_several
from extractor.parse.evidence import TableEvidence
from extractor.parse.flow import Block
from extractor.parse.labels import RECORDS
from extractor.parse.located import Located
from extractor.parse.printed import Printed, places_of
from extractor.parse.recorder import Recorder
from extractor.parse.remarks import without_remarks
from extractor.parse.stitching import Row
from extractor.parse.tables import Grid, read_table
from extractor.records import Step
from extractor.templates import Column, Kind, Table, Template

LEVEL = 0.3
"""Font sizes between the bottoms of words of one line of print at most."""
BESIDE = 0.5
"""Font sizes between two words that no edge of a cell parts at most."""
TWICE = re.compile(r"\A(?P<code>\d+)\s+(?=(?P=code)\b)")
"""A number before itself."""
FEW_STARTS = 2
"""Texts that begin with a step at least, where all are said to."""


class TableReader:
    """Reads the tables of one document."""

    def __init__(self, template: Template, recorder: Recorder) -> None:
        self.recorder = recorder
        self.code = re.compile(template.activity_code)
        self.remarks = template.remarks
        self.step = re.compile(template.step, re.IGNORECASE)
        self._starts = {False: 0, True: 0}
        """Texts that begin with a step, and those that do later."""
        self.votes = AlignmentVotes()

    def read(
        self, path: str, table: Table, block: Block, first: int
    ) -> tuple[list[Any], TableEvidence | None]:
        """The records of a table and how it stands on the pages; `first` is the ordinal of its first row."""
        block = without_remarks(block, table, (*self.remarks, *table.remarks), self.code)
        grid = read_table(block, table, self.code, self._fits, self._begins, self.votes)
        if grid is not None and self._learn_steps(grid):
            grid = read_table(block, table, self.code, self._fits, self._begins, self.votes)
        if grid is None:
            if block.lines:
                self.recorder.report(
                    "table_without_header",
                    "warning",
                    "What is printed here has no header row that is known, so no value holds it: "
                    f"'{' '.join(line.text for line in block.lines)}'.",
                    path,
                    places_of(block.lines),
                )
                self.recorder.coverage.use(block.lines)
            return [], None
        if grid.again:
            self.recorder.coverage.use(grid.again)
            text = " ".join(line.text for line in grid.again)
            self.recorder.report(
                "printed_twice",
                "info",
                f"This ends a page and stands again at the head of the next, and is read once: '{text}'.",
                path,
                places_of(grid.again),
            )
        doubt_columns(self.recorder, path, grid)
        doubt_rows(self.recorder, path, grid, first)
        rows = [self._row(f"{path}/{ordinal}", grid, row) for ordinal, row in enumerate(grid.rows, first)]
        lines = [line for row in grid.rows for cell in row.cells for line in cell]
        shown = TableEvidence(
            path,
            tuple(column.name for index in grid.present if (column := table.columns[index]).code is None),
            places_of(lines),
            len(rows),
            self._entries(block, grid),
            all(grid.columns.certain) and _has_uprights(block),
            blanks(path, grid, first, self._fits),
        )
        return rows, shown

    def _entries(self, block: Block, grid: Grid) -> int | None:
        """How many activity codes begin in a block, wherever they stand in it."""
        if grid.table.columns[grid.table.anchor].kind != "code":
            return None
        at = grid.anchor
        begun = [cell[0].words[0].text for row in grid.rows if (cell := row.cells[at])]
        letters = re.match(r"[^\W\d]+", begun[0]) if begun else None
        if letters is None or not all(text.startswith(letters[0]) for text in begun):
            return None
        prefix = letters[0]
        again = {id(word) for line in grid.again for word in line.words}
        begins = [
            word
            for line in block.lines
            for word in line.words
            if word.text.startswith(prefix) and id(word) not in again
        ]
        count = sum(grid.columns.of(word) == at or bool(self.code.fullmatch(word.text)) for word in begins)
        shared = Counter(id(cell[0]) for row in grid.rows if (cell := row.cells[at]))
        return count + sum(rows - 1 for rows in shared.values())  # a cell that is several rows' begins once

    def _row(self, path: str, grid: Grid, row: Row) -> Any:
        cells: dict[str, Any] = {}
        printed: dict[str, Printed] = {}
        self._share(path, grid, row)
        for position, index in enumerate(grid.present):
            column, lines = grid.table.columns[index], row.cells[position]
            if lines:
                printed[column.name] = self.recorder.texts.cell(lines, column.kind)
            cells[column.name] = self._cell(f"{path}/{column.name}", column, printed.get(column.name))
            self._watch_edges(path, grid, row, position)
        anchor = grid.table.columns[grid.table.anchor]
        for position, index in enumerate(grid.present):
            column = grid.table.columns[index]
            if column.code is not None and row.cells[position]:
                cells[anchor.name] = self._repeated(
                    path, column, row.cells[position], anchor, cells[anchor.name]
                )
        if row.uncertain:
            self.recorder.report(
                "row_edge_uncertain",
                "info",
                "No line shows where this row ends, and a page ends near: it and its neighbours may share lines.",
                path,
                places_of(line for cell in row.cells for line in cell),
            )
        if row.doubtful:
            self.recorder.report(
                "rows_uncertain",
                "warning",
                "Nothing shows for certain whether this is one row, two, or a part of its neighbour.",
                path,
                places_of(line for cell in row.cells for line in cell),
            )
        kinds = [grid.table.columns[index].kind for index in grid.present]
        if severity := may_be_several(kinds, grid.anchor, row.cells, self._fits):
            self.recorder.report(
                "rows_uncertain",
                severity,
                "Several columns have several lines that may each be a value: this may be more than one row.",
                path.rpartition("/")[0],
                places_of(line for cell in row.cells for line in cell),
            )
        if cells[anchor.name] is None and not row.cells[grid.anchor]:
            self._warn_unanchored(path, anchor, row)
        if grid.table.name == "phases":
            cells["steps"] = self._steps(path, cells.get("description"), printed.get("description"))
        return RECORDS[grid.table.name](**cells)

    def _share(self, path: str, grid: Grid, row: Row) -> None:
        """Give the empty cell beside one with two values the value on its side; say so of both, or that it may be so.

        Where columns are narrow and no line is drawn, the end of a long number stands nearer to the next column.
        """
        columns = [grid.table.columns[index] for index in grid.present]
        for at, column in enumerate(columns):
            lines = row.cells[at]
            if column.kind not in ONE_WORD or not lines or self._fits(column.kind, lines):
                continue
            empty = [
                n
                for n in (at - 1, at + 1)
                if 0 <= n < len(columns) and columns[n].kind in ONE_WORD and not row.cells[n]
            ]
            words = lines[0].words
            if len(empty) == 1 and len(lines) == 1 and len(words) == 2:
                given, kept = words if empty[0] < at else words[::-1]
                parts = [make_line(lines[0].page, [given])], [make_line(lines[0].page, [kept])]
                if self._fits(columns[empty[0]].kind, parts[0]) and self._fits(column.kind, parts[1]):
                    row.cells[empty[0]], row.cells[at] = parts
                    empty.append(at)
            for n in empty:
                self.recorder.report(
                    "cell_crosses_edge",
                    "info",
                    f"'{lines[0].text}' stands in one place and may be the values of two cells.",
                    f"{path}/{columns[n].name}",
                    places_of(lines),
                )

    def _watch_edges(self, path: str, grid: Grid, row: Row, position: int) -> None:
        """Report words that reach over an edge of their column: they may belong to two cells.

        Where the next cell has a word right beside one, its text may be of this cell, too. One that is just what its
        column holds, beside cells that have their own, has only overrun its column.
        """
        bounds, kind = grid.columns.bounds, grid.table.columns[grid.present[position]].kind
        for line in row.cells[position]:
            if bisect_right(bounds, line.x0 + SLACK) >= bisect_right(bounds, line.x1 - SLACK):
                continue  # then no word of it does
            for word in line.words:
                first, last = bisect_right(bounds, word.x0 + SLACK), bisect_right(bounds, word.x1 - SLACK)
                if first >= last:
                    continue
                beside = last if last != position else first
                of_text = grid.table.columns[grid.present[beside]].kind == "text"  # any other must be whole
                mixed = of_text and _touches(word, line.page, row.cells[beside])
                empty = [n for n in range(first, last + 1) if not row.cells[n]]
                is_value = self._is_value(kind, make_line(line.page, [word]))
                overrun = is_value and not empty
                parts = empty if kind in ONE_WORD and not is_value else []  # the values of all these, perhaps
                for cell in (position, beside, *parts) if mixed else (position, *parts):
                    self.recorder.report(
                        "cell_crosses_edge",
                        "info" if overrun else "warning",
                        f"'{word.text}' reaches over the edge of its column: it may belong to two cells.",
                        f"{path}/{grid.table.columns[grid.present[cell]].name}",
                        ((line.page, word.box),),
                    )

    def _warn_unanchored(self, path: str, column: Column, row: Row) -> None:
        self.recorder.report(
            "row_without_code",
            "warning" if column.kind == "code" else "info",  # some people have no number
            f"The row has nothing under '{column.labels[0]}', which every row should have.",
            path,
            places_of(line for cell in row.cells for line in cell),
        )

    def _cell(self, path: str, column: Column, printed: Printed | None) -> Any:
        if printed is None:
            return None
        if column.code is not None:  # `51 - ROSSI MARIO`: the number has a column of its own
            _, text = split_code(_once(printed.text), re.compile(column.code))
            self.recorder.coverage.use(printed.lines)
            return self.recorder.part(path, text, Located(printed.lines))
        return self.recorder.value(path, printed, column.kind)

    def _repeated(
        self, path: str, column: Column, lines: Sequence[Line], anchor: Column, known: str | None
    ) -> str | None:
        """The code of a row that one of its cells repeats, `51 - ROSSI MARIO`: it agrees, or is the only one."""
        printed = self.recorder.texts.cell(lines, column.kind)
        code, _ = split_code(_once(printed.text), re.compile(column.code or ""))
        if code is None:
            return known
        if known is None:
            return self.recorder.part(f"{path}/{anchor.name}", code, Located(lines))
        if known != code:
            self.recorder.report(
                "codes_disagree",
                "warning",
                f"Under '{anchor.labels[0]}' stands {known}, but under '{column.labels[0]}' {code}.",
                f"{path}/{anchor.name}",
                printed.places,
            )
        return known

    def _steps(self, path: str, description: str | None, printed: Printed | None) -> tuple[Step, ...]:
        if description is None or printed is None:
            return ()
        steps = split_steps(description, self.step)
        located = Located(printed.lines) if steps else None
        for ordinal, (number, text) in enumerate(steps):
            assert located is not None
            self.recorder.part(f"{path}/steps/{ordinal}/number", str(number), located)
            self.recorder.part(f"{path}/steps/{ordinal}/text", text, located)
            doubts = tuple(doubt for doubt in printed.doubts if doubt in text)
            self.recorder.doubt(f"{path}/steps/{ordinal}/text", printed._replace(doubts=doubts))
        return tuple(Step(number=number, text=text) for number, text in steps)

    def _is_value(self, kind: Kind, line: Line) -> bool:
        """Whether a line is a value that can be nothing else: any text may go on, and any number of a person."""
        if kind == "code":
            return self.code.fullmatch(line.text) is not None
        return kind in ONE_WORD and self._fits(kind, [line])

    def _learn_steps(self, grid: Grid) -> bool:
        """Count the texts that begin with their first step and those where something stands before it.

        Whether rows at a page's end are to be sought again, now that it is known that texts begin so.
        """
        known, odd = self._steps_first, False
        for row in grid.rows:
            for lines in row.cells:
                step = next(iter(find_markers(" ".join(line.text for line in lines), self.step)), None)
                late = step is not None and step.start() > 0
                odd |= late and row.uncertain
                if step is not None and not (late and row.uncertain):
                    self._starts[late] += 1
        return odd and self._steps_first and not known

    @property
    def _steps_first(self) -> bool:
        """Whether all texts with steps begin with one, as far as rows are certain."""
        return self._starts[False] >= FEW_STARTS and not self._starts[True]

    def _begins(self, lines: Sequence[Line]) -> bool:
        """Whether lines begin with the first step of a text."""
        step = self.step.match(strip_markup(lines[0].text)) if lines else None
        return step is not None and step["number"] == "1"

    def _fits(self, kind: Kind, lines: Sequence[Line]) -> bool:
        """Whether lines make one whole cell of a kind: a text begins with its first step, and with one alone."""
        if kind == "text":
            steps = iter(find_markers(" ".join(line.text for line in lines), self.step))
            first = next(steps, None)
            if first is None:
                return True
            begins = first["number"] == "1" and (first.start() == 0 or not self._steps_first)
            return begins and all(step["number"] != "1" for step in steps)
        if kind in ("code", "id"):
            return True
        text = " ".join(line.text for line in lines)
        parsed = (
            parse_date(text)
            if kind == "date"
            else parse_year(text)
            if kind == "year"
            else parse_decimal(text)
        )
        return not isinstance(parsed, Unread)


def _once(text: str) -> str:
    """A text that begins with its code, which may stand right behind that in the code's own column."""
    return TWICE.sub("", strip_markup(text))


def _has_uprights(block: Block) -> bool:
    """Whether upright lines are drawn on a page of a block."""
    return any(not rule.horizontal for part in block.parts for rule in part.page.rules)


def _touches(word: Word, page: int, lines: Sequence[Line]) -> bool:
    """Whether a word of some lines stands right beside another one, with no more than a space between."""
    return any(
        line.page == page
        and abs(other.bottom - word.bottom) < LEVEL * word.size
        and -BESIDE * word.size < max(other.x0 - word.x1, word.x0 - other.x1) < BESIDE * word.size
        for line in lines
        for other in line.words
    )
