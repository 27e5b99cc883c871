"""What the programs that print reports do to them."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from extractor.checks import run_checks
from extractor.page import Page, Rule
from extractor.page.numbers import odd_numbers
from extractor.page.pieces import in_pieces, put_together
from extractor.parse.document import parse
from extractor.templates import load_template
from tests.test_parse_cover import OWN_PAGE
from tests.words import LEFT, DrawnReader, only_scheda, page, read, scheda, word

STAFF = """
    Budget risorse umane
    +---------------+-----------+-----------------------+
    | Categoria     | Matricola | Cognome Nome          |
    +---------------+-----------+-----------------------+
    | Operaio       | 101       | 101 - GUIDI ORESTE    |
    +---------------+-----------+-----------------------+
    | Geometra      | 102       | 102 - MORI LIVIA      |
    +---------------+-----------+-----------------------+
"""


FOOT = 560.0
"""Height from which a scheda with a few rows reaches down to a page's foot."""


def people(*pages: Page) -> list[tuple[str | None, str | None]]:
    """Number and name of everybody in the one scheda."""
    return [(person.employee_id, person.name) for person in only_scheda(*pages).staff]


def test_a_row_cut_by_the_page_and_shown_on_both_is_one() -> None:
    """A row that ends a page and stands again at the head of the next is read once, and a remark says so."""
    rest = {
        20.0: """
            +---------------+-----------+-----------------------+
            | Geometra      | 102       | 102 - MORI LIVIA      |
            +---------------+-----------+-----------------------+
            | Dirigente     | 103       | 103 - SALA IRMA       |
            +---------------+-----------+-----------------------+
        """
    }
    pages = page({FOOT: scheda(STAFF)}), page(rest, 2)
    assert people(*pages) == [("101", "GUIDI ORESTE"), ("102", "MORI LIVIA"), ("103", "SALA IRMA")]
    (told,) = [found for found in read(*pages).diagnostics if found.code == "printed_twice"]
    assert (told.severity, told.page) == ("info", 2)


@pytest.mark.parametrize(
    ("foot", "head"),
    [
        (
            "| Categoria     | Matricola |                       |",
            "|               |           | Cognome Nome          |",
        ),
        (
            "|               |           | Cognome Nome          |",
            "| Categoria     | Matricola |                       |",
        ),
    ],
)
def test_a_header_row_whose_labels_stand_on_two_pages(foot: str, head: str) -> None:
    """A table whose header row has some of its labels at the head of the next page has those columns there."""
    first = f"""
        Budget risorse umane
        +---------------+-----------+-----------------------+
        {foot}
    """
    rest = {
        20.0: f"""
            {head}
            +---------------+-----------+-----------------------+
            | Operaio       | 101       | 101 - GUIDI ORESTE    |
            +---------------+-----------+-----------------------+
        """
    }
    assert people(page({FOOT: scheda(first)}), page(rest, 2)) == [("101", "GUIDI ORESTE")]


def test_what_stands_lower_than_the_cut_line_is_on_the_next_page_alone() -> None:
    """Of a row shown on both pages, a cell whose second line did not fit goes on on the next page."""
    first = """
        Budget risorse umane
        +---------------+-----------+-----------------------+
        | Categoria     | Matricola | Cognome Nome          |
        +---------------+-----------+-----------------------+
        | Operaio       | 101       | 101 - GUIDI ORESTE    |
    """
    rest = {
        20.0: """
            |               | 101       | 101 - GUIDI ORESTE    |
            | esperto       |           |                       |
            +---------------+-----------+-----------------------+
            | Dirigente     | 103       | 103 - SALA IRMA       |
            +---------------+-----------+-----------------------+
        """
    }
    pages = page({FOOT: scheda(first)}), page(rest, 2)
    assert people(*pages) == [("101", "GUIDI ORESTE"), ("103", "SALA IRMA")]
    assert only_scheda(*pages).staff[0].category == "Operaio esperto"


def test_a_number_set_a_little_higher_than_its_row() -> None:
    """A number that a page's end pushed up belongs to the row whose name repeats it."""
    rows = {
        320.0: "Budget risorse umane\nCategoria            Matricola   Cognome Nome",
        350.0: "Categoria D          51          51 - GUIDI ORESTE",
        366.0: f"{'':21}52",
        373.5: "Categoria B                      52 - LUPINI ADA",
        389.0: "Categoria C          78          78 - FONTI BICE",
    }
    found = people(page({200.0: scheda(), **rows}))
    assert found == [("51", "GUIDI ORESTE"), ("52", "LUPINI ADA"), ("78", "FONTI BICE")]


def test_the_same_word_in_two_rows_is_no_line_shown_twice() -> None:
    """Rows on both sides of a page's end that share a word or two stay two rows."""
    rest = {
        20.0: """
            +---------------+-----------+-----------------------+
            | Geometra      | 104       | 104 - MORI LIVIA      |
            +---------------+-----------+-----------------------+
        """
    }
    assert people(page({FOOT: scheda(STAFF)}), page(rest, 2))[1:] == [
        ("102", "MORI LIVIA"),
        ("104", "MORI LIVIA"),
    ]


def test_equal_rows_on_two_pages_are_two() -> None:
    """Rows that are equal stay two where no page's edge is near enough to have cut one of them."""
    rest = {400.0: "    | Geometra      | 102       | 102 - MORI LIVIA      |"}
    assert people(page(scheda(STAFF)), page(rest, 2))[1:] == [("102", "MORI LIVIA"), ("102", "MORI LIVIA")]


