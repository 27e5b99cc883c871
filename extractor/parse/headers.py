"""Header rows of tables: the labels of known columns side by side."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from extractor.layout.chains import Chain, ChainFinder
from extractor.layout.lines import box_around
from extractor.layout.turned import columns_of, turned
from extractor.page import Box, Page, Word
from extractor.parse.labels import HeaderLabels, LabelBook, label_key
from extractor.templates import Table

LEVEL = 0.45
"""Font sizes by which the labels of one header row may differ at their tops, middles or bottoms."""
ENOUGH = 0.6
"""Share of a table's columns that its header must show."""
ROWS = 5.0
"""Font sizes above and below the anchor column's label in which the other labels of a header row stand."""
NEXT_ON_END = 1.0
"""Widths of a text on end that may part two words of it."""
BETWEEN = 0.34
"""Font sizes by which a line must reach into a header row to be of it: a cut row may be set a little too high."""
STRANGE_WORDS = 0.34
"""Share of a header row that may be words of no known label."""


@dataclass(frozen=True, slots=True)
class Header:
    """A table's header row on a page."""

    table: Table
    cells: tuple[tuple[int, Box], ...]
    """Column index and box of its label, from left to right."""
    words: tuple[Word, ...]
    box: Box
    strange: tuple[Word, ...] = ()
    """Words between the labels that belong to none of them."""

    @property
    def later(self) -> list[Box]:
        """The boxes of all labels but the first."""
        return [box for _, box in self.cells[1:]]


def find_headers(finder: ChainFinder, book: LabelBook, page: Page, known: Container[int]) -> Iterator[Header]:
    """The header rows among the lines of a page, from top to bottom; some of their labels may run sideways.

    `known` has the ids of words that are of other labels.
    """
    anchors = finder.chains(book.anchor_starts)
    standing = _Standing(_sideways_chains(page.number, page.sideways, book))
    if not anchors and not standing.bands:
        return
    between = [
        (anchor.box[1] - ROWS * anchor.words[0].size, anchor.box[3] + ROWS * anchor.words[0].size)
        for anchor in anchors
    ]
    chains = [*finder.chains(book.column_starts, [*between, *standing.bands]), *standing.chains]
    rightwards = sorted(chains, key=lambda chain: chain.box[0])
    of_table = [[chain for chain in rightwards if chain.label in labels.columns] for labels in book.tables]
    beside = standing.beside if standing.bands else _beside
    on_end = _on_end(page.sideways)
    upright = {id(word) for line in finder.lines for word in line.words} if standing.chains else None

    def stands_apart(label: Chain) -> bool:
        """Whether white space or a line's beginning is left of a label; on end it always stands apart."""
        turned = upright is not None and id(label.words[0]) not in upright
        return turned or finder.begins_run(label.places[0])

    used: set[int] = set()
    for chain in chains:
        if id(chain.words[0]) in used:
            continue
        best: tuple[tuple[float, ...], Header] | None = None
        for labels, own in zip(book.tables, of_table, strict=True):
            if chain.label not in labels.columns:
                continue
            header = _header_with(chain, beside(chain, own), labels)
            if header is None:
                continue
            strange = tuple(
                word
                for word in _strange(header, finder, on_end)
                if id(word) not in known and not _is_part(word, header, labels)
            )
            if len(strange) > STRANGE_WORDS * (len(strange) + len(header.words)):
                continue
            if strange and not any(stands_apart(label) for label in own if label.box in header.later):
                continue  # words of a text
            header = replace(header, strange=strange)
            share = len(header.cells) / len(labels.table.columns)
            rank = (len(header.words) - 2.0 * len(strange), share)
            if best is None or rank > best[0]:
                best = rank, header
        if best is not None:
            used.update(id(word) for word in best[1].words)
            yield best[1]


class _Standing:
    """Labels that stand on end: each is as tall as its text is long, so a header row is as tall as they are."""

    def __init__(self, chains: Iterable[Chain]) -> None:
        self.chains = list(chains)
        self.bands: list[tuple[float, float]] = []
        for top, bottom in sorted((chain.box[1], chain.box[3]) for chain in self.chains):
            if self.bands and top < self.bands[-1][1]:
                self.bands[-1] = self.bands[-1][0], max(bottom, self.bands[-1][1])
            else:
                self.bands.append((top, bottom))

    def beside(self, seed: Chain, chains: Iterable[Chain]) -> list[Chain]:
        """Those that may be of one header row with a label."""
        bands = [band for band in self.bands if _is_inside(seed.box, band)]
        return [
            chain
            for chain in chains
            if _level(chain.box, seed.box) or any(_is_inside(chain.box, band) for band in bands)
        ]


def _is_inside(box: Box, band: tuple[float, float]) -> bool:
    return band[0] <= (box[1] + box[3]) / 2 <= band[1]


