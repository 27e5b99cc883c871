"""Labels and their values: the header block, and the sections that are lists of labelled values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.layout.chains import Chain, ChainFinder, beginnings
from extractor.layout.lines import Line, box_around, group_lines, make_line
from extractor.layout.rows import AlignmentVotes, Band, hard_boundaries
from extractor.page import Box, Word
from extractor.parse.flow import Block, Part
from extractor.parse.labels import label_key
from extractor.templates import SubField

SAME_X = 1.5
"""Points between words that begin at the same place."""
MOSTLY = 0.6
BELOW = 2.0
"""Font sizes from a label to a value that stands under it."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label at its place, with the words that make it up."""

    name: str
    box: Box
    words: tuple[Word, ...]

    @property
    def last_line(self) -> Box:
        """The box of its words on its last line."""
        bottom = max(word.bottom for word in self.words)
        return box_around(w.box for w in self.words if bottom - w.bottom < 0.5 * w.size)


def read_header(block: Block, votes: AlignmentVotes) -> dict[str, list[Line]]:
    """The value lines of each label of a header block, whatever its form."""
    values: dict[str, list[Line]] = {}
    last: str | None = None
    for part in block.parts:
        labels = [Label(a.name, a.box, a.words) for a in part.anchors if a.kind == "field"]
        if not labels:
            if last is not None:
                values[last].extend(part.lines)
            continue
        for name, lines in _header_part(part, labels, last, votes).items():
            values.setdefault(name, []).extend(lines)
        last = labels[-1].name
    return values


def _header_part(
    part: Part, labels: Sequence[Label], before: str | None, votes: AlignmentVotes
) -> dict[str, list[Line]]:
    column = _value_column(part.lines, labels)
    if column is None:
        return _in_reading_order(part.lines, labels, before)
    values, label_column = [], []
    for line in part.lines:
        right = [word for word in line.words if word.x0 >= column - SAME_X]
        left = [word for word in line.words if word.x0 < column - SAME_X]
        if right:
            values.append(make_line(line.page, right))
        if left:
            label_column.append(make_line(line.page, left))
    return _beside(part, labels, label_column, values, before, votes)


def _value_column(lines: Sequence[Line], labels: Sequence[Label]) -> float | None:
    """Where values begin if they have a column of their own; None if each follows its label."""
    begins: list[float] = []
    ends: list[float] = []
    for label in labels:
        x0, top, x1, bottom = label.box
        right = [w.x0 for line in lines if top - 1 <= line.middle <= bottom + 1 for w in line.words if w.x0 >= x1 - 1]
        if right:
            begins.append(min(right))
            ends.append(x1)
    if len(begins) < 2:
        return None
    column, count = Counter(round(x) for x in begins).most_common(1)[0]
    near = [x for x in begins if abs(x - column) <= SAME_X]
    if len(near) < MOSTLY * len(begins) or len(near) < 2:
        return None
    start = min(near)
    if max(label.box[2] for label in labels) > start + SAME_X:
        return None
    gaps = {round(x - end) for x, end in zip(begins, ends, strict=True) if abs(x - column) <= SAME_X}
    return start if len(gaps) > 1 or len(labels) == 2 or count == len(begins) else None


def _beside(
    part: Part,
    labels: Sequence[Label],
    others: Sequence[Line],
    values: Sequence[Line],
    before: str | None,
    votes: AlignmentVotes,
) -> dict[str, list[Line]]:
    """Values in a column beside their labels: rows of a table whose anchors are the labels.

    `before` is the label of the page before whose value may go on above the first label.
    """
    page = values[0].page if values else 0
    names: dict[int, str] = {}
    anchors: list[tuple[Line, ...]] = []
    for label in labels:
        lines = tuple(group_lines(page, label.words))
        names[id(lines[0])] = label.name
        anchors.append(lines)
    for line in others:  # a label that the template does not know
        anchors.append((line,))
    anchors.sort(key=lambda lines: lines[0].top)
    left = min(label.box[0] for label in labels)
    right = max((line.x1 for line in values), default=labels[0].box[2])
    bottom = max([line.bottom for line in values] + [label.box[3] for label in labels])
    top = min([line.top for line in values] + [label.box[1] for label in labels])
    heights = [
        float("-inf"),
        *hard_boundaries(left, right, top, bottom, part.page.rules, part.page.fills),
        float("inf"),
    ]
    found: dict[str, list[Line]] = {label.name: [] for label in labels}
    rest: list[Line] = []
    bands = []
    for high, low in zip(heights, heights[1:], strict=False):
        entries = [lines for lines in anchors if high <= lines[0].middle < low]
        cells = [[line for lines in entries for line in lines], [v for v in values if high <= v.middle < low]]
        if entries:
            bands.append(Band(cells, entries, before is not None and not bands, False))
        elif not bands:
            rest += cells[1]
    for rows in votes.split(bands, lambda _column, _lines: True):
        for cells in rows:
            if not any(cells):
                continue
            name = next((names[id(line)] for line in cells[0] if id(line) in names), None)
            if name is not None:
                found[name].extend(cells[1])
            else:
                rest += cells[1]
    if before is not None:
        found[before] = [*rest, *found.get(before, [])]
    return found


