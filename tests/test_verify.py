"""The second reading: agreement settles, disagreement carries both readings, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from extractor import extract
from extractor.checks import run_checks
from extractor.errors import PageUnreadable
from extractor.page import Page, Reader, Rule, Word, open_reader
from extractor.page.plumber import PlumberReader
from extractor.parse.document import parse
from extractor.parse.evidence import TableEvidence
from extractor.records import Diagnostic, Document, Place, leaves
from extractor.templates import load_template
from extractor.verify import MODES, Mode, verify
from extractor.verify.tables import VECTOR, cell_findings, read_cells
from tests.golden import samples
from tests.page_pdfs import pdf, text

SAMPLE = samples()[0]
TEMPLATE = load_template()


class Misread:
    """A reader whose words are not all as printed."""

    def __init__(self, first: Reader, change: Callable[[Word], Word]) -> None:
        self.first, self.change = first, change
        self.page_count, self.producer = first.page_count, first.producer

    def pages(self, only: Collection[int] | None = None) -> Iterator[Page]:
        """Every page, with its words changed."""
        for page in self.first.pages(only):
            yield replace(page, words=tuple(map(self.change, page.words)))


def document(change: Callable[[Word], Word], mode: Mode = "doubtful", sample: Path = SAMPLE) -> Document:
    """What is made of a sample that the first reader misreads."""
    data = sample.read_bytes()
    with open_reader(data, file=sample.name) as first:
        parsed = parse(Misread(first, change), data, sample.name, TEMPLATE)
    return verify(parsed, run_checks(parsed, TEMPLATE), data, TEMPLATE, mode=mode)


@cache
def read_twice(sample: Path) -> Document:
    """A sample of which every scheda is read twice."""
    return extract(sample, verify="all")


def an_amount(sample: Path = SAMPLE) -> tuple[str, str]:
    """The path of a target and how it is printed."""
    read = extract(sample)
    for path, value in leaves(read):
        if path.endswith("/target") and len(str(value)) > 3:
            x0, top, x1, bottom = read.provenance[path][0].bbox
            with open_reader(sample.read_bytes()) as reader:
                page = next(page for page in reader.pages({read.provenance[path][0].page}))
            return path, next(
                word.text
                for word in page.words
                if x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom
            )
    raise AssertionError("the sample has no target")


def misread(printed: str, as_read: str) -> Callable[[Word], Word]:
    """A change of one text wherever it stands."""
    return lambda word: word._replace(text=as_read) if word.text == printed else word


def unchanged(word: Word) -> Word:
    """No change."""
    return word


def of_code(document: Document, code: str) -> list[Diagnostic]:
    """The findings of a code."""
    return [found for found in document.diagnostics if found.code == code]


def test_a_misread_number_is_found_and_both_readings_are_told() -> None:
    """A digit that the first reader changed is a warning with what each engine reads, at the value's place."""
    path, printed = an_amount()
    wrong = document(misread(printed, "9" + printed[1:] if printed[0] != "9" else "8" + printed[1:]))
    (found,) = [found for found in of_code(wrong, "readings_differ") if found.path == path]
    assert found.severity == "warning"
    assert "pdfium reads" in found.message
    assert "pdfplumber reads" in found.message
    assert found.page is not None
    told = wrong.source.second_reading
    assert told is not None
    assert told.mode == "doubtful"
    assert path.rpartition("/indicators")[0] in told.schede
    assert "pdfplumber" in told.engines


def test_no_value_is_changed() -> None:
    """The second reading reports; the values are those of the first."""
    _, printed = an_amount()
    change = misread(printed, "7" * len(printed))
    assert dict(leaves(document(change, "doubtful"))) == dict(leaves(document(change, "none")))


def test_without_a_second_reading_the_page_s_own_text_still_speaks() -> None:
    """With `none` a changed digit is a warning all the same, for the page's text does not have it."""
    path, printed = an_amount()
    wrong = document(misread(printed, "7" * len(printed)), "none")
    assert path in {found.path for found in of_code(wrong, "number_not_in_text")}
    assert of_code(wrong, "readings_differ") == []


