"""What becomes of a word once a reader knows its place: kept, cut off, or counted as hidden."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from extractor.page.cleaning import SOFT_HYPHEN, clean_word, unknown_letters, with_accents, without_doubles
from extractor.page.drawing import Drawing
from extractor.page.model import Box, Page, Rule, Word
from extractor.page.pieces import (
    in_pieces,
    letter_by_letter,
    put_together,
    with_joints,
    with_leaders_apart,
    with_low_digits,
)

TOUCH = 0.04
"""Font sizes between two pieces of one word at most."""
INSIDE = 1.0
"""Points: a line that enters a word's box by less does not cut it."""


class Cuts:
    """The upright ruling lines of a page, which no word crosses: what seems to is two cells' text."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = sorted((rule for rule in rules if not rule.horizontal), key=lambda rule: rule.x0)
        self.xs = [rule.x0 for rule in self.rules]

    def through(self, box: Box) -> bool:
        """Whether one of them goes through a box."""
        index = bisect_left(self.xs, box[0] + INSIDE)
        while index < len(self.xs) and self.xs[index] < box[2] - INSIDE:
            rule = self.rules[index]
            if rule.top < box[3] - INSIDE and rule.bottom > box[1] + INSIDE:
                return True
            index += 1
        return False


class Sieve:
    """Collects the words of one page that can be seen on it."""

    def __init__(self, width: float, height: float, drawing: Drawing) -> None:
        self.width, self.height = width, height
        self.drawing = drawing
        self.words: list[Word] = []
        self.sideways: list[Word] = []
        self.hidden = 0
        self.spread: dict[float, float] = {}
        """By the bottom of a line, how far apart its letters stand, where they are set apart."""

    def add(self, text: str, box: Box, bold: bool, white: bool, glued: bool, spaced: bool) -> None:
        """Keep a word with its clean text, or count it as hidden."""
        cleaned = clean_word(unknown_letters(text))
        if not cleaned:
            if text == SOFT_HYPHEN and self.touches(box):
                self._hyphenate(box)
            return
        if not self.shows(box) or (white and not self._has_backdrop(box)):
            self.hidden += 1
            return
        self.words.append(Word(cleaned, *rounded(box), bold, glued, spaced))

    def set_apart(self, box: Box, spacing: float) -> None:
        """Remember that the letters in a box stand so far apart, if that is far."""
        if spacing > TOUCH * (box[3] - box[1]):
            self.spread[rounded(box)[3]] = spacing

    def _hyphenate(self, box: Box) -> None:
        """Put the hyphen of a broken word, which an engine gives as a word of its own, where it belongs."""
        last = self.words[-1]
        if not last.text.endswith(SOFT_HYPHEN):
            self.words[-1] = last._replace(text=last.text + SOFT_HYPHEN, x1=rounded(box)[2])

    def touches(self, box: Box, spacing: float = 0.0) -> bool:
        """Whether a box begins where the last word ends, or that white space further."""
        if not self.words:
            return False
        before, reach = self.words[-1], TOUCH * (box[3] - box[1])
        return -reach < box[0] - before.x1 < reach + spacing and abs(box[3] - before.bottom) < reach

    def add_sideways(self, text: str, box: Box, bold: bool) -> None:
        """Keep text that does not run from left to right."""
        cleaned = clean_word(unknown_letters(text))
        if cleaned and self.shows(box):
            self.sideways.append(Word(cleaned, *rounded(box), bold, glued=True, spaced=False))

    def shows(self, box: Box) -> bool:
        """Whether the middle of a box lies on the visible page."""
        return 0 <= box[0] + box[2] <= 2 * self.width and 0 <= box[1] + box[3] <= 2 * self.height

    def page(self, number: int, numbers: tuple[str, ...] | None = None) -> Page:
        """The page of what was kept; `number` counts from 1, `numbers` are those of the engine's own text."""
        words = with_low_digits(with_leaders_apart(with_joints(without_doubles(self.words))))
        if any("`" in word[0] or "´" in word[0] for word in words):
            words = with_accents(words)
        if self.spread or in_pieces(words) or letter_by_letter(words):
            whole = put_together(words, self.spread)
            if len(whole) < len(words):
                words, numbers = whole, None  # the text is in pieces, too
        return Page(
            number=number,
            width=self.width,
            height=self.height,
            words=tuple(words),
            rules=tuple(self.drawing.rules),
            fills=tuple(self.drawing.fills),
            sideways=tuple(self.sideways),
            hidden_words=self.hidden,
            images=tuple(self.drawing.images),
            numbers=numbers,
        )

    def _has_backdrop(self, box: Box) -> bool:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in self.drawing.backdrops)


def rounded(box: Box) -> Box:
    """Hundredths of a point: ``round(x, 2)`` up to ties, at a third of its cost."""
    x0, top, x1, bottom = box
    return round(x0 * 100) / 100, round(top * 100) / 100, round(x1 * 100) / 100, round(bottom * 100) / 100
