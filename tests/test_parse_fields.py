"""Sections of labels: time information and things at hand."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from extractor.records import Resources
from tests.words import only_scheda, read, scheda

DATES = (date(2020, 1, 15), date(2020, 12, 31), date(2020, 2, 3), date(2020, 11, 30))

INLINE = """
    Data Inizio Prev.: 15/01/2020  Data Fine Prev.: 31/12/2020
    Data Inizio Eff.: 03/02/2020   Data Fine Eff.: 30/11/2020   CONDIZIONE: IN CORSO
"""
RUNNING = """
    Data Inizio Prev.: 15/01/2020 Data Fine Prev.: 31/12/2020 Data Inizio
    Eff.: 03/02/2020 Data Fine Eff.: 30/11/2020 CONDIZIONE: IN CORSO
"""
ONE_A_LINE = """
    Data Inizio Prev.:  15/01/2020
    Data Fine Prev.:    31/12/2020
    Data Inizio Eff.:   03/02/2020
    Data Fine Eff.:     30/11/2020
    CONDIZIONE:         IN CORSO
"""
LABELS_LEFT = """
    +-------------------+------------+-----------------+------------+
    | Data Inizio Prev. | 15/01/2020 | Data Fine Prev. | 31/12/2020 |
    +-------------------+------------+-----------------+------------+
    | Data Inizio Eff.  | 03/02/2020 | Data Fine Eff.  | 30/11/2020 |
    +-------------------+------------+-----------------+------------+
    | CONDIZIONE        | IN CORSO   |                 |            |
    +-------------------+------------+-----------------+------------+
"""
VALUES_BELOW = """
    +-------------------+-----------------+------------------+----------------+------------+
    | Data Inizio Prev. | Data Fine Prev. | Data Inizio Eff. | Data Fine Eff. | CONDIZIONE |
    +-------------------+-----------------+------------------+----------------+------------+
    | 15/01/2020        | 31/12/2020      | 03/02/2020       | 30/11/2020     | IN CORSO   |
    +-------------------+-----------------+------------------+----------------+------------+
"""
CENTRED_BELOW = """
    Data Inizio    Data Fine     Data Inizio    Data Fine
       Prev.         Prev.          Eff.          Eff.        CONDIZIONE
    15/01/2020    31/12/2020    03/02/2020     30/11/2020      IN CORSO
"""
CENTRED_BESIDE = """
     Data    15/01/2020   Data Fine  31/12/2020    Data    03/02/2020     Data     30/11/2020
    Inizio                 Prev.:                 Inizio               Fine Eff.:
    Prev.:                                         Eff.:

    CONDIZIONE: IN CORSO
"""
NARROW = """
    +-------------+---------+-------------+---------+
    | Data Inizio | 15-01-  | Data Fine   | 31-12-  |
    | Prev.:      | 2020    | Prev.:      | 2020    |
    +-------------+---------+-------------+---------+
    | Data Inizio | 03-02-  | Data Fine   | 30-11-  |
    | Eff.:       | 2020    | Eff.:       | 2020    |
    +-------------+---------+-------------+---------+
    | CONDIZIONE: | IN      |             |         |
    |             | CORSO   |             |         |
    +-------------+---------+-------------+---------+
"""
NARROW_BELOW = """
    +--------------+--------------+--------------+--------------+------------+
    | Data Inizio  | Data Fine    | Data Inizio  | Data Fine    |            |
    | Prev.:       | Prev.:       | Eff.:        | Eff.:        | CONDIZIONE |
    +--------------+--------------+--------------+--------------+------------+
    | 15-01-       | 31-12-       | 03-02-       | 30-11-       | IN CORSO   |
    | 2020         | 2020         | 2020         | 2020         |            |
    +--------------+--------------+--------------+--------------+------------+
