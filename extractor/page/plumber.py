"""The second reader: pdfplumber. Twenty to fifty times slower, and wrong in other places than pdfium."""

from __future__ import annotations

import io
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page as PlumberPage
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

from extractor.errors import (
    DamagedPdf,
    EmptyFile,
    NoPages,
    NotAPdf,
    PageUnreadable,
    PasswordNeeded,
    ReadError,
    UnsupportedEncryption,
)
from extractor.page.cleaning import clean_word, without_doubles
from extractor.page.model import Box, Fill, Page, Rule, Word

HEADER_WINDOW = 1024
SPACE = 0.12
"""Share of the font size: characters further apart are words of their own."""
INVISIBLE_MODES = (3, 7)
TINY = 0.5
THIN, SHORTEST = 2.5, 3.0
WHITE = 0.97


class PlumberReader:
    """An open document, see extractor.page.reader.Reader."""

    def __init__(self, data: bytes, file: str, password: str | None) -> None:
        if not data:
            raise EmptyFile("the file is empty", file=file)
        self._file = file
        try:
            self._pdf = pdfplumber.open(io.BytesIO(data), password=password or "")
            pages = self._pdf.pages
        except Exception as error:  # pdfminer raises whatever its parser met
            raise _why_not(data, file, error, password) from error
        if not pages:
            raise NoPages("the PDF has no pages", file=file)
        self.page_count = len(pages)
        producer = (self._pdf.metadata or {}).get("Producer")
        self.producer = producer if isinstance(producer, str) and producer else None

    def __enter__(self) -> PlumberReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pdf.close()

    def pages(self) -> Iterator[Page]:
        """Every page in order."""
        for page in self._pdf.pages:
            try:
                read = _read(page)
            except Exception as error:  # as above: no common base class
                raise PageUnreadable(
                    "the page cannot be read", file=self._file, page=page.page_number
                ) from error
            page.close()
            yield read


class _VisibleText(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's own device, which does not look at the text rendering mode, made to count hidden text."""

    hidden = 0
    _mode = 0

    def render_string(self, textstate: Any, *rest: Any, **named: Any) -> None:
        """Remember the mode of the characters to come."""
        self._mode = textstate.render
        super().render_string(textstate, *rest, **named)

    def render_char(self, *rest: Any, **named: Any) -> float:
        """Draw a character, or only its advance when it is invisible."""
        advance = super().render_char(*rest, **named)
        if self._mode in INVISIBLE_MODES and self.cur_item._objs:
            self.cur_item._objs.pop()
            self.hidden += 1
        return advance


def _read(page: PlumberPage) -> Page:
    device = _VisibleText(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()  # what page.layout would make with the device that sees no modes
    left, top, right, bottom = page.cropbox
    fills, rules = _shapes(page, left, top)
    width, height = float(right - left), float(bottom - top)
    upright: list[Word] = []
    sideways: list[Word] = []
    hidden = 0
    following = dict(zip(map(id, page.chars), page.chars[1:], strict=False))
    for found in page.extract_words(
        x_tolerance_ratio=SPACE, use_text_flow=True, return_chars=True, extra_attrs=["upright"]
    ):
        text = clean_word(found["text"])
        box = (
            round(found["x0"] - left, 2),
            round(found["top"] - top, 2),
            round(found["x1"] - left, 2),
            round(found["bottom"] - top, 2),
        )
        chars = found["chars"]
        if not text or box[3] - box[1] <= TINY or not _inside(box, width, height):
            hidden += 1
        elif _is_white(chars[0].get("non_stroking_color")) and not _lies_on(box, fills):
            hidden += 1
        else:
            bold = any(mark in chars[0]["fontname"].lower() for mark in ("bold", "black", "heavy", "-bd"))
            (upright if found["upright"] else sideways).append(
                Word(text, *box, bold, False, following.get(id(chars[-1]), {}).get("text") == " ")
            )
    return Page(
        number=page.page_number,
        width=width,
        height=height,
        words=tuple(without_doubles(upright)),
        rules=tuple(rules),
        fills=tuple(fills),
        sideways=tuple(sideways),
        hidden_words=hidden + device.hidden,
        images=len(page.images),
    )


def _shapes(page: PlumberPage, left: float, top: float) -> tuple[list[Fill], list[Rule]]:
    fills: list[Fill] = []
    rules: list[Rule] = []
    for shape in [*page.lines, *page.rects, *page.curves]:
        box = (shape["x0"] - left, shape["top"] - top, shape["x1"] - left, shape["bottom"] - top)
        wide, tall = box[2] - box[0], box[3] - box[1]
        if wide < SHORTEST and tall < SHORTEST:
            continue
        if wide <= THIN or tall <= THIN:
            rules.append(Rule(*box))
            continue
        if shape.get("fill") and not _is_white(shape.get("non_stroking_color")):
            fills.append(Fill(*box))
        if shape.get("stroke") and shape["object_type"] == "rect":
            x0, y0, x1, y1 = box
            rules += [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]
    return fills, rules


def _is_white(color: Any) -> bool:
    if isinstance(color, int | float):
        color = (color,)
    if not isinstance(color, tuple | list) or not all(isinstance(part, int | float) for part in color):
        return False
    if len(color) == 4:
        return max(color) <= 1 - WHITE
    return bool(color) and min(color) >= WHITE


def _inside(box: Box, width: float, height: float) -> bool:
    return 0 <= (box[0] + box[2]) / 2 <= width and 0 <= (box[1] + box[3]) / 2 <= height


def _lies_on(box: Box, fills: list[Fill]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom for fill in fills)


def _why_not(data: bytes, file: str, error: Exception, password: str | None) -> ReadError:
    """The typed error for a document that pdfplumber refuses."""
    cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(cause, PDFPasswordIncorrect):
        given = "the password does not open it" if password else "it is encrypted"
        return PasswordNeeded(f"{given}: a user password is needed", file=file)
    if isinstance(cause, PDFEncryptionError):
        return UnsupportedEncryption("its encryption is of an unknown kind", file=file)
    if b"%PDF-" not in data[:HEADER_WINDOW]:
        return NotAPdf("the file is not a PDF", file=file)
    return DamagedPdf("the PDF is damaged beyond what the engine repairs", file=file)
