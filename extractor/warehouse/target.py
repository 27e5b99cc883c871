"""What the load needs of a database, whatever its kind, and the URLs that name one."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote

from extractor.errors import UsageError
from extractor.warehouse.ddl import Dialect

if TYPE_CHECKING:
    import pyarrow as pa

DUCKDB = "duckdb:///"
POSTGRESQL = ("postgresql://", "postgres://")


class Target(Protocol):
    """An open database inside one transaction."""

    dialect: Dialect

    def execute(self, statement: str) -> None:
        """Run a statement."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""

    def tables(self) -> set[str]:
        """The names of the tables that an unqualified name would find."""

    def remove(self, documents: Iterable[str]) -> None:
        """Delete documents with all their rows, once nothing in `loaded_inputs` speaks of them."""

    def append(self, table: str, rows: pa.RecordBatchReader) -> int:
        """Add rows to a table, and say how many they were."""


def open_target(url: str) -> AbstractContextManager[Target]:
    """A database that the block has to itself: kept when the block ends well, as it was when it does not.

    Raises:
        UsageError: the URL names no kind of database that is known.
        DriverMissing, WarehouseUnreachable: it cannot be opened.
        LoadFailed: it refused something.
    """
    if url.startswith(DUCKDB) and url not in (DUCKDB, f"{DUCKDB}:memory:"):
        from extractor.warehouse.duckdb_target import open_duckdb

        return open_duckdb(Path(unquote(url.removeprefix(DUCKDB))))
    if url.startswith(POSTGRESQL):
        from extractor.warehouse.postgresql_target import open_postgresql

        return open_postgresql(url)
    raise UsageError(
        f"{without_password(url)!r} names no database; one is duckdb:///FILE (four slashes before an absolute path)"
        " or postgresql://USER@HOST/DATABASE"
    )


def without_password(text: str, url: str | None = None) -> str:
    """A URL, or what a program says about one, with its password hidden."""
    for secret in _secrets(url or text):
        text = text.replace(secret, "***")
    return text


def _secrets(url: str) -> list[str]:
    """The password as it stands in a URL, and decoded: behind the user's name or among the parameters."""
    _, _, rest = url.partition("://")
    authority, _, query = rest.partition("?")
    user, at, _ = authority.rpartition("@")
    found = [user.partition(":")[2]] if at else []
    found += [
        value for key, _, value in (part.partition("=") for part in query.split("&")) if "password" in key
    ]
    return sorted(
        {form for secret in found if secret for form in (secret, unquote(secret))}, key=len, reverse=True
    )
