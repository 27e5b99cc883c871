"""Page furniture: running heads and feet, found from the document itself by their repetition at one place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field

from extractor.layout.lines import Line

HEAD, FOOT = 0.22, 0.16
"""Shares of the page height in which running heads and feet stand."""
SAME_PLACE = 2.0
"""Points by which a running line may move from page to page."""
SHARE = 0.5
"""A height is a running head's or foot's if so many of the pages (and two) have a repeating line there …"""
ONLY = 0.8
"""… and so many of the pages that have any line there. Content repeats too, but others stand at its height."""
NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class Furniture:
    """What repeats, learned from a window of pages; pages later than the window are held against the same."""

    is_page_number: Callable[[str], bool]
    """Says of an outermost line that it is a page number even if it does not repeat."""
    _places: dict[str, list[float]] = field(default_factory=dict)

    def learn(self, pages: Sequence[tuple[float, Sequence[Line], Container[int]]]) -> None:
        """Learn from page height, lines from top to bottom, and the ids of words known to be content."""
        marginal = [
            (page, line, any(id(word) in content for word in line.words))
            for page, (height, lines, content) in enumerate(pages)
            for line in lines
            if line.bottom < height * HEAD or line.top > height * (1 - FOOT)
        ]
        seen: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for page, line, content_line in marginal:
            if not content_line:
                seen[_signature(line)].append((line.middle, page))
        for signature, places in seen.items():
            for middle, _ in places:
                near = {page for place, page in places if abs(place - middle) <= SAME_PLACE}
                if len(near) >= 2 and self._is_running(middle, len(pages), marginal, seen):
                    self._places.setdefault(signature, []).append(middle)

    @staticmethod
    def _is_running(
        middle: float,
        pages: int,
        marginal: Sequence[tuple[int, Line, bool]],
        seen: dict[str, list[tuple[float, int]]],
    ) -> bool:
        """Whether the lines at a height are mostly such that repeat."""
        any_line: set[int] = set()
        repeating: set[int] = set()
        for page, line, content_line in marginal:
            if abs(line.middle - middle) <= SAME_PLACE:
                any_line.add(page)
                places = seen.get(_signature(line), ())
                if not content_line and any(p != page and abs(m - middle) <= SAME_PLACE for m, p in places):
                    repeating.add(page)
        return len(repeating) >= max(2, SHARE * pages) and len(repeating) >= ONLY * len(any_line)

    def split(
        self, height: float, lines: Sequence[Line], content: Container[int]
    ) -> tuple[list[Line], list[Line]]:
        """The body lines of a page and its furniture: only outermost lines can be furniture.

        `content` holds the ids of words that are no furniture wherever they stand, as a repeated table header.
        """

        def runs(line: Line) -> bool:
            return self._repeats(line) and not any(id(word) in content for word in line.words)

        first, last = 0, len(lines)
        while first < last and lines[first].bottom < height * HEAD and runs(lines[first]):
            first += 1
        while last > first and lines[last - 1].top > height * (1 - FOOT) and runs(lines[last - 1]):
            last -= 1
        return list(lines[first:last]), [*lines[:first], *lines[last:]]

    def _repeats(self, line: Line) -> bool:
        if self.is_page_number(line.text):
            return True
        places = self._places.get(_signature(line), ())
        return any(abs(place - line.middle) <= SAME_PLACE for place in places)


def _signature(line: Line) -> str:
    return NUMBER.sub("0", line.text)
