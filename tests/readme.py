"""What the README shows, taken apart: queries with the tables printed under them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

_SHOWN = re.compile(r"```sql\n(?P<query>[^`]+)```\n\n(?P<table>(?:\|[^\n]*\|\n)+)")


def shown(readme: Path) -> list[tuple[str, str]]:
    """Each query that has its output under it, with that output."""
    return [
        (match["query"], match["table"].rstrip("\n"))
        for match in _SHOWN.finditer(readme.read_text(encoding="utf-8"))
    ]


def as_markdown(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The answer of a query as the README prints it; null is an empty cell."""
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(
        "| " + " | ".join("" if cell is None else str(cell) for cell in line) + " |" for line in lines
    )
