"""Ruling lines, shading and what text may stand on, gathered from an engine's drawing operations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.page.model import Box, Fill, Rule

Point = tuple[float, float]

THIN = 2.5
"""Points: a filled or stroked area thinner than this is a line."""
SHORTEST = 3.0
"""Points: a line shorter than this rules nothing."""
DOTS = 4
"""Dots in a row that rule like a line …"""
APART = 3.0
"""… as far apart as so many of them at most."""
LEVEL = 0.5
"""Points that the ends of a straight line may be out of level or plumb."""


class Drawing:
    """What is drawn on one page besides text, in shown coordinates."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.fills: list[Fill] = []
        self.images: list[Box] = []
        self.backdrops: list[Box] = []
        """Shading and images: white text on one of them can be seen."""

    def add_image(self, box: Box) -> None:
        """An image, which may be white or dark."""
        self.images.append(box)
        self.backdrops.append(box)

    def add_area(self, box: Box, white: bool) -> None:
        """A filled area of any shape, by its bounds; a thin one is a line, a small one a dot."""
        wide, tall = box[2] - box[0], box[3] - box[1]
        if is_speck(wide, tall):
            return
        if wide <= THIN or tall <= THIN:
            if not white:
                self.rules.append(Rule(*box))
        elif not white:
            self.fills.append(Fill(*box))
            self.backdrops.append(box)

    def join_dots(self) -> None:
        """Put the lines that dots draw in the place of the dots, once everything is drawn."""
        dots = [rule for rule in self.rules if _is_dot(rule)]
        if dots:
            self.rules = [rule for rule in self.rules if not _is_dot(rule)]
            self.rules += _dotted(dots, 0)
            self.rules += _dotted(dots, 1)

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


def is_speck(wide: float, tall: float) -> bool:
    """Whether a filled area is too short for a line and too large for a dot of one."""
    return max(wide, tall) < SHORTEST and max(wide, tall) > THIN


def _is_dot(rule: Rule) -> bool:
    return rule.x1 - rule.x0 < SHORTEST and rule.bottom - rule.top < SHORTEST


def _dotted(dots: Iterable[Rule], along: int) -> list[Rule]:
    """The lines of dots that stand beside one another (0) or below one another (1)."""
    across = 1 - along
    ordered = sorted(dots, key=lambda dot: (round(dot[across], 1), round(dot[across + 2], 1), dot[along]))
    lines: list[Rule] = []
    run: list[Rule] = []
    for dot in [*ordered, None]:
        if run and dot and _follows(run[-1], dot, along):
            run.append(dot)
            continue
        if len(run) >= DOTS and run[-1][along + 2] - run[0][along] >= SHORTEST:
            lines.append(Rule(*bounds([(x, y) for each in run for x, y in (each[:2], each[2:])])))
        run = [dot] if dot else []
    return lines


def _follows(before: Rule, dot: Rule, along: int) -> bool:
    across = 1 - along
    level = all(abs(before[edge] - dot[edge]) <= LEVEL / 2 for edge in (across, across + 2))
    ahead, size = dot[along] - before[along + 2], before[along + 2] - before[along]
    return level and -size <= ahead <= APART * size
