"""Files that appear whole or not at all: written under a name of their own, then moved into place."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

ASIDE = re.compile(r"\.[0-9a-f]{16}\.part")


def replace_files(contents: Mapping[Path, bytes], *, durable: bool = True) -> None:
    """Write each file aside in its own folder; when all are written, move them into place in order.

    On a failure the files not yet moved keep their old content, and nothing written aside is left behind. A
    durable file is flushed to disk before it is moved, so that not even a power cut leaves half of it.
    """
    aside: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            aside[path] = path.with_name(f".{secrets.token_hex(8)}.part")
            _write(aside[path], content, durable)
        for path, written in aside.items():
            written.replace(path)
    except BaseException:
        for written in aside.values():
            with suppress(OSError):
                written.unlink(missing_ok=True)
        raise


def is_aside(name: str) -> bool:
    """Whether a file is one written aside, by a process that did not live to move it."""
    return ASIDE.fullmatch(name) is not None


def _write(path: Path, content: bytes, durable: bool) -> None:
    # "x" never opens a file that is already there, whoever put it there.
    with path.open("xb", buffering=0) as file:
        file.write(content)
        if durable:
            os.fsync(file.fileno())
