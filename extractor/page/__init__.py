"""Reading pages: the only room that knows a PDF engine."""

from __future__ import annotations

from extractor.page.cleaning import STRANGE
from extractor.page.model import Box, Fill, Page, Rule, Word
from extractor.page.reader import READERS, Reader, open_reader

__all__ = ["READERS", "STRANGE", "Box", "Fill", "Page", "Reader", "Rule", "Word", "open_reader"]
