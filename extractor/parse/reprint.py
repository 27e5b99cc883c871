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
        self._headings: set[str] = set()
        """The sections that it has had."""

    def take_out(self, body: Body, anchors: Sequence[Anchor]) -> tuple[Body, list[Anchor]]:
        """A page and its anchors without a header block at its head that says what the last one did.

        A scheda may be like the one before it in all that; then a section begins below that the other has had.
        """
        anchors = list(anchors)
        first = _block(anchors)
        if first and self._block and all(anchor.kind == "title" for anchor in anchors[: first.start]):
            lines = _lines(body.lines, anchors, first)[: len(self._block)]
            below = anchors[first.stop : first.stop + 1]
            anew = any(anchor.kind == "section" and anchor.name in self._headings for anchor in below)
            if not anew and [line.text for line in lines] == self._block:
                again = {id(word) for line in lines for word in line.words}
                gone = set(map(id, lines))
                anchors = [anchor for anchor in anchors if id(anchor.words[0]) not in again]
                body = replace(
                    body,
                    lines=tuple(line for line in body.lines if id(line) not in gone),
                    furniture=(*body.furniture, *lines),
                    anchors=tuple(anchors),
                )
        self._remember(body.lines, anchors)
        return body, anchors

    def _remember(self, lines: Sequence[Line], anchors: Sequence[Anchor]) -> None:
        rest = 0
        while (block := _block(anchors, rest)) is not None:
            ends = block.stop < len(anchors)
            self._block = [line.text for line in _lines(lines, anchors, block)] if ends else []
            self._headings = set()
            rest = block.stop
        self._headings |= {anchor.name for anchor in anchors[rest:] if anchor.kind == "section"}


def _block(anchors: Sequence[Anchor], start: int = 0) -> range | None:
    """The indices of the first labels that are together a header block, from one on."""
    kinds = [anchor.kind for anchor in anchors]
    while "field" in kinds[start:]:
        start = kinds.index("field", start)
        stop = next((at for at in range(start, len(kinds)) if kinds[at] != "field"), len(kinds))
        if stop - start >= FEWEST:
            return range(start, stop)
        start = stop
    return None


def _lines(lines: Sequence[Line], anchors: Sequence[Anchor], block: range) -> list[Line]:
    """The lines from the first label of a header block to the next anchor."""
    opening = anchors[block.start].words[0]
    top = next(line.top for line in lines if any(word is opening for word in line.words))
    end = anchors[block.stop].box[1] if block.stop < len(anchors) else float("inf")
    return [line for line in lines if line.top >= top and line.middle < end]
