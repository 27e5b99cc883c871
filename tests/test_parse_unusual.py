"""Prints that few programs make: labels on end, cells off each other's level, labels and values that pages tear."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extractor.layout.furniture import Furniture
from extractor.layout.lines import group_lines
from extractor.layout.paragraphs import split_paragraphs
from extractor.page import Page, Rule, Word
from extractor.page.drawing import Drawing
from extractor.page.sieve import Sieve
from extractor.parse.anchors import find_anchors
from extractor.parse.labels import label_book
from extractor.parse.printed import TextMaker
from extractor.templates import load_template
from tests.test_parse_fields import DATES
from tests.words import ADVANCE, HEADER, WIDTH, lines, only_scheda, page, read, scheda, word

PHASES = """
    DESCRIZIONE FASI




    Codice         Fasi




    Ob_Ob050701    FASE 1: rilievo        15/01/2020   31/12/2020   03/02/2020   30/11/2020
"""
DATE_LABELS = ("Data Inizio Prev.", "Data Fine Prev.", "Data Inizio Effet.", "Data Fine Effet.")


def stood(text: str, x: float, middle: float, *, upwards: bool) -> Iterator[Word]:
    """The words of a label that stands on end, around a height."""
    parts = text.split()
    at = middle + len(text) * ADVANCE / 2 * (1 if upwards else -1)
    for part in parts:
        long = len(part) * ADVANCE
        top = at - long if upwards else at
        yield Word(part, x, top, x + 8, top + long, bold=True, glued=True, spaced=False)
        at += -(long + ADVANCE) if upwards else long + ADVANCE


def with_labels_on_end(labels: tuple[str, ...], *, upwards: bool = True) -> Page:
    """A page with a table of phases whose dates have their labels on end above them."""
    drawn = page(scheda(PHASES))
    middle = next((w.top + w.bottom) / 2 for w in drawn.words if w.text == "Codice")
    columns = [w.x0 for w in drawn.words if w.text.count("/") == 2 and "D.Lgs" not in w.text]
    sideways = [
        w
        for x, label in zip(columns, labels, strict=False)
        for w in stood(label, x + 10, middle, upwards=upwards)
    ]
    return Page(1, drawn.width, drawn.height, drawn.words, drawn.rules, (), tuple(sideways))


def test_labels_that_stand_on_end() -> None:
    """A header cell whose label runs up or down the page names its column as any other does."""
    for upwards in (True, False):
        document = read(with_labels_on_end(DATE_LABELS, upwards=upwards))
        (phase,) = document.reports[0].schede[0].phases
        assert (phase.planned_start, phase.planned_end, phase.actual_start, phase.actual_end) == DATES
        assert not any(finding.code == "text_not_used" for finding in document.diagnostics)


def test_a_label_on_end_that_is_not_known_is_said() -> None:
    """Where one of the labels on end names no known column, a warning stands on the table."""
    document = read(with_labels_on_end((*DATE_LABELS[:3], "Proroga")))
    found = {(finding.code, finding.severity, finding.path) for finding in document.diagnostics}
    assert ("header_unknown", "warning", "/reports/0/schede/0/phases") in found


def test_a_header_of_which_too_little_is_known_is_no_other_table() -> None:
    """Two labels under the heading of the phases do not make a table of monitoring."""
    document = read(with_labels_on_end(()))
    found = document.reports[0].schede[0]
    assert (found.phases, found.monitoring) == ((), ())
    assert [finding.path for finding in document.diagnostics if finding.code == "table_without_header"] == [
        "/reports/0/schede/0/phases"
    ]


def test_a_word_of_no_known_column_in_a_header() -> None:
    """A column that the template does not know is said with its label's place: its values may be in another's cells."""
    table = """
        Codice        Fase              Struttura     Monitoraggio
        Ob_Ob050701   rilievo dei ponti Viabilità     lavori conclusi
    """
    document = read(scheda(table))
    (finding,) = [finding for finding in document.diagnostics if finding.code == "header_unknown"]
    assert (finding.path, finding.page) == ("/reports/0/schede/0/monitoring", 1)
    assert "Struttura" in finding.message
    assert finding.bbox is not None


def test_columns_that_nothing_parts() -> None:
    """Where words reach over the place between two columns, a warning says that they are placed by default."""
    table = """
        Budget risorse finanziarie - Spese Previste
        Capitolo    Descrizione       Importo
        10510031    opere sovraccomunalissime 1,00
        10510032    Ghiaia               2,00
    """
    document = read(scheda(table))
    paths = [finding.path for finding in document.diagnostics if finding.code == "columns_uncertain"]
    assert paths == ["/reports/0/schede/0/budget/planned_expenditure"]


def test_values_of_two_lines_centred_beside_their_labels() -> None:
    """Lines above and below the level of their label are its value, where every value is so."""
    rows = (
        ("LINEA STRATEGICA:", "2. STRADE", "PER TUTTI"),
        ("AZIONE STRATEGICA:", "2.4 Riparare", "i sentieri"),
        ("OBIETTIVO OPERATIVO:", "SENTIERI", "APERTI"),
        ("RESPONSABILE:", "GUIDI", "ORESTE"),
    )
    drawing: dict[float, str] = {}
    for number, (label, first, second) in enumerate(rows):
        middle = 200.0 + 30 * number
        drawing |= {middle - 6: f"{'':30}{first}", middle: label, middle + 6: f"{'':30}{second}"}
    drawing[400.0] = "NOTE\nNulla."
    found = only_scheda(drawing)
    assert found.strategic_line is not None
    assert found.strategic_action is not None
    assert (found.strategic_line.title, found.strategic_action.title) == (
        "STRADE PER TUTTI",
        "Riparare i sentieri",
    )
    assert (found.objective, found.manager) == ("SENTIERI APERTI", "GUIDI ORESTE")


def test_a_label_right_behind_a_line() -> None:
    """A label whose cell begins behind a drawn line is one, however near the word before the line."""
    cells = [
        word("LINEA", 40, 210),
        word("STRATEGICA:", 66, 210),
        word("SERVIZI", 130, 210),
        word("E", 165, 210),
    ]
    cells += [word("AZIONE", 172, 210), word("STRATEGICA:", 203, 210)]
    book = label_book(load_template())
    for rules, expected in (
        ((), ["strategic_line"]),
        ((Rule(170.5, 190, 170.5, 220),), ["strategic_line", "strategic_action"]),
    ):
        drawn = Page(1, WIDTH, 842, tuple(cells), rules)
        found = find_anchors(drawn, group_lines(1, drawn.words), book)
        assert [anchor.name for anchor in found] == expected


def test_a_first_label_torn_after_its_second_line() -> None:
    """A label of three lines, of which a page has two, opens the scheda where it begins."""
    foot = """
        NOTE
        Nulla.

        LINEA                          3. MONTAGNA VIVA
        STRATEGIC
    """
    head = """
        A:
        AZIONE STRATEGICA:             3.1 Aprire i rifugi
        OBIETTIVO OPERATIVO:           RIFUGI APERTI
        RESPONSABILE:                  LUPINI ADA
    """
    first, second = read(scheda(foot), head).reports[0].schede
    assert first.notes == "Nulla."
    assert second.strategic_line is not None
    assert (second.strategic_line.title, second.objective) == ("MONTAGNA VIVA", "RIFUGI APERTI")


def test_dates_that_a_page_parts_from_their_labels() -> None:
    """Values at the head of a page belong to the labels above them at the foot of the page before."""
    labels = "Data Inizio Prev.:   Data Fine Prev.:   Data Inizio Eff.:   Data Fine Eff.:"
    values = """
           15/01/2020          31/12/2020         03/02/2020         30/11/2020
        CONDIZIONE: IN CORSO

        NOTE
        Nulla.
    """
    found = only_scheda(scheda("INFORMAZIONI TEMPORALI", labels), values)
    assert (found.planned_start, found.planned_end, found.actual_start, found.actual_end) == DATES
    assert found.condition == "IN CORSO"


def test_a_person_in_two_lines_around_the_number() -> None:
    """Category and name of two lines each, centred beside their number, are one row without the lines of a table."""
    heights: dict[float, str] = {200.0: HEADER, 320.0: "Budget risorse umane"}
    heights[340.0] = "Categoria            Matricola   Cognome Nome"
    people = [("Categoria D", "51", "51 - GUIDI ORESTE"), ("Categoria B", "52", "52 - LUPINI ADA")]
    people += [("Categoria C", "78", "78 - FONTI BICE")]
    for number, (category, identity, name) in enumerate(people):
        heights[360.0 + 20 * number] = f"{category:21}{identity:12}{name}"
    heights |= {422.0: f"{'Area dei Funzionari':33}90 - MONTI PIA", 430.0: f"{'':21}90"}
    heights |= {438.0: f"{'ed Elevata':33}CLARA", 460.0: f"{'Categoria A':21}{'93':12}93 - ROVERI IVO"}
    staff = [(person.employee_id, person.name) for person in only_scheda(heights).staff]
    assert staff == [
        ("51", "GUIDI ORESTE"),
        ("52", "LUPINI ADA"),
        ("78", "FONTI BICE"),
        ("90", "MONTI PIA CLARA"),
        ("93", "ROVERI IVO"),
    ]


def test_page_numbers_of_upright_and_broad_pages() -> None:
    """A number at one distance from the foot of every page is furniture, be the pages tall or broad."""
    furniture = Furniture(lambda _: False)
    drawn = [
        (height, lines({200: "Sentieri aperti tutto l'anno", height - 30: str(number)}, number))
        for number, height in enumerate((842.0, 595.0, 842.0, 842.0, 595.0), 1)
    ]
    furniture.learn([(height, found, ()) for height, found in drawn])
    bodies = [[line.text for line in furniture.split(height, found, ())[0]] for height, found in drawn]
    assert bodies == [["Sentieri aperti tutto l'anno"]] * len(drawn)


def test_a_hyphenated_word_ends_no_paragraph() -> None:
    """A word that goes on in small letters after its hyphen is no paragraph's end, however far down its rest stands."""
    found = lines(
        {200: "fascicolo informatico di ogni\npratica trasmessa tramite e-", 240: "mail e PEC agli uffici"}
    )
    assert len(split_paragraphs(found)) == 1