"""


@pytest.mark.parametrize(
    "drawing",
    [
        INLINE,
        RUNNING,
        ONE_A_LINE,
        LABELS_LEFT,
        VALUES_BELOW,
        CENTRED_BELOW,
        CENTRED_BESIDE,
        NARROW,
        NARROW_BELOW,
    ],
    ids="inline running one-a-line labels-left values-below centred-below centred-beside narrow narrow-below".split(),
)
def test_times(drawing: str) -> None:
    """Dates belong to their labels in whatever form the section is set."""
    found = only_scheda(scheda("INFORMAZIONI TEMPORALI", drawing, "NOTE\nNulla."))
    assert (found.planned_start, found.planned_end, found.actual_start, found.actual_end) == DATES
    assert found.condition == "IN CORSO"


def test_one_label_is_set_otherwise_and_has_no_colon() -> None:
    """Where it stands apart from what follows, a label that is the only one not in bold needs no colon."""
    dates = (
        "*Data *Inizio *Prev.  15/01/2020\n*Data *Fine *Prev.    31/12/2020\nCONDIZIONE           *IN *CORSO"
    )
    found = only_scheda(scheda("INFORMAZIONI TEMPORALI", dates, "NOTE\nNulla."))
    assert (found.planned_end, found.condition) == (DATES[1], "IN CORSO")


def test_a_broken_date_right_of_a_short_label() -> None:
    """The second half of a date belongs to the first, though a longer label reaches as far down on its left."""
    narrow = """
        *Data *Inizio   15/01/   *Data *Fine     31/12/   *Data *Inizio   03/02/   *Data *Fine *Eff.:    30/11/
        *Prev.:         2020     *Prev.:         2020     *Eff.:          2020                           2020
    """
    found = only_scheda(scheda("INFORMAZIONI TEMPORALI", narrow, "NOTE\nNulla."))
    assert (found.planned_start, found.planned_end, found.actual_start, found.actual_end) == DATES


@pytest.mark.parametrize("missing", range(4))
@pytest.mark.parametrize("drawing", [INLINE, ONE_A_LINE, LABELS_LEFT, VALUES_BELOW])
def test_missing_date(drawing: str, missing: int) -> None:
    """A date that is not printed is none, and no other date takes its place."""
    text = DATES[missing].strftime("%d/%m/%Y")
    found = only_scheda(
        scheda("INFORMAZIONI TEMPORALI", drawing.replace(text, " " * len(text)), "NOTE\nNulla.")
    )
    expected = [None if number == missing else value for number, value in enumerate(DATES)]
    assert [found.planned_start, found.planned_end, found.actual_start, found.actual_end] == expected
    assert found.condition == "IN CORSO"


def test_time_labels_without_values() -> None:
    """Empty time information has no dates and no condition."""
    bare = "Data Inizio Prev.:   Data Fine Prev.:\nData Inizio Eff.:   Data Fine Eff.:   CONDIZIONE:"
    found = only_scheda(scheda("INFORMAZIONI TEMPORALI", bare, "NOTE\nNulla."))
    assert [found.planned_start, found.planned_end, found.actual_start, found.actual_end] == [None] * 4
    assert found.condition is None
    assert found.notes == "Nulla."


def resources(drawing: str, *more: str) -> Resources:
    """What a scheda with this section has at hand."""
    first = scheda(f"Budget risorse strumentali\n{dedent(drawing).strip()}")
    return only_scheda(first, *more).resources


BELOW = """
    *Spazi *a *disposizione
    Due uffici al primo piano e un deposito dietro il
    municipio.
    *Dotazione *informatica
    Due portatili.
    *Altro
    Un furgone.
"""
BESIDE = """
    Spazi a disposizione:  Due uffici al primo piano e un
                           deposito dietro il municipio.
    Dotazione informatica: Due portatili.
    Altro:                 Un furgone.
"""
IN_TEXT = """
    *Spazi *a *disposizione: Due uffici al primo piano e un
    deposito dietro il municipio.
    *Dotazione *informatica: Due portatili.
    *Altro: Un furgone.
