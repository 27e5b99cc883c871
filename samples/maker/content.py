"""The truth of a sample: what is printed, before anything is drawn.

`gold` turns a file's reports into the shape of the published record, so that the expected JSON of a
sample never passes through a PDF.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Titled:
    """A strategic line or action: `1.2` and its title."""

    code: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A mission, a programme or a cost centre: a code and its name."""

    code: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One `FASE n: …` inside a phase."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Phase:
    """A row of DESCRIZIONE FASI; dates are ISO."""

    activity_code: str
    description: str
    steps: tuple[Step, ...] = ()
    planned_start: str | None = None
    planned_end: str | None = None
    actual_start: str | None = None
    actual_end: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of INDICATORI DI PERFORMANCE; numbers are decimals in text with the printed scale."""

    activity_code: str
    phases_text: str | None
    name: str
    year: int | None
    target: str | None = None
    first_reading: str | None = None
    achieved: str | None = None
    achieved_pct: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A row of Budget risorse umane."""

    category: str | None
    employee_id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Resources:
    """The three texts of Budget risorse strumentali."""

    spaces: str | None = None
    it_equipment: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """A row of one of the four budget tables."""

    chapter: str
    description: str
    amount: str


@dataclass(frozen=True, slots=True)
class Budget:
    """The four sections Budget risorse finanziarie."""

    planned_revenue: tuple[Money, ...] = ()
    actual_revenue: tuple[Money, ...] = ()
    planned_expenditure: tuple[Money, ...] = ()
    actual_expenditure: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class Monitoring:
    """A row of the monitoring table; its text may be several paragraphs."""

    activity_code: str
    phases_text: str | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """How the expected result stands in the definition; printed, not part of the record."""

    after: int = -1
    """How many paragraphs of the definition come before it; -1 means all of them."""
    inline: bool = True
    """Whether it follows in the same paragraph instead of opening its own."""
    bare: bool = False
    """Whether the label is printed although there is no result."""


@dataclass(frozen=True, slots=True)
class Scheda:
    """One objective. Text holds `\\n` between paragraphs."""

    objective_code: str
    strategic_line: Titled
    strategic_action: Titled
    mission: Named
    programme: Named
    objective: str
    cost_centre: Named | None = None
    manager: str | None = None
    dup_guideline: str | None = None
    definition: str | None = None
    expected_result: str | None = None
    planned_start: str | None = None
    planned_end: str | None = None
    actual_start: str | None = None
    actual_end: str | None = None
    condition: str | None = None
    phases: tuple[Phase, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    staff: tuple[Person, ...] = ()
    resources: Resources = field(default_factory=Resources)
    budget: Budget = field(default_factory=Budget)
    monitoring: tuple[Monitoring, ...] = ()
    notes: str | None = None
    placing: Placing = field(default_factory=Placing)


@dataclass(frozen=True, slots=True)
class Report:
    """One area's report: its cover and its schede; the address is page furniture."""

    entity: str
    title: str
    kind: str
    year: int
    area: str
    manager: str
    schede: tuple[Scheda, ...]
    address: tuple[str, ...] = ()


def gold(reports: tuple[Report, ...]) -> dict[str, Any]:
    """The expected record of one file, in the published shape."""
    return {"reports": [_plain_report(report) for report in reports]}


def _plain_report(report: Report) -> dict[str, Any]:
    plain = dataclasses.asdict(report)
    del plain["address"]
    for scheda in plain["schede"]:
        del scheda["placing"]
    plain["schede"] = [_listed(scheda) for scheda in plain["schede"]]
    return {key: plain[key] for key in ("entity", "title", "kind", "year", "area", "manager", "schede")}


def _listed(value: Any) -> Any:
    """The same value with lists for tuples, as JSON has it."""
    if isinstance(value, dict):
        return {key: _listed(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_listed(item) for item in value]
    return value
