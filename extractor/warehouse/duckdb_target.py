"""DuckDB: the warehouse in one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import LoadFailed, WarehouseUnreachable
from extractor.warehouse.ddl import BOOKS, Dialect, create
from extractor.write.columns import TABLES

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


@contextmanager
def open_duckdb(file: Path) -> Iterator[DuckDB]:
    """A database file, made when it is not there; see open_target."""
    import duckdb

    try:
        connection = duckdb.connect(str(file))
    except duckdb.Error as error:
        raise WarehouseUnreachable(f"{file} cannot be opened: {_first_line(error)}") from error
    try:
        connection.execute("SET enable_progress_bar = false")  # it would stand among what we print
        connection.begin()
        yield DuckDB(connection)
        connection.commit()
    except duckdb.Error as error:
        raise LoadFailed(f"{file}: {_first_line(error)}") from error
    finally:
        connection.close()  # what is not committed is undone


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


class DuckDB:
    """An open DuckDB file."""

    dialect: Dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def execute(self, statement: str) -> None:
        """See Target."""
        self._connection.execute(statement)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """See Target."""
        return self._connection.execute(query).fetchall()

    def tables(self) -> set[str]:
        """See Target."""
        query = (
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = current_schema() AND NOT temporary"
        )
        return {name for (name,) in self.rows(query)}

    def remove(self, documents: Iterable[str]) -> None:
        """Make all tables anew without the rows of these documents; `loaded_inputs` is left empty.

        A plain DELETE will not do: DuckDB checks foreign keys against what stood before the transaction.
        """
        import pyarrow as pa

        gone = pa.table({"document_id": pa.array(sorted(documents), pa.string())})
        if not gone.num_rows:
            return
        names = [table.name for table in TABLES]
        self._connection.register("gone", gone)
        for name in names:
            self.execute(
                f"CREATE TEMP TABLE kept_{name} AS SELECT * FROM {name} ANTI JOIN gone USING (document_id)"
            )
        self._connection.unregister("gone")
        for name in reversed([*names, *BOOKS]):
            self.execute(f"DROP TABLE {name}")
        for statement in create("duckdb"):
            self.execute(statement)
        for name in names:
            self.execute(f"INSERT INTO {name} BY NAME SELECT * FROM kept_{name}")
            self.execute(f"DROP TABLE kept_{name}")

    def append(self, table: str, rows: pa.RecordBatchReader) -> int:
        """See Target."""
        self._connection.register("incoming", rows)
        found = self._connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming").fetchone()
        self._connection.unregister("incoming")
        return int(found[0]) if found else 0
