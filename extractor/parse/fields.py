"""Sections that are lists of labels, each with a value beside or below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.layout.chains import Chain, ChainFinder, Fold, Openings, beginnings
from extractor.layout.lines import Line, box_around, make_line
from extractor.page import Box, Word
from extractor.parse.labels import key_for, label_key
from extractor.templates import SubField

UNFINISHED = "-/."
"""What a date broken by a line end ends with."""
NEXT_LINE = 0.8
"""Font sizes above or below a label in which a value beside it may have a line."""
HALVES = 2.0
"""Font sizes between the halves of a value broken in a narrow cell."""
BESIDE_LINES = 0.35
"""Font sizes above or below a label in which the middle of a word beside it may be: its value may have more lines."""
DATE = re.compile(r"\d+[-/.]\d+[-/.]\d")
PART_OF_DATE = re.compile(r"\d[-/.]")
"""In digits, as it stands below its label, and broken in a narrow cell."""
BESIDE = 1.0
"""Font sizes between two words of one value on a line at most."""
FEW_LABELS = 3
"""Labels that make a row of columns."""
SAME_EDGE = 0.7
"""Points between the right edges, or the middles, of the lines of one cell."""
CLOSE = 0.6
"""Font sizes from a label to a value right under it."""
BELOW = 3.0
"""Font sizes from a label to a value that stands under it."""


class Label(NamedTuple):
    """A label at its place, with the words that make it up."""

    name: str
    box: Box
    words: tuple[Word, ...]

    @property
    def last_line(self) -> Box:
        """The box of its words on its last line."""
        return _last_line(self.words)


def _last_line(words: Sequence[Word]) -> Box:
    bottom = max(word.bottom for word in words)
    return box_around(word for word in words if bottom - word.bottom < 0.5 * word.size)


@lru_cache(maxsize=64)
def _openings(fields: tuple[SubField, ...]) -> tuple[dict[str, str], Openings, Fold]:
    """The fields by their folded labels, how the labels may begin, and the key of a printed word."""
    names = {label_key(text): field.name for field in fields for text in field.labels}
    return names, beginnings(names), key_for(text for field in fields for text in field.labels)


def find_labels(lines: Sequence[Line], fields: Sequence[SubField], *, line_start: bool) -> list[Label]:
    """The labels of a section on a page; with `line_start`, only where nothing stands left of them."""
    names, openings, key = _openings(tuple(fields))
    finder = ChainFinder(lines, key)
    chains: list[Chain] = []
    taken: set[int] = set()
    for chain in sorted(finder.chains(openings), key=lambda chain: _flows(chain.words)):
        if line_start and chain.places[0].word:
            continue
        if not any(id(word) in taken for word in chain.words):
            chains.append(chain)
            taken.update(id(word) for word in chain.words)
    labels = [Label(names[chain.label], chain.box, chain.words) for chain in chains]
    opening = {id(chain.words[0]) for chain in chains if _opens_line(chain, lines)}
    looks = {id(chain.words[0]): (chain.has_colon, _is_alone(chain, lines)) for chain in chains}
    return _like_labels(labels, opening, looks)


def _is_alone(chain: Chain, lines: Sequence[Line]) -> bool:
    """Whether a label fills its line."""
    return chain.places[0].word == 0 and len(lines[chain.places[-1].line].words) == chain.places[-1].word + 1


def _opens_line(chain: Chain, lines: Sequence[Line]) -> bool:
    """Whether a label begins a line and has its colon or is apart from what follows, as words of a text hardly do."""
    if chain.places[0].word:
        return False
    last = chain.words[-1]
    return chain.has_colon or _stands_apart(last, lines[chain.places[-1].line].words)


def _stands_apart(word: Word, line: Sequence[Word]) -> bool:
    """Whether nothing follows a word on its line as the next word of a text would."""
    return not any(0 <= other.x0 - word.x1 <= BESIDE * word.size for other in line if other is not word)


def _like_labels(
    labels: list[Label], opening: Container[int], looks: Mapping[int, tuple[bool, bool]]
) -> list[Label]:
    """One of each name: where most names have a bold one, the others are words of some text.

    Those of a name without a bold one stay if they open a line; `opening` has the ids of their first words. Then it
    is the one that has its colon, and its line for itself, as most labels do of which there is one; then the first.
    `looks` tells these by the same ids.
    """
    names = {label.name for label in labels}
    bold = {label.name for label in labels if label.words[0].bold}
    if 2 * len(bold) > len(names):
        labels = [
            label
            for label in labels
            if label.words[0].bold or (label.name not in bold and id(label.words[0]) in opening)
        ]
    named = Counter(label.name for label in labels)
    usual = Counter(looks[id(label.words[0])] for label in labels if named[label.name] == 1)

    def rank(label: Label) -> tuple[bool, int, float, float]:
        first = label.words[0]
        return not first.bold, -usual[looks[id(first)]], label.box[1], label.box[0]

    found: dict[str, Label] = {}
    for label in sorted(labels, key=rank):
        found.setdefault(label.name, label)
    return list(found.values())


def values_of(lines: Sequence[Line], labels: Sequence[Label], texts: Container[str]) -> dict[str, list[Word]]:
    """The words of each label's value: something short, but for one of `texts` that stands below all others."""
    last = _last_text(lines, labels, texts)
    if last is None:
        return _beside_or_below(lines, labels)
    own = [word for line in last[1] for word in line.words]
    rest = _without(lines, {id(word) for word in (*own, *last[0].words)})
    return {**_beside_or_below(rest, [each for each in labels if each is not last[0]]), last[0].name: own}