BUDGET = """
    Budget risorse finanziarie - Spese Previste
    Capitolo   Descrizione                         Importo

    10510031   Legno per i sentieri   € 1.234,56
    10510032   Ghiaia e sabbia        € 900,00
"""


def amounts(drawn: Page) -> list[str]:
    """The amounts of the expenditure that is planned."""
    return [str(line.amount) for line in only_scheda(drawn).budget.planned_expenditure]


def test_lines_drawn_cell_by_cell_show_the_columns() -> None:
    """Where one horizontal line ends and the next begins is a column's edge, though a label stands far from it."""
    drawn = page(scheda(BUDGET))
    bottom = max(each.bottom for each in drawn.words) + 2
    edges = [LEFT - 2, LEFT + 45, LEFT + 150, LEFT + 260]
    rules = tuple(Rule(left, bottom, right, bottom) for left, right in itertools.pairwise(edges))
    assert amounts(replace(drawn, rules=rules)) == ["1234.56", "900.00"]


def test_a_sign_of_currency_goes_with_its_number() -> None:
    """Numbers with their currency before them are kept out of the prose column left of theirs."""
    assert amounts(page(scheda(BUDGET))) == ["1234.56", "900.00"]


def test_a_value_longer_than_the_label_above_it() -> None:
    """A value that stands under its label goes on beyond the label's end."""
    found = only_scheda(
        scheda(
            """
            INFORMAZIONI TEMPORALI
            Data Inizio Prev.: 15/01/2020  Data Fine Prev.: 31/12/2020
            Data Inizio Eff.: 03/02/2020   Data Fine Eff.: 30/11/2020
            CONDIZIONE:
            Sospeso in attesa di un contributo regionale
            """
        )
    )
    assert found.condition == "Sospeso in attesa di un contributo regionale"


def test_a_label_that_is_not_bold_among_bold_ones() -> None:
    """A label that begins a line and has its colon is one, though the other labels of its section are bold."""
    found = only_scheda(
        scheda(
            """
            INFORMAZIONI TEMPORALI
            *Data *Inizio *Prev.: 15/01/2020   *Data *Fine *Prev.: 31/12/2020
            *Data *Inizio *Eff.:  03/02/2020   *Data *Fine *Eff.:
            CONDIZIONE:           *CONCLUSO
            """
        )
    )
    assert (found.actual_end, found.condition) == (None, "CONCLUSO")


def test_pieces_of_words_are_put_together() -> None:
    """A page whose words were read in pieces has whole words, and spaces where they are printed."""
    pieces = [
        word("Ob_", 40, 50),
        word("Ob", 53.5, 50, glued=True),
        word("iet", 62.5, 50, glued=True),
        word("01", 76, 50, glued=True),
        word("di", 90, 50),
    ]
    assert not in_pieces(pieces)
    assert in_pieces(pieces * 8)
    assert [each.text for each in put_together(pieces * 8, {})][:2] == ["Ob_Obiet01", "di"]


def lost_pages(*drawings: str) -> list[int | None]:
    """Pages of which a check says that nothing is in a value."""
    drawn = DrawnReader(page(drawing, number) for number, drawing in enumerate(drawings, 1))
    template = load_template()
    found = run_checks(parse(drawn, b"drawn", "drawn.pdf", template), template)
    return [each.page for each in found if each.code == "page_without_values"]


def test_a_letter_before_the_first_scheda_is_no_lost_page() -> None:
    """Pages between a cover and its first scheda hold letters and contents; where no cover is, they are doubtful."""
    letter = "Gentile Assessore, in allegato le schede che ci ha chiesto la settimana scorsa."
    notes = scheda("NOTE\nNulla da segnalare.")
    assert lost_pages(OWN_PAGE, letter, notes) == []
    assert lost_pages(letter, notes) == [1]


@pytest.mark.parametrize(("text", "lost"), [("620,50100,00", ()), ("620,50100,01", ("620,50100,01",))])
def test_numbers_of_cells_that_touch_are_one_in_the_text(text: str, lost: tuple[str, ...]) -> None:
    """Where cells touch, the engine's text has one number of two; any other number is still missed."""
    numbers = Page(1, 100.0, 100.0, (word("620,50", 10, 50), word("100,00%", 37, 50)), numbers=(text,))
    odd = odd_numbers(numbers)
    assert (odd.lost if odd else ()) == lost


def test_a_number_broken_in_its_cell_is_whole_in_the_text() -> None:
    """Where a narrow cell breaks a number, the engine's text may have it whole: nothing is missed."""
    broken = (word("12.909,0", 10, 50), word("0", 41, 62))
    assert odd_numbers(Page(1, 100.0, 100.0, broken, numbers=("12.909,00",))) is None


@pytest.mark.parametrize(("digits", "agree"), [("2018100500900", True), ("2018100500901", False)])
def test_a_text_with_each_letter_on_a_line_has_the_numbers_digit_by_digit(digits: str, agree: bool) -> None:
    """A text that has single digits only says nothing of numbers, but a digit that differs is still missed."""
    found = Page(
        1, 100.0, 100.0, (word("2018", 10, 50), word("100500900", 37, 50)), numbers=tuple(sorted(digits))
    )
    assert (odd_numbers(found) is None) is agree
