"""Records as fields by name and lists by name, whatever the record."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractor.records import (
    BudgetLine,
    Indicator,
    Leaf,
    MonitoringEntry,
    Phase,
    Record,
    Report,
    Scheda,
    StaffMember,
    Step,
)

TABLES: dict[type[Record], str] = {
    Report: "reports",
    Scheda: "schede",
    Phase: "phases",
    Step: "phase_steps",
    Indicator: "indicators",
    StaffMember: "staff",
    BudgetLine: "budget_lines",
    MonitoringEntry: "monitoring",
}
"""The flat table of each record that is a row, in the order they are shown."""
Words = Counter[tuple[str, str]]
"""The words of a record, each with the name of its field."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A record taken apart; names are below the record: `mission/code`, `budget/planned_revenue`."""

    values: dict[str, Leaf]
    lists: dict[str, tuple[Record, ...]]


def parts(record: Record) -> Parts:
    """The values that a record holds itself and the lists of rows below it."""
    found = Parts({}, {})
    _take_apart(record, "", found)
    return found


def _take_apart(record: Record, prefix: str, found: Parts) -> None:
    for name, member in record:
        if isinstance(member, Record):
            _take_apart(member, f"{prefix}{name}/", found)
        elif isinstance(member, tuple):
            found.lists[f"{prefix}{name}"] = member
        elif isinstance(member, str | int | Decimal | date):
            found.values[f"{prefix}{name}"] = member


def field_names(record: type[Record], prefix: str = "") -> Iterator[str]:
    """The names of the values that a kind of record may hold, in its order, those of inner records too."""
    for name, field in record.model_fields.items():
        inner = _inner(field.annotation)
        if inner is not None:
            yield from field_names(inner, f"{prefix}{name}/")
        elif "tuple" not in str(field.annotation):
            yield f"{prefix}{name}"


def _inner(annotation: object) -> type[Record] | None:
    """The record that a member holds, where it is one record and not a list of them."""
    for kind in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(kind, type) and issubclass(kind, Record):
            return kind if "tuple" not in str(annotation) else None
    return None


def same(truth: Leaf | None, read: Leaf | None) -> bool:
    """Whether two values say the same: text on one line, numbers by value, everything else exactly."""
    if isinstance(truth, str) and isinstance(read, str):
        return truth == read or folded(truth) == folded(read)
    return truth == read


def folded(text: str) -> str:
    """Unicode NFC with each run of white space taken as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def words(record: Record) -> Words:
    """All words below a record, to tell how alike two records are."""
    found: Words = Counter()
    _count(record, found)
    return found


def _count(record: Record, found: Words) -> None:
    taken = parts(record)
    for name, value in taken.values.items():
        found.update((name, word) for word in str(value).split())
    for rows in taken.lists.values():
        for row in rows:
            _count(row, found)