def test_what_two_readings_give_alike_is_the_document_s_own() -> None:
    """A warning on values that both engines read alike becomes a remark that says so."""
    sample = SAMPLE
    data = sample.read_bytes()
    with open_reader(data, file=sample.name) as first:
        parsed = parse(first, data, sample.name, TEMPLATE)
    path = next(path for path, _ in leaves(parsed.document) if path.endswith("/achieved_pct"))
    doubt = Diagnostic(
        code="achieved_pct_differs", severity="warning", message="It does not agree.", path=path
    )
    read = verify(parsed, (doubt,), data, TEMPLATE)
    (settled,) = of_code(read, "achieved_pct_differs")
    assert settled.severity == "info"
    assert "Two readings agree" in settled.message
    (kept,) = of_code(verify(parsed, (doubt,), data, TEMPLATE, mode="none"), "achieved_pct_differs")
    assert kept == doubt


def test_a_finding_on_what_was_lost_is_not_settled_by_agreement() -> None:
    """That both engines miss a header row does not make the table readable."""
    data = SAMPLE.read_bytes()
    with open_reader(data, file=SAMPLE.name) as first:
        parsed = parse(first, data, SAMPLE.name, TEMPLATE)
    lost = Diagnostic(
        code="table_without_header", severity="warning", message="Lost.", path="/reports/0/schede/0/staff"
    )
    assert lost in verify(parsed, (lost,), data, TEMPLATE).diagnostics


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_both_engines_and_camelot_agree_on_the_samples(sample: Path) -> None:
    """Read twice as a whole, no sample shows a difference."""
    read = read_twice(sample)
    assert of_code(read, "readings_differ") == []
    told = read.source.second_reading
    assert told is not None
    assert len(told.schede) == sum(len(report.schede) for report in read.reports)


@pytest.mark.parametrize(
    "page",
    [
        "/MediaBox [0 0 300 200]",
        "/MediaBox [0 0 300 200] /CropBox [10 5 280 190]",
        "/MediaBox [-20 -30 300 200]",
        "/MediaBox [300 200 -20 -30] /CropBox [10 5 280 190]",
    ],
)
def test_cells_stand_where_their_words_do_on_a_cut_page(page: str) -> None:
    """Whatever of its paper a page shows, the cell that camelot sees holds the word printed in it."""
    lines = [f"{x} 40 m {x} 120 l S" for x in (20, 110, 200)] + [
        f"20 {y} m 200 {y} l S" for y in (40, 80, 120)
    ]
    texts = [text(30, 100, "Uno"), text(120, 100, "Due"), text(30, 60, "Tre"), text(120, 60, "Sei")]
    data = pdf("\n".join([*lines, *texts]), page=page)
    with open_reader(data) as reader:
        (shown,) = reader.pages()
    cells = read_cells(data, None, {1: shown}, VECTOR)[1]
    inside = [
        [word.text for word in shown.words if x0 < word.x0 < x1 and top < word.top < bottom]
        for x0, top, x1, bottom in cells
    ]
    assert inside == [["Uno"], ["Due"], ["Tre"], ["Sei"]]


def test_cells_of_a_turned_page_are_not_held_against_it() -> None:
    """Camelot reads a page that is shown turned in coordinates of its own, so nothing is said of its cells."""
    data = pdf(text(20, 100, "Uno"), page="/MediaBox [0 0 300 200] /Rotate 90")
    with open_reader(data) as reader:
        (shown,) = reader.pages()
    assert read_cells(data, None, {1: shown}, VECTOR) == {}


def test_camelot_sees_a_cell_that_a_value_does_not_fill() -> None:
    """A value whose box leaves out words of the drawn cell around it is a warning with both texts."""
    page = Page(1, 200.0, 200.0, (word_at("12", 10.0), word_at("34", 40.0)))
    table = TableEvidence(
        "/reports/0/schede/0/indicators", ("target",), ((1, (0.0, 0.0, 100.0, 40.0)),), 1, 1, True
    )
    path = "/reports/0/schede/0/indicators/0/target"
    cells = {1: [(0.0, 0.0, 100.0, 40.0)]}
    half, whole = ((Place.at(1, 9.0, 9.0, right, 21.0),) for right in (31.0, 61.0))
    (found,) = cell_findings({path: half}, [table], cells, {1: page})
    assert (found.code, found.severity, found.path, found.page) == ("readings_differ", "warning", path, 1)
    assert "'12'" in found.message
    assert "'12 34'" in found.message
    assert list(cell_findings({path: whole}, [table], cells, {1: page})) == []


