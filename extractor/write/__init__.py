"""Destinations: one module each. None of them knows how a document was read."""

from __future__ import annotations
