"""Tables and labels in narrow columns: what is broken is put together, and what may be wrong is said."""

from __future__ import annotations

import pytest

from extractor.checks import run_checks
from extractor.layout.lines import group_lines
from extractor.page import Page
from extractor.parse.anchors import find_anchors
from extractor.parse.document import parse
from extractor.parse.labels import label_book
from extractor.records import Diagnostic
from extractor.templates import load_template
from tests.words import Drawing, DrawnReader, join, only_scheda, page, scheda, word

STAFF = """
    Budget risorse umane
    +---------------+-----------+-----------------------+
    | Categoria     | Matricola | Cognome Nome          |
    +---------------+-----------+-----------------------+
"""
BOOK = label_book(load_template())
TIMES = "INFORMAZIONI TEMPORALI"


def findings(*pages: Drawing | Page) -> list[Diagnostic]:
    """What is found while reading, and by the checks."""
    drawn = [each if isinstance(each, Page) else page(each, number) for number, each in enumerate(pages, 1)]
    parsed = parse(DrawnReader(drawn), b"drawn", "drawn.pdf", load_template())
    return [*parsed.document.diagnostics, *run_checks(parsed, load_template())]


def test_a_number_broken_in_its_column_is_one_where_the_name_repeats_it() -> None:
    """Pieces of a number that are together what the name begins with are one entry, and not two people."""
    rows = """
        | Operaio       | 178       | 1785 - GUIDI ORESTE   |
        |               | 5         |                       |
        +---------------+-----------+-----------------------+
        | Geometra      | 102       | 102 - MORI LIVIA      |
        +---------------+-----------+-----------------------+
    """
    staff = only_scheda(scheda(join(STAFF, rows))).staff
    assert [(person.employee_id, person.name) for person in staff] == [
        ("1785", "GUIDI ORESTE"),
        ("102", "MORI LIVIA"),
    ]


def test_two_numbers_between_lines_that_part_all_other_rows_are_said() -> None:
    """Where lines part the rows but for two, these may be one with a broken number: each has a warning,
    and so has the row after one that has no text."""
    rows = """
        | Operaio       | 178       | GUIDI ORESTE          |
        |               | 5         |                       |
        +---------------+-----------+-----------------------+
        | Geometra      | 102       | MORI LIVIA            |
        +---------------+-----------+-----------------------+
        | Dirigente     | 103       | SALA IRMA             |
        +---------------+-----------+-----------------------+
    """
    found = [(each.code, each.path) for each in findings(scheda(join(STAFF, rows)))]
    assert ("rows_uncertain", "/reports/0/schede/0/staff/0") in found
    assert ("rows_uncertain", "/reports/0/schede/0/staff/1") in found
    assert ("row_without_text", "/reports/0/schede/0/staff/1") in found
    assert ("rows_uncertain", "/reports/0/schede/0/staff/3") not in found


def test_somebody_without_a_number_among_tall_rows() -> None:
    """A row without a number is one, though the numbers around it stand far apart, as some rows have two lines."""
    rows = {
        220.0: "Budget risorse umane",
        236.0: "Categoria        Matricola    Cognome Nome",
        250.0: "Operaio          101          GUIDI ORESTE",
        264.0: "Area degli",
        268.5: "                 102          MORI LIVIA",
        273.0: "Istruttori",
        287.0: "Operaio          103          SALA IRMA",
        301.0: "Geometra                      BIANCHI ADA",
        315.0: "Operaio          104          VERDI LUCA",
    }
    names = [person.name for person in only_scheda({20.0: scheda(""), **rows}).staff]
    assert names == ["GUIDI ORESTE", "MORI LIVIA", "SALA IRMA", "BIANCHI ADA", "VERDI LUCA"]


def test_labels_of_three_lines_side_by_side() -> None:
    """A label goes on below itself and not at the left of the page, where another label stands."""
    section = """
        INFORMAZIONI TEMPORALI
                                                   Data
        Data Inizio                                Fine
        Prev.:         01-02-2021                  Eff.:         03-04-2021
    """
    found = only_scheda(scheda(section))
    assert (str(found.planned_start), str(found.actual_end)) == ("2021-02-01", "2021-04-03")


