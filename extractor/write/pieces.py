"""Pieces: the rows of one document in each flat table, as bytes that wait to be put into a Parquet file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from extractor.records import Document
from extractor.write.parquet import table_bytes
from extractor.write.tables import arrow_schemas, to_tables

if TYPE_CHECKING:
    import pyarrow as pa


def to_pieces(document: Document) -> tuple[tuple[bytes, ...], int]:
    """The rows of each table, in table order, and how many there are in all."""
    tables = to_tables(document).values()
    return tuple(_piece(table) for table in tables), sum(table.num_rows for table in tables)


def _piece(table: pa.Table) -> bytes:
    """The length and the compressed bytes of one batch, without the schema: that is declared."""
    import pyarrow as pa

    if not table.num_rows:
        return b""
    batch = table.to_batches()[0].serialize()
    return int(batch.size).to_bytes(8, "big") + bytes(pa.compress(batch, "lz4", asbytes=True))


def from_piece(name: str, piece: bytes) -> pa.Table:
    """The rows of one document in a table."""
    import pyarrow as pa
    from pyarrow import ipc

    schema = arrow_schemas()[name]
    if not piece:
        return pa.Table.from_batches([], schema)
    batch = pa.decompress(piece[8:], int.from_bytes(piece[:8], "big"), "lz4")
    return pa.Table.from_batches([ipc.read_record_batch(batch, schema)])


def parquet_bytes(name: str, tables: Iterable[pa.Table]) -> bytes:
    """One Parquet file of the rows of several documents; the same rows give the same bytes."""
    import pyarrow as pa

    # One run of memory for each column: where rows came from must not show in the bytes.
    whole = pa.concat_tables([pa.Table.from_batches([], arrow_schemas()[name]), *tables]).combine_chunks()
    return table_bytes(whole)


@cache
def schema_digest() -> str:
    """Names the schemas of all tables: rows written under another are not mixed with these."""
    import hashlib

    text = "\n".join(f"{name}: {schema.to_string()}" for name, schema in arrow_schemas().items())
    return hashlib.sha256(text.encode()).hexdigest()[:16]
