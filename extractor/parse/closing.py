"""What stands below the last text of a scheda and is none of it: signatures, closing remarks, pages put between."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.lines import Line
from extractor.parse.flow import Block

INDENT = 0.25
"""Share of the width of text from where on the lines of a signature begin; no paragraph's do."""
FAR = 0.4
"""The same of lines that are a signature however close they stand."""
TITLE = 0.1
"""The same of a title that is not bold."""
APART = 1.0
"""Font sizes of white space above a signature at least."""
COLUMNS = 4.0
"""Font sizes of white space between two words of one line at least, where it is the line of several columns."""
FOOT = 0.9
"""Share of a page's height down to which text goes on that the next page need not take."""
ROOM = 3.0
"""Font sizes that would be left below the next paragraph, if it stood on the page before."""


def without_closing(block: Block, right_edge: float | None) -> list[Line]:
    """The lines of a scheda's last text up to what closes the scheda or stands between it and the next.

    That begins with a title on a new page, though the one before had room; or with lines set off from the text, which
    begin far from its left edge or stand in columns.
    """
    lines = block.lines
    if not lines or block.heading is None:
        return lines
    left = min(line.x0 for line in lines)
    if lines[0].page != block.heading.page or lines[0].top > block.heading.box[3] - lines[0].size / 2:
        left = min(left, block.heading.box[0])  # and not in a cell beside it
    right = max(right_edge or 0.0, max(line.x1 for line in lines))
    end = _new_page(block, left + TITLE * (right - left))
    for at in range(end):
        above = _bottom_above(block, lines, at)
        is_apart = above is None or lines[at].top - above > APART * lines[at].size
        is_far = lines[at].x0 - left > FAR * (right - left)
        if (is_apart or is_far) and all(_is_set_off(line, left, right) for line in lines[at:end]):
            return lines[:at]
    return lines[:end]


def _new_page(block: Block, indent: float) -> int:
    """How many lines stand before a page that begins with a title, bold or set in, though the one before had room."""
    count = 0
    bottom = block.heading.box[3] if block.heading is not None else 0.0
    for before, part in pairwise(block.parts):
        count += len(before.lines)
        bottom = before.lines[-1].bottom if before.lines else bottom
        if not part.lines:
            continue
        first = part.lines[0]
        is_title = first.x0 > indent or all(word.bold for word in first.words)
        if is_title and bottom + _paragraph(part.lines) + ROOM * first.size < FOOT * before.page.height:
            return count
    return len(block.lines)


def _paragraph(lines: Sequence[Line]) -> float:
    """The height of the first lines that stand close together."""
    last = lines[0]
    for line in lines[1:]:
        if line.top - last.bottom > APART * line.size:
            break
        last = line
    return last.bottom - lines[0].top


def _bottom_above(block: Block, lines: Sequence[Line], at: int) -> float | None:
    """Where the line or heading above a line ends; None at a page's head."""
    if at:
        return lines[at - 1].bottom if lines[at - 1].page == lines[at].page else None
    heading = block.heading
    return heading.box[3] if heading is not None and heading.page == lines[0].page else None


def _is_set_off(line: Line, left: float, right: float) -> bool:
    gaps = [after.x0 - before.x1 for before, after in pairwise(line.words)]
    return line.x0 - left > INDENT * (right - left) or max(gaps, default=0.0) > COLUMNS * line.size
