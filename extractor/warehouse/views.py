"""The views: questions that people ask, in SQL that DuckDB and PostgreSQL both understand."""

from __future__ import annotations

from importlib.resources import files

VIEWS = (
    "indicator_details",
    "achievement_by_area",
    "objectives_below_target",
    "late_phases",
    "objectives_over_years",
    "objective_staff",
)
"""In the order in which they are made: each may use those before it."""


def view(name: str) -> str:
    """The statement that makes a view, or makes it again."""
    return files("extractor.warehouse").joinpath("views", f"{name}.sql").read_text(encoding="utf-8")
