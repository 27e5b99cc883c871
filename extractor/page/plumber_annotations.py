"""What somebody filled in on a page, as in the fields of a form, drawn as pdfminer draws the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, resolve1, resolve_all
from pdfminer.psparser import LIT, literal_name

from extractor.page.space import IDENTITY, Matrix, combined

FILLED_IN = ("FreeText", "Widget")
"""Kinds of annotations that hold what somebody filled in."""
LITERAL_FORM = LIT("Form")
HIDDEN, NO_VIEW = 1 << 1, 1 << 5
"""Flags, PDF 32000-1 table 165, bits 2 and 6."""


class PageInterpreter(PDFPageInterpreter):
    """Draws a page and then what is filled in on it."""

    _annotations: Any = ()

    def process_page(self, page: Any) -> None:
        """The page, annotations last."""
        self._annotations = page.annots
        super().process_page(page)

    def render_contents(self, resources: Any, streams: Sequence[object], ctm: Matrix = IDENTITY) -> None:
        """A content stream; of the page's own, the annotations are a part."""
        super().render_contents(resources, streams, ctm=ctm)
        annotations, self._annotations = self._annotations, ()
        for number, (appearance, placed) in enumerate(_appearances(annotations)):
            name = f"annotation{number}"
            self.init_state(combined(placed, ctm))
            self.xobjmap[name] = appearance
            self.do_Do(name)


def _appearances(annotations: Any) -> Iterator[tuple[PDFStream, Matrix]]:
    """What each annotation shows, and where; what is malformed shows nothing."""
    for reference in resolve1(annotations) or ():
        annotation = resolve1(reference)
        if not isinstance(annotation, dict) or _name(annotation.get("Subtype")) not in FILLED_IN:
            continue
        if _name(annotation.get("FT")) == "Sig":
            continue
        flags = resolve1(annotation.get("F", 0))
        appearance = resolve1((resolve1(annotation.get("AP")) or {}).get("N"))
        if isinstance(appearance, dict):
            appearance = resolve1(appearance.get(_name(annotation.get("AS"))))
        if not isinstance(appearance, PDFStream) or (isinstance(flags, int) and flags & (HIDDEN | NO_VIEW)):
            continue
        placed = _placed(appearance, resolve_all(annotation.get("Rect")))
        if placed is not None:
            appearance.attrs.setdefault("Subtype", LITERAL_FORM)
            yield appearance, placed


def _placed(appearance: PDFStream, rect: Any) -> Matrix | None:
    """The matrix that fits an appearance into its annotation's rectangle, PDF 32000-1 section 12.5.5."""
    box, matrix = (resolve_all(appearance.get(key)) for key in ("BBox", "Matrix"))
    a, b, c, d, e, f = matrix or IDENTITY
    try:
        corners = [(x * a + y * c + e, x * b + y * d + f) for x in box[0:4:2] for y in box[1:4:2]]
        x0, y0 = (min(corner[axis] for corner in corners) for axis in (0, 1))
        x1, y1 = (max(corner[axis] for corner in corners) for axis in (0, 1))
        left, right = sorted(rect[0:4:2])
        low, high = sorted(rect[1:4:2])
        across, along = (right - left) / (x1 - x0), (high - low) / (y1 - y0)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return across, 0.0, 0.0, along, left - x0 * across, low - y0 * along


def _name(value: Any) -> str:
    found = resolve1(value)
    return str(literal_name(found)) if found is not None else ""
