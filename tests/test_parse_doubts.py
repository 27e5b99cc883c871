"""Rows that lack something: where the page shows that it is printed nowhere, and where it may be a neighbour's."""

from __future__ import annotations

from extractor.checks import run_checks
from extractor.parse.document import parse
from extractor.records import Diagnostic
from extractor.templates import load_template
from tests.words import DrawnReader, join, page, scheda

TEMPLATE = load_template()
TABLE = "/reports/0/schede/0/budget/planned_expenditure/"

HEAD = """
    Budget risorse finanziarie - Spese Previste
    Capitolo       Descrizione                        Importo
"""
FULL = """
    10510031       Legno per i ponti                1.000,00
    10510032       Ghiaia per i sentieri              500,00
    10510033       Cartelli di legno                  250,00
    10510034       Corde per le passerelle            125,00
    10510035       Reti di contenimento                75,00
    10510036       Attrezzi per i volontari            50,00
"""
LEVEL = """
    10510037                                           80,00
"""
BETWEEN = """
                   Manutenzione dei parapetti
    10510037                                           80,00
                   e delle staccionate
    10510038                                           90,00
"""


def findings(*drawings: str) -> list[Diagnostic]:
    """What is found in a scheda with these drawings under its budget."""
    drawn = page(scheda(join(HEAD, *drawings), "NOTE\nNulla."))
    parsed = parse(DrawnReader([drawn]), b"drawn", "drawn.pdf", TEMPLATE)
    return [*parsed.document.diagnostics, *run_checks(parsed, TEMPLATE)]


def of_code(found: list[Diagnostic], code: str) -> list[tuple[str, str | None]]:
    """Severity and row or cell of the findings of one code."""
    return [(one.severity, (one.path or "").removeprefix(TABLE)) for one in found if one.code == code]


def test_a_row_without_text_level_like_all_others() -> None:
    """Where all cells of each row begin on one line, a row without a description is said and not doubted."""
    found = findings(FULL, LEVEL)
    assert of_code(found, "row_without_text") == [("info", "6")]
    assert of_code(found, "cell_empty") == [("info", "6/description")]
    assert of_code(found, "row_incomplete") == of_code(found, "rows_uncertain") == []


def test_a_row_without_text_where_texts_stand_beside_the_middle_of_rows() -> None:
    """Where texts begin above the number of their row, a row without one may lack what its neighbour has."""
    assert ("warning", "1") in of_code(findings(BETWEEN), "row_without_text")


def test_a_row_right_under_another_may_be_the_end_of_its_values() -> None:
    """What stands level below a row, nearer than rows do, may be the ends of its broken number and amount."""
    rows = FULL.replace("\n    ", "\n\n    ").rstrip()
    last = "    5210                                               80,00"
    assert of_code(findings(f"{rows}\n{last}\n"), "row_without_text") == [("warning", "6")]
    assert of_code(findings(f"{rows}\n\n{last}\n"), "row_without_text") == [("info", "6")]


def test_a_short_number_right_under_a_row_may_be_the_end_of_its_own() -> None:
    """Where rows stand as near as lines do, a number of fewer digits may be the end of the one above it."""
    found = findings(FULL, "\n    37                                                 80,00\n")
    assert of_code(found, "row_without_text") == [("warning", "6")]


def test_a_code_with_nothing_beside_it_is_doubted() -> None:
    """A number alone on its line may be no row at all, and makes its table doubtful."""
    found = findings(FULL, LEVEL.replace("80,00", ""))
    assert of_code(found, "row_without_text") == [("warning", "6")]
    assert of_code(found, "row_incomplete") == [("warning", "6/description"), ("warning", "6/amount")]


def test_an_amount_at_the_end_of_the_description_may_be_the_one_that_is_missing() -> None:
    """A row without an amount whose description ends with one is warned of."""
    found = findings(FULL, "\n    10510037       Cemento per i muretti 80,00\n")
    assert of_code(found, "cell_empty") == []
    assert of_code(found, "row_incomplete") == [("warning", "6/amount")]


def test_an_amount_that_is_printed_nowhere() -> None:
    """A row without an amount, level like all others, is said and not doubted."""
    found = findings(FULL, "\n    10510037       Cemento per i muretti\n")
    assert of_code(found, "cell_empty") == [("info", "6/amount")]
    assert of_code(found, "row_incomplete") == []
