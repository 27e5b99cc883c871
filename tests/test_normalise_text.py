"""Text as people see it and the keys by which labels compare."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.text import clean, fold, visible


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Data Inizio Prev.:", "DATA INIZIO PREV"),
        ("COMUNITA'", "comunità"),
        ("1° anno", "1 anno"),
        ("1º anno", "1 anno"),
        ("1ª fase", "1 fase"),
        ("l’ente", "l'ente"),
        ("D.Lgs 118/2011.:", "d. lgs. 118 / 2011"),
        ("ﬁne", "fine"),
        ("Straße", "STRASSE"),
    ],
)
def test_fold_sees_no_case_accent_punctuation_space_or_ordinal_mark(one: str, other: str) -> None:
    """Two printings of one label have the same key."""
    assert fold(one) == fold(other)


def test_fold_tells_words_and_numbers_apart() -> None:
    """Letters and digits do count."""
    assert fold("Fase 1") != fold("Fase 2")
    assert fold("inizio") != fold("inizia")


@given(st.text())
def test_fold_keeps_only_letters_and_digits_and_settles_at_once(text: str) -> None:
    """A key is alphanumeric, and is its own key."""
    key = fold(text)
    assert key == "" or key.isalnum()
    assert fold(key) == key


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("  due   parole ", "due parole"),
        ("tre\u00a0per\u202fcento", "tre per cento"),
        ("riga\r\nuna\tdue", "riga una due"),
        ("ammini\u00adstra\u200bzione", "amministrazione"),
        ("\u202aentro\u202c \x00oggi\ufeff", "entro oggi"),
        ("citta\u0300", "città"),
        ("a\u200d\u0301", "á"),
        ("nota\ud800", "nota"),
        ("nota\uffff", "nota"),
        ("\u200b \u00a0", ""),
    ],
)
def test_clean_gives_what_a_person_sees(printed: str, seen: str) -> None:
    """Odd spaces become one space; what leaves no ink is dropped; letters and accents are composed."""
    assert clean(printed) == seen


@given(st.text())
def test_clean_is_composed_trimmed_single_spaced_and_writable(text: str) -> None:
    """Any text at all becomes NFC that can be written as UTF-8, and cleaning it again changes nothing."""
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert clean(cleaned) == cleaned


@given(st.text())
def test_visible_keeps_all_white_space(text: str) -> None:
    """Line breaks still stand where they stood, for those who need them."""
    assert [c for c in visible(text) if c.isspace()] == [
        c for c in unicodedata.normalize("NFC", text) if c.isspace()
    ]
