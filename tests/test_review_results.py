"""The drawings of results: what is counted how, and that each stays in its strip."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from extractor.records import Document, Indicator, Phase, Report, Scheda, Source
from extractor.review.results import (
    Axis,
    Group,
    Kept,
    Picture,
    Reached,
    axis,
    kept,
    late_days,
    reached,
    share_of_target,
)
from tests.strategies import reports


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("166.67", "reached"),
        ("100", "reached"),
        ("99.99", "partly"),
        ("50.00", "partly"),
        ("49.99", "low"),
        ("0", "low"),
    ],
)
def test_achievement_is_told_by_the_printed_percentage(printed: str, found: Reached) -> None:
    """At a hundred per cent an indicator is reached; nothing is rounded up."""
    assert reached(Indicator(achieved_pct=Decimal(printed))) == found


def test_achievement_that_is_not_printed_is_unknown() -> None:
    """Nothing is computed of target and result: fewer may be better."""
    assert reached(Indicator(target=Decimal(10), achieved=Decimal(10))) == "unknown"


@pytest.mark.parametrize(
    ("planned", "actual", "found", "days"),
    [
        (date(2020, 6, 30), date(2020, 6, 30), "in_time", 0),
        (date(2020, 6, 30), date(2020, 7, 4), "late", 4),
        (date(2020, 6, 30), date(2020, 6, 1), "in_time", -29),
        (date(2020, 6, 30), None, "open", None),
        (None, date(2020, 6, 30), "undated", None),
    ],
)
def test_a_phase_is_held_against_its_planned_end(
    planned: date | None, actual: date | None, found: Kept, days: int | None
) -> None:
    """The planned day itself is still in time."""
    phase = Phase(planned_end=planned, actual_end=actual)
    assert (kept(phase), late_days(phase)) == (found, days)


@pytest.mark.parametrize(
    ("target", "achieved", "share"),
    [
        ("20", "23", "1.15"),
        ("8", "80", "1.5"),
        ("0", "5", None),
        (None, "5", None),
        ("5", None, None),
        ("5", "-1", None),
    ],
)
def test_a_result_is_drawn_as_a_share_of_its_target(
    target: str | None, achieved: str | None, share: str | None
) -> None:
    """What cannot be compared is not drawn, and what is far beyond is cut."""
    one = Indicator(
        target=None if target is None else Decimal(target),
        achieved=None if achieved is None else Decimal(achieved),
    )
    assert share_of_target(one) == (None if share is None else Decimal(share))


def test_results_are_summed_up_by_area_mission_and_year() -> None:
    """Documents of one area in two years are two rows of it, one after the other."""
    done, missed = Indicator(achieved_pct=Decimal(100)), Indicator(achieved_pct=Decimal(3))
    picture = Picture()
    for year, indicators in ((2021, (done,)), (2022, (done, missed))):
        scheda = Scheda(indicators=indicators, phases=(Phase(),))
        report = Report(entity="Comune di Valdirovo", area="Tributi", year=year, schede=(scheda,))
        picture.add(Document(source=Source(file="a.pdf", sha256="0f" * 32, pages=1), reports=(report,)))
    assert {group.year: dict(found) for group, found in picture.areas.items()} == {
        2021: {"reached": 1},
        2022: {"reached": 1, "low": 1},
    }
    assert list(picture.missions) == [Group("", "", 2021), Group("", "", 2022)]
    assert all(found == {"undated": 1} for found in picture.phases.values())


def test_a_misprinted_year_does_not_stretch_the_axis() -> None:
    """Days years away from the report's own are not on its axis; bars are cut at its edges."""
    phases = (
        Phase(planned_start=date(2020, 2, 10), planned_end=date(2020, 11, 20), actual_end=date(2202, 1, 1)),
    )
    time = axis(Report(year=2020, schede=(Scheda(phases=phases),)))
    assert time == Axis(date(2020, 2, 1), date(2020, 11, 30))
    assert time is not None
    assert len(time.ticks) == 10
    late = time.late(phases[0])
    assert late is not None
    assert float(late.start[:-1]) + float(late.length[:-1]) == pytest.approx(100, abs=0.02)


@settings(max_examples=50)
@given(reports)
def test_no_bar_leaves_its_strip(report: Report) -> None:
    """On a report's time axis every bar begins and ends between its edges."""
    time: Axis | None = axis(report)
    if time is None:
        return
    assert len(time.ticks) <= 22
    for scheda in report.schede:
        for phase in scheda.phases:
            spans = (
                time.span(phase.planned_start, phase.planned_end),
                time.span(phase.actual_start, phase.actual_end),
                time.late(phase),
            )
            for span in spans:
                if span is not None:
                    start, length = (float(side.rstrip("%")) for side in (span.start, span.length))
                    assert 0 <= start <= 100.01
                    assert 0 < length <= 100.01 - start + 0.02
