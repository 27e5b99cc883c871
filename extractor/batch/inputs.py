"""Which files a run is about: files, folders, patterns, lists, zip archives and URLs."""

from __future__ import annotations

import glob
import os
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from extractor.batch import remote
from extractor.errors import (
    ArchiveDamaged,
    FileUnreadable,
    LinkLoop,
    LinkNotFollowed,
    NotAFile,
    SchedeError,
    UsageError,
)

INSIDE = "!/"
"""Between an archive and the name of a member in a location."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to convert, or a place where one cannot be."""

    location: str
    """Where it is, whatever folder one stands in: an absolute path or a URL; of an archive's member, the
    archive's, `!/` and the member's name. Bytes that are no text are surrogates, as in all paths."""
    file: str
    """The same as given."""
    size: int | None = None
    signature: str | None = None
    """Changes when the file does, and is known without reading it; None when it is not known."""
    error: SchedeError | None = None
    """Why it cannot be read."""

    @property
    def name(self) -> str:
        """The last part of its location."""
        return self.location.rpartition("/")[2]


def find_inputs(given: Iterable[str | Path], *, follow_links: bool = False) -> list[Input]:
    """The files to convert: those given as they are, and the PDFs below each folder, pattern or archive.

    In a folder, `.pdf` and `.zip` count in any case, hidden names do not, and symbolic links are followed
    when asked for; a file given by its own name is followed always. What cannot be read stays in the list,
    with the error that says why. An input that is found twice counts once, where it came first.

    Raises:
        UsageError: there is no file at all.
    """
    places = [os.fspath(place) for place in given]
    found: dict[str, Input] = {}
    for place in places:
        for one in _at(place, follow_links):
            found.setdefault(one.location, one)
    if not found:
        raise UsageError(f"there is no PDF in {', '.join(places) or 'what was given'}")
    return list(found.values())


def read_list(data: bytes) -> list[str]:
    """The inputs that a list names: one a line, or ended by NUL where there is any, as `find -print0` writes."""
    parts = data.split(b"\0") if b"\0" in data else data.splitlines()
    return [os.fsdecode(part) for part in parts if part]


def _at(place: str, follow: bool) -> Iterator[Input]:
    if remote.is_url(place):
        yield from _remote(place)
        return
    try:
        mode = Path(place).stat().st_mode
    except (OSError, ValueError):
        # Path.glob takes no absolute pattern.
        if glob.has_magic(place) and (matches := glob.glob(place, recursive=True)):  # noqa: PTH207
            for match in sorted(matches, key=os.fsencode):
                yield from _at(match, follow)
            return
        mode = stat.S_IFREG  # reading it will tell
    if stat.S_ISDIR(mode):
        files = _walk(place, follow, ())
        for path, error in sorted(files, key=lambda file: os.fsencode(file[0])):
            yield from _file(path) if error is None else [_local(path, error)]
    else:
        yield from _file(place)


def _file(path: str) -> Iterator[Input]:
    one = _local(path)
    if one.error is None and path.lower().endswith(".zip"):
        yield from _members(one, partial(zipfile.ZipFile, path))
    else:
        yield one


def _local(path: str, error: SchedeError | None = None) -> Input:
    # Links in it stay: the file is known by the way that leads to it.
    location = os.path.abspath(path)  # noqa: PTH100
    if error is not None:
        return Input(location, path, error=error)
    try:
        status = Path(path).stat()
    except (OSError, ValueError) as problem:  # ValueError: no system takes such a path
        return Input(location, path, error=unreadable(problem))
    if not stat.S_ISREG(status.st_mode):
        return Input(location, path, error=NotAFile(f"it is {_kind(status.st_mode)}"))
    return Input(location, path, status.st_size, signature(status))


def signature(status: os.stat_result) -> str:
    """What a change of a file's content changes: `ctime` cannot be set back."""
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}"


def unreadable(problem: Exception) -> SchedeError:
    """The typed error for what the system says."""
    reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else problem
    return FileUnreadable(f"it cannot be read: {reason}")


def _kind(mode: int) -> str:
    kinds: dict[str, Callable[[int], bool]] = {
        "a folder": stat.S_ISDIR,
        "a pipe": stat.S_ISFIFO,
        "a socket": stat.S_ISSOCK,
    }
    return next((name for name, test in kinds.items() if test(mode)), "a device")


def _walk(
    folder: str, follow: bool, above: tuple[tuple[int, int], ...]
) -> Iterator[tuple[str, SchedeError | None]]:
    """The files below a folder that count, each with what is wrong with it."""
    try:
        status = Path(folder).stat()
        entries = list(os.scandir(folder))
    except OSError as problem:
        yield folder, unreadable(problem)
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield folder, LinkLoop("this link leads to a folder that it stands in")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        counts = entry.name.lower().endswith((".pdf", ".zip"))
        if entry.is_symlink() and not follow:
            if counts:
                yield entry.path, LinkNotFollowed("it is a symbolic link")
        elif _is_folder(entry):
            yield from _walk(entry.path, follow, (*above, here))
        elif counts:
            yield entry.path, None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _members(archive: Input, open_archive: Callable[[], zipfile.ZipFile]) -> Iterator[Input]:
    """The PDFs in a zip archive, by name."""
    try:
        with open_archive() as opened:
            members = {info.filename: info for info in opened.infolist() if not info.is_dir()}
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as problem:
        yield replace(archive, error=ArchiveDamaged(f"the archive cannot be opened: {problem}"))
        return
    for name, info in sorted(members.items()):
        if name.lower().endswith(".pdf") and not _hidden(name):
            yield Input(
                f"{archive.location}{INSIDE}{name}",
                f"{archive.file}{INSIDE}{name}",
                info.file_size,
                f"{info.CRC:08x}:{info.file_size}:{archive.signature}",
            )


def _hidden(member: str) -> bool:
    """Also what macOS adds to the archives it makes."""
    parts = member.split("/")
    return any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX"


def _remote(url: str) -> Iterator[Input]:
    for found in remote.find(url):
        one = Input(found.url, found.url, found.size, found.signature, found.error)
        if one.error is None and one.location.lower().endswith(".zip"):
            yield from _members(one, partial(remote.open_zip, one.location))
        else:
            yield one
