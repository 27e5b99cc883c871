"""Where a value comes from, for people: what is printed, where, by which rule, and what is in doubt about it."""

from __future__ import annotations

from extractor.explanation.picture import picture
from extractor.explanation.reading import Explanation, PrintedAt, explain
from extractor.explanation.show import show

__all__ = ["Explanation", "PrintedAt", "explain", "picture", "show"]
