"""What the review pages say: in both languages, escaped, written as people write it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel

import extractor.records
from extractor.checks import CHECKS
from extractor.checks.catalogue import READ_TWICE, WHILE_READING
from extractor.errors import SchedeError
from extractor.records import Report
from extractor.review.html import plain
from extractor.review.labels import LANGUAGES, Labels, load_labels


def test_both_languages_say_everything() -> None:
    """The dictionaries have the same keys, no empty word, and the same places to fill in."""
    words = [load_labels(language).words for language in LANGUAGES]
    assert words[0].keys() == words[1].keys()
    for key, said in words[0].items():
        assert said
        assert words[1][key]
        assert set(re.findall(r"\{\w+\}", said)) == set(re.findall(r"\{\w+\}", words[1][key])), key


def test_every_member_error_and_finding_has_its_words() -> None:
    """No label of the records, no code of an error and none of a finding is shown bare."""
    words = load_labels("it").words
    members = {name for kind in _records(Report) for name in kind.model_fields} - {"schede"}
    assert {name for name in members if f"field.{name}" not in words} == set()
    codes = {kind.code for kind in _kinds(SchedeError)}
    assert {code for code in codes if not {f"error.{code}", f"remedy.{code}"} <= words.keys()} == set()
    findings = {check.code for check in CHECKS} | WHILE_READING.keys() | READ_TWICE.keys()
    assert {code for code in findings if f"finding.{code}" not in words} == set()


def _records(kind: type[BaseModel]) -> set[type[BaseModel]]:
    found = {kind}
    for field in kind.model_fields.values():
        inner = re.findall(r"extractor\.records\.(\w+)", str(field.annotation))
        for name in inner:
            member = getattr(extractor.records, name)
            if isinstance(member, type) and issubclass(member, BaseModel):
                found |= _records(member)
    return found


def _kinds(kind: type[SchedeError]) -> set[type[SchedeError]]:
    return {kind}.union(*(_kinds(narrower) for narrower in kind.__subclasses__()))


@pytest.mark.parametrize(
    ("printed", "shown"),
    [("1234.50", "1.234,50"), ("-1234567", "-1.234.567"), ("0.5", "0,5"), ("123", "123")],
)
def test_numbers_are_written_as_italians_do(printed: str, shown: str) -> None:
    """Thousands are parted by points and decimals by a comma; no digit is lost."""
    assert load_labels("it").value("number", printed) == shown
    assert load_labels("en").value("number", printed) == printed


def test_dates_are_written_as_italians_do() -> None:
    """Day, month, year."""
    italian: Labels = load_labels("it")
    assert italian.value("date", "2021-03-09") == "09/03/2021"
    assert italian.value("count", 2021) == "2021"


class Shown(HTMLParser):
    """The text that a page shows, and the elements in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.elements: set[str] = set()
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        """Some text."""
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element."""
        self.elements.add(f"{tag} {dict(attrs).get('class')}")


@given(st.text())
@example("\x91\r\u202e</span><script>")
def test_text_is_escaped_and_reads_the_same(text: str) -> None:
    """Whatever is printed becomes no element but ours around unseen controls, and is there to the character."""
    shown = Shown(str(plain(text)))
    assert shown.elements <= {"span control"}
    assert shown.text == text.replace("\0", "\ufffd")


def test_reordering_text_reorders_only_itself() -> None:
    """A control that turns the reading direction ends with its own element, which names it."""
    assert plain("1\u202e2<") == '1<span class="control" data-code="U+202E">\u202e</span>2&lt;'
