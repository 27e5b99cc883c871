"""The checks: each fires on the mistake it is for, and none on a document that is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pydantic import BaseModel

from extractor import extract
from extractor.checks import CHECKS, run_checks
from extractor.checks.catalogue import READ_TWICE, WHILE_READING
from extractor.page import Word
from extractor.page.numbers import OddNumbers
from extractor.parse.coverage import Account
from extractor.parse.evidence import Evidence, Parsed, SchedaEvidence, TableEvidence
from extractor.records import (
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
    Scheda,
    Source,
    StaffMember,
)
from extractor.templates import load_template
from tests.golden import samples

SCHEDE = 8
DAYS: dict[str, Any] = {
    "planned_start": date(2021, 1, 1),
    "planned_end": date(2021, 12, 31),
    "actual_start": date(2021, 2, 1),
    "actual_end": date(2021, 11, 30),
}
SECTIONS = {section.name for section in load_template().sections}


def scheda(number: int) -> Scheda:
    """A scheda of two phases in which everything agrees."""
    codes = [f"Ob_Obiet{number:04}{phase:02}" for phase in (1, 2)]
    texts = [f"FASE 1: Lavoro {code}" for code in codes]
    return Scheda(
        objective_code=f"{number:04}",
        strategic_line=CodeTitle(code="2", title="STRADE PER TUTTI"),
        strategic_action=CodeTitle(code="2.4", title="Riparare i sentieri"),
        mission=CodeName(code="10", name="Trasporti e diritto alla mobilità"),
        programme=CodeName(code="10.05", name="Viabilità e infrastrutture stradali"),
        objective="Sentieri aperti",
        cost_centre=CodeName(code="7", name="Sentieri"),
        manager="GUIDI ORESTE",
        dup_guideline="Indirizzo",
        definition="Definizione",
        phases=tuple(
            Phase(activity_code=code, description=text, **DAYS)
            for code, text in zip(codes, texts, strict=True)
        ),
        indicators=tuple(
            Indicator(
                activity_code=code,
                phases_text=text,
                name="Tratti riparati",
                year=2021,
                target=Decimal("8.00"),
                achieved=Decimal("6.00"),
                achieved_pct=Decimal("75.00"),
            )
            for code, text in zip(codes, texts, strict=True)
        ),
        staff=(StaffMember(category="Categoria C", employee_id="812", name="PIOPPI NERINA"),),
        monitoring=tuple(
            MonitoringEntry(activity_code=code, phases_text=text, text="Concluso.")
            for code, text in zip(codes, texts, strict=True)
        ),
        notes="Nota",
        **DAYS,
    )


def right(count: int = SCHEDE) -> list[Scheda]:
    """So many schede that are right."""
    return [scheda(number) for number in range(1, count + 1)]


def evidence(count: int = SCHEDE) -> list[SchedaEvidence]:
    """How they stand on pages: one each, all sections shown."""
    return [
        SchedaEvidence(f"/reports/0/schede/{number}", set(SECTIONS), [], {number + 1})
        for number in range(count)
    ]


def found(
    schede: list[Scheda], shown: list[SchedaEvidence] | None = None, **accounts: Account
) -> list[Diagnostic]:
    """What the checks find."""
    document = Document(
        source=Source(file="a.pdf", sha256="0" * 64, pages=SCHEDE),
        reports=(Report(year=2021, schede=tuple(schede)),),
    )
    pages = {int(name.removeprefix("page")): account for name, account in accounts.items()}
    parsed = Parsed(document, Evidence(tuple(shown or evidence(len(schede))), pages))
    return list(run_checks(parsed, load_template()))


R = TypeVar("R", bound=BaseModel)


def changed(record: R, **members: Any) -> R:
    """A copy of a record with other members."""
    return record.model_copy(update=members)


def row(table: str, ordinal: int, **members: Any) -> Callable[[Scheda], Scheda]:
    """Change one row of a table."""

    def change(of: Scheda) -> Scheda:
        rows = list(getattr(of, table))
        rows[ordinal] = changed(rows[ordinal], **members)
        return changed(of, **{table: tuple(rows)})

    return change


def whole(**members: Any) -> Callable[[Scheda], Scheda]:
    """Change members of a scheda."""
    return lambda of: changed(of, **members)


MISTAKES: list[tuple[str, Callable[[Scheda], Scheda], str]] = [
    ("achieved_pct_differs", row("indicators", 0, achieved=Decimal("5.00")), "indicators/0"),
    ("result_incomplete", row("indicators", 0, achieved_pct=None), "indicators/0/achieved_pct"),
    ("indicator_year_differs", row("indicators", 0, year=2012), "indicators/0/year"),
    ("indicator_year_missing", row("indicators", 0, year=None), "indicators/0/year"),
    ("number_form_unusual", row("indicators", 0, target=Decimal("800")), "indicators/0/target"),
    ("number_negative", row("indicators", 0, target=Decimal("-8.00")), "indicators/0/target"),
    ("dates_reversed", row("phases", 1, planned_end=date(2020, 12, 31)), "phases/1/planned_start"),
    ("date_outside_year", row("phases", 0, actual_end=date(2011, 11, 30)), "phases/0/actual_end"),
    ("dates_incomplete", row("phases", 0, planned_end=None), "phases/0/planned_end"),
    ("date_missing", row("phases", 0, actual_end=None), "phases/0/actual_end"),
    ("phase_outside_scheda", row("phases", 0, actual_end=date(2021, 12, 1)), "phases/0/actual_end"),
    ("date_differs_from_phases", whole(actual_end=date(2021, 11, 20)), "actual_end"),
    ("activity_code_odd", row("phases", 0, activity_code="Ob_ObietO00101"), "phases/0"),
    ("activity_code_odd", row("phases", 0, activity_code="0101"), "phases/0"),
    (
        "activity_code_unknown",
        row("monitoring", 0, activity_code="Ob_Obiet000103"),
        "monitoring/0/activity_code",
    ),
    ("activity_code_unmentioned", lambda of: changed(of, monitoring=of.monitoring[:1]), "monitoring"),
    (
        "activity_code_repeated",
        lambda of: changed(of, phases=(*of.phases, of.phases[0])),
        "phases/2/activity_code",
    ),
    ("activity_code_gap", row("phases", 1, activity_code="Ob_Obiet000103"), "phases"),
    ("phases_text_differs", row("indicators", 1, phases_text="FASE 1: Altro"), "indicators/1/phases_text"),
    ("step_late", row("phases", 1, description="e rendiconto FASE 1: Lavori"), "phases/1/description"),
    (
        "text_unfinished",
        row("monitoring", 1, text="È stata presentata la relazione alla"),
        "monitoring/1/text",
    ),
    ("text_unfinished", whole(notes="Si attende il parere dell'"), "notes"),
    ("text_cut_short", row("indicators", 1, phases_text="FASE 1: Lav"), "indicators/1/phases_text"),
    ("text_cut_short", row("phases", 1, description="FASE 1: Lav"), "phases/1/steps"),
    ("objective_code_repeated", whole(objective_code="0002"), "objective_code"),
    ("employee_conflict", row("staff", 0, employee_id="821"), "staff/0/employee_id"),
    ("employee_id_odd", row("staff", 0, employee_id="8l2"), "staff/0/employee_id"),
    ("name_odd", row("staff", 0, name="- PIOPPI NERINA"), "staff/0"),
    ("id_in_text", row("staff", 0, employee_id=None, name="812 PIOPPI NERINA"), "staff/0"),
    (
        "action_outside_line",
        whole(strategic_action=CodeTitle(code="3.4", title="Altra")),
        "strategic_action/code",
    ),
    ("code_conflict", whole(cost_centre=CodeName(code="1", name="Sentieri")), "cost_centre/code"),
    ("code_missing", whole(cost_centre=CodeName(name="7Sentieri")), "cost_centre/code"),
    ("row_incomplete", row("indicators", 0, name=None), "indicators/0/name"),
    ("cell_empty", row("monitoring", 0, text=None), "monitoring/0/text"),
    ("section_empty", whole(notes=None), "notes"),
    ("field_missing", whole(objective=None), "objective"),
]


@pytest.mark.parametrize(("code", "change", "path"), MISTAKES, ids=[code for code, _, _ in MISTAKES])
def test_a_mistake_in_one_value_is_found(code: str, change: Callable[[Scheda], Scheda], path: str) -> None:
    """A document with one wrong value gets the finding that is for it, on that value."""
    first, *others = right()
    schede = [*others, change(first)]
    paths = [diagnostic.path for diagnostic in found(schede) if diagnostic.code == code]
    assert f"/reports/0/schede/{len(others)}/{path}" in paths


def test_a_document_that_is_right_has_no_findings() -> None:
    """Where everything agrees no check says a word."""
    assert found(right()) == []


def test_a_section_without_its_heading_is_found() -> None:
    """A heading that all siblings have and one has not is missing."""
    shown = evidence()
    shown[3].sections.remove("monitoring")
    (finding,) = found(right(), shown)
    assert (finding.code, finding.path) == ("section_missing", "/reports/0/schede/3/monitoring")
    assert finding.page == 4


def test_rows_that_do_not_match_the_codes_on_the_page_are_found() -> None:
    """Three codes under a heading and two rows: one is lost."""
    shown = evidence()
    path = "/reports/0/schede/0/phases"
    shown[0].tables.append(TableEvidence(path, (), (), rows=2, entries=3, ruled=True))
    (finding,) = found(right(), shown)
    assert (finding.code, finding.path) == ("row_count_differs", path)


def test_a_table_without_a_column_that_its_siblings_have_is_found() -> None:
    """Where four tables show a column and a fifth does not, that one's values are elsewhere or nowhere."""
    shown = evidence()
    for one in shown[:5]:
        columns = ("name", "target") if one is not shown[3] else ("name",)
        one.tables.append(TableEvidence(f"{one.path}/indicators", columns, (), 1, None, ruled=True))
    (finding,) = found(right(), shown)
    assert (finding.code, finding.path) == ("column_missing", f"{shown[3].path}/indicators")


