"""The views say what the samples' JSON says, in DuckDB and in PostgreSQL."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractor import load
from extractor.warehouse.views import VIEWS, view
from tests.postgresql import Server
from tests.readme import as_markdown, shown

Json = dict[str, Any]
Rows = list[tuple[Any, ...]]
Query = Callable[[str], Rows]
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Printed:
    """One scheda of the samples, with its report."""

    report: Json
    scheda: Json

    @property
    def name(self) -> tuple[Any, ...]:
        """Whose it is, of when, and its code."""
        return self.report["entity"], self.report["year"], self.report["area"], self.scheda["objective_code"]

    def per_cents(self) -> list[Decimal | None]:
        """The printed per cents of its indicators."""
        found = [indicator["achieved_pct"] for indicator in self.scheda["indicators"]]
        return [None if text is None else Decimal(text) for text in found]


@pytest.fixture(scope="module")
def printed(samples_dir: Path) -> list[Printed]:
    """Every scheda of the samples, from their JSON."""
    documents = [json.loads(file.read_bytes()) for file in sorted((samples_dir / "expected").glob("*.json"))]
    return [
        Printed(report, scheda)
        for document in documents
        for report in document["reports"]
        for scheda in report["schede"]
    ]


@pytest.fixture(scope="module", params=["duckdb", "postgresql"])
def query(
    request: pytest.FixtureRequest, converted: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Query]:
    """Ask a database of each kind into which the samples were loaded."""
    if request.param == "duckdb":
        file = tmp_path_factory.mktemp("views") / "samples.duckdb"
        load(converted, f"duckdb:///{file}")
        with duckdb.connect(str(file), read_only=True) as connection:
            yield lambda text: connection.execute(text).fetchall()
    else:
        postgresql: Server = request.getfixturevalue("postgresql")
        url = postgresql.new_database()
        load(converted, url)
        yield lambda text: Server.rows(url, text)


def number(value: Any) -> Decimal | None:
    """A decimal of either database: one gives it as text."""
    return None if value is None else Decimal(value)


def day(text: str | None) -> date | None:
    """A date of JSON."""
    return None if text is None else date.fromisoformat(text)


def test_every_view_is_explained_and_shipped(query: Query, project_root: Path) -> None:
    """Each SQL file begins with what it answers, is one of those that a load makes, and can be asked."""
    folder = project_root / "extractor" / "warehouse" / "views"
    assert {file.stem for file in folder.glob("*.sql")} == set(VIEWS)
    for name in VIEWS:
        assert view(name).startswith("-- ")
        assert f"CREATE OR REPLACE VIEW {name} AS" in view(name)
        assert query(f"SELECT count(*) FROM {name}")[0][0] > 0


def test_indicators_stand_with_objective_mission_and_programme(query: Query, printed: list[Printed]) -> None:
    """Each printed indicator is a row, with the names of its objective, mission and programme."""
    expected = Counter(
        (
            *one.name,
            one.scheda["objective"],
            (one.scheda["mission"] or {}).get("code"),
            (one.scheda["programme"] or {}).get("name"),
            indicator["name"],
            number(indicator["target"]),
            number(indicator["achieved"]),
        )
        for one in printed
        for indicator in one.scheda["indicators"]
    )
    rows = query(
        "SELECT entity, year, area, objective_code, objective, mission_code, programme_name, name, target, achieved"
        " FROM indicator_details"
    )
    assert Counter((*row[:-2], number(row[-2]), number(row[-1])) for row in rows) == expected


def test_achievement_by_area_and_year(query: Query, printed: list[Printed]) -> None:
    """Counts, extremes and the mean of the printed per cents, rounded half up, agree with the JSON."""
    by_area: dict[tuple[Any, ...], list[Decimal | None]] = defaultdict(list)
    for one in printed:
        by_area[one.name[:3]] += one.per_cents()
    expected = {}
    for name, found in by_area.items():
        known = [value for value in found if value is not None]
        if not found:
            continue
        mean = Fraction(sum(map(Fraction, known)), len(known)) if known else None
        expected[name] = (
            len(found),
            len(known),
            sum(value >= 100 for value in known),
            min(known, default=None),
            mean and (Decimal(mean.numerator) / Decimal(mean.denominator)).quantize(CENT, ROUND_HALF_UP),
        )
    rows = query(
        "SELECT entity, year, area, indicators, measured, reached, lowest_pct, mean_pct FROM achievement_by_area"
    )
    assert {row[:3]: (*row[3:6], number(row[6]), number(row[7])) for row in rows} == expected


@pytest.mark.parametrize(
    ("per_cents", "mean"),
    [
        (("100.00", "100.01"), "100.01"),
        (("0.0001", "0.0001"), "0.00"),
        (("33.33", "33.33", "33.34"), "33.33"),
    ],
)
def test_the_mean_is_exact(per_cents: tuple[str, ...], mean: str) -> None:
    """A mean that ends in a five is rounded half up in DuckDB too, which divides in floats."""
    with duckdb.connect() as connection:
        values = ", ".join(f"('E', 'A', 2019, 's', {text}::DECIMAL(20, 4), false)" for text in per_cents)
        columns = "entity, area, year, scheda_id, achieved_pct, reached"
        connection.execute(
            f"CREATE TABLE indicator_details AS SELECT * FROM (VALUES {values}) AS v({columns})"
        )
        connection.execute(view("achievement_by_area"))
        assert connection.execute("SELECT mean_pct FROM achievement_by_area").fetchall() == [(Decimal(mean),)]


def test_objectives_below_target(query: Query, printed: list[Printed]) -> None:
    """An objective is below target when a printed per cent of its indicators is under 100, and no other is."""
    expected = {}
    for one in printed:
        known = [value for value in one.per_cents() if value is not None]
        below = sum(value < 100 for value in known)
        if below:
            expected[one.name] = (len(one.per_cents()), below, min(known))
    rows = query(
        "SELECT entity, year, area, objective_code, indicators, below_target, lowest_pct FROM objectives_below_target"
    )
    assert {row[:4]: (row[4], row[5], number(row[6])) for row in rows} == expected
    assert expected


def test_late_phases(query: Query, printed: list[Printed]) -> None:
    """A phase is late that began or ended after its day, or that has begun and has no end in its year."""
    expected = Counter()  # type: Counter[tuple[Any, ...]]
    for one in printed:
        for phase in one.scheda["phases"]:
            planned_start, planned_end = day(phase["planned_start"]), day(phase["planned_end"])
            start, end = day(phase["actual_start"]), day(phase["actual_end"])
            at_start = (start - planned_start).days if start and planned_start else None
            at_end = (end - planned_end).days if end and planned_end else None
            unended = bool(start and not end and planned_end and planned_end.year <= one.report["year"])
            if (at_start or 0) > 0 or (at_end or 0) > 0 or unended:
                expected[(*one.name, phase["activity_code"], at_start, at_end, end is None)] += 1
    rows = query(
        "SELECT entity, year, area, objective_code, activity_code, days_late_at_start, days_late_at_end,"
        " no_end_printed FROM late_phases"
    )
    assert Counter(rows) == expected
    assert expected


def test_the_same_objective_over_the_years(query: Query, printed: list[Printed]) -> None:
    """Every objective with a code is a row, with the year before in its town and whether its words are the same."""
    before: dict[tuple[Any, ...], Printed] = {}
    expected = set()
    for one in sorted(printed, key=lambda one: one.report["year"]):
        key = one.report["entity"], one.scheda["objective_code"]
        earlier = before.get(key)
        expected.add(
            (
                *key,
                one.report["year"],
                earlier and earlier.report["year"],
                earlier and earlier.scheda["objective"] == one.scheda["objective"],
            )
        )
        before[key] = one
    rows = query("SELECT entity, objective_code, year, year_before, same_words FROM objectives_over_years")
    assert set(rows) == expected
    assert any(row[3] for row in rows)


def test_staff_per_objective(query: Query, printed: list[Printed]) -> None:
    """People are counted by objective and category, and no name is a column."""
    expected = {}
    for one in printed:
        categories = Counter(member["category"] or "?" for member in one.scheda["staff"])
        listed = ", ".join(f"{name}: {count}" for name, count in sorted(categories.items())) or None
        expected[one.name] = (len(one.scheda["staff"]), listed)
    rows = query("SELECT entity, year, area, objective_code, people, categories FROM objective_staff")
    assert {row[:4]: row[4:] for row in rows} == expected


def test_the_readme_shows_what_is_so(query: Query, project_root: Path) -> None:
    """The README's queries give, on the samples, the tables that stand under them."""
    found = shown(project_root / "README.md")
    assert len(found) == 3
    for text, table in found:
        names = table.splitlines()[0].strip("| ").split(" | ")
        assert as_markdown(names, query(text)) == table


def test_the_readme_explains_every_view(project_root: Path) -> None:
    """Each view has its row in the README."""
    text = (project_root / "README.md").read_text(encoding="utf-8")
    assert [name for name in VIEWS if f"| `{name}` |" not in text] == []
