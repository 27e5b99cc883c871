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
"""A line on so many of the pages (and on two) is furniture …"""
RUN = 3
"""… or on so many pages in a row, as a running head that names the chapter is."""
NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class Furniture:
    """What repeats, learned from a window of pages; pages later than the window are held against the same."""

    is_page_number: Callable[[str], bool]
    """Says of an outermost line that it is a page number even if it does not repeat."""
    _places: dict[str, list[float]] = field(default_factory=dict)

    def learn(self, pages: Sequence[tuple[int, float, Sequence[Line]]]) -> None:
        """Learn from (page number, page height, lines from top to bottom)."""
        seen: dict[str, dict[int, float]] = defaultdict(dict)
        for number, height, lines in pages:
            for line in lines:
                if line.bottom < height * HEAD or line.top > height * (1 - FOOT):
                    seen[_signature(line)].setdefault(number, line.middle)
        needed = max(2, SHARE * len(pages))
        for signature, places in seen.items():
            steady = _at_one_place(places)
            if len(steady) >= needed or _longest_run(sorted(steady)) >= RUN:
                heights = self._places.setdefault(signature, [])
                heights.extend(sorted(set(steady.values())))

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


def _at_one_place(places: dict[int, float]) -> dict[int, float]:
    """The pages on which the line stands where it stands most often."""
    best: dict[int, float] = {}
    for anchor in sorted(set(places.values())):
        near = {page: place for page, place in places.items() if abs(place - anchor) <= SAME_PLACE}
        if len(near) > len(best):
            best = near
    return best


def _longest_run(pages: Sequence[int]) -> int:
    longest = run = 0
    previous = None
    for page in pages:
        run = run + 1 if previous is not None and page == previous + 1 else 1
        longest, previous = max(longest, run), page
    return longest
