"""Shapes that once were read wrongly; each stays read rightly."""

from __future__ import annotations

import pytest

from extractor.errors import UsageError
from extractor.parse.labels import label_book
from extractor.templates import Template, load_template
from tests.test_layout_rows import Made, Style, drawn, expected, read_rows
from tests.test_parse_cover import NAMES, SCHEDA, cover, reports
from tests.test_parse_fields import DATES
from tests.words import only_scheda, page, read, scheda


def test_rows_mostly_of_one_line() -> None:
    """Where most rows have one line, the distance of rows is not taken for that of lines."""
    rows = [
        Made("101", ("legno via",), "1,00"),
        Made("102", ("muro via",), "1,00"),
        Made("103", ("ponte via", "rete via", "siepe via"), "1,00"),
    ]
    assert read_rows(drawn(rows, Style("bottom", 12, 3, False))) == expected(rows)


def test_number_broken_in_a_ruled_cell() -> None:
    """A chapter broken over two lines of a narrow ruled cell is one chapter of one row."""
    found = only_scheda(
        scheda(
            """
            Budget risorse finanziarie - Spese Previste
            +----------+-------------------+------------+
            | Capitolo | Descrizione       | Importo    |
            +----------+-------------------+------------+
            | 10510    | Legno             | 1.234,56   |
            | 031      |                   |            |
            +----------+-------------------+------------+
            | 10510032 | Ghiaia            | 1.000,00   |
            +----------+-------------------+------------+
            """
        )
    )
    assert [line.chapter for line in found.budget.planned_expenditure] == ["10510031", "10510032"]


def test_numbers_broken_in_every_ruled_cell() -> None:
    """Where all chapters and amounts of a ruled table are broken, each drawn row is one row all the same."""
    found = only_scheda(
        scheda(
            """
            Budget risorse finanziarie - Spese Previste
            +----------+-------------------+------------+
            | Capitolo | Descrizione       | Importo    |
            +----------+-------------------+------------+
            | 10510    | Legno             | 1.234.567, |
            | 031      | di larice         | 89         |
            +----------+-------------------+------------+
            | 10510    | Ghiaia            | 2.000.000, |
            | 032      |                   | 00         |
            +----------+-------------------+------------+
            """
        )
    )
    lines = [(line.chapter, str(line.amount)) for line in found.budget.planned_expenditure]
    assert lines == [("10510031", "1234567.89"), ("10510032", "2000000.00")]


def test_chapters_broken_without_rules() -> None:
    """Without rules, white space and whole amounts tell a broken chapter from two."""
    found = only_scheda(
        scheda(
            """
            Budget risorse finanziarie - Spese Previste
            Capitolo   Descrizione         Importo
            10510      Legno              1.234,56
            031

            10510      Ghiaia             1.000,00
            032
            """
        )
    )
    lines = [(line.chapter, str(line.amount)) for line in found.budget.planned_expenditure]
    assert lines == [("10510031", "1234.56"), ("10510032", "1000.00")]


def test_chapters_on_lines_of_their_own_stay_apart() -> None:
    """A row that lacks its amount is no rest of the one before."""
    found = only_scheda(
        scheda(
            """
            Budget risorse finanziarie - Spese Previste
            Capitolo   Descrizione         Importo
            10510031   Legno              1.234,56
            10510032   Ghiaia
            10510033   Sabbia             1.000,00
            """
        )
    )
    assert [line.chapter for line in found.budget.planned_expenditure] == ["10510031", "10510032", "10510033"]


@pytest.mark.parametrize(
    "area", ['"AREA TECNICA"\nResponsabile: Oreste GUIDI', '"AREA TECNICA"\n\nResponsabile:\nOreste GUIDI']
)
def test_manager_on_a_line_of_the_cover(area: str) -> None:
    """`Responsabile:` on a line of its own on a cover is no label of the next page's header block."""
    page = f"Comune di Vallebella\n\n\nPIANO DEGLI OBIETTIVI\n\n\nRendicontazione anno 2020\n\n\n{area}"
    (report,) = reports(page, SCHEDA)
    assert cover(report) == NAMES


def test_short_label_beside_tall_ones() -> None:
    """A label of one line beside labels of two has its value below the tallest of them."""
    table = """
    Data Inizio    Data Fine     Data Inizio    Data Fine     CONDIZIONE
       Prev.         Prev.          Eff.          Eff.
    15/01/2020    31/12/2020    03/02/2020     30/11/2020      IN CORSO
    """
    found = only_scheda(scheda("INFORMAZIONI TEMPORALI", table, "NOTE\nNulla."))
    assert (found.planned_start, found.planned_end, found.actual_start, found.actual_end) == DATES
    assert found.condition == "IN CORSO"


