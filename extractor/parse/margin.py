"""Headings in a column of their own, left of what stands under them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence

from extractor.layout.chains import Chain
from extractor.layout.lines import Line
from extractor.page import Rule

FEWEST = 2
"""Headings of a page at least that have text beside them, where none is long …"""
LONG_LABEL = 14
"""… that is of so many letters, as no chance words of a text are."""
OTHERS = 0.1
"""Share of the lines below the first heading that may begin in its column all the same, as a page's foot does."""
SLACK = 1.0
"""Points by which a heading may reach over the line drawn above it."""


def margin_headings(
    chains: Sequence[Chain], lines: Sequence[Line], labels: Container[int]
) -> tuple[list[Chain], float] | None:
    """The headings that begin their lines left of all text, and their right edge; None where they have no column.

    Args:
        chains: labels of sections on a page.
        lines: of the page.
        labels: ids of the words of all labels, which are no text.
    """
    found = [chain for chain in chains if _begins_lines(chain)]
    beside = [
        chain for chain in found if any(len(lines[at].words) > count for at, count in _counts(chain).items())
    ]
    if len(beside) < FEWEST and not any(len(chain.label) >= LONG_LABEL for chain in beside):
        return None
    top, edge = min(chain.box[1] for chain in found), max(chain.box[2] for chain in found)
    free = ([word.x0 for word in line.words if id(word) not in labels] for line in lines if line.middle > top)
    begins = [min(xs) for xs in free if xs]
    others = sum(x0 <= edge for x0 in begins)
    return (found, edge) if others <= OTHERS * len(begins) else None


def _begins_lines(chain: Chain) -> bool:
    """Whether nothing stands left of a heading on its lines."""
    last = {place.line: place.word for place in chain.places}
    return all(last[line] + 1 == count for line, count in _counts(chain).items())


def _counts(chain: Chain) -> Counter[int]:
    """How many words of a heading stand on each of its lines."""
    return Counter(place.line for place in chain.places)


def row_top(box: tuple[float, float, float, float], rules: Iterable[Rule]) -> float:
    """The height of the line drawn above a heading: text beside it may begin higher than it does."""
    x0, top, x1, _ = box
    above = [
        rule.bottom
        for rule in rules
        if rule.horizontal and rule.bottom <= top + SLACK and rule.x0 < x1 and rule.x1 > x0
    ]
    return max(above, default=top)
