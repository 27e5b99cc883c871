"""What the programs that print reports do to them."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.checks import run_checks
from extractor.page import Page, Rule
from extractor.page.numbers import odd_numbers
from extractor.page.pieces import in_pieces, put_together
from extractor.parse.document import parse
from extractor.templates import load_template
from tests.test_parse_cover import OWN_PAGE
from tests.words import LEFT, DrawnReader, join, only_scheda, page, read, scheda, word

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


def test_a_header_row_whose_labels_stand_on_two_pages() -> None:
    """A table whose header row has one of its labels at the head of the next page has that column there."""
    first = """
        Budget risorse umane
        +---------------+-----------+-----------------------+
        | Categoria     | Matricola |                       |
    """
    rest = {
        20.0: """
            |               |           | Cognome Nome          |
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


MONITORING = """
    +----------------+-------------------+-----------------------------------+
    | Codice         | Fase              | Monitoraggio                      |
    +----------------+-------------------+-----------------------------------+
"""


def test_a_text_of_steps_that_goes_on_beside_a_code_shown_again() -> None:
    """A row whose code alone is shown again goes on where its text of steps begins with none."""
    first = """
        | Ob_Sent050101  | FASE 1: Lavori    | I lavori sono iniziati a maggio e |
    """
    rest = """
        | Ob_Sent050101  | Verifica finale   | proseguono come previsto.         |
        +----------------+-------------------+-----------------------------------+
    """
    drawn = page({FOOT: scheda(join(MONITORING, first))}), page({40.0: rest}, 2)
    (entry,) = only_scheda(*drawn).monitoring
    assert entry.phases_text == "FASE 1: Lavori Verifica finale"
    assert entry.text == "I lavori sono iniziati a maggio e proseguono come previsto."


INDICATORS = """
    INDICATORI DI PERFORMANCE
    +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
    | Codice         | Fasi              | Indicatore | Anno | Valore | 1°          | Valore    | %      |
    | Attività       |                   |            |      | Target | Rilevazione | Raggiunto | Ragg.  |
    +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
    | Ob_Sent050101  | FASE 1: Lavori di | Giorni     | 2021 | 30     |             | 30        | 100,00 |
    |                | tutti i nuovi bei |            |      |        |             |           |        |
    +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
"""


def test_a_text_without_its_first_step_goes_on() -> None:
    """Where a row's code and numbers are shown again, a text that begins with no step is the rest of one that did."""
    rest = """
        +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
        | Ob_Sent050101  | PONTI DEL MONTE   | Giorni     | 2021 | 30     |             | 30        | 100,00 |
        +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
    """
    (indicator,) = only_scheda(page({FOOT: scheda(INDICATORS)}), page({40.0: rest}, 2)).indicators
    assert (indicator.phases_text, indicator.name) == (
        "FASE 1: Lavori di tutti i nuovi bei PONTI DEL MONTE",
        "Giorni",
    )


def test_a_line_under_one_cell_ends_the_rest_of_a_row() -> None:
    """A line drawn under the one column that goes on at a page's head parts it from the next row."""
    rest = """
        |                | ponti del monte   |            |      |        |             |           |        |
                         +-------------------+
        |                | FASE 1: Lavori di |            |      |        |             |           |        |
        | Ob_Sent050102  | tutti i nuovi bei | Ore        | 2021 | 40     |             | 40        | 100,00 |
        |                | fossi             |            |      |        |             |           |        |
        +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
        | Ob_Sent050103  | FASE 1: Collaudo  | Prove      | 2021 | 50     |             | 50        | 100,00 |
        +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
    """
    first, second, _ = only_scheda(page({FOOT: scheda(INDICATORS)}), page({40.0: rest}, 2)).indicators
    assert (first.phases_text, first.target) == (
        "FASE 1: Lavori di tutti i nuovi bei ponti del monte",
        Decimal(30),
    )
    assert (second.phases_text, second.target) == ("FASE 1: Lavori di tutti i nuovi bei fossi", Decimal(40))


def test_cells_printed_again_before_the_rest_of_a_row() -> None:
    """Cells that are shown once more on the page on which a longer one of their row goes on begin no row."""
    first = """
        | Ob_Sent050101  | FASE 1: Rilievi   | I rilievi sono conclusi.          |
        +----------------+-------------------+-----------------------------------+
        | Ob_Sent050102  | FASE 1: Lavori    | I lavori sono iniziati a maggio e |
    """
    rest = """
        | Ob_Sent050102  | FASE 1: Lavori    | Proseguono come previsto.         |
        +----------------+-------------------+-----------------------------------+
        | Ob_Sent050103  | FASE 1: Collaudo  | Non iniziato.                     |
        +----------------+-------------------+-----------------------------------+
    """
    pages = page(scheda(join(MONITORING, first))), page({20.0: join(MONITORING, rest)}, 2)
    assert [(entry.activity_code, entry.text) for entry in only_scheda(*pages).monitoring] == [
        ("Ob_Sent050101", "I rilievi sono conclusi."),
        ("Ob_Sent050102", "I lavori sono iniziati a maggio e Proseguono come previsto."),
        ("Ob_Sent050103", "Non iniziato."),
    ]
    codes = {found.code for found in read(*pages).diagnostics}
    assert "printed_twice" in codes
    assert "row_count_differs" not in codes


