"""Letters that a file says wrong."""

from __future__ import annotations

import pytest

from extractor.records import Document
from tests.words import read, scheda

NOTES = "NOTE\nL'amministrazione ha adottato l'applicativo per gli abbonamenti, in modo continuo e\ncon gli istituti."


def codes(document: Document, path: str) -> list[tuple[str, str]]:
    """Code and severity of what is found at a path."""
    return [(found.code, found.severity) for found in document.diagnostics if found.path == path]


def notes(document: Document) -> str | None:
    """The notes of the one scheda."""
    return document.reports[0].schede[0].notes


def test_a_ligature_that_the_file_takes_for_another_letter() -> None:
    """Where one reading of a letter makes words of the dictionary, it is read so everywhere, and said."""
    text = NOTES.replace("ti", "\u08a2")
    document = read(scheda(text))
    assert notes(document) == notes(read(scheda(NOTES)))
    assert ("letter_guessed", "info") in codes(document, "/reports/0/schede/0/notes")


@pytest.mark.parametrize("text", ["Gli abbona\u08a2.", "\u08a2x\u08a2 qw\u08a2q wk\u08a2z xy\u08a2w"])
def test_a_letter_that_too_few_words_tell(text: str) -> None:
    """A letter of no Italian text that its words do not tell stays, with a warning."""
    document = read(scheda(f"NOTE\n{text}"))
    assert notes(document) == text
    assert codes(document, "/reports/0/schede/0/notes") == [("letter_unknown", "warning")]


@pytest.mark.parametrize(
    "name", ["Țurcan Ștefan", "Şahin Güneş", "Đorđe Kovačević", "tuttə", "Nguyễn", "1ᵃ classe", "µΩ"]
)
def test_letters_of_other_languages_in_latin_script(name: str) -> None:
    """Names of other languages and signs are what the file says."""
    document = read(scheda(f"NOTE\nCon {name} e gli altri."))
    assert notes(document) == f"Con {name} e gli altri."
    assert codes(document, "/reports/0/schede/0/notes") == []
