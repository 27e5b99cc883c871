"""The ledger of an output folder: what became of every input, in SQLite, true at every moment.

Each step is one transaction: a document, its rows and the row of its input are there together or not at all.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any

from extractor.batch.job import Converted
from extractor.batch.results import Status
from extractor.errors import LedgerUnreadable, OutputUnwritable

NAME = "ledger.sqlite"
VERSION = 1
SCHEMA = """
create table inputs (
    seq integer primary key,
    location blob not null unique,
    file text not null,
    size integer,
    signature text,
    sha256 text,
    status text not null default 'waiting',
    attempts integer not null default 0,
    code text,
    message text,
    page integer,
    pages integer,
    schede integer,
    diagnostics text,
    duplicate_of integer,
    document_id text,
    reader text,
    extractor text,
    template text,
    recipe text,
    started_at text,
    finished_at text
);
create index inputs_of_content on inputs (sha256);
create table documents (
    document_id text primary key,
    owner integer not null,
    name text not null,
    bytes integer not null,
    digest text not null,
    rows integer not null
);
create table pieces (document_id text not null, place integer not null, piece blob not null,
    primary key (document_id, place));
create table loose (name text primary key);
"""
ENTRY = """select seq, location, inputs.file, size, signature, sha256, status, attempts, code, message, page, pages,
    schede, diagnostics, duplicate_of, inputs.document_id, name, reader, extractor, template, recipe, started_at,
    finished_at
    from inputs left join documents on documents.document_id = inputs.document_id and owner = seq"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One input, as the ledger knows it."""

    seq: int
    """Inputs are numbered as they come."""
    location: str
    """Where it is: an absolute path (bytes that are no text are surrogates), a URL, or a member of an archive;
    extractor.batch.sources.read_location reads it."""
    file: str
    """As it was given last, to be shown: what is no character is escaped."""
    size: int | None
    signature: str | None
    """Of its state when it was read, as extractor.batch.inputs makes it."""
    sha256: str | None
    status: Status
    attempts: int
    code: str | None
    message: str | None
    page: int | None
    pages: int | None
    schede: int | None
    diagnostics: dict[str, int]
    duplicate_of: int | None
    """The seq of the input whose output stands for this one too."""
    document_id: str | None
    """Its document, or that of an earlier version while a new one fails."""
    output: str | None
    """Name of the document's file in `json/`; None when the document is not this input's own any more."""
    reader: str | None
    extractor: str | None
    template: str | None
    recipe: str | None
    """All that decides what a document's bytes become."""
    started_at: str | None
    finished_at: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A document whose output stands."""

    document_id: str
    owner: int
    name: str
    bytes: int
    digest: str
    rows: int


class Ledger:
    """An open ledger. One program writes; others may read meanwhile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._guarded():
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
            # Waiting rows make the file large for a while; this has to be said before anything is in it.
            self._db.execute("pragma auto_vacuum = incremental")
            version = self._db.execute("pragma user_version").fetchone()[0]
            if version > VERSION:
                raise LedgerUnreadable(f"{path} is of a newer version")
            # A transaction survives the death of this process at once, that of the machine in order.
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = normal")
            if version == 0:
                self._db.executescript(f"begin; {SCHEMA} pragma user_version = {VERSION}; commit;")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise OutputUnwritable(f"{self.path} cannot be written: {error}") from error
        except sqlite3.DatabaseError as error:
            raise LedgerUnreadable(f"{self.path} cannot be read: {error}") from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside, or nothing.

        Raises:
            OutputUnwritable: a full disk, for instance.
        """
        with self._guarded():
            self._db.execute("begin immediate")
            try:
                yield self._db
                self._db.execute("commit")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("rollback")
                raise

    def _all(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        with self._guarded():
            return self._db.execute(query, values).fetchall()

    def entries(self, where: str = "true", values: Sequence[object] = ()) -> list[Entry]:
        """The inputs known, in the order in which they came."""
        return [_entry(row) for row in self._all(f"{ENTRY} where {where} order by seq", values)]

    def entry(self, seq: int) -> Entry:
        """One input."""
        return self.entries("seq = ?", (seq,))[0]

    def documents(self) -> list[Kept]:
        """The documents whose output stands, by id."""
        columns = ", ".join(member.name for member in fields(Kept))
        return [Kept(*row) for row in self._all(f"select {columns} from documents order by document_id")]

    def document(self, document_id: str) -> Kept | None:
        """One of them."""
        columns = ", ".join(member.name for member in fields(Kept))
        found = self._all(f"select {columns} from documents where document_id = ?", (document_id,))
        return Kept(*found[0]) if found else None

    def register(self, inputs: Iterable[tuple[str, str, int | None]]) -> dict[str, int]:
        """Make sure that inputs (location, file, size) are known; their seq by location."""
        numbers: dict[str, int] = {}
        with self.transaction() as db:
            for location, file, size in inputs:
                row = db.execute(
                    "insert into inputs (location, file, size) values (?, ?, ?)"
                    " on conflict (location) do update set file = excluded.file returning seq",
                    (os.fsencode(location), file, size),
                ).fetchone()
                numbers[location] = row[0]
        return numbers

    def start(self, seq: int, at: str) -> None:
        """Write that an input is about to be opened."""
        with self.transaction() as db:
            db.execute(
                "update inputs set status = 'started', started_at = ?, finished_at = null where seq = ?",
                (at, seq),
            )

    def dispatch(self, seq: int, sha256: str, size: int) -> None:
        """Write that an input's content is about to be read by an engine: what it was before counts no more."""
        with self.transaction() as db:
            db.execute(
                "update inputs set attempts = attempts + 1, sha256 = ?, size = ?, code = null, message = null,"
                " page = null, recipe = null where seq = ?",
                (sha256, size, seq),
            )

    def orphan(self, seq: int) -> None:
        """Write that an input must be read again, because its document, or what it was a copy of, is gone."""
        with self.transaction() as db:
            _let_go(db, seq)
            db.execute("update inputs set status = 'orphaned', signature = null where seq = ?", (seq,))

    def update(self, seq: int, **values: object) -> None:
        """Write what is known of an input."""
        with self.transaction() as db:
            _update(db, seq, values)

    def expect(self, name: str) -> None:
        """Write that a file may be there which no document claims yet."""
        with self.transaction() as db:
            db.execute("insert or ignore into loose values (?)", (name,))

    def keep(self, seq: int, kept: Kept, found: Converted, **values: object) -> None:
        """Write that a document stands and is this input's; what it replaces becomes loose."""
        with self.transaction() as db:
            db.execute(
                "insert or ignore into loose select name from documents where owner = ? or document_id = ?",
                (seq, kept.document_id),
            )
            _drop(db, seq)
            _put(db, kept, found)
            db.execute("delete from loose where name = ?", (kept.name,))
            _update(db, seq, {**values, "document_id": kept.document_id, "duplicate_of": None})

    def replace(self, kept: Kept, found: Converted) -> None:
        """Write that a document that stands is another now."""
        with self.transaction() as db:
            _put(db, kept, found)

    def duplicate(self, seq: int, owner: int, **values: object) -> None:
        """Write that an input holds what another does; what it was before becomes loose."""
        with self.transaction() as db:
            _let_go(db, seq)
            _update(db, seq, {**values, "status": "duplicate", "duplicate_of": owner, "document_id": None})

    def forget(self, seq: int) -> None:
        """Remove an input, and what it became."""
        with self.transaction() as db:
            _let_go(db, seq)
            db.execute("delete from inputs where seq = ?", (seq,))

    def loose(self) -> list[str]:
        """Names of files that no document claims, and that may be there."""
        query = "select name from loose where name not in (select name from documents) order by name"
        return [row[0] for row in self._all(query)]

    def clear_loose(self) -> None:
        """Write that no such file is there any more."""
        with self.transaction() as db:
            db.execute("delete from loose")

    def waiting_pieces(self) -> set[str]:
        """The documents whose rows wait to be put into a Parquet file."""
        return {row[0] for row in self._all("select distinct document_id from pieces")}

    def piece(self, document_id: str, place: int) -> bytes:
        """A document's rows in one table."""
        query = "select piece from pieces where document_id = ? and place = ?"
        return bytes(self._all(query, (document_id, place))[0][0])

    def clear_pieces(self) -> None:
        """Write that no rows wait any more."""
        with self.transaction() as db:
            db.execute("delete from pieces")
        with self._guarded():
            # `execute` would take one step, and free one page.
            self._db.executescript("pragma incremental_vacuum")

    def copy_to(self, path: Path) -> None:
        """Write a whole copy, as a single file."""
        with self._guarded(), closing(sqlite3.connect(path)) as target:
            self._db.backup(target)


