"""Templates: the one that comes with the program, and what is said of mistakes in others."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.parse.labels import label_book, label_key
from extractor.records import Budget, Scheda
from extractor.templates import Template, load_template
from tests.words import HEADER, only_scheda

BUILT_IN = files("extractor.templates").joinpath("scheda_obiettivo.toml").read_text(encoding="utf-8")
Load = Callable[[str], Template]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load a template from its text."""

    def loaded(text: str) -> Template:
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf-8")
        return load_template(path)

    load_template.cache_clear()
    return loaded


def changed(old: str, new: str) -> str:
    """The built-in template with one thing changed."""
    assert old in BUILT_IN
    return BUILT_IN.replace(old, new, 1)


def test_built_in_template() -> None:
    """The template that comes with the program loads, and is loaded once."""
    template = load_template()
    assert template.identity == "scheda-obiettivo/1"
    assert load_template() is template


def test_template_names_what_a_scheda_has() -> None:
    """Each field and section of the built-in template is a member of the record, so nothing read gets lost."""
    template = load_template()
    names = {field.name for field in template.fields}
    for section in template.sections:
        inner = {field.name for field in section.fields} if section.kind == "fields" else set()
        names |= inner or {section.name}
        names |= {section.marker.name} if section.marker else set()
    assert names <= Scheda.model_fields.keys() | Budget.model_fields.keys()


def test_copy_of_the_built_in_template(load: Load) -> None:
    """A file with the same content is the same template."""
    assert load(BUILT_IN) == load_template()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param(changed("[cover]", "colour = 'red'\n[cover]"), "colour", id="unknown key"),
        pytest.param(changed("[cover]\n", "[cover]\nlogo = 'x'\n"), "cover.logo", id="unknown key inside"),
        pytest.param(changed('version = "1"', ""), "version", id="missing key"),
        pytest.param(changed('version = "1"', "version = 1"), "version", id="number for a text"),
        pytest.param(changed("activity_code = '", "activity_code = '("), "activity_code", id="regex"),
        pytest.param(changed("'RISULTATO", "'(RISULTATO"), "sections.1.marker.pattern", id="regex inside"),
        pytest.param(changed("(?P<kind>", "("), "'kind'", id="no group kind"),
        pytest.param(changed("(?P<manager>", "("), "'manager'", id="no group manager"),
        pytest.param(changed("(?P<number>", "("), "'number'", id="no group number"),
        pytest.param(
            changed('labels = ["Importo"]', 'labels = ["Importo"], anchor = true'),
            "'budget'",
            id="two anchors",
        ),
        pytest.param(changed('["Capitolo"], anchor = true', '["Capitolo"]'), "'budget'", id="no anchor"),
        pytest.param(changed('table = "staff"', 'table = "people"'), "'staff'", id="no such table"),
        pytest.param(changed('table = "staff"', ""), "'staff'", id="no table"),
        pytest.param(changed('kind = "table"', 'kind = "grid"'), "sections.3.kind", id="unknown kind"),
        pytest.param(changed('labels = ["NOTE"]', "labels = []"), "sections.12.labels", id="no label"),
        pytest.param(changed('["NOTE"]', '"NOTE"'), "sections.12.labels", id="text for a list"),
        pytest.param("name = ", "cannot be read", id="no TOML"),
        pytest.param("", "name", id="empty"),
    ],
)
def test_mistake_in_a_template(load: Load, text: str, where: str) -> None:
    """Whatever is wrong in a template is a UsageError that names the file and the place."""
    with pytest.raises(UsageError) as caught:
        load(text)
    assert "mine.toml" in caught.value.message
    assert where in caught.value.message
    assert caught.value.exit_code == 64


@pytest.mark.parametrize("make", ["missing", "folder", "binary"])
def test_unreadable_template(tmp_path: Path, make: str) -> None:
    """A template that cannot be read is a UsageError, too."""
    path = tmp_path / "mine.toml"
    if make == "folder":
        path.mkdir()
    elif make == "binary":
        path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match=r"mine\.toml"):
        load_template(path)


@pytest.mark.parametrize(
    "printed",
    ["CdC Associato:", "CDC ASSOCIATO:", "cdc  associato :", "C.d.C. Associato:", "CdC  Associàto.:"],
)
def test_labels_compare_loosely(printed: str) -> None:
    """Case, accents, punctuation and spacing do not matter to a label."""
    assert label_key(printed) == label_key("CdC Associato")
    found = only_scheda(HEADER.replace("CdC Associato:" + " " * 4, f"{printed:<18}"))
    assert found.cost_centre is not None
    assert found.cost_centre.name == "Sentieri"


def test_labels_that_differ() -> None:
    """A per cent sign and digits are part of a label."""
    assert label_key("% Raggiunto") != label_key("Raggiunto")
    assert label_key("1° Rilevazione") != label_key("2° Rilevazione")


def test_page_numbers() -> None:
    """Page numbers are known by the template's patterns, as whole lines."""
    book = label_book(load_template())
    assert all(map(book.is_page_number, ["Pagina 3 di 7", "PAG. 3", "3/7", "3 di 7", " - 3 - ", "pag. n. 3"]))
    assert not any(map(book.is_page_number, ["3", "2020", "3 sentieri", "Pagina", "3/7 del piano"]))


def test_template_without_page_numbers(load: Load) -> None:
    """A template may leave page numbers out: then no line is one."""
    start, end = BUILT_IN.index("page_numbers"), BUILT_IN.index("activity_code")
    assert not label_book(load(BUILT_IN[:start] + BUILT_IN[end:])).is_page_number("Pagina 3 di 7")
