"""Header blocks that a program prints again at the head of each page of their scheda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.layout.lines import Line
from extractor.parse.anchors import Anchor
from extractor.parse.flow import Body

FEWEST = 3
"""Labels of a header block at least."""


class Reprints:
    """Knows the header block of the scheda that is open."""

    def __init__(self) -> None:
        self._block: list[str] = []
        """What its lines say."""
        self._first: str | None = None
        """The section or table that begins below it."""

    def take_out(self, body: Body, anchors: Sequence[Anchor]) -> tuple[Body, list[Anchor]]:
        """A page and its anchors without a header block at its head that says what the last one did.

        A scheda may be like the one before it in all that; then the same section begins below.
        """
        found = _blocks(body.lines, anchors)
        if found and self._block:
            first, end, below = found[0]
            begins_page = all(anchor.kind == "title" or anchor.box[1] > first.top - 1 for anchor in anchors)
            lines = _between(body.lines, first, end)[: len(self._block)]
            if begins_page and below != self._first and [line.text for line in lines] == self._block:
                again = {id(word) for line in lines for word in line.words}
                gone = set(map(id, lines))
                body = replace(
                    body,
                    lines=tuple(line for line in body.lines if id(line) not in gone),
                    furniture=(*body.furniture, *lines),
                    anchors=tuple(each for each in body.anchors if id(each.words[0]) not in again),
                )
                anchors = [anchor for anchor in anchors if id(anchor.words[0]) not in again]
                found = found[1:]
        if found:
            first, end, below = found[-1]
            self._block = [line.text for line in _between(body.lines, first, end)] if end is not None else []
            self._first = below
        return body, list(anchors)


def _blocks(
    lines: Sequence[Line], anchors: Sequence[Anchor]
) -> list[tuple[Line, float | None, str | None]]:
    """The first line of each header block of a page, the height where the next anchor stands, and its name."""
    found: list[tuple[Line, float | None, str | None]] = []
    cluster: list[Anchor] = []
    for anchor in [*(each for each in anchors if each.kind != "title"), None]:
        if anchor is not None and anchor.kind == "field":
            cluster.append(anchor)
            continue
        if len(cluster) >= FEWEST:
            first = next(line for line in lines if any(word is cluster[0].words[0] for word in line.words))
            end, name = (anchor.box[1], anchor.name) if anchor is not None else (None, None)
            found.append((first, end, name))
        cluster = []
    return found


def _between(lines: Sequence[Line], first: Line, end: float | None) -> list[Line]:
    """The lines from one to a height."""
    return [line for line in lines if line.top >= first.top and (end is None or line.middle < end)]
