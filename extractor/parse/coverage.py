"""What became of every word: a label, page furniture, a value, or a finding that says no value holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.layout.lines import Line, box_around, make_line
from extractor.page import Box, Page, Word

EDGE = 8.0
"""Points from the foot of a page to the last line of its text at least: no program means to print lower."""


@dataclass(slots=True)
class Account:
    """The words of one page, by what became of them."""

    words: int = 0
    furniture: int = 0
    """Running heads and feet, page numbers, watermarks."""
    labels: int = 0
    values: int = 0
    """Words of values, and of what is printed in a value's place but cannot be read."""
    unused: int = 0
    """Words that a finding reports."""
    box: Box | None = None
    """Around its words, without those of running heads and feet; None where there are no others."""
    cut: bool = False
    """Its text reaches the foot of the paper: more may have run off it."""

    @property
    def settled(self) -> bool:
        """Whether every word is accounted for."""
        return self.words == self.furniture + self.labels + self.values + self.unused


class Coverage:
    """Keeps the accounts of a document's pages; words are known by identity, as lines hand them on."""

    def __init__(self) -> None:
        self.pages: dict[int, Account] = {}
        self._labels: set[int] = set()
        self._values: set[int] = set()

    def open(self, page: Page, body: Sequence[Line], furniture: Iterable[Line]) -> None:
        """Begin the account of a page."""
        box = box_around(body) if body else None
        self.pages[page.number] = Account(
            len(page.words) + len(page.sideways),
            sum(len(line.words) for line in furniture),
            box=box,
            cut=box is not None and box[3] > page.height - EDGE,
        )

    def label(self, words: Iterable[Word]) -> None:
        """These words name what stands beside or below them."""
        self._labels.update(map(id, words))

    def use(self, lines: Iterable[Line]) -> None:
        """The words of these lines are in a value, or in the finding that says why there is none."""
        for line in lines:
            self._values.update(map(id, line.words))

    def is_used(self, word: Word) -> bool:
        """Whether a word has found its place."""
        return id(word) in self._values or id(word) in self._labels

    def settle(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Put the words of lines on their pages' accounts; what is left of each line that no value holds.

        To be called once for every line, when all that could use it has been read.
        """
        values = self._values
        for line in lines:
            account = self.pages[line.page]
            if values.issuperset(map(id, line.words)):
                account.values += len(line.words)
                continue
            left: list[Word] = []
            for word in line.words:
                if id(word) in self._values:
                    account.values += 1
                elif id(word) in self._labels:
                    account.labels += 1
                else:
                    account.unused += 1
                    left.append(word)
            if left:
                yield line if len(left) == len(line.words) else make_line(line.page, left)

    def forget(self) -> None:
        """Let go of words that are settled: what comes later may be given their identity."""
        self._labels.clear()
        self._values.clear()