def test_two_indicators_of_one_activity_on_two_pages() -> None:
    """An indicator with the code, year and numbers of the one before is another where its name begins as one."""
    head = """
        INDICATORI DI PERFORMANCE
        +----------------+--------+------------------+------+---------------+------------------+
        | Codice         | Fasi   | Indicatore       | Anno | Valore Target | Valore Raggiunto |
        +----------------+--------+------------------+------+---------------+------------------+
    """
    row = """
        | Ob_Sent050101  | FASE 1 | {:16} | 2020 | 100,00        | 100,00           |
        +----------------+--------+------------------+------+---------------+------------------+
    """
    pages = (
        page(scheda(join(head, row.format("Metri puliti")))),
        page({20.0: join(head, row.format("Cartelli posati"))}, 2),
    )
    assert [each.name for each in only_scheda(*pages).indicators] == ["Metri puliti", "Cartelli posati"]


def test_two_entries_of_one_code_on_two_pages() -> None:
    """Rows with the same code on both sides of a page's end stay two where all their texts begin as such."""
    row = """
        | Ob_Sent050101  | {:17} | {:33} |
        +----------------+-------------------+-----------------------------------+
    """
    first = page(scheda(join(MONITORING, row.format("FASE 1: Rilievi", "I rilievi sono conclusi."))))
    second = page({20.0: join(MONITORING, row.format("FASE 2: Lavori", "Non iniziati."))}, 2)
    found = only_scheda(first, second).monitoring
    assert [entry.text for entry in found] == ["I rilievi sono conclusi.", "Non iniziati."]


def over_a_page(
    above: tuple[tuple[str, str], ...], below: tuple[tuple[str, str], ...]
) -> tuple[list[str | None], set[str]]:
    """Texts of the rows read where cells of one code stand so, line by line, above and below a page's end; findings."""

    def drawn(lines: tuple[tuple[str, str], ...]) -> str:
        code, foot = (
            ["Ob_Sent050101"],
            "+----------------+-------------------+-----------------------------------+",
        )
        rows = [f"| {(code.pop() if code else ''):14} | {a:17} | {b:33} |" for a, b in lines]
        return join(MONITORING, "\n".join([*rows, foot]))

    pages = page(scheda(drawn(above))), page({20.0: drawn(below)}, 2)
    texts = [entry.text for entry in only_scheda(*pages).monitoring]
    return texts, {found.code for found in read(*pages).diagnostics}


def test_two_entries_of_which_one_text_reads_on_stay_two() -> None:
    """A phase with the next number is not enough for a row to go on where the text beside it begins anew."""
    texts, codes = over_a_page(
        (("FASE 1: Rilievi", "Il rilievo è finito."),), (("FASE 2: Lavori", "I lavori sono cominciati."),)
    )
    assert texts == ["Il rilievo è finito.", "I lavori sono cominciati."]
    assert "printed_twice" not in codes


def test_a_cell_that_ended_above_the_foot_of_its_row_does_not_go_on() -> None:
    """What is shorter than its row was finished before the page's end, so other words below it are another row's."""
    above = (("FASE 1: Rilievi", "I rilievi del primo"), ("e lavori", "semestre sono"), ("e collaudo", ""))
    below = (("FASE 1: Rilievi", "rilievi del secondo"), ("e lavori", "sono in corso"), ("e collaudo", ""))
    texts, _ = over_a_page(above, below)
    assert texts == ["I rilievi del primo semestre sono", "rilievi del secondo sono in corso"]


def test_a_row_that_begins_with_the_last_words_of_the_one_before_is_another() -> None:
    """Where a row with another code begins with the line that the page before ends with, no line was cut."""
    head = """
        | Ob_Sent050101  | FASE 1: Rilievi   | Il servizio è attivo.             |
        |                |                   | Il servizio è stato svolto bene.  |
        +----------------+-------------------+-----------------------------------+
    """
    rest = """
        |                |                   | Il servizio è stato svolto bene.  |
        | Ob_Sent050102  | FASE 1: Lavori    | Proseguono i lavori.              |
        +----------------+-------------------+-----------------------------------+
    """
    pages = page({FOOT + 60: scheda(join(MONITORING, head))}), page({20.0: rest}, 2)
    assert [entry.activity_code for entry in only_scheda(*pages).monitoring] == [
        "Ob_Sent050101",
        "Ob_Sent050102",
    ]


@pytest.mark.parametrize(("end", "is_said"), [("e", False), ("a maggio.", True)])
def test_a_row_that_may_be_two_is_said(end: str, is_said: bool) -> None:
    """A text that begins anew behind a sentence's end, beside cells that are shown again, is one row with a warning."""
    fase = "FASE 1: Rilievi"
    texts, codes = over_a_page(((fase, f"I rilievi {end}"),), ((fase, "Proseguono i lavori."),))
    assert texts == [f"I rilievi {end} Proseguono i lavori."]
    assert ("rows_uncertain" in codes) is is_said


def test_a_page_that_is_an_image_is_said() -> None:
    """A page of a report that has an image and no text is a warning with its page."""
    image = Page(2, 595.0, 842.0, (), images=1)
    (told,) = [each for each in read(scheda("NOTE\nNulla."), image).diagnostics if each.page == 2]
    assert (told.code, told.severity) == ("page_without_text", "warning")
