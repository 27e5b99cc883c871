"""The interface every PDF engine is put behind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from extractor.errors import UsageError
from extractor.page.model import Page


class Reader(Protocol):
    """An open document. Pages are read once, in order, and let go of by the reader."""

    @property
    def page_count(self) -> int:
        """Number of pages."""
        ...

    @property
    def producer(self) -> str | None:
        """What the file says made it."""
        ...

    def pages(self, only: Collection[int] | None = None) -> Iterator[Page]:
        """Every page in order, or those of some numbers only.

        Raises:
            PageUnreadable: the engine cannot load one of them.
        """
        ...


def _pdfium(data: bytes, file: str, password: str | None) -> AbstractContextManager[Reader]:
    from extractor.page.pdfium import PdfiumReader

    return PdfiumReader(data, file, password)


def _pdfplumber(data: bytes, file: str, password: str | None) -> AbstractContextManager[Reader]:
    from extractor.page.plumber import PlumberReader

    return PlumberReader(data, file, password)


READERS: dict[str, Callable[[bytes, str, str | None], AbstractContextManager[Reader]]] = {
    "pdfium": _pdfium,
    "pdfplumber": _pdfplumber,
}


def open_reader(
    data: bytes, *, file: str = "", password: str | None = None, reader: str = "pdfium"
) -> AbstractContextManager[Reader]:
    """Open the bytes of a PDF.

    Args:
        data: the whole file.
        file: its name, for messages.
        password: the user or owner password of an encrypted file.
        reader: one of READERS.

    Raises:
        UsageError: there is no such reader.
        ReadError: one of its kinds, see extractor.errors.
    """
    if reader not in READERS:
        raise UsageError(f"there is no reader {reader!r}; there are: {', '.join(sorted(READERS))}")
    return READERS[reader](data, Path(file).name if file else "", password)
