"""Words of a page, from pdfium's text page.

One call brings the page's text; a regular expression cuts it into words; two calls a word bring where its first
character begins and its last one ends, written into one block of memory that is unpacked once. Only what looks odd
(a word over several text objects, one that a ruling line cuts, rotated text) is read character by character.

pdfium's own boxes are as tall as the font's ascent and descent say, which many files state wrongly: here a box is as
tall as the font size and reaches DESCENT below the baseline, whatever the font.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from ctypes import addressof, c_ushort, create_string_buffer
from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

from extractor.page import pdfium_api as api
from extractor.page.cleaning import clean_word, without_doubles
from extractor.page.model import Box, Fill, Rule, Word
from extractor.page.pdfium_shapes import NEARLY_WHITE, Shapes
from extractor.page.space import PageSpace

LINE_END_HYPHENS = "\x02\ufffe"
"""What pdfium puts for the hyphen of a word that goes on in the next line; no line break follows it."""
HYPHENS = str.maketrans(dict.fromkeys(LINE_END_HYPHENS, "-"))
WORD = re.compile(r"[^\s\x00-\x08\x0e-\x1f\ufffe\uffff]+[\x02\ufffe]?|[\x02\ufffe]")
ROOM = 0.1
"""Font sizes between two characters of a word at most."""
TOUCH = 0.04
"""Font sizes between two pieces of one word at most."""
BACK = 0.25
"""Font sizes that one may reach over the next at most."""
TINY = 0.5
"""Points: smaller text cannot be read, so it is not printed."""
DESCENT = 0.22
"""Font sizes that a box reaches below the baseline."""
SLANT = 0.2
"""Rise over run up to which text counts as level."""
CHUNK = 16000
"""Characters a call: pdfium cuts longer answers."""


class Style(NamedTuple):
    """How the words of one text object look."""

    font: int
    size: float
    level: bool
    """Runs from left to right in user space."""
    bold: bool
    invisible: bool
    white: bool


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page, by how they stand."""

    upright: tuple[Word, ...]
    sideways: tuple[Word, ...]
    hidden: int


def read_words(text_page: int, space: PageSpace, shapes: Shapes) -> PageWords:
    """Every visible word of a page."""
    return _WordReader(text_page, space, shapes).read()


