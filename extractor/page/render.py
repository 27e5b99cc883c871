"""Pages as pictures, for people to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import TYPE_CHECKING

import pypdfium2

from extractor.errors import PageUnreadable

if TYPE_CHECKING:
    from PIL.Image import Image


def render_pages(
    data: bytes, numbers: Sequence[int], pixels: int, sharpest: float, password: str | None = None
) -> Iterator[tuple[int, float, Image]]:
    """Each page's number, the pixels of a point, and its picture, cropped and turned as it is shown.

    Args:
        data: the PDF.
        numbers: of the pages, from 1.
        pixels: the most that one page may have.
        sharpest: the most pixels of a point.
        password: of an encrypted file.

    Raises:
        PageUnreadable: a page cannot be drawn.
    """
    try:
        with pypdfium2.PdfDocument(data, password=password) as document:
            for number in numbers:
                page = document[number - 1]
                width, height = page.get_size()
                scale = min(sharpest, sqrt(pixels / max(1.0, width * height)))
                yield number, scale, page.render(scale=scale).to_pil().convert("RGB")
    except pypdfium2.PdfiumError as error:
        raise PageUnreadable(f"its pages cannot be drawn: {error}") from error