def test_one_line_that_overruns_the_edge_of_a_justified_text() -> None:
    """Where most lines end is the edge, so one that ends short of it ends a paragraph."""
    full = [word("x" * 40, 40, 200.0 + 12 * n) for n in range(6)]
    long = full[1]._replace(x1=full[1].x1 + 4)
    short = full[2]._replace(x1=full[2].x1 - 12)
    found = group_lines(1, [full[0], long, short, *full[3:]])
    assert [len(part) for part in split_paragraphs(found)] == [3, 3]


def test_a_hyphen_printed_as_a_piece_of_its_own() -> None:
    """The hyphen of a broken word is the word's, if the PDF prints it right behind as a piece of its own."""
    found = TextMaker().prose(lines("la carta dei servizi on~-\nline del Comune"))
    assert found.text == "la carta dei servizi on-line del Comune"


def test_a_soft_hyphen_given_as_a_word() -> None:
    """A soft hyphen that an engine gives as a word of its own ends the word that it stands behind."""
    sieve = Sieve(300, 200, Drawing())
    sieve.add("mar", (20, 90, 38, 100), False, False, False, False)
    sieve.add("\u00ad", (38.1, 90, 41, 100), False, False, False, False)
    assert [found.text for found in sieve.words] == ["mar\u00ad"]