def _sideways_chains(page: int, words: Sequence[Word], book: LabelBook) -> Iterator[Chain]:
    """The labels of columns among words that run up or down a page."""
    taken: set[int] = set()
    for side in turned(page, words):
        for chain in ChainFinder(side.lines, label_key).chains(book.column_starts):
            originals = side.originals(chain.words)
            if taken.isdisjoint(map(id, originals)):
                taken.update(map(id, originals))
                yield chain._replace(words=originals, box=box_around(originals))


def _header_with(seed: Chain, level: Sequence[Chain], labels: HeaderLabels) -> Header | None:
    """The header row of a table that a label belongs to, if enough of its columns are level with it.

    `level` are the labels of that table's columns that may be of one row with it, from left to right.
    """
    count = len(labels.table.columns)
    if len(level) < max(2, ENOUGH * count):
        return None
    found: dict[int, Chain] = {}
    taken: set[int] = set()
    for chain in sorted(level, key=lambda chain: (-len(chain.label), not _is_level(chain.box, seed.box))):
        column = labels.columns[chain.label]
        if column not in found and not any(id(word) in taken for word in chain.words):
            found[column] = chain
            taken.update(id(word) for word in chain.words)
    if len(found) < 2 or len(found) < ENOUGH * count or labels.table.anchor not in found:
        return None
    cells = tuple(sorted(((column, chain.box) for column, chain in found.items()), key=lambda c: c[1][0]))
    words = tuple(word for chain in found.values() for word in chain.words)
    return Header(labels.table, cells, words, box_around(words))


def _beside(seed: Chain, chains: Iterable[Chain]) -> list[Chain]:
    """The labels that may be of one header row with another one."""
    _, top, _, bottom = seed.box
    reach = max((bottom - top) * LEVEL, 1.0)  # the farthest that _level goes: most are far away
    top, bottom = top - reach, bottom + reach
    return [
        chain
        for chain in chains
        if chain.box[1] <= bottom and top <= chain.box[3] and _level(chain.box, seed.box)
    ]


def _level(a: Box, b: Box) -> bool:
    """Whether two labels may be of one header row: level, or the middle of one beside the other."""
    slack = _slack(a, b)
    return (
        _is_level(a, b)
        or a[1] - slack <= (b[1] + b[3]) / 2 <= a[3] + slack
        or b[1] - slack <= (a[1] + a[3]) / 2 <= b[3] + slack
    )


def _is_level(a: Box, b: Box) -> bool:
    """Whether two labels begin, end or have their middle at one height."""
    slack = _slack(a, b)
    return (
        abs(a[1] - b[1]) <= slack
        or abs(a[3] - b[3]) <= slack
        or abs((a[1] + a[3]) - (b[1] + b[3])) <= 2 * slack
    )


def _slack(a: Box, b: Box) -> float:
    return max(min(a[3] - a[1], b[3] - b[1]) * LEVEL, 1.0)


def _is_part(word: Word, header: Header, labels: HeaderLabels) -> bool:
    """Whether a word stands with a label and makes with it another one of the same column: `Valore` `Target`."""
    for column, box in header.cells:
        x0, top, x1, bottom = box
        is_near = word.x0 < x1 + word.size and word.x1 > x0 - word.size
        if is_near and word.top < bottom + word.size and word.bottom > top - 3 * word.size:
            own = [label_key(each.text) for each in header.words if _is_in(each, box)]
            whole = label_key(word.text) + "".join(own)
            if labels.columns.get(whole) == column:
                return True
    return False


def _is_in(word: Word, box: Box) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= (word.top + word.bottom) / 2 <= box[3]


def _on_end(words: Sequence[Word]) -> list[tuple[Word, float, float]]:
    """Each word that runs sideways, with where the text that it is a part of begins and ends."""
    runs: list[list[Word]] = []
    for column in columns_of(words):
        wide = max(word.x1 for word in column) - min(word.x0 for word in column)
        low = float("-inf")
        for word in sorted(column, key=attrgetter("top", "bottom")):
            if word.top - low > NEXT_ON_END * wide:
                runs.append([])
            runs[-1].append(word)
            low = max(low, word.bottom)
    return [(word, run[0].top, max(each.bottom for each in run)) for run in runs for word in run]


def _strange(
    header: Header, finder: ChainFinder, on_end: Sequence[tuple[Word, float, float]]
) -> tuple[Word, ...]:
    """The words between the labels that belong to none of them."""
    own = {id(word) for word in header.words}
    _, top, _, bottom = header.box
    found = [
        word
        for line in finder.lines
        if min(line.bottom, bottom) - max(line.top, top) > BETWEEN * line.size
        for word in line.words
        if id(word) not in own
    ]
    found += [  # what runs along the page, as a stamp or a watermark does, reaches further
        word for word, high, low in on_end if id(word) not in own and top - 1 <= high and low <= bottom + 1
    ]
    return tuple(found)
