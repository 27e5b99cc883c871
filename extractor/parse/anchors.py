"""Anchors: the places on a page where something known begins.

A label is only believed where it stands as labels of this document stand: a heading alone on its lines and as
bold or shaded as the other headings, a label of the header block at the beginning of a run of words and among others
of its kind, a table's header with most of its columns in one row. The same words in running text open nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from extractor.layout.chains import RUN_GAP, Chain, ChainFinder, Place
from extractor.layout.lines import Line
from extractor.page import Box, Page, Rule, Word
from extractor.parse.headers import find_headers
from extractor.parse.labels import LabelBook
from extractor.parse.margin import LONG_LABEL, margin_headings, row_top
from extractor.parse.printed import HYPHENS
from extractor.templates import Table

AnchorKind = Literal["field", "section", "title", "table"]
NUMBER_WORDS = 3
"""Words of a heading's number at most: `I`, `IV -`, `( 1 )`."""
SAME_X = 0.5
"""Points between the left edges of labels that stand in one column."""
SLACK = 1.0
"""Points by which a word may reach over a drawn line."""


class Look(NamedTuple):
    """How a label is set."""

    bold: bool
    shaded: bool
    colon: bool
    numbered: bool = False
    capital: bool = True
    """Whether it has any."""


class Anchor(NamedTuple):
    """A known label at its place."""

    kind: AnchorKind
    name: str
    """Of the field, section or table."""
    page: int
    box: Box
    words: tuple[Word, ...]
    look: Look
    long: bool
    table: Table | None = None
    headers: tuple[tuple[int, Box], ...] = ()
    """Of a table: index of each column found, and the box of its label, from left to right."""
    strange: tuple[Word, ...] = ()
    """Of a table: words between the labels that belong to no known one."""


def find_anchors(
    page: Page, lines: Sequence[Line], book: LabelBook, folded: dict[str, str] | None = None
) -> list[Anchor]:
    """All that might be an anchor among the lines of a page, from top to bottom; for `folded` see ChainFinder."""
    finder = ChainFinder(lines, book.key, folded)
    anchors: list[Anchor] = []
    taken: set[Place] = set()
    uprights = Uprights(page.rules)

    def add(chains: Iterable[Chain]) -> None:
        for chain in chains:
            kind = _kind(chain.label, chain, finder, book) if chain.places[0] not in taken else None
            if kind is not None:
                anchors.append(_anchor(kind, chain, page, book))
            elif _may_fill_cell(chain.label, book) and _fills_cell(chain, lines, uprights):
                anchors.append(_row_heading(_anchor("section", chain, page, book), page.rules))
            else:
                continue
            taken.update(chain.places)

    chains = finder.chains(book.starts, runs=True)
    add(chains)
    numbered = list(_numbered(finder, book))
    headings = [whole for whole, _ in numbered] + [chain for chain in chains if chain.label in book.sections]
    anchors[:] = _with_margin(anchors, headings, lines, page, book)
    opened = {id(anchor.words[0]) for anchor in anchors}
    taken.update(place for chain in headings if id(chain.words[0]) in opened for place in chain.places)
    for chain in _side_by_side(headings, finder):
        if taken.isdisjoint(chain.places):
            anchors.append(_anchor("section", chain, page, book))
            taken.update(chain.places)
    if any(anchor.kind == "field" for anchor in anchors):
        part = uprights.part
        edges = [anchor.words[0].x0 for anchor in anchors if anchor.kind == "field"]

        def in_column(word: Word) -> bool:
            return any(abs(word.x0 - edge) < SAME_X for edge in edges)

        set_off = finder.chains_set_off(
            book.starts,
            lambda before, word: (word.bold and not before.bold) or part(before, word) or in_column(word),
        )
        add(chain for chain in set_off if chain.has_colon or part(*_beginning(chain, lines)))
    for whole, chain in numbered:
        in_cell = _may_fill_cell(chain.label, book) and _fills_cell(whole, lines, uprights)
        if chain.places[0] not in taken and (in_cell or finder.alone(whole)):
            anchor = _anchor("section", chain, page, book)
            anchor = anchor._replace(words=whole.words, look=anchor.look._replace(numbered=True))
            anchors.append(_row_heading(anchor, page.rules) if in_cell else anchor)
            taken.update(chain.places)
    opened = {id(word) for anchor in anchors for word in anchor.words}
    for header in find_headers(finder, book, page, opened):
        anchors.append(
            Anchor(
                "table",
                header.table.name,
                page.number,
                header.box,
                header.words,
                Look(False, False, False),
                True,
                header.table,
                header.cells,
                header.strange,
            )
        )
    return sorted(anchors, key=lambda anchor: (anchor.box[1], anchor.box[0]))