def test_headings_over_tables_alone_are_found() -> None:
    """Where no scheda shows a heading over a text, all that it has may stand where something else belongs."""
    shown = evidence()
    for one in shown:
        one.sections = {"phases", "staff"}
    paths = {one.path for one in found(right(), shown) if one.code == "headings_missing"}
    assert {f"{shown[0].path}/manager", f"{shown[-1].path}/budget/planned_revenue"} <= paths
    shown[0].sections = {"phases", "notes"}
    assert "headings_missing" not in {one.code for one in found(right(), shown)}


def test_a_person_without_a_name_may_be_a_part_of_a_neighbour() -> None:
    """One row without a name beside one with it is enough: both may be one."""
    torn = (
        StaffMember(category="Funzionario", employee_id="113"),
        StaffMember(category="esperto", employee_id="0", name="PIOPPI NERINA"),
    )
    codes = {(one.code, one.path) for one in found([changed(scheda(1), staff=torn)])}
    assert {("row_incomplete", f"/reports/0/schede/0/staff/{row}") for row in (0, 1)} <= codes


def test_a_page_of_which_nothing_was_used_is_found() -> None:
    """Words on a page that gave no value and no label are a finding on that page."""
    (finding,) = found(right(), page3=Account(words=12, unused=12), page4=Account(words=12, values=12))
    assert (finding.code, finding.page, finding.path) == ("page_without_values", 3, "")


