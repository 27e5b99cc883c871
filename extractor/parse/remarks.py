"""Lines among the rows of a table that are none of them: a sum, a legend, a word that the table goes on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.layout.lines import Line
from extractor.page import Box
from extractor.parse.anchors import Anchor
from extractor.parse.flow import Block
from extractor.templates import Table

SAME_X = 1.0
"""Points between the beginnings of the lines of one remark."""
LEADING = 1.6
"""Font sizes from one line of a remark to the next at most."""
FULL = 0.7
"""Share of the widest line of a part that a line has at least which goes on in the next one."""

GAP = 0.6
"""Font sizes between two words of a running text at most."""
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
    labels = header.headers if header is not None and table.columns[table.anchor].kind == "code" else ()
    boxes = [box for _, box in labels] if labels and labels[0][0] == table.anchor else []

    over = _over(block, header) if header is not None else ""

    def is_remark(line: Line) -> bool:
        return line.text == over or pattern.fullmatch(line.text) is not None or _runs_across(line, boxes)

    if not any(map(is_remark, block.lines)):
        return block
    parts = []
    for part in block.parts:
        remarks = {id(line) for line in _remarks(part.lines, is_remark, code)}
        parts.append(replace(part, lines=[line for line in part.lines if id(line) not in remarks]))
    return replace(block, parts=parts)


def _over(block: Block, header: Anchor) -> str:
    """What stands right over the first header, such as `PREVISIONE` above two dates; later ones have it, too."""
    above = [
        line for line in block.lines if line.page == header.page and line.bottom <= header.box[1] + SAME_X
    ]
    last = above[-1] if above else None
    return last.text if last is not None and header.box[1] - last.bottom < last.size else ""


def _runs_across(line: Line, labels: Sequence[Box]) -> bool:
    """Whether a line is running text from the column of codes over the next ones, as no cells are set."""
    if len(labels) < 2 or not (line.x0 < labels[0][2] and labels[1][0] < line.x1):
        return False
    pairs = itertools.takewhile(lambda pair: pair[1].x0 - pair[0].x1 < GAP * line.size, pairwise(line.words))
    text = [line.words[0], *(after for _, after in pairs)]
    return text[-1].x1 > labels[1][0] and not any(CODE_PART.search(word.text) for word in text[:2])


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
