"""A document as people read it: every value with its place and its findings, in the order of the paper.

Free of any language: labels are keys of the dictionaries in `labels/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.corrections.values import Kind, kind_of, may_be_null, to_scalar, value_at
from extractor.records import BBox, Budget, Correction, Document, Place, Resources, Scalar
from extractor.review.findings import Finding, number_findings

HEADER = {
    "strategic_line": ("code", "title"),
    "strategic_action": ("code", "title"),
    "mission": ("code", "name"),
    "programme": ("code", "name"),
    "objective": (),
    "cost_centre": ("code", "name"),
    "manager": (),
}
DATES = ("planned_start", "planned_end", "actual_start", "actual_end")
GRIDS = {
    "phases": ("activity_code", "description", *DATES),
    "indicators": (
        *("activity_code", "phases_text", "name", "year"),
        *("target", "first_reading", "achieved", "achieved_pct"),
    ),
    "staff": ("category", "employee_id", "name"),
    "monitoring": ("activity_code", "phases_text", "text"),
    "budget": ("chapter", "description", "amount"),
}
NAMES = re.compile(r"/(manager|staff/\d+/(employee_id|name))$")
"""Paths of the names and numbers of people."""
AROUND = 1.5
"""Points between print and the line around it."""
COVER = ("entity", "title", "kind", "year", "area", "manager")


@dataclass(frozen=True, slots=True)
class Value:
    """One value on the page."""

    number: int
    path: str
    name: str
    """Of the member: a label's key."""
    kind: Kind
    scalar: Scalar
    page: int | None
    """Where its first box is."""
    findings: tuple[Finding, ...]
    said: Correction | None
    editable: bool
    required: bool
    """It cannot be null."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box to draw on a page: of a value, or of a finding about none."""

    bbox: BBox
    value: int | None
    finding: int | None
    doubtful: bool

    @property
    def drawn(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of its drawing: around the print, not on it."""
        x0, top, x1, bottom = self.bbox
        sides = (
            x0 - AROUND,
            top - AROUND,
            max(0.0, x1 - x0) + 2 * AROUND,
            max(0.0, bottom - top) + 2 * AROUND,
        )
        left, above, width, height = (round(side, 2) for side in sides)
        return left, above, width, height


@dataclass(frozen=True, slots=True)
class Line:
    """A label with its values: a code and its title are two of one label."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; the steps of a phase stand in it."""

    cells: tuple[Value, ...]
    steps: tuple[tuple[Value, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its name is a label's key."""

    name: str
    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SchedaSheet:
    """One scheda, block by block."""

    path: str
    code: Value
    header: tuple[Line, ...]
    prose: tuple[Line, ...]
    times: tuple[Line, ...]
    grids: tuple[Grid, ...]
    resources: tuple[Line, ...]
    budget: tuple[Grid, ...]
    monitoring: Grid
    notes: Line

    @property
    def title(self) -> Value:
        """The objective in one line."""
        return next(line.values[0] for line in self.header if line.name == "objective")


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """One report: its cover and its schede."""

    path: str
    cover: tuple[Line, ...]
    schede: tuple[SchedaSheet, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document."""

    document: Document
    reports: tuple[ReportSheet, ...]
    findings: tuple[Finding, ...]
    values: dict[str, Value]
    boxes: dict[int, list[Box]]
    """By page; the smaller ones last, to lie on top."""

    def target(self, finding: Finding) -> str | None:
        """The anchor of what a finding is about: its value, else the block, scheda or report around it."""
        path = finding.path or ""
        if path in self.values:
            return f"v{self.values[path].number}"
        while path.count("/") >= 2:
            if path in _anchors(self):
                return anchor(path)
            path = path.rpartition("/")[0]
        return None

    @property
    def doubtful(self) -> int:
        """How many values are in doubt that nobody has settled."""
        return sum(bool(value.findings) and value.said is None for value in self.values.values())


def anchor(path: str) -> str:
    """The name of a block in the page."""
    return "b" + path.replace("/", "-")


def _anchors(sheet: Sheet) -> Iterator[str]:
    for report in sheet.reports:
        yield report.path
        for scheda in report.schede:
            yield scheda.path
            yield from (grid.path for grid in (*scheda.grids, *scheda.budget, scheda.monitoring))


def make_sheet(document: Document, *, names_hidden: bool = False) -> Sheet:
    """Lay a document out; names of people cannot be corrected where they are hidden."""
    return _SheetMaker(document, names_hidden).sheet()


class _SheetMaker:
    def __init__(self, document: Document, names_hidden: bool) -> None:
        self.document = document
        self.names_hidden = names_hidden
        self.findings = number_findings(document)
        self.about: dict[str, list[Finding]] = {}
        for finding in self.findings:
            if finding.path is not None:
                self.about.setdefault(finding.path, []).append(finding)
        self.values: dict[str, Value] = {}
        self.boxes: dict[int, list[Box]] = {}

    def sheet(self) -> Sheet:
        reports = tuple(self._report(ordinal) for ordinal in range(len(self.document.reports)))
        for finding in self.findings:
            found = finding.diagnostic
            if finding.path not in self.values and found.page is not None and found.bbox is not None:
                self._box(found.page, Box(found.bbox, None, finding.number, True))
        for boxes in self.boxes.values():
            boxes.sort(key=lambda box: -box.drawn[2] * box.drawn[3])
        return Sheet(self.document, reports, self.findings, self.values, self.boxes)

    def _box(self, page: int, box: Box) -> None:
        self.boxes.setdefault(page, []).append(box)

    def _value(self, path: str) -> Value:
        findings = tuple(self.about.get(path, ()))
        places = self.document.provenance.get(path, ())
        if not places:  # what could not be read stands where the finding says
            places = tuple(
                Place(page=found.page, bbox=found.bbox)
                for found in (finding.diagnostic for finding in findings)
                if found.page is not None and found.bbox is not None
            )[:1]
        said = places[0].correction if places else None
        value = Value(
            number=len(self.values),
            path=path,
            name=path.rpartition("/")[2],
            kind=kind_of(path),
            scalar=to_scalar(value_at(self.document, path)),
            page=places[0].page if places else None,
            findings=findings,
            said=said,
            editable=not (self.names_hidden and NAMES.search(path)),
            required=not may_be_null(path),
        )
        self.values[path] = value
        for place in places:
            self._box(place.page, Box(place.bbox, value.number, None, bool(findings) and said is None))
        return value

    def _line(self, path: str, *parts: str) -> Line:
        paths = [f"{path}/{part}" for part in parts] or [path]
        return Line(path.rpartition("/")[2], tuple(self._value(one) for one in paths))

    def _grid(self, path: str, name: str, length: int, columns: tuple[str, ...]) -> Grid:
        rows = (
            Row(tuple(self._value(f"{path}/{row}/{column}") for column in columns)) for row in range(length)
        )
        return Grid(name, path, columns, tuple(rows))

    def _phases(self, path: str, steps: list[int]) -> Grid:
        rows = []
        for row, count in enumerate(steps):
            at = f"{path}/{row}"
            cells = tuple(self._value(f"{at}/{column}") for column in GRIDS["phases"])
            numbered = tuple(
                (self._value(f"{at}/steps/{step}/number"), self._value(f"{at}/steps/{step}/text"))
                for step in range(count)
            )
            rows.append(Row(cells, numbered))
        return Grid("phases", path, GRIDS["phases"], tuple(rows))

    def _report(self, ordinal: int) -> ReportSheet:
        path = f"/reports/{ordinal}"
        cover = tuple(self._line(f"{path}/{name}") for name in COVER)
        count = len(self.document.reports[ordinal].schede)
        return ReportSheet(path, cover, tuple(self._scheda(ordinal, place) for place in range(count)))

    def _scheda(self, report: int, ordinal: int) -> SchedaSheet:
        scheda = self.document.reports[report].schede[ordinal]
        path = f"/reports/{report}/schede/{ordinal}"

        def grid(name: str, length: int) -> Grid:
            return self._grid(f"{path}/{name}", name, length, GRIDS[name])

        return SchedaSheet(
            path=path,
            code=self._value(f"{path}/objective_code"),
            header=tuple(self._line(f"{path}/{name}", *parts) for name, parts in HEADER.items()),
            prose=tuple(
                self._line(f"{path}/{name}") for name in ("dup_guideline", "definition", "expected_result")
            ),
            times=tuple(self._line(f"{path}/{name}") for name in (*DATES, "condition")),
            grids=(
                self._phases(f"{path}/phases", [len(phase.steps) for phase in scheda.phases]),
                grid("indicators", len(scheda.indicators)),
                grid("staff", len(scheda.staff)),
            ),
            resources=tuple(self._line(f"{path}/resources/{name}") for name in Resources.model_fields),
            budget=tuple(
                self._grid(f"{path}/budget/{name}", name, len(getattr(scheda.budget, name)), GRIDS["budget"])
                for name in Budget.model_fields
            ),
            monitoring=grid("monitoring", len(scheda.monitoring)),
            notes=self._line(f"{path}/notes"),
        )