def test_a_table_that_runs_off_the_paper_is_found() -> None:
    """Text at the very foot of a page is a finding on the table that stands there last."""
    shown = evidence()
    path = f"{shown[2].path}/monitoring"
    shown[2].tables.append(
        TableEvidence(path, (), ((9, (50, 700, 500, 840)),), rows=2, entries=None, ruled=True)
    )
    shown[2].pages.add(9)
    (finding,) = found(right(), shown, page9=Account(words=12, values=12, cut=True))
    assert (finding.code, finding.page, finding.path) == ("text_at_page_foot", 9, path)


def test_a_number_that_the_page_s_text_has_not_is_found() -> None:
    """A word with another number than the page's text is a finding on the value it stands in."""
    wrong = Word("120", 10.0, 10.0, 30.0, 20.0, bold=False, glued=False, spaced=False)
    document = Document(
        source=Source(file="a.pdf", sha256="0" * 64, pages=SCHEDE),
        reports=(Report(year=2021, schede=tuple(right())),),
        provenance={"/reports/0/schede/0/indicators/0/target": (Place.at(2, 9.0, 9.0, 31.0, 21.0),)},
    )
    odd = {2: OddNumbers((wrong,), ()), 3: OddNumbers((), ("12",))}
    parsed = Parsed(document, Evidence(tuple(evidence()), {}, odd))
    findings = [(found.code, found.page, found.path) for found in run_checks(parsed, load_template())]
    assert findings == [
        ("number_not_in_text", 2, "/reports/0/schede/0/indicators/0/target"),
        ("number_lost", 3, ""),
    ]


