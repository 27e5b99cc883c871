"""The header block of a scheda: a label and a value a row, in whatever form it is set.

Values stand in a column of their own beside the labels, with or without rules, or follow their labels in the text.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractor.layout.chains import RUN_GAP, ends_with_colon
from extractor.layout.lines import Line, group_lines, make_line
from extractor.layout.rows import AlignmentVotes, Band, hard_boundaries
from extractor.page import Word
from extractor.parse.anchors import Uprights
from extractor.parse.fields import Label
from extractor.parse.flow import Block, Part
from extractor.parse.labels import label_key

SAME_X = 1.5
"""Points between words that begin at the same place."""
MOSTLY = 0.6
"""Share of the labels beside which the value column must begin at one place."""

RUNNING_GAP = 1.5
"""Font sizes between two words, at most, of a text that has run on over the middle of the block."""
SAME_SPACE = 1.25
"""Times the space before it that one in the same text is at most: letters of one width stand far apart."""
LEVEL = 0.4
"""Font sizes between the middles of a label and of the line it stands beside."""
AROUND = 1.2
"""Font sizes from the middle of a label to the lines above and below it that are its value's."""


@dataclass(slots=True)
class Pair:
    """A label and the lines of its value."""

    name: str | None
    """None for a label that the template does not know, and for what stands above a page's first label."""
    label: str = ""
    """The label's text."""
    lines: list[Line] = field(default_factory=list)
    label_lines: list[Line] = field(default_factory=list)
    """The label's, where no anchor knows it."""
    level: float | None = None
    """The middle of the label's first line, where labels have a column of their own."""
    torn: list[Line] = field(default_factory=list)
    """The label's, where a page break tore it and it is known when put together."""


def read_header_block(
    block: Block,
    known: Mapping[str, str],
    votes: AlignmentVotes,
    codes: Mapping[str, re.Pattern[str]],
) -> tuple[dict[str, list[Line]], list[Line]]:
    """The value lines of each field, and lines of labels that a page break tore.

    Args:
        block: the header block.
        known: folded label -> field.
        votes: how labels and values stood in the header blocks before.
        codes: field -> what a value that begins with a code looks like.
    """
    values: dict[str, list[Line]] = {}
    torn: list[Line] = []
    for parts, labels_of in _side_by_side(block.parts):
        for pair in _read_side(parts, labels_of, known, votes, codes):
            if pair.name is not None:
                torn += pair.torn
                values.setdefault(pair.name, []).extend(pair.lines)
    return values, torn


def beside_labels(
    parts: Sequence[Part], labels_of: Sequence[Sequence[Label]], votes: AlignmentVotes
) -> dict[str, list[Line]] | None:
    """The lines of each label's text, if all texts stand in one column right of all labels.

    The parts' lines are without the words of labels.
    """
    lines = [line for part in parts for line in part.lines]
    labels = [label for found in labels_of for label in found]
    column = min((line.x0 for line in lines), default=0.0)
    if not labels or column <= max(label.box[2] for label in labels):
        return None
    pairs: list[Pair] = []
    for number, (part, found) in enumerate(zip(parts, labels_of, strict=True)):
        here = _pairs(part, found, column, bool(pairs), number + 1 < len(parts), votes)
        if pairs and here and here[0].name is None:
            pairs[-1].lines += here.pop(0).lines
        pairs += here
    return {pair.name: pair.lines for pair in pairs if pair.name is not None}