def word_at(text: str, x0: float, top: float = 10.0) -> Word:
    """A word of 20 points."""
    return Word(text, x0, top, x0 + 20.0, top + 10.0, bold=False, glued=False, spaced=False)


@pytest.mark.parametrize("drawn", [True, False])
def test_a_side_of_a_cell_that_is_not_drawn_there_says_nothing(drawn: bool) -> None:
    """A value over a side of its cell is a warning where a line stands, not where one stands further up alone."""
    rule = Rule(34.0, 0.0, 34.5, 100.0 if drawn else 8.0)
    page = Page(1, 200.0, 200.0, (word_at("12", 10.0), word_at("34", 40.0)), (rule,))
    path = "/reports/0/schede/0/indicators"
    table = TableEvidence(path, ("target",), ((1, (10.0, 10.0, 60.0, 20.0)),), 1, 1, True)
    places = {f"{path}/0/target": (Place.at(1, 10.0, 10.0, 60.0, 20.0),)}
    found = list(cell_findings(places, [table], {1: [(34.0, 0.0, 100.0, 40.0)]}, {1: page}))
    assert bool(found) == drawn
    assert all("the drawn cell around it '34'" in one.message for one in found)


def test_a_drawn_cell_may_hold_the_header_of_its_column_too() -> None:
    """Where no line parts a table's header from its one row, the words above the row are not the value's."""
    page = Page(1, 200.0, 200.0, (word_at("Anno", 10.0), word_at("2020", 10.0, 30.0)))
    path = "/reports/0/schede/0/indicators"
    table = TableEvidence(path, ("year",), ((1, (10.0, 30.0, 30.0, 40.0)),), 1, 1, True)
    cells = {1: [(0.0, 0.0, 100.0, 60.0)]}
    places = {f"{path}/0/year": (Place.at(1, 10.0, 30.0, 30.0, 40.0),)}
    assert list(cell_findings(places, [table], cells, {1: page})) == []


def test_rules_are_read_by_camelot_where_columns_are_drawn() -> None:
    """Samples with ruled tables are read by camelot too, those without are not."""
    engines = {read_twice(sample).source.second_reading for sample in samples()}
    assert {"camelot" in told.engines for told in engines if told is not None} == {True, False}


@pytest.mark.parametrize("mode", MODES)
def test_the_source_says_what_was_to_be_read_twice(mode: Mode) -> None:
    """The mode stands in the record, and nothing was read twice where nothing was doubtful."""
    told = document(unchanged, mode).source.second_reading
    assert told is not None
    assert told.mode == mode
    assert bool(told.schede) == (mode == "all")


def test_a_reading_that_fails_leaves_the_first_one_standing(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second engine cannot read the file, the document stands and says so."""

    def fail(*_: object) -> Iterator[Page]:
        raise PageUnreadable("the page cannot be read", page=2)

    monkeypatch.setattr(PlumberReader, "pages", fail)
    read = document(unchanged, "all")
    (found,) = of_code(read, "second_reading_failed")
    assert (found.severity, found.page) == ("info", 2)
    assert read.reports


def test_engines_that_count_other_pages_are_not_mixed(tmp_path: Path) -> None:
    """In a damaged file of which one engine sees fewer pages, the first reading stands and the document says so."""
    data = SAMPLE.read_bytes()
    last = data.rindex(b"/Type /Page\n")
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(data[:last] + b"/Typo /Page\n" + data[last + len(b"/Type /Page\n") :])
    read = extract(damaged, verify="all")
    (found,) = of_code(read, "second_reading_failed")
    assert f"{read.source.pages} pages for pdfium and {read.source.pages - 1} for pdfplumber" in found.message
    assert read.reports
