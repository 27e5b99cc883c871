"""Many documents: which files, one row for each, and a run that one bad file does not stop."""

from __future__ import annotations

from extractor.batch.results import Result, Summary
from extractor.batch.run import convert

__all__ = ["Result", "Summary", "convert"]
