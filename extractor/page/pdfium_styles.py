"""How the words of pdfium's text objects look, asked once for each object."""

from __future__ import annotations

from collections.abc import Mapping
from ctypes import addressof, create_string_buffer
from itertools import repeat
from math import hypot
from typing import NamedTuple

from extractor.page import pdfium_api as api

TINY = 0.5
"""Points: smaller text cannot be read, so it is not printed."""
SLANT = 0.2
"""Rise over run up to which text counts as level."""
NEARLY_WHITE = 247
BOLD_WEIGHT = 600
BOLD_NAMES = (b"bold", b"black", b"heavy", b"-bd")
SLOTS = 10
"""Four-byte slots for an object: six of a matrix, four of a colour's channels."""


class Style(NamedTuple):
    """How text objects with the same font, size, direction, colour and mode look."""

    size: float
    level: bool
    """Runs from left to right in user space."""
    bold: bool
    hidden: bool
    white: bool
    widths: dict[str, float]
    """How far each character met so far takes the next one."""


class Styles:
    """The styles of one page; on the next, pdfium may use the same handles for other objects."""

    def __init__(self, text_page: int) -> None:
        self._page = text_page
        self._known: dict[tuple[float | None, ...], Style] = {}
        self._bold: dict[int | None, bool] = {}

    def of_objects(self, first_chars: Mapping[int | None, int]) -> dict[int | None, Style]:
        """The style of each text object, given the index of one of its characters."""
        objects, indexes = list(first_chars), list(first_chars.values())
        block = create_string_buffer(4 * SLOTS * len(objects) or 1)
        at = addressof(block)
        for item, index in zip(objects, indexes, strict=True):
            api.text_matrix(self._page, index, at)
            api.object_fill_color(item, at + 24, at + 28, at + 32, at + 36)
            at += 4 * SLOTS
        view = memoryview(block).cast("B")
        matrices, colors = view.cast("f").tolist(), view.cast("I").tolist()
        fonts = map(api.object_font, objects)
        modes = map(api.object_render_mode, objects)
        sizes = map(api.text_font_size, repeat(self._page), indexes)
        known, styles, slot = self._known, {}, 0
        for item, font, mode, size in zip(objects, fonts, modes, sizes, strict=True):
            key = (font, mode, size, *matrices[slot : slot + 4], *colors[slot + 6 : slot + 10])
            style = known.get(key)
            if style is None:
                style = known[key] = self._style(*key)
            styles[item] = style
            slot += SLOTS
        return styles

    def _style(
        self,
        font: int | None,
        mode: int,
        size: float,
        a: float,
        b: float,
        c: float,
        d: float,
        red: int,
        green: int,
        blue: int,
        alpha: int,
    ) -> Style:
        size *= hypot(c, d)
        level = a > 0 and abs(b) <= SLANT * a
        if font not in self._bold:
            self._bold[font] = _is_bold(font)
        bold = self._bold[font] or mode == api.STROKED_TEXT
        hidden = alpha == 0 or mode in (api.INVISIBLE_TEXT, api.CLIP_ONLY_TEXT) or not size > TINY
        white = min(red, green, blue) >= NEARLY_WHITE
        return Style(size, level, bold, hidden, white, {})


def _is_bold(font: int | None) -> bool:
    if not font:
        return False
    if api.font_weight(font) >= BOLD_WEIGHT or api.font_flags(font) & api.FORCE_BOLD:
        return True
    size = api.font_base_name(font, None, 0)
    name = create_string_buffer(max(1, size))
    api.font_base_name(font, addressof(name), size)
    return any(mark in name.value.lower() for mark in BOLD_NAMES)
