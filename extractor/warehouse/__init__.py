"""Converted folders in databases and data frames: schema, load, views."""

from __future__ import annotations

from extractor.warehouse.load import Loaded, load
from extractor.warehouse.read import read

__all__ = ["Loaded", "load", "read"]
