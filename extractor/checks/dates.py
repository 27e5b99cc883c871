"""Do the dates agree with each other and with the report's year?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extractor.checks.model import Finding, Objective, Subject, check, exceptions
from extractor.records import Phase, Scheda

SIDES = ("planned", "actual")
DATES = tuple(f"{side}_{end}" for side in SIDES for end in ("start", "end"))
ENOUGH = 4
"""Schede from which on a habit of the document is known."""


def _dated(subject: Subject) -> Iterator[tuple[str, Scheda | Phase, Objective]]:
    for objective in subject.objectives:
        yield objective.path, objective.scheda, objective
        for ordinal, phase in enumerate(objective.scheda.phases):
            yield f"{objective.path}/phases/{ordinal}", phase, objective


def _date(record: Scheda | Phase, name: str) -> date | None:
    found = getattr(record, name)
    return found if isinstance(found, date) else None


@check("dates_reversed", "warning")
def dates_reversed(subject: Subject) -> Iterator[Finding]:
    """A first day is not after the last one."""
    for path, record, _ in _dated(subject):
        for side in SIDES:
            start, end = _date(record, f"{side}_start"), _date(record, f"{side}_end")
            if start is not None and end is not None and start > end:
                for name in (f"{side}_start", f"{side}_end"):
                    yield Finding(f"{path}/{name}", f"It begins on {start} and ends before, on {end}.")


@check("date_outside_year", "warning")
def date_outside_year(subject: Subject) -> Iterator[Finding]:
    """Dates lie in the report's year; a plan over several years holds that year whole or shares its edge."""
    yield from exceptions(
        case
        for path, record, objective in _dated(subject)
        if objective.report.year is not None
        for side in SIDES
        for case in _in_year(f"{path}/{side}", record, side, objective.report.year)
    )


def _in_year(path: str, record: Scheda | Phase, side: str, year: int) -> Iterator[Finding | None]:
    start, end = _date(record, f"{side}_start"), _date(record, f"{side}_end")
    spans = start is not None and end is not None and start.year <= year <= end.year
    for edge, found in (("start", start), ("end", end)):
        if found is not None:
            inside = found.year == year or (spans and _is_edge(found))
            message = f"{found} is not in {year}, the year of the report."
            yield None if inside else Finding(f"{path}_{edge}", message)


def _is_edge(day: date) -> bool:
    """Whether it is the first or the last day of a month, as the edges of long plans are."""
    return day.day == 1 or day.day >= 28


@check("dates_incomplete", "warning")
def dates_incomplete(subject: Subject) -> Iterator[Finding]:
    """A planned first day comes with a planned last day, and an actual last day with an actual first day."""
    for path, record, _ in _dated(subject):
        for there, missing in (
            ("planned_start", "planned_end"),
            ("planned_end", "planned_start"),
            ("actual_end", "actual_start"),
        ):
            shown = _date(record, there)
            if (
                shown is not None
                and _date(record, missing) is None
                and f"{path}/{missing}" not in subject.told
            ):
                message = f"There is a date for {there}, {shown}, but none for {missing}."
                yield Finding(f"{path}/{missing}", message, f"{path}/{there}")


@check("date_missing", "info")
def date_missing(subject: Subject) -> Iterator[Finding]:
    """Where a document's other phases have a date, each has."""
    for name in DATES:
        yield from exceptions(
            (
                None
                if _date(phase, name) is not None
                else Finding(f"{path}/{name}", f"The phase has no date for {name}; the others have.", path)
                for objective in subject.objectives
                for ordinal, phase in enumerate(objective.scheda.phases)
                if (path := f"{objective.path}/phases/{ordinal}") and f"{path}/{name}" not in subject.told
            ),
            least=2 * ENOUGH,
        )


@check("date_form_unusual", "warning")
def date_form_unusual(subject: Subject) -> Iterator[Finding]:
    """Where most years of a document have four digits, or nearly all days and months two, a date has no fewer."""
    forms = subject.evidence.date_forms
    told = {
        path: Finding(path, f"It is printed as '{form}', and others with more digits.")
        for path, form in forms.items()
    }
    short = [path for path, form in forms.items() if "9999" not in form]
    if 2 * len(short) < len(forms):
        yield from (told[path] for path in short)
    yield from exceptions(told[path] if re.search(r"\b9\b", form) else None for path, form in forms.items())


@check("phase_outside_scheda", "info")
def phase_outside_scheda(subject: Subject) -> Iterator[Finding]:
    """Phases lie inside the dates of their scheda."""
    yield from exceptions(
        None
        if (part >= whole if name.endswith("start") else part <= whole)
        else Finding(
            f"{objective.path}/phases/{ordinal}/{name}",
            f"The phase has {part}, outside its scheda's {whole}.",
        )
        for objective in subject.objectives
        for ordinal, phase in enumerate(objective.scheda.phases)
        for name in DATES
        if (whole := _date(objective.scheda, name)) is not None and (part := _date(phase, name)) is not None
    )


@check("date_differs_from_phases", "info")
def date_differs_from_phases(subject: Subject) -> Iterator[Finding]:
    """Where a document's schede begin with their first phase and end with their last, each does."""
    for name in DATES:
        first = name.endswith("start")
        compared: list[tuple[Objective, date, date]] = []
        for objective in subject.objectives:
            whole = _date(objective.scheda, name)
            parts = [found for phase in objective.scheda.phases if (found := _date(phase, name)) is not None]
            if whole is not None and parts:
                compared.append((objective, whole, min(parts) if first else max(parts)))
        same = sum(whole == edge for _, whole, edge in compared)
        if len(compared) < ENOUGH or same * 5 < len(compared) * 4:
            continue
        for objective, whole, edge in compared:
            if whole != edge:
                yield Finding(
                    f"{objective.path}/{name}",
                    f"The scheda has {whole}, its phases {edge}; in others of this document both are the same.",
                )
                for ordinal, phase in enumerate(objective.scheda.phases):
                    if _date(phase, name) == edge:
                        yield Finding(
                            f"{objective.path}/phases/{ordinal}/{name}",
                            f"The phases have {edge}, their scheda {whole}; in others both are the same.",
                        )
