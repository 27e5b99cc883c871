"""PostgreSQL: rows go in through ADBC, which hands Arrow's columns to COPY in binary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from extractor.errors import DriverMissing, LoadFailed, WarehouseUnreachable
from extractor.warehouse.ddl import Dialect
from extractor.warehouse.target import without_password

if TYPE_CHECKING:
    import pyarrow as pa
    from adbc_driver_manager.dbapi import Connection

LOCK = 0x5C4EDE
"""The advisory lock that lets one load at a time into a database."""


@contextmanager
def open_postgresql(url: str) -> Iterator[PostgreSQL]:
    """A database on a server; see open_target."""
    try:
        from adbc_driver_postgresql import dbapi
    except ImportError as error:
        raise DriverMissing("the driver of PostgreSQL is not installed") from error

    def said(error: Exception) -> str:
        text = " ".join(without_password(str(error), url).split())
        return text.partition(" Context: ")[0] or type(error).__name__

    try:
        connection = dbapi.connect(url)
    except dbapi.Error as error:
        # What the driver says holds the URL: no trace of it goes further than this.
        raise WarehouseUnreachable(f"{without_password(url)} cannot be opened: {said(error)}") from None
    with closing(connection):  # what is not committed is undone
        try:
            target = PostgreSQL(connection)
            target.execute(f"SELECT pg_advisory_xact_lock({LOCK})")
            yield target
            connection.commit()
        except dbapi.Error as error:
            raise LoadFailed(f"{without_password(url)}: {said(error)}") from None


class PostgreSQL:
    """An open PostgreSQL database."""

    dialect: Dialect = "postgresql"

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def execute(self, statement: str) -> None:
        """See Target."""
        with self._connection.cursor() as cursor:
            cursor.execute(statement)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """See Target."""
        with self._connection.cursor() as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())

    def tables(self) -> set[str]:
        """See Target."""
        query = "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"
        return {name for (name,) in self.rows(query)}

    def remove(self, documents: Iterable[str]) -> None:
        """See Target; the rows of a document follow it."""
        import pyarrow as pa

        gone = pa.table({"document_id": pa.array(sorted(documents), pa.string())})
        if not gone.num_rows:
            return
        with self._connection.cursor() as cursor:
            cursor.adbc_ingest("gone", gone, mode="create", temporary=True)
            cursor.execute(
                "DELETE FROM documents WHERE document_id IN (SELECT document_id FROM pg_temp.gone)"
            )
            cursor.execute("DROP TABLE pg_temp.gone")

    def append(self, table: str, rows: pa.RecordBatchReader) -> int:
        """See Target."""
        with self._connection.cursor() as cursor:
            return int(cursor.adbc_ingest(table, rows, mode="append"))
