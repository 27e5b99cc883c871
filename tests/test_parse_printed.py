"""Lines to the text that a person would read."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.layout.lines import make_line
from extractor.parse.printed import TextMaker
from extractor.templates import Kind
from tests.words import ADVANCE, LEFT, lines, only_scheda, read, scheda


def prose(drawing: str, *, known: str = "") -> str:
    """A drawing as running text, in a document that prints the `known` words elsewhere."""
    texts = TextMaker()
    texts.learn(lines(known))
    return texts.prose(lines(drawing)).text


@pytest.mark.parametrize(
    ("drawing", "text"),
    [
        ("Il sentiero del monte\nresta aperto", "Il sentiero del monte resta aperto"),
        ("Il sentiero resta aper-\nto tutto l'anno", "Il sentiero resta aperto tutto l'anno"),
        ("Il sentiero resta aper\u00ad\nto tutto l'anno", "Il sentiero resta aperto tutto l'anno"),
        ("Resta la fonte dell'\nacqua del monte", "Resta la fonte dell'acqua del monte"),
        ("Le strade 12 -\n14 sono aperte", "Le strade 12 - 14 sono aperte"),
    ],
)
def test_lines_join(drawing: str, text: str) -> None:
    """A line end is a space, unless it cuts a word."""
    assert prose(drawing, known="con l'aiuto dell'acqua fresca") == text


@pytest.mark.parametrize(("known", "doubts"), [("da sviluppare qui", ("svilup pare",)), ("la casa qui", ())])
def test_a_word_cut_on_a_line_with_room_is_said(known: str, doubts: tuple[str, ...]) -> None:
    """What is no word, but one of the document with the next line's first, may be cut, however short its line."""
    texts = TextMaker()
    texts.learn(lines(known))
    assert (
        texts.prose(
            lines("Tutti insieme si deve in futuro svilup\npare con tutti i servizi della casa e orto")
        ).doubts
        == doubts
    )


def test_document_is_witness_for_its_words() -> None:
    """A hyphen at a line's end stays where the document prints the word with one inside a line."""
    assert (
        prose("Le prove pre-\npost della via", known="le prove pre-post della via")
        == "Le prove pre-post della via"
    )


def test_words_at_the_edges_of_lines_are_no_witnesses() -> None:
    """A line end may have cut them."""
    assert prose("Il senti-\nero del monte", known="ero qui e il senti") == "Il sentiero del monte"


def test_long_word_that_fills_its_column() -> None:
    """A word too long for its column goes on in the next line with no hyphen."""
    assert prose("Manutenzion\ne del muro", known="") == "Manutenzione del muro"


def test_a_strange_word_that_fills_its_column_is_said() -> None:
    """Whether a word that no dictionary has goes on in the next line is unclear where a word stands there."""
    assert TextMaker().prose(lines("Xyloticip\nazione")).doubts == ("Xyloticip azione",)
    assert TextMaker().prose(lines("Sentieri\nazione")).doubts == ()
    assert TextMaker().prose(lines("via Xylotico/co\nmpartixipazione")).doubts == (
        "Xylotico/co mpartixipazione",
    )


@pytest.mark.parametrize(
    ("drawing", "text"),
    [
        ("Resta un incre\nmento di spesa", "Resta un incremento di spesa"),
        ("Resta il comune\ne la regione ora", "Resta il comune e la regione ora"),
        ("Resta un incre\nmento di spesa ora", "Resta un incre mento di spesa ora"),
    ],
)
def test_a_full_line_may_cut_any_word(drawing: str, text: str) -> None:
    """A line that holds no letter more cuts a word where its parts are none; a shorter line does not."""
    assert prose(drawing) == text


def test_full_lines_are_unclear_once_words_were_cut_without_a_hyphen() -> None:
    """A document that cuts words may have cut one wherever no dictionary tells."""
    texts = TextMaker()
    unclear = lines("Telefono 0362 8\n2017 interno")
    assert texts.prose(unclear).doubts == ()
    for _ in range(3):
        texts.prose(lines("Resta un incre\nmento di spesa"))
    assert texts.prose(unclear).doubts == ("8 2017",)


def test_printed_space_at_a_line_end() -> None:
    """Where the file has a space after a line's last word, two words meet there."""
    cut = lines("Manutenzion\ne del muro")
    assert TextMaker().prose(cut).text == "Manutenzione del muro"
    ends = make_line(1, [cut[0].words[0]._replace(spaced=True)])
    assert TextMaker().prose([ends, cut[1]]).text == "Manutenzion e del muro"


def test_paragraphs_are_lines() -> None:
    """Paragraphs are parted by a line break."""
    drawing = "Il sentiero del monte resta aperto\nanche di notte.\n\nLa fonte gela soltanto nelle notti"
    assert (
        prose(drawing)
        == "Il sentiero del monte resta aperto anche di notte.\nLa fonte gela soltanto nelle notti"
    )


def test_one_paragraph() -> None:
    """What is one paragraph by its place is joined however its lines end."""
    texts = TextMaker()
    assert (
        texts.one_paragraph(lines("Piano\n\ndegli obiettivi e\nprogetti")).text
        == "Piano degli obiettivi e progetti"
    )
    assert texts.one_paragraph([]).text == ""


