"""The two pages of a document: its records beside its pages, and its results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractor.corrections.values import to_scalar
from extractor.records import Report, Scalar
from extractor.review.html import Pages
from extractor.review.labels import Labels
from extractor.review.pages import PageSet
from extractor.review.results import (
    REACHED,
    WIDEST,
    Axis,
    Kept,
    Reached,
    Span,
    Tick,
    axis,
    kept,
    late_days,
    percent,
    reached,
    share_of_target,
)
from extractor.review.sheet import ReportSheet, SchedaSheet, Sheet

SHORT = 160
"""Characters of a phase that its drawing repeats."""
# What the page's script says, and the labels that it tells values by.
WORDS = (
    *("bad_number", "bad_count", "bad_date", "bad_text", "not_null", "pending", "pending_none"),
    *("downloaded", "discard_sure", "marked_right", "marked_corrected", "marked_withdrawn", "no_storage"),
    *("text_hint", "number_hint", "count_hint", "date_hint", "by", "by_nobody"),
)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with its bar."""

    number: int
    name: str | None
    year: int | None
    target: Scalar
    achieved: Scalar
    pct: Scalar
    reached: Reached
    bar: str | None


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase with its strip."""

    number: int
    name: str | None
    planned: tuple[Scalar, Scalar]
    actual: tuple[Scalar, Scalar]
    kept: Kept
    late: int | None
    planned_span: Span | None
    actual_span: Span | None
    late_span: Span | None
    begun_span: Span | None
    """From the actual start on, where no end is printed."""


@dataclass(frozen=True, slots=True)
class SchedaResults:
    """The results of one scheda."""

    path: str
    code: str | None
    title: str | None
    indicators: tuple[IndicatorRow, ...]
    phases: tuple[PhaseRow, ...]


@dataclass(frozen=True, slots=True)
class ReportResults:
    """The results of one report, on one time axis."""

    title: str
    ticks: list[Tick]
    monthly: bool
    schede: tuple[SchedaResults, ...]


def document_page(html: Pages, t: Labels, name: str, sheet: Sheet, pages: PageSet, hidden: bool) -> str:
    """The records beside the pages they were read from."""
    words = {word: t(f"edit.{word}") for word in WORDS} | {"pending_mark": t("document.mark_pending")}
    return html.page(
        "document",
        t,
        name,
        document_id=sheet.document.document_id,
        source=sheet.document.source,
        sheet=sheet,
        pages=pages,
        names_hidden=hidden,
        several=sum(len(report.schede) for report in sheet.reports) > 1,
        words=words,
    )


def results_page(html: Pages, t: Labels, name: str, sheet: Sheet) -> str:
    """Targets beside results, and phases in time."""
    document = sheet.document
    reports = zip(document.reports, sheet.reports, strict=True)
    return html.page(
        "document_results",
        t,
        name,
        document_id=document.document_id,
        source=document.source,
        reports=[_report(report, laid_out) for report, laid_out in reports],
        reached=REACHED,
        full=percent(1, WIDEST),
    )


def _report(report: Report, laid_out: ReportSheet) -> ReportResults:
    time = axis(report)
    title = " · ".join(str(part) for part in (report.entity, report.area, report.year) if part)
    ticks = time.ticks if time else []
    return ReportResults(
        title,
        ticks,
        len({tick.month for tick in ticks}) > 1,
        tuple(_scheda(report, place, one, time) for place, one in enumerate(laid_out.schede)),
    )


def _scheda(report: Report, place: int, laid_out: SchedaSheet, time: Axis | None) -> SchedaResults:
    scheda = report.schede[place]
    phases, indicators, *_ = laid_out.grids
    return SchedaResults(
        laid_out.path,
        scheda.objective_code,
        scheda.objective,
        tuple(
            IndicatorRow(
                number=row.cells[0].number,
                name=one.name,
                year=one.year,
                target=to_scalar(one.target),
                achieved=to_scalar(one.achieved),
                pct=to_scalar(one.achieved_pct),
                reached=reached(one),
                bar=None if (share := share_of_target(one)) is None else percent(share, WIDEST),
            )
            for one, row in zip(scheda.indicators, indicators.rows, strict=True)
        ),
        tuple(
            PhaseRow(
                number=row.cells[0].number,
                name=_short(one.description),
                planned=_days(one.planned_start, one.planned_end),
                actual=_days(one.actual_start, one.actual_end),
                kept=kept(one),
                late=late_days(one),
                planned_span=time.span(one.planned_start, one.planned_end) if time else None,
                actual_span=time.span(one.actual_start, one.actual_end) if time else None,
                begun_span=time.span(one.actual_start, time.last) if time and not one.actual_end else None,
                late_span=time.late(one) if time else None,
            )
            for one, row in zip(scheda.phases, phases.rows, strict=True)
        ),
    )


def _days(start: date | None, end: date | None) -> tuple[Scalar, Scalar]:
    return to_scalar(start), to_scalar(end)


def _short(text: str | None) -> str | None:
    if text is None or len(text) <= SHORT:
        return text
    return text[:SHORT].rsplit(" ", 1)[0] + " …"
