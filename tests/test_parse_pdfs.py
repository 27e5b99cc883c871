"""Small PDFs with the shapes that once were read wrongly, from bytes to records by both readers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractor.api import extract_bytes
from extractor.records import Scheda

HEIGHT = 842.0
BOLD, PLAIN = "Helvetica-Bold", "Helvetica"
FIELDS = (
    ("LINEA STRATEGICA:", "2. STRADE PER TUTTI"),
    ("AZIONE STRATEGICA:", "2.4 Riparare i sentieri"),
    ("OBIETTIVO OPERATIVO:", "Sentieri aperti tutto l'anno"),
    ("RESPONSABILE:", "GUIDI ORESTE"),
)
Cell = Sequence[str]
PHASES = (60.0, 132.0, 300.0, 370.0, 440.0)
PHASES_HEADER = (["Codice"], ["Fasi"], ["Data Inizio", "Prev."], ["Data Fine", "Prev."])


@dataclass(slots=True)
class Paper:
    """A PDF in the making, with heights that grow downwards."""

    sink: io.BytesIO = field(default_factory=io.BytesIO)
    canvas: Canvas = field(init=False)
    top: float = 60.0

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.sink, pagesize=(595, HEIGHT), invariant=True)

    def text(self, text: str, x: float, top: float, font: str = PLAIN, size: float = 9) -> None:
        """Put a line of text with its baseline at a height."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - top, text)

    def heading(self, text: str) -> None:
        """Put a heading and go on below it."""
        self.top += 26
        self.text(text, 60, self.top, BOLD, 10)
        self.top += 10

    def fields(self) -> None:
        """Put a header block, a line a field."""
        for label, value in FIELDS:
            self.top += 16
            self.text(label, 60, self.top, BOLD)
            self.text(value, 230, self.top)

    def row(self, xs: Sequence[float], cells: Sequence[Cell], font: str = PLAIN) -> None:
        """Put a ruled row; each cell is its lines."""
        height = 11 * max(map(len, cells)) + 5
        for x, lines in zip(xs, cells, strict=False):
            for number, line in enumerate(lines):
                self.text(line, x + 2, self.top + 10 + 11 * number, font)
        for y in (self.top, self.top + height):
            self.canvas.line(xs[0], HEIGHT - y, xs[-1], HEIGHT - y)
        for x in xs:
            self.canvas.line(x, HEIGHT - self.top, x, HEIGHT - self.top - height)
        self.top += height

    def page(self) -> None:
        """Begin a page."""
        self.canvas.showPage()
        self.top = 50

    def done(self) -> bytes:
        """The finished file."""
        self.canvas.showPage()
        self.canvas.save()
        return self.sink.getvalue()


@pytest.fixture(params=["pdfium", "pdfplumber"])
def reader(request: pytest.FixtureRequest) -> str:
    """Each of the readers."""
    return str(request.param)


def read(paper: Paper, reader: str) -> Scheda:
    """The one scheda of a PDF."""
    (report,) = extract_bytes(paper.done(), "drawn.pdf", reader=reader).reports
    (scheda,) = report.schede
    return scheda


def phase(code: Cell, text: Cell, start: str = "01-03-2020", end: str = "30-04-2020") -> list[Cell]:
    """The cells of a phase."""
    return [code, text, [start], [end]]


def phases(scheda: Scheda) -> list[tuple[str | None, str | None]]:
    """Code and text of each phase."""
    return [(row.activity_code, row.description) for row in scheda.phases]


def test_header_repeated_in_the_middle_of_a_page(reader: str) -> None:
    """A table's header that comes again on the same page, as of a table stuck to another, is no row."""
    paper = Paper()
    paper.fields()
    paper.heading("DESCRIZIONE FASI")
    for number in (1, 2):
        paper.row(PHASES, PHASES_HEADER, BOLD)
        paper.row(PHASES, phase([f"Ob_Ob05070{number}"], [f"FASE {number}: rilievo"]))
    assert phases(read(paper, reader)) == [
        ("Ob_Ob050701", "FASE 1: rilievo"),
        ("Ob_Ob050702", "FASE 2: rilievo"),
    ]


def test_row_and_its_code_cut_by_a_page_break(reader: str) -> None:
    """A code broken in its narrow cell, with half of it on the next page, is one code of one row."""
    paper = Paper()
    paper.fields()
    paper.heading("DESCRIZIONE FASI")
    paper.row(PHASES, PHASES_HEADER, BOLD)
    paper.row(PHASES, phase(["Ob_Ob050701"], ["FASE 1: rilievo"]))
    paper.row(PHASES, phase(["Ob_Obiet05"], ["FASE 2: lavori del primo tratto"]))
    paper.page()
    paper.row(PHASES, [["0702"], ["fino alla fonte"], [], []])
    paper.row(PHASES, phase(["Ob_Ob050703"], ["FASE 3: collaudo"]))
    found = read(paper, reader)
    assert phases(found) == [
        ("Ob_Ob050701", "FASE 1: rilievo"),
        ("Ob_Obiet050702", "FASE 2: lavori del primo tratto fino alla fonte"),
        ("Ob_Ob050703", "FASE 3: collaudo"),
    ]
    assert found.objective_code == "0507"