def _side_by_side(parts: Sequence[Part]) -> Iterator[tuple[list[Part], list[list[Label]]]]:
    """The block as it is, or its left and right half where two labels stand in one row."""
    labels_of = [
        [Label(anchor.name, anchor.box, anchor.words) for anchor in part.anchors if anchor.kind == "field"]
        for part in parts
    ]
    beside = [
        (part, left, right)
        for part, labels in zip(parts, labels_of, strict=True)
        for left in labels
        for right in labels
        if left.box[2] < right.box[0] and left.box[1] < right.box[3] and right.box[1] < left.box[3]
    ]
    if not beside:
        yield list(parts), labels_of
        return
    edge = min(right.box[0] - right.words[0].size / 2 for _, _, right in beside)
    drawn = all(
        Uprights(part.page.rules).part(left.words[-1], right.words[0]) for part, left, right in beside
    )
    halves = [_halves(part, edge, drawn) for part in parts]
    for is_right in (False, True):
        sides = [replace(part, lines=half[is_right]) for part, half in zip(parts, halves, strict=True)]
        yield (
            sides,
            [[label for label in labels if (label.box[0] > edge) is is_right] for labels in labels_of],
        )


def _halves(part: Part, edge: float, drawn: bool) -> tuple[list[Line], list[Line]]:
    """The lines left and right of an edge: a value runs on over it where its row has no second label.

    Where lines are `drawn` between labels that stand in one row, they alone part values.
    """
    uprights = Uprights(part.page.rules)
    left: list[Line] = []
    right: list[Line] = []
    for line in part.lines:
        cut = len(line.words)
        for at, word in enumerate(line.words):
            if word.x0 <= edge:
                continue
            before = line.words[at - 1] if at else None
            space = line.words[at - 1].x0 - line.words[at - 2].x1 if at > 1 else 0.0
            runs_on = before is not None and before.x1 > edge
            run = max((RUNNING_GAP if runs_on else RUN_GAP) * word.size, SAME_SPACE * space)
            apart = before is None or (not drawn and word.x0 - before.x1 > run)
            if apart or (before is not None and uprights.part(before, word)):
                cut = at
                break
        left += [make_line(line.page, line.words[:cut])] if cut else []
        right += [make_line(line.page, line.words[cut:])] if cut < len(line.words) else []
    return left, right


def _read_side(
    parts: Sequence[Part],
    labels_of: Sequence[Sequence[Label]],
    known: Mapping[str, str],
    votes: AlignmentVotes,
    codes: Mapping[str, re.Pattern[str]],
) -> list[Pair]:
    """Labels and values of one column of pairs, over all pages."""
    pairs: list[Pair] = []
    column = _value_column(parts, labels_of)
    for number, (part, labels) in enumerate(zip(parts, labels_of, strict=True)):
        found = _pairs(part, labels, column, bool(pairs), number + 1 < len(parts), votes)
        if pairs and found and found[0].name is None:
            found = _join_torn(pairs[-1], found, known)
        elif pairs and found and pairs[-1].name is None and not pairs[-1].label and not found[0].lines:
            found[0].lines = pairs.pop().lines  # a value at a page's foot, its label on the next
        pairs += found
    for before, pair in itertools.pairwise(pairs):
        code = codes.get(pair.name or "")
        rest = _before_code(pair, code) if code is not None and before.lines else 0
        before.lines += pair.lines[:rest]
        pair.lines = pair.lines[rest:]
    return pairs


def _before_code(pair: Pair, code: re.Pattern[str]) -> int:
    """How many lines stand above the one with a code, level with its label: they end the value before."""
    for at, line in enumerate(pair.lines):
        if pair.level is not None and abs(line.middle - pair.level) < LEVEL * line.size:
            return at if code.fullmatch(line.text) else 0
    return 0


def _join_torn(before: Pair, found: list[Pair], known: Mapping[str, str]) -> list[Pair]:
    """Put what stands above a page's first label under the last label of the page before; give what is left.

    That label may be torn itself, its rest in several lines.
    """
    label, rest = before.label, list(itertools.takewhile(lambda pair: pair.name is None, found))
    for number, pair in enumerate(rest, 1):
        label += pair.label
        name = known.get(label_key(label))
        if name is not None:
            rest = rest[:number]
            before.name = name
            before.torn = [*before.label_lines, *(line for part in rest for line in part.label_lines)]
            break
    else:
        rest = rest[:1]
    before.lines += [line for pair in rest for line in pair.lines]
    return found[len(rest) :]


