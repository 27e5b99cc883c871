"""The loops that cost most, in C: `core` is the helper where it was built, else None.

Whatever it does, Python code beside its caller does too, to the same bytes. SCHEDE_PURE_PYTHON=1 leaves it aside.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from extractor.native.protocol import Core

__all__ = ["core"]


def _load() -> Core | None:
    if os.environ.get("SCHEDE_PURE_PYTHON", "0") != "0":
        return None
    try:
        return cast("Core", import_module("extractor.native._core"))
    except ImportError:
        return None


core = _load()
