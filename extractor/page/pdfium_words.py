"""Words of a page, from pdfium's text page.

One call brings the page's text; a regular expression cuts it into words; three calls a word bring its text
object, where its first character begins and where its last one ends, written into one block of memory that is
unpacked once. Only what looks odd (letters too far apart, a ruling line through a word, rotated text) is read
character by character.

pdfium's own boxes are as tall as ascent and descent say, which many files state wrongly: here a box
is as tall as the font size and reaches DESCENT below the baseline, whatever the font.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from ctypes import addressof, create_string_buffer
from functools import partial
from itertools import accumulate, compress, pairwise, repeat
from math import dist, hypot, inf
from operator import sub
from typing import TYPE_CHECKING, cast

from extractor import native
from extractor.page import pdfium_api as api
from extractor.page.chars import (
    BACK,
    KERNED,
    ROOM,
    Char,
    begins_word,
    cut_runs,
)
from extractor.page.cleaning import is_plain
from extractor.page.model import DESCENT, Box, Word
from extractor.page.pdfium_api import consume
from extractor.page.pdfium_gaps import is_kerned, is_parted, is_stretched
from extractor.page.pdfium_letters import LINE_END_HYPHENS, page_text
from extractor.page.pdfium_styles import SLANT, Fonts, Style, Styles
from extractor.page.sieve import INSIDE, TOUCH, Cuts, Sieve
from extractor.page.space import PageSpace

if TYPE_CHECKING:
    from extractor.native.protocol import Core

WORD = re.compile(
    r"[^\t\n\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\x02\ufffe\uffff]+[\x02\ufffe]?|[\x02\ufffe]"
)
"""White space parts words, but not the controls that stand for letters which the file does not tell."""
SHORT = 0.75
"""Share of its letters' widths that a word takes up at least: in less it is printed over itself."""
AROUND = 40
"""Characters on either side of a word that show how its letters are spaced."""
SPACE = ord(" ")
NO_WORD = Word("", 0.0, 0.0, -1e9, 0.0, bold=False, glued=False, spaced=False)
EDGES = ((0, 2, 1), (3, 1, 1), (2, 0, -1), (1, 3, -1))
"""By rotation: which edges of a box (left, top, right, bottom) text on the shown page begins and ends at; and
whether it runs towards smaller coordinates."""
Measured = tuple[tuple[int, int], int, int, Style, bool, float, float, float]
"""Text offsets, first and last character index, style, whether several text objects print it, where it
begins, its baseline, where it ends."""


def read_words(text_page: int, space: PageSpace, fonts: Fonts, cuts: Cuts, sieve: Sieve) -> None:
    """Put every word of a page through the sieve."""
    reader = _WordReader(text_page, space, cuts, sieve)
    if native.core is not None and reader.read_natively(native.core, fonts):
        return
    count = api.text_char_count(text_page)
    if count > 0:
        reader.read(page_text(text_page, count), count, fonts)