def _pairs(
    part: Part,
    labels: Sequence[Label],
    column: float | None,
    continues: bool,
    continued: bool,
    votes: AlignmentVotes,
) -> list[Pair]:
    if not labels:
        return [Pair(None, lines=list(part.lines))]
    if column is None:
        return _in_reading_order(part.lines, labels)
    inline = [label for label in labels if _begins_before(label, part.lines, column)]
    if inline and len(inline) < len(labels):
        flowing = {id(line) for label in inline for line in _below(label, labels, part.lines)}
        rest = replace(part, lines=[line for line in part.lines if id(line) not in flowing])
        others = [label for label in labels if label not in inline]
        return [
            *_pairs(rest, others, column, continues, continued, votes),
            *_in_reading_order([line for line in part.lines if id(line) in flowing], inline),
        ]
    values, beside = [], []
    for line in part.lines:
        right = [word for word in line.words if word.x0 >= column - SAME_X]
        left = [word for word in line.words if word.x0 < column - SAME_X]
        values += [make_line(line.page, right)] if right else []
        beside += [make_line(line.page, left)] if left else []
    return list(_in_columns(part, labels, beside, values, continues, continued, votes))


def _begins_before(label: Label, lines: Sequence[Line], column: float) -> bool:
    """Whether the value of a label follows it as in a text, left of the column in which the others stand."""
    _, top, x1, bottom = label.last_line
    return ends_with_colon(label.words) and any(
        x1 - 1 <= word.x0 < column - SAME_X and word.x0 - x1 <= word.size
        for line in lines
        if top <= line.middle <= bottom
        for word in line.words
    )


def _below(label: Label, labels: Sequence[Label], lines: Sequence[Line]) -> list[Line]:
    """The lines from a label to the next one."""
    top = label.box[1]
    end = min((other.box[1] for other in labels if other.box[1] > label.box[3] - 1), default=float("inf"))
    return [line for line in lines if top <= line.middle < end]


def _value_column(parts: Sequence[Part], labels_of: Sequence[Sequence[Label]]) -> float | None:
    """Where values begin if they have a column of their own; None if each follows its label."""
    begins: list[float] = []
    ends: list[float] = []
    for part, labels in zip(parts, labels_of, strict=True):
        for label in labels:
            _, top, x1, bottom = label.box
            right = [
                word.x0
                for line in part.lines
                if top - 1 <= line.middle <= bottom + 1
                for word in line.words
                if word.x0 >= x1 - 1
            ]
            found = min(right) if right else _begins_around(label, part.lines)
            if found is not None:
                begins.append(found)
                ends.append(x1)
    if len(begins) < 2:
        return None
    column = Counter(round(x) for x in begins).most_common(1)[0][0]
    near = [x for x in begins if abs(x - column) <= SAME_X]
    if len(near) < max(2, MOSTLY * len(begins)):
        return None
    start = min(near)
    if max(label.box[2] for labels in labels_of for label in labels) > start + SAME_X:
        return None
    gaps = {round(x - end) for x, end in zip(begins, ends, strict=True) if abs(x - column) <= SAME_X}
    return start if len(gaps) > 1 or len(near) == len(begins) else None


def _begins_around(label: Label, lines: Sequence[Line]) -> float | None:
    """Where the lines right above and right below the middle of a label begin, if at one place: one value's."""
    middle, size = (label.box[1] + label.box[3]) / 2, label.words[0].size
    above, below = float("-inf"), float("inf")
    begins: dict[float, float] = {}
    for line in lines:
        right = [word.x0 for word in line.words if word.x0 >= label.box[2] - 1]
        if right and abs(line.middle - middle) <= AROUND * size:
            begins[line.middle] = min(right)
            above = max(above, line.middle) if line.middle < middle else above
            below = min(below, line.middle) if line.middle >= middle else below
    if above not in begins or below not in begins or abs(begins[above] - begins[below]) > SAME_X:
        return None
    return begins[above]


