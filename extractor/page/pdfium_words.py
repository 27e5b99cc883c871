"""Words of a page, from pdfium's text page.

One call brings the page's text; a regular expression cuts it into words; three calls a word bring its text object,
where its first character begins and where its last one ends, written into one block of memory that is unpacked
once. Only what looks odd (letters too far apart, a ruling line through a word, rotated text) is read character by
character.

pdfium's own boxes are as tall as the font's ascent and descent say, which many files state wrongly: here a box is
as tall as the font size and reaches DESCENT below the baseline, whatever the font.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from ctypes import addressof, c_ushort, create_string_buffer
from itertools import repeat
from math import hypot

from extractor.page import pdfium_api as api
from extractor.page.chars import BACK, ROOM, Char, cut_runs
from extractor.page.cleaning import is_plain
from extractor.page.model import DESCENT, Box, Word
from extractor.page.pdfium_styles import SLANT, Style, Styles
from extractor.page.sieve import INSIDE, TOUCH, Cuts, Sieve
from extractor.page.space import PageSpace

LINE_END_HYPHENS = "\x02\ufffe"
"""What pdfium puts for the hyphen of a word that goes on in the next line; no line break follows it."""
HYPHENS = str.maketrans(dict.fromkeys(LINE_END_HYPHENS, "-"))
WORD = re.compile(r"[^\s\x00-\x08\x0e-\x1f\ufffe\uffff]+[\x02\ufffe]?|[\x02\ufffe]")
CHUNK = 16000
"""Characters a call: pdfium cuts longer answers."""


def read_words(text_page: int, space: PageSpace, cuts: Cuts, sieve: Sieve) -> None:
    """Put every word of a page through the sieve."""
    count = api.text_char_count(text_page)
    if count > 0:
        _WordReader(text_page, space, cuts, sieve).read(_text(text_page, count), count)


class _WordReader:
    def __init__(self, text_page: int, space: PageSpace, cuts: Cuts, sieve: Sieve) -> None:
        self.page = text_page
        self.space = space
        self.cuts = cuts
        self.sieve = sieve
        self._loose = api.Floats4()
        self._loose_at = addressof(self._loose)

    def read(self, text: str, count: int) -> None:
        page = self.page
        spans = [match.span() for match in WORD.finditer(text)]
        starts, ends = self._char_indexes(spans, aligned=len(text) == count)
        origins, edges = self._extents(starts, ends)
        objects = list(map(api.text_object, repeat(page), starts))
        styles = Styles(page).of_objects(dict(zip(objects, starts, strict=True)))
        left, up = self.space.left, self.space.top
        width, height, xs = self.space.width, self.space.height, self.cuts.xs
        clean, unrotated = is_plain(text), self.space.rotation == 0
        words, new, text = self.sieve.words, tuple.__new__, text + "\n"
        last_x1 = last_bottom = 0.0
        for (begin, end), item, start, x, y, x1 in zip(
            spans, objects, starts, origins[::4], origins[1::4], edges[6::8], strict=True
        ):
            style = styles[item]
            ...
