"""What the records say of results: achievement by class, targets beside results, phases in time.

Percentages are as printed (`% Ragg.`); nothing is computed that the document leaves open.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from extractor.records import Document, Indicator, Phase, Report

Reached = Literal["reached", "partly", "low", "unknown"]
Kept = Literal["in_time", "late", "open", "undated"]
REACHED: tuple[Reached, ...] = ("reached", "partly", "low", "unknown")
KEPT: tuple[Kept, ...] = ("in_time", "late", "open", "undated")
FULL, HALF = Decimal(100), Decimal(50)
WIDEST = Decimal("1.5")
"""Results that are more of their target than this are cut there."""
MONTHLY = 550
"""Days that an axis may have for its months to be marked."""
MOST_YEARS = 20
"""Marks on a longer one."""
YEARS_AROUND = 2
"""Years before and after a report's own that its time axis may show: beyond lie misprints."""


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """What results are summed up by: a name, what stands above it, a year."""

    above: str
    name: str
    year: int


@dataclass(slots=True)
class Picture:
    """The results of an archive, summed up."""

    areas: dict[Group, Counter[Reached]] = field(default_factory=dict)
    missions: dict[Group, Counter[Reached]] = field(default_factory=dict)
    phases: dict[Group, Counter[Kept]] = field(default_factory=dict)

    def add(self, document: Document) -> None:
        """Count a document's results in."""
        for report in document.reports:
            year = report.year or 0
            area = Group(report.entity or "", report.area or "", year)
            for scheda in report.schede:
                mission = scheda.mission
                about = Group((mission and mission.code) or "", (mission and mission.name) or "", year)
                found = Counter(reached(indicator) for indicator in scheda.indicators)
                for groups, group in ((self.areas, area), (self.missions, about)):
                    groups.setdefault(group, Counter()).update(found)
                self.phases.setdefault(area, Counter()).update(kept(phase) for phase in scheda.phases)


def reached(indicator: Indicator) -> Reached:
    """How much of its target an indicator reached, by the percentage printed."""
    printed = indicator.achieved_pct
    if printed is None:
        return "unknown"
    if printed >= FULL:
        return "reached"
    return "partly" if printed >= HALF else "low"


def kept(phase: Phase) -> Kept:
    """Whether a phase ended when planned."""
    if phase.planned_end is None:
        return "undated"
    if phase.actual_end is None:
        return "open"
    return "late" if phase.actual_end > phase.planned_end else "in_time"


def share_of_target(indicator: Indicator) -> Decimal | None:
    """The result as a share of the target, where both are numbers that can be compared, up to WIDEST."""
    target, achieved = indicator.target, indicator.achieved
    if target is None or achieved is None or target <= 0 or achieved < 0:
        return None
    return min(achieved / target, WIDEST)


def percent(part: Decimal | int, whole: Decimal | int) -> str:
    """A length for a drawing."""
    return f"{Decimal(part) * 100 / Decimal(whole):.2f}%"


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, as a place on the time axis: percentages."""

    start: str
    length: str


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a month (1 to 12) of a year on the time axis."""

    at: str
    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Axis:
    """The time axis of a report."""

    first: date
    last: date

    def span(self, start: date | None, end: date | None) -> Span | None:
        """The days from one to another, both included, as far as the axis shows them."""
        if start is None or end is None:
            return None
        start, end = max(start, self.first), min(end, self.last)
        if end < start:
            return None
        days = self._days
        return Span(percent((start - self.first).days, days), percent((end - start).days + 1, days))

    def late(self, phase: Phase) -> Span | None:
        """From the day after the planned end to the actual one."""
        if kept(phase) != "late" or phase.planned_end is None:
            return None
        return self.span(date.fromordinal(phase.planned_end.toordinal() + 1), phase.actual_end)

    @property
    def ticks(self) -> list[Tick]:
        """Every month; of an axis too long for that, every year or so many years that there is room for them."""
        years = self.last.year - self.first.year + 1
        step = 1 if self._days <= MONTHLY else 12 * math.ceil(years / MOST_YEARS)
        months = range(self.first.year * 12, self.last.year * 12 + 12, step)
        found = [Tick(self._at(date(n // 12, n % 12 + 1, 1)), n // 12, n % 12 + 1) for n in months]
        return [tick for tick in found if tick.at]

    def _at(self, day: date) -> str:
        inside = self.first <= day <= self.last
        return percent((day - self.first).days, self._days) if inside else ""

    @property
    def _days(self) -> int:
        return (self.last - self.first).days + 1


def axis(report: Report) -> Axis | None:
    """Whole months, from the first day of any of a report's phases to the last."""
    days = [day for scheda in report.schede for phase in scheda.phases for day in _days(phase)]
    if report.year is not None:
        years = range(report.year - YEARS_AROUND, report.year + YEARS_AROUND + 1)
        days = [day for day in days if day.year in years]
    if not days:
        return None
    first, last = min(days), max(days)
    return Axis(first.replace(day=1), _month_end(last))


def late_days(phase: Phase) -> int | None:
    """Days from the planned end to the actual one; negative when it came first."""
    if phase.planned_end is None or phase.actual_end is None:
        return None
    return (phase.actual_end - phase.planned_end).days


def _days(phase: Phase) -> Iterator[date]:
    for day in (phase.planned_start, phase.planned_end, phase.actual_start, phase.actual_end):
        if day is not None:
            yield day


def _month_end(day: date) -> date:
    if day.month == 12:
        return day.replace(day=31)
    return date.fromordinal(day.replace(month=day.month + 1, day=1).toordinal() - 1)
