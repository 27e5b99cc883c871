"""Banks of Italian phrases, kept in `phrases.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def bank(name: str) -> tuple[str, ...]:
    """The phrases of one bank."""
    return tuple(_banks()[name])


@cache
def _banks() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
