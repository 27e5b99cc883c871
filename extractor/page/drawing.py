"""Ruling lines, shading and what text may stand on, gathered from an engine's drawing operations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.page.model import Box, Fill, Rule

Point = tuple[float, float]

THIN = 2.5
"""Points: a filled or stroked area thinner than this is a line."""
SHORTEST = 3.0
"""Points: a line shorter than this rules nothing."""
LEVEL = 0.5
"""Points that the ends of a straight line may be out of level or plumb."""


class Drawing:
    """What is drawn on one page besides text, in shown coordinates."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.fills: list[Fill] = []
        self.images = 0
        self.backdrops: list[Box] = []
        """Shading and images: white text on one of them can be seen."""

    def add_image(self, box: Box) -> None:
        """Count an image."""
        self.images += 1
        self.backdrops.append(box)

    def add_area(self, box: Box, white: bool) -> None:
        """A filled area of any shape, by its bounds; a thin one is a line, a small one nothing."""
        wide, tall = box[2] - box[0], box[3] - box[1]
        if wide < SHORTEST and tall < SHORTEST:
            return
        if wide <= THIN or tall <= THIN:
            if not white:
                self.rules.append(Rule(*box))
        elif not white:
            self.fills.append(Fill(*box))
            self.backdrops.append(box)

    def add_strokes(self, points: Sequence[Point], width: float) -> None:
        """The level and upright edges of a stroked line; a slanted one rules nothing."""
        half = min(width, THIN) / 2
        for (xa, ya), (xb, yb) in pairwise(points):
            wide, tall = abs(xa - xb), abs(ya - yb)
            if min(wide, tall) <= LEVEL and max(wide, tall) >= SHORTEST:
                x0, x1 = (
                    (min(xa, xb), max(xa, xb)) if wide >= tall else (min(xa, xb) - half, max(xa, xb) + half)
                )
                y0, y1 = (
                    (min(ya, yb), max(ya, yb)) if tall > wide else (min(ya, yb) - half, max(ya, yb) + half)
                )
                self.rules.append(Rule(x0, y0, x1, y1))


def bounds(points: Sequence[Point]) -> Box:
    """The box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
