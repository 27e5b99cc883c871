"""Arbitrary records for property tests: any document the contract allows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from hypothesis import strategies as st

from extractor.records import (
    INT32_MAX,
    Budget,
    BudgetLine,
    CodeName,
    CodeTitle,
    Diagnostic,
    Document,
    Indicator,
    MonitoringEntry,
    Phase,
    Place,
    Report,
    Resources,
    Scheda,
    Source,
    StaffMember,
    Step,
    leaves,
)

# Accents, apostrophes, currency, new lines, and what a screen would reorder or hide.
AWKWARD = "àèéìòùÀÈ’“€° \n\t'\"\\/<p>\x00\x1f\x7f\x85\u200e\u2028\u202e\u2066\ufeff\u0301\U0001f6b2"

# A surrogate is no character: records replace it, which has a test of its own.
_characters = st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=["Cs"]))
texts = st.text(_characters, max_size=12).map(lambda text: normalize("NFC", text))
printed = st.none() | texts.filter(lambda text: bool(text.strip()))
codes = st.none() | st.sampled_from(["0703", "0703~2", "_", "0101", "0101.1"])
years = st.none() | st.integers(1, 9999)
dates = st.none() | st.dates()
numbers = st.none() | st.one_of(
    st.decimals(min_value=-(10**16) + 1, max_value=10**16 - 1, places=4),
    st.decimals(min_value=-(10**6), max_value=10**6, places=2),
    st.sampled_from(
        [Decimal("0E+2"), Decimal("1E+3"), Decimal("-0.00"), Decimal("60000.00"), Decimal("0E-4")]
    ),
)
_coordinates = st.floats(-1e4, 1e4, allow_nan=False)


def _some(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


places = st.builds(
    Place.at, st.integers(1, INT32_MAX), _coordinates, _coordinates, _coordinates, _coordinates
)
titled = st.none() | st.builds(CodeTitle, code=printed, title=printed)
named = st.none() | st.builds(CodeName, code=printed, name=printed)
steps = st.builds(Step, number=st.integers(0, INT32_MAX), text=texts)
_four_dates: dict[str, st.SearchStrategy[date | None]] = {
    "planned_start": dates,
    "planned_end": dates,
    "actual_start": dates,
    "actual_end": dates,
}
phases = st.builds(Phase, activity_code=codes, description=printed, steps=_some(steps), **_four_dates)
indicators = st.builds(
    Indicator,
    activity_code=codes,
    phases_text=printed,
    name=printed,
    year=years,
    target=numbers,
    first_reading=numbers,
    achieved=numbers,
    achieved_pct=numbers,
)
staff = st.builds(StaffMember, category=printed, employee_id=printed, name=printed)
resources = st.builds(Resources, spaces=printed, it_equipment=printed, other=printed)
budget_lines = st.builds(BudgetLine, chapter=printed, description=printed, amount=numbers)
budgets = st.builds(
    Budget,
    planned_revenue=_some(budget_lines),
    actual_revenue=_some(budget_lines),
    planned_expenditure=_some(budget_lines),
    actual_expenditure=_some(budget_lines),
)
monitoring = st.builds(MonitoringEntry, activity_code=codes, phases_text=printed, text=printed)
schede = st.builds(
    Scheda,
    objective_code=codes,
    strategic_line=titled,
    strategic_action=titled,
    mission=named,
    programme=named,
    objective=printed,
    cost_centre=named,
    manager=printed,
    dup_guideline=printed,
    definition=printed,
    expected_result=printed,
    condition=printed,
    phases=_some(phases),
    indicators=_some(indicators),
    staff=_some(staff),
    resources=resources,
    budget=budgets,
    monitoring=_some(monitoring),
    notes=printed,
    **_four_dates,
)
reports = st.builds(
    Report,
    entity=printed,
    title=printed,
    kind=printed,
    year=years,
    area=printed,
    manager=printed,
    schede=_some(schede, most=3),
)
diagnostics = st.builds(
    Diagnostic,
    code=st.sampled_from(["date-impossible", "number-unread"]),
    severity=st.sampled_from(["info", "warning", "error"]),
    message=texts,
    path=st.none() | st.sampled_from(["", "/reports/0", "/reports/0/schede/1/indicators/0/achieved_pct"]),
    page=st.none() | st.integers(1, INT32_MAX),
    bbox=st.none() | places.map(lambda place: place.bbox),
)
sources = st.builds(
    Source,
    file=texts.map(lambda text: f"{text}.pdf"),
    sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
    pages=st.integers(0, INT32_MAX),
    producer=printed,
    template=printed,
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document in which most values have their places."""
    bare = Document(
        source=draw(sources), reports=draw(_some(reports)), diagnostics=draw(_some(diagnostics, most=3))
    )
    boxes = draw(st.lists(_some(places), min_size=1, max_size=4))
    found = {path: boxes[number % len(boxes)] for number, (path, _) in enumerate(leaves(bare))}
    return bare.model_copy(update={"provenance": found})
