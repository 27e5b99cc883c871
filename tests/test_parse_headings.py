"""Headings with a number, a letter or a bullet before them."""

from __future__ import annotations

import pytest

from tests.words import only_scheda, page, scheda

NUMBERED = """
    {}Indirizzi del Documento Unico di Programmazione
    Aprire i sentieri.

    {}Definizione dell'Obiettivo Operativo
    Riparare i ponti di legno.

    {}NOTE
    Nulla da segnalare.
"""


@pytest.mark.parametrize(
    "numbers",
    [
        ("1. ", "2. ", "3. "),
        ("1 ", "2 ", "3 "),
        ("A) ", "B) ", "C) "),
        ("(a) ", "(b) ", "(c) "),
        ("I - ", "II - ", "III - "),
        ("1.1 ", "1.2 ", "1.3 "),
        ("10.    ", "11.    ", "12.    "),
        ("■ ", "■ ", "■ "),
    ],
)
def test_numbered_headings_open_sections(numbers: tuple[str, str, str]) -> None:
    """What stands before the headings of a document to number them is of no value."""
    found = only_scheda(page(scheda(NUMBERED.format(*numbers))))
    assert (found.dup_guideline, found.definition, found.notes) == (
        "Aprire i sentieri.",
        "Riparare i ponti di legno.",
        "Nulla da segnalare.",
    )


def test_a_number_before_a_word_of_a_list_opens_nothing() -> None:
    """Where headings have no numbers, a line of a text with one is no heading."""
    text = NUMBERED.format("", "", "").replace(
        "Riparare i ponti di legno.", "Riparare:\n    1. Ponti\n    2. Note"
    )
    found = only_scheda(page(scheda(text)))
    assert (found.definition or "").split() == ["Riparare:", "1.", "Ponti", "2.", "Note"]
    assert found.notes == "Nulla da segnalare."