@pytest.mark.parametrize(
    ("section", "path"),
    [
        ("Data Inizio Prev.: 10-01-2021Data~Fine~Prev.: 10-02-2021", "planned_end"),
        ("01-01-2021 Data 03-04-2021 Inizio Eff.:", "actual_start"),
        ("Data Inizio Prev.: 10-01-2021 Data Fine", "planned_end"),
    ],
)
def test_a_label_where_nothing_is_read_is_said_of_its_field(section: str, path: str) -> None:
    """A label inside what cannot be read, or in no value, is a warning on the field that it names."""
    found = [(each.code, each.path) for each in findings(scheda(join(TIMES, section)))]
    assert ("label_not_read", f"/reports/0/schede/0/{path}") in found


def test_a_label_torn_above_a_scheda_is_said_of_its_field() -> None:
    """Words of a label among what stands loose above a header block are a warning on the field without a value."""
    block = scheda(TIMES).split("\n", 2)[2]
    drawing = {20.0: "LINEA    2. STRADE PER TUTTI    STRATEGICA:", 80.0: block}
    found = [(each.code, each.path) for each in findings(drawing)]
    assert ("label_not_read", "/reports/0/schede/0/strategic_line") in found


def test_words_of_a_text_are_no_header() -> None:
    """Labels of columns that stand in a cell as the words of a text do begin no table."""
    section = """
        Codice           Fase            Monitoraggio
        Ob_Sent050101    FASE 1: Rilievi Tutto è scritto nel registro, dove
                                         codice, fase e
                                         stato sono riportati.
    """
    (entry,) = only_scheda(scheda(section)).monitoring
    assert (
        entry.text or ""
    ).split() == "Tutto è scritto nel registro, dove codice, fase e stato sono riportati.".split()


@pytest.mark.parametrize(
    ("short", "is_said"), [("10-02-20", True), ("1-02-2021", True), ("10-02-2021", False)]
)
def test_a_date_with_fewer_digits_than_all_others_is_said(short: str, is_said: bool) -> None:
    """Where a document's dates are written alike, one with fewer digits has a warning: some may be lost."""
    dates = [
        f"Data Inizio Prev.: 10-01-2021   Data Fine Prev.: {end}   Data Inizio Eff.: 10-01-2021   "
        "Data Fine Eff.: 10-02-2021"
        for end in ("10-02-2021", short)
    ]
    told = [
        each.path
        for each in findings(*(scheda(join(TIMES, line)) for line in dates))
        if each.code == "date_form_unusual"
    ]
    assert told == (["/reports/0/schede/1/planned_end"] if is_said else [])


def test_years_of_two_digits_throughout_are_not_said() -> None:
    """A document that writes all its years with two digits has no finding for it."""
    dates = "Data Inizio Prev.: 10-01-21   Data Fine Prev.: 10-02-21"
    assert "date_form_unusual" not in {each.code for each in findings(scheda(join(TIMES, dates)))}


def coded(phase: str, report: str) -> str:
    """A scheda with an activity code in its table of phases and another in its monitoring."""
    return scheda(
        f"""
        DESCRIZIONE FASI
        +------------------+-----------------------+-------------+-------------+
        | Codice           | Fasi                  | Data Inizio | Data Fine   |
        |                  |                       | Prev.       | Prev.       |
        +------------------+-----------------------+-------------+-------------+
        | {phase:16} | FASE 1: Rilievi       | 10/01/2021  | 10/02/2021  |
        +------------------+-----------------------+-------------+-------------+
        """,
        f"""
        MONITORAGGIO
        +------------------+-----------------------+-----------------------+
        | Codice           | Fase                  | Monitoraggio          |
        +------------------+-----------------------+-----------------------+
        | {report:16} | FASE 1: Rilievi       | Tutti conclusi.       |
        +------------------+-----------------------+-----------------------+
        """,
    )


