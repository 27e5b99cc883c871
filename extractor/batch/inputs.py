"""Which files a run is about."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.errors import UsageError


def find_inputs(given: Iterable[str | Path]) -> list[Path]:
    """The files to convert: those given as they are, and the PDFs below each folder given, by name.

    In a folder, `.pdf` counts in any case; hidden files and folders, devices and links to folders do not
    count. What cannot be looked at stays in the list: to convert it gives the error that says why.

    Raises:
        UsageError: there is no file at all.
    """
    places = [Path(place) for place in given]
    found: dict[Path, None] = {}
    for place in places:
        found.update(dict.fromkeys(_below(place) if _is_folder(place) else [place]))
    if not found:
        where = ", ".join(map(str, places)) or "what was given"
        raise UsageError(f"there is no PDF in {where}")
    return list(found)


def _is_folder(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:  # it stands in a folder that may not be entered
        return False


def _below(folder: Path) -> list[Path]:
    return sorted(_walk(folder), key=os.fsencode)


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if name.lower().endswith(".pdf") and not name.startswith(".") and not _is_special(path):
                yield path
    yield from closed


def _is_special(path: Path) -> bool:
    """A pipe, a socket or a device: to read it could take for ever."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False