def test_every_check_is_tried() -> None:
    """No check goes without a mistake that shows it works."""
    tried = {code for code, _, _ in MISTAKES} | {
        "cover_incomplete",
        "section_missing",
        "headings_missing",
        "row_count_differs",
        "column_missing",
        "page_without_text",
        "page_without_values",
        "text_at_page_foot",
        "number_not_in_text",
        "number_lost",
        "id_odd",
        "date_form_unusual",
    }
    assert {check.code for check in CHECKS} == tried


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_check_says_what_it_looks_for(check: Any) -> None:
    """The sentence for people begins with a capital and ends with a full stop."""
    assert check.about[:1].isupper()
    assert check.about.endswith(".")


def test_a_rule_that_a_document_does_not_keep_says_nothing() -> None:
    """Where phases mostly lie outside their scheda's dates, one more is no finding."""
    schede = [whole(planned_end=date(2021, 6, 1), actual_end=date(2021, 6, 1))(of) for of in right()]
    assert "phase_outside_scheda" not in {diagnostic.code for diagnostic in found(schede)}


def test_less_may_be_better() -> None:
    """A target of 6 and 8 achieved may be 75 per cent: of complaints, fewer are better."""
    change = row("indicators", 0, target=Decimal("6.00"), achieved=Decimal("8.00"))
    assert found([change(of) for of in right()]) == []


@pytest.mark.parametrize(
    ("target", "achieved", "printed", "agrees"),
    [
        ("12.50", "4.17", "33.33", True),
        ("12.50", "4.17", "33.30", False),
        ("3.00", "1.00", "33.33", True),
        ("12", "4", "33.5", False),
    ],
)
def test_a_value_achieved_may_itself_be_rounded(
    target: str, achieved: str, printed: str, agrees: bool
) -> None:
    """The per cent that a value was rounded from is right; one further off is not."""
    numbers = {"target": target, "achieved": achieved, "achieved_pct": printed}
    schede = right()
    schede[0] = row("indicators", 0, **{name: Decimal(value) for name, value in numbers.items()})(schede[0])
    assert any(one.code == "achieved_pct_differs" for one in found(schede)) != agrees


def test_a_budget_amount_of_another_form_is_found() -> None:
    """`6000` among amounts with two places after the comma has perhaps lost its comma."""
    lines = tuple(BudgetLine(chapter="1", description="Strade", amount=Decimal("60.00")) for _ in range(3))
    schede = [changed(of, budget=changed(of.budget, planned_revenue=lines)) for of in right()]
    odd = (*lines[:2], changed(lines[2], amount=Decimal("6000")))
    schede[0] = changed(schede[0], budget=changed(schede[0].budget, planned_revenue=odd))
    (finding,) = found(schede)
    assert finding.code == "number_form_unusual"
    assert finding.path == "/reports/0/schede/0/budget/planned_revenue/2/amount"


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_samples_have_no_warnings(sample: Any) -> None:
    """A document that is read right raises no false alarm."""
    assert [finding for finding in extract(sample).diagnostics if finding.severity != "info"] == []


def test_every_finding_is_in_the_catalogue() -> None:
    """Each code that the source can report is explained, and no other."""
    source = Path(__file__).parent.parent / "extractor"
    texts = [
        path.read_text(encoding="utf-8")
        for room in ("parse", "normalise", "verify")
        for path in (source / room).glob("*.py")
    ]
    reported = {
        code
        for text in texts
        for code in re.findall(r'(?:\.report\(|Unread\(|code=)\s*"([a-z]+(?:_[a-z]+)+)"', text)
    }
    derived = {"mission_unknown", "programme_unknown"}
    assert set(WHILE_READING) | set(READ_TWICE) == reported | derived


def test_letters_in_a_chapter_are_found() -> None:
    """A chapter that a word was glued to is not like the document's others."""
    chapters = ["10051009", "10051010", "10051011", "10051012", "10051013Spese"]
    lines = tuple(
        BudgetLine(chapter=chapter, description="Spese", amount=Decimal("1.00")) for chapter in chapters
    )
    first = changed(scheda(1), budget=Budget(planned_revenue=lines))
    odd = [one.path for one in found([first, *right()[1:]]) if one.code == "id_odd"]
    assert odd == ["/reports/0/schede/0/budget/planned_revenue/4"]
