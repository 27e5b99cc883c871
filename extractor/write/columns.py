"""The flat tables: one declaration of every table and column, free of any table engine.

A table holds the plain members of one record; the lists inside a record are tables of their own. Every
destination (Arrow, Parquet, SQL) reads types, nulls and descriptions here; `rows.py` fills the columns.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from extractor.records import (
    BudgetLine,
    CodeName,
    CodeTitle,
    Correction,
    Diagnostic,
    Document,
    Indicator,
    MonitoringEntry,
    Phase,
    Place,
    Record,
    Report,
    Resources,
    Scheda,
    Severity,
    Source,
    StaffMember,
    Step,
)
from extractor.references.model import Kind as ReferenceKind

Kind = Literal["text", "year", "month", "count", "decimal", "date", "coordinate"]


PARENTS = {"phase_id": "phases", "scheda_id": "schede", "report_id": "reports", "document_id": "documents"}
"""Ids and the tables they are the keys of, the innermost first."""
SECTIONS = ("planned_revenue", "actual_revenue", "planned_expenditure", "actual_expenditure")


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `member` is the dotted member of the record it holds, empty for ids and positions."""

    name: str
    kind: Kind
    nullable: bool
    description: str
    member: str = ""
    label: str = ""
    """The Italian words it is printed under."""
    example: str = ""
    unit: str = ""
    rule: str = ""
    """How it is read, where its type does not say it."""
    values: tuple[str, ...] = ()
    """All that it may hold, where that is a list."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `key` names the columns that tell its rows apart."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def parent(self) -> str | None:
        """The table whose key the rows refer to, through the column of the same name."""
        return next((PARENTS[name] for name in PARENTS if name in self.names and self.key != (name,)), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)

    @property
    def members(self) -> tuple[str, ...]:
        """The dotted members of the record that its columns hold, in column order."""
        return tuple(column.member for column in self.columns if column.member)


def _of(record: type[Record], kind: Kind, *members: str) -> tuple[Column, ...]:
    return tuple(_member(record, kind, name) for name in members)


def _member(record: type[Record], kind: Kind, name: str) -> Column:
    field = record.model_fields[name]
    extra = field.json_schema_extra
    said = extra if isinstance(extra, dict) else {}
    return Column(
        name,
        kind,
        field.default is None,
        field.description or "",
        name,
        label=str(said.get("label", "")),
        example=str(field.examples[0]) if field.examples else "",
        unit=str(said.get("unit", "")),
    )


def _inside(outer: str, record: type[Record], *members: str) -> tuple[Column, ...]:
    """Flatten a record inside a scheda: `mission.code` becomes the column `mission_code`."""
    whole = _member(Scheda, "text", outer)
    return tuple(
        replace(
            column,
            name=f"{outer}_{column.name}",
            nullable=True,
            description=f"{whole.description} {column.description}",
            member=f"{outer}.{column.member}",
            label=column.label or whole.label,
        )
        for column in _of(record, "text", *members)
    )


def _said() -> tuple[Column, ...]:
    """What a person said of the value; null where nobody did."""
    return tuple(
        Column(
            f"correction_{column.name}", column.kind, True, column.description, f"correction.{column.name}"
        )
        for column in _of(Correction, "text", "verdict", "by", "at", "read")
    )


def _id(name: str, description: str, example: str = "") -> Column:
    return Column(name, "text", nullable=False, description=description, example=example)


def _one_of(name: str, description: str, values: tuple[str, ...]) -> Column:
    return Column(name, "text", nullable=False, description=description, example=values[0], values=values)


def _count(name: str, description: str, example: str) -> Column:
    return Column(name, "count", nullable=False, description=description, example=example, unit="characters")


def _part(name: str, kind: Kind, description: str, example: str) -> Column:
    return Column(name, kind, nullable=True, description=description, example=example)


def _box(nullable: bool) -> tuple[Column, ...]:
    says = {"x0": "Left edge", "top": "Upper edge", "x1": "Right edge", "bottom": "Lower edge"}
    return tuple(
        Column(
            name,
            "coordinate",
            nullable,
            f"{edge} of the box, in points from the top left corner of the page.",
            unit="points",
        )
        for name, edge in says.items()
    )


_DOCUMENT = _id(
    "document_id", "The document: first 16 hexadecimal digits of its SHA-256.", "0f0f0f0f0f0f0f0f"
)
_REPORT = _id("report_id", "The report: document_id and its ordinal.", "0f0f0f0f0f0f0f0f.0")
_SCHEDA = _id("scheda_id", "The scheda: report_id and its objective code.", "0f0f0f0f0f0f0f0f.0.0703")
_PHASE = _id("phase_id", "The phase: scheda_id and its ordinal.", "0f0f0f0f0f0f0f0f.0.0703.1")
_ORDINAL = Column("ordinal", "count", nullable=False, description="Position in its list, from 0.")
_PARENTS = (_SCHEDA, _REPORT, _DOCUMENT)
_MONTHS = "`da gennaio a giugno`; null where none is printed or more than one reading is possible."
_DATES = ("planned_start", "planned_end", "actual_start", "actual_end")


def _child(name: str, own: str, description: str, *columns: Column) -> Table:
    own_id = _id(own, "The row: scheda_id and its ordinal.")
    return Table(name, description, (own,), (own_id, *_PARENTS, _ORDINAL, *columns))


TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "One row for each PDF.",
        ("document_id",),
        (
            _DOCUMENT,
            *_of(Document, "text", "schema_version"),
            *_of(Source, "text", "file", "sha256"),
            *_of(Source, "count", "pages"),
            *_of(Source, "text", "producer", "template"),
            Column(
                "second_reading",
                "text",
                True,
                "What was to be read twice: none, doubtful or all; null where nobody asked.",
                "second_reading.mode",
            ),
        ),
    ),
    Table(
        "reports",
        "One row for each cover page.",
        ("report_id",),
        (
            _REPORT,
            _DOCUMENT,
            _ORDINAL,
            *_of(Report, "text", "entity", "title", "kind"),
            *_of(Report, "year", "year"),
            *_of(Report, "text", "area", "manager"),
        ),
    ),
    Table(
        "schede",
        "One row for each objective.",
        ("scheda_id",),
        (
            *_PARENTS,
            _ORDINAL,
            *_of(Scheda, "text", "objective_code"),
            *_inside("strategic_line", CodeTitle, "code", "title"),
            *_inside("strategic_action", CodeTitle, "code", "title"),
            *_inside("mission", CodeName, "code", "name"),
            *_inside("programme", CodeName, "code", "name"),
            *_of(Scheda, "text", "objective"),
            *_inside("cost_centre", CodeName, "code", "name"),
            *_of(Scheda, "text", "manager", "dup_guideline", "definition", "expected_result"),
            *_of(Scheda, "date", *_DATES),
            *_of(Scheda, "text", "condition"),
            *_inside("resources", Resources, "spaces", "it_equipment", "other"),
            *_of(Scheda, "text", "notes"),
        ),
    ),
    _child(
        "phases",
        "phase_id",
        "One row for each activity of a scheda.",
        *_of(Phase, "text", "activity_code", "description"),
        *_of(Phase, "date", *_DATES),
    ),
    Table(
        "phase_steps",
        "One row for each numbered step of a phase.",
        ("step_id",),
        (
            _id("step_id", "The step: phase_id and its ordinal."),
            _PHASE,
            *_PARENTS,
            _ORDINAL,
            *_of(Step, "count", "number"),
            *_of(Step, "text", "text"),
            Column(
                "first_month", "month", True, "First month that the text names.", example="1", rule=_MONTHS
            ),
            Column(
                "last_month",
                "month",
                True,
                "Last month that the text names; before the first when it is in the year after.",
                example="6",
                rule=_MONTHS,
            ),
        ),
    ),
    _child(
        "indicators",
        "indicator_id",
        "One row for each performance indicator.",
        *_of(Indicator, "text", "activity_code", "phases_text", "name"),
        *_of(Indicator, "year", "year"),
        *_of(Indicator, "decimal", "target", "first_reading", "achieved", "achieved_pct"),
    ),
    _child(
        "staff",
        "staff_id",
        "One row for each person assigned to a scheda.",
        *_of(StaffMember, "text", "category", "employee_id", "name"),
    ),
    Table(
        "budget_lines",
        "One row for each chapter in one of the four sections of a budget.",
        ("budget_line_id",),
        (
            _id("budget_line_id", "The row: scheda_id, its section and its ordinal there."),
            *_PARENTS,
            _one_of("section", "The section of the budget.", SECTIONS),
            _ORDINAL,
            *_of(BudgetLine, "text", "chapter", "description"),
            *_of(BudgetLine, "decimal", "amount"),
        ),
    ),
    _child(
        "monitoring",
        "monitoring_id",
        "One row for each observation of an activity.",
        *_of(MonitoringEntry, "text", "activity_code", "phases_text", "text"),
    ),
    _child(
        "text_references",
        "text_reference_id",
        "One row for each act, norm, amount, budget chapter, date or period found for certain in free text.",
        _one_of("kind", "What it refers to.", get_args(ReferenceKind)),
        _id("field", "The member of the scheda whose text it stands in.", "monitoring.text"),
        _id(
            "path", "That text, as a JSON pointer into the document.", "/reports/0/schede/3/monitoring/0/text"
        ),
        _count("start_offset", "Characters of the text before it.", "6"),
        _count("end_offset", "Characters of the text up to its end.", "26"),
        _id("printed", "Its words as they stand in the text.", "DT 136 del 11.03.2019"),
        _part(
            "act_type",
            "text",
            "Type of the act or norm; null where its abbreviation has several meanings.",
            "determinazione",
        ),
        _part("number", "text", "Number of the act or norm.", "136"),
        _part("year", "year", "Year of the act or norm.", "2019"),
        _part("first_date", "date", "Day of the act or the date; first day of the period.", "2019-03-11"),
        _part("last_date", "date", "Day of the act or the date; last day of the period.", "2019-03-11"),
        replace(_part("amount", "decimal", "The amount.", "4036740.00"), unit="euro"),
        _part("chapter", "text", "Chapter of the municipal budget.", "1234"),
        _part("article", "text", "Article of the chapter.", "5"),
    ),
    Table(
        "diagnostics",
        "One row for each finding.",
        ("document_id", "ordinal"),
        (
            _DOCUMENT,
            _ORDINAL,
            *_of(Diagnostic, "text", "code"),
            *(replace(column, values=get_args(Severity)) for column in _of(Diagnostic, "text", "severity")),
            *_of(Diagnostic, "text", "message", "path"),
            *_of(Diagnostic, "count", "page"),
            *_box(nullable=True),
        ),
    ),
    Table(
        "provenance",
        "One row for each box a value was read from.",
        ("document_id", "path", "ordinal"),
        (
            _DOCUMENT,
            _id("path", "The value, as a JSON pointer into the document."),
            _ORDINAL,
            *_of(Place, "count", "page"),
            *_box(nullable=False),
            *_said(),
        ),
    ),
)
