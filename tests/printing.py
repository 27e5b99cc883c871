"""Made-up schede printed anyhow: a strategy of looks, and a PDF of one in no time.

What varies: where pages end (their height), how wide columns are, how cells stand in their rows, which rules are
drawn, paddings, sizes and alignments, how far letters stand apart, whether a header is repeated or its labels stand on
end, whether a row may be cut by a page's end, and in what order and in how many pieces text is drawn. The content is
invented from a seed.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from samples.maker.blocks import Grid
from samples.maker.content import Report, gold
from samples.maker.invent import Shape, invent
from samples.maker.looks import Look
from samples.maker.platypus import MM, Drawing
from samples.maker.sections import WIDTHS

Widths = dict[str, tuple[float, ...]]
EFFECTS = ("centred-cells", "kerned", "nbsp", "orphans", "reversed", "rotated-heads")
"""What else a look may have that moves no words to other places than a person expects them at."""


@dataclass(frozen=True, slots=True)
class Printing:
    """What is printed and how."""

    reports: tuple[Report, ...]
    look: Look
    widths: Widths
    """By table: shares of the text width."""
    roomy: bool
    """Whether columns that are too narrow for a word are widened."""

    @property
    def truth(self) -> dict[str, Any]:
        """What is read of it, if all is well."""
        return gold(self.reports)

    def pdf(self) -> bytes:
        """The same bytes each time."""
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "scheda.pdf"
            _Widened(self.look, self.widths, self.roomy).write(self.reports, target)
            return target.read_bytes()


class _Widened(Drawing):
    """Draws tables in columns of the given widths."""

    def __init__(self, look: Look, widths: Widths, roomy: bool) -> None:
        super().__init__(look)
        self.widths, self.roomy = widths, roomy

    def _grid(self, grid: Grid) -> list[Any]:
        shares = self.widths.get(grid.kind, ())
        if len(shares) != len(grid.widths):  # time information in another form
            shares = grid.widths
        points = [share / sum(shares) * self.look.width * MM for share in shares]
        if self.roomy:
            points = _at_least(points, self._longest_words(grid))
        return super()._grid(replace(grid, widths=tuple(points)))

    def _longest_words(self, grid: Grid) -> list[float]:
        """What each column needs so that no word in it is broken."""
        size, needed = self.look.cell_size, [0.0] * len(grid.widths)
        cells = [
            *enumerate(grid.head),
            *((n, text) for row in grid.rows for n, cell in enumerate(row) for text in cell),
        ]
        for number, text in cells:
            widest = max((stringWidth(word, self.bold, size) for word in text.split()), default=0.0)
            needed[number] = max(needed[number], widest + 2 * self.look.padding + 1)
        return needed


def _at_least(points: list[float], needed: list[float]) -> list[float]:
    """Widths with the same sum, none smaller than needed: what some lack, the others give up by their room."""
    lacking = sum(max(0.0, need - width) for width, need in zip(points, needed, strict=True))
    room = sum(max(0.0, width - need) for width, need in zip(points, needed, strict=True))
    if lacking > room:
        raise TooNarrow
    keep = 1 - lacking / room if room else 1.0
    return [need + max(0.0, width - need) * keep for width, need in zip(points, needed, strict=True)]


class TooNarrow(Exception):
    """The page is too narrow for a table without broken words."""


def _shares(shares: tuple[float, ...]) -> st.SearchStrategy[tuple[float, ...]]:
    """Columns up to a third narrower or wider than these."""
    each = st.integers(67, 133)
    return st.tuples(*[each] * len(shares)).map(
        lambda drawn: tuple(share * part / 100 for share, part in zip(shares, drawn, strict=True))
    )


widths = st.sampled_from(sorted(WIDTHS)).flatmap(
    lambda name: st.fixed_dictionaries({kind: _shares(shares) for kind, shares in WIDTHS[name].items()})
)


@st.composite
def looks(draw: st.DrawFn) -> Look:
    """Any look of a report whose pages may end anywhere."""
    return Look(
        name="any",
        producer="reportlab",
        font=draw(st.sampled_from(["sans", "serif"])),
        size=draw(st.sampled_from([8, 9, 10])),
        cell_size=draw(st.sampled_from([7, 8, 9])),
        page=(210, draw(st.integers(150, 420))),
        header=draw(st.sampled_from(["columns", "ruled", "inline", "narrow", "above", "paired"])),
        heading=draw(st.sampled_from(["bar", "bold", "box", "underline"])),
        rules=draw(st.sampled_from(["grid", "horizontal", "vertical", "zebra", "shade", "box", "none"])),
        padding=draw(st.integers(2, 6)),
        valign=draw(st.sampled_from(["top", "middle", "bottom"])),
        numbers=draw(st.sampled_from(["left", "center", "right"])),
        repeat_header=draw(st.booleans()),
        split_rows=draw(st.booleans()),
        head=draw(st.sampled_from(["", "address", "line"])),
        times=draw(st.sampled_from(["inline", "table", "headed", "lines"])),
        paragraphs=draw(st.sampled_from(["gap", "line"])),
        empty_table=draw(st.sampled_from(["head", "nothing"])),
        spacing=draw(st.sampled_from([0, 0, 0.5, 0.9])),
        date=draw(st.sampled_from(["-", "/", "."])),
        euro=draw(st.sampled_from(["", "", "before", "after"])),
        thousands=draw(st.booleans()),
        staff=draw(st.sampled_from(["prefixed", "plain"])),
        justify=draw(st.booleans()),
        effects=frozenset({"standard-fonts"}) | draw(st.frozensets(st.sampled_from(EFFECTS), max_size=2)),
    )


@st.composite
def printings(draw: st.DrawFn, roomy: bool) -> Printing:
    """One report with one scheda or two, in any look. In a roomy one no word is broken by a narrow column.

    A page's end cuts a row only where the rows of the table are drawn: of a cut row with neither rules nor shading
    nobody can say for certain which of its lines belong to it.
    """
    seed = draw(st.integers(0, 10_000))
    shape = Shape(schede=(1, draw(st.integers(1, 2))), longest_cell=12)
    look = draw(looks())
    if roomy and look.justify:  # a paragraph's last line may be as full as all others
        look = replace(look, paragraphs="gap")
    if look.rules not in ("grid", "horizontal"):
        look = replace(look, split_rows=False)
    return Printing(invent(f"any {seed}", shape), look, draw(widths), roomy)
