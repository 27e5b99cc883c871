"""Files behind URLs, by whatever protocol fsspec knows: only where a URL is given is anything fetched."""

from __future__ import annotations

import glob
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor.errors import FileUnreadable, SchedeError, UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Found:
    """A file behind a URL."""

    url: str
    size: int | None = None
    signature: str | None = None
    error: SchedeError | None = None


def is_url(place: str) -> bool:
    """Whether a place is named by a protocol."""
    return URL.match(place) is not None


def open_url(url: str) -> tuple[AbstractFileSystem, str]:
    """The file system behind a URL, and the path in it.

    Raises:
        UsageError: nothing here speaks that protocol.
    """
    from fsspec.core import url_to_fs

    try:
        # What a listing said a minute ago is not what is there now.
        system, path = url_to_fs(url, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        raise UsageError(
            f"{url} cannot be opened: {error}; for s3:// install schede-obiettivo[s3]"
        ) from error
    return system, path


@contextmanager
def faults() -> Iterator[None]:
    """What libraries of many protocols raise, as OSError: they have no common class of their own."""
    try:
        yield
    except (OSError, SchedeError):
        raise
    except Exception as error:
        raise OSError(None, f"{type(error).__name__}: {error}") from error


def find(url: str) -> Iterator[Found]:
    """The file at a URL, or the PDFs and zip archives below it, or those that match its pattern."""
    system, path = open_url(url)
    try:
        with faults():
            if glob.has_magic(path):
                found = system.glob(path, detail=True)
            elif system.isdir(path):
                found = system.find(path, detail=True)
            else:
                found = {path: system.info(path)}
    except OSError as error:
        yield Found(url, error=FileUnreadable(f"it cannot be read: {error.strerror or error}"))
        return
    alone = len(found) == 1 and path in found
    for place, info in sorted(found.items()):
        name = place.rpartition("/")[2].lower()
        counts = name.endswith((".pdf", ".zip")) and not name.startswith(".")
        if info.get("type") == "file" and (alone or counts):
            yield Found(system.unstrip_protocol(place), info.get("size"), _signature(info))


def _signature(info: dict[str, Any]) -> str | None:
    """An entity tag says most; without one, size and time."""
    tag = info.get("ETag") or info.get("etag")
    if tag:
        return f"{info.get('size')}:{tag}"
    when = info.get("LastModified") or info.get("mtime") or info.get("updated")
    return f"{info.get('size')}:{when}" if when else None


def exists(url: str) -> bool:
    """Whether there is a file behind a URL."""
    system, path = open_url(url)
    with faults():
        return bool(system.exists(path))


def read(url: str, most: int) -> bytes:
    """The bytes behind a URL, at most so many and one more.

    Raises:
        OSError: whatever the protocol says.
    """
    system, path = open_url(url)
    with faults():
        return bytes(system.cat_file(path, start=0, end=most + 1))


def open_zip(url: str) -> zipfile.ZipFile:
    """A zip archive behind a URL, read piece by piece."""
    system, path = open_url(url)
    with faults():
        return zipfile.ZipFile(system.open(path, "rb"))
