"""Which words of printed lines make up a part of their text: a code, a title, one step of several."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extractor.layout.lines import Line, group_lines
from extractor.page import Word

_UNSTEADY = re.compile(r"[\s\u00ad\u2010-]+")
"""What joining lines adds or takes away: white space and hyphens."""


class Located:
    """Lines whose words can be found again by what they say."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = tuple(lines)
        self._words: list[tuple[int, Word]] = [(line.page, word) for line in lines for word in line.words]
        self._ends: list[int] = []
        parts, length = [], 0
        for _, word in self._words:
            part = word.text if word.text.isalnum() else _UNSTEADY.sub("", word.text)
            length += len(part)
            parts.append(part)
            self._ends.append(length)
        self._text = "".join(parts)
        self._from = 0

    def next(self, text: str) -> tuple[Line, ...]:
        """The lines of the words that hold a text, sought behind the one found before; all lines if it is not there.

        A word at an edge of the text is in it whole, even where only a part of it belongs to the text.
        """
        sought = _UNSTEADY.sub("", text)
        start = self._text.find(sought, self._from) if sought else -1
        if start < 0:
            return self._lines
        self._from = start + len(sought)
        first, last = bisect_right(self._ends, start), bisect_left(self._ends, self._from)
        by_page: dict[int, list[Word]] = {}
        for page, word in self._words[first : last + 1]:
            by_page.setdefault(page, []).append(word)
        return tuple(line for page, words in by_page.items() for line in group_lines(page, words))
