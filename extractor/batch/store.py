"""Where a run's output stands: a folder, or a URL. Both offer the same few operations, each whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from extractor.batch import remote
from extractor.batch.exchange import exchange, finish_exchange
from extractor.batch.ledger import NAME, Ledger
from extractor.errors import LedgerUnreadable, OutputInUse, OutputUnwritable
from extractor.write.aside import is_aside, replace_files

RESULTS = "results.jsonl"
PARQUET = "parquet"
NEW_PARQUET = ".parquet.new"
LOCK = ".lock"


class Store(Protocol):
    """What a run needs of the place of its output; names are relative to it, with `/`.

    Raises:
        OutputUnwritable: by all of them.
    """

    ledger: Path
    """Where the ledger is while the run lasts."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file: readers see the old one or the new one."""
        ...

    def read(self, name: str) -> bytes:
        """A file's content."""
        ...

    def remove(self, names: Iterable[str]) -> None:
        """Remove files, where they are there."""
        ...

    def sizes(self, folder: str) -> dict[str, int]:
        """Names and sizes of the files in a folder."""
        ...

    def replace_tables(
        self, tables: Iterable[str], kept: set[str], made: Iterable[tuple[str, bytes]]
    ) -> None:
        """Replace `parquet/`: of its files (`table/name`) those kept, and those made."""
        ...

    def settle(self) -> None:
        """Make sure that all that was written is there after a power cut."""
        ...

    def checkpoint(self, book: Ledger) -> None:
        """Put the ledger beside the output, where it is not there anyway."""
        ...


def open_store(out: str) -> AbstractContextManager[Store]:
    """The place of a run's output, for this run alone.

    Raises:
        OutputUnwritable, OutputInUse.
    """
    return _open_remote(out) if remote.is_url(out) else _open_folder(Path(out))


@contextmanager
def writing(place: str | Path) -> Iterator[None]:
    """What the system says about a place that cannot be written, as one of our errors."""
    try:
        with remote.faults():
            yield
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else place
        raise OutputUnwritable(f"{where} cannot be written: {error.strerror or error}") from error


