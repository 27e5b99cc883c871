"""What pdfminer draws on a page, taken down operation by operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar
from pdfminer.pdftypes import resolve1

from extractor.page.chars import Char
from extractor.page.cleaning import CONTROLS, UNKNOWN
from extractor.page.drawing import Drawing, Point, bounds
from extractor.page.model import DESCENT, Box
from extractor.page.space import Matrix, PageSpace, combined

UNSEEN_MODES = (3, 7)
"""Invisible, and clip only: PDF 32000-1, table 106."""
STROKED_MODE = 2
ITALIC, FORCE_BOLD = 1 << 6, 1 << 18
"""Font descriptor flags, PDF 32000-1 table 123, bits 7 and 19."""
BOLD_STEM = 120
"""Thousandths of the font size: upright strokes as thick as pdfium takes for a weight of 600."""
BOLD_NAMES = ("bold", "black", "heavy", "-bd")
SLANT = 0.2
"""Rise over run up to which text counts as level."""
TINY = 0.5
"""Points: smaller text cannot be read, so it is not printed."""
WHITE = 0.97
"""Least share of each of a colour's parts that counts as paper."""
DEFAULT_WIDTH = 1.0
"""Points: of a line whose width is not set, for which pdfminer says 0."""
STRUCK = 0.1
"""Font sizes between a character and itself at most, when it is printed twice to look bold."""


class Look(NamedTuple):
    """How a character is printed."""

    bold: bool
    white: bool
    hidden: bool


class Recorder(PDFPageAggregator):
    """Keeps characters and drawing in the order in which they come, where pdfminer sorts them by kind."""

    def __init__(self, manager: Any, space: PageSpace) -> None:
        super().__init__(manager)
        self.space = space
        self.chars: list[tuple[Char, Look]] = []
        self.drawing = Drawing()
        self._printed: dict[tuple[str, int], list[Box]] = {}
        """Where each character stands, by it and by the foot of its line."""
        self._piece = 0
        self._mode = 0
        self._bold: dict[int, bool] = {}

    def render_string(self, textstate: Any, *rest: Any) -> None:
        """A text operation: all its characters are one piece."""
        self._piece += 1
        self._mode = textstate.render
        super().render_string(textstate, *rest)

    def render_char(
        self, matrix: Matrix, font: Any, fontsize: float, scaling: float, rise: float, cid: int, *rest: Any
    ) -> float:
        """One character; pdfminer works out what it says and how far it goes."""
        advance = super().render_char(matrix, font, fontsize, scaling, rise, cid, *rest)
        made = self.cur_item._objs.pop()
        assert isinstance(made, LTChar)
        if id(font) not in self._bold:
            self._bold[id(font)] = _is_bold(font)
        box, upright = self._place(made, combined((1, 0, 0, 1, 0, rise), matrix), fontsize)
        size = fontsize * (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        look = Look(
            bold=self._bold[id(font)] or self._mode == STROKED_MODE,
            white=is_white(made.graphicstate.ncolor),
            hidden=self._mode in UNSEEN_MODES or not size > TINY,
        )
        if made.get_text():
            self._keep(Char(made.get_text(), box, upright, self._piece), look)
        return advance

    def handle_undefined_char(self, font: Any, cid: int) -> str:
        """A letter that the file does not tell, as `pdfium_letters` has it."""
        tells = getattr(font, "unicode_map", None) or getattr(font, "cid2unicode", None)
        return UNKNOWN if tells or CONTROLS.match(chr(cid)) else chr(cid)

    def _keep(self, char: Char, look: Look) -> None:
        if not char.text.isspace():
            near, row = STRUCK * (char.box[3] - char.box[1]), round(char.box[3])
            for level in (row - 1, row, row + 1):
                for box in self._printed.get((char.text, level), ()):
                    if abs(box[0] - char.box[0]) <= near and abs(box[1] - char.box[1]) <= near:
                        return
            self._printed.setdefault((char.text, row), []).append(char.box)
        self.chars.append((char, look))

    def _place(self, made: LTChar, matrix: Matrix, fontsize: float) -> tuple[Box, bool]:
        a, b, c, d, e, f = matrix
        x, y = self.space.point(e, f)
        if a <= 0 or abs(b) > SLANT * a:
            return self.space.box(*made.bbox), False
        size = fontsize * (c * c + d * d) ** 0.5
        bottom = y + DESCENT * size
        return (x, bottom - size, x + made.adv * a, bottom), True

    def render_image(self, *_: Any) -> None:
        """An image fills the box that pdfminer opened for it."""
        self.drawing.add_image(self.space.box(*self.cur_item.bbox))

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, _: bool, path: Sequence[Any]) -> None:
        """One path, subpath by subpath."""
        a, b, c, d, e, f = self.ctm
        white, width = is_white(gstate.ncolor), gstate.linewidth or DEFAULT_WIDTH  # already scaled
        for subpath in _subpaths(path):
            points = [self.space.point(a * x + c * y + e, b * x + d * y + f) for x, y in subpath]
            if fill:
                self.drawing.add_area(bounds(points), white)
            if stroke:
                self.drawing.add_strokes(points, width)


def _subpaths(path: Sequence[Any]) -> list[list[Point]]:
    subpaths: list[list[Point]] = []
    for operator, *numbers in path:
        if operator == "m" or not subpaths:
            subpaths.append([])
        if operator == "h" and subpaths[-1]:
            subpaths[-1].append(subpaths[-1][0])
        subpaths[-1] += zip(numbers[::2], numbers[1::2], strict=False)
    return [points for points in subpaths if len(points) > 1]


def is_white(color: Any) -> bool:
    """Whether a colour of one (grey), three (RGB) or four (CMYK) parts is paper's."""
    if isinstance(color, int | float):
        color = (color,)
    if not isinstance(color, tuple | list) or not all(isinstance(part, int | float) for part in color):
        return False
    if len(color) == 4:
        return bool(max(color) <= 1 - WHITE)
    return bool(color) and bool(min(color) >= WHITE)


def _is_bold(font: Any) -> bool:
    name = str(getattr(font, "basefont", "") or font.fontname).lower()
    flags, stem = (resolve1(font.descriptor.get(key, 0)) for key in ("Flags", "StemV"))
    flags = flags if isinstance(flags, int) else 0
    if any(mark in name for mark in BOLD_NAMES) or flags & FORCE_BOLD:
        return True
    # The stems of slanted letters are measured too wide.
    return not flags & ITALIC and isinstance(stem, int | float) and stem >= BOLD_STEM
