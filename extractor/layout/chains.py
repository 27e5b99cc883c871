"""Label chains: the words of a known label, wherever line breaks and narrow columns have put them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from extractor import native
from extractor.layout.lines import Line, box_around
from extractor.page import Box, Word

NEXT_WORD = 1.0
"""Font sizes between two words of a label on one line …"""
STRETCHED = 12.0
"""… and at most, in a narrow justified column, where no other place has the next word."""
NEXT_LINE = 2.3
"""Font sizes from one baseline to the next inside a label at most."""
RUN_GAP = 0.6
"""Font sizes of white space that set a run of words apart from what stands left of it."""
INDENT = 4.0
"""Font sizes by which a longer second line of a centred label may begin left of its first word."""
TAIL = 2
"""Words that may end a label and are none of its own: a colon, and what fills the room up to its value."""
TAIL_MARKS = frozenset(":._·…")
DOTS = 3
"""Dots that are no more than a sign of something left out."""
LONGEST = 100
"""Words of a label at most: a line of a thousand dashes is none."""
Fold = Callable[[str], str]


class Place(NamedTuple):
    """Where a word stands: its line's number on the page and its number in the line."""

    line: int
    word: int


class Chain(NamedTuple):
    """The words that make up one label."""

    label: str
    """Folded."""
    places: tuple[Place, ...]
    words: tuple[Word, ...]
    box: Box
    """Around its words."""

    @property
    def has_colon(self) -> bool:
        """Whether it ends with one, be it before a leader or behind."""
        return ends_with_colon(self.words)

    @property
    def first_line(self) -> int:
        """Number of the line it begins on."""
        return self.places[0].line


def is_tail(text: str) -> bool:
    """Whether a word is a colon, or dots or a line from a label to its value."""
    return text == ":" or (len(text) > DOTS and TAIL_MARKS.issuperset(text))


def ends_with_colon(label: Sequence[Word]) -> bool:
    """Whether a label ends with a colon, be there dots or a line behind it."""
    for word in reversed(label):
        if word.text.endswith(":") or not is_tail(word.text):
            return word.text.endswith(":")
    return False


