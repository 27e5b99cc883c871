"""Which row of what was read is which row of what was printed.

Rows keep their order in a record, so the best match is the one that crosses nowhere: a lost row costs itself and
not all rows after it, and two rows that changed places are an error and not a match.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.evaluation.fields import Words, words
from extractor.records import Record

ALIKE = 10_000
"""The likeness of two rows with the same words; two without a common one have 1, which is better than no partner."""
Pair = tuple[int | None, int | None]
"""Positions in the truth and in what was read; None where a row has no partner."""


def align(truth: Sequence[Record], read: Sequence[Record]) -> list[Pair]:
    """Pair rows so that the sum of their likeness is as large as it can be without crossing."""
    if len(truth) == len(read) <= 1:
        return [(0, 0)] if truth else []
    ours, theirs = [words(row) for row in truth], [words(row) for row in read]
    alike = [[likeness(one, other) for other in theirs] for one in ours]
    best = _best_sums(alike, len(theirs))
    pairs: list[Pair] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        if best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs += [(rest, None) for rest in range(i, len(ours))]
    pairs += [(None, rest) for rest in range(j, len(theirs))]
    return pairs


def _best_sums(alike: Sequence[Sequence[int]], width: int) -> list[list[int]]:
    """The best sum that the rows from i and j on can reach."""
    best = [[0] * (width + 1) for _ in range(len(alike) + 1)]
    for i in reversed(range(len(alike))):
        for j in reversed(range(width)):
            best[i][j] = max(alike[i][j] + best[i + 1][j + 1], best[i + 1][j], best[i][j + 1])
    return best


def likeness(one: Words, other: Words) -> int:
    """Twice the words in common by all words, from 1 to ALIKE."""
    total = one.total() + other.total()
    return max(1, ALIKE * 2 * (one & other).total() // total) if total else ALIKE
