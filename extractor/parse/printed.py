"""Lines to printed text that still knows its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.layout.lines import Line, box_around, line_text
from extractor.layout.paragraphs import split_paragraphs
from extractor.normalise.hyphens import WordJoiner
from extractor.page import Box
from extractor.templates import Kind

SMALLEST_VOCABULARY_WORD = 3
NARROW = 0.35
"""Font sizes from the right edge of a column within which a lone word fills its line."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed in one place, before anything is read into it."""

    text: str
    lines: tuple[Line, ...]

    @property
    def places(self) -> tuple[tuple[int, Box], ...]:
        """Page and box, one a page."""
        pages: dict[int, list[Box]] = {}
        for line in self.lines:
            pages.setdefault(line.page, []).append(line.box)
        return tuple((page, box_around(boxes)) for page, boxes in pages.items())


class TextMaker:
    """Joins lines into text, with the words of the document as its witness for words cut by line ends."""

    def __init__(self) -> None:
        self._vocabulary: set[str] = set()
        self._joiner = WordJoiner(frozenset())
        self._grown = False

    def learn(self, lines: Iterable[Line]) -> None:
        """Take in the words that stand inside lines, which no line end can have cut."""
        known = self._vocabulary
        for line in lines:
            for word in line.words[1:-1]:
                text = word.text
                if len(text) >= SMALLEST_VOCABULARY_WORD:
                    known.add(text.casefold().strip(".,;:()\"'“”«»"))
                    known.add(text.casefold())
        self._grown = True

    @property
    def joiner(self) -> WordJoiner:
        """With all words learned so far."""
        if self._grown:
            self._joiner = WordJoiner(frozenset(self._vocabulary))
            self._grown = False
        return self._joiner

    def prose(self, lines: Sequence[Line], right_edge: float | None = None) -> Printed:
        """Running text; paragraphs are separated by a line break."""
        paragraphs = split_paragraphs(lines, right_edge)
        return Printed("\n".join(self._join(part, right_edge) for part in paragraphs), tuple(lines))

    def cell(self, lines: Sequence[Line], kind: Kind, right_edge: float | None = None) -> Printed:
        """A table cell: text as prose, codes without any white space, all else with single spaces."""
        if kind == "text":
            return self.prose(lines, right_edge)
        if kind in ("code", "id"):
            return Printed("".join(word.text for line in lines for word in line.words), tuple(lines))
        return Printed(" ".join(line.text for line in lines), tuple(lines))

    def _join(self, lines: Sequence[Line], right_edge: float | None) -> str:
        text = lines[0].text
        edge = max([line.x1 for line in lines] + ([right_edge] if right_edge is not None else []))
        for before, line in zip(lines, lines[1:], strict=False):
            left, right = before.words[-1].text, line.words[0].text
            joined = self.joiner.join(left, right, broken=self._broken(before, left, right, edge))
            text = text[: len(text) - len(left)] + joined + line_text(line.words)[len(right) :]
        return text

    def _broken(self, before: Line, left: str, right: str, edge: float) -> bool:
        """Whether a word too long for its column goes on in the next line with no hyphen to say so."""
        if len(before.words) > 1 or edge - before.x1 > NARROW * before.size:
            return False
        known = self._vocabulary
        whole = (left + right).casefold()
        return whole in known or whole.strip(".,;:()") in known