def _beside_or_below(lines: Sequence[Line], labels: Sequence[Label]) -> dict[str, list[Word]]:
    """The words of each label's value, something short: right of it, under it, or under its own first half."""
    taken = {id(word) for label in labels for word in label.words}
    found: dict[str, list[Word]] = {label.name: [] for label in labels}
    feet = {label.name: label.box[3] for label in labels}
    last: tuple[str, Word] | None = None
    for number, line in enumerate(lines):
        for word in line.words:
            if id(word) in taken:
                continue
            flows = (
                number > 0
                and word is line.words[0]
                and last is not None
                and last[1] in lines[number - 1].words
            )
            waiting = _label_at_end(lines[number - 1], labels) if flows else None
            owner = _under_value(word, found)
            over = _right_above(word, [label for label in labels if not found[label.name]], lines[:number])
            if owner is not None and found[owner][-1].text[-1:] in UNFINISHED:  # the rest of a date
                pass
            elif owner is None and over is not None:
                owner = over
            elif waiting is not None and not found[waiting]:  # the text flows on after a label
                owner = waiting
            else:
                halved = {name: words for name, words in found.items() if words and _is_halved(words[-1])}
                owner = _under_value(word, halved) or _right_of(word, labels) or owner
            if (
                owner is None
                and last is not None
                and word is line.words[0]
                and last[1] is lines[number - 1].words[-1]
            ):
                owner = last[0] if last[1].text[-1:] in UNFINISHED else None  # the text flows on
            above = _under(word, labels)
            if owner is None and last is not None and _follows(last[1], word, line):
                # unless it begins what stands under another label of the same row
                owner = last[0] if above is None or feet[last[0]] > feet[above] + 1 else None
            owner = owner or above or _in_column(word, line, labels) or _in_row(word, labels)
            if owner is not None:
                found[owner].append(word)
                last = owner, word
    return found


def _without(lines: Sequence[Line], taken: Container[int]) -> list[Line]:
    """Lines without the words with some ids."""
    found: list[Line] = []
    for line in lines:
        words = [word for word in line.words if id(word) not in taken]
        if words:
            found.append(line if len(words) == len(line.words) else make_line(line.page, words))
    return found


def _last_text(
    lines: Sequence[Line], labels: Sequence[Label], texts: Container[str]
) -> tuple[Label, list[Line]] | None:
    """The last label, if it is one of `texts`, and the lines of its value, however many it has.

    They follow one another closely, beside the label or from its line on; above its line only in a column beside it.
    Where other labels stand in its row, its value begins there and flows on from the left edge of that.
    """
    low = max((label.box[1] for label in labels), default=0.0)
    row = [label for label in labels if label.box[3] > low + SAME_EDGE]
    label = max(row, key=lambda label: label.box[0], default=None)
    if label is None or label.name not in texts:
        return None
    x0, top, x1, bottom = label.box
    foot = max((other.box[3] for other in labels if other not in row), default=float("-inf"))
    free = [
        line
        for line in _without(lines, {id(word) for each in row for word in each.words})
        if line.middle > foot
    ]
    if len(row) == 1:
        found = [line for line in free if top <= line.middle and line.x0 >= x0 - SAME_EDGE]
    else:
        beside = [
            word for line in free if top <= line.middle <= bottom for word in line.words if word.x0 > x1
        ]
        below = [line for line in free if line.middle > bottom]
        flows = below and below[0].x0 < min(each.box[0] for each in row) + SAME_EDGE
        if not flows or any((DATE if beside else PART_OF_DATE).search(line.text) for line in below):
            return None
        found = [*([make_line(free[0].page, beside)] if beside else []), *below]
    for number, line in enumerate(found):
        before = found[number - 1].bottom if number else bottom
        if line.bottom - before > HALVES * line.size:
            del found[number:]
            break
    above = [line for line in free if line.middle < top and line.x0 >= x1] if len(row) == 1 else []
    while above and found and _is_next(above[-1], found[0]) and found[0].x0 >= x1:
        found.insert(0, above.pop())
    return (label, found) if found else None


def _is_next(line: Line, after: Line) -> bool:
    """Whether a line is the next one of a column of text."""
    return after.bottom - line.bottom <= HALVES * line.size and abs(after.x0 - line.x0) < SAME_EDGE


def _follows(before: Word, word: Word, line: Line) -> bool:
    """Whether a word stands right behind another on a line, no further than words of one text do."""
    return before in line.words and 0 <= word.x0 - before.x1 <= BESIDE * word.size


