"""Pages drawn with characters, for tests that need no PDF.

A drawing is text in a fixed grid: each character is ADVANCE points wide, each line LEADING points below the
one before. `*word` is bold, `one~two` are two words with no white space between, a lone `|` is a piece of a
vertical rule, and a line of `+---+---+` is a horizontal rule with the corners of vertical ones. A drawing that
begins with a line break is dedented.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from textwrap import dedent

from extractor.layout.lines import Line, group_lines
from extractor.page import Fill, Page, Rule, Word
from extractor.parse.document import parse_document
from extractor.records import Document, Scheda
from extractor.templates import load_template

ADVANCE, LEADING, SIZE = 4.5, 12.0, 10.0
"""Points: a character with its space, a baseline to the next, the font."""
PADDING = 5.0
"""Points that a horizontal rule and the white space around it take."""
LEFT, TOP = 36.0, 200.0
WIDTH, HEIGHT = 595.0, 842.0
RULE_LINE = re.compile(r"[|+ ]*\+[-+| ]*")
TOKEN = re.compile(r"[^\s~]+")

Heights = Mapping[float, str] | Mapping[int, str]
Drawing = str | Heights
"""Text from TOP downwards, or texts by the height that each begins at."""

HEADER = """
    LINEA STRATEGICA:              2. STRADE PER TUTTI
    AZIONE STRATEGICA:             2.4 Riparare i sentieri
    Missione D.Lgs 118/2011.:      Trasporti e diritto alla mobilità
    Programma D.Lgs 118/2011.:     Viabilità e infrastrutture stradali
    OBIETTIVO OPERATIVO:           Sentieri aperti tutto l'anno
    CdC Associato:                 7-Sentieri
    RESPONSABILE:                  GUIDI ORESTE
"""


def page(drawing: Drawing, number: int = 1, fills: Sequence[Fill] = ()) -> Page:
    """A page with the words and rules of a drawing."""
    found, rules = _drawn(drawing)
    return Page(number, WIDTH, HEIGHT, tuple(found), tuple(rules), tuple(fills))


def words(drawing: Drawing) -> list[Word]:
    """The words of a drawing."""
    return _drawn(drawing)[0]


def lines(drawing: Drawing, number: int = 1) -> list[Line]:
    """The words of a drawing, grouped into the lines of a page."""
    return group_lines(number, words(drawing))


def word(text: str, x0: float, bottom: float, *, glued: bool = False, spaced: bool = False) -> Word:
    """One word at a place."""
    return Word(text, x0, bottom - SIZE, x0 + ADVANCE * len(text), bottom, False, glued, spaced)


def join(*drawings: str) -> str:
    """One drawing under the other."""
    return "\n".join(dedent(drawing).strip("\n") for drawing in drawings)


def scheda(*sections: str) -> str:
    """The drawing of a scheda: a header block and what stands below it."""
    return join(HEADER, *(f"\n{dedent(section).strip(chr(10))}" for section in sections))


class DrawnReader:
    """Gives pages that were drawn, as if a PDF engine had read them."""

    producer = "drawn"

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = list(pages)
        self.page_count = len(self._pages)

    def pages(self, only: Collection[int] | None = None) -> Iterator[Page]:
        """Every page in order, or those of some numbers only."""
        yield from (page for page in self._pages if only is None or page.number in only)


def read(*pages: Drawing | Page) -> Document:
    """The document that these pages make; drawings are numbered from 1."""
    drawn = (each if isinstance(each, Page) else page(each, number) for number, each in enumerate(pages, 1))
    return parse_document(DrawnReader(drawn), b"drawn", "drawn.pdf", load_template())


def schede(*pages: Drawing | Page) -> list[Scheda]:
    """The schede on these pages, of whatever report."""
    return [scheda for report in read(*pages).reports for scheda in report.schede]


def only_scheda(*pages: Drawing | Page) -> Scheda:
    """The one scheda on these pages."""
    (found,) = schede(*pages)
    return found


def _drawn(drawing: Drawing) -> tuple[list[Word], list[Rule]]:
    found: list[Word] = []
    rules: list[Rule] = []
    for height, text in drawing.items() if isinstance(drawing, Mapping) else [(TOP, drawing)]:
        top = height
        for line in (dedent(text).strip("\n") if text.startswith("\n") else text).splitlines():
            is_rule = RULE_LINE.fullmatch(line) is not None
            bottom = top + (PADDING if is_rule else LEADING)
            if is_rule:
                rules += _rules(line, (top + bottom) / 2)
            else:
                found += _words(line, top)
            rules += [Rule(_x(at), top, _x(at), bottom) for at in _uprights(line)]
            top = bottom
    return found, rules


def _words(line: str, top: float) -> Iterator[Word]:
    for token in TOKEN.finditer(line):
        text = token.group().lstrip("*") or "*"
        if text == "|":
            continue
        glued = token.start() > 0 and line[token.start() - 1] == "~"
        x0 = LEFT + ADVANCE * (token.start() - glued)
        bold = len(text) < len(token.group())
        yield Word(text, x0, top, x0 + ADVANCE * len(text), top + SIZE, bold, glued, False)


def _rules(line: str, middle: float) -> Iterator[Rule]:
    for piece in re.finditer(r"[+-]{2,}", line):
        yield Rule(_x(piece.start()), middle, _x(piece.end() - 1), middle)


def _uprights(line: str) -> Iterator[int]:
    marks = r"[+|]" if RULE_LINE.fullmatch(line) else r"(?<!\S)\|(?!\S)"
    yield from (found.start() for found in re.finditer(marks, line))


def _x(column: int) -> float:
    return LEFT + ADVANCE * (column + 0.5)
