"""Reads looks and hand-written content from TOML."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Any

from samples.maker import content as truth
from samples.maker import labels
from samples.maker.invent import Shape
from samples.maker.looks import SECTIONS, Look

SHUFFLED = (
    "header",
    "definition",
    "dup_guideline",
    "times",
    "staff",
    "phases",
    "monitoring",
    "indicators",
    "resources",
    "planned_expenditure",
    "actual_expenditure",
    "planned_revenue",
    "actual_revenue",
    "notes",
)
Table = dict[str, Any]


def stress_looks() -> tuple[tuple[Look, Shape], ...]:
    """The looks of the stress set, each with the shape of its content."""
    tables = _toml(Path(__file__).with_name("stress.toml"))["look"]
    return tuple((_look(table), Shape(**_frozen(table.get("shape", {})))) for table in tables)


def sample(path: Path) -> tuple[tuple[truth.Report, ...], Look]:
    """A hand-written sample: its reports and the look they are printed in."""
    table = _toml(path)
    return tuple(_report(report) for report in table["reports"]), _look({"name": path.stem, **table["look"]})


def _toml(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _look(table: Table) -> Look:
    """A look from its table; labels and order are known by name."""
    values = _frozen({key: value for key, value in table.items() if key != "shape"})
    values["labels"] = getattr(labels, table.get("labels", "plain").upper())
    values["order"] = SHUFFLED if table.get("order") == "shuffled" else SECTIONS
    for name in ("breaks", "effects"):
        if name in table:
            values[name] = frozenset(table[name])
    if "omit" in table:
        values["omit"] = frozenset(SECTIONS[1:] if table["omit"] == "all" else table["omit"])
    values["columns"] = tuple((kind, tuple(columns)) for kind, columns in table.get("columns", {}).items())
    return Look(**values)


def _frozen(table: Table) -> Table:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _report(table: Table) -> truth.Report:
    values = {key: table[key] for key in ("entity", "title", "kind", "year", "area", "manager")}
    schede = tuple(_scheda(scheda, table["year"]) for scheda in table["schede"])
    return truth.Report(**values, schede=schede, address=tuple(table["address"]))


def _scheda(table: Table, year: int) -> truth.Scheda:
    code = table["objective_code"]
    phases = {phase["code"]: _phase(phase, code) for phase in table.get("phases", ())}
    simple = "manager dup_guideline definition expected_result condition notes".split()
    rest: Table = {**_days(table), **{key: table.get(key) for key in simple}}
    centre = table.get("cost_centre")
    return truth.Scheda(
        objective_code=code,
        objective=table["objective"],
        strategic_line=truth.Titled(*table["strategic_line"]),
        strategic_action=truth.Titled(*table["strategic_action"]),
        mission=truth.Named(*table["mission"]),
        programme=truth.Named(*table["programme"]),
        cost_centre=truth.Named(*centre) if centre else None,
        phases=tuple(phases.values()),
        indicators=tuple(_indicator(row, phases, year) for row in table.get("indicators", ())),
        staff=tuple(truth.Person(*row) for row in table.get("staff", ())),
        resources=truth.Resources(**table.get("resources", {})),
        budget=truth.Budget(
            **{
                section: tuple(truth.Money(*row) for row in rows)
                for section, rows in table.get("budget", {}).items()
            }
        ),
        monitoring=tuple(_monitoring(row, phases) for row in table.get("monitoring", ())),
        placing=truth.Placing(**table.get("placing", {})),
        **rest,
    )


def _phase(table: Table, objective: str) -> truth.Phase:
    """A phase: steps joined as printed, or one description without steps."""
    texts = table.get("steps", [])
    joined = table.get("joint", "\n").join(f"FASE {number}: {text}" for number, text in enumerate(texts, 1))
    return truth.Phase(
        f"Ob_Obiet{objective}{table['code']}",
        table.get("description") or joined,
        tuple(truth.Step(number, text) for number, text in enumerate(texts, 1)),
        **_days(table),
    )


def _indicator(table: Table, phases: dict[str, truth.Phase], year: int) -> truth.Indicator:
    phase = phases[table["code"]]
    numbers = {key: table.get(key) for key in ("target", "first_reading", "achieved", "achieved_pct")}
    return truth.Indicator(phase.activity_code, phase.description, table["name"], year, **numbers)


def _monitoring(table: Table, phases: dict[str, truth.Phase]) -> truth.Monitoring:
    phase = phases[table["code"]]
    return truth.Monitoring(phase.activity_code, phase.description, table.get("text"))


def _days(table: Table) -> dict[str, str | None]:
    """`planned` and `actual` are pairs of days; an empty text is no day."""

    def iso(day: datetime.date | str) -> str | None:
        return day.isoformat() if isinstance(day, datetime.date) else None

    planned, actual = table.get("planned", ("", "")), table.get("actual", ("", ""))
    return {
        "planned_start": iso(planned[0]),
        "planned_end": iso(planned[1]),
        "actual_start": iso(actual[0]),
        "actual_end": iso(actual[1]),
    }
