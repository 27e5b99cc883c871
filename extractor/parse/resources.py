"""Sections of labels each of which has a text: below it, beside it, or in a column under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.layout.columns import Columns, find_columns
from extractor.layout.lines import Line, group_lines, make_line
from extractor.layout.rows import AlignmentVotes
from extractor.page import Word
from extractor.parse.fields import Label, find_labels
from extractor.parse.flow import Part
from extractor.parse.header_block import beside_labels
from extractor.templates import SubField

Texts = dict[str, list[Line]]
"""By the name of a label, the lines of its text."""


def read_texts(
    parts: Sequence[Part], fields: Sequence[SubField], votes: AlignmentVotes
) -> tuple[list[Label], Texts, bool]:
    """The labels of a section, their texts, and whether each of these has a column of its own on the page.

    Args:
        parts: the section's share of each page.
        fields: its labels.
        votes: how labels stood beside their texts before.
    """
    labels_of = [find_labels(part.lines, fields, line_start=False) for part in parts]
    rows = [_row(part, labels) for part, labels in zip(parts, labels_of, strict=True)]
    if rows and rows[0] is not None:
        return labels_of[0], _under_labels(parts, labels_of[0], rows[0]), True
    labels_of = [find_labels(part.lines, fields, line_start=True) for part in parts]
    labels = [label for found in labels_of for label in found]
    bare = [_without(part, found) for part, found in zip(parts, labels_of, strict=True)]
    beside = beside_labels(bare, labels_of, votes)
    if beside is not None:
        return labels, beside, True
    return labels, _below_labels(parts, labels), False


def _row(part: Part, labels: Sequence[Label]) -> list[Label] | None:
    """The labels from left to right, if they stand beside one another and nothing else stands in their row."""
    if len(labels) < 2 or len({label.name for label in labels}) < len(labels):
        return None
    row = sorted(labels, key=lambda label: label.box[0])
    bottom = max(label.box[3] for label in row)
    if any(left.box[2] >= right.box[0] or right.box[1] >= row[0].box[3] for left, right in pairwise(row)):
        return None
    return None if any(line.middle < bottom for line in _without(part, labels).lines) else row


def _under_labels(parts: Sequence[Part], labels: Sequence[Label], row: Sequence[Label]) -> Texts:
    """The lines below each label of a row, on all pages."""
    bare = [_without(part, labels if number == 0 else ()) for number, part in enumerate(parts)]
    columns = _columns(bare[0], row)
    found: Texts = {}
    for part in bare:
        by_column: list[list[Word]] = [[] for _ in row]
        for line in part.lines:
            for word in line.words:
                by_column[columns.of(word)].append(word)
        for label, words in zip(row, by_column, strict=True):
            found.setdefault(label.name, []).extend(group_lines(part.page.number, words))
    return found


def _columns(part: Part, row: Sequence[Label]) -> Columns:
    words = [word for line in part.lines for word in line.words]
    top = min(label.box[1] for label in row)
    bottom = max([label.box[3] for label in row] + [word.bottom for word in words])
    rules = [rule for rule in part.page.rules if rule.top < bottom and rule.bottom > top]
    return find_columns(
        [label.box for label in row],
        words,
        [rule for rule in rules if not rule.horizontal],
        [fill for fill in part.page.fills if fill.top < bottom and fill.bottom > top],
        [rule for rule in rules if rule.horizontal],
        lambda _column, _word: True,
        [True] * len(row),
    )


def _below_labels(parts: Sequence[Part], labels: Sequence[Label]) -> Texts:
    """What follows each label up to the next one, on its line and below it."""
    at_word = {id(label.words[0]): label.name for label in labels}
    found: Texts = {}
    name: str | None = None
    for part in parts:
        for line in part.lines:
            name = at_word.get(id(line.words[0]), name)
            free = list(_free(line, labels))
            if free and name is not None:
                found.setdefault(name, []).extend(group_lines(line.page, free))
    return found


def _without(part: Part, labels: Sequence[Label]) -> Part:
    """A part without the words of labels."""
    lines = ((line, list(_free(line, labels))) for line in part.lines)
    return replace(part, lines=[make_line(line.page, free) for line, free in lines if free])


def _free(line: Line, labels: Sequence[Label]) -> Iterator[Word]:
    taken = {id(word) for label in labels for word in label.words}
    return (word for word in line.words if id(word) not in taken)
