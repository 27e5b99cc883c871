"""Lines among the rows of a table that are none of them: a sum, a legend, a word that the table goes on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median_low

from extractor.layout.lines import Line
from extractor.page import Box, Word
from extractor.parse.anchors import Anchor
from extractor.parse.flow import Block
from extractor.templates import Kind, Table

SAME_X = 1.0
"""Points between the beginnings of the lines of one remark."""
LEADING = 1.6
"""Font sizes from one line of a remark to the next at most."""
FULL = 0.7
"""Share of the widest line of a part that a line has at least which goes on in the next one."""

GAP, WIDE = 0.6, 1.2
"""Font sizes between two words of a running text at most, and where they are spaced out."""
EVEN = 1.5
"""Times the narrowest space of a line another is at most where they are spaced out."""
SMALLER = 0.95
"""Share of the usual font size of a table below which that of a note is."""
MANY_WORDS = 3
"""A code has hardly more."""
FOOTNOTE = re.compile(r"\(\*+\)|\*+\s")
CODES: tuple[Kind, ...] = ("code", "id")
"""Kinds of columns in which hardly a word stands."""
CODE_PART = re.compile(r"[\d_]")
"""What a part of a code has, and hardly a word."""


def without_remarks(block: Block, table: Table, patterns: Sequence[str], code: re.Pattern[str]) -> Block:
    """The block with the rows of its table alone.

    Args:
        block: the section.
        table: its columns.
        patterns: what lines look like that are no rows.
        code: what an activity code looks like.
    """
    header = next((anchor for anchor in block.anchors if anchor.table is table), None)
    pattern = re.compile("|".join(f"(?:{remark})" for remark in patterns) or "(?!)", re.IGNORECASE)
    over = _over(block, header) if header is not None else ""
    labels = [(table.columns[index].kind, box) for index, box in header.headers] if header is not None else []

    def is_remark(line: Line) -> bool:
        return line.text == over or pattern.fullmatch(line.text) is not None or _is_note(line, labels)

    notes = [_notes_below(part.lines, labels) for part in block.parts]
    if not any(notes) and not any(map(is_remark, block.lines)):
        return block
    parts = []
    for part, below in zip(block.parts, notes, strict=True):
        remarks = {id(line) for line in (*_remarks(part.lines, is_remark, code), *below)}
        parts.append(replace(part, lines=[line for line in part.lines if id(line) not in remarks]))
    return replace(block, parts=parts)


def _over(block: Block, header: Anchor) -> str:
    """What stands right over the first header, such as `PREVISIONE` above two dates; later ones have it, too."""
    above = [
        line for line in block.lines if line.page == header.page and line.bottom <= header.box[1] + SAME_X
    ]
    last = above[-1] if above else None
    return last.text if last is not None and header.box[1] - last.bottom < last.size else ""


def _is_note(line: Line, labels: Sequence[tuple[Kind, Box]]) -> bool:
    """Whether a line is a footnote, or running text from the first column over others, as no cells are set."""
    if len(labels) < 2 or line.x0 >= labels[0][1][2]:
        return False
    if FOOTNOTE.match(line.text):
        return True
    if labels[0][0] in CODES:
        if CODE_PART.search(line.words[0].text):
            return False
        text = _run(line)
        is_long = len(text) > MANY_WORDS or text[-1].x1 > labels[1][1][0]
        return is_long and not any(CODE_PART.search(word.text) for word in text[1:2])
    text = _run(line)
    return any(
        kind in CODES and box[0] < word.x1 and word.x0 < box[2] and word.text.isalpha()
        for kind, box in labels
        for word in text
    )


def _notes_below(lines: Sequence[Line], labels: Sequence[tuple[Kind, Box]]) -> list[Line]:
    """The last lines of a page's share if they are running text from the first column in a smaller type."""
    if not labels or not lines or lines[-1].x0 >= labels[0][1][2]:
        return []
    usual = median_low(line.size for line in lines)
    notes = itertools.takewhile(
        lambda line: (
            line.size < SMALLER * usual and line.x0 < labels[0][1][2] and len(_run(line)) == len(line.words)
        ),
        reversed(lines),
    )
    found = list(notes)
    return found if any(len(line.words) > MANY_WORDS for line in found) else []


def _run(line: Line) -> list[Word]:
    """The words of a line from its first one on, as far as no more than a space is between them."""
    gaps = [after.x0 - word.x1 for word, after in pairwise(line.words)]
    space = max(GAP * line.size, min([EVEN * gap for gap in gaps] + [WIDE * line.size]))
    return [
        line.words[0],
        *itertools.compress(line.words[1:], itertools.takewhile(bool, (gap < space for gap in gaps))),
    ]


def _remarks(
    lines: Sequence[Line], is_remark: Callable[[Line], bool], code: re.Pattern[str]
) -> Iterator[Line]:
    widest = max((line.x1 - line.x0 for line in lines), default=0.0)
    goes_on = False
    for before, line in pairwise([None, *lines]):
        assert line is not None
        if not is_remark(line) and not (
            goes_on and before is not None and _is_next(before, line) and not code.search(line.text)
        ):
            goes_on = False
            continue
        yield line
        goes_on = not line.text[-1].isdigit() and line.x1 - line.x0 >= FULL * widest


def _is_next(before: Line, line: Line) -> bool:
    """Whether two lines are of one text."""
    near = line.bottom - before.bottom < LEADING * line.size
    return near and abs(line.x0 - before.x0) < SAME_X and abs(line.size - before.size) < SAME_X
