"""From PDF user space (origin bottom left, unrotated) to the page as it is shown."""

from __future__ import annotations

from extractor.page.model import Box

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def combined(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does first one and then the other."""
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


class PageSpace:
    """The visible box of a page in user space and its rotation in quarter turns clockwise."""

    __slots__ = ("bottom", "height", "left", "right", "rotation", "top", "width")

    def __init__(self, left: float, bottom: float, right: float, top: float, rotation: int) -> None:
        self.left, self.bottom, self.right, self.top = left, bottom, right, top
        self.rotation = rotation % 4
        across, along = right - left, top - bottom
        self.width, self.height = (along, across) if self.rotation % 2 else (across, along)

    @property
    def values(self) -> tuple[float, float, float, float, float, float, int]:
        """Its box in user space, its size as shown and its rotation."""
        return self.left, self.bottom, self.right, self.top, self.width, self.height, self.rotation

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point in shown coordinates."""
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box in shown coordinates."""
        if self.rotation == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        xa, ya = self.point(left, bottom)
        xb, yb = self.point(right, top)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
