"""The document as a flow of blocks: what stands between one anchor and the next, over page breaks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractor.layout.lines import Line, make_line
from extractor.page import Page
from extractor.parse.anchors import Anchor, is_beside
from extractor.parse.captions import caption_of, letterhead_of
from extractor.parse.cover import CoverLines
from extractor.parse.coverage import Account
from extractor.parse.labels import LabelBook, label_key
from extractor.templates import Section

CLOSE = 0.6
"""Font sizes between the lines of one value at most …"""
LOOSE = 1.2
"""… and where a title parts them from the section before, so that they can be no part of it."""
SAME_X = 1.0
"""Points between the beginnings of a value's lines."""
FEW = 5
"""Lines above a cover's first at most, such as a province or the name of a plan."""
CENTRED = 4.0
"""Points by which the middles of centred lines may differ."""
SHORT = 0.7
"""Share of the page's width up to which a line can be seen to be centred."""
BlockKind = Literal["before", "cover", "fields", "section"]


@dataclass(frozen=True, slots=True)
class Body:
    """A page without its furniture, and what may be anchors on it."""

    page: Page
    lines: tuple[Line, ...]
    furniture: tuple[Line, ...]
    anchors: tuple[Anchor, ...]


@dataclass(slots=True)
class Part:
    """The share of one page in a block."""

    page: Page
    lines: list[Line] = field(default_factory=list)
    """Without the words of anchors."""
    anchors: list[Anchor] = field(default_factory=list)
    top: float = 0.0
    bottom: float = 0.0
    """Between these heights nothing else stands."""


@dataclass(slots=True)
class Block:
    """A cover, a header block, or a section with what is below its heading."""

    kind: BlockKind
    section: Section | None = None
    heading: Anchor | None = None
    cover: CoverLines | None = None
    parts: list[Part] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """All lines, page after page."""
        return [line for part in self.parts for line in part.lines]

    @property
    def anchors(self) -> list[Anchor]:
        """All anchors inside, such as the labels of a header block or the headers of a table."""
        return [anchor for part in self.parts for anchor in part.anchors]


def has_beside(block: Block, other: Block) -> bool:
    """Whether the headings of two sections stand in one row."""
    return block.heading is not None and other.heading is not None and is_beside(block.heading, other.heading)


class Flow:
    """Takes pages one by one and gives blocks as soon as they are complete."""

    def __init__(self, book: LabelBook) -> None:
        self._book = book
        self._block = Block("before")
        self.caption: str | None = None
        """How the captions of this document's schede begin."""
        self.letterhead: frozenset[str] = frozenset()
        """Lines that stand above schede."""

    def feed(
        self, body: Body, anchors: Sequence[Anchor], covers: Sequence[CoverLines], account: Account
    ) -> Iterator[Block]:
        """The blocks that this page completes.

        Args:
            body: the page.
            anchors: what is believed to be an anchor on it, from top to bottom.
            covers: the covers on it.
            account: of the page, on which the words of anchors are put; covers keep theirs.
        """
        cover_at = {cover.first: cover for cover in covers}
        cover_lines = {number for cover in covers for number in range(cover.first, cover.last + 1)}
        waiting = list(anchors)
        taken = {id(word) for anchor in anchors for word in anchor.words}
        running = {id(word) for line in body.furniture for word in line.words}
        part = self._open(body.page, 0.0)
        for number, line in enumerate(body.lines):
            if number in cover_at:
                above = _above_cover(part, line)
                yield from self._close(part, line.top)
                self._block = Block("cover", cover=cover_at[number])
                part = self._open(body.page, line.top)
                part.lines += above
            while waiting and waiting[0].box[1] <= line.middle:
                anchor = waiting.pop(0)
                runs = anchor.kind == "title" and id(anchor.words[0]) in running
                after = None if runs else next((other for other in waiting if other.kind != "title"), None)
                is_last = not runs and body.lines[-1].bottom <= anchor.box[3]
                finished = self._enter(anchor, after, is_last)
                if finished is not None:
                    part.bottom = min(part.bottom, anchor.box[1])
                    above = []
                    if anchor.kind == "field":
                        row = _row_of(anchor, waiting)
                        beside = _beside(row, body.lines[number:])
                        above = _value_above(part, row[0], finished.kind == "section", beside)
                    begins = anchor.kind in ("title", "field") and finished.kind == "section"
                    caption = _take(finished, self._caption(finished.lines)) if begins else []
                    yield from self._done(finished)
                    if caption:
                        yield Block("before", parts=caption)
                    part = self._open(body.page, anchor.box[1])
                    part.lines += above
                if anchor.kind != "title":
                    part.anchors.append(anchor)
            if number in cover_lines:
                continue
            if taken.isdisjoint(map(id, line.words)):
                part.lines.append(line)
                continue
            free = [word for word in line.words if id(word) not in taken]
            account.labels += len(line.words) - len(free)
            if free:
                part.lines.append(make_line(line.page, free))
        part.bottom = body.page.height

    def finish(self) -> Iterator[Block]:
        """The last block."""
        yield from self._done(self._block)
        self._block = Block("before")

    def _caption(self, lines: Sequence[Line]) -> list[Line]:
        """The caption or letterhead of a scheda at the end of the lines that stand above it."""
        return max(caption_of(lines, self.caption), letterhead_of(lines, self.letterhead), key=len)

    def _open(self, page: Page, top: float) -> Part:
        part = Part(page, top=top, bottom=page.height)
        self._block.parts.append(part)
        return part

    def _close(self, part: Part, bottom: float) -> Iterator[Block]:
        part.bottom = bottom
        yield from self._done(self._block)

    @staticmethod
    def _done(block: Block) -> Iterator[Block]:
        block.parts = [part for part in block.parts if part.lines or part.anchors]
        if block.kind != "before" or block.parts:
            yield block

    def _enter(self, anchor: Anchor, after: Anchor | None, is_last: bool) -> Block | None:
        """Step over an anchor; the block before it, if it ends here.

        `after` is the next anchor on the page: what stands between a scheda's title and its header block is of no
        section of the scheda before. Under a title that runs at the head of every page, that goes on.
        `is_last`: nothing stands below it on its page.
        """
        block = self._block
        if anchor.kind == "title":
            begins = block.kind == "section" and (is_last or (after is not None and after.kind == "field"))
            return self._next(Block("before")) if begins else None
        if anchor.kind == "field":
            inside = block.kind == "fields" and all(other.name != anchor.name for other in block.anchors)
            return None if inside else self._next(Block("fields"))
        if anchor.kind == "section":
            section = self._book.section(anchor.name)
            if block.kind == "section" and block.section is section:
                return None  # the heading again, above what goes on over a page
            return self._next(Block("section", section, anchor))
        if block.kind == "section" and block.section is not None and block.section.table == anchor.name:
            return None
        if self._is_rest_of_own(block, anchor):
            return None
        for section in self._book.template.sections:  # a table that comes without a heading of its own
            if section.table == anchor.name:
                return self._next(Block("section", section))
        return None

    def _is_rest_of_own(self, block: Block, anchor: Anchor) -> bool:
        """Whether a header shows what the table that the section's heading announces may show as well.

        Then it is that table's, of which too few labels were read to know it, and not another's.
        """
        own = block.section.table if block.section is not None and block.heading is not None else None
        if (
            own is None
            or anchor.table is None
            or any(seen.kind == "table" and seen.name == own for seen in block.anchors)
        ):
            return False
        known = next(labels for labels in self._book.tables if labels.table.name == own).columns
        shown = [anchor.table.columns[index] for index, _ in anchor.headers]
        return all(any(label_key(label) in known for label in column.labels) for column in shown)

    def _next(self, block: Block) -> Block:
        before, self._block = self._block, block
        return before