def _side_by_side(headings: Iterable[Chain], finder: ChainFinder) -> list[Chain]:
    """The headings that have only other headings beside them."""
    rows: dict[int, list[Chain]] = {}
    for chain in headings:
        rows.setdefault(chain.first_line, []).append(chain)
    found = []
    for row in rows.values():
        for chain in row:
            places = set(chain.places)
            beside = [
                other for other in row if other.label != chain.label and places.isdisjoint(other.places)
            ]
            if beside and finder.alone(chain, (place for other in beside for place in other.places)):
                found.append(chain)
    return found


def _fills_cell(chain: Chain, lines: Sequence[Line], uprights: Uprights) -> bool:
    """Whether a heading stands in a drawn cell at the left, its text in the cell beside it."""
    last = {place.line: place.word for place in chain.places}
    if sum(at + 1 for at in last.values()) != len(chain.places):
        return False  # something stands left of it
    beside = [(lines[line].words[at], lines[line].words[at + 1 :]) for line, at in last.items()]
    pairs = [(word, rest[0]) for word, rest in beside if rest]
    if not pairs:
        return False
    return all(uprights.part(word, first) for word, first in pairs) or _has_column(chain, pairs, lines)


def _has_column(chain: Chain, pairs: Sequence[tuple[Word, Word]], lines: Sequence[Line]) -> bool:
    """Whether the text beside a heading begins at one place, line after line; no chance words are the heading."""
    bold = all(word.bold for word in chain.words) and not any(first.bold for _, first in pairs)
    if len(chain.label) < LONG_LABEL and not bold:
        return False
    x0, size = pairs[0][1].x0, chain.words[0].size
    after = lines[chain.places[-1].line + 1 :][:1]
    begins = [first.x0 for _, first in pairs] + [line.x0 for line in after if line.x0 > chain.box[2]]
    apart = all(first.x0 - word.x1 > RUN_GAP * size for word, first in pairs)
    return apart and len(begins) > 1 and all(abs(x - x0) < SAME_X for x in begins)


def _may_fill_cell(label: str, book: LabelBook) -> bool:
    """Whether a heading beside its text is no chance word of a table."""
    return label in book.prose or (label in book.sections and len(label) >= LONG_LABEL)


def _row_heading(anchor: Anchor, rules: Iterable[Rule]) -> Anchor:
    """A heading beside its text from where their row begins: it may stand lower than the text."""
    x0, _, x1, bottom = anchor.box
    return anchor._replace(box=(x0, row_top(anchor.box, rules), x1, bottom))


def _with_margin(
    anchors: list[Anchor], headings: Sequence[Chain], lines: Sequence[Line], page: Page, book: LabelBook
) -> list[Anchor]:
    """The anchors of a page with all its headings, where these stand in a column left of the text."""
    labels = {id(word) for anchor in anchors for word in anchor.words}
    labels |= {id(word) for chain in headings for word in chain.words}
    margin = margin_headings(headings, lines, labels)
    if margin is None:
        return anchors
    opened = {id(anchor.words[0]) for anchor in anchors}
    anchors = [
        *anchors,
        *(_anchor("section", chain, page, book) for chain in margin[0] if id(chain.words[0]) not in opened),
    ]
    return [
        _row_heading(anchor, page.rules)
        if anchor.kind == "section" and anchor.box[2] <= margin[1]
        else anchor
        for anchor in anchors
    ]


