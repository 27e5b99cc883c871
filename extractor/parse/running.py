"""Running heads and feet that have a label in them, as `Responsabile: …` on every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence

from extractor.layout.lines import Line
from extractor.page import Page
from extractor.parse.anchors import Anchor

MOST = 0.8
"""Share of the pages that begin or end with such a line at least."""
NEAR = 8.0
"""Font sizes from one label of a header block to the next at most."""


def running_lines(pages: Sequence[tuple[Page, Sequence[Line], Sequence[Anchor]]]) -> frozenset[str]:
    """The texts of lines that begin or end most pages, with a label that mostly stands far from any other."""
    seen: Counter[str] = Counter()
    lone: Counter[str] = Counter()
    for _, lines, anchors in pages:
        fields = [anchor for anchor in anchors if anchor.kind == "field"]
        for line in {id(line): line for line in (*lines[:1], *lines[-1:])}.values():
            own = [each for each in fields if any(word is each.words[0] for word in line.words)]
            if own:
                seen[line.text] += 1
                lone[line.text] += not any(_is_near(line, each) for each in fields if each not in own)
    enough = max(2.0, MOST * len(pages))
    return frozenset(text for text, count in seen.items() if count >= enough and 2 * lone[text] >= count)


def _is_near(line: Line, label: Anchor) -> bool:
    return max(label.box[1] - line.bottom, line.top - label.box[3]) < NEAR * line.size


def content_words(anchors: Iterable[Anchor], lines: Iterable[Line], running: Container[str]) -> set[int]:
    """The ids of words that are no furniture, wherever they stand."""
    known = {id(word) for anchor in anchors if anchor.kind != "title" for word in anchor.words}
    return known - {id(word) for line in lines if line.text in running for word in line.words}


def off_furniture(anchors: Iterable[Anchor], furniture: Iterable[Line]) -> tuple[Anchor, ...]:
    """The anchors that are no part of a page's furniture; a title may run at the head of each page."""
    running = {id(word) for line in furniture for word in line.words}
    return tuple(each for each in anchors if each.kind == "title" or id(each.words[0]) not in running)