@pytest.mark.parametrize(
    ("kind", "drawing", "text"),
    [
        ("code", "Ob_Obiet050\n701", "Ob_Obiet050701"),
        ("code", "Ob_ Obiet\n050701", "Ob_Obiet050701"),
        ("code", "Ob_Obiet-\n050701", "Ob_Obiet050701"),
        ("id", "1051\n003", "1051003"),
        ("date", "29-04-\n2020", "29-04- 2020"),
        ("number", "1.234.567,8\n9", "1.234.567,8 9"),
        ("text", "Sentieri aper-\nti", "Sentieri aperti"),
    ],
)
def test_cells(kind: Kind, drawing: str, text: str) -> None:
    """A code has no white space, and no hyphen that a line end put into it."""
    assert TextMaker().cell(lines(drawing), kind).text == text


def test_values_broken_in_narrow_cells() -> None:
    """Codes, dates and amounts that a narrow cell breaks are whole in the record."""
    found = only_scheda(
        scheda(
            """
            DESCRIZIONE FASI
            +-------------+-------------------+---------+---------+---------+---------+
            | Codice      | Fasi              | Data    | Data    | Data    | Data    |
            |             |                   | Inizio  | Fine    | Inizio  | Fine    |
            |             |                   | Prev.   | Prev.   | Effet.  | Effet.  |
            +-------------+-------------------+---------+---------+---------+---------+
            | Ob_Obiet050 | FASE 1: rilievo   | 29-04-  | 31/12   | 1-2-    |         |
            | 701         | del sentiero      | 2020    | /2020   | 2020    |         |
            +-------------+-------------------+---------+---------+---------+---------+

            Budget risorse finanziarie - Spese Previste
            +----------+-------------------+------------+
            | Capitolo | Descrizione       | Importo    |
            +----------+-------------------+------------+
            | 10510031 | Legno             | 1.234.567, |
            |          |                   | 89         |
            +----------+-------------------+------------+
            """
        )
    )
    (phase,) = found.phases
    assert (phase.activity_code, phase.description) == ("Ob_Obiet050701", "FASE 1: rilievo del sentiero")
    assert (phase.planned_start, phase.planned_end) == (date(2020, 4, 29), date(2020, 12, 31))
    assert (phase.actual_start, phase.actual_end) == (date(2020, 2, 1), None)
    (row,) = found.budget.planned_expenditure
    assert (row.chapter, str(row.amount)) == ("10510031", "1234567.89")


def test_an_apostrophe_after_which_the_program_does_not_break() -> None:
    """Where the part of a word before its apostrophe would have fitted on the line before, one at a line's end had
    a space after it."""
    texts = TextMaker()
    texts.learn(lines("i lavori dell'ambito sono"))
    assert texts.prose(lines("gli uffici dell'\nambito del lago")).text == "gli uffici dell'ambito del lago"
    texts.prose(lines("il parere dei\ndell'ambito del monte"))
    assert texts.prose(lines("gli uffici dell'\nambito del lago")).text == "gli uffici dell' ambito del lago"


@pytest.mark.parametrize(("page", "doubts"), [(1, ()), (2, ("C. U.C.",))])
def test_a_space_at_the_end_of_a_page(page: int, doubts: tuple[str, ...]) -> None:
    """A space printed after a line's last word is one; at a page's end it may be the program's own."""
    (line,) = lines("gli atti della C.")
    spaced = line._replace(words=(*line.words[:-1], line.words[-1]._replace(spaced=True)))
    printed = TextMaker().prose([spaced, *lines("\nU.C. dei comuni del", page)])
    assert (printed.text, printed.doubts) == ("gli atti della C. U.C. dei comuni del", doubts)


def test_places() -> None:
    """A text knows its box on each page it stands on."""
    printed = TextMaker().prose([*lines("Il sentiero\ndel monte"), *lines("resta aperto", 2)])
    (first, box), (second, below) = printed.places
    assert (first, second) == (1, 2)
    assert box[2] == LEFT + 11 * ADVANCE
    assert below[2] == LEFT + 12 * ADVANCE


def test_a_doubt_in_a_description_is_one_in_its_step() -> None:
    """Where lines of a phase may be joined otherwise, both the description and the step say so."""
    table = """
        DESCRIZIONE FASI
        +----------------+----------------------+------------+------------+
        | Codice         | Fasi                 | Data       | Data       |
        |                |                      | Inizio     | Fine       |
        |                |                      | Prev.      | Prev.      |
        +----------------+----------------------+------------+------------+
        | Ob_Obiet050701 | FASE 1: rilievo      | 01-03-2020 | 30-04-2020 |
        |                | FASE 2: atto n.      |            |            |
        |                | 7 del Comune         |            |            |
        +----------------+----------------------+------------+------------+
    """
    found = read(scheda(table)).diagnostics
    doubted = [one.path for one in found if one.code == "line_end_uncertain"]
    phase = "/reports/0/schede/0/phases/0"
    assert doubted == [f"{phase}/description", f"{phase}/steps/1/text"]


def test_a_compound_at_a_line_s_end_is_a_witness() -> None:
    """A compound that stands whole at a line's end tells of the same one broken elsewhere."""
    text = """
        NOTE
        Il corso è per il personale neo-assunto.

        Ne ha parlato a lungo il neo-
        assunto della sede.
    """
    found = only_scheda(scheda(text))
    assert "il neo-assunto della" in (found.notes or "")