def test_text_goes_on_under_a_title_that_runs() -> None:
    """Under a title at the head of every page stands the rest of the scheda before, though another begins below."""
    title = "Scheda Obiettivo Gestionale"
    second = scheda("NOTE\nNulla.")
    first, other = (
        read(
            {30: title, 200: scheda("NOTE\nI sentieri sono stati aperti,")},
            {30: title, 200: "e i rifugi pure.", 240: second},
            {30: title, 200: "Resta da fare la segnaletica."},
        )
        .reports[0]
        .schede
    )
    assert first.notes == "I sentieri sono stati aperti, e i rifugi pure."
    assert other.notes is not None


def test_a_stamp_along_the_edge_beside_a_header() -> None:
    """Words of a stamp that runs up the page, some of them as high as a header row, take no label from it."""
    table = """
        Codice         Fase               Monitoraggio
        Ob_Ob050701    rilievo dei ponti  lavori conclusi
    """
    drawn = page(scheda(table))
    middle = next((w.top + w.bottom) / 2 for w in drawn.words if w.text == "Codice")
    stamp = [
        Word(text, 580, top, 588, top + 3, bold=False, glued=True, spaced=False)
        for text, top in (("n.", middle - 12), ("7", middle - 6), ("-", middle - 1), ("8", middle + 4))
    ]
    stamped = Page(1, drawn.width, drawn.height, drawn.words, drawn.rules, (), tuple(stamp))
    (monitored,) = only_scheda(stamped).monitoring
    assert monitored.text == "lavori conclusi"


