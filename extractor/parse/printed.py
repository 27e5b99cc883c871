"""Lines to printed text that still knows its place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor import native
from extractor.layout.lines import Line, inner_words, line_text
from extractor.layout.paragraphs import SPACE, ParagraphHabits, split_paragraphs
from extractor.normalise.hyphens import WordJoiner, compounds, is_address, is_word, vocabulary
from extractor.page import Box
from extractor.templates import Kind

WIDEST = 1.2
"""How much wider than its word's average the letter that did not fit on a line may be."""
HYPHENS = "-\u2010\u00ad"
Places = tuple[tuple[int, Box], ...]
"""Pages with a box each."""
HABIT = 3
"""Words cut without a hyphen from which on any full line of a document may cut one."""
LONGEST = 40
"""Letters of a word at most."""
LAST_LETTERS, FIRST_LETTERS = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
REST = re.compile(r"o-[^\W\d_]{3}", re.IGNORECASE)
"""How the rest of a compound begins that a line's end cuts before the last letter of its first part."""
BREAKABLE = "/'’"
"""Marks inside words after which some programs break a line and others do not."""


class Printed(NamedTuple):
    """What is printed in one place, before anything is read into it."""

    text: str
    lines: tuple[Line, ...]
    doubts: tuple[str, ...] = ()
    """Where two lines could also be joined otherwise: the words as joined."""

    @property
    def places(self) -> tuple[tuple[int, Box], ...]:
        """Page and box, one a page."""
        return places_of(self.lines)


def places_of(lines: Iterable[Line]) -> Places:
    """Page and box of lines: one a page, and one more where text flows on left of where it began."""
    if native.core is not None:
        return native.core.places_of(lines)
    places: list[tuple[int, Box]] = []
    for line in lines:
        page, x0, top, x1, bottom = line.page, line.x0, line.top, line.x1, line.bottom
        if places and places[-1][0] == page and places[-1][1][0] < x1 and x0 < places[-1][1][2]:
            box = places[-1][1]
            places[-1] = page, (min(box[0], x0), min(box[1], top), max(box[2], x1), max(box[3], bottom))
        else:
            places.append((page, (x0, top, x1, bottom)))
    return tuple(places)


def _is_full(before: Line, line: Line, edge: float) -> bool:
    """Whether not one letter more would have fitted on a line."""
    last, first = before.words[-1], line.words[0]
    letter = max((last.x1 - last.x0) / len(last.text), (first.x1 - first.x0) / len(first.text))
    return edge - before.x1 <= WIDEST * letter


def _last_text(line: Line) -> str:
    """The last word of a line with those that it is printed right after."""
    words = line.words
    first = len(words) - 1
    while first and words[first].glued:
        first -= 1
    return line_text(words[first:])


