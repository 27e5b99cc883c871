"""Pages with the boxes of values and findings drawn on them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.explanation.reading import Explanation, places_near
from extractor.page.render import render_pages
from extractor.records import BBox

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

MOST_PAGES = 6
"""Pages on one picture; of more, the first ones are shown."""
PIXELS = 16_000_000
"""Of the whole picture."""
SHARPEST = 2.0
"""Pixels a point, where there is room."""
GAP = 12
"""Pixels between pages."""
COLOURS = {"value": "#1f6feb", "info": "#bf8700", "warning": "#cf222e", "error": "#cf222e"}
Boxes = dict[int, list[tuple[str, BBox]]]
"""By page: what a box is and where."""


def picture(file: str | Path, explanation: Explanation, *, password: str | None = None) -> bytes:
    """A PNG of the pages that an explanation is about: values framed in blue, warnings in red, notes in ochre.

    Raises:
        UsageError: nothing of it stands on a page.
        ReadError: a page cannot be loaded.
    """
    import PIL.Image
    import PIL.ImageDraw

    boxes = _boxes(explanation)
    if not boxes:
        raise UsageError(f"nothing of '{explanation.path}' stands on a page, so there is nothing to draw")
    numbers = sorted(boxes)[:MOST_PAGES]
    sheets: list[Image] = []
    for number, scale, sheet in render_pages(
        Path(file).read_bytes(), numbers, PIXELS // len(numbers), SHARPEST, password
    ):
        draw = PIL.ImageDraw.Draw(sheet, "RGBA")
        for what, box in dict.fromkeys(boxes[number]):
            _frame(draw, COLOURS[what], [edge * scale for edge in box])
        sheets.append(sheet)
    whole = PIL.Image.new(
        "RGB",
        (
            sum(sheet.width for sheet in sheets) + GAP * (len(sheets) - 1),
            max(sheet.height for sheet in sheets),
        ),
        "#808080",
    )
    left = 0
    for sheet in sheets:
        whole.paste(sheet, (left, 0))
        left += sheet.width + GAP
    target = io.BytesIO()
    whole.save(target, "PNG")
    return target.getvalue()


def _boxes(explanation: Explanation) -> Boxes:
    found: Boxes = {}
    for places in places_near(explanation).values():
        for place in places:
            found.setdefault(place.page, []).append(("value", place.bbox))
    for finding in explanation.findings:
        if finding.page is not None and finding.bbox is not None:
            found.setdefault(finding.page, []).append((finding.severity, finding.bbox))
    return found


def _frame(draw: ImageDraw, colour: str, box: list[float]) -> None:
    x0, top, x1, bottom = box
    around = [min(x0, x1) - 2, min(top, bottom) - 2, max(x0, x1) + 2, max(top, bottom) + 2]
    draw.rectangle(around, outline=colour, width=2, fill=f"{colour}20")
