"""What is sent to a worker: nobody unpacks it who would read a document otherwise than the sender does."""

from __future__ import annotations

import hashlib
import pickle
import socket
import sys
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import extractor
from extractor.batch.job import Options, Task
from extractor.errors import ClusterMismatch

DECIDE = """camelot-py dateparser numpy opencv-python-headless pandas pdfminer.six pdfplumber pyarrow pydantic
    pypdfium2 simplemma""".split()
"""The packages that have a part in what a document becomes."""
NO_CODE = frozenset({".pyc", ".so", ".c", ".h"})
"""Endings of files that differ between machines; the helper in C gives the bytes that Python gives."""

Build = tuple[tuple[str, str], ...]
"""Names and versions of all that decides what a document becomes."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a worker is asked for, which it unpacks when it is sure that it means the same there.

    Dask writes the arguments of what fails into its log: of this, nothing shows but versions.
    """

    build: Build
    packed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the documents of a run are read, wherever that is."""

    options: Options
    """Without a template: its path means nothing elsewhere."""
    template: bytes | None
    out: str | None
    """The URL that JSON is written to; None when it is handed back."""


@cache
def build() -> Build:
    """What there is on this machine."""
    python = ".".join(map(str, sys.version_info[:2]))
    packages = ((name, _version(name)) for name in DECIDE)
    return (("schede-obiettivo", f"{extractor.__version__}+{_code()}"), ("Python", python), *packages)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _code() -> str:
    """A digest of this program itself: two checkouts of one version may differ."""
    root = Path(extractor.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix not in NO_CODE:
            digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:8]


def pack_task(task: Task, reading: Reading) -> Sent:
    """A document to be read."""
    return Sent(build(), pickle.dumps((task, reading)))


def pack_look(location: str, signature: str | None, most: int) -> Sent:
    """An input to be looked at."""
    return Sent(build(), pickle.dumps((location, signature, most)))


def unpack_task(sent: Sent) -> tuple[Task, Reading]:
    """See pack_task."""
    task, reading = pickle.loads(_checked(sent))
    return task, reading


def unpack_look(sent: Sent) -> tuple[str, str | None, int]:
    """See pack_look."""
    location, signature, most = pickle.loads(_checked(sent))
    return location, signature, most


def _checked(sent: Sent) -> bytes:
    here = dict(build())
    for name, theirs in sent.build:
        if here.get(name) != theirs:
            raise ClusterMismatch(
                f"the worker on {socket.gethostname()} has {name} {here.get(name)}, and not {theirs} as here"
            )
    return sent.packed
