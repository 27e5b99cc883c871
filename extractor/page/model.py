"""What a page is to the rest of the program: words, ruling segments and filled boxes.

All coordinates are points (1/72 inch) in the page as it is shown: crop box and rotation applied,
origin at the top left, y growing downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""
DESCENT = 0.22
"""Font sizes that a word's box reaches below the baseline; the box is one font size tall."""
MOST = 0.5
"""Share of a page's area that the images of a scan have, be it in strips; no letterhead has as much."""


class Word(NamedTuple):
    """A run of printed characters without white space; a tuple because a page has hundreds."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool
    glued: bool
    """Printed right after the word before it, with no white space between."""
    spaced: bool
    """Followed by a printed space: some programs print one where a line ends between two words."""

    @property
    def size(self) -> float:
        """Font size: both readers give boxes as tall as the font."""
        return self.bottom - self.top

    @property
    def box(self) -> Box:
        """The box alone."""
        return self[1:5]


class Rule(NamedTuple):
    """A straight horizontal or vertical line, drawn as a stroke or as a thin filled rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Wider than tall."""
        return self.x1 - self.x0 >= self.bottom - self.top


class Fill(NamedTuple):
    """A filled area that is not white: shading behind a heading, a header row or every other row."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page, read once."""

    number: int
    """From 1."""
    width: float
    height: float
    words: tuple[Word, ...]
    """In the order of the content stream."""
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    sideways: tuple[Word, ...] = ()
    """Words that do not run from left to right on the shown page, such as a watermark."""
    hidden_words: int = 0
    """Words that the page carries but does not show."""
    images: tuple[Box, ...] = ()
    numbers: tuple[str, ...] | None = None
    """The numbers in the page's text as the engine gives it whole, sorted; None where it gives no such text."""

    @property
    def is_picture(self) -> bool:
        """Whether images are all that it shows, or most."""
        area = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in self.images)
        return area > MOST * self.width * self.height or bool(self.images and not self.words)
