"""The second reader: pdfplumber. Twenty to fifty times slower, and wrong in other places than pdfium."""

from __future__ import annotations

import io
import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from math import inf
from types import TracebackType
from typing import NamedTuple

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page as PlumberPage
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
from extractor.page.chars import (
    ALNUM,
    KERNED,
    LETTER,
    MARKS,
    ROOM,
    WITNESSES,
    Char,
    begins_word,
    cut_runs,
    gaps_between,
    is_ahead,
    is_level,
)
from extractor.page.cleaning import CONTROLS
from extractor.page.model import Box, Page
from extractor.page.plumber_annotations import PageInterpreter
from extractor.page.plumber_device import Look, Recorder
from extractor.page.sieve import TOUCH, Cuts, Sieve
from extractor.page.space import PageSpace

HEADER_WINDOW = 1024
FAR = 0.5
"""Font sizes between two characters of a word at most, when its letters are set apart on purpose."""

AROUND = 8
"""Chunks on either side of one that show how its letters are spaced."""


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

    def pages(self, only: Collection[int] | None = None) -> Iterator[Page]:
        """Every page in order, or those of some numbers only."""
        for page in self._pdf.pages:
            if only is not None and page.page_number not in only:
                continue
            try:
                read = _read(page)
            except Exception as error:  # as above: no common base class
                raise PageUnreadable(
                    "the page cannot be read", file=self._file, page=page.page_number
                ) from error
            page.close()
            yield read


def _read(page: PlumberPage) -> Page:
    manager = page.pdf.rsrcmgr
    space = _space(page.page_obj)
    recorder = Recorder(manager, space)
    PageInterpreter(manager, recorder).process_page(page.page_obj)
    drawing = recorder.drawing
    drawing.join_dots()
    sieve = Sieve(space.width, space.height, drawing)
    cuts = Cuts(drawing.rules)
    parted = False
    chunks = list(_chunks(recorder.chars))
    for number, (chars, look, printed, spaced) in enumerate(chunks):
        for run in cut_runs(chars, cuts, spaced, partial(_nearby, chunks, number)):
            if look.hidden:
                sieve.hidden += 1
            elif not run.chars[0].upright:
                sieve.add_sideways(run.text, run.box, look.bold)
            elif run.box[2] > run.box[0]:
                spacing = inf if _is_stretched(chunks, number) else run.spacing
                spacing = max(spacing, _kerning(chunks[number - 1].chars[-1], run.chars[0]))
                glued = run.glued or (not parted and sieve.touches(run.box, spacing))
                sieve.add(run.text, run.box, look.bold, look.white, glued, run.spaced)
            parted = False
        parted = printed
    return sieve.page(page.page_number)


def _kerning(before: Char, char: Char) -> float:
    """How far apart two letters may stand that one operation prints, and be of one word."""
    is_one = before.piece == char.piece and LETTER.match(before.text) and LETTER.match(char.text)
    return (KERNED - TOUCH) * (char.box[3] - char.box[1]) if is_one else 0.0


def _is_stretched(chunks: Sequence[Chunk], number: int) -> bool:
    """Whether a chunk goes on after a mark that ends the one before, in a text whose spaces are printed."""
    before = chunks[number - 1]
    text = "".join(char.text for char in before.chars[-2:])
    if number < 2 or before.parted or text[-1] not in MARKS:
        return False
    begins = len(text) == 1 and chunks[number - 2].spaced
    if not ((begins or (len(text) > 1 and ALNUM.match(text))) and ALNUM.match(chunks[number].chars[0].text)):
        return False
    rest = itertools.takewhile(lambda chunk: chunk.spaced, chunks[number:])
    if not all(chunk.parted for chunk in rest):
        return False
    spaces = [chunk.parted for chunk in chunks[max(0, number - AROUND) : number - 1] if chunk.spaced]
    return len(spaces) >= WITNESSES and all(spaces[-WITNESSES:])


def _nearby(chunks: Sequence[Chunk], number: int) -> list[float]:
    """The gaps between the letters of the chunks before one and after it."""
    around = (*chunks[max(0, number - AROUND) : number], *chunks[number + 1 : number + 1 + AROUND])
    return [gap for chunk in around for gap in gaps_between(chunk.chars)]


def _space(page: PDFPage) -> PageSpace:
    """The crop box in pdfminer's coordinates: the turned page's, from the corner of the media box."""
    media = page.mediabox = _ordered(page.mediabox)
    crop = _ordered(page.cropbox)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if left >= right or bottom >= top:
        left, bottom, right, top = media
    turned = PageSpace(*media, page.rotate // 90)
    x0, y0, x1, y1 = turned.box(left, bottom, right, top)
    return PageSpace(x0, turned.height - y1, x1, turned.height - y0, 0)


def _ordered(box: Box) -> Box:
    x0, y0, x1, y1 = box
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


class Chunk(NamedTuple):
    """Characters with no white space between."""

    chars: list[Char]
    look: Look
    """Of the first."""
    parted: bool
    """White space is printed after them."""
    spaced: bool
    """A space follows in their line, printed or as a gap."""


def _chunks(chars: Iterable[tuple[Char, Look]]) -> Iterator[Chunk]:
    chunk: list[Char] = []
    looks: list[Look] = []
    for char, look in chars:
        if char.text.isspace() and not CONTROLS.match(char.text):
            if chunk:
                yield Chunk(chunk, looks[0], True, char.text == " ")
            chunk, looks = [], []
            continue
        if chunk and (
            look.hidden != looks[-1].hidden
            or (look.bold != looks[-1].bold and begins_word(chunk[-1], char))
            or _far(chunk[-1], char, alike=look == looks[-1])
        ):
            yield Chunk(chunk, looks[0], False, is_ahead(chunk[-1], char))
            chunk, looks = [], []
        chunk.append(char)
        looks.append(look)
    if chunk:
        yield Chunk(chunk, looks[0], False, False)


def _far(before: Char, after: Char, *, alike: bool) -> bool:
    """Whether two characters cannot be of one word, even if its letters, which look alike, are set apart."""
    if not before.upright and not after.upright:
        return False
    room = FAR if alike or before.piece == after.piece else ROOM
    return after.box[0] - before.box[2] > room * (before.box[3] - before.box[1]) or not is_level(
        before, after
    )


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