class Folder:
    """See Store: a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = folder / NAME

    def write(self, name: str, content: bytes) -> None:
        """See Store."""
        path = self.folder / name
        with writing(self.folder):
            path.parent.mkdir(exist_ok=True)
            replace_files({path: content}, durable=False)

    def read(self, name: str) -> bytes:
        """See Store."""
        with writing(self.folder):
            return (self.folder / name).read_bytes()

    def remove(self, names: Iterable[str]) -> None:
        """See Store."""
        with writing(self.folder):
            for name in names:
                (self.folder / name).unlink(missing_ok=True)

    def sizes(self, folder: str) -> dict[str, int]:
        """See Store."""
        with suppress(FileNotFoundError), writing_scan(self.folder / folder) as entries:
            return {entry.name: entry.stat().st_size for entry in entries if entry.is_file()}
        return {}

    def replace_tables(
        self, tables: Iterable[str], kept: set[str], made: Iterable[tuple[str, bytes]]
    ) -> None:
        """See Store: the whole folder is exchanged at once, so that all tables change at one moment."""
        old, new = self.folder / PARQUET, self.folder / NEW_PARQUET
        with writing(self.folder):
            shutil.rmtree(new, ignore_errors=True)
            for table in tables:
                (new / table).mkdir(parents=True)
            for name in kept:
                try:
                    (new / name).hardlink_to(old / name)
                except OSError:  # not every file system has hard links
                    shutil.copyfile(old / name, new / name)
            for name, content in made:
                (new / name).write_bytes(content)
            os.sync()
            exchange(new, old)
            shutil.rmtree(new, ignore_errors=True)

    def settle(self) -> None:
        """See Store."""
        os.sync()

    def checkpoint(self, book: Ledger) -> None:
        """See Store."""

    def sweep(self) -> None:
        """Remove what a run that was killed left half written."""
        for folder in (self.folder, self.folder / "json"):
            for path in folder.iterdir():
                if is_aside(path.name):
                    path.unlink(missing_ok=True)
        shutil.rmtree(self.folder / NEW_PARQUET, ignore_errors=True)
        finish_exchange(self.folder / PARQUET)


@contextmanager
def writing_scan(folder: Path) -> Iterator[Iterator[os.DirEntry[str]]]:
    """The entries of a folder."""
    try:
        with os.scandir(folder) as entries:
            yield entries
    except FileNotFoundError:
        raise
    except OSError as error:
        raise OutputUnwritable(f"{folder} cannot be read: {error.strerror}") from error


@contextmanager
def _open_folder(folder: Path) -> Iterator[Store]:
    import fcntl

    with writing(folder):
        (folder / "json").mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("wb")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputInUse(f"another run is writing into {folder}") from error
        except OSError:  # a file system without locks
            pass
        store = Folder(folder)
        with writing(folder):
            store.sweep()
        yield store


class Bucket:
    """See Store: files behind a URL. Each is whole; several do not change at one moment."""

    def __init__(self, url: str, work: Path) -> None:
        self._system, self._root = remote.open_url(url.rstrip("/"))
        self._url = url
        self.ledger = work / NAME

    def _place(self, name: str) -> str:
        return f"{self._root}/{name}"

    def write(self, name: str, content: bytes) -> None:
        """See Store."""
        with writing(self._url):
            try:
                self._put(name, content)
            except FileNotFoundError:  # where folders are real, they come first
                self._make_folders(name)
                self._put(name, content)

    def _put(self, name: str, content: bytes) -> None:
        from fsspec.implementations.local import LocalFileSystem

        if isinstance(self._system, LocalFileSystem):  # a folder by its URL: what is half written would show
            replace_files({Path(self._place(name)): content}, durable=False)
        else:
            self._system.pipe_file(self._place(name), content)

    def _make_folders(self, name: str) -> None:
        """Make the root and the folders in it; never what is above: that would be a new bucket."""
        parts = name.split("/")[:-1]
        for end in range(len(parts) + 1):
            with suppress(FileExistsError):
                self._system.mkdir("/".join([self._root, *parts[:end]]), create_parents=False)

    def read(self, name: str) -> bytes:
        """See Store."""
        with writing(self._url):
            return bytes(self._system.cat_file(self._place(name)))

    def remove(self, names: Iterable[str]) -> None:
        """See Store."""
        with writing(self._url):
            for name in names:
                with suppress(FileNotFoundError):
                    self._system.rm_file(self._place(name))

    def sizes(self, folder: str) -> dict[str, int]:
        """See Store."""
        with writing(self._url):
            try:
                found = self._system.ls(self._place(folder), detail=True)
            except FileNotFoundError:
                return {}
        return {one["name"].rpartition("/")[2]: one["size"] for one in found if one["type"] == "file"}

    def replace_tables(
        self, tables: Iterable[str], kept: set[str], made: Iterable[tuple[str, bytes]]
    ) -> None:
        """See Store: new parts are written before old ones are removed, so no row is ever missing."""
        names = set(kept)
        for name, content in made:
            self.write(f"{PARQUET}/{name}", content)
            names.add(name)
        for table in tables:
            there = {f"{table}/{name}" for name in self.sizes(f"{PARQUET}/{table}")}
            self.remove(f"{PARQUET}/{name}" for name in sorted(there - names))

    def settle(self) -> None:
        """See Store: what was written is there."""

    def checkpoint(self, book: Ledger) -> None:
        """See Store."""
        copy = self.ledger.with_name("copy.sqlite")
        copy.unlink(missing_ok=True)
        book.copy_to(copy)
        self.write(NAME, copy.read_bytes())


@contextmanager
def _open_remote(url: str) -> Iterator[Store]:
    with tempfile.TemporaryDirectory(prefix="schede-") as work:
        store = Bucket(url, Path(work))
        for folder in ("", "json/"):
            store.remove(folder + name for name in store.sizes(folder) if is_aside(name))
        if NAME in store.sizes(""):
            store.ledger.write_bytes(store.read(NAME))
        yield store


@contextmanager
def ledger_copy(out: str) -> Iterator[Path]:
    """The ledger of an output, to be read.

    Raises:
        LedgerUnreadable: there is none.
    """
    if not remote.is_url(out):
        path = Path(out, NAME)
        if not path.is_file():
            raise LedgerUnreadable(f"there is no ledger in {out}")
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="schede-") as work:
        system, root = remote.open_url(out.rstrip("/"))
        path = Path(work, NAME)
        try:
            with remote.faults():
                path.write_bytes(system.cat_file(f"{root}/{NAME}"))
        except OSError as error:
            raise LedgerUnreadable(f"there is no ledger in {out}") from error
        yield path
