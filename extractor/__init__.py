"""Schede obiettivo of Italian municipalities: from PDF to typed records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.api import extract, to_frames
    from extractor.batch import convert
    from extractor.evaluation import evaluate
    from extractor.explanation import explain
    from extractor.warehouse import load, read

__all__ = ["__version__", "convert", "evaluate", "explain", "extract", "load", "read", "to_frames"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load the library when something of it is used, so that `--help` stays instant."""
    if name in {"extract", "to_frames"}:
        from extractor import api

        return getattr(api, name)
    if name == "convert":
        from extractor.batch import convert

        return convert
    if name == "evaluate":
        from extractor.evaluation import evaluate

        return evaluate
    if name == "explain":
        from extractor.explanation import explain

        return explain
    if name in {"load", "read"}:
        from extractor import warehouse

        return getattr(warehouse, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
