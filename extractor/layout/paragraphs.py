"""Lines to paragraphs.

A paragraph ends where the next line stands further down than lines usually do, or where the next line's first word
would still have fitted: a program that fills lines breaks one early only at a paragraph's end.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extractor.layout.lines import Line
from extractor.normalise.hyphens import address_goes_on

FURTHER = 1.3
"""Times the usual distance of baselines."""
A_LITTLE_FURTHER = 1.12
"""The same where a sentence ends and something new begins, which no change of fonts inside a text explains."""
SURELY_FURTHER = 1.2
"""The same where others of the text that do not end as a sentence does are held against it …"""
SAME_STEP = 0.05
"""… within so many font sizes."""
ENDS = ".;:!?"
CURRENCIES = "€$£"
FULL = 0.17
"""Font sizes from the right edge within which a justified line is full."""
FILLED = 0.4
"""Font sizes from the edge within which a line may be a justified one with letters set closer or wider."""
JUSTIFIED = 0.7
"""Share of full lines from which on a text counts as justified."""
ENOUGH_LINES = 4
"""A text of so many lines shows itself where its lines end."""
CLOSE = 1.0
"""Font sizes that the next word is too wide by, at most, for it to be a close call whether it would have fitted …"""
EARLY = 2.0
"""… and of room for it: programs that balance the lines of a paragraph break some a little early."""
FAR = 8.0
"""Font sizes from the edge at which no line of running text ends but the last of its paragraph."""
SPACE = 0.28
"""Font sizes: an ordinary space."""


def split_paragraphs(
    lines: Sequence[Line], right_edge: float | None = None, *, spaced: bool = False
) -> list[list[Line]]:
    """Cut lines, which may run over pages, into paragraphs.

    Args:
        lines: from top to bottom, page after page.
        right_edge: where running text ends in this document, for texts too short to show it themselves.
        spaced: this document sets paragraphs apart by space, so a line that ends early ends none.
    """
    if not lines:
        return []
    edge = max(line.x1 for line in lines)
    if right_edge is not None and len(lines) < ENOUGH_LINES:
        edge = max(edge, right_edge)
    usual = usual_leading(lines)
    usual_edge = sorted([line.x1 for line in lines])[len(lines) // 2]
    justified = _is_justified(lines, usual_edge)
    if justified:  # where most lines end, whichever ends a little further
        edge = usual_edge
    paragraphs = [[lines[0]]]
    apart = _usual_space(lines, usual)
    for before, line in itertools.pairwise(lines):
        if _is_apart(before, line, apart) or _ends(before, line, edge, usual, justified, spaced):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


def _usual_space(lines: Sequence[Line], usual: float | None) -> float | None:
    """The least distance of baselines between paragraphs of a text, if it is clear.

    The first of two ends as a sentence does, or the other lines of the text are all equally far apart.
    """
    if not usual:
        return None
    pairs = [(before, line) for before, line in itertools.pairwise(lines) if before.page == line.page]
    far = SURELY_FURTHER * usual
    further = [(before, line) for before, line in pairs if line.bottom - before.bottom > far]
    if not further:
        return None
    near = [line.bottom - before.bottom for before, line in pairs if line.bottom - before.bottom <= far]
    even = len(near) >= ENOUGH_LINES - 1 and max(near) - min(near) < SAME_STEP * lines[0].size
    steps = [
        line.bottom - before.bottom
        for before, line in further
        if _begins(line) and (even or before.words[-1].text[-1] in ENDS)
    ]
    return min(steps, default=None)


def _is_apart(before: Line, line: Line, space: float | None) -> bool:
    """Whether a line that may begin a paragraph stands as far from the one before as paragraphs of this text do."""
    if space is None or before.page != line.page or not _begins(line):
        return False
    return line.bottom - before.bottom > space - SAME_STEP * line.size


def is_close_call(before: Line, line: Line, edge: float, *, ends: bool, filled: bool = False) -> bool:
    """Whether a little less or more room would have decided otherwise if a paragraph ends between two lines.

    Args:
        before: a line.
        line: the one that follows it.
        edge: where running text ends.
        ends: how it was decided.
        filled: whether the lines around them mostly reach the edge.
    """
    room = edge - before.x1 - SPACE * before.size - _unbreakable(line)
    if ends:
        goes_on = before.words[-1].text[-1].isalnum() and line.text[0].islower()
        return goes_on or (room < EARLY * before.size and edge - before.x1 < FAR * before.size)
    sentence = before.words[-1].text[-1] in ENDS and not line.text[:1].islower()
    return sentence and (room > -CLOSE * before.size or (filled and not _fills(before, edge)))


def is_filled(lines: Sequence[Line], edge: float) -> bool:
    """Whether half of the lines fill the width up to an edge: then what ends early may end a paragraph."""
    return 2 * sum(_fills(line, edge) for line in lines) >= len(lines)


def _fills(line: Line, edge: float) -> bool:
    return edge - line.x1 <= FILLED * line.size


def usual_leading(lines: Sequence[Line]) -> float | None:
    """The most common small distance from one baseline to the next on a page."""
    steps = sorted(
        b.bottom - a.bottom for a, b in itertools.pairwise(lines) if a.page == b.page and b.bottom > a.bottom
    )
    return steps[len(steps) // 4] if steps else None


def _is_justified(lines: Sequence[Line], edge: float) -> bool:
    full = sum(abs(edge - line.x1) <= FULL * line.size for line in lines)
    return len(lines) >= 4 and full >= JUSTIFIED * (len(lines) - 1)


class ParagraphHabits:
    """Whether a document sets its paragraphs apart by space, learned from where lines end early."""

    def __init__(self) -> None:
        self._apart = self._close = 0

    @staticmethod
    def running(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
        """The pairs of lines of a page that follow one another in running text."""
        return [
            (before, line)
            for before, line in itertools.pairwise(lines)
            if abs(before.x0 - line.x0) < 1 and min(len(before.words), len(line.words)) > 3
        ]

    def learn(self, runs: Sequence[tuple[Line, Line]], right_edge: float) -> None:
        """Learn from pairs of lines in running text, which ends at the latest at an edge."""
        steps = sorted(line.bottom - before.bottom for before, line in runs)
        if not steps:
            return
        usual = steps[len(steps) // 4]
        for before, line in runs:
            step = line.bottom - before.bottom
            if before.x1 < right_edge - 0.15 * (right_edge - before.x0) and step < 3 * usual:
                if step > FURTHER * usual:
                    self._apart += 1
                else:
                    self._close += 1

    @property
    def spaced(self) -> bool:
        """Whether paragraphs are set apart."""
        return self._apart >= 2 and self._apart > 2 * self._close


def _begins(line: Line) -> bool:
    """Whether a line begins as sentences and items of lists do."""
    return not line.text[0].islower()


def _ends(before: Line, line: Line, edge: float, usual: float | None, justified: bool, spaced: bool) -> bool:
    """Whether a paragraph ends between two lines."""
    last = before.words[-1].text
    hyphenated = last.endswith(("\u00ad", "\u2010")) or (last.endswith("-") and len(last) > 1)
    if hyphenated and last[-2:-1].isalpha() and line.text[0].islower():
        return False  # however far the rest of the word stands
    if before.page == line.page and usual:
        step = (line.bottom - before.bottom) / max(usual, 0.9 * line.size)
        if step > FURTHER or (step > A_LITTLE_FURTHER and last[-1] in ENDS and _begins(line)):
            return True
    goes_on = hyphenated or (last[-1] == "/" and last[-2:-1].isalnum())
    if goes_on or (not line.text[0].isupper() and address_goes_on(last, line.words[0].text)):
        return False
    if spaced and before.page == line.page:
        return False
    if justified:
        return edge - before.x1 > FILLED * before.size
    return before.x1 + SPACE * before.size + _unbreakable(line) < edge - 0.1 * before.size


def _unbreakable(line: Line) -> float:
    """The width of what a line begins with: no program leaves a currency's sign without its amount."""
    first = line.words[0]
    last = line.words[1] if first.text in CURRENCIES and len(line.words) > 1 else first
    return last.x1 - first.x0
