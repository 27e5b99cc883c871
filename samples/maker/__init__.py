"""Draws the sample PDFs: the truth is written first, then printed in many looks."""

from __future__ import annotations
