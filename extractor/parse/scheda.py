"""The blocks of one scheda to its record."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from extractor.layout.lines import Line, group_lines
from extractor.layout.rows import AlignmentVotes
from extractor.normalise.codes import objective_code, split_code
from extractor.normalise.dates import parse_date
from extractor.normalise.dlgs118 import mission, programme
from extractor.normalise.markup import strip_markup
from extractor.normalise.numbers import parse_decimal, parse_year
from extractor.normalise.reason import Unread
from extractor.normalise.steps import split_steps
from extractor.parse.fields import beside_or_below, find_labels
from extractor.parse.flow import Block
from extractor.parse.header_block import read_header_block
from extractor.parse.labels import RECORDS, LabelBook
from extractor.parse.printed import Printed
from extractor.parse.prose import after_marker
from extractor.parse.recorder import Recorder
from extractor.parse.tables import Grid, Row, read_table
from extractor.records import (
    Budget,
    CodeName,
    CodeTitle,
    Resources,
    Scheda,
    Severity,
    Step,
)
from extractor.templates import Column, Kind, SubField, Table


@dataclass(slots=True)
class SchedaBlocks:
    """The header block of a scheda and its sections."""

    header: Block | None
    sections: list[Block]


class SchedaReader:
    """Reads the schede of one document."""

    def __init__(self, book: LabelBook, recorder: Recorder) -> None:
        self.book = book
        self.template = book.template
        self.recorder = recorder
        self.code = re.compile(self.template.activity_code)
        self.step = re.compile(self.template.step, re.IGNORECASE)
        self.tables = {table.name: table for table in self.template.tables}
        self.right_edge: float | None = None
        self.header_votes, self.table_votes = AlignmentVotes(), AlignmentVotes()

    def read(self, path: str, blocks: SchedaBlocks) -> Scheda:
        """One record; `path` is its JSON pointer."""
        values: dict[str, Any] = self._header(path, blocks.header)
        rows: dict[str, tuple[Any, ...]] = {}
        resources = Resources()
        for block in blocks.sections:
            section = block.section
            if section is None:
                continue
            if section.kind == "prose":
                values.update(self._prose(path, block))
            elif section.kind == "fields":
                values.update(self._labelled(path, block))
            elif section.kind == "blocks":
                resources = self._resources(f"{path}/resources", block)
            elif section.table is not None:
                found = self._rows(path, section.name, self.tables[section.table], block)
                rows[section.name] = (*rows.get(section.name, ()), *found)
        budget = Budget(**{name: rows.pop(name, ()) for name in Budget.model_fields})
        values["objective_code"] = self._objective_code(path, rows)
        values.update(rows, resources=resources, budget=budget)
        return Scheda(**values)

    # The header block

    def _header(self, path: str, block: Block | None) -> dict[str, Any]:
        lines: dict[str, list[Line]] = {}
        if block is not None:
            lines, strays = read_header_block(block, self.book.fields, self.header_votes)
            self._unused(path, "text_not_used", "info", strays)
        values: dict[str, Any] = {}
        mission_code: str | None = None
        for field in self.template.fields:
            here, at = lines.get(field.name, []), f"{path}/{field.name}"
            pattern = re.compile(field.code, re.IGNORECASE | re.DOTALL) if field.code else None
            if field.name in ("strategic_line", "strategic_action"):
                code, title = self.recorder.coded(at, "title", here, pattern)
                values[field.name] = CodeTitle(code=code, title=title) if title else None
            elif field.name == "cost_centre":
                code, name = self.recorder.coded(at, "name", here, pattern)
                values[field.name] = CodeName(code=code, name=name) if name else None
            elif field.name == "mission":
                values[field.name] = self._listed(at, here, mission)
                mission_code = values[field.name].code if values[field.name] else None
            elif field.name == "programme":
                values[field.name] = self._listed(at, here, partial(_programme, mission_code))
            else:
                values[field.name] = self.recorder.text(at, here)
        return values

    def _listed(
        self, path: str, lines: Sequence[Line], look_up: Callable[[str], str | None]
    ) -> CodeName | None:
        """A name of the official list with its code."""
        if not lines:
            return None
        _, name = self.recorder.coded(path, "name", lines, None)
        if name is None:
            return None
        places = self.recorder.texts.prose(lines).places
        code = look_up(name)
        if code is None:
            kind = path.rpartition("/")[2]
            self.recorder.report(
                f"{kind}_unknown",
                "warning",
                f"'{name}' is not a {kind} of the official list of D.Lgs. 118/2011.",
                f"{path}/code",
                places,
            )
        self.recorder.note(f"{path}/code", code, places)
        return CodeName(code=code, name=name)

    # Sections

    def _prose(self, path: str, block: Block) -> dict[str, str | None]:
        section = block.section
        assert section is not None
        at = f"{path}/{section.name}"
        if section.marker is None:
            return {section.name: self.recorder.text(at, block.lines, self.right_edge)}
        before, after = after_marker(
            block.lines,
            re.compile(section.marker.pattern, re.IGNORECASE),
            self.right_edge,
            spaced=self.recorder.texts.paragraphs.spaced,
        )
        return {
            section.name: self.recorder.text(at, before, self.right_edge),
            section.marker.name: self.recorder.text(f"{path}/{section.marker.name}", after, self.right_edge),
        }

    def _labelled(self, path: str, block: Block) -> dict[str, Any]:
        """Labels with a short value beside or below each."""
        section = block.section
        assert section is not None
        values: dict[str, Any] = {}
        for part in block.parts:
            labels = find_labels(part.lines, section.fields, line_start=False)
            words, _ = beside_or_below(part.lines, labels)
            for field in section.fields:
                lines = group_lines(part.page.number, words.get(field.name, ()))
                if lines:
                    printed = self.recorder.texts.cell(lines, field.kind)
                    values[field.name] = self.recorder.value(f"{path}/{field.name}", printed, field.kind)
        return values

    def _resources(self, path: str, block: Block) -> Resources:
        """Labels each above a paragraph."""
        section = block.section
        assert section is not None
        found: dict[str, list[Line]] = {}
        open_field: SubField | None = None
        by_name = {field.name: field for field in section.fields}
        for part in block.parts:
            labels = find_labels(part.lines, section.fields, line_start=True)
            at_word = {id(label.words[0]): by_name[label.name] for label in labels}
            taken = {id(word) for label in labels for word in label.words}
            for line in part.lines:
                open_field = at_word.get(id(line.words[0]), open_field)
                free = [word for word in line.words if id(word) not in taken]
                if free and open_field is not None:
                    found.setdefault(open_field.name, []).extend(group_lines(line.page, free))
        return Resources(
            **{
                field.name: self.recorder.text(
                    f"{path}/{field.name}", found.get(field.name, []), self.right_edge
                )
                for field in section.fields
            }
        )

    # Tables

    def _rows(self, path: str, name: str, table: Table, block: Block) -> list[Any]:
        grid = read_table(block, table, self.code, self._fits, self.table_votes)
        where = f"{path}/budget/{name}" if table.name == "budget" else f"{path}/{name}"
        if grid is None:
            self._unused(where, "table_without_header", "warning", block.lines)
            return []
        return [self._row(f"{where}/{ordinal}", grid, row) for ordinal, row in enumerate(grid.rows)]

    def _row(self, path: str, grid: Grid, row: Row) -> Any:
        cells: dict[str, Any] = {}
        for position, index in enumerate(grid.present):
            column = grid.table.columns[index]
            cells[column.name] = self._cell(f"{path}/{column.name}", column, row.cells[position])
            if column.anchor and not row.cells[position]:
                self._warn_unanchored(path, column, row)
        if grid.table.name == "phases":
            cells["steps"] = self._steps(path, cells.get("description"))
        return RECORDS[grid.table.name](**cells)

    def _unused(self, path: str, code: str, severity: Severity, lines: Sequence[Line]) -> None:
        """Say what no value took."""
        if lines:
            text = " ".join(line.text for line in lines)
            why = (
                "has no header row that is known"
                if code == "table_without_header"
                else "belongs to no known label"
            )
            message = f"What is printed here {why}, so no value holds it: '{text}'."
            self.recorder.report(code, severity, message, path, Printed("", tuple(lines)).places)

    def _warn_unanchored(self, path: str, column: Column, row: Row) -> None:
        self.recorder.report(
            "row_without_code",
            "warning" if column.kind == "code" else "info",  # some people have no number
            f"The row has nothing under '{column.labels[0]}', which every row should have.",
            path,
            Printed("", tuple(line for cell in row.cells for line in cell)).places,
        )

    def _cell(self, path: str, column: Column, lines: Sequence[Line]) -> Any:
        if not lines:
            return None
        printed = self.recorder.texts.cell(lines, column.kind)
        if column.code is not None:  # `51 - ROSSI MARIO`: the number has a column of its own
            _, text = split_code(strip_markup(printed.text), re.compile(column.code))
            return self.recorder.note(path, text or None, printed.places)
        return self.recorder.value(path, printed, column.kind)

    def _steps(self, path: str, description: str | None) -> tuple[Step, ...]:
        places = self.recorder.provenance.get(f"{path}/description", ())
        steps = split_steps(description, self.step) if description else ()
        for ordinal in range(len(steps)):
            self.recorder.provenance[f"{path}/steps/{ordinal}/number"] = places
            self.recorder.provenance[f"{path}/steps/{ordinal}/text"] = places
        return tuple(Step(number=number, text=text) for number, text in steps)

    def _fits(self, kind: Kind, lines: Sequence[Line]) -> bool:
        """Whether lines make one whole cell of a kind: a text does not begin with its second step."""
        if kind == "text":
            step = self.step.search(" ".join(line.text for line in lines))
            return step is None or step["number"] == "1"
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

    def _objective_code(self, path: str, rows: dict[str, tuple[Any, ...]]) -> str | None:
        for name in ("phases", "indicators", "monitoring"):
            coded = [
                (f"{path}/{name}/{ordinal}/activity_code", row.activity_code)
                for ordinal, row in enumerate(rows.get(name, ()))
                if row.activity_code
            ]
            if not coded:
                continue
            found = objective_code([code for _, code in coded])
            places = self.recorder.provenance.get(coded[0][0], ())
            where = tuple((place.page, place.bbox) for place in places)
            value = self.recorder.note(f"{path}/objective_code", found, where)
            return value if isinstance(value, str) else None
        self.recorder.report(
            "objective_code_missing",
            "warning",
            "No activity code is printed, so the objective has no code.",
            f"{path}/objective_code",
        )
        return None


def _programme(mission_code: str | None, name: str) -> str | None:
    return programme(name, mission_code) if mission_code else None
