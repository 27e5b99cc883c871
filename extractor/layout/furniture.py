"""Page furniture: running heads and feet, found from the document itself by their repetition at one place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractor.layout.lines import Line, line_text, make_line
from extractor.page import Word

HEAD, FOOT = 0.22, 0.16
"""Shares of the page height in which running heads and feet stand."""
MARGIN = 0.12
"""The same of white space above most pages and below all, from which on they were printed smaller than their paper …"""
INSIDE = 0.06
"""… and page numbers stand so far from where anything does."""
SAME_PLACE = 2.0
"""Points by which a running line may move from page to page."""
SHARE = 0.5
"""A height is a running head's or foot's if so many of the pages (and two) have a repeating line there …"""
ONLY = 0.8
"""… and so many of the pages that have any line there. Content repeats too, but others stand at its height."""
FAR = 4.0
"""Font sizes of white space between a line of text and a page number on its height."""
APART = 0.8
"""Font sizes between a page number that does not repeat at one place and the text."""
NUMBER = re.compile(r"\d+")
_Marginal = tuple[float, int, str | None, float]
"""Place, page, signature and font size of a line near a page's head or foot; no signature for known content."""


@dataclass(slots=True)
class Furniture:
    """What repeats, learned from a window of pages; pages later than the window are held against the same."""

    is_page_number: Callable[[str], bool]
    """Says of an outermost line that it is a page number even if it does not repeat, where it stands apart."""
    _places: dict[str | None, set[float]] = field(default_factory=dict)
    _head: float = HEAD
    _foot: float = FOOT

    def learn(self, pages: Sequence[tuple[float, Sequence[Line], Container[int]]]) -> None:
        """Learn from page height, lines from top to bottom, and the ids of words known to be content."""
        head = median([lines[0].top / height for height, lines, _ in pages if lines] or [0.0])
        foot = min([1 - lines[-1].bottom / height for height, lines, _ in pages if lines] or [0.0])
        if min(head, foot) > MARGIN:
            self._head, self._foot = max(HEAD, head + INSIDE), max(FOOT, foot + INSIDE)
        marginal: list[_Marginal] = []
        for page, (height, lines, content) in enumerate(pages):
            for line in lines:
                if self._is_at_head(line, height) or self._is_at_foot(line, height):
                    known = any(id(word) in content for word in line.words)
                    signature = None if known else _signature(line)
                    marginal.append((place_of(line, height), page, signature, line.size))
        self._learn_first(marginal, len(pages))
        marginal.sort(key=lambda item: item[0])
        start = 0
        for end in range(1, len(marginal) + 1):
            if end == len(marginal) or marginal[end][0] - marginal[start][0] > 2 * SAME_PLACE:
                self._learn_height(marginal[start:end], len(pages))
                start = end

    def _is_at_head(self, line: Line, height: float) -> bool:
        return line.bottom < height * (HEAD if any(map(str.isalpha, line.text)) else self._head)

    def _is_at_foot(self, line: Line, height: float) -> bool:
        return line.top > height * (1 - (FOOT if any(map(str.isalpha, line.text)) else self._foot))

    def _learn_first(self, lines: Sequence[_Marginal], pages: int) -> None:
        """Take the line that most pages begin with for a running one, though it stands now higher and now lower."""
        heads = {
            page: (place, signature, round(size))
            for place, page, signature, size in reversed(lines)
            if place > 0
        }
        counts = Counter(
            (signature, size) for _, signature, size in heads.values() if signature is not None
        )  # on a cover, it may stand in a larger type
        (signature, size), count = next(iter(counts.most_common(1)), ((None, 0), 0))
        if count >= max(2, ONLY * pages):
            places = {place for place, *other in heads.values() if other == [signature, size]}
            self._places.setdefault(signature, set()).update(places)

    def _learn_height(self, lines: Sequence[_Marginal], pages: int) -> None:
        """Take the lines of one height for running ones if they mostly repeat there."""
        seen: dict[str, set[int]] = defaultdict(set)
        for _, page, signature, _ in lines:
            if signature is not None:
                seen[signature].add(page)
        running = {signature for signature, found in seen.items() if len(found) > 1}
        repeating = set().union(*(seen[signature] for signature in running))
        everywhere = {page for _, page, *_ in lines}
        if len(repeating) >= max(2, SHARE * pages) and len(repeating) >= ONLY * len(everywhere):
            for place, _, signature, _ in lines:
                if signature in running:
                    self._places.setdefault(signature, set()).add(place)

    def split(
        self, height: float, lines: Sequence[Line], content: Container[int], running: Container[int] = ()
    ) -> tuple[list[Line], list[Line]]:
        """The body lines of a page and its furniture: only outermost lines can be furniture.

        `content` holds the ids of words that are no furniture wherever they stand, as a repeated table header, and
        `running` those of lines that are.
        """

        def runs(line: Line, inward: Line | None) -> bool:
            known = (
                id(line) in running
                or self._repeats(line, height)
                or (self.is_page_number(line.text) and _is_apart(line, inward))
            )
            return known and not any(id(word) in content for word in line.words)

        first, last = 0, len(lines)
        while first < last and self._is_at_head(lines[first], height):
            if not runs(lines[first], lines[first + 1] if first + 1 < last else None):
                break
            first += 1
        while last > first and self._is_at_foot(lines[last - 1], height):
            if not runs(lines[last - 1], lines[last - 2] if last - 1 > first else None):
                break
            last -= 1
        body, furniture = list(lines[first:last]), [*lines[:first], *lines[last:]]
        for at in {0, len(body) - 1} if body else ():
            line = body[at]
            if not (self._is_at_head(line, height) or self._is_at_foot(line, height)):
                continue
            text, number = self._parted(line)
            if text and number and not any(id(word) in content for word in number):
                body[at] = make_line(line.page, text)
                furniture.append(make_line(line.page, number))
        return body, furniture

    def _parted(self, line: Line) -> tuple[Sequence[Word], Sequence[Word]]:
        """The words of a line, and those of a page number that stands far right on its height."""
        gaps = [after.x0 - before.x1 for before, after in pairwise(line.words)]
        if not gaps or max(gaps) < FAR * line.size:
            return line.words, ()
        cut = gaps.index(max(gaps)) + 1
        text = line_text(line.words[cut:])
        named = any(map(str.isalpha, text))  # a number alone may be one of a table
        return (
            (line.words[:cut], line.words[cut:]) if named and self.is_page_number(text) else (line.words, ())
        )

    def _repeats(self, line: Line, height: float) -> bool:
        places = self._places.get(_signature(line), ())
        here = place_of(line, height)
        return any(abs(place - here) <= SAME_PLACE for place in places)


def place_of(line: Line, height: float) -> float:
    """How far below a page's head a line stands, or above its foot, below zero: pages may be of several heights."""
    return line.middle if 2 * line.middle < height else line.middle - height


def _is_apart(line: Line, inward: Line | None) -> bool:
    """Whether a line stands off the next one of the page: the last line of a text may be `118/2011` alone."""
    if inward is None:
        return True
    gap = max(line.top - inward.bottom, inward.top - line.bottom)
    return gap > APART * line.size


def _signature(line: Line) -> str:
    return NUMBER.sub("0", line.text)
