"""Headings with a number, a letter or a bullet before them."""

from __future__ import annotations

import pytest

from tests.words import only_scheda, page, read, scheda, schede

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


FORM = """
    +---------------------------+----------------------------------------------+
    |                           | Aprire i sentieri a tutti e in tutte le      |
    | Indirizzi del Documento   | stagioni.                                    |
    | Unico di Programmazione   | Tenerli aperti.                              |
    +---------------------------+----------------------------------------------+
    | Definizione               | Riparare i ponti di legno.                   |
    | dell'Obiettivo Operativo  |                                              |
    +---------------------------+----------------------------------------------+
    | NOTE                      | Nulla da segnalare.                          |
    +---------------------------+----------------------------------------------+
"""


def test_headings_in_cells_beside_their_texts() -> None:
    """In a form, a heading has a drawn cell of its own, and its text the one beside, which may begin above it."""
    found = only_scheda(page(scheda(FORM)))
    assert (found.dup_guideline or "").split() == [
        *"Aprire i sentieri a tutti e in tutte le stagioni.".split(),
        *"Tenerli aperti.".split(),
    ]
    assert (found.definition, found.notes) == ("Riparare i ponti di legno.", "Nulla da segnalare.")


RESOURCES = """
    BUDGET RISORSE STRUMENTALI
    +-------------------------+----------------------------+-----------------------+
    | Spazi a disposizione    | Dotazione informatica      | Altro                 |
    +-------------------------+----------------------------+-----------------------+
    | Rifugio e sala della    | Due stazioni del tempo e   | Un mulo               |
    | guida alpina            | una radio                  |                       |
    +-------------------------+----------------------------+-----------------------+
"""


def test_resources_beside_one_another() -> None:
    """Labels that are the head of columns have their texts below them."""
    found = only_scheda(page(scheda(RESOURCES))).resources
    assert (found.spaces, found.it_equipment, found.other) == (
        "Rifugio e sala della guida alpina",
        "Due stazioni del tempo e una radio",
        "Un mulo",
    )


def test_headings_beside_one_another_are_said() -> None:
    """What stands below two headings in one row may be of either: both sections have a warning."""
    beside = """
        BUDGET RISORSE FINANZIARIE - SPESE PREVISTE     BUDGET RISORSE FINANZIARIE - SPESE EFFETTIVE
        Capitolo   Descrizione     Importo              Capitolo   Descrizione     Importo
        1200       Ponti           500,00               1200       Ponti           400,00
    """
    found = read(scheda(beside)).diagnostics
    paths = [each.path for each in found if each.code == "sections_side_by_side"]
    inside = "/reports/0/schede/0/budget"
    assert paths == [f"{inside}/planned_expenditure", f"{inside}/actual_expenditure"]


def test_two_labels_in_a_text_are_no_header_block() -> None:
    """Where header blocks have seven labels, lines of a text that begin with two of them open no scheda."""
    text = "Obiettivo operativo: ridurre i tempi.\nResponsabile: il dirigente, di concerto con la Giunta."
    found = schede(
        scheda(f"DEFINIZIONE DELL'OBIETTIVO OPERATIVO\n{text}", "NOTE\nNulla."),
        scheda("NOTE\nNulla di nuovo."),
    )
    assert [each.objective for each in found] == ["Sentieri aperti tutto l'anno"] * 2
    assert [each.definition for each in found] == [text, None]


def test_headings_that_share_words_are_not_beside_one_another() -> None:
    """`Il monitoraggio delle` above `fasi` is no heading beside another one."""
    text = """
    Indirizzi del Documento Unico di Programmazione
    Aprire i sentieri.

    Definizione dell'Obiettivo Operativo
    Riparare i ponti di legno che la piena ha portato via.
    Il  monitoraggio  delle
    fasi si fa a ogni trimestre.

    NOTE
    Nulla da segnalare.
    """
    found = only_scheda(page(scheda(text)))
    assert " ".join((found.definition or "").split()).endswith(
        "Il monitoraggio delle fasi si fa a ogni trimestre."
    )
    assert not found.monitoring


def test_words_said_often_are_no_headings() -> None:
    """How headings look is learned from all of them: one whose words texts say all the time does not decide it."""
    text = """
    Indirizzi del Documento Unico di Programmazione
    Aprire i sentieri.

    Definizione dell'Obiettivo Operativo
    Riparare i ponti di legno che la piena ha portato via; il
    monitoraggio delle fasi
    si fa a ogni trimestre; per il
    monitoraggio delle fasi
    bastano due persone; il
    monitoraggio delle fasi
    costa poco.

    BUDGET RISORSE UMANE
    Nessuno.

    BUDGET RISORSE STRUMENTALI
    SPAZI A DISPOSIZIONE
    Il deposito.

    NOTE
    Nulla da segnalare.
    """
    found = only_scheda(page(scheda(text)))
    assert " ".join((found.definition or "").split()).endswith("il monitoraggio delle fasi costa poco.")
    assert found.notes == "Nulla da segnalare."
    assert not found.monitoring