class _WordReader:
    def __init__(self, text_page: int, space: PageSpace, cuts: Cuts, sieve: Sieve) -> None:
        self.page = text_page
        self.space = space
        self.cuts = cuts
        self.sieve = sieve
        self._boxes = create_string_buffer(1024)
        self._measured: dict[int, int] = {}
        self._lefts: list[float] = []
        self._rights: list[float] = []
        self._near, self._far, self._sign = EDGES[space.rotation]

    def read_natively(self, core: Core, fonts: Fonts) -> bool:
        """The same as `read`, with calls into Python for what is no plain word alone.

        Not for a page with letters that the file does not tell: then it does nothing, and says so.
        """
        self._styles = styles = Styles(self.page, self.space.rotation, fonts)
        hidden = core.read_words(
            api.ADDRESSES,
            self.page,
            self.space.values,
            Word,
            self.cuts.rules,
            self.sieve.words,
            styles.style,
            self._known_length,
            self._odd,
        )
        self.sieve.hidden += max(0, hidden)
        return hidden >= 0

    def _odd(self, word: str, start: int, end: int, style: Style, spaced: bool, box: Box | None) -> None:
        if box is not None:
            self.sieve.add(word, box, style.bold, style.white, self._joins(box, start), spaced)
        else:
            self._careful(word, start, end, style, spaced)

    def read(self, text: str, count: int, fonts: Fonts) -> None:
        spans = [match.span() for match in WORD.finditer(text)]
        if not spans:
            return
        starts, ends = self._char_indexes(text, spans, count)
        objects = list(map(api.text_object, repeat(self.page), starts))
        self._styles = Styles(self.page, self.space.rotation, fonts)
        styles = self._styles.of_objects(dict(zip(objects, starts, strict=True)))
        for mark in LINE_END_HYPHENS:
            text = text.replace(mark, "-")
        extents = self._extents(starts, ends)
        looks = map(styles.__getitem__, objects)
        pieces = [
            item != following and item != api.text_object(self.page, end)
            for item, following, end in zip(objects, [*objects[1:], None], ends, strict=True)
        ]
        self._measure(compress(zip(starts, ends, strict=True), pieces))
        self._place(text + "\n", zip(spans, starts, ends, looks, pieces, *extents, strict=True))

    def _measure(self, words: Iterable[tuple[int, int]]) -> None:
        """Ask at once for the edges of all characters of words in several text objects: some producers print
        every letter as an object of its own."""
        indexes: list[int] = []
        for start, end in words:
            self._measured[start] = len(indexes)
            indexes += range(start, end + 1)
        self._lefts, self._rights = self._edges(indexes)

    def _place(self, text: str, measured: Iterable[Measured]) -> None:
        """Most words are what they seem: for them this loop calls nothing of ours, as calls cost most."""
        width, height = self.space.width, self.space.height
        words, xs, lines = self.sieve.words, self.cuts.xs, len(self.cuts.xs)
        plain, new, last = is_plain(text), tuple.__new__, NO_WORD
        last_bottom = last_size = shown_top = shown_bottom = reach = 0.0
        for (begin, end), start, final, style, pieces, x0, y, x1 in measured:
            size, across, level, bold, hidden, white, font = style
            if hidden:
                self.sieve.hidden += 1
                continue
            word, spaced = text[begin:end], text[end] == " "
            bottom = y + DESCENT * size
            whole = level and x0 < x1 and final - start + begin + 1 == end
            if whole:
                if pieces:
                    whole = self._holds(word, start, size)
                else:
                    length = font.lengths.get(word) or self._length(word, start, style)
                    whole = SHORT * length * across <= x1 - x0 <= length * across + ROOM * size
                line = bisect_left(xs, x0 + INSIDE)
                if line < lines and xs[line] < x1 - INSIDE:
                    whole = whole and not self.cuts.through((x0, bottom - size, x1, bottom))
            if whole and plain and not white and x0 >= 0 and x1 <= width and size <= bottom <= height:
                x0, x1 = round(x0 * 100) / 100, round(x1 * 100) / 100
                if bottom != last_bottom or size != last_size:
                    last_bottom, last_size, reach = bottom, size, TOUCH * size
                    shown_top, shown_bottom = round((bottom - size) * 100) / 100, round(bottom * 100) / 100
                ahead = x0 - last[3]
                glued = -reach < ahead and -reach < shown_bottom - last[4] < reach
                if glued and ahead < reach:
                    glued = not is_parted(self.page, start)
                elif glued:
                    glued = (ahead < KERNED * size and is_kerned(self.page, start)) or is_stretched(
                        self.page, start
                    )
                last = new(Word, (word, x0, shown_top, x1, shown_bottom, bold, glued, spaced))
                words.append(last)
                continue
            if whole:
                box = (x0, bottom - size, x1, bottom)
                self.sieve.add(word, box, bold, white, self._joins(box, start), spaced)
            else:
                self._careful(word, start, final, style, spaced)
            last = words[-1] if words else NO_WORD

    def _char_indexes(
        self, text: str, spans: list[tuple[int, int]], count: int
    ) -> tuple[list[int], list[int]]:
        """Character indexes of each word's first and last character, which text offsets mostly are."""
        if len(text) == count:
            return [begin for begin, _ in spans], [end - 1 for _, end in spans]
        astral = [offset for offset, char in enumerate(text) if char > "\uffff"]  # pdfium counts them twice
        starts = [self._char_index(begin + bisect_left(astral, begin)) for begin, _ in spans]
        ends = [self._char_index(end - 1 + bisect_left(astral, end - 1)) for _, end in spans]
        return starts, list(map(max, starts, ends))

    def _char_index(self, offset: int) -> int:
        index: int = api.text_char_index(self.page, offset)
        return max(0, index)

    def _joins(self, box: Box, start: int, spacing: float = 0.0) -> bool:
        """Whether a word touches the one before it and no space is printed between."""
        touches, kerning = self.sieve.touches, (KERNED - TOUCH) * (box[3] - box[1])
        if touches(box, spacing):
            return not is_parted(self.page, start)
        return (touches(box, kerning) and is_kerned(self.page, start)) or (
            touches(box, inf) and is_stretched(self.page, start)
        )

    def _extents(self, starts: list[int], ends: list[int]) -> tuple[list[float], list[float], list[float]]:
        """Where words begin, their baselines and where they end, on the shown page.

        One block is seen twice: word n's origin is at double 4n, the box of its end at float 8n + 4.
        """
        block = create_string_buffer(32 * len(starts) or 32)
        at = addressof(block)
        end = at + len(block)
        page = repeat(self.page)
        consume(map(api.text_origin, page, starts, range(at, end, 32), range(at + 8, end, 32)))
        consume(map(api.text_loose_box, page, ends, range(at + 16, end, 32)))
        view = memoryview(block).cast("B")
        doubles, edges = _floats(view.cast("d")), _floats(view.cast("f"))[4 + self._far :: 8]
        xs, ys = doubles[::4], doubles[1::4]
        left, bottom, right, top = self.space.left, self.space.bottom, self.space.right, self.space.top
        if self.space.rotation == 0:
            return [x - left for x in xs], [top - y for y in ys], [edge - left for edge in edges]
        if self.space.rotation == 1:
            return [y - bottom for y in ys], [x - left for x in xs], [edge - bottom for edge in edges]
        if self.space.rotation == 2:
            return [right - x for x in xs], [y - bottom for y in ys], [right - edge for edge in edges]
        return [top - y for y in ys], [right - x for x in xs], [top - edge for edge in edges]

    def _holds(self, word: str, start: int, size: float) -> bool:
        """Whether the characters of a word in several text objects stand together, all of one font."""
        first, last = (api.text_object(self.page, index) for index in (start, start + len(word) - 1))
        if api.object_font(first) != api.object_font(last):
            return False
        at = self._measured[start]
        gaps = list(map(sub, self._lefts[at + 1 : at + len(word)], self._rights[at : at + len(word)]))
        if max(gaps, default=0.0) > ROOM * size:
            return False
        if min(gaps, default=0.0) >= -BACK * size:
            return True
        pieces = [api.text_object(self.page, index) for index in range(start, start + len(word))]
        return all(a == b or gap >= -BACK * size for gap, (a, b) in zip(gaps, pairwise(pieces), strict=True))

    def _known_length(self, word: str, start: int, style: Style) -> float:
        return style.font.lengths.get(word) or self._length(word, start, style)

    def _length(self, word: str, start: int, style: Style) -> float:
        """Font sizes that a word takes up by its characters' widths, each of which is measured once."""
        advances = style.font.advances
        if not advances.keys() >= set(word):
            lefts, rights = self._edges(range(start, start + len(word)))
            shared = Counter(lefts)  # the letters of one ligature have one box
            widths = [max(0.0, b - a) / style.across for a, b in zip(lefts, rights, strict=True)]
            alone = [shared[left] == 1 for left in lefts]
            advances.update(zip(compress(word, alone), compress(widths, alone), strict=True))
            if not all(alone):
                return sum(width / shared[left] for width, left in zip(widths, lefts, strict=True))
        length = style.font.lengths[word] = sum(map(advances.__getitem__, word))
        return length

    def _edges(self, indexes: Sequence[int]) -> tuple[list[float], list[float]]:
        """Where characters begin and end along the shown line, from any one point."""
        if len(self._boxes) < 16 * len(indexes):
            self._boxes = create_string_buffer(32 * len(indexes))
        at = addressof(self._boxes)
        spots = range(at, at + 16 * len(indexes), 16)
        consume(map(api.text_loose_box, repeat(self.page), indexes, spots))
        edges = _floats(memoryview(self._boxes).cast("B").cast("f")[: 4 * len(indexes)])
        if self._sign < 0:
            edges = [-edge for edge in edges]
        return edges[self._near :: 4], edges[self._far :: 4]

    def _careful(self, word: str, start: int, end: int, style: Style, spaced: bool) -> None:
        """Read a word character by character and cut it where it is not one word."""
        steps = accumulate((1 + (char > "\uffff") for char in word[:-1]), initial=start)
        indexes = [min(index, end) for index in steps]
        origins = [self._origin(index) for index in indexes]
        shared = Counter(origins)
        parts = [shared[origin] > 1 for origin in origins]
        chars = list(map(self._char, word, indexes, origins, parts))
        for begin, stop, look in self._by_weight(chars, indexes, style):
            part, at = chars[begin:stop], indexes[begin]
            last = spaced and stop == len(chars)
            for first, run in enumerate(cut_runs(part, self.cuts, last, partial(self._nearby, start, end))):
                if not run.chars[0].upright:
                    self.sieve.add_sideways(run.text, run.box, look.bold)
                elif run.box[2] > run.box[0]:
                    glued = run.glued or (first == 0 and self._joins(run.box, at, run.spacing))
                    self.sieve.add(run.text, run.box, look.bold, look.white, glued, run.spaced)
                    self.sieve.set_apart(run.box, run.spacing)

    def _by_weight(
        self, chars: Sequence[Char], indexes: Sequence[int], style: Style
    ) -> Iterator[tuple[int, int, Style]]:
        """Cut a word where its weight changes, as where a label follows a value closely."""
        begin, look = 0, style
        for at, (before, char) in enumerate(pairwise(chars), 1):
            if char.piece == before.piece:
                continue
            found = self._styles.of_objects({char.piece: indexes[at]})[char.piece]
            if found.bold != look.bold and begins_word(before, char):
                yield begin, at, look
                begin, look = at, found
        yield begin, len(chars), look

    def _nearby(self, start: int, end: int) -> list[float]:
        """The gaps between the letters before a word and after it, without those of spaces and new lines."""
        last = min(api.text_char_count(self.page) - 1, end + AROUND)
        indexes = range(max(0, start - AROUND), last + 1)
        lefts, rights = self._edges(indexes)
        inked = [api.text_unicode(self.page, index) > SPACE for index in indexes]
        return [
            max(0.0, lefts[at + 1] - rights[at])
            for at, index in enumerate(indexes[:-1])
            if inked[at] and inked[at + 1] and not start <= index < end and lefts[at] < lefts[at + 1]
        ]

    def _origin(self, index: int) -> tuple[float, float]:
        """Where a character's glyph begins: the letters of one ligature have one place."""
        origin = api.Doubles2()
        at = addressof(origin)
        api.text_origin(self.page, index, at, at + 8)
        return origin[0], origin[1]

    def _char(self, char: str, index: int, origin: tuple[float, float], part: bool) -> Char:
        """A character with a box as tall as its font, on the shown page; of its ink if slanted."""
        ink, matrix, loose = api.Doubles4(), api.Floats6(), api.Floats4()
        at = addressof(ink)
        api.text_char_box(self.page, index, at, at + 8, at + 16, at + 24)
        api.text_matrix(self.page, index, addressof(matrix))
        piece = api.text_object(self.page, index) or 0
        a, b, c, d, *begin = matrix
        size = api.text_font_size(self.page, index) * hypot(c, d)
        astray = char == "-" and dist(begin, origin) > size and self._is_lone_hyphen(index, piece)
        if astray:
            origin = begin[0], begin[1]
        x, y = self.space.point(*origin)
        ahead_x, ahead_y = self.space.point(origin[0] + a, origin[1] + b)
        if ahead_x <= x or abs(ahead_y - y) > SLANT * (ahead_x - x):
            left, right, bottom, top = ink
            return Char(char, self.space.box(left, bottom, right, top), False, piece, part)
        api.text_loose_box(self.page, index, addressof(loose))
        left, top, right, bottom = loose
        box = self.space.box(left, bottom, right, top)
        end = x + box[2] - box[0] if astray else box[2]
        return Char(char, (x, y + DESCENT * size - size, max(x, end), y + DESCENT * size), True, piece, part)

    def _is_lone_hyphen(self, index: int, piece: int) -> bool:
        """Whether a line's last hyphen is drawn alone: in a form, pdfium tells its place without the form's."""
        is_hyphen: bool = api.text_is_hyphen(self.page, index) == 1
        return is_hyphen and bool(piece != api.text_object(self.page, index - 1))


def _floats(view: memoryview[float]) -> list[float]:
    return cast(list[float], view.tolist())
