"""How the words of pdfium's text objects look, asked once for each object."""

from __future__ import annotations

from collections.abc import Mapping
from ctypes import addressof, create_string_buffer
from dataclasses import dataclass, field
from itertools import repeat
from math import hypot
from typing import NamedTuple

from extractor.page import pdfium_api as api
from extractor.page.pdfium_api import consume

TINY = 0.5
"""Points: smaller text cannot be read, so it is not printed."""
SLANT = 0.2
"""Rise over run up to which text counts as level."""
BOLD_WEIGHT = 600
LONGEST_NAME = 128
"""Bytes of a font's name, with the zero at its end, that one question brings (PDF 32000-1, annex C)."""
BOLD_NAMES = (b"bold", b"black", b"heavy", b"-bd")
SLOTS = 10
"""Four-byte slots for an object: six of a matrix, four of a colour's channels."""

Looks = tuple[int | None, int, float, float, float, float, float, int, int, int, int]
"""Font, render mode, font size; a, b, c, d of the matrix; red, green, blue, alpha."""


@dataclass(frozen=True, slots=True)
class Font:
    """What is known of a font all through a document."""

    bold: bool
    advances: dict[str, float] = field(default_factory=dict)
    """Width in font sizes of each character met so far."""
    lengths: dict[str, float] = field(default_factory=dict)
    """Width in font sizes of each word met so far, were its characters set side by side."""


class Style(NamedTuple):
    """How text objects with the same font, size, direction, colour and mode look."""

    size: float
    across: float
    """Font size along the line, which is another when text is set narrow or wide."""
    level: bool
    """Runs from left to right on the shown page."""
    bold: bool
    hidden: bool
    white: bool
    font: Font


class Fonts:
    """The fonts of a document; a name goes with each handle, which pdfium may use again for another font."""

    def __init__(self) -> None:
        self._known: dict[tuple[int | None, bytes], Font] = {}

    def font(self, handle: int | None) -> Font:
        """What is known of a font."""
        name = _name(handle)
        font = self._known.get((handle, name))
        if font is None:
            font = self._known[handle, name] = Font(_is_bold(handle, name))
        return font


class Styles:
    """The styles of one page."""

    def __init__(self, text_page: int, rotation: int, fonts: Fonts) -> None:
        self._page = text_page
        self._rotation = rotation
        self._fonts = fonts
        self._known: dict[Looks, Style] = {}
        self._on_page: dict[int | None, Font] = {}

    def of_objects(self, first_chars: Mapping[int | None, int]) -> dict[int | None, Style]:
        """The style of each text object, given the index of one of its characters."""
        objects, indexes = list(first_chars), list(first_chars.values())
        block = create_string_buffer(4 * SLOTS * len(objects) or 1)
        at = addressof(block)
        spots = (range(at + 4 * slot, at + len(block), 4 * SLOTS) for slot in (0, 6, 7, 8, 9))
        consume(map(api.text_matrix, repeat(self._page), indexes, next(spots)))
        consume(map(api.object_fill_color, objects, *spots))
        view = memoryview(block).cast("B")
        matrices, colors = view.cast("f").tolist(), view.cast("I").tolist()
        looks = zip(
            map(api.object_font, objects),
            map(api.object_render_mode, objects),
            map(api.text_font_size, repeat(self._page), indexes),
            *(matrices[slot::SLOTS] for slot in range(4)),
            *(colors[slot::SLOTS] for slot in range(6, SLOTS)),
            strict=True,
        )
        known = self._known
        return {item: known.get(look) or self.style(look) for item, look in zip(objects, looks, strict=True)}

    def style(self, looks: Looks) -> Style:
        """The style that a text object's looks make."""
        handle, mode, size, a, b, c, d, red, green, blue, alpha = looks
        if handle not in self._on_page:
            self._on_page[handle] = self._fonts.font(handle)
        font = self._on_page[handle]
        along, rise = ((a, b), (b, -a), (-a, -b), (-b, a))[self._rotation]
        style = self._known[looks] = Style(
            size=(height := size * hypot(c, d)),
            across=size * along,
            level=size * along > 0 and abs(rise) <= SLANT * along,
            bold=font.bold or mode == api.STROKED_TEXT,
            hidden=alpha == 0 or mode in api.UNSEEN_MODES or not height > TINY,
            white=min(red, green, blue) >= api.NEARLY_WHITE,
            font=font,
        )
        return style


def _name(font: int | None) -> bytes:
    if not font:
        return b""
    name = create_string_buffer(LONGEST_NAME)
    size = api.font_base_name(font, addressof(name), LONGEST_NAME)
    if size > LONGEST_NAME:
        name = create_string_buffer(size)
        api.font_base_name(font, addressof(name), size)
    return name.value


def _is_bold(font: int | None, name: bytes) -> bool:
    if not font:
        return False
    flags = api.font_flags(font)
    if any(mark in name.lower() for mark in BOLD_NAMES) or flags & api.FORCE_BOLD:
        return True
    # What weight pdfium tells is made of the width of the stems, which slanted ones are measured too wide for.
    return not flags & api.ITALIC and api.font_weight(font) >= BOLD_WEIGHT
