"""Two folders change places at one moment, where the system can."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

AT_FDCWD = -100
SWAP = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS have the same value."""


def exchange(new: Path, old: Path) -> None:
    """Put a folder in another's place, and that one in its place.

    At each moment a reader finds one of the two whole under `old`. On file systems that cannot exchange (NFS,
    for instance) the old one is moved away first: for that moment a reader finds nothing, which is an error
    of its own, and never half of one and half of the other.
    """
    if not old.exists():
        new.rename(old)
    elif not _swapped(os.fsencode(new), os.fsencode(old)):
        away = _away(old)
        old.rename(away)
        new.rename(old)
        away.rename(new)


def finish_exchange(old: Path) -> None:
    """Put things right when a process was killed in the middle of an exchange."""
    away = _away(old)
    if away.exists():
        if old.exists():
            shutil.rmtree(away)
        else:
            away.rename(old)


def _away(old: Path) -> Path:
    return old.with_name(f".{old.name}.old")


def _swapped(one: bytes, other: bytes) -> bool:
    library = ctypes.CDLL(None, use_errno=True)
    with suppress(AttributeError):  # an old C library
        if sys.platform == "darwin":
            return bool(library.renamex_np(one, other, SWAP) == 0)
        return bool(library.renameat2(AT_FDCWD, one, AT_FDCWD, other, SWAP) == 0)
    return False