def test_an_objective_has_the_code_of_what_has_the_form_of_one() -> None:
    """Digits of another cell inside an activity code are not in the objective's code where another code is whole."""
    assert only_scheda(coded("Ob_0507F1:01", "Ob_Sent050701")).objective_code == "0507"


def test_an_objective_s_code_of_no_well_formed_code_is_said() -> None:
    """Where no activity code has the form of one, the objective's code has a warning."""
    told = [(each.code, each.path) for each in findings(coded("Ob_0507F1:01", "Ob_0507F1:01"))]
    assert ("activity_code_odd", "/reports/0/schede/0/objective_code") in told


def test_a_header_row_with_a_label_whose_last_mark_is_on_a_line_of_its_own() -> None:
    """Labels in the middle of their cells are of one row with one broken over more lines than its words have."""
    broken = {
        (46.0, 517.2): "Codic e",
        (256.0, 522.9): "Fasi",
        (450.0, 511.6): "Data Inizio Prev.",
        (486.0, 500.4): "Dat a Fine Prev .",
        (509.0, 511.6): "Data Inizio Effet.",
        (536.0, 500.4): "Dat a Fi ne Eff et.",
    }
    words = [
        word(text, x, bottom + 11.2 * line)
        for (x, bottom), label in broken.items()
        for line, text in enumerate(label.split())
    ]
    found = find_anchors(Page(1, 595.0, 842.0, tuple(words), (), ()), group_lines(1, words), BOOK)
    assert [len(anchor.headers) for anchor in found if anchor.kind == "table"] == [6]


def test_a_word_of_the_first_row_right_under_its_header_is_no_label() -> None:
    """Where the first row begins with the word of a label, close under the header row, the label is the header's."""
    drawing = {
        360.0: "MONITORAGGIO",
        380.0: "Codice              Fase              Monitoraggio",
        388.0: "Ob_Sent050701  FASE 1: Rilievi        Tutti conclusi.",
    }
    (entry,) = only_scheda({20.0: scheda(), **drawing}).monitoring
    assert (entry.phases_text, entry.text) == ("FASE 1: Rilievi", "Tutti conclusi.")


def test_labels_without_a_value_beside_something_in_none_are_said() -> None:
    """Where dates of a section are no label's, each of its labels without a date has a warning."""
    loose = join(
        TIMES, "\n26-03-2021\n\nData Inizio Prev.:   Data Fine Prev.: 10-02-2021   CONDIZIONE: IN CORSO"
    )
    told = {(each.code, each.path) for each in findings(scheda(loose))}
    assert ("label_not_read", "/reports/0/schede/0/planned_start") in told
    assert ("label_not_read", "/reports/0/schede/0/planned_end") not in told
    plain = join(TIMES, "\nData Inizio Prev.:   Data Fine Prev.: 10-02-2021   CONDIZIONE: IN CORSO")
    assert "label_not_read" not in {each.code for each in findings(scheda(plain))}


def test_a_number_right_before_the_name_that_repeats_it() -> None:
    """A number at the right of its column, as near as words are to a name that repeats it, is the person's number."""
    staff = """
        Budget risorse umane
              Categoria            Matricola                      Cognome Nome
        +------------------------------------------------------------------------------------+
        Categoria D                               12 12 - GUIDI ORESTE MARIA DELLE NEVI
        +------------------------------------------------------------------------------------+
        Dirigente                               2031 2031 - NERI ADA
        +------------------------------------------------------------------------------------+
        Categoria C                              144 144 - DE LUCA UGO
        +------------------------------------------------------------------------------------+
    """
    people = only_scheda(scheda(staff)).staff
    assert [(person.employee_id, person.name) for person in people] == [
        ("12", "GUIDI ORESTE MARIA DELLE NEVI"),
        ("2031", "NERI ADA"),
        ("144", "DE LUCA UGO"),
    ]