class ChainFinder:
    """Looks for labels among the lines of one page."""

    def __init__(self, lines: Sequence[Line], fold: Fold, folded: dict[str, str] | None = None) -> None:
        """Fold the words of lines.

        Args:
            lines: from top to bottom.
            fold: makes the key under which words and labels compare.
            folded: words whose keys are known; more are added to it.
        """
        self.lines = list(lines)
        known = {} if folded is None else folded
        if native.core is not None:
            self._keys = native.core.fold_words(self.lines, known, fold)
        else:
            self._keys = [[_folded(word.text, known, fold) for word in line.words] for line in self.lines]

    def chains(
        self,
        openings: Openings,
        between: Sequence[tuple[float, float]] | None = None,
        *,
        runs: bool = False,
    ) -> list[Chain]:
        """Every label that stands among the lines, by where it begins; of one word's the longest first.

        Its words follow each other to the right, or below in the same narrow column.

        Args:
            openings: the labels that are looked for.
            between: only those that begin on lines between two such heights.
            runs: only those whose first word begins a run, see `begins_run`.
        """
        heights = None if between is None else list(between)
        if native.core is not None:
            return native.core.find_chains((Chain, Place), self.lines, self._keys, openings, heights, runs)
        return [
            chain
            for place, label in self._starts(openings, heights, runs)
            if (chain := self._chain(place, label)) is not None
        ]

    def _starts(
        self, openings: Openings, between: Sequence[tuple[float, float]] | None, runs: bool
    ) -> Iterator[tuple[Place, str]]:
        for number, (line, keys) in enumerate(zip(self.lines, self._keys, strict=True)):
            if openings.keys().isdisjoint(keys):
                continue
            if between is not None and not any(high <= line.middle <= low for high, low in between):
                continue
            for at, key in enumerate(keys):
                place = Place(number, at)
                if key in openings and (not runs or self.begins_run(place)):
                    for label, _ in openings[key]:
                        yield place, label

    def _chain(self, start: Place, label: str) -> Chain | None:
        found = self._extend([start], label, len(self._key(start)))
        if found is None:
            return None
        last = found[-1]
        line = self.lines[last.line].words
        for at in range(last.word + 1, min(last.word + 1 + TAIL, len(line))):
            if not is_tail(line[at].text):
                break
            found = [*found, Place(last.line, at)]
        if found[-1] == last and not line[last.word].text.endswith(":"):
            found = [*found, *self._colon_below(found)]
        words = tuple(map(self._word, found))
        return Chain(label, tuple(found), words, box_around(words))

    def _colon_below(self, places: Sequence[Place]) -> Iterator[Place]:
        """The colon of a label that is alone under it, for its column has no room beside."""
        chain = [self._word(place) for place in places]
        left, right, last = min(word.x0 for word in chain), max(word.x1 for word in chain), chain[-1]
        size = last.bottom - last.top
        for number in range(places[-1].line + 1, len(self.lines)):
            below = self.lines[number]
            step = below.bottom - last.bottom
            if step > NEXT_LINE * size:
                break
            if step > 0.5 * size:
                under = [
                    Place(number, at)
                    for at, word in enumerate(below.words)
                    if word.x1 > left and word.x0 < right
                ]
                if len(under) == 1 and self._word(under[0]).text == ":":
                    yield under[0]
                break

    def chains_at(self, place: Place, openings: Openings) -> Iterator[Chain]:
        """The labels that begin at a place."""
        chains = (self._chain(place, label) for label, _ in openings.get(self._key(place), ()))
        yield from (chain for chain in chains if chain is not None)

    def begins_run(self, place: Place) -> bool:
        """Whether white space as wide as a character or more stands before a word on its line."""
        if place.word == 0:
            return True
        before, word = self.lines[place.line].words[place.word - 1 : place.word + 1]
        return word.x0 - before.x1 > RUN_GAP * (word.bottom - word.top)

    def chains_set_off(self, openings: Openings, is_set_off: Callable[[Word, Word], bool]) -> Iterator[Chain]:
        """The labels that begin no run, but whose first word something else sets off from the word before it."""
        for number, (line, keys) in enumerate(zip(self.lines, self._keys, strict=True)):
            if openings.keys().isdisjoint(keys):
                continue
            for at, key in enumerate(keys):
                if not at or key not in openings or not is_set_off(line.words[at - 1], line.words[at]):
                    continue
                place = Place(number, at)
                if not self.begins_run(place):
                    yield from self.chains_at(place, openings)

    def alone(self, chain: Chain, beside: Iterable[Place] = ()) -> bool:
        """Whether nothing else stands on the chain's lines, but for what is known to stand beside it."""
        taken = {*chain.places, *beside}
        return all(
            Place(number, at) in taken
            for number in {place.line for place in chain.places}
            for at in range(len(self.lines[number].words))
        )

    def _extend(self, places: list[Place], label: str, done: int) -> list[Place] | None:
        if done == len(label):
            return places
        if len(places) >= LONGEST:
            return None
        for place in self._after(places):
            part = self._key(place)
            beside = place.line == places[-1].line  # a dash between the words of a label folds to nothing
            if (part or beside) and label.startswith(part, done):
                found = self._extend([*places, place], label, done + len(part))
                if found is not None:
                    return found
        return None

    def _after(self, places: list[Place]) -> Iterator[Place]:
        """Where the next word of a label may stand: right of the last, under the label, or where the text flows on."""
        line_at, word_at = places[-1]
        words = self.lines[line_at].words
        last = words[word_at]
        size = last.bottom - last.top
        ends = word_at + 1 == len(words)
        gap = float("inf") if ends else words[word_at + 1].x0 - last.x1
        if gap <= NEXT_WORD * size:
            yield Place(line_at, word_at + 1)
        chain = [self._word(place) for place in places]
        left, right = min(word.x0 for word in chain), max(word.x1 for word in chain)
        flowing: list[Place] = []
        in_column = left >= chain[0].x0 - INDENT * size  # and did not flow on at a line's beginning
        for number in range(line_at + 1, len(self.lines)):
            below = self.lines[number]
            if below.bottom - last.bottom > NEXT_LINE * size:
                break
            if below.bottom - last.bottom > 0.5 * size:
                first = True
                for at, word in enumerate(below.words):
                    if word.x0 >= right:
                        break
                    # a word of the column beside may reach below the label, so the second one counts, too
                    if word.x1 > left and (first or in_column):
                        first = False
                        yield Place(number, at)
                if below.words[0].x1 <= left:
                    flowing.append(Place(number, 0))
        if ends:
            yield from flowing
        if NEXT_WORD * size < gap <= STRETCHED * size:
            yield Place(line_at, word_at + 1)

    def _key(self, place: Place) -> str:
        return self._keys[place.line][place.word]

    def _word(self, place: Place) -> Word:
        return self.lines[place.line].words[place.word]


def _folded(text: str, known: dict[str, str], fold: Fold) -> str:
    key = known.get(text)
    if key is None:
        key = known[text] = fold(text)
    return key


Openings = dict[str, tuple[tuple[str, str], ...]]
"""Each beginning of each label -> the labels that begin so, the longest first, each with its rest."""


def beginnings(labels: Iterable[str]) -> Openings:
    """How the words of folded labels may begin: any first part of one may stand alone."""
    table: dict[str, list[tuple[str, str]]] = {}
    for label in sorted(set(labels), key=lambda text: (-len(text), text)):
        for end in range(1, len(label) + 1):
            table.setdefault(label[:end], []).append((label, label[end:]))
    return {opening: tuple(labels) for opening, labels in table.items()}