def _in_columns(
    part: Part,
    labels: Sequence[Label],
    beside: Sequence[Line],
    values: Sequence[Line],
    continues: bool,
    continued: bool,
    votes: AlignmentVotes,
) -> Iterator[Pair]:
    """Values in a column beside their labels: rows of a table whose anchors are the labels."""
    names: dict[int, str] = {}
    anchors: list[tuple[Line, ...]] = []
    for label in labels:
        lines = tuple(group_lines(part.page.number, label.words))
        names[id(lines[0])] = label.name
        anchors.append(lines)
    for line in beside:  # not inside a known label: one that the template does not know
        if label_key(line.text) and not any(label.box[1] <= line.middle <= label.box[3] for label in labels):
            anchors.append((line,))
    anchors.sort(key=lambda lines: lines[0].top)
    boxes = [label.box for label in labels] + [line.box for line in values]
    heights = hard_boundaries(
        min(box[0] for box in boxes),
        max(box[2] for box in boxes),
        min(box[1] for box in boxes),
        max(box[3] for box in boxes),
        part.page.rules,
        part.page.fills,
    )
    bands: list[Band] = []
    edges = [float("-inf"), *heights, float("inf")]
    for high, low in itertools.pairwise(edges):
        entries = [lines for lines in anchors if high <= lines[0].middle < low]
        cells = [
            [line for lines in entries for line in lines],
            [line for line in values if high <= line.middle < low],
        ]
        if any(cells):
            bands.append(Band(cells, entries, continues and not bands, False))
    if bands and continued:
        bands[-1] = replace(bands[-1], open_bottom=True)
    hang = _hang(anchors, values)
    for rows in map(_from_tops, bands) if hang else votes.split(bands, lambda _column, _lines: True):
        for label_lines, value_lines in rows:
            if label_lines or value_lines:
                name = next((names[id(line)] for line in label_lines if id(line) in names), None)
                unknown = [line for line in label_lines if id(line) not in names]
                text = "".join(line.text for line in label_lines)
                level = label_lines[0].middle if label_lines else None
                yield Pair(name, text, list(value_lines), unknown, level)


def _hang(labels: Sequence[Sequence[Line]], values: Sequence[Line]) -> bool:
    """Whether values begin level with labels of several lines, one of which has less beside it than it is tall."""
    shorter = False
    for lines in labels:
        beside = [value.middle for value in values if lines[0].top <= value.middle <= lines[-1].bottom]
        if len(lines) < 2 or not beside:
            continue
        if abs(beside[0] - lines[0].middle) > LEVEL * lines[0].size:
            return False
        shorter |= beside[-1] < lines[-1].top
    return shorter


def _from_tops(band: Band) -> list[list[list[Line]]]:
    """The rows of a band each of which reaches from its label to the next one."""
    tops = [lines[0].middle - LEVEL * lines[0].size for lines in band.anchors]
    rows: list[list[list[Line]]] = [[[], []] for _ in range(len(tops) + 1)]
    for column, lines in enumerate(band.cells):
        for line in lines:
            rows[bisect_right(tops, line.middle)][column].append(line)
    return rows


def _in_reading_order(lines: Sequence[Line], labels: Sequence[Label]) -> list[Pair]:
    """Values that follow their labels on the same line and the next ones."""
    pairs = [Pair(None), *(Pair(label.name, label.name) for label in labels)]
    for line in lines:
        groups: dict[int, list[Word]] = {}
        for word in line.words:
            owner = 0
            for number, label in enumerate(labels, 1):
                x0, top, _, bottom = label.last_line
                above = (top + bottom) / 2 < line.middle - 0.5 * line.size
                level = abs((top + bottom) / 2 - line.middle) <= 0.5 * line.size
                if above or (level and x0 <= word.x0):
                    owner = number
            groups.setdefault(owner, []).append(word)
        for owner, words in groups.items():
            pairs[owner].lines.append(make_line(line.page, words))
    return pairs if pairs[0].lines else pairs[1:]
