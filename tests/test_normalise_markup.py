"""Printed markup goes; the words and their paragraphs stay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.markup import strip_markup
from extractor.normalise.text import visible

TAGS = ["<p>", "</p>", "</\np>", "<P class='x'>", "<br/>", "<li>", "<b", "<span a=", ">", "<", "/", '"', "p"]
ENTITIES = ["&", "lt;", "gt;", "amp;", "&nbsp;", "&lt;", "&amp;"]
TEXT = ["testo", "5%", "à", "a\u0300", "\u00ad", " ", "\n"]
PIECES = st.sampled_from([*TAGS, *ENTITIES, *TEXT])
MARKED = st.lists(PIECES, max_size=12).map("".join)


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("<p>Uno</p><p>Due</p>", "Uno\nDue"),
        ("<P>Uno</P> <P>Due</P>", "Uno\nDue"),
        ("<p>Uno</\np>\n<p>Due</ p>", "Uno\nDue"),
        ('<p class="x">Uno</p>', "Uno"),
        ('<p\nclass="x"\n>Uno</p\n>', "Uno"),
        ("<p style='text-align: left'>Uno</p>", "Uno"),
        ("<p>Uno<br>Due<br/>Tre<br />Quattro</p>", "Uno\nDue\nTre\nQuattro"),
        ("<p>Uno <strong>due</strong>, <em>tre</em> <b>4</b> <i>5</i> <u>6</u></p>", "Uno due, tre 4 5 6"),
        ('dell\'<span lang="it">ente</span>', "dell'ente"),
        ("<div><ul><li>Uno</li><li>Due</li></ul></div>", "Uno\nDue"),
        ("<p>&nbsp;</p><p>Uno&nbsp;due</p>", "Uno due"),
        ("<p>Citt&agrave; &amp; provincia</p>", "Città & provincia"),
        ("&lt;p&gt;Uno&lt;/p&gt;", "Uno"),
        ("<o:p></o:p>Uno", "Uno"),
        ("Uno\n\nDue\r\nTre", "Uno\nDue\nTre"),
        ("Uno\u2029Due", "Uno\nDue"),
        ("  Uno   due \n ", "Uno due"),
        ("<p>Uno\u00ad\u200b</p>", "Uno"),
        ("", ""),
        ("<p></p><br>", ""),
    ],
)
def test_tags_mark_paragraphs_and_go(printed: str, text: str) -> None:
    """Block tags and line breaks make paragraphs; inline tags leave no trace."""
    assert strip_markup(printed) == text


@pytest.mark.parametrize(
    "text",
    [
        "a < b",
        "a < b > c",
        "<5%",
        "x <- y",
        "i > 3 e p < 2",
        "<mario.rossi@comune.example>",
        "<b.bianchi@comune.example>",
        "<p.verdi@comune.example>",
        "<nota>",
        "<da definire>",
        "se p<q e a>b",
        "Ricerca & sviluppo",
        "R&S; A&B",
        "&notizia",
    ],
)
def test_text_in_angle_brackets_and_ampersands_survives(text: str) -> None:
    """Only the fixed set of tags is markup, and only whole entities are read."""
    assert strip_markup(text) == text


@given(MARKED)
def test_stripping_twice_changes_nothing(text: str) -> None:
    """What is left holds no markup, not even markup that removing markup put together."""
    once = strip_markup(text)
    assert strip_markup(once) == once


@given(MARKED)
def test_no_known_tag_survives(text: str) -> None:
    """None of the tags in the set is left, opened or closed, whatever stood around it."""
    assert not re.search(r"<(?:/\s*)?(?:p|br|li|span|b)\s*/?>", strip_markup(text), re.IGNORECASE)


@given(st.text(alphabet=st.characters(exclude_characters="<&")))
def test_text_without_markup_keeps_every_letter(text: str) -> None:
    """All that leaves ink stays, in order."""
    assert "".join(strip_markup(text).split()) == "".join(visible(text).split())


@given(st.text(alphabet=st.characters(exclude_characters="<&")))
def test_paragraphs_are_trimmed_and_never_empty(text: str) -> None:
    """Each paragraph is one line with single spaces."""
    stripped = strip_markup(text)
    assert all(part and part == " ".join(part.split()) for part in stripped.split("\n")) or stripped == ""


@given(st.text())
def test_any_text_gives_text(text: str) -> None:
    """Returns a value; never raises."""
    assert isinstance(strip_markup(text), str)


def test_a_text_full_of_open_tags_is_read_quickly() -> None:
    """Quotation marks and brackets that never close do not make the reader slow."""
    for piece in ('<p a="', "<p a='x' ", "<", "</", "&#", "<p " * 3):
        assert strip_markup(piece * 20_000)
