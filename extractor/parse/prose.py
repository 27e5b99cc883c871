"""Values that begin inside running text."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extractor.layout.lines import Line, make_line
from extractor.layout.paragraphs import is_close_call, is_filled, split_paragraphs
from extractor.page import Word

ENDS = ".;:!?>"
"""What stands before a marker that begins a sentence."""
HYPHENS = "-\u2010\u00ad"


@dataclass(slots=True)
class Marked:
    """Text around a marker."""

    before: list[Line] = field(default_factory=list)
    """All that is not the paragraph after the marker."""
    after: list[Line] = field(default_factory=list)
    """What follows the marker to the end of its paragraph."""
    marker: list[Word] = field(default_factory=list)
    uncertain: bool = False
    """The paragraph may end a line earlier or later."""


def after_marker(
    lines: Sequence[Line], marker: re.Pattern[str], right_edge: float | None, *, spaced: bool
) -> Marked:
    """Cut text in two: what follows a marker to the end of its paragraph, and all the rest.

    The end of a paragraph is where the lines show it, or where printed markup closes one.
    """
    cut = Marked()
    found = False
    paragraphs = split_paragraphs(lines, right_edge, spaced=spaced)
    for number, paragraph in enumerate(paragraphs):
        span = None if found else _marker_words(paragraph, marker)
        if span is None:
            cut.before += paragraph
            continue
        found = True
        if not any("</" in word.text for word in paragraph[-1].words):
            edge = max(max(line.x1 for line in lines), right_edge or 0.0)
            following = [line for other in paragraphs[number + 1 : number + 2] for line in other[:1]]
            around = (
                [*paragraphs[number - 1][-1:], *paragraph, *following] if number else [*paragraph, *following]
            )
            filled = is_filled(lines, edge)
            cut.uncertain = any(
                is_close_call(
                    above, below, edge, ends=above is paragraph[-1] or below is paragraph[0], filled=filled
                )
                for above, below in itertools.pairwise(around)
            )
        position = 0
        closed = False
        for line in paragraph:
            left: list[Word] = []
            right: list[Word] = []
            for word in line.words:
                if position < span[0] or closed:
                    left.append(word)
                elif position >= span[1]:
                    right.append(word)
                    closed = _closes(word)
                else:
                    cut.marker.append(word)
                position += 1
            cut.before += [make_line(line.page, left)] if left else []
            cut.after += [make_line(line.page, right)] if right else []
        cut.uncertain |= not cut.after and number + 1 < len(paragraphs)
    return cut


def _marker_words(paragraph: Sequence[Line], marker: re.Pattern[str]) -> tuple[int, int] | None:
    """First word of the marker and first word after it, counted through the paragraph.

    The marker stands out in bold or capitals, or begins a sentence: the same words inside one are only words.
    """
    words = [word for line in paragraph for word in line.words]
    text, starts = "", []
    for line in paragraph:
        for word in line.words:
            starts.append(len(text))
            text += word.text
        if text[-1:] in HYPHENS and len(line.words[-1].text) > 1:  # the marker itself may be hyphenated
            text = text[:-1]
    for match in tight(marker).finditer(text):
        first = bisect_right(starts, match.start()) - 1
        last = bisect_left(starts, match.end())
        if starts[first] < match.start() and text[match.start() - 1].isalnum():
            continue  # letters of another word
        printed = match.group()
        if words[first].bold or printed.isupper() or not first or words[first - 1].text[-1:] in ENDS:
            return first, last
    return None


@lru_cache(maxsize=8)
def tight(marker: re.Pattern[str]) -> re.Pattern[str]:
    """A marker as it reads without white space: wide letter-spacing puts some inside words."""
    return re.compile(re.sub(r"\\s[*+?]?", "", marker.pattern), marker.flags)


def _closes(word: Word) -> bool:
    return "</p>" in word.text.casefold()
