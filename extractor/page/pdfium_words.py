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
from collections.abc import Iterable
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
NO_WORD = Word("", 0.0, 0.0, -1e9, 0.0, bold=False, glued=False, spaced=False)
Measured = tuple[tuple[int, int], int, int, Style, float, float, float]
"""Text offsets, first and last character index, style, first origin, right edge of the last character."""


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
        for mark in LINE_END_HYPHENS:
            text = text.replace(mark, "-")
        self._place(
            text + "\n",
            zip(
                spans,
                starts,
                ends,
                map(styles.__getitem__, objects),
                origins[::4],
                origins[1::4],
                edges[6::8],
                strict=True,
            ),
        )

    def _place(self, text: str, measured: Iterable[Measured]) -> None:
        """Most words are what they seem: this loop has no call of ours for those, because calls are what costs."""
        left, up, width, height = self.space.left, self.space.top, self.space.width, self.space.height
        words, xs, lines = self.sieve.words, self.cuts.xs, len(self.cuts.xs)
        clean, unrotated, new, last = is_plain(text), self.space.rotation == 0, tuple.__new__, NO_WORD
        for (begin, end), start, final, style, x0, y, x1 in measured:
            size, level, bold, hidden, white, widths = style
            if hidden:
                self.sieve.hidden += 1
                continue
            word = text[begin:end]
            x0 -= left
            x1 -= left
            bottom = up - y + DESCENT * size
            whole = unrotated and level and x0 < x1
            if whole:
                try:
                    whole = -BACK * size <= x1 - x0 - sum(map(widths.__getitem__, word)) <= ROOM * size
                except KeyError:
                    whole = False
                whole = whole or self._holds(word, start, style)
                line = bisect_left(xs, x0 + INSIDE)
                if line < lines and xs[line] < x1 - INSIDE:
                    whole = whole and not self.cuts.through((x0, bottom - size, x1, bottom))
            if whole and clean and not white and 0 <= x0 and x1 <= width and size <= bottom <= height:
                x0 = round(x0 * 100) / 100
                top = round((bottom - size) * 100) / 100
                bottom = round(bottom * 100) / 100
                reach = TOUCH * size
                glued = -reach < x0 - last[3] < reach and -reach < bottom - last[4] < reach
                last = new(
                    Word, (word, x0, top, round(x1 * 100) / 100, bottom, bold, glued, text[end] == " ")
                )
                words.append(last)
            elif whole:
                self.sieve.add(word, (x0, bottom - size, x1, bottom), bold, white, False, text[end] == " ")
                last = words[-1] if words else NO_WORD
            else:
                self._careful(word, start, final, style, text[end] == " ")
                last = words[-1] if words else NO_WORD

    def _char_indexes(self, spans: list[tuple[int, int]], aligned: bool) -> tuple[list[int], list[int]]:
        """Character indexes of each word's first and last character, which text offsets mostly are."""
        if aligned:
            return [begin for begin, _ in spans], [end - 1 for _, end in spans]
        index = api.text_char_index
        starts = [max(0, index(self.page, begin)) for begin, _ in spans]
        return starts, [
            max(start, index(self.page, end - 1)) for start, (_, end) in zip(starts, spans, strict=True)
        ]

    def _extents(self, starts: list[int], ends: list[int]) -> tuple[list[float], list[float]]:
        """One block, seen twice.

        As doubles, word n's first origin is at 4n; as floats, the right edge of its last character at 8n + 6.
        """
        block = create_string_buffer(32 * len(starts) or 32)
        address, page, origin, box = addressof(block), self.page, api.text_origin, api.text_loose_box
        for start, end in zip(starts, ends, strict=True):
            origin(page, start, address, address + 8)
            box(page, end, address + 16)
            address += 32
        view = memoryview(block).cast("B")
        return view.cast("d").tolist(), view.cast("f").tolist()

    def _holds(self, word: str, start: int, style: Style) -> bool:
        """Whether a word's characters stand together, by their own boxes; learns how wide each one is.

        The letters of one ligature have one box.
        """
        indexes = range(start, start + len(word))
        block = create_string_buffer(16 * len(word))
        at = addressof(block)
        for address, index in enumerate(indexes):
            api.text_loose_box(self.page, index, at + 16 * address)
        edges = memoryview(block).cast("B").cast("f").tolist()
        lefts, rights = edges[::4], edges[2::4]
        objects = [api.text_object(self.page, index) for index in indexes]
        holds = True
        for n, char in enumerate(word):
            after = n + 1 < len(word)
            if n and lefts[n] == lefts[n - 1]:
                continue
            if after and lefts[n + 1] == lefts[n]:
                continue
            if objects[n] == objects[0]:
                style.widths[char] = max(0.0, rights[n] - lefts[n])
        for n in range(1, len(word)):
            gap = lefts[n] - rights[n - 1]
            if lefts[n] == lefts[n - 1]:
                continue
            if gap > ROOM * style.size or (gap < -BACK * style.size and objects[n] != objects[n - 1]):
                holds = False
        return holds

    def _careful(self, word: str, start: int, end: int, style: Style, spaced: bool) -> None:
        """Read a word character by character and cut it where it is not one word."""
        indexes = list(range(start, end + 1))
        if len(indexes) != len(word):  # a letter without a character of its own
            indexes = [*indexes, *([end] * len(word))][: len(word)]
        chars = [self._char(char, index, style) for char, index in zip(word, indexes, strict=True)]
        runs = list(cut_runs(chars, self.cuts))
        for run in runs:
            if not run.chars[0].upright:
                self.sieve.add_sideways(run.text, run.box, style.bold)
            elif run.box[2] > run.box[0]:
                ends = spaced and run is runs[-1]
                self.sieve.add(run.text, run.box, style.bold, style.white, run.glued, ends)

    def _char(self, char: str, index: int, style: Style) -> Char:
        """A character with a box as tall as its font, in shown coordinates."""
        edges, origin, matrix = api.Doubles4(), api.Doubles2(), api.Floats6()
        base, at = addressof(edges), addressof(origin)
        api.text_char_box(self.page, index, base, base + 8, base + 16, base + 24)
        api.text_origin(self.page, index, at, at + 8)
        api.text_matrix(self.page, index, addressof(matrix))
        left, right, bottom, top = edges
        a, b, c, d, _, _ = matrix
        x, y = self.space.point(origin[0], origin[1])
        ahead_x, ahead_y = self.space.point(origin[0] + a, origin[1] + b)
        ink = self.space.box(left, bottom, right, top)
        piece = api.text_object(self.page, index) or 0
        if ahead_x - x <= 0 or abs(ahead_y - y) > SLANT * (ahead_x - x):
            return Char(char, ink, False, piece)
        size = api.text_font_size(self.page, index) * hypot(c, d)
        end = ink[2]
        if self.space.rotation == 0 and api.text_loose_box(self.page, index, self._loose_at):
            end = self._loose[2] - self.space.left
        return Char(char, (x, y + DESCENT * size - size, max(x, end), y + DESCENT * size), True, piece)


def _text(text_page: int, count: int) -> str:
    parts = []
    for start in range(0, count, CHUNK):
        size = min(CHUNK, count - start)
        buffer = (c_ushort * (size + 1))()
        written = api.text_get(text_page, start, size, addressof(buffer))
        parts.append(bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass"))
    return "".join(parts)
