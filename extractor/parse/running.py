"""Running heads and feet that have a label in them, as `Responsabile: …` on every page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low

from extractor.layout.furniture import SAME_PLACE, place_of
from extractor.layout.lines import Line
from extractor.page import Page
from extractor.parse.anchors import Anchor

MOST = 0.8
"""Share of the pages that begin or end with such a line at least."""
NEAR = 8.0
"""Font sizes from one label of a header block to the next at most."""


@dataclass(frozen=True, slots=True)
class RunningLabels:
    """The lines with a label that begin or end most pages."""

    texts: frozenset[str] = frozenset()
    """What those say that say the same on each page."""
    places: tuple[tuple[str, float], ...] = ()
    """Labels of those that say something else for each scheda, and the height at which they stand."""

    @classmethod
    def learned(cls, pages: Sequence[tuple[Page, Sequence[Line], Sequence[Anchor]]]) -> RunningLabels:
        """Take the lines on most pages whose label mostly stands far from any other."""
        texts: dict[str, list[bool]] = defaultdict(list)
        places: dict[str, list[tuple[float, bool]]] = defaultdict(list)
        for page, lines, anchors in pages:
            fields = [anchor for anchor in anchors if anchor.kind == "field"]
            for line in _outer(lines):
                own = _labels_of(line, fields)
                if own:
                    lone = not any(_is_near(line, each) for each in fields if each not in own)
                    texts[line.text].append(lone)
                    places[own[0].name].append((place_of(line, page.height), lone))
        enough = max(2.0, MOST * len(pages))
        found: list[tuple[str, float]] = []
        for name, seen in places.items():
            place = median_low(place for place, _ in seen)
            if _run([lone for other, lone in seen if abs(other - place) <= SAME_PLACE], enough):
                found.append((name, place))
        return cls(frozenset(text for text, lone in texts.items() if _run(lone, enough)), tuple(found))

    def of(self, page: Page, lines: Sequence[Line], anchors: Sequence[Anchor]) -> list[Line]:
        """Those lines on a page."""
        if not (self.texts or self.places):
            return []
        fields = [anchor for anchor in anchors if anchor.kind == "field"]
        return [
            line
            for line in _outer(lines)
            if line.text in self.texts
            or any(
                label.name == name and abs(place_of(line, page.height) - place) <= SAME_PLACE
                for label in _labels_of(line, fields)[:1]
                for name, place in self.places
            )
        ]


def _outer(lines: Sequence[Line]) -> Iterable[Line]:
    """The first and the last one, which may be the same."""
    return {id(line): line for line in (*lines[:1], *lines[-1:])}.values()


def _labels_of(line: Line, fields: Iterable[Anchor]) -> list[Anchor]:
    return [each for each in fields if any(word is each.words[0] for word in line.words)]


def _run(lone: Sequence[bool], enough: float) -> bool:
    return len(lone) >= enough and 2 * sum(lone) >= len(lone)


def _is_near(line: Line, label: Anchor) -> bool:
    return max(label.box[1] - line.bottom, line.top - label.box[3]) < NEAR * line.size


def content_words(anchors: Iterable[Anchor], running: Iterable[Line]) -> set[int]:
    """The ids of words that are no furniture, wherever they stand."""
    known = {id(word) for anchor in anchors if anchor.kind != "title" for word in anchor.words}
    return known - {id(word) for line in running for word in line.words}


def off_furniture(anchors: Iterable[Anchor], furniture: Iterable[Line]) -> tuple[Anchor, ...]:
    """The anchors that are no part of a page's furniture; a title may run at the head of each page."""
    running = {id(word) for line in furniture for word in line.words}
    return tuple(each for each in anchors if each.kind == "title" or id(each.words[0]) not in running)
