"""The default reader: pdfium through its raw API."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator
from types import TracebackType

import pypdfium2.raw as raw

from extractor import native
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
from extractor.page import pdfium_api as api
from extractor.page.model import Page
from extractor.page.numbers import numbers_in
from extractor.page.pdfium_shapes import read_shapes
from extractor.page.pdfium_styles import Fonts
from extractor.page.pdfium_words import read_words
from extractor.page.sieve import Cuts, Sieve
from extractor.page.space import PageSpace

FILLED_IN = (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET)
"""Kinds of annotations that hold what somebody filled in."""
MOST_ANNOTATIONS = 2_000
"""Of a page, that are looked at for such a one."""
FLATTENED = 1
REOPENED = 128
"""Pages after which the document is opened anew: pdfium keeps something of every page that it has loaded."""
HEADER_WINDOW = 1024
"""Bytes in which a PDF's header must begin (PDF 32000-1, annex H, note 13)."""


class PdfiumReader:
    """An open document, see extractor.page.reader.Reader."""

    def __init__(self, data: bytes, file: str, password: str | None) -> None:
        self._data = data  # pdfium reads from this memory as long as the document is open
        self._file = file
        self._secret = password.encode("utf-8") if password is not None else None
        self._open()
        if not self._document:
            raise _why_not(data, file, raw.FPDF_GetLastError(), password)
        self.page_count: int = raw.FPDF_GetPageCount(self._document)
        if self.page_count < 1:
            self._close()
            raise NoPages("the PDF has no pages", file=file)
        self.producer = self._meta("Producer")

    def __enter__(self) -> PdfiumReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _open(self) -> None:
        self._document = raw.FPDF_LoadMemDocument64(self._data, len(self._data), self._secret)
        self._fonts = Fonts()

    def _close(self) -> None:
        if self._document:
            raw.FPDF_CloseDocument(self._document)
            self._document = None

    def _meta(self, tag: str) -> str | None:
        size = raw.FPDF_GetMetaText(self._document, tag.encode(), None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDF_GetMetaText(self._document, tag.encode(), buffer, size)
        return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace") or None

    def pages(self, only: Collection[int] | None = None) -> Iterator[Page]:
        """Every page in order, or those of some numbers only."""
        for index in range(self.page_count):
            if index and index % REOPENED == 0:
                self._close()
                self._open()
            if only is None or index + 1 in only:
                yield self._page(index)

    def _page(self, index: int) -> Page:
        page = raw.FPDF_LoadPage(self._document, index)
        if page and _is_filled_in(page) and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == FLATTENED:
            raw.FPDF_ClosePage(page)
            page = raw.FPDF_LoadPage(self._document, index)
        if not page:
            raise PageUnreadable("the page cannot be loaded", file=self._file, page=index + 1)
        text = raw.FPDFText_LoadPage(page)
        try:
            if not text:
                raise PageUnreadable("the page's text cannot be loaded", file=self._file, page=index + 1)
            space = _space(page)
            shapes = read_shapes(ctypes.cast(page, ctypes.c_void_p).value or 0, space)
            sieve = Sieve(space.width, space.height, shapes)
            text_page = ctypes.cast(text, ctypes.c_void_p).value or 0
            read_words(text_page, space, self._fonts, Cuts(shapes.rules), sieve)
            numbers = printed_numbers(text_page)
        finally:
            if text:
                raw.FPDFText_ClosePage(text)
            raw.FPDF_ClosePage(page)
        return sieve.page(index + 1, numbers)


def printed_numbers(text_page: int) -> tuple[str, ...]:
    """The numbers of a page's whole text, sorted."""
    if native.core is not None:
        return native.core.text_numbers(api.ADDRESSES, text_page)
    return numbers_in(whole_text(text_page))


def whole_text(text_page: int) -> str:
    """The text of a page, as the engine puts it together."""
    count = max(0, api.text_char_count(text_page))
    buffer = (ctypes.c_ushort * (2 * count + 2))()  # characters beyond the basic plane take two units
    written = api.text_get(text_page, 0, count, ctypes.addressof(buffer))
    return memoryview(buffer).cast("B")[: 2 * max(0, written - 1)].tobytes().decode("utf-16-le", "replace")


def _is_filled_in(page: raw.FPDF_PAGE) -> bool:
    """Whether a page has form fields or text written on it; hides its other annotations, stamps and signatures."""
    found = False
    for at in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        if raw.FPDFAnnot_GetSubtype(annotation) in FILLED_IN and not _is_signature(annotation):
            found = True
        else:
            raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_HIDDEN)
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def _is_signature(annotation: raw.FPDF_ANNOTATION) -> bool:
    name = (ctypes.c_ushort * 8)()
    raw.FPDFAnnot_GetStringValue(annotation, b"FT", name, ctypes.sizeof(name))
    return bytes(name).decode("utf-16-le").startswith("Sig")


def _space(page: raw.FPDF_PAGE) -> PageSpace:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return PageSpace(box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(page))


def _why_not(data: bytes, file: str, reason: int, password: str | None) -> ReadError:
    """The typed error for a document that pdfium refuses."""
    if not data:
        return EmptyFile("the file is empty", file=file)
    if reason == raw.FPDF_ERR_PASSWORD:
        given = "the password does not open it" if password is not None else "it is encrypted"
        return PasswordNeeded(f"{given}: a user password is needed", file=file)
    if reason == raw.FPDF_ERR_SECURITY:
        return UnsupportedEncryption("its encryption is of an unknown kind", file=file)
    if b"%PDF-" not in data[:HEADER_WINDOW]:
        return NotAPdf("the file is not a PDF", file=file)
    return DamagedPdf("the PDF is damaged beyond what the engine repairs", file=file)
