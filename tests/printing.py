"""Made-up schede printed anyhow: a strategy of looks, and a PDF of one in no time.

What varies: where pages end (their height), how wide columns are, how cells stand in their rows, which rules are
drawn, paddings, sizes and alignments, whether a header is repeated and whether a row may be cut by a page's end. The
content is invented from a seed.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from samples.maker.blocks import Grid
from samples.maker.content import Report, gold
from samples.maker.invent import Shape, invent
from samples.maker.looks import Look
from samples.maker.platypus import Drawing
from samples.maker.sections import WIDTHS

Widths = dict[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Printing:
    """What is printed and how."""

    reports: tuple[Report, ...]
    look: Look
    widths: Widths
    """By table: shares of the text width."""

    @property
    def truth(self) -> dict[str, Any]:
        """What is read of it, if all is well."""
        return gold(self.reports)

    def pdf(self) -> bytes:
        """The same bytes each time."""
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "scheda.pdf"
            _Widened(self.look, self.widths).write(self.reports, target)
            return target.read_bytes()


class _Widened(Drawing):
    """Draws tables in columns of the given widths."""

    def __init__(self, look: Look, widths: Widths) -> None:
        super().__init__(look)
        self.widths = widths

    def _grid(self, grid: Grid) -> list[Any]:
        return super()._grid(replace(grid, widths=self.widths.get(grid.kind, grid.widths)))


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
        header=draw(st.sampled_from(["columns", "ruled", "inline"])),
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
        effects=frozenset({"standard-fonts"}),
    )


@st.composite
def printings(draw: st.DrawFn) -> Printing:
    """One report with one scheda or two, in any look."""
    seed = draw(st.integers(0, 10_000))
    shape = Shape(schede=(1, draw(st.integers(1, 2))), longest_cell=12)
    return Printing(invent(f"any {seed}", shape), draw(looks()), draw(widths))
