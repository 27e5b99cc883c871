"""Covers: whose report it is, of which year."""

from __future__ import annotations

import pytest

from extractor.checks import run_checks
from extractor.parse.document import parse
from extractor.records import Report
from extractor.templates import load_template
from tests.words import HEADER, Drawing, DrawnReader, join, page, read, scheda

SCHEDA = scheda("Definizione dell'Obiettivo Operativo\nSi riparano i sentieri.")
NAMES = {
    "entity": "Comune di Vallebella",
    "title": "PIANO DEGLI OBIETTIVI",
    "kind": "Rendicontazione",
    "year": 2020,
    "area": "AREA TECNICA",
    "manager": "Oreste GUIDI",
}


def reports(*pages: Drawing) -> tuple[Report, ...]:
    """The reports on these pages."""
    return read(*pages).reports


def cover(report: Report) -> dict[str, object]:
    """What a cover says."""
    return report.model_dump(exclude={"schede"})


OWN_PAGE = """
                 Comune di Vallebella


                PIANO DEGLI OBIETTIVI


              Rendicontazione anno 2020


    "AREA TECNICA" Responsabile: Oreste GUIDI
"""


def test_page_of_its_own() -> None:
    """A page with entity, title, year and area is the cover of the schede after it."""
    (report,) = reports(OWN_PAGE, SCHEDA)
    assert cover(report) == NAMES
    assert len(report.schede) == 1


@pytest.mark.parametrize(
    "area",
    [
        '"AREA TECNICA" - Responsabile: Oreste GUIDI',
        "«AREA TECNICA» Responsabile Oreste GUIDI",
        "“AREA TECNICA”, Responsabile: Oreste GUIDI",
        '"AREA TECNICA" Responsabile:\nOreste GUIDI',
        '"AREA\nTECNICA" - Responsabile: Oreste\nGUIDI',
    ],
)
def test_area_and_manager(area: str) -> None:
    """Any quotation marks, any dash, and one line or several."""
    page = f"Comune di Vallebella\n\n\nPIANO DEGLI OBIETTIVI\n\n\nRendicontazione anno 2020\n\n\n{area}"
    (report,) = reports(page, SCHEDA)
    assert cover(report) == NAMES


@pytest.mark.parametrize(
    "year",
    ["Rendicontazione anno 2020", "Rendicontazione per l'anno 2020", "Rendicontazione Anno: 2020"],
)
def test_year(year: str) -> None:
    """The words before the year are the kind of report."""
    (report,) = reports(OWN_PAGE.replace("Rendicontazione anno 2020", year), SCHEDA)
    assert (report.kind, report.year) == ("Rendicontazione", 2020)


def test_above_the_first_scheda() -> None:
    """A cover may stand on the page of the first scheda."""
    above = join(
        """
        Comune di Vallebella

        PIANO DEGLI OBIETTIVI

        Rendicontazione anno 2020

        "AREA TECNICA" Responsabile: Oreste GUIDI
        """
    )
    (report,) = reports({60: above, 200: SCHEDA})
    assert cover(report) == NAMES
    assert report.schede[0].manager == "GUIDI ORESTE"


def test_entity_set_like_the_title() -> None:
    """Where entity and title are set alike and close together, the entity's name tells them apart."""
    close = """
        COMUNE DI VALLEBELLA
        PIANO DEGLI OBIETTIVI
        Rendicontazione anno 2020
        "AREA TECNICA" Responsabile: Oreste GUIDI
    """
    (report,) = reports(close, SCHEDA)
    assert cover(report) == NAMES | {"entity": "COMUNE DI VALLEBELLA"}


def test_title_of_two_lines() -> None:
    """Lines of one size close together are one title."""
    tall = OWN_PAGE.replace(
        "PIANO DEGLI OBIETTIVI", "PIANO DEGLI OBIETTIVI\n                E DELLA PERFORMANCE"
    )
    (report,) = reports(tall, SCHEDA)
    assert cover(report) == NAMES | {"title": "PIANO DEGLI OBIETTIVI E DELLA PERFORMANCE"}


def test_cover_without_an_area() -> None:
    """A sparse page that names no area is a cover, too."""
    (report,) = reports(OWN_PAGE.rpartition('"AREA')[0], SCHEDA)
    assert cover(report) == NAMES | {"area": None, "manager": None}


def test_no_cover() -> None:
    """Schede without a cover are one report that says nothing of itself."""
    (report,) = reports(SCHEDA)
    assert cover(report) == dict.fromkeys(NAMES)


def test_year_in_a_text_is_no_cover() -> None:
    """A line of text that ends with a year opens no report."""
    text = f"{SCHEDA}\nSi conferma la relazione sui sentieri per\nil programma dell'anno 2020\ne quello che segue."
    (report,) = reports(text)
    assert report.year is None
    assert "anno 2020" in (report.schede[0].definition or "")


def test_two_reports_in_one_file() -> None:
    """Each cover begins a report, which has the schede up to the next cover."""
    other = OWN_PAGE.replace("TECNICA", "SOCIALE").replace("Oreste GUIDI", "Ada RIVA")
    first, second = reports(OWN_PAGE, SCHEDA, SCHEDA, other, SCHEDA)
    assert (first.area, first.manager, len(first.schede)) == ("AREA TECNICA", "Oreste GUIDI", 2)
    assert (second.area, second.manager, len(second.schede)) == ("AREA SOCIALE", "Ada RIVA", 1)