def under_page_break(lines: Sequence[Line], labels: Sequence[Label]) -> dict[str, list[Word]]:
    """The words of values that a page's end parted from the labels above them, which are those without a value."""
    found: dict[str, list[Word]] = {}
    for word in (word for line in lines for word in line.words):
        over = [label for label in labels if label.box[0] - 1 < word.x1 and word.x0 < label.box[2] + 1]
        if len(over) == 1:
            found.setdefault(over[0].name, []).append(word)
        elif len(labels) == 1 and not found:  # the text flows on after the label
            found[labels[0].name] = list(lines[0].words)
            break
    return found


def _label_at_end(line: Line, labels: Sequence[Label]) -> str | None:
    """The label whose last word ends a line."""
    return next((label.name for label in labels if label.words[-1] is line.words[-1]), None)


def _in_column(word: Word, line: Line, labels: Sequence[Label]) -> str | None:
    """The label of a row above that ends its column, or begins it, on the side where the values do not stand."""
    row = [
        label
        for label in labels
        if label.box[3] <= word.bottom <= label.box[3] + BELOW * word.size and label.box[3] <= line.middle
    ]
    foot = max((label.box[3] for label in row), default=0.0)
    row = sorted((label for label in row if foot - label.box[3] < word.size), key=lambda label: label.box[0])
    if len(row) < FEW_LABELS:
        return None
    if line.words[0].x1 <= row[0].box[0]:  # labels at the right of their columns, values at the left
        return next((label.name for label in row if label.box[2] >= word.x1), None)
    return next((label.name for label in reversed(row) if label.box[0] <= word.x0), None)


def _in_row(word: Word, labels: Sequence[Label]) -> str | None:
    """The nearest label left of a word that stands a little higher or lower, as half a value in a narrow cell."""
    middle = (word.top + word.bottom) / 2
    near = [
        label
        for label in labels
        if label.box[2] <= word.x0 + 1
        and label.box[1] - NEXT_LINE * word.size <= middle <= label.box[3] + NEXT_LINE * word.size
    ]
    return max(near, key=lambda label: label.box[2]).name if near else None


def _right_of(word: Word, labels: Sequence[Label]) -> str | None:
    """The nearest label left of a word on its line."""
    middle = (word.top + word.bottom) / 2
    best: tuple[float, str] | None = None
    for label in labels:
        for x0, top, x1, bottom in {label.box, label.last_line}:
            level = top - BESIDE_LINES * word.size <= middle <= bottom + BESIDE_LINES * word.size
            if x1 <= word.x0 + 1 and level and (best is None or x1 > best[0]):
                if (x0, top, x1, bottom) == label.box and _flows(label.words):
                    continue
                best = x1, label.name
    return best[1] if best else None


def _flows(label: Sequence[Word]) -> bool:
    """Whether a label's last line begins left of its first, as running text does, and not as in a narrow cell."""
    first = label[0]
    if label[-1].bottom - first.bottom <= 0.5 * first.size:
        return False
    x0, _, x1, _ = _last_line(label)
    end = max(word.x1 for word in label if abs(word.bottom - first.bottom) <= 0.5 * first.size)
    is_set = min(abs(x1 - end), abs(x0 + x1 - first.x0 - end) / 2) < SAME_EDGE  # flush right, or centred
    return x0 < first.x0 - first.size and not is_set


def _is_halved(word: Word) -> bool:
    """Whether a word ends as a date does that the end of its cell breaks."""
    return word.text[-1] in UNFINISHED and word.text[0].isdigit()


def _under_value(word: Word, found: dict[str, list[Word]]) -> str | None:
    """The value whose last word stands right above a word."""
    for name, words in found.items():
        if words:
            last = words[-1]
            near = 0 < word.bottom - last.bottom <= HALVES * word.size
            if near and last.x0 < word.x1 and word.x0 < last.x1:
                return name
    return None


def _right_above(word: Word, labels: Sequence[Label], lines: Sequence[Line]) -> str | None:
    """The label that stands on the line before a word, begins where it does, and has nothing beside it."""
    for label in labels:
        is_near = -SAME_EDGE < word.top - label.box[3] < CLOSE * word.size
        if is_near and abs(label.box[0] - word.x0) < SAME_EDGE:
            line = next((line for line in reversed(lines) if label.words[-1] in line.words), None)
            if line is not None and _stands_apart(label.words[-1], line.words):
                return label.name
    return None


def _under(word: Word, labels: Sequence[Label]) -> str | None:
    """The nearest label above a word that overlaps it sideways."""
    best: tuple[float, str] | None = None
    for label in labels:
        x0, top, x1, bottom = label.box
        bottom = max(other.box[3] for other in labels if other.box[1] < bottom and top < other.box[3])
        near = bottom <= word.bottom <= bottom + BELOW * word.size
        if near and x0 - 1 < word.x1 and word.x0 < x1 + 1 and (best is None or bottom > best[0]):
            best = bottom, label.name
    return best[1] if best else None
