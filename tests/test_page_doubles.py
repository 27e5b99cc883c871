"""Words printed twice at one place, to look bold."""

from __future__ import annotations

from extractor.page import Word
from extractor.page.cleaning import without_doubles


def word(text: str, x0: float, x1: float, top: float = 100.0) -> Word:
    """A word of 10 points."""
    return Word(text, x0, top, x1, top + 10, bold=False, glued=False, spaced=True)


def texts(*words: Word) -> list[str]:
    """What is left of words, where one is printed twice."""
    return [
        each.text
        for each in without_doubles([word("Note", 20, 40, 50), word("Note", 20.2, 40.2, 50), *words])
    ]


def test_what_an_engine_leaves_out_of_two_prints_is_put_together() -> None:
    """Where an engine drops some letters of the first print and others of the second, both are one word."""
    printed = [
        word("Defi", 20, 40),
        word("finizione", 32, 80),
        word("nizione", 40.2, 80.2),
        word("dell'Obie", 84, 124),
        word("dell'Obiettivo", 84.2, 150),
        word("vo", 140.2, 150.2),
        word("finale", 154, 180),
    ]
    assert texts(*printed) == ["Note", "Definizione", "dell'Obiettivo", "finale"]


def test_other_words_over_one_another_stay() -> None:
    """Two words that say different things at one place are both kept, and so are equal ones further on."""
    printed = [word("marzo", 20, 50), word("2019", 30, 50), word("di", 54, 62), word("di", 66, 74)]
    assert texts(*printed) == ["Note", "marzo", "2019", "di", "di"]