@pytest.mark.parametrize(
    ("row", "doubted"),
    [
        ("della convenzione con gli enti | del tempo", ["phases_text", "text"]),
        ("della             convenzioni    | del tempo", ["text"]),
    ],
)
def test_a_word_over_a_column_s_edge_casts_doubt_on_the_words_beside_it(row: str, doubted: list[str]) -> None:
    """Text that runs over an edge may be of one cell: both are doubted where words stand side by side across it."""
    document = read(
        scheda(f"""
    +----------------+--------------------+-------------------------+
    | Codice         | Fase               | Monitoraggio            |
    +----------------+--------------------+-------------------------+
    | Ob_Obiet000101 | Stipula            | Concluso.               |
    |                | {row}
    +----------------+--------------------+-------------------------+
        """)
    )
    found = [one.path for one in document.diagnostics if one.code == "cell_crosses_edge"]
    assert sorted(path or "" for path in found) == [
        f"/reports/0/schede/0/monitoring/0/{name}" for name in doubted
    ]


def test_dates_that_overprint_one_another_are_doubted_in_every_column_they_reach() -> None:
    """Dates printed into one word may be those of all the columns that it covers."""
    document = read(
        scheda("""
    DESCRIZIONE FASI
    +----------------+-----------------+---------+---------+---------+---------+
    | Codice         | Fasi            | Data    | Data    | Data    | Data    |
    |                |                 | Inizio  | Fine    | Inizio  | Fine    |
    |                |                 | Prev.   | Prev.   | Effet.  | Effet.  |
    +----------------+-----------------+---------+---------+---------+---------+
    | Ob_Obiet000101 | FASE 1: Stipula | 10/01/202110/02/202111/01/202112/02/2021
    +----------------+-----------------+---------+---------+---------+---------+
        """)
    )
    found = {one.path for one in document.diagnostics if one.code == "cell_crosses_edge"}
    dates = ("planned_start", "planned_end", "actual_start", "actual_end")
    assert {f"/reports/0/schede/0/phases/0/{name}" for name in dates} <= found


@pytest.mark.parametrize("hyphen", ["", "-", "\u2010"])
def test_codes_that_a_program_breaks_begin_rows(hyphen: str) -> None:
    """A code broken over two lines, with a hyphen or without, is one; the next one begins a row of its own."""
    first, second = only_scheda(
        scheda(f"""
    Codice      Fase                   Monitoraggio
    Ob_Obie{hyphen}    Stipula                Concluso nei termini
    t000101     della convenzione      previsti
    Ob_Obie{hyphen}    Collaudo               In corso
    t000102
        """)
    ).monitoring
    assert (first.activity_code, first.text) == ("Ob_Obiet000101", "Concluso nei termini previsti")
    assert (second.activity_code, second.text) == ("Ob_Obiet000102", "In corso")
