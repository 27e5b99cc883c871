"""The bytes of an input."""

from __future__ import annotations

import os
import stat
import time
import zipfile
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from extractor.batch import remote
from extractor.batch.inputs import INSIDE, Input, signature, unreadable
from extractor.errors import FileTooLarge, NotAFile, SchedeError

FAULTS = (OSError, ValueError, KeyError, RuntimeError, EOFError, zlib.error, zipfile.BadZipFile)
"""What reading a file or a member of an archive raises; RuntimeError: the member needs a password."""
RACY_NS = 2_000_000_000
"""A file changed so shortly before it was read could change again without a later time: it is not trusted."""


@dataclass(frozen=True, slots=True)
class Content:
    """What an input holds."""

    data: bytes
    sha256: str
    signature: str | None
    """Of the file as it was read; None when it may be changing."""
    size: int
    elsewhere: bool = False
    """Whether it was read by another machine, and `data` is empty for that."""

    @property
    def document_id(self) -> str:
        """See extractor.records.Document.document_id: known before the document is."""
        return self.sha256[:16]


class Sources:
    """Reads inputs; keeps the last archive open, for its members come one after another."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._archive: tuple[str, zipfile.ZipFile] | None = None

    def __enter__(self) -> Sources:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._archive is not None:
            self._archive[1].close()

    @property
    def ahead(self) -> int:
        """How many inputs it wants to know of before they are read."""
        return 0

    def expect(self, one: Input) -> None:
        """Know that an input will be read soon."""

    def read(self, one: Input) -> Content:
        """The bytes of an input.

        Raises:
            SchedeError: why there are none.
        """
        if one.error is not None:
            raise one.error
        known = one.signature
        try:
            archive, member = split_location(one.location)
            if member is not None:
                data = self._member(archive, member)
            elif remote.is_url(one.location):
                data = remote.read(one.location, self._most)
            else:
                data, known = self._local(one.location)
        except SchedeError:
            raise
        except FAULTS as error:
            raise unreadable(error) from error
        if len(data) > self._most:
            raise FileTooLarge(f"it has more than {self._most} bytes")
        return Content(data, sha256(data).hexdigest(), known, len(data))

    def is_gone(self, location: str) -> bool:
        """Whether there is certainly no such input any more."""
        try:
            archive, member = split_location(location)
            there = remote.exists(archive) if remote.is_url(archive) else os.path.lexists(archive)
            return not there or (member is not None and member not in self._open(archive).namelist())
        except FAULTS:
            return False

    def _local(self, path: str) -> tuple[bytes, str | None]:
        # Without O_NONBLOCK, a pipe that took the file's place would be waited for.
        flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        with os.fdopen(os.open(path, flags), "rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise NotAFile("it is no regular file")
            data = file.read(self._most + 1)
            after = os.fstat(file.fileno())
        settled = time.time_ns() - max(after.st_mtime_ns, after.st_ctime_ns) > RACY_NS
        return data, signature(after) if settled and signature(after) == signature(before) else None

    def _member(self, archive: str, member: str) -> bytes:
        with self._open(archive).open(member) as file:
            return file.read(self._most + 1)

    def _open(self, archive: str) -> zipfile.ZipFile:
        if self._archive is None or self._archive[0] != archive:
            if self._archive is not None:
                self._archive[1].close()
            self._archive = None
            opened = remote.open_zip(archive) if remote.is_url(archive) else zipfile.ZipFile(archive)
            self._archive = archive, opened
        return self._archive[1]


def split_location(location: str) -> tuple[str, str | None]:
    """A file's location, or an archive's and the name of its member."""
    at = location.lower().find(f".zip{INSIDE}")
    if at < 0 or (not remote.is_url(location) and Path(location).is_file()):
        return location, None
    return location[: at + 4], location[at + 4 + len(INSIDE) :]


def read_location(location: str, most: int = 2**40) -> bytes:
    """The bytes at a location that a ledger holds.

    Raises:
        SchedeError: why there are none.
    """
    with Sources(most) as sources:
        return sources.read(Input(location, location)).data
