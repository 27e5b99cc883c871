"""The first label of a header block, torn by a page break inside its narrow column.

Later labels that are torn are put together by the reader of the header block; but it is the first one that says where
a scheda begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.layout.lines import Line, box_around
from extractor.page import Word
from extractor.parse.anchors import Anchor, Look
from extractor.parse.labels import LabelBook, label_key

FOOT_LINES = 4
"""Lines at a page's foot in which a torn label may begin: its value may have more lines than it."""
SAME_X = 1.5
"""Points between the beginnings of both parts."""


def opens_with_field(anchors: Sequence[Anchor]) -> bool:
    """Whether a page goes on with labels of a header block."""
    first = next((anchor for anchor in anchors if anchor.kind != "title"), None)
    return first is not None and first.kind == "field"


def torn_label(
    lines: Sequence[Line], following: Sequence[Line], book: LabelBook
) -> tuple[Anchor, Anchor] | None:
    """The label that begins at the foot of a page and ends at the head of the next one.

    Returns:
        The label as an anchor on its first page, and an anchor that opens nothing for its rest.
    """
    if not following:
        return None
    for line in lines[-FOOT_LINES:]:
        for label, name in book.fields.items():
            begun = _parts(line, label, 0)
            done = sum(len(label_key(word.text)) for word in begun)
            if not begun or done == len(label):
                continue
            for head in following[:FOOT_LINES]:
                rest = _parts(head, label, done)
                whole = done + sum(len(label_key(word.text)) for word in rest) == len(label)
                if rest and whole and abs(rest[0].x0 - begun[0].x0) <= SAME_X:
                    return (
                        _anchor("field", name, line.page, begun),
                        _anchor("title", label, head.page, rest),
                    )
    return None


def _parts(line: Line, label: str, done: int) -> list[Word]:
    """The first words of a line, as long as they go on with a label."""
    found: list[Word] = []
    for word in line.words:
        part = label_key(word.text)
        if not part or not label.startswith(part, done):
            break
        found.append(word)
        done += len(part)
    return found


def _anchor(kind: str, name: str, page: int, words: Sequence[Word]) -> Anchor:
    is_field = kind == "field"
    return Anchor(
        "field" if is_field else "title", name, page, box_around(words), tuple(words), _LOOK, is_field
    )


_LOOK = Look(bold=False, shaded=False, colon=True)
