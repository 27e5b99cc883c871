"""What one document may take: beyond it stands a typed error, or a cut that is said."""

from __future__ import annotations

from dataclasses import dataclass, replace

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of one document. The largest report known has 300 pages, 9,000 characters on one of them."""

    file_bytes: int = 512 * MEGABYTE
    """Bytes of the file: it is held in memory."""
    pages: int = 10_000
    page_characters: int = 200_000
    """Printed characters on one page."""
    page_objects: int = 200_000
    """Words, lines and shaded boxes on one page."""
    value_characters: int = 100_000
    """Characters of one value; a longer one is cut, with the diagnostic `value_cut`."""
    page_seconds: float = 30.0
    """Time without a page being done. Kept by whoever can stop the reading: see extractor.batch."""
    document_seconds: float = 900.0
    memory_bytes: int = 1_000 * MEGABYTE
    """Address space that a document may take beyond what the program itself has."""
    pixels: int = 50_000_000
    """Of a rendered page, whatever its size in points says."""

    def on_content(self) -> Limits:
        """Those that decide what a document becomes: the others decide only whether it does."""
        return replace(
            DEFAULT_LIMITS,
            pages=self.pages,
            page_characters=self.page_characters,
            page_objects=self.page_objects,
            value_characters=self.value_characters,
        )

    def render_scale(self, width: float, height: float, wanted: float) -> float:
        """The scale to render a page of so many points at: the one wanted, or less to stay within the pixels."""
        area = max(width, 1.0) * max(height, 1.0)
        return float(min(wanted, (self.pixels / area) ** 0.5))


DEFAULT_LIMITS = Limits()