def _numbered(finder: ChainFinder, book: LabelBook) -> Iterator[tuple[Chain, Chain]]:
    """The headings with a number or a bullet before them: with it and without."""
    for chain in finder.chains(book.section_starts):
        at, end = chain.places[0]
        words = finder.lines[at].words
        for first in range(max(0, end - NUMBER_WORDS), end):
            texts = [word.text for word in words[first:end]]
            is_number = any(book.heading_number.fullmatch(mark.join(texts)) for mark in (" ", ""))
            if is_number and finder.begins_run(Place(at, first)):
                places = tuple(Place(at, number) for number in range(first, end))
                whole = chain._replace(places=places + chain.places, words=(*words[first:end], *chain.words))
                yield whole, chain
                break


def _beginning(chain: Chain, lines: Sequence[Line]) -> tuple[Word, Word]:
    """The word before a chain on its line, and its first one."""
    line, at = chain.places[0]
    return lines[line].words[at - 1], lines[line].words[at]


class Uprights:
    """The upright lines drawn on a page."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = sorted((rule for rule in rules if not rule.horizontal), key=lambda rule: rule.x0)
        self._xs = [rule.x0 for rule in self._rules]

    def part(self, before: Word, word: Word) -> bool:
        """Whether one of them stands between two words of a line: they are in two cells, however near."""
        first = bisect_left(self._xs, before.x1 - SLACK)
        last = bisect_right(self._xs, word.x0 + SLACK)
        middle = (word.top + word.bottom) / 2
        return any(rule.top <= middle <= rule.bottom for rule in self._rules[first:last])


def _anchor(kind: AnchorKind, chain: Chain, page: Page, book: LabelBook) -> Anchor:
    label = chain.label
    name = book.fields[label] if kind == "field" else book.sections.get(label, label)
    long = len(label) >= LONG_LABEL
    return Anchor(kind, name, page.number, chain.box, chain.words, _look(chain, page), long)


def _kind(label: str, chain: Chain, finder: ChainFinder, book: LabelBook) -> AnchorKind | None:
    if label in book.fields:
        return None if _is_rest(chain, finder.lines) else "field"
    if not finder.alone(chain):
        return None
    return "section" if label in book.sections else "title"


def _is_rest(chain: Chain, lines: Sequence[Line]) -> bool:
    """Whether a label is the rest of a word that a hyphen cuts at the end of the line above: `crono-` `programma`."""
    line, at = chain.places[0]
    if line == 0 or at > 0 or not chain.words[0].text[0].islower():
        return False
    before = lines[line - 1]
    return before.text[-1] in HYPHENS and before.text[-2:-1].isalpha() and not chain.has_colon


def _look(chain: Chain, page: Page) -> Look:
    x0, top, x1, bottom = chain.box
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    shaded = any(fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom for fill in page.fills)
    capital = not all(word.text.islower() for word in chain.words if word.text[0].isalpha())
    return Look(any(word.bold for word in chain.words), shaded, chain.has_colon, capital=capital)


def cover_stops(anchors: Sequence[Anchor]) -> list[float]:
    """The heights below which no cover goes on: a lone label may be one of its own words."""
    fields = [anchor for anchor in anchors if anchor.kind == "field"]
    lone = {id(fields[0])} if len({anchor.name for anchor in fields}) == 1 else set()
    return [anchor.box[1] for anchor in anchors if id(anchor) not in lone]


def is_beside(one: Anchor, other: Anchor) -> bool:
    """Whether two labels stand in one row, as in a header block of two columns: none of them is before the other."""
    return one.page == other.page and one.box[1] < other.box[3] and other.box[1] < one.box[3]
