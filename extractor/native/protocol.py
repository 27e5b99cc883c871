"""What the C helper offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from extractor.layout.chains import Chain, Openings, Place
from extractor.layout.lines import Line
from extractor.page.model import Box, Fill, Rule, Word

SpaceValues = tuple[float, float, float, float, float, float, int]
"""Left, bottom, right, top in user space; width and height as shown; rotation in quarter turns."""


class Core(Protocol):
    """The module `extractor.native._core`; `pdfium` are the functions' addresses, in the order of `core.h`."""

    def read_words(
        self,
        pdfium: bytes,
        text_page: int,
        space: SpaceValues,
        word: type[Word],
        cuts: list[Rule],
        words: list[Word],
        style: Callable[[Any], Any],
        measure: Callable[..., float],
        odd: Callable[..., None],
    ) -> int:
        """Add the plain words of a page to a list and hand the others to `odd`; how many are hidden.

        -1, and nothing is done, where the file does not tell some letter.
        """

    def has_doubles(self, words: list[Word]) -> bool:
        """Tell whether a word stands where the same word stood last."""

    def read_shapes(
        self,
        pdfium: bytes,
        page: int,
        space: SpaceValues,
        rule: type[Rule],
        fill: type[Fill],
        rules: list[Rule],
        fills: list[Fill],
        images: list[Box],
        backdrops: list[Box],
    ) -> None:
        """Add what a page draws to the lists."""

    def make_line(self, line: type[Line], page: int, words: Iterable[Word]) -> Line:
        """Make a line of words, of which there must be one at least."""

    def group_lines(self, line: type[Line], page: int, words: Iterable[Word]) -> list[Line]:
        """Make all lines of words, from top to bottom."""

    def inner_words(self, lines: Iterable[Line]) -> set[str]:
        """Collect the words inside lines that stand close to both their neighbours."""

    def places_of(self, lines: Iterable[Line]) -> tuple[tuple[int, Box], ...]:
        """Give the page and box of lines, one a page."""

    def find_chains(
        self,
        types: tuple[type[Chain], type[Place]],
        lines: list[Line],
        keys: list[list[str]],
        openings: Openings,
        between: list[tuple[float, float]] | None,
        runs: bool,
    ) -> list[Chain]:
        """Find labels among lines, given the folded words of each."""

    def fold_words(
        self, lines: list[Line], known: dict[str, str], fold: Callable[[str], str]
    ) -> list[list[str]]:
        """Fold the words of lines, each word that is not known yet by a call."""

    def lay_rows(
        self,
        cells: list[list[Line]],
        known: list[bytearray],
        fits: Callable[[int, Sequence[Line]], bool],
        gaps: list[tuple[float, float]],
        tops: list[float],
        bottoms: list[float],
        open_top: bool,
        open_bottom: bool,
        alignment: int,
        unit: float,
    ) -> tuple[float, list[float]]:
        """Lay the boundaries of a band's rows: their cost, and where they are; what fits is noted in `known`."""

    def text_numbers(self, pdfium: bytes, text_page: int) -> tuple[str, ...]:
        """Collect the numbers of a page's whole text, sorted."""

    def word_numbers(self, words: Sequence[Word], sideways: Sequence[Word]) -> tuple[str, ...]:
        """Collect the numbers of a page's words, sorted."""