def test_second_cover_below_a_scheda() -> None:
    """A cover in the middle of a page ends the scheda above it."""
    below = join(
        """
        Comune di Vallebella

        PIANO DEGLI OBIETTIVI

        Rendicontazione anno 2020

        "AREA SOCIALE" Responsabile: Ada RIVA
        """
    )
    first, second = reports(OWN_PAGE, {60: SCHEDA, 300: below, 450: HEADER})
    assert [report.area for report in (first, second)] == ["AREA TECNICA", "AREA SOCIALE"]
    assert first.schede[0].definition == "Si riparano i sentieri."
    assert len(second.schede) == 1


def test_cover_over_a_page_break() -> None:
    """A cover that begins at the foot of a page and ends on the next is one, and opens a report of its own."""
    title = """
        Comune di Vallebella

        PIANO DEGLI OBIETTIVI

        Rendicontazione anno 2020
    """
    area = '"AREA TECNICA" Responsabile: Oreste GUIDI'
    foot = {200.0: SCHEDA, 700.0: title}
    first, second = reports(OWN_PAGE, foot, {30.0: area, 100.0: SCHEDA})
    assert cover(second) == NAMES
    assert [len(first.schede), len(second.schede)] == [1, 1]
    assert first.schede == second.schede


@pytest.mark.parametrize("below", ["Indice delle schede", "a cura del servizio controlli"])
def test_what_stands_under_the_manager_is_no_name(below: str) -> None:
    """A line under the manager that is not written as names are is no part of theirs."""
    (report,) = reports(OWN_PAGE + f"    {below}\n", SCHEDA)
    assert report.manager == NAMES["manager"]


def test_what_stands_above_a_later_cover() -> None:
    """A province or a seal centred above a cover is in no note of the scheda before."""
    notes = join(SCHEDA, "\nNOTE\nI sentieri restano aperti anche nei mesi in cui nevica.")
    above = "               Provincia di Montesereno\n\n\n" + OWN_PAGE.strip("\n")
    first, second = reports(OWN_PAGE, notes, above, SCHEDA)
    assert first.schede[0].notes == "I sentieri restano aperti anche nei mesi in cui nevica."
    assert cover(second) == NAMES


def test_where_a_section_ends_above_a_cover_is_doubted() -> None:
    """What stands left above a cover on a scheda's last page is the scheda's, with a remark that it may not be."""
    notes = join(SCHEDA, "\nNOTE\nI sentieri restano aperti.")
    below = """
        Allegato B al bilancio del Comune

        Comune di Vallebella

        PIANO DEGLI OBIETTIVI

        Rendicontazione anno 2020

        "AREA SOCIALE" Responsabile: Ada RIVA
    """
    document = read(OWN_PAGE, {60: notes, 400: below, 600: HEADER})
    ((code, path),) = {(found.code, found.path) for found in document.diagnostics if "_end_" in found.code}
    assert (code, path) == ("section_end_uncertain", "/reports/0/schede/0/notes")


def test_a_title_on_the_page_after_a_cover_is_no_name() -> None:
    """Where a cover ends well above the foot of its page, nothing on the next page belongs to it."""
    listed = "QUADRO RIEPILOGATIVO DEGLI OBIETTIVI\n\n1   Sentieri aperti   30%"
    (report,) = read(OWN_PAGE, {60.0: listed}, scheda("NOTE\nNulla.")).reports
    assert report.manager is not None
    assert "QUADRO" not in report.manager


def test_an_area_with_quotes_of_its_own() -> None:
    """Inside double quotes, single ones belong to the area's name."""
    cover = OWN_PAGE.replace('"AREA TECNICA"', "\"Area 'Servizi alla Persona'\" -")
    (report,) = read(cover, scheda("NOTE\nNulla.")).reports
    assert (report.area, report.manager) == ("Area 'Servizi alla Persona'", "Oreste GUIDI")


def test_a_cover_whose_label_a_line_end_breaks() -> None:
    """The area and its manager are read where a hyphen cuts the label between them."""
    broken = OWN_PAGE.replace(
        '"AREA TECNICA" Responsabile: Oreste GUIDI',
        '"AREA TECNICA" - Responsa-\n           bile: Oreste GUIDI',
    )
    (report,) = reports(broken, SCHEDA)
    assert cover(report) == NAMES


def test_a_cover_that_names_its_area_otherwise() -> None:
    """A cover with text that belongs to nothing and no area says so of both, where a value would stand."""
    template = load_template()
    pages = (OWN_PAGE.replace('"AREA TECNICA" Responsabile:', "Settore tecnico, dirigente"), SCHEDA)
    reader = DrawnReader(page(drawing, number) for number, drawing in enumerate(pages, 1))
    checked = run_checks(parse(reader, b"", "", template), template)
    found = {each.path for each in checked if each.code == "cover_incomplete"}
    assert found == {"/reports/0/area", "/reports/0/manager"}


def test_a_cover_that_is_not_read() -> None:
    """A page before the first scheda that is no cover to the program is said where each of its values would stand."""
    template = load_template()
    unread = OWN_PAGE.replace("anno 2020", "duemilaventi")
    reader = DrawnReader(page(drawing, number) for number, drawing in enumerate((unread, SCHEDA), 1))
    checked = run_checks(parse(reader, b"", "", template), template)
    found = {each.path: each.page for each in checked if each.code == "cover_incomplete"}
    assert found == {
        f"/reports/0/{name}": 1 for name in ("entity", "title", "kind", "year", "area", "manager")
    }


def test_a_year_whose_space_is_lost() -> None:
    """A cover is read where the space before the word for the year was not printed."""
    (report,) = reports(OWN_PAGE.replace(" anno 2020", "anno 2020"), SCHEDA)
    assert cover(report) == NAMES
