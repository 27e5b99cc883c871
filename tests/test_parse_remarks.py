"""Lines around the rows of tables that are no rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.page import Word
from extractor.records import StaffMember
from tests.words import Drawing, join, only_scheda, page, read, scheda

BUDGET = """
    Budget risorse finanziarie - Spese Previste
    Capitolo       Descrizione                        Importo
    10510031       Legno per i ponti                1.000,00
    10510032       Ghiaia per i sentieri              500,00
"""
STAFF = """
    Budget risorse umane
    Categoria                  Matricola      Cognome Nome
    Categoria D                12             GUIDI ORESTE
    Categoria C                31             NERI ADA
"""
PHASES = """
    DESCRIZIONE FASI
    Codice           Fasi                     Data Inizio  Data Fine   Data Inizio  Data Fine
                                              Prev.        Prev.       Effet.       Effet.
    Ob_Sent050101    Riparare i ponti         01/02/2021   30/06/2021  01/02/2021   31/05/2021
    Ob_Sent050102    Segnare i sentieri       01/07/2021   30/09/2021  05/07/2021   30/09/2021
"""


def spent(*drawings: str) -> tuple[list[str | None], list[str]]:
    """The chapters of a scheda with these drawings under its budget, and what no value holds."""
    document = read(scheda(join(BUDGET, *drawings), "NOTE\nNulla."))
    ((one,),) = (report.schede for report in document.reports)
    lost = [each.message for each in document.diagnostics if each.code == "text_not_used"]
    return [entry.chapter for entry in one.budget.planned_expenditure], lost


@pytest.mark.parametrize(
    "remark",
    [
        "               Totale                           1.500,00",
        "TOTALE SPESE PREVISTE                           1.500,00",
        "Importi in euro, al netto dell'imposta",
        "(*) Capitolo da istituire.",
        "* valore presunto",
        "Gli importi sono quelli della seconda variazione di bilancio approvata in luglio",
    ],
)
def test_a_line_under_a_budget_is_no_entry(remark: str) -> None:
    """Sums, footnotes, and texts that run from the first column over the next are said and give no row."""
    chapters, lost = spent(remark)
    assert chapters == ["10510031", "10510032"]
    assert any(remark.split()[0] in message for message in lost)


def test_a_note_in_smaller_type_under_the_staff() -> None:
    """A text in smaller type below the last person is no category of that person."""
    note = page("Il personale lavora in due turni.", fills=()).words
    small = [word._replace(top=word.bottom - 8, x1=word.x0 + 0.8 * (word.x1 - word.x0)) for word in note]
    x0 = 0.0
    moved: list[Word] = []
    for word in small:  # with the spaces of its type
        width = word.x1 - word.x0
        begin = x0 if moved else word.x0
        moved.append(word._replace(x0=begin, x1=begin + width))
        x0 = begin + width + 2.5
    drawn = page(scheda(STAFF))
    foot = max(word.bottom for word in drawn.words)
    drop = foot + 12 - moved[0].bottom
    below = tuple(word._replace(top=word.top + drop, bottom=word.bottom + drop) for word in moved)
    found = only_scheda(replace(drawn, words=(*drawn.words, *below))).staff
    assert found == (
        StaffMember(category="Categoria D", employee_id="12", name="GUIDI ORESTE"),
        StaffMember(category="Categoria C", employee_id="31", name="NERI ADA"),
    )


@pytest.mark.parametrize("where", ["(segue a pagina 2)", "continua nella pagina successiva"])
def test_a_table_that_says_it_goes_on(where: str) -> None:
    """What says that a table goes on over the page is of no cell of it."""
    first: Drawing = scheda(join(BUDGET, f"                                   {where}"))
    rest = join(
        "Capitolo       Descrizione                        Importo",
        "10510033       Pietre per i muri                  250,00",
    )
    entries = only_scheda(first, page({60.0: rest}, 2)).budget.planned_expenditure
    assert [entry.description for entry in entries] == [
        "Legno per i ponti",
        "Ghiaia per i sentieri",
        "Pietre per i muri",
    ]


def test_a_header_over_the_header() -> None:
    """What stands over the labels of two columns each is no row, be it printed again on the next page."""
    over = "                                              PREVISIONE               CONSUNTIVO"
    heading, *rows = join(PHASES).splitlines()
    header, first, second = rows[:2], rows[2], rows[3]
    one = scheda("\n".join([heading, over, *header, first]))
    found = only_scheda(one, page({60.0: "\n".join([over, *header, second])}, 2)).phases
    assert [phase.activity_code for phase in found] == ["Ob_Sent050101", "Ob_Sent050102"]
    assert [phase.description for phase in found] == ["Riparare i ponti", "Segnare i sentieri"]


def test_a_letterhead_above_each_scheda_is_of_no_text() -> None:
    """What stands above every scheda of a page, as the town and its address, is no end of the notes before."""
    head = "Comune di Vallebella\nVia dei Ponti, 1"
    one = scheda("NOTE\nLavori conclusi.")
    drawn: list[Drawing] = [
        {30.0: join(head, one), 330.0: join(head, one)},
        {40.0: join(head, one), 340.0: join(head, one)},
    ]
    found = [each for report in read(*drawn).reports for each in report.schede]
    assert [each.notes for each in found] == ["Lavori conclusi."] * 4


def test_ids_of_rows_without_an_amount_stay_apart() -> None:
    """Two chapters are no broken one where one row lacks its amount, if lines of a cell stand closer than they."""
    rows = {
        200.0: scheda(BUDGET.replace("10510032       Ghiaia per i sentieri              500,00", "")),
        346.0: "10510/32       Ghiaia per i sentieri",
        362.0: "10510/33       Pietre per i muri",
        372.0: "               della valle",
        388.0: "10510/34       Fontane                            750,00",
    }
    rows[362.0] = "10510/33       Pietre per i muri                  250,00"
    entries = only_scheda(rows).budget.planned_expenditure
    assert [(entry.chapter, entry.amount is None) for entry in entries] == [
        ("10510031", False),
        ("10510/32", True),
        ("10510/33", False),
        ("10510/34", False),
    ]