def test_two_pairs_in_a_row() -> None:
    """A header block may have two labels a row, each with its value at its right."""
    found = only_scheda(
        """
        LINEA STRATEGICA:    2. STRADE PER TUTTI        AZIONE STRATEGICA:    2.4 Riparare i sentieri
        OBIETTIVO OPERATIVO: SENTIERI APERTI            RESPONSABILE:         GUIDI ORESTE
        CdC Associato:       31-Montagna                Programma:            Urbanistica

        NOTE
        Nulla.
        """
    )
    assert found.strategic_line is not None
    assert found.strategic_action is not None
    assert found.cost_centre is not None
    assert (found.strategic_line.title, found.strategic_action.title) == (
        "STRADE PER TUTTI",
        "Riparare i sentieri",
    )
    assert (found.objective, found.manager, found.cost_centre.name) == (
        "SENTIERI APERTI",
        "GUIDI ORESTE",
        "Montagna",
    )


def test_person_without_a_number() -> None:
    """A name that stands by no number is a row of its own."""
    found = only_scheda(
        scheda(
            """
            Budget risorse umane
            Categoria         Matricola   Cognome Nome
            Categoria D       51          51 - GUIDI ORESTE
            Categoria B                   LUPINI ADA
            Categoria C       78          78 - FONTI BICE
            """
        )
    )
    assert [(row.employee_id, row.name) for row in found.staff] == [
        ("51", "GUIDI ORESTE"),
        (None, "LUPINI ADA"),
        ("78", "FONTI BICE"),
    ]


def test_date_on_the_line_after_its_label() -> None:
    """A value that flows on to the next line belongs to the label that ended the line, not to the one above it."""
    text = """
    Data Inizio Prev.: 15/01/2020 Data Fine Prev.: 31/12/2020 Data Inizio Eff.: 03/02/2020 Data Fine Eff.:
    30/11/2020
    """
    found = only_scheda(scheda("INFORMAZIONI TEMPORALI", text, "NOTE\nNulla."))
    assert (found.planned_start, found.planned_end, found.actual_start, found.actual_end) == DATES


def test_heading_words_alone_on_a_line_of_text() -> None:
    """A line of text that is by chance a heading the scheda has had opens nothing."""
    found = only_scheda(
        scheda(
            """
            Indirizzi del Documento Unico di Programmazione
            Sentieri aperti.

            Definizione dell'Obiettivo Operativo
            Si riparano i sentieri come vogliono gli
            Indirizzi del Documento Unico di Programmazione
            approvati dal Consiglio.
            """
        )
    )
    assert found.dup_guideline == "Sentieri aperti."
    assert found.definition is not None
    assert "approvati dal Consiglio." in found.definition


def test_what_no_value_holds_is_said() -> None:
    """A table without a known header, and a report without a cover, are said and not passed over."""
    document = read(page(scheda("DESCRIZIONE FASI\nOb_Ob050701  rilievo dei sentieri", "NOTE\nNulla.")))
    found = {(finding.code, finding.path) for finding in document.diagnostics}
    assert ("table_without_header", "/reports/0/schede/0/phases") in found
    assert ("cover_missing", "/reports/0") in found


@pytest.mark.parametrize(
    ("place", "wrong"),
    [("fields", "goal"), ("sections", "remarks"), ("columns", "sum"), ("tables", "people")],
)
def test_template_with_a_name_that_no_record_has(place: str, wrong: str) -> None:
    """A template that names a member of no record is refused before any page is read."""
    content = load_template().model_dump()
    match place:
        case "fields":
            content["fields"][4]["name"] = wrong
        case "sections":
            content["sections"][0]["name"] = wrong
        case "columns":
            content["tables"][3]["columns"][2]["name"] = wrong
        case _:
            content["tables"][2]["name"] = wrong
            for section in content["sections"]:
                section["table"] = wrong if section["table"] == "staff" else section["table"]
    with pytest.raises(UsageError, match=wrong):
        label_book(Template.model_validate(content))


def test_two_values_in_one_place() -> None:
    """Two numbers in one cell beside an empty one are the values of both, and both are said to be in doubt."""
    document = read(
        scheda(
            """
            INDICATORI DI PERFORMANCE
            +-----------------+---------+------------+------+--------+----------------+-----------+----------------+
            | Codice Attività | Fasi    | Indicatore | Anno | Target | 1° Rilevazione | Raggiunto | % Ragg.        |
            +-----------------+---------+------------+------+--------+----------------+-----------+----------------+
            | Ob_Obiet050701  | rilievo | Sentieri   | 2020 | 100,00 | 4,00           |           | 620,01 620,01% |
            +-----------------+---------+------------+------+--------+----------------+-----------+----------------+
            | Ob_Obiet050702  | lavori  | Fontane    | 2020 | 100,00 |                | 9,0 7,0   |                |
            +-----------------+---------+------------+------+--------+----------------+-----------+----------------+
            """
        )
    )
    first, second = document.reports[0].schede[0].indicators
    assert [str(first.achieved), str(first.achieved_pct)] == ["620.01", "620.01"]
    assert (second.first_reading, second.achieved, second.achieved_pct) == (None, None, None)
    doubted = {(found.path or "")[len("/reports/0/schede/0/indicators/") :] for found in document.diagnostics}
    assert {"0/achieved", "0/achieved_pct", "1/first_reading", "1/achieved", "1/achieved_pct"} <= doubted
