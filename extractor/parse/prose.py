"""Values that begin inside running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.layout.lines import Line, make_line
from extractor.layout.paragraphs import split_paragraphs
from extractor.page import Word

ENDS = ".;:!?>"
"""What stands before a marker that begins a sentence."""
HYPHENS = "-\u2010\u00ad"


def after_marker(
    lines: Sequence[Line], marker: re.Pattern[str], right_edge: float | None, *, spaced: bool
) -> tuple[list[Line], list[Line], list[Word]]:
    """Cut text in two: what follows a marker to the end of its paragraph, and all the rest.

    The end of a paragraph is where the lines show it, or where printed markup closes one.

    Returns:
        The rest, what follows the marker, and the words of the marker itself.
    """
    before: list[Line] = []
    after: list[Line] = []
    marked: list[Word] = []
    found = False
    for paragraph in split_paragraphs(lines, right_edge, spaced=spaced):
        span = None if found else _marker_words(paragraph, marker)
        if span is None:
            before += paragraph
            continue
        found = True
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
                    marked.append(word)
                position += 1
            before += [make_line(line.page, left)] if left else []
            after += [make_line(line.page, right)] if right else []
    return before, after, marked


def _marker_words(paragraph: Sequence[Line], marker: re.Pattern[str]) -> tuple[int, int] | None:
    """First word of the marker and first word after it, counted through the paragraph.

    The marker stands out in bold or capitals, or begins a sentence: the same words inside one are only words.
    """
    text, starts = "", []
    words = [word for line in paragraph for word in line.words]
    for line in paragraph:
        for word in line.words:
            starts.append(len(text))
            text += word.text + " "
        if text[-2] in HYPHENS and len(line.words[-1].text) > 1:  # the marker itself may be hyphenated
            text = text[:-2]
    for match in marker.finditer(text):
        first = sum(start <= match.start() for start in starts) - 1
        last = sum(start < match.end() for start in starts)
        if words[first].bold or match.group().isupper() or not first or words[first - 1].text[-1:] in ENDS:
            return first, last
    return None


def _closes(word: Word) -> bool:
    return "</p>" in word.text.casefold()
