"""Ruling lines and filled areas of a page, from pdfium's path objects."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import addressof, byref, c_float, c_int
from dataclasses import dataclass
from itertools import repeat

from extractor.page import pdfium_api as api
from extractor.page.model import Box, Fill, Rule
from extractor.page.space import PageSpace

THIN = 2.5
"""Points: a filled or stroked area thinner than this is a line."""
SHORTEST = 3.0
"""Points: a line shorter than this rules nothing."""
DEEPEST_FORM = 12
NEARLY_WHITE = 247
SINGLE_SEGMENTS = 6
"""A path of at most so many segments is one line or one rectangle; more may be a whole grid."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Shapes:
    """What is drawn on a page besides text."""

    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    images: int


def read_shapes(page: int, space: PageSpace) -> Shapes:
    """Every rule, fill and image of a page, forms included."""
    walk = _Walk(space)
    walk.objects(page, api.object_count, api.object_at, IDENTITY, 0)
    return Shapes(tuple(walk.rules), tuple(walk.fills), walk.images)


class _Walk:
    """One pass over a page's objects; output arguments are allocated once."""

    def __init__(self, space: PageSpace) -> None:
        self.space = space
        self._offset = None if space.rotation else (space.left, space.top)
        self.rules: list[Rule] = []
        self.fills: list[Fill] = []
        self.images = 0
        self._four = api.Floats4()
        base = addressof(self._four)
        self._corners = (base, base + 4, base + 8, base + 12)
        self._rgba = api.Uints4()
        base = addressof(self._rgba)
        self._channels = (base, base + 4, base + 8, base + 12)
        self._fill_mode, self._stroked = c_int(), c_int()
        self._modes = (addressof(self._fill_mode), addressof(self._stroked))

    def objects(
        self, owner: int, count: Callable[..., int], at: Callable[..., int], matrix: Matrix, depth: int
    ) -> None:
        path, form, image, text = api.PATH, api.FORM, api.IMAGE, api.TEXT
        items = list(map(at, repeat(owner), range(count(owner))))
        for item, kind in zip(items, map(api.object_type, items), strict=True):
            if kind == text:
                continue
            if kind == path:
                self._path(item, matrix)
            elif kind == image:
                self.images += 1
            elif kind == form and depth < DEEPEST_FORM:
                inner = self._form_matrix(item, matrix)
                self.objects(item, api.form_object_count, api.form_object_at, inner, depth + 1)

    def _form_matrix(self, form: int, outer: Matrix) -> Matrix:
        own = api.Floats6()
        if not api.object_matrix(form, byref(own)):
            return outer
        a, b, c, d, e, f = own
        oa, ob, oc, od, oe, of = outer
        return (
            a * oa + b * oc,
            a * ob + b * od,
            c * oa + d * oc,
            c * ob + d * od,
            e * oa + f * oc + oe,
            e * ob + f * od + of,
        )

    def _path(self, path: int, matrix: Matrix) -> None:
        if not api.object_bounds(path, *self._corners):
            return
        left, bottom, right, top = self._four
        if matrix is not IDENTITY:
            left, bottom, right, top = _through(matrix, left, bottom, right, top)
        if self._offset is None:
            box = self.space.box(left, bottom, right, top)
        else:
            x, y = self._offset
            box = (left - x, y - top, right - x, y - bottom)
        wide, tall = box[2] - box[0], box[3] - box[1]
        if wide < SHORTEST and tall < SHORTEST:
            return
        api.path_draw_mode(path, *self._modes)
        stroked, filled = self._stroked.value, self._fill_mode.value
        if wide <= THIN or tall <= THIN:
            if stroked or filled:
                self.rules.append(Rule(*box))
        elif api.path_segment_count(path) > SINGLE_SEGMENTS:
            self._many_segments(path, matrix, bool(stroked), bool(filled))
        else:
            if filled:
                self._fill(path, box)
            if stroked:
                self._outline(path, box)

    def _fill(self, path: int, box: Box) -> None:
        api.object_fill_color(path, *self._channels)
        red, green, blue, alpha = self._rgba
        if alpha and min(red, green, blue) < NEARLY_WHITE:
            self.fills.append(Fill(*box))

    def _outline(self, path: int, box: Box) -> None:
        """The four edges of a stroked rectangle; a slanted stroke rules nothing."""
        if api.path_segment_count(path) < 4:
            return
        width = c_float()
        api.object_stroke_width(path, addressof(width))
        x0, top, x1, bottom = box
        half = min(width.value, THIN)
        self.rules += [
            Rule(x0, top, x1, top + half),
            Rule(x0, bottom - half, x1, bottom),
            Rule(x0, top, x0 + half, bottom),
            Rule(x1 - half, top, x1, bottom),
        ]

    def _many_segments(self, path: int, matrix: Matrix, stroked: bool, filled: bool) -> None:
        """A path that draws several lines or rectangles at once, subpath by subpath."""
        for points in self._subpaths(path, matrix):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            wide, tall = box[2] - box[0], box[3] - box[1]
            if wide < SHORTEST and tall < SHORTEST:
                continue
            if wide <= THIN or tall <= THIN:
                self.rules.append(Rule(*box))
                continue
            if filled:
                self._fill(path, box)
            if stroked:
                for (xa, ya), (xb, yb) in zip(points, points[1:], strict=False):
                    if abs(xa - xb) <= THIN or abs(ya - yb) <= THIN:
                        self.rules.append(Rule(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)))

    def _subpaths(self, path: int, matrix: Matrix) -> list[list[tuple[float, float]]]:
        subpaths: list[list[tuple[float, float]]] = []
        x, y = c_float(), c_float()
        for index in range(api.path_segment_count(path)):
            segment = api.path_segment_at(path, index)
            api.segment_point(segment, addressof(x), addressof(y))
            a, b, c, d, e, f = self._path_matrix(path, matrix)
            px, py = x.value, y.value
            point = self.space.point(a * px + c * py + e, b * px + d * py + f)
            if api.segment_type(segment) == api.MOVE_TO or not subpaths:
                subpaths.append([])
            subpaths[-1].append(point)
        return [points for points in subpaths if len(points) > 1]

    def _path_matrix(self, path: int, outer: Matrix) -> Matrix:
        """Segment points are in the path's own space, unlike its bounds."""
        return self._form_matrix(path, outer)


def _through(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
