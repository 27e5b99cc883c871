"""Imported by the server that workers are forked from: they start quickly, and share what it has loaded."""

from __future__ import annotations

from extractor.batch import worker  # noqa: F401
from extractor.batch.warm import warm_up

warm_up()