def read_ledger(out: str | Path) -> list[Entry]:
    """What became of every input of an output folder, in the order in which they came.

    Raises:
        LedgerUnreadable: there is no ledger, or none that can be read.
    """
    from extractor.batch.store import ledger_copy

    with ledger_copy(str(out)) as path:
        try:
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as db:
                return [_entry(row) for row in db.execute(f"{ENTRY} order by seq")]
        except sqlite3.DatabaseError as error:
            raise LedgerUnreadable(f"{path} cannot be read: {error}") from error


def _entry(row: Sequence[Any]) -> Entry:
    values = list(row)
    values[1] = os.fsdecode(values[1])
    values[13] = json.loads(values[13]) if values[13] else {}
    return Entry(*values)


def _update(db: sqlite3.Connection, seq: int, values: dict[str, object]) -> None:
    values = {name: json.dumps(value) if isinstance(value, dict) else value for name, value in values.items()}
    sets = ", ".join(f"{name} = ?" for name in values)
    db.execute(f"update inputs set {sets} where seq = ?", (*values.values(), seq))


def _put(db: sqlite3.Connection, kept: Kept, found: Converted) -> None:
    row = [getattr(kept, member.name) for member in fields(Kept)]
    db.execute("insert or replace into documents values (?, ?, ?, ?, ?, ?)", row)
    db.executemany(
        "insert or replace into pieces values (?, ?, ?)",
        [(kept.document_id, place, piece) for place, piece in enumerate(found.pieces)],
    )


def _let_go(db: sqlite3.Connection, seq: int) -> None:
    """The document of an input stands no more."""
    db.execute("insert or ignore into loose select name from documents where owner = ?", (seq,))
    _drop(db, seq)


def _drop(db: sqlite3.Connection, seq: int) -> None:
    db.execute(
        "delete from pieces where document_id in (select document_id from documents where owner = ?)", (seq,)
    )
    db.execute("delete from documents where owner = ?", (seq,))
