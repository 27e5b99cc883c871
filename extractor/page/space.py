"""From PDF user space (origin bottom left, unrotated) to the page as it is shown."""

from __future__ import annotations

from extractor.page.model import Box


class PageSpace:
    """The visible box of a page in user space and its rotation in quarter turns clockwise."""

    __slots__ = ("bottom", "height", "left", "right", "rotation", "top", "width")

    def __init__(self, left: float, bottom: float, right: float, top: float, rotation: int) -> None:
        self.left, self.bottom, self.right, self.top = left, bottom, right, top
        self.rotation = rotation % 4
        across, along = right - left, top - bottom
        self.width, self.height = (along, across) if self.rotation % 2 else (across, along)

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
        xa, ya = self.point(left, bottom)
        xb, yb = self.point(right, top)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)

    def shows(self, box: Box) -> bool:
        """Whether the middle of a box lies on the visible page."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return 0 <= x <= self.width and 0 <= y <= self.height