class TextMaker:
    """Joins lines into text, with the words of the document as its witness for words cut by line ends."""

    def __init__(self) -> None:
        self.paragraphs = ParagraphHabits()
        self._words: set[str] = set()
        self._known: set[str] = set()
        self.joiner = WordJoiner(self._known)  # which sees all words that are learned later, too
        self._unbroken: set[str] = set()
        self._splits = 0
        """Words that lines of this document cut without any hyphen."""
        self._doubts: list[str] = []

    def learn(self, lines: Sequence[Line]) -> None:
        """Take in the words that stand inside lines, which no line end can have cut."""
        found = inner_words(lines) - self._words
        self._words |= found
        edges = (word.text for line in lines for word in (line.words[0], line.words[-1]))
        self._known |= vocabulary(found) | compounds(text for text in edges if "-" in text[1:-1])

    def prose(self, lines: Sequence[Line], right_edge: float | None = None) -> Printed:
        """Running text; paragraphs are separated by a line break."""
        if len(lines) == 1:
            return Printed(lines[0].text, tuple(lines))
        paragraphs = split_paragraphs(
            lines, right_edge, spaced=right_edge is not None and self.paragraphs.spaced
        )
        nearby = [word.text for line in lines for word in line.words[1:-1]]
        text = "\n".join(self._join(part, right_edge, nearby) for part in paragraphs)
        return Printed(text, tuple(lines), self._taken_doubts())

    def one_paragraph(self, lines: Sequence[Line]) -> Printed:
        """Text that is one paragraph however its lines end, as on a cover."""
        text = self._join(lines, None, ()) if lines else ""
        return Printed(text, tuple(lines), self._taken_doubts())

    def cell(self, lines: Sequence[Line], kind: Kind, right_edge: float | None = None) -> Printed:
        """A table cell: text as prose, codes without white space and line-end hyphens, all else with spaces."""
        if kind == "text":
            return self.prose(lines, right_edge)
        if kind in ("code", "id"):
            parts = ["".join(word.text for word in line.words) for line in lines]
            return Printed("".join([*(part.rstrip(HYPHENS) for part in parts[:-1]), parts[-1]]), tuple(lines))
        return Printed(" ".join(line.text for line in lines), tuple(lines))

    def _join(self, lines: Sequence[Line], right_edge: float | None, nearby: Sequence[str]) -> str:
        text = lines[0].text
        edge = max([line.x1 for line in lines] + ([right_edge] if right_edge is not None else []))
        for number, (before, line) in enumerate(itertools.pairwise(lines), 2):
            left, right = _last_text(before), line.words[0].text
            ways = (
                self._broken(before, line, edge),
                split := self._is_split(text, lines[number - 2 : number + 1], edge),
            )
            self._splits += bool(split)
            broken = any(ways)
            self._watch(before, line, broken, edge)
            if before.words[-1].spaced and left[-1] not in HYPHENS:
                text += f" {line.text}"
                # At the end of a page some programs print a space that the text has not.
                if before.page != line.page and self.joiner.decide(left, right).glue == "":
                    self._doubts.append(f"{left} {right}")
                continue
            joint = self.joiner.decide(
                left, right, broken=broken, unbroken="".join(sorted(self._unbroken)), nearby=nearby
            )
            joined = joint.apply(left, right)
            unclear = joint.glue == " " and self._splits >= HABIT and _is_full(before, line, edge)
            if broken or unclear or None in ways or not joint.certain:
                self._doubts.append(joined)
            text = text[: len(text) - len(left)] + joined + line.text[len(right) :]
        return text

    def _taken_doubts(self) -> tuple[str, ...]:
        doubts = tuple(self._doubts)
        self._doubts.clear()
        return doubts

    def _watch(self, before: Line, line: Line, broken: bool, edge: float) -> None:
        """Learn after which marks this document's program does not break a line.

        It does not where it broke a longer word elsewhere, or where the first part of a word would have fitted on
        the line before.
        """
        for word, limit in ((before.words[-1], None), (line.words[0], edge - before.x1)):
            if word.text.isalnum():
                continue
            for mark in BREAKABLE:
                inside = word.text.find(mark, 1, len(word.text) - 1)
                if inside < 0 or not (word.text[inside - 1] + word.text[inside + 1]).isalpha():
                    continue
                share = (inside + 1) / len(word.text) * (word.x1 - word.x0) + SPACE * word.size
                if broken if limit is None else share < limit - 0.5 * word.size:
                    self._unbroken.add(mark)

    def _is_split(self, text: str, lines: Sequence[Line], edge: float) -> bool | None:
        """Whether a word that a full line cuts goes on in the next line, and perhaps in the one after that.

        Some programs cut words longer than their column, and some are told to cut any. The parts may share their lines
        with other words; together they are a word, and not each of them is one. None if they may be one, as no line
        holds them both.

        Args:
            text: what is joined up to the first line's end.
            lines: two lines and, where there is one, the third.
            edge: where the lines end at the latest.
        """
        before, line = lines[0], lines[1]
        last, first = before.words[-1], line.words[0]
        if not (last.text[-1].isalpha() and first.text[0].isalpha()):
            return False
        tail = text[max(text.rfind(" ") + 1, len(text) - LONGEST) :]  # to search a whole text takes long
        start, end = LAST_LETTERS.search(tail), FIRST_LETTERS.match(first.text)
        known = self.joiner.known
        if start is None or end is None:
            return False
        part = start[0].casefold()
        is_rest = REST.match(first.text) is not None  # `soci` `o-assistenziale`: no compound begins so
        if part in known and end[0].casefold() in known and not is_rest:
            return False
        if not _is_full(before, line, edge):
            # Then hardly, but for what no word begins that the document has whole.
            cut = part not in known and part + end[0].casefold() in known and not is_word(part, known)
            return None if cut else False
        if not is_rest and all(is_word(part[0].casefold(), known) for part in (start, end)):
            return False
        wholes = [start[0] + end[0]]
        if len(line.words) == 1 and len(lines) > 2 and end.end() == len(first.text):
            further = FIRST_LETTERS.match(lines[2].words[0].text)
            wholes += [wholes[0] + further[0]] if further else []
        if any(is_word(whole.casefold(), known) for whole in wholes):
            return True
        room = edge - min(before.x0, line.x0) - (last.x1 - last.x0) / len(last.text)
        return None if last.x1 - last.x0 + first.x1 - first.x0 > room else False

    def _broken(self, before: Line, line: Line, edge: float) -> bool | None:
        """Whether a word too long for its column goes on in the next line with no hyphen to say so; None if unclear.

        Such a word is alone on its line and fills it; its first part is no word, or its parts together are one that
        the document prints elsewhere.
        """
        left, right = before.words[-1].text, line.words[0].text
        if len(before.words) > 1 or not (left[-1] + right[0]).isalnum():
            return False
        if not _is_full(before, line, edge):
            return False
        start, end = re.split(r"[^\w]+", left.casefold())[-1], re.split(r"[^\w]+", right.casefold())[0]
        known = self.joiner.known
        if is_address(left):
            return not is_word(end, known)
        if start.isdigit():
            return False
        if is_word(start + end, known):
            return True
        words = is_word(start, known) + is_word(end, known)
        return None if words == 1 else words == 0
