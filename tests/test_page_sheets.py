"""Sheets that carry two pages beside one another."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from extractor import extract
from extractor.page import Page, Rule, Word
from extractor.page.sheets import Sheets
from extractor.records import Document, leaves
from tests.golden import samples
from tests.test_provenance import DERIVED, gives, read_again

WIDTH, HEIGHT = 842.0, 595.0


def is_portrait(sample: Path) -> bool:
    """Whether all its pages are."""
    with pdfium.PdfDocument(sample) as opened:
        return all(width < height for width, height in map(opened.get_page_size, range(len(opened))))


PORTRAIT = [sample for sample in samples() if is_portrait(sample)]


def two_a_sheet(sample: Path, folder: Path) -> Path:
    """The pages of a PDF printed two a sheet, as a printer's driver does."""
    target = folder / sample.name
    with pdfium.PdfDocument(sample) as opened:
        imposed = pdfium.PdfDocument(
            raw.FPDF_ImportNPagesToOne(
                opened, ctypes.c_float(WIDTH), ctypes.c_float(HEIGHT), ctypes.c_size_t(2), ctypes.c_size_t(1)
            )
        )
        imposed.save(target)
        imposed.close()
    return target


def of_warnings(document: Document) -> list[tuple[str, str | None]]:
    """What and where each warning is."""
    return [(one.code, one.path) for one in document.diagnostics if one.severity != "info"]


@pytest.mark.parametrize("sample", PORTRAIT, ids=lambda sample: sample.stem)
def test_two_pages_a_sheet_give_the_records_of_the_pages(sample: Path, tmp_path: Path) -> None:
    """Printed two a sheet, a report gives the same records, and its boxes stand on the sheets."""
    sheets = two_a_sheet(sample, tmp_path)
    alone, document = extract(sample), extract(sheets, verify="all")
    assert document.reports == alone.reports
    assert of_warnings(document) == of_warnings(alone)
    assert document.source.pages == (alone.source.pages + 1) // 2
    for path, value in leaves(document):
        assert DERIVED.search(path) or gives(read_again(sheets, document.provenance[path]), value), path


class Given:
    """A reader of given pages."""

    producer = None

    def __init__(self, *pages: Page) -> None:
        self._pages = pages
        self.page_count = len(pages)

    def pages(self, only: Collection[int] | None = None) -> Iterator[Page]:
        """Every page in order."""
        assert only is None
        return iter(self._pages)


def word(text: str, x0: float, x1: float) -> Word:
    """A word from one x to another."""
    return Word(text, x0, 50, x1, 60, bold=False, glued=False, spaced=False)


HALVES = (word("Comune", 30, 80), word("Comune", 30 + WIDTH / 2, 80 + WIDTH / 2))


@pytest.mark.parametrize(
    ("words", "rules", "number"),
    [
        (HALVES, (), 2),
        ((*HALVES, word("in mezzo", 400, 450)), (), 1),
        (HALVES, (Rule(30, 80, 800, 80),), 1),
        ((HALVES[0], word("Comune", 60 + WIDTH / 2, 120 + WIDTH / 2)), (), 1),
        (HALVES[:1], (), 1),
    ],
    ids=["two pages", "a word over the middle", "a line over the middle", "other margins", "nothing right"],
)
def test_a_wide_page_is_two_only_where_nothing_speaks_against_it(
    words: tuple[Word, ...], rules: tuple[Rule, ...], number: int
) -> None:
    """A wide page is two where nothing reaches over its middle and both halves begin at one margin."""
    found = list(Sheets(Given(Page(1, WIDTH, HEIGHT, words, rules))).pages())
    assert len(found) == number
    assert [page.number for page in found] == list(range(1, number + 1))


def test_a_sheet_among_sheets_that_something_crosses_stays_whole() -> None:
    """A page over a whole sheet among halves of others is one page, where its sheet is."""
    sheets = [Page(number, WIDTH, HEIGHT, HALVES) for number in range(1, 11)]
    sheets.append(Page(11, WIDTH, HEIGHT, (*HALVES, word("in mezzo", 400, 450))))
    reader = Sheets(Given(*sheets))
    found = list(reader.pages())
    assert [page.number for page in found] == list(range(1, 22))
    assert [page.width for page in found] == [WIDTH / 2] * 20 + [WIDTH]
    assert list(reader.middles) == list(range(1, 11))
    assert found[1].words[0].x0 == HALVES[0].x0