def _in_reading_order(
    lines: Sequence[Line], labels: Sequence[Label], before: str | None
) -> dict[str, list[Line]]:
    """Values that follow their labels on the same line and the next ones."""
    found: dict[str, list[Line]] = {label.name: [] for label in labels}
    if before is not None:
        found.setdefault(before, [])
    for line in lines:
        groups: dict[str, list[Word]] = {}
        for word in line.words:
            owner = before
            for label in labels:
                x0, _, x1, _ = label.last_line
                middle = (label.last_line[1] + label.last_line[3]) / 2
                if middle < line.middle - 0.5 * line.size or (
                    abs(middle - line.middle) <= 0.5 * line.size and x0 <= word.x0
                ):
                    owner = label.name
            if owner is not None:
                groups.setdefault(owner, []).append(word)
        for name, words in groups.items():
            found[name].append(make_line(line.page, words))
    return found


def find_labels(lines: Sequence[Line], fields: Sequence[SubField], *, line_start: bool) -> list[Label]:
    """The labels of a section on a page; with `line_start`, only where nothing stands left of them."""
    names = {label_key(text): field.name for field in fields for text in field.labels}
    finder = ChainFinder(lines, label_key)
    chains: list[Chain] = []
    taken: set[int] = set()
    for place, label in finder.starts(beginnings(names)):
        if line_start and place.word:
            continue
        if id(lines[place.line].words[place.word]) in taken:
            continue
        chain = finder.chain(place, label)
        if chain is not None and not any(id(word) in taken for word in chain.words):
            chains.append(chain)
            taken.update(id(word) for word in chain.words)
    labels = [Label(names[chain.label], chain.box, chain.words) for chain in chains]
    return _like_labels(labels)


def _like_labels(labels: list[Label]) -> list[Label]:
    """One of each name: if any label is bold, only bold ones count; then the first."""
    if any(label.words[0].bold for label in labels):
        labels = [label for label in labels if label.words[0].bold]
    found: dict[str, Label] = {}
    for label in sorted(labels, key=lambda label: (label.box[1], label.box[0])):
        found.setdefault(label.name, label)
    return list(found.values())


def beside_or_below(lines: Sequence[Line], labels: Sequence[Label]) -> tuple[dict[str, list[Word]], list[Word]]:
    """Short values such as dates: right of their label, under it, or under their own first half.

    Returns:
        The words of each label's value, and words that belong to no label.
    """
    taken = {id(word) for label in labels for word in label.words}
    found: dict[str, list[Word]] = {label.name: [] for label in labels}
    rest: list[Word] = []
    for line in lines:
        for word in line.words:
            if id(word) in taken:
                continue
            owner = _right_of(word, labels) or _under_value(word, found) or _under(word, labels)
            if owner is None:
                rest.append(word)
            else:
                found[owner].append(word)
    return found, rest


def _right_of(word: Word, labels: Sequence[Label]) -> str | None:
    """The nearest label left of a word on its line."""
    middle = (word.top + word.bottom) / 2
    best: tuple[float, str] | None = None
    for label in labels:
        for x0, top, x1, bottom in {label.box, label.last_line}:
            if x1 <= word.x0 + 1 and top <= middle <= bottom and (best is None or x1 > best[0]):
                if (x0, top, x1, bottom) == label.box and _flows(label):
                    continue
                best = x1, label.name
    return best[1] if best else None


def _flows(label: Label) -> bool:
    """Whether a label's second line begins left of its first, as running text does."""
    first, last = label.words[0], label.words[-1]
    return last.bottom - first.bottom > 0.5 * first.size and label.last_line[0] < first.x0 - first.size


def _under_value(word: Word, found: dict[str, list[Word]]) -> str | None:
    """The value whose last word stands right above a word."""
    for name, words in found.items():
        if words:
            last = words[-1]
            near = 0 < word.bottom - last.bottom <= BELOW * word.size
            if near and last.x0 < word.x1 and word.x0 < last.x1:
                return name
    return None


def _under(word: Word, labels: Sequence[Label]) -> str | None:
    """The nearest label above a word that overlaps it sideways."""
    best: tuple[float, str] | None = None
    for label in labels:
        x0, _, x1, bottom = label.box
        if bottom <= word.bottom and x0 - 1 < word.x1 and word.x0 < x1 + 1 and (best is None or bottom > best[0]):
            best = bottom, label.name
    return best[1] if best else None
