"""Do the numbers of an indicator agree with each other?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.model import Finding, Objective, Subject, check, exceptions
from extractor.records import Indicator

HUNDRED = Decimal(100)
MANY = 6
"""Numbers in a column from which on their usual form is known."""
NUMBERS = ("target", "first_reading", "achieved", "achieved_pct")


def _indicators(subject: Subject) -> Iterator[tuple[str, Indicator, Objective]]:
    for objective in subject.objectives:
        for ordinal, indicator in enumerate(objective.scheda.indicators):
            yield f"{objective.path}/indicators/{ordinal}", indicator, objective


def _places_after_point(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _agrees(printed: Decimal, part: Decimal, whole: Decimal) -> bool:
    """Whether a printed per cent is that of part and whole: rounded or cut, or held at a hundred.

    A part with places after the comma may be rounded itself.
    """
    if not whole:
        return False
    share = part / whole * HUNDRED
    near = _unit(printed)
    if _places_after_point(part):
        near += abs(_unit(part) / whole * HUNDRED) / 2
    return abs(share - printed) < near or (printed == HUNDRED and share > HUNDRED)


def _unit(value: Decimal) -> Decimal:
    """One in the last place that is printed."""
    return Decimal(1).scaleb(-_places_after_point(value))


@check("achieved_pct_differs", "warning")
def achieved_pct_differs(subject: Subject) -> Iterator[Finding]:
    """The per cent is that of the value achieved and the target, or the other way round where less is better."""
    yield from exceptions(case for path, row, _ in _indicators(subject) for case in _share(path, row))


def _share(path: str, row: Indicator) -> Iterator[Finding | None]:
    target, achieved, printed = row.target, row.achieved, row.achieved_pct
    if target is None or achieved is None or printed is None:
        return
    if not target and (not achieved or printed in (0, HUNDRED)):
        return  # nothing was to be done: any per cent is right
    if _agrees(printed, achieved, target) or _agrees(printed, target, achieved):
        yield None
    else:
        message = f"{achieved} achieved of {target} is not {printed} per cent."
        yield Finding(path, message, f"{path}/achieved_pct")


@check("result_incomplete", "info")
def result_incomplete(subject: Subject) -> Iterator[Finding]:
    """An indicator with a result has a target, a value achieved and a per cent."""
    yield from exceptions(
        case for path, row, _ in _indicators(subject) for case in _whole(subject, path, row)
    )


def _whole(subject: Subject, path: str, row: Indicator) -> Iterator[Finding | None]:
    missing = [
        name
        for name in ("target", "achieved", "achieved_pct")
        if getattr(row, name) is None and f"{path}/{name}" not in subject.told
    ]
    shown = row.achieved is not None or row.achieved_pct is not None
    if not shown or (row.target == 0 and missing == ["achieved_pct"]):
        return
    if not missing:
        yield None
    else:
        there = "achieved" if row.achieved is not None else "achieved_pct"
        yield Finding(
            f"{path}/{missing[0]}",
            f"The indicator has a value for {there} but none for {' and '.join(missing)}.",
            f"{path}/{there}",
        )


@check("indicator_year_differs", "warning")
def indicator_year_differs(subject: Subject) -> Iterator[Finding]:
    """An indicator's year is the report's."""
    yield from exceptions(
        None
        if row.year == year
        else Finding(f"{path}/year", f"The indicator is of {row.year}, the report of {year}.")
        for path, row, objective in _indicators(subject)
        if row.year is not None and (year := objective.report.year) is not None
    )


@check("indicator_year_missing", "warning")
def indicator_year_missing(subject: Subject) -> Iterator[Finding]:
    """Where most indicators of a document have a year, each has."""
    yield from exceptions(
        None
        if row.year is not None
        else Finding(f"{path}/year", "The indicator has no year, as the document's others have.", path)
        for path, row, _ in _indicators(subject)
        if f"{path}/year" not in subject.told
    )


@check("number_form_unusual", "info")
def number_form_unusual(subject: Subject) -> Iterator[Finding]:
    """Where all other numbers of a column have the same places after the comma, one has them too."""
    columns: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for path, row, _ in _indicators(subject):
        for name in NUMBERS:
            value = getattr(row, name)
            if value is not None:
                columns[name].append((f"{path}/{name}", value))
    for objective in subject.objectives:
        for name, lines in objective.scheda.budget:
            for ordinal, line in enumerate(lines):
                if line.amount is not None:
                    columns["amount"].append(
                        (f"{objective.path}/budget/{name}/{ordinal}/amount", line.amount)
                    )
    for found in columns.values():
        forms = Counter((_places_after_point(value), value < 0) for _, value in found)
        (places, below), count = forms.most_common(1)[0]
        if len(found) < MANY or count < len(found) - 1:
            continue
        for path, value in found:
            if (_places_after_point(value), value < 0) != (places, below):
                yield Finding(path, f"{value} is not written as the other {count} numbers of its column are.")


@check("number_negative", "info")
def number_negative(subject: Subject) -> Iterator[Finding]:
    """Where a document's indicators are not below zero, none is."""
    yield from exceptions(
        (
            None if value >= 0 else Finding(f"{path}/{name}", f"{value} is below zero.")
            for path, row, _ in _indicators(subject)
            for name in NUMBERS
            if (value := getattr(row, name)) is not None
        ),
        least=MANY,
    )