class _WordReader:
    def __init__(self, text_page: int, space: PageSpace, shapes: Shapes) -> None:
        self.page = text_page
        self.space = space
        self.fills = shapes.fills
        upright_rules = sorted((r for r in shapes.rules if not r.horizontal), key=lambda r: r.x0)
        self.rules: list[Rule] = upright_rules
        self.rule_xs = [rule.x0 for rule in upright_rules]
        self.styles: dict[int, Style] = {}
        self.fonts: dict[int, bool] = {}
        self.sideways: list[Word] = []
        self.hidden = 0
        self.widths: dict[tuple[int, float], dict[str, float]] = {}
        self._loose = api.Floats4()
        self._loose_at = addressof(self._loose)
        self._matrix = api.Floats6()
        self._matrix_at = addressof(self._matrix)
        self._spacing = 0.0
        self._rgba = api.Uints4()
        base = addressof(self._rgba)
        self._channels = (base, base + 4, base + 8, base + 12)

    def read(self) -> PageWords:
        count = api.text_char_count(self.page)
        if count <= 0:
            return PageWords((), (), 0)
        text = self._text(count)
        spans = [match.span() for match in WORD.finditer(text)]
        starts, ends = self._char_indexes(spans, aligned=len(text) == count)
        origins, edges = self._extents(starts, ends)
        object_at, page, styles = api.text_object, self.page, self.styles
        objects = [object_at(page, index) for index in starts]
        changed = [first != object_at(page, index) for first, index in zip(objects, ends, strict=True)]
        words: list[Word] = []
        unrotated = self.space.rotation == 0
        left, up = self.space.left, self.space.top
        for number, (begin, end) in enumerate(spans):
            style = styles.get(objects[number]) or self._style(objects[number], starts[number])
            if style.invisible:
                self.hidden += 1
                continue
            size = style.size
            x0, x1 = origins[4 * number] - left, edges[8 * number + 6] - left
            bottom = up - origins[4 * number + 1] + DESCENT * size
            box = (x0, bottom - size, x1, bottom)
            if (
                unrotated
                and style.level
                and x1 > x0
                and not self._cut_by_rule(box)
                and not self._parted(text[begin:end], starts[number], x1 - x0, style, changed[number])
            ):
                self._keep(words, text[begin:end], box, style, False, text[end : end + 1] == " ")
            else:
                words += self._careful(text[begin:end], starts[number], ends[number], style)
        return PageWords(tuple(without_doubles(words)), tuple(self.sideways), self.hidden)

    def _text(self, count: int) -> str:
        parts = []
        for start in range(0, count, CHUNK):
            size = min(CHUNK, count - start)
            buffer = (c_ushort * (size + 1))()
            written = api.text_get(self.page, start, size, addressof(buffer))
            parts.append(bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass"))
        return "".join(parts)

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
        """One block seen twice: as doubles, word n's first origin at 4n; as floats, its last right edge at 8n + 6."""
        block = create_string_buffer(32 * len(starts) or 32)
        address, page, origin, box = addressof(block), self.page, api.text_origin, api.text_loose_box
        for start, end in zip(starts, ends, strict=True):
            origin(page, start, address, address + 8)
            box(page, end, address + 16)
            address += 32
        view = memoryview(block).cast("B")
        return view.cast("d").tolist(), view.cast("f").tolist()

    def _style(self, text_object: int | None, index: int) -> Style:
        """How the text object of a character looks."""
        api.text_matrix(self.page, index, self._matrix_at)
        a, b, c, d, _, _ = self._matrix
        size = api.text_font_size(self.page, index) * hypot(c, d)
        if not text_object:
            return Style(0, size, a > 0 and abs(b) <= SLANT * a, False, False, False)
        font = api.object_font(text_object)
        bold = self.fonts.get(font)
        if bold is None:
            bold = self.fonts[font] = _is_bold(font)
        mode = api.object_render_mode(text_object)
        white = invisible = False
        if api.object_fill_color(text_object, *self._channels):
            red, green, blue, alpha = self._rgba
            white = red >= NEARLY_WHITE and green >= NEARLY_WHITE and blue >= NEARLY_WHITE
            invisible = alpha == 0
        invisible = invisible or mode == api.INVISIBLE_TEXT or mode == api.CLIP_ONLY_TEXT or not size > TINY
        style = Style(font or 0, size, a > 0 and abs(b) <= SLANT * a, bold or mode == api.STROKED_TEXT, invisible, white)
        self.styles[text_object] = style
        return style

    def _parted(self, text: str, start: int, width: float, style: Style, changed: bool) -> bool:
        """Whether characters of a word stand so far apart that a space, or another cell's edge, may be between.

        Each character of a font is measured once. Where a word is one text object, its width alone tells.
        """
        widths = self.widths.setdefault((style.font, style.size), {})
        for offset, char in enumerate(text):
            if char not in widths:
                widths[char] = self._width(start + offset)
        if not changed:
            return width - sum(map(widths.__getitem__, text)) > ROOM * style.size
        block = create_string_buffer(16 * len(text))
        address = addressof(block)
        for index in range(start, start + len(text)):
            api.text_origin(self.page, index, address, address + 8)
            address += 16
        xs = memoryview(block).cast("B").cast("d").tolist()[::2]
        for offset, (before, after) in enumerate(zip(xs, xs[1:], strict=False)):
            if after == before:  # letters of one ligature
                continue
            ligature = offset > 0 and xs[offset - 1] == before
            advance = self._width(start + offset, before) if ligature else widths[text[offset]]
            if not -BACK * style.size < after - before - advance <= ROOM * style.size:
                return True
        return False

    def _width(self, index: int, origin: float | None = None) -> float:
        box = self._loose
        if not api.text_loose_box(self.page, index, self._loose_at):
            return 0.0
        return max(0.0, box[2] - (box[0] if origin is None else origin))

    def _cut_by_rule(self, box: Box) -> bool:
        xs = self.rule_xs
        inside = bisect_left(xs, box[0] + 1)
        while inside < len(xs) and xs[inside] < box[2] - 1:
            rule = self.rules[inside]
            if rule.top < box[3] - 1 and rule.bottom > box[1] + 1:
                return True
            inside += 1
        return False

    def _keep(
        self, words: list[Word], text: str, box: Box, style: Style, glued: bool, spaced: bool = False
    ) -> None:
        cleaned = clean_word(text.translate(HYPHENS))
        if not cleaned:
            return
        if not self.space.shows(box) or (style.white and not _lies_on(box, self.fills)):
            self.hidden += 1
            return
        x0, top, x1, bottom = box
        if words and not glued:  # pdfium sees a space where a program set a word in pieces of several fonts
            before = words[-1]
            reach = TOUCH * style.size
            glued = -reach < x0 - before.x1 < reach and abs(bottom - before.bottom) < reach
        words.append(
            Word(cleaned, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2), style.bold, glued, spaced)
        )

    def _careful(self, text: str, start: int, end: int, style: Style) -> list[Word]:
        """A word read character by character, cut where it is not one word."""
        words: list[Word] = []
        run, run_box, last_object, glued = "", (0.0, 0.0, 0.0, 0.0), None, False
        indexes = list(range(start, end + 1))
        if len(indexes) != len(text):  # characters beyond the basic plane: one index may stand for two
            indexes = [*indexes, *([end] * len(text))][: len(text)]
        boxes = [self._char_box(index) for index in indexes]
        gaps = sorted(max(0.0, b[0] - a[2]) for (a, _), (b, _) in zip(boxes, boxes[1:], strict=False))
        self._spacing = gaps[len(gaps) // 2] if len(gaps) > 2 else 0.0  # of letters set wide on purpose
        for char, index, (box, upright) in zip(text, indexes, boxes, strict=True):
            if not upright:
                x0, top, x1, bottom = box
                self.sideways.append(
                    Word(char, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2), style.bold, True, False)
                )
                continue
            item = api.text_object(self.page, index)
            cut = self._breaks(run_box, box, item != last_object) if run else None
            if cut is not None:
                self._keep(words, run, run_box, style, glued)
                run, glued = "", cut
            run_box = _union(run_box, box) if run else box
            run += char
            last_object = item
        if run and run_box[2] > run_box[0]:
            self._keep(words, run, run_box, style, glued)
        return words

    def _breaks(self, before: Box, box: Box, object_changed: bool) -> bool | None:
        """Whether a word ends before a character: None if not, else whether no white space parts the two."""
        size = before[3] - before[1]
        if abs(box[3] - before[3]) > 0.5 * size:
            return False
        gap = box[0] - before[2]
        if gap > self._spacing + ROOM * size:
            return False
        if object_changed and gap < -BACK * size:
            return True
        return True if self._cut_by_rule(_union(before, box)) and not self._cut_by_rule(before) else None

    def _char_box(self, index: int) -> tuple[Box, bool]:
        """A character's box as tall as its font, in shown coordinates, and whether it stands upright there."""
        edges, origin = api.Doubles4(), api.Doubles2()
        base, at = addressof(edges), addressof(origin)
        api.text_char_box(self.page, index, base, base + 8, base + 16, base + 24)
        api.text_origin(self.page, index, at, at + 8)
        api.text_matrix(self.page, index, self._matrix_at)
        left, right, bottom, top = edges
        a, b, c, d, _, _ = self._matrix
        x, y = self.space.point(origin[0], origin[1])
        ahead_x, ahead_y = self.space.point(origin[0] + a, origin[1] + b)
        ink = self.space.box(left, bottom, right, top)
        if ahead_x - x <= 0 or abs(ahead_y - y) > SLANT * (ahead_x - x):
            return ink, False
        size = api.text_font_size(self.page, index) * hypot(c, d)
        end = ink[2]
        if self.space.rotation == 0:
            loose = api.Floats4()
            if api.text_loose_box(self.page, index, addressof(loose)):
                end = loose[2] - self.space.left
        return (x, y + DESCENT * size - size, max(x, end), y + DESCENT * size), True


def _is_bold(font: int | None) -> bool:
    if not font:
        return False
    if api.font_weight(font) >= 600 or api.font_flags(font) & api.FORCE_BOLD:
        return True
    size = api.font_base_name(font, None, 0)
    name = create_string_buffer(max(1, size))
    api.font_base_name(font, addressof(name), size)
    return any(mark in name.value.lower() for mark in (b"bold", b"black", b"heavy", b"-bd"))


def _lies_on(box: Box, fills: tuple[Fill, ...]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom for fill in fills)


def _union(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
