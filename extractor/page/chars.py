"""Words from single characters: how every reader cuts what may be more than one word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.page.model import Box
from extractor.page.sieve import TOUCH, Cuts

ROOM = 0.1
"""Font sizes between two characters of a word at most."""
HYPHEN_ROOM = 0.2
"""Font sizes before a hyphen at most: some programs stretch a justified line there, too."""
HYPHENS = "-\u2010"
BEARING = 0.08
"""Font sizes of its own white space that a glyph may have beyond the ink of its last letter."""
KERNED = 0.15
"""Font sizes below which a gap between letters of one drawing operation is kerning, if no space is printed in it."""
LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
ALNUM = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")
MARKS = "-/"
"""Marks inside words after which a program may set the rest of a stretched line apart, and prints no space."""
WITNESSES = 3
"""Spaces before such a gap that must be printed ones: then white space is printed in this text."""
BACK = 0.25
"""Font sizes that one may reach over the next at most."""
CLOSE = 0.02
"""Font sizes between two letters set right behind one another at most, besides what their word has between any."""
BEHIND = 0.04
"""The same where the word reaches over a ruling line already: what follows may be the next cell's."""
STEP = 0.5
"""Font sizes between the baselines of two characters of a word at most."""
STRUCK = 0.2
"""Font sizes from where a word begins to where it does once more at most, when it is printed twice to look bold."""
FEW = 5
"""Gaps between letters nearby that show how they are spaced."""


class Char(NamedTuple):
    """One printed character, or the letters that one glyph stands for."""

    text: str
    box: Box
    upright: bool
    piece: int
    """Which drawing operation printed it, where the engine tells."""
    part: bool = False
    """One of several letters of a ligature, in a box of its ink alone."""


class Run(NamedTuple):
    """Characters that stand together."""

    chars: tuple[Char, ...]
    box: Box
    glued: bool
    """Follows the run before it without white space."""
    spaced: bool
    """A space follows in its line, printed or as a gap."""
    spacing: float
    """White space between its letters, and so before the first of them."""

    @property
    def text(self) -> str:
        """What the characters say."""
        return "".join(char.text for char in self.chars)


def cut_runs(
    chars: Sequence[Char], cuts: Cuts, spaced: bool, nearby: Callable[[], Sequence[float]]
) -> Iterator[Run]:
    """Cut what an engine takes for one word by gaps and ruling lines.

    Args:
        chars: its characters.
        cuts: the ruling lines.
        spaced: whether a space follows it.
        nearby: gives the gaps inside the words before and after it.
    """
    spacing = _letter_spacing(chars, nearby)
    gaps = sorted(gaps_between(chars))
    usual = gaps[len(gaps) // 2] if len(gaps) >= FEW else 0.0
    run: list[Char] = []
    box: Box = (0.0, 0.0, 0.0, 0.0)
    glued = False
    for char in chars:
        ends = _ends(run[-1], box, char, (spacing, usual), cuts) if run else None
        if ends is not None:
            yield Run(tuple(run), box, glued, not ends and is_ahead(run[-1], char), spacing)
            run, glued = [], ends
        box = _union(box, char.box) if run else char.box
        run.append(char)
    if run:
        if spacing > TOUCH * (box[3] - box[1]):  # what is set apart after its last letter is its own, too
            box = box[0], box[1], box[2] + spacing, box[3]
        yield Run(tuple(run), box, glued, spaced, spacing)


def begins_word(before: Char, after: Char) -> bool:
    """Whether a word begins where the weight of letters changes: a value after its label, a label after a value."""
    return after.text.isalnum() and (before.text.isalnum() or before.text == ":")


def is_level(before: Char, after: Char) -> bool:
    """Whether two characters stand in one line."""
    return abs(after.box[3] - before.box[3]) <= STEP * (before.box[3] - before.box[1])


def is_ahead(before: Char, after: Char) -> bool:
    """Whether a character follows another in its line with a gap between."""
    return after.box[0] > before.box[2] and is_level(before, after)


def gaps_between(chars: Sequence[Char]) -> list[float]:
    """The white space between neighbours."""
    return [max(0.0, after.box[0] - before.box[2]) for before, after in pairwise(chars)]


def _letter_spacing(chars: Sequence[Char], nearby: Callable[[], Sequence[float]]) -> float:
    """The usual gap between neighbours: wide in words whose letters are set apart on purpose.

    Two or three letters alone may be as many words: only others nearby show whether all are set apart so.
    """
    gaps = gaps_between(chars)
    if not gaps or not chars[0].upright or max(gaps) <= ROOM * (chars[0].box[3] - chars[0].box[1]):
        return 0.0
    if len(gaps) < FEW:
        around = nearby()
        if len(around) >= FEW:
            gaps += around
        elif len(gaps) == 1:
            return 0.0
    gaps.sort()
    return gaps[(len(gaps) - 1) // 2]


def _ends(last: Char, before: Box, char: Char, spacings: tuple[float, float], cuts: Cuts) -> bool | None:
    """Whether a run ends before a character: None if not, else whether no white space parts the two.

    `spacings` is what parts letters that are set apart, and the usual gap of this word's letters, be they so or not.
    """
    spacing, usual = spacings
    if last.upright != char.upright:
        return False
    if not char.upright:
        return False if _is_far(last.box, char.box) else None
    box = char.box
    size = before[3] - before[1]
    if abs(box[3] - before[3]) > STEP * size:
        return False
    gap = box[0] - before[2]
    room = HYPHEN_ROOM if char.text in HYPHENS else ROOM
    if gap > spacing + (room + BEARING * last.part) * size:
        return False
    if char.piece != last.piece and gap < -BACK * size:
        return True
    if box[0] < before[0] + STRUCK * size and last.box[0] - box[0] > STEP * size:
        return False  # the same once more, to look bold
    if char.piece == last.piece or gap - usual <= CLOSE * size:
        return None  # it overruns its cell
    if cuts.through(before):
        return True if gap - usual > BEHIND * size else None
    return True if cuts.through(_union(before, box)) else None


def _is_far(a: Box, b: Box) -> bool:
    """Whether two characters of no level line stand further apart than either is long: in two cells."""
    reach = max(a[2] - a[0], a[3] - a[1], b[2] - b[0], b[3] - b[1])
    return max(a[0], b[0]) - min(a[2], b[2]) > reach or max(a[1], b[1]) - min(a[3], b[3]) > reach


def _union(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
