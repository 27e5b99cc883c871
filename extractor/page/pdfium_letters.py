"""The text of a page as pdfium has it, with a mark for each letter that the file does not tell.

For such a letter pdfium gives the number that it has in its font, or, where that is one of a few controls, leaves it
out of the text. A font that tells no letter at all is believed: programs that draw letters as pictures number them
as others do. Of a font that tells the others, the number means nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from ctypes import addressof, c_ushort
from itertools import repeat

from extractor.page import pdfium_api as api
from extractor.page.cleaning import CONTROLS, UNKNOWN

CHUNK = 16000
"""Characters a call: pdfium cuts longer answers."""
LINE_END_HYPHENS = "\x02\ufffe"
"""What pdfium puts for the hyphen of a word that goes on in the next line; no line break follows it."""
FLAT = 0.05
"""Points: pdfium gives a glyph without ink a box of its width and a hundredth's height."""
HYPHENS = str.maketrans(dict.fromkeys(LINE_END_HYPHENS, "-"))


def page_text(text_page: int, count: int) -> str:
    """The text of so many characters."""
    text = _text(text_page, count)
    if not _has_unknown_letters(text_page, text, count):
        return text
    units = list(map(api.text_unicode, repeat(text_page), range(count)))
    untold = {index for index in range(count) if api.text_is_unmapped(text_page, index) == 1}
    doubtful = _of_mixed_fonts(text_page, units, untold)
    for index, unit in enumerate(units):
        letter = chr(unit)
        control = CONTROLS.match(letter) or letter in LINE_END_HYPHENS
        if index in doubtful or (control and api.text_is_hyphen(text_page, index) != 1):
            units[index] = ord(UNKNOWN) if _has_ink(text_page, index) else ord(" ")
    return b"".join(chr(unit).encode("utf-16-le", "surrogatepass") for unit in units).decode(
        "utf-16-le", "surrogatepass"
    )


def _has_unknown_letters(text_page: int, text: str, count: int) -> bool:
    """Whether the file does not tell some letter; the C helper finds it the same way."""
    if CONTROLS.search(text.translate(HYPHENS)) or len(text) + sum(char > "\uffff" for char in text) != count:
        return True
    return 1 in map(api.text_is_unmapped, repeat(text_page), range(count))


def _text(text_page: int, count: int) -> str:
    parts = []
    for start in range(0, count, CHUNK):
        size = min(CHUNK, count - start)
        buffer = (c_ushort * (2 * size + 2))()  # characters beyond the basic plane take two units
        written = api.text_get(text_page, start, size, addressof(buffer))
        parts.append(bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass"))
    return "".join(parts)


def _of_mixed_fonts(text_page: int, units: Collection[int], untold: Collection[int]) -> set[int]:
    """Those of the letters not told whose font tells others."""
    fonts = {
        index: api.object_font(api.text_object(text_page, index))
        for index, unit in enumerate(units)
        if index in untold or chr(unit).isalnum()
    }
    telling = {font for index, font in fonts.items() if index not in untold}
    return {index for index in untold if fonts[index] in telling}


def _has_ink(text_page: int, index: int) -> bool:
    box = api.Doubles4()
    at = addressof(box)
    api.text_char_box(text_page, index, at, at + 8, at + 16, at + 24)
    left, right, bottom, top = box
    return left < right and top - bottom > FLAT
