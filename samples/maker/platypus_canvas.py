"""A ReportLab canvas that writes a page as odd producers do.

Effects: `chars` and `words` show each character or word by itself, `kerned` moves instead of writing
spaces, `rotated` stores the page turned by a quarter, `crop` hides a margin by the crop box, `form` keeps
the whole page in a form XObject, `hidden` writes invisible words, `filled-rules` draws rules as thin
rectangles, `watermark` prints a word across the page, `reversed` paints the page's last block first.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from samples.maker.content import Report
from samples.maker.looks import Look

INVISIBLE: Literal[3] = 3
SPACE_UNIT = 1000


class PiecewiseText(PDFTextObject):
    """Text shown in pieces: each its own operator."""

    _canvas: Any
    _code: list[str]
    _fontname: str
    _fontsize: float
    _x: float

    def textOut(self, text: str) -> None:  # noqa: N802 - the name is ReportLab's
        """Shows one string; the cursor moves on."""
        self._x += stringWidth(text, self._fontname, self._fontsize)
        self._textOut(text)

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803
        """Shows one string, in one piece or in many."""
        plain: Any = super()
        effects = self._canvas.effects
        if "chars" in effects:
            pieces = list(text)
        elif "words" in effects or "kerned" in effects:
            pieces = re.findall(r" +|[^ ]+", text)
        else:
            pieces = [text]
        for piece in pieces or [""]:
            if "kerned" in effects and piece and not piece.strip(" "):
                self._move(piece)
            else:
                plain._textOut(piece, 0)
        if TStar:
            self._code.append("T*")

    def _move(self, spaces: str) -> None:
        """Goes on to the right as far as these spaces are wide."""
        size = self._fontsize
        wide = stringWidth(spaces, self._fontname, size) + getattr(self, "_wordSpace", 0) * len(spaces)
        self._code.append(f"[{-wide / size * SPACE_UNIT:.0f}] TJ")


class SampleCanvas(Canvas):
    """Prints head and foot on every page once their number is known, and plays the look's effects."""

    _code: list[str]
    _lineWidth: float  # noqa: N815 - the name is ReportLab's

    def __init__(self, *args: Any, look: Look, report: Report, **kwargs: Any) -> None:
        self.look, self.report, self.effects = look, report, look.effects
        super().__init__(*args, **kwargs)
        self._pages: list[dict[str, Any]] = []

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> PDFTextObject:  # noqa: N802
        """The text object of this page's way of writing."""
        return PiecewiseText(self, x, y, direction=direction)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A rule: a stroke, or a thin filled rectangle."""
        if "filled-rules" not in self.effects:
            super().line(x1, y1, x2, y2)
            return
        wide = self._lineWidth
        self.saveState()
        self.setFillColorRGB(0, 0, 0)
        self.rect(
            min(x1, x2) - wide / 2,
            min(y1, y2) - wide / 2,
            abs(x2 - x1) + wide,
            abs(y2 - y1) + wide,
            stroke=0,
            fill=1,
        )
        self.restoreState()

    def showPage(self) -> None:  # noqa: N802
        """Keeps the page for later, when the number of pages is known."""
        self._pages.append(dict(self.__dict__))
        start: Any = self
        start._startPage()

    def save(self) -> None:
        """Writes the kept pages."""
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self._furniture(number, len(self._pages))
            self._finish(number)
            super().showPage()
        super().save()

    def _furniture(self, number: int, pages: int) -> None:
        look, (width, height) = self.look, (self.look.page[0] * mm, self.look.page[1] * mm)
        left, right, top = look.margins[3] * mm, width - look.margins[1] * mm, height - 10 * mm
        regular, bold = fonts_of(look)
        if look.head:
            self.setFont(bold, look.size * 1.2)
            self.drawCentredString(
                width / 2, top - 8, self.report.title if look.head == "line" else look.labels.page_title
            )
            self.setFont(regular, look.size * 0.75)
            lines = (
                self.report.address
                if look.head == "address"
                else (self.report.entity,)
                if look.head == "line"
                else ()
            )
            for line in lines:
                self.drawString(left, top, line)
                top -= look.size
        if look.head == "line":
            self.line(left, height - 16 * mm, right, height - 16 * mm)
        if look.foot:
            self.setFont(regular, look.size * 0.8)
            draw = {"left": self.drawString, "center": self.drawCentredString, "right": self.drawRightString}[
                look.foot_align
            ]
            where = {"left": left, "center": width / 2, "right": right}[look.foot_align]
            draw(where, 9 * mm, look.foot.replace("{n}", str(number)).replace("{N}", str(pages)))
        if "watermark" in self.effects:
            begun = len(self._code)
            self.saveState()
            self.setFillGray(0.9)
            self.setFont(bold, 90)
            self.translate(width / 2, height / 2)
            self.rotate(50)
            self.drawCentredString(0, 0, "BOZZA")
            self.restoreState()
            self._code = self._code[begun:] + self._code[:begun]
        if "hidden" in self.effects:
            text = Canvas.beginText(self, left, height / 2)
            text.setFont(regular, look.size)
            text.setTextRenderMode(INVISIBLE)
            text.textOut(f"bozza interna {number}")
            text.setTextRenderMode(0)
            self.drawText(text)

    def _finish(self, number: int) -> None:
        """Wraps what the page holds, as its effects ask."""
        width, height = self.look.page[0] * mm, self.look.page[1] * mm
        if "rotated" in self.effects:
            # The page is stored lying on its side and shown upright; ReportLab swaps the sides of its box.
            self._code.insert(0, f"q 0 1 -1 0 {height:.2f} 0 cm")
            self._code.append("Q")
            self.setPageRotation(90)
        if "crop" in self.effects:
            self.setCropBox((20, 15, width - 10, height - 5))
        if "reversed" in self.effects:
            self._code = _reversed(self._code)
        if "form" in self.effects:
            code, self._code = self._code, []
            self.beginForm(f"page{number}", 0, 0, width, height)
            self._code.extend(code)
            self.endForm()
            self.doForm(f"page{number}")


def _reversed(code: list[str]) -> list[str]:
    """The same marks painted in the opposite order: last block first."""
    groups: list[list[str]] = [[]]
    depth = 0
    for operation in code:
        groups[-1].append(operation)
        depth += (operation == "q") - (operation == "Q")
        if not depth and operation == "Q":
            groups.append([])
    return [operation for group in reversed(groups) for operation in group]


def fonts_of(look: Look) -> tuple[str, str]:
    """The names under which a look's fonts are known to ReportLab."""
    if "standard-fonts" in look.effects:
        return ("Times-Roman", "Times-Bold") if look.font == "serif" else ("Helvetica", "Helvetica-Bold")
    return look.font, look.font if "double-bold" in look.effects else f"{look.font}-bold"
