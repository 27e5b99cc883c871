"""pdfium's C functions with plain integers for handles.

pypdfium2's own prototypes make a pointer object for every handle that goes in or out, which costs more than
most of the calls: the same addresses with ``c_void_p`` prototypes take and give plain ints.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from ctypes import PYFUNCTYPE, c_double, c_float, c_int, c_uint, c_ulong, c_void_p, cast, sizeof
from typing import Any

import pypdfium2.raw as raw

UNSEEN_MODES = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
STROKED_TEXT = raw.FPDF_TEXTRENDERMODE_FILL_STROKE
TEXT, PATH, IMAGE = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE
SHADING, FORM = raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM
NEARLY_WHITE = 247
"""Least value of each of a colour's channels, of 255, that counts as paper."""
MOVE_TO = raw.FPDF_SEGMENT_MOVETO
consume = deque[object](maxlen=0).extend
"""Runs a map for what its calls write into memory."""
ITALIC, FORCE_BOLD = 1 << 6, 1 << 18
"""Font descriptor flags, PDF 32000-1 table 123, bits 7 and 19."""


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """One function; the interpreter's lock stays held, as pdfium must not be entered twice at once anyway."""
    return PYFUNCTYPE(result, *arguments)(_address(name))


def _address(name: str) -> int:
    return cast(getattr(raw, name), c_void_p).value or 0


text_char_count = _bind("FPDFText_CountChars", c_int, c_void_p)
text_get = _bind("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
text_loose_box = _bind("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
text_char_box = _bind("FPDFText_GetCharBox", c_int, c_void_p, c_int, *([c_void_p] * 4))
text_origin = _bind("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)
text_matrix = _bind("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
text_font_size = _bind("FPDFText_GetFontSize", c_double, c_void_p, c_int)
text_object = _bind("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
text_unicode = _bind("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
text_is_unmapped = _bind("FPDFText_HasUnicodeMapError", c_int, c_void_p, c_int)
text_is_hyphen = _bind("FPDFText_IsHyphen", c_int, c_void_p, c_int)
text_generated = _bind("FPDFText_IsGenerated", c_int, c_void_p, c_int)
text_char_index = _bind("FPDFText_GetCharIndexFromTextIndex", c_int, c_void_p, c_int)

object_count = _bind("FPDFPage_CountObjects", c_int, c_void_p)
object_at = _bind("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
object_type = _bind("FPDFPageObj_GetType", c_int, c_void_p)
object_bounds = _bind("FPDFPageObj_GetBounds", c_int, c_void_p, *([c_void_p] * 4))
object_matrix = _bind("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
object_fill_color = _bind("FPDFPageObj_GetFillColor", c_int, c_void_p, *([c_void_p] * 4))
object_stroke_width = _bind("FPDFPageObj_GetStrokeWidth", c_int, c_void_p, c_void_p)
object_font = _bind("FPDFTextObj_GetFont", c_void_p, c_void_p)
object_render_mode = _bind("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)

form_object_count = _bind("FPDFFormObj_CountObjects", c_int, c_void_p)
form_object_at = _bind("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)

path_draw_mode = _bind("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
path_segment_count = _bind("FPDFPath_CountSegments", c_int, c_void_p)
path_segment_at = _bind("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
segment_point = _bind("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
segment_closes = _bind("FPDFPathSegment_GetClose", c_int, c_void_p)
segment_type = _bind("FPDFPathSegment_GetType", c_int, c_void_p)

font_weight = _bind("FPDFFont_GetWeight", c_int, c_void_p)
font_flags = _bind("FPDFFont_GetFlags", c_int, c_void_p)
font_base_name = _bind("FPDFFont_GetBaseFontName", c_ulong, c_void_p, c_void_p, c_ulong)

Floats4 = c_float * 4
Floats6 = c_float * 6
Uints4 = c_uint * 4
Doubles2 = c_double * 2
Doubles4 = c_double * 4

_FOR_HELPER = (
    "FPDFText_CountChars",
    "FPDFText_GetText",
    "FPDFText_GetLooseCharBox",
    "FPDFText_GetCharOrigin",
    "FPDFText_GetMatrix",
    "FPDFText_GetFontSize",
    "FPDFText_GetTextObject",
    "FPDFText_GetUnicode",
    "FPDFText_HasUnicodeMapError",
    "FPDFText_IsGenerated",
    "FPDFText_GetCharIndexFromTextIndex",
    "FPDFTextObj_GetFont",
    "FPDFTextObj_GetTextRenderMode",
    "FPDFPageObj_GetFillColor",
    "FPDFPage_CountObjects",
    "FPDFPage_GetObject",
    "FPDFPageObj_GetType",
    "FPDFPageObj_GetBounds",
    "FPDFPageObj_GetMatrix",
    "FPDFPageObj_GetStrokeWidth",
    "FPDFFormObj_CountObjects",
    "FPDFFormObj_GetObject",
    "FPDFPath_GetDrawMode",
    "FPDFPath_CountSegments",
    "FPDFPath_GetPathSegment",
    "FPDFPathSegment_GetPoint",
    "FPDFPathSegment_GetClose",
    "FPDFPathSegment_GetType",
)
"""What the C helper calls, in the order of its table."""
ADDRESSES = b"".join(_address(name).to_bytes(sizeof(c_void_p), sys.byteorder) for name in _FOR_HELPER)
