"""The expected result inside the definition of an objective."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.words import only_scheda, read, scheda


def parts(text: str) -> tuple[str | None, str | None]:
    """Definition and expected result of a scheda with this text."""
    found = only_scheda(
        scheda(f"Definizione dell'Obiettivo Operativo\n{dedent(text).strip()}\n\nNOTE\nNulla.")
    )
    return found.definition, found.expected_result


@pytest.mark.parametrize(
    "marker",
    [
        "RISULTATO ATTESO:",
        "*Risultato *atteso:",
        "Risultato atteso:",
        "RISULTATO ATTESO :",
        "*RISULTATO *ATTESO:",
    ],
)
def test_marker_begins_the_expected_result(marker: str) -> None:
    """The marker stands out in capitals or bold, or begins a sentence; it is in neither text."""
    assert parts(f"Si riparano i sentieri. {marker} sentieri aperti.") == (
        "Si riparano i sentieri.",
        "sentieri aperti.",
    )


def test_marker_as_a_paragraph_of_its_own() -> None:
    """The marker may begin a paragraph."""
    text = """
        Si riparano tutti i sentieri del monte che portano
        al rifugio.
        RISULTATO ATTESO: tutti i sentieri restano aperti,
        anche d'inverno.
    """
    assert parts(text) == (
        "Si riparano tutti i sentieri del monte che portano al rifugio.",
        "tutti i sentieri restano aperti, anche d'inverno.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Si indica il risultato atteso: sentieri aperti.",
        "Il risultato atteso resta quello di prima.",
        "Quanto al RISULTATO ATTESO si veda oltre.",
    ],
)
def test_same_words_in_a_sentence_are_no_marker(text: str) -> None:
    """Words of the marker inside a sentence, or without its colon, are words."""
    assert parts(text) == (text, None)


def test_marker_over_a_line_end() -> None:
    """A line end between its words, or a hyphen inside one, does not hide the marker."""
    assert (
        parts("Si riparano tutti i sentieri del monte. RISULTATO\nATTESO: sentieri aperti.")[1]
        == "sentieri aperti."
    )
    assert parts("Si riparano tutti i sentieri del monte. RISULTATO AT-\nTESO: sentieri aperti.") == (
        "Si riparano tutti i sentieri del monte.",
        "sentieri aperti.",
    )


def test_ends_with_its_paragraph() -> None:
    """Later paragraphs stay in the definition."""
    text = """
        Si riparano tutti i sentieri del monte. RISULTATO
        ATTESO: sentieri aperti.

        Con l'aiuto degli alpini e dei volontari del bosco
        comunale.
    """
    assert parts(text) == (
        "Si riparano tutti i sentieri del monte.\n"
        "Con l'aiuto degli alpini e dei volontari del bosco comunale.",
        "sentieri aperti.",
    )


def test_ends_where_printed_markup_closes_its_paragraph() -> None:
    """Where the markup of a web form is printed, it says where the paragraph ends."""
    text = "<p>Si riparano i sentieri.</p> <p>RISULTATO ATTESO: sentieri aperti.</p> <p>Con l'aiuto di tutti.</p>"
    assert parts(text) == ("Si riparano i sentieri.\nCon l'aiuto di tutti.", "sentieri aperti.")


def test_only_the_first_marker_counts() -> None:
    """The words again later are part of the text."""
    definition, result = parts("Si riparano. RISULTATO ATTESO: sentieri. RISULTATO ATTESO: ponti.")
    assert definition == "Si riparano."
    assert result == "sentieri. RISULTATO ATTESO: ponti."


def test_nothing_before_the_marker() -> None:
    """A definition that is all expected result is no definition."""
    assert parts("RISULTATO ATTESO: sentieri aperti.") == (None, "sentieri aperti.")


def test_over_a_page_break() -> None:
    """The expected result goes on over a page break in its paragraph."""
    first = scheda(
        "Definizione dell'Obiettivo Operativo\nSi riparano. RISULTATO ATTESO: tutti i sentieri restano"
    )
    found = only_scheda(first, "aperti tutto l'anno e puliti.\n\nNOTE\nNulla.")
    assert found.expected_result == "tutti i sentieri restano aperti tutto l'anno e puliti."
    assert found.definition == "Si riparano."


def test_a_marker_with_its_text_in_another_paragraph_is_said() -> None:
    """Where nothing follows a marker in its paragraph, the next one may be its text: both values have a remark."""
    text = """
        Definizione dell'Obiettivo Operativo
        Riparare i ponti.

        RISULTATO ATTESO:

        Tutti i ponti sono aperti.
    """
    document = read(scheda(text))
    paths = {found.path for found in document.diagnostics if found.code == "paragraph_end_uncertain"}
    assert paths == {f"/reports/0/schede/0/{name}" for name in ("definition", "expected_result")}
