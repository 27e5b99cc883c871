"""Ruling lines and filled areas of a page, from pdfium's path objects."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import addressof, c_float, c_int
from itertools import repeat
from math import sqrt

from extractor import native
from extractor.page import pdfium_api as api
from extractor.page.drawing import THIN, Drawing, Point, bounds, is_speck
from extractor.page.model import Box, Fill, Rule
from extractor.page.space import IDENTITY, Matrix, PageSpace, combined

DEEPEST_FORM = 12
"""Forms may hold forms; deeper than this it is an attack or a loop."""
SINGLE_SEGMENTS = 6
"""A filled path of at most so many segments is one area; more may be a whole grid."""


def read_shapes(page: int, space: PageSpace) -> Drawing:
    """Every rule, fill and image of a page, forms included."""
    if native.core is not None:
        drawing = Drawing()
        found = drawing.rules, drawing.fills, drawing.images, drawing.backdrops
        native.core.read_shapes(api.ADDRESSES, page, space.values, Rule, Fill, *found)
    else:
        walk = _Walk(space)
        walk.objects(page, api.object_count, api.object_at, IDENTITY, 0)
        drawing = walk.drawing
    drawing.join_dots()
    return drawing


class _Walk:
    """One pass over a page's objects; output arguments are allocated once."""

    def __init__(self, space: PageSpace) -> None:
        self.space = space
        self.drawing = Drawing()
        self._corner_values = api.Floats4()
        base = addressof(self._corner_values)
        self._corners = (base, base + 4, base + 8, base + 12)
        self._rgba = api.Uints4()
        base = addressof(self._rgba)
        self._channels = (base, base + 4, base + 8, base + 12)
        self._fill_mode, self._stroked = c_int(), c_int()
        self._modes = (addressof(self._fill_mode), addressof(self._stroked))

    def objects(
        self, owner: int, count: Callable[..., int], at: Callable[..., int], matrix: Matrix, depth: int
    ) -> None:
        """Walk a page's or a form's objects; most are text, which is read elsewhere."""
        items = list(map(at, repeat(owner), range(count(owner))))
        for item, kind in zip(items, map(api.object_type, items), strict=True):
            if kind == api.TEXT:
                continue
            if kind == api.PATH:
                self._path(item, matrix)
            elif kind == api.FORM and depth < DEEPEST_FORM:
                inner = self._matrix(item, matrix)
                self.objects(item, api.form_object_count, api.form_object_at, inner, depth + 1)
            elif kind == api.IMAGE and (box := self._bounds(item, matrix)):
                self.drawing.add_image(box)
            elif kind == api.SHADING and (box := self._bounds(item, matrix)):
                self.drawing.backdrops.append(box)

    def _path(self, path: int, matrix: Matrix) -> None:
        box = self._bounds(path, matrix)
        if box is None:
            return
        wide, tall = box[2] - box[0], box[3] - box[1]
        if is_speck(wide, tall):
            return
        api.path_draw_mode(path, *self._modes)
        stroked, filled = self._stroked.value, self._fill_mode.value
        if wide <= THIN or tall <= THIN:
            if stroked or filled:
                self.drawing.rules.append(Rule(*box))
        elif stroked or (filled and api.path_segment_count(path) > SINGLE_SEGMENTS):
            self._subpaths(path, matrix, bool(stroked), bool(filled))
        elif filled:
            self.drawing.add_area(box, self._is_white(path))

    def _bounds(self, item: int, matrix: Matrix) -> Box | None:
        if not api.object_bounds(item, *self._corners):
            return None
        left, bottom, right, top = self._corner_values
        if matrix is not IDENTITY:
            a, b, c, d, e, f = matrix
            corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
            left, bottom, right, top = bounds(corners)
        return self.space.box(left, bottom, right, top)

    def _subpaths(self, path: int, matrix: Matrix, stroked: bool, filled: bool) -> None:
        """A path that may draw several lines or areas at once."""
        whole = self._matrix(path, matrix)  # points are in the path's own space, unlike its bounds
        white = filled and self._is_white(path)
        width = c_float()
        api.object_stroke_width(path, addressof(width))
        for points in self._points(path, whole):
            if filled:
                self.drawing.add_area(bounds(points), white)
            if stroked:
                across = sqrt(whole[0] * whole[0] + whole[1] * whole[1])  # exact: C has the same
                self.drawing.add_strokes(points, width.value * across)

    def _points(self, path: int, matrix: Matrix) -> list[list[Point]]:
        subpaths: list[list[Point]] = []
        x, y = c_float(), c_float()
        a, b, c, d, e, f = matrix
        for index in range(api.path_segment_count(path)):
            segment = api.path_segment_at(path, index)
            api.segment_point(segment, addressof(x), addressof(y))
            if api.segment_type(segment) == api.MOVE_TO or not subpaths:
                subpaths.append([])
            px, py = x.value, y.value
            subpaths[-1].append(self.space.point(a * px + c * py + e, b * px + d * py + f))
            if api.segment_closes(segment):
                subpaths[-1].append(subpaths[-1][0])
        return [points for points in subpaths if len(points) > 1]

    def _is_white(self, path: int) -> bool:
        api.object_fill_color(path, *self._channels)
        red, green, blue, alpha = self._rgba
        return not alpha or min(red, green, blue) >= api.NEARLY_WHITE

    def _matrix(self, item: int, outer: Matrix) -> Matrix:
        own = api.Floats6()
        if not api.object_matrix(item, addressof(own)):
            return outer
        a, b, c, d, e, f = own
        return combined((a, b, c, d, e, f), outer)