def _take(block: Block, lines: Sequence[Line]) -> list[Part]:
    """Take lines out of a block, into parts of their own."""
    taken = {id(line) for line in lines}
    found: list[Part] = []
    for part in block.parts if taken else ():
        mine = [line for line in part.lines if id(line) in taken]
        part.lines = [line for line in part.lines if id(line) not in taken]
        found += [Part(part.page, mine)] if mine else []
    return found


def _above_cover(part: Part, first: Line) -> list[Line]:
    """Take from a part its last lines if they are set as what stands above a cover: centred with it, and short."""
    taken: list[Line] = []
    while part.lines and len(taken) < FEW:
        line = part.lines[-1]
        is_short = line.x1 - line.x0 < SHORT * part.page.width
        if not is_short or abs(line.x0 + line.x1 - first.x0 - first.x1) > 2 * CENTRED:
            break
        taken.insert(0, part.lines.pop())
    return taken


def _row_of(label: Anchor, after: Sequence[Anchor]) -> list[Anchor]:
    """The labels that stand in one row, from left to right: a lower one may begin it."""
    row = [label, *(other for other in after if is_beside(label, other))]
    return sorted(row, key=lambda other: other.box[0])


def _beside(row: Sequence[Anchor], lines: Sequence[Line]) -> list[Line]:
    """The lines of what stands level with the labels of a row, right of each."""
    level = list(itertools.takewhile(lambda line: line.top < row[0].box[3], lines))
    ends = [label.box[0] for label in row[1:]] + [float("inf")]
    right = (
        [word for word in line.words if label.box[2] < word.x0 < end]
        for line in level
        for label, end in zip(row, ends, strict=True)
    )
    return [make_line(row[0].page, words) for words in right if words]


def _value_above(part: Part, label: Anchor, is_text: bool, beside: Sequence[Line]) -> list[Line]:
    """Take from a part its last lines if they begin the value of a label that stands level with its middle or end.

    They stand close together, the more so where the lines above `is_text` of a section that they may be part of as
    well. Lines `beside` the label are set like them if they are of one value, which then is hardly part of that text.
    """
    taken: list[Line] = []
    below = label.box[1]
    while part.lines:
        line = part.lines[-1]
        alike = any(_is_under(line, other) for other in beside)
        near = CLOSE if is_text and not alike else LOOSE
        if line.x0 <= label.box[2] or below - line.bottom > near * line.size or line.bottom > label.box[3]:
            break
        if is_text and beside and not alike:
            break
        taken.insert(0, part.lines.pop())
        below = line.top
    return taken


def _is_under(line: Line, other: Line) -> bool:
    """Whether two lines begin, end, or have their middle at one place."""
    begin, end = line.x0 - other.x0, line.x1 - other.x1
    return min(abs(begin), abs(end), abs(begin + end) / 2) <= SAME_X