"""
EVERYTHING = Resources(
    spaces="Due uffici al primo piano e un deposito dietro il municipio.",
    it_equipment="Due portatili.",
    other="Un furgone.",
)


@pytest.mark.parametrize("drawing", [BELOW, BESIDE, IN_TEXT], ids=["below", "beside", "in-text"])
def test_resources(drawing: str) -> None:
    """The text under or beside a label is its value."""
    assert resources(drawing) == EVERYTHING


def test_resources_over_a_page_break() -> None:
    """A text that a page break cuts goes on under its label."""
    first, second = BELOW.split("    municipio.")
    assert resources(first, "municipio.\n" + dedent(second).strip()) == EVERYTHING


def test_resources_without_values() -> None:
    """Labels with nothing below have no values."""
    drawing = "*Spazi *a *disposizione\n*Dotazione *informatica\n*Altro"
    assert resources(drawing) == Resources()
    assert resources("*Spazi *a *disposizione\n*Dotazione *informatica\nDue portatili.\n*Altro") == Resources(
        it_equipment="Due portatili."
    )


@pytest.mark.parametrize("last", ["", "*Altro\nUn furgone."])
def test_word_of_a_label_begins_a_line_of_text(last: str) -> None:
    """Where labels are bold, the same word at the beginning of a line of text is text."""
    drawing = "*Spazi *a *disposizione\nDue uffici al primo piano del municipio con un\naltro deposito.\n"
    drawing += "*Dotazione *informatica\nDue portatili.\n"
    assert resources(drawing + last) == Resources(
        spaces="Due uffici al primo piano del municipio con un altro deposito.",
        it_equipment="Due portatili.",
        other="Un furgone." if last else None,
    )


def test_a_value_of_two_lines_around_its_label() -> None:
    """A date broken over two lines belongs to the label between them, not to one of two lines further left."""
    start, end = "Data Inizio", "Data Fine Eff.:"
    drawing = {
        200.0: scheda("INFORMAZIONI TEMPORALI\nData Inizio Prev.: 15/01/2020  Data Fine Prev.: 31/12/2020"),
        360.0: f"{start:16}3 febbraio {'':20}30 novembre",
        366.0: f"{'':30}{end}",
        372.0: f"{'Eff.:':16}2020       {'':20}2020",
        396.0: "CONDIZIONE: IN CORSO",
    }
    found = only_scheda(drawing)
    assert (found.actual_start, found.actual_end, found.condition) == (DATES[2], DATES[3], "IN CORSO")


@pytest.mark.parametrize("letter", ["\ufffd", "\u6600\ucf00", "\ue001", "ffici costano 3 ¬, cioè l'uffi"])
def test_a_letter_that_the_file_does_not_tell_is_a_finding_on_its_value(letter: str) -> None:
    """A value with a printed shape that stands for no letter of Italian keeps a mark for it, and says so."""
    document = read(scheda(f"NOTE\n    L'u{letter}cio resta aperto."))
    (found,) = [one for one in document.diagnostics if one.code == "letter_unknown"]
    assert document.reports[0].schede[0].notes == f"L'u{letter}cio resta aperto."
    assert (found.path, found.severity) == ("/reports/0/schede/0/notes", "warning")


def test_a_font_s_own_bullet_is_no_unknown_letter() -> None:
    """A private character that stands alone, as the bullets of some programs do, is in no word."""
    document = read(scheda("NOTE\n    \uf0b7 L'ufficio resta aperto."))
    assert "letter_unknown" not in {one.code for one in document.diagnostics}


def test_a_date_under_its_own_label_where_the_line_ends_with_a_label() -> None:
    """A date that its cell's width moves under its label is no value of the empty label that ends the line."""
    row = """
        *Data *Inizio *Prev.:    *Data *Fine *Prev.: 31/12/2020    *Data *Inizio *Eff.: 03/02/2020    *Data *Fine *Eff.:
        15/01/2020
    """
    found = only_scheda(scheda("INFORMAZIONI TEMPORALI", row, "NOTE\nNulla."))
    assert (found.planned_start, found.planned_end, found.actual_start, found.actual_end) == (
        *DATES[:3],
        None,
    )


def test_a_date_that_flows_on_after_the_last_label() -> None:
    """In running text, with nothing but spaces between labels and dates, the next line goes on after the last label."""
    row = """
        *Data *Inizio *Prev.: *Data *Fine *Prev.: 31/12/2020 *Data *Inizio *Eff.: 03/02/2020 *Data *Fine *Eff.:
        30/11/2020
    """
    found = only_scheda(scheda("INFORMAZIONI TEMPORALI", row, "NOTE\nNulla."))
    assert (found.planned_start, found.actual_end) == (None, DATES[3])


def test_a_date_level_with_the_second_line_of_a_label_beside() -> None:
    """A date right under a short label is that label's, though a longer one without a date ends on the same line."""
    cells = [
        ("*Data *Inizio", "*Data *Fine", "*Data *Inizio", "*Data *Fine *Eff.:"),
        ("*Prev.:", "*Prev.:", "*Eff.:", "30/11/2020"),
        ("15/01/2020", "31/12/2020", "", ""),
    ]
    rows = "\n".join("".join(f"{cell:<18}" for cell in row) for row in cells)
    found = only_scheda(scheda("INFORMAZIONI TEMPORALI", rows, "NOTE\nNulla."))
    assert (found.planned_start, found.planned_end, found.actual_start, found.actual_end) == (
        *DATES[:2],
        None,
        DATES[3],
    )


def test_of_two_labels_alike_the_one_is_that_stands_as_the_others_do() -> None:
    """Where labels have their lines for themselves, one with words behind it is the beginning of a text."""
    assert resources(
        """
        Spazi a disposizione
        Altro: nulla da segnalare
        Dotazione informatica
        Due portatili.
        Altro
        Un furgone.
        """
    ) == Resources(spaces="Altro: nulla da segnalare", it_equipment="Due portatili.", other="Un furgone.")