def test_header_label_hyphenated(reader: str) -> None:
    """A label that a narrow header cell breaks, with a hyphen or without, is still the label."""
    xs = (60.0, 130.0, 250.0, 330.0, 365.0, 410.0, 455.0, 500.0, 540.0)
    header = [
        *(["Codice At-", "tività"], ["Fasi"], ["Indica-", "tore"], ["An-", "no"]),
        *(["Valore", "Target"], ["1° Rile-", "vazione"], ["Valore", "Rag-", "giunto"], ["%", "Ragg."]),
    ]
    paper = Paper()
    paper.fields()
    paper.heading("INDICATORI DI PERFORMANCE")
    paper.row(xs, header, BOLD)
    paper.row(
        xs,
        [
            ["Ob_Ob050701"],
            ["FASE 1: rilievo"],
            ["Sentieri aperti"],
            ["2020"],
            ["12,00"],
            ["5,00"],
            ["13,00"],
            ["108,33"],
        ],
    )
    (row,) = read(paper, reader).indicators
    assert (row.activity_code, row.name, row.year) == ("Ob_Ob050701", "Sentieri aperti", 2020)
    values = (row.target, row.first_reading, row.achieved, row.achieved_pct)
    assert list(map(str, values)) == ["12.00", "5.00", "13.00", "108.33"]


def test_value_lines_above_their_label(reader: str) -> None:
    """In a ruled header block a label may be level with the last line of its value, the first label too."""
    cells = [
        (["", "LINEA STRATEGICA:"], ["2. STRADE PER TUTTI E", "IN OGNI STAGIONE"]),
        (
            ["", "", "OBIETTIVO OPERATIVO:"],
            ["Sentieri aperti tutto l'anno,", "dal monte alla valle e dalla", "valle al mare"],
        ),
        (["RESPONSABILE:"], ["GUIDI ORESTE"]),
    ]
    paper = Paper()
    for label, value in cells:
        top = paper.top
        paper.row((60.0, 220.0, 400.0), [[], value])
        for number, line in enumerate(label):
            paper.text(line, 62, top + 10 + 11 * number, BOLD)
    found = read(paper, reader)
    assert found.strategic_line is not None
    assert found.strategic_line.title == "STRADE PER TUTTI E IN OGNI STAGIONE"
    assert found.objective == "Sentieri aperti tutto l'anno, dal monte alla valle e dalla valle al mare"
    assert found.manager == "GUIDI ORESTE"


def test_running_head_between_the_halves_of_a_row(reader: str) -> None:
    """Head, foot and page number stand between the halves of a cut row and in none of its cells."""
    paper = Paper()
    for page in range(1, 4):
        paper.text("Comune di Vallebella", 60, 30)
        paper.text(f"Pagina {page} di 3", 500, 820)
        if page == 1:
            paper.fields()
            paper.heading("DESCRIZIONE FASI")
            paper.row(PHASES, PHASES_HEADER, BOLD)
            paper.row(PHASES, phase(["Ob_Ob050701"], ["FASE 1: rilievo di tutti i"]))
        elif page == 2:
            paper.row(PHASES, [[], ["sentieri del comune"], [], []])
            paper.row(PHASES, phase(["Ob_Ob050702"], ["FASE 2: lavori al ponte"]))
        else:
            paper.row(PHASES, [[], ["e alla fonte"], [], []])
        if page < 3:
            paper.page()
    assert phases(read(paper, reader)) == [
        ("Ob_Ob050701", "FASE 1: rilievo di tutti i sentieri del comune"),
        ("Ob_Ob050702", "FASE 2: lavori al ponte e alla fonte"),
    ]


def test_both_readers_agree() -> None:
    """Both readers read the same of one file, each value on the same pages."""
    paper = Paper()
    paper.fields()
    paper.heading("DESCRIZIONE FASI")
    paper.row(PHASES, PHASES_HEADER, BOLD)
    paper.row(PHASES, phase(["Ob_Ob050701"], ["FASE 1: rilievo di tutti i", "sentieri del comune"]))
    data = paper.done()
    one, other = (extract_bytes(data, "drawn.pdf", reader=name) for name in ("pdfium", "pdfplumber"))
    assert one.reports == other.reports
    pages, others = (
        {path: [place.page for place in places] for path, places in each.provenance.items()}
        for each in (one, other)
    )
    assert pages == others
