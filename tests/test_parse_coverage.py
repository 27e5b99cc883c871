"""Coverage: every word ends in exactly one place, and what no value holds is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.page import open_reader
from extractor.parse.document import parse
from extractor.parse.evidence import Parsed
from extractor.records import Diagnostic, Document
from extractor.templates import load_template
from tests.golden import samples
from tests.words import join, page, read, scheda


def parsed(sample: Path) -> Parsed:
    """A sample with its evidence."""
    data = sample.read_bytes()
    with open_reader(data) as reader:
        return parse(reader, data, sample.name, load_template())


def unused(document: Document) -> list[Diagnostic]:
    """The findings of text that no value holds."""
    return [found for found in document.diagnostics if found.code == "text_not_used"]


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_every_word_is_accounted_for(sample: Path) -> None:
    """Furniture, labels, values and words reported add up to the words of each page."""
    evidence = parsed(sample).evidence
    with open_reader(sample.read_bytes()) as reader:
        words = {page.number: len(page.words) + len(page.sideways) for page in reader.pages()}
    assert {number: account.words for number, account in evidence.accounts.items()} == words
    assert [number for number, account in evidence.accounts.items() if not account.settled] == []
    assert sum(account.values for account in evidence.accounts.values()) > 100


COVER = """
                    COMUNE DI VALDIROVO

                  PIANO DEGLI OBIETTIVI
                 Previsione anno 2021

               "AREA TECNICA" Responsabile: Oreste GUIDI
"""


def test_text_before_the_first_cover_is_reported() -> None:
    """What stands above a cover is in no record, so a finding says it."""
    document = read(join("Protocollo n. 4411", "\n\n\n", COVER), scheda())
    assert document.reports[0].entity == "COMUNE DI VALDIROVO"
    assert [(found.page, found.path) for found in unused(document)] == [(1, None)]
    assert "Protocollo n. 4411" in unused(document)[0].message


def test_a_remark_in_a_table_section_is_reported_there() -> None:
    """Words between a table's heading and its header row are in no row."""
    document = read(
        scheda(
            """
            Budget risorse umane

            Personale in comune con altri uffici

            Categoria      Matricola    Cognome Nome
            Categoria C    812          812 - PIOPPI NERINA
            """
        )
    )
    assert document.reports[0].schede[0].staff[0].employee_id == "812"
    (found,) = unused(document)
    assert found.path == "/reports/0/schede/0/staff"
    assert "Personale in comune con altri uffici" in found.message
    assert found.bbox is not None


def test_a_label_that_nobody_knows_is_reported_with_its_value() -> None:
    """A pair of the header block that the template does not know is in no field."""
    document = read(scheda().replace("CdC Associato:  ", "Peso dell'obiettivo:  "))
    assert document.reports[0].schede[0].cost_centre is None
    assert "7-Sentieri" in " ".join(found.message for found in unused(document))


def test_a_number_without_a_person_s_own_column_entry_is_taken_from_the_name() -> None:
    """`812 - PIOPPI NERINA` gives the number where the column of numbers is empty."""
    document = read(
        scheda(
            """
            Budget risorse umane

            Categoria      Matricola    Cognome Nome
            Categoria C    812          812 - PIOPPI NERINA
            Categoria C                 813 - GUIDI ORESTE
            """
        )
    )
    assert [person.employee_id for person in document.reports[0].schede[0].staff] == ["812", "813"]
    assert "codes_disagree" not in {found.code for found in document.diagnostics}


def test_numbers_of_a_person_that_disagree_are_reported() -> None:
    """The column's number is kept, and a warning says that the name's cell has another."""
    document = read(
        scheda(
            """
            Budget risorse umane

            Categoria      Matricola    Cognome Nome
            Categoria C    812          812 - PIOPPI NERINA
            Categoria C    814          813 - GUIDI ORESTE
            """
        )
    )
    (found,) = [found for found in document.diagnostics if found.code == "codes_disagree"]
    assert found.severity == "warning"
    assert found.path == "/reports/0/schede/0/staff/1/employee_id"


def test_words_that_run_sideways_on_one_page_are_reported() -> None:
    """Sideways text on one page is a finding, on several it is a watermark."""
    stamp = page("BOZZA", 1).words
    first = page(scheda("NOTE\n\nUna nota."), 1)
    alone = read(type(first)(1, first.width, first.height, first.words, sideways=stamp))
    assert [found.page for found in unused(alone)] == [1]
    second = page("Una nota che continua.", 2)
    both = read(
        type(first)(1, first.width, first.height, first.words, sideways=stamp),
        type(first)(2, second.width, second.height, second.words, sideways=stamp),
    )
    assert unused(both) == []
