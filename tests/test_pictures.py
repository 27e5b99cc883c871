"""Pages of a report that are images: what they show is not read, and that is said where it may be missed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.checks import run_checks
from extractor.page import Box, Page
from extractor.parse.document import parse
from extractor.records import Diagnostic
from extractor.templates import load_template
from tests.words import HEIGHT, WIDTH, DrawnReader, join, page, scheda, schede

WHOLE = ((0.0, 0.0, WIDTH, HEIGHT),)
STRIPS = tuple((40.0, 40.0 + 50 * n, WIDTH - 40, 90.0 + 50 * n) for n in range(15))
LETTERHEAD = ((40.0, 20.0, WIDTH - 40, 90.0),)
MONITORING = """
    Codice           Fase                Monitoraggio
    Ob_Sent050101    FASE 1: Cartelli    La segnaletica è stata posata
"""
PHASES = """
    DESCRIZIONE FASI
    Codice           Fasi                Data Inizio Prev.    Data Fine Prev.
    Ob_Sent050101    FASE 1: Cartelli    01-03-2019           30-06-2019
"""


def told(*pages: Page) -> list[Diagnostic]:
    """What is said of pages that are images."""
    template = load_template()
    parsed = parse(DrawnReader(pages), b"drawn", "drawn.pdf", template)
    return [each for each in run_checks(parsed, template) if each.code == "page_without_text"]


def numbered(number: int, drawing: str, images: tuple[Box, ...] = ()) -> Page:
    """A page with its number at the foot, and images."""
    drawn = page({200.0: drawing, 800.0: f"Pagina {number} di 4"}, number)
    return replace(drawn, images=images)


@pytest.mark.parametrize("images", [WHOLE, STRIPS])
def test_a_page_that_is_an_image_is_said(images: tuple[Box, ...]) -> None:
    """It is a warning on that page, and on the section that stood open before it and may go on there."""
    (found,) = told(page(scheda(join(PHASES, MONITORING))), Page(2, WIDTH, HEIGHT, (), images=images))
    assert (found.severity, found.page, found.path) == ("warning", 2, "/reports/0/schede/0/monitoring")


@pytest.mark.parametrize(("images", "pages"), [(STRIPS, [2]), (LETTERHEAD, [])])
def test_a_page_number_makes_no_text_of_an_image(images: tuple[Box, ...], pages: list[int]) -> None:
    """An image as large as a page is one though the page has its number; one with a letterhead and no text is blank."""
    found = told(
        numbered(1, scheda(PHASES)),
        numbered(2, "", images),
        numbered(3, scheda(PHASES)),
        numbered(4, scheda(PHASES)),
    )
    assert [each.page for each in found] == pages


def test_sections_that_only_other_schede_have_may_be_in_the_image() -> None:
    """An image after the phases may go on with them, and may hold the monitoring that another scheda has."""
    whole = page(scheda(join(PHASES, MONITORING)), 3)
    found = told(page(scheda(PHASES)), Page(2, WIDTH, HEIGHT, (), images=WHOLE), whole)
    paths = [each.path for each in found]
    assert paths == ["/reports/0/schede/0/phases", "/reports/0/schede/0/monitoring"]


def test_an_image_before_every_scheda_belongs_to_none() -> None:
    """A cover that is an image is said of the page alone."""
    (found,) = told(Page(1, WIDTH, HEIGHT, (), images=WHOLE), page(scheda(PHASES), 2))
    assert (found.page, found.path) == (1, "")


def test_what_follows_an_image_may_be_of_another_scheda() -> None:
    """Sections after an image are doubtful with the one before it: a scheda may have begun there."""
    rest = page({60.0: MONITORING}, 3)
    found = told(page(scheda(PHASES)), Page(2, WIDTH, HEIGHT, (), images=WHOLE), rest)
    assert [each.path for each in found] == ["/reports/0/schede/0/phases", "/reports/0/schede/0/monitoring"]


def test_a_section_again_after_an_image_is_of_a_scheda_that_begins_there() -> None:
    """No scheda has two tables of phases; of one that begins on an image, all that it lacks is doubtful."""
    other = page({60.0: PHASES.replace("0501", "0502")}, 3)
    pages = page(scheda(join(PHASES, MONITORING))), Page(2, WIDTH, HEIGHT, (), images=WHOLE), other
    assert [each.objective_code for each in schede(*pages)] == ["0501", "0502"]
    paths = {each.path for each in told(*pages)}
    assert paths >= {f"/reports/0/schede/1/{name}" for name in ("phases", "mission", "objective", "manager")}
