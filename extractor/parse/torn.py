"""Labels parted by a page break: the first one of a header block, and those of a table's header row.

Later labels of a header block that are torn are put together by its reader; but it is the first one that says where
a scheda begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.layout.chains import ChainFinder
from extractor.layout.lines import Line, box_around
from extractor.page import Box, Word
from extractor.parse.anchors import Anchor, Look
from extractor.parse.labels import LabelBook, label_key

FOOT_LINES = 4
"""Lines at a page's foot in which a torn label may begin: its value may have more lines than it."""
FLUSH = 1.0
"""Points by which what stands level with a header row may reach under it."""
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
    foot, heads = lines[-FOOT_LINES:], following[:FOOT_LINES]
    for number in range(len(foot)):
        for label, name in book.fields.items():
            begun = _parts(foot[number:], label, 0)
            done = _letters(begun)
            if not begun or done == len(label):
                continue
            for at in range(len(heads)):
                rest = _parts(heads[at:], label, done)
                whole = done + _letters(rest) == len(label)
                if rest and whole and abs(rest[0].x0 - begun[0].x0) <= SAME_X:
                    return (
                        _anchor("field", name, foot[number].page, begun),
                        _anchor("title", label, heads[at].page, rest),
                    )
    return None


def torn_header(
    here: Sequence[Anchor],
    lines: Sequence[Line],
    after: Sequence[Anchor],
    following: Sequence[Line],
    book: LabelBook,
) -> tuple[list[Anchor], list[Anchor]] | None:
    """A header row of which one page's last line and the next page's first lines show a part each.

    The part with most labels is an anchor there already; the other line has nothing but the labels that it lacks.

    Args:
        here: the anchors of a page.
        lines: its lines.
        after: the anchors of the next page.
        following: its lines.
        book: all labels.

    Returns:
        The anchors of both pages: the header whole, and one that opens nothing for its other part.
    """
    if not lines or not following:
        return None
    if here and here[-1].kind == "table" and lines[-1].bottom <= here[-1].box[3] + FLUSH:
        found = _completed(here[-1], following[0], book)
        if found is not None:
            return [*here[:-1], found[0]], [found[1], *after]
    if after and after[0].kind == "table" and following[0].top >= after[0].box[1] - FLUSH:
        found = _completed(after[0], lines[-1], book)
        if found is not None:
            return [*here, found[1]], [found[0], *after[1:]]
    return None


def _completed(header: Anchor, line: Line, book: LabelBook) -> tuple[Anchor, Anchor] | None:
    """A header row with the labels of a line that has no other words, and an anchor for these."""
    columns = next((labels.columns for labels in book.tables if labels.table is header.table), {})
    shown = {column for column, _ in header.headers}
    if len(shown) == len(set(columns.values())):
        return None
    _, top, _, bottom = header.box
    found: dict[int, Box] = {}
    words: list[Word] = []
    for chain in ChainFinder([line], label_key).chains(book.column_starts):
        column = columns.get(chain.label)
        if column is None or column in shown or column in found:
            return None
        found[column] = (chain.box[0], top, chain.box[2], bottom)
        words += chain.words
    if not found or len(words) < len(line.words):
        return None
    cells = sorted([*header.headers, *found.items()], key=lambda cell: cell[1][0])
    return header._replace(headers=tuple(cells)), _anchor("title", header.name, line.page, words)


def _parts(lines: Sequence[Line], label: str, done: int) -> list[Word]:
    """The first words of a line that go on with a label, and those right below them that do."""
    found: list[Word] = []
    for line in lines:
        if found and abs(line.x0 - found[0].x0) > SAME_X:
            continue  # a line of the value
        here = _first_words(line, label, done)
        if not here:
            break
        found += here
        done += _letters(here)
    return found


def _first_words(line: Line, label: str, done: int) -> list[Word]:
    """The first words of a line, as long as they go on with a label."""
    found: list[Word] = []
    for word in line.words:
        part = label_key(word.text)
        if not part or not label.startswith(part, done):
            break
        found.append(word)
        done += len(part)
    return found


def _letters(words: Sequence[Word]) -> int:
    return sum(len(label_key(word.text)) for word in words)


def _anchor(kind: str, name: str, page: int, words: Sequence[Word]) -> Anchor:
    is_field = kind == "field"
    return Anchor(
        "field" if is_field else "title", name, page, box_around(words), tuple(words), _LOOK, is_field
    )


_LOOK = Look(bold=False, shaded=False, colon=True)
