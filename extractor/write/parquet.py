"""Parquet: `folder/<table>/<name>.parquet` for each flat table, a layout query engines read as one table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.records import Document
from extractor.write.aside import replace_files
from extractor.write.tables import to_tables

if TYPE_CHECKING:
    import pyarrow as pa


def write_parquet(
    documents: Document | Iterable[Document], folder: Path, name: str, *, durable: bool = True
) -> None:
    """Write the tables of one document or several; the same documents give the same bytes.

    Each file is replaced whole or not at all; `documents` is the last: where it stands, the others stand too.
    A table without rows is written with its schema. `durable=False` leaves the flush to disk to the caller,
    who may do it once for many. Raises `ValueError` for a name that is not a plain file name.
    """
    if name in ("", "..") or name != Path(name).name:
        raise ValueError(f"not a plain file name: {name!r}")
    contents = {}
    for table_name, table in reversed(to_tables(documents).items()):
        place = folder / table_name
        place.mkdir(parents=True, exist_ok=True)
        contents[place / f"{name}.parquet"] = table_bytes(table)
    replace_files(contents, durable=durable)


def table_bytes(table: pa.Table) -> bytes:
    """A table as one Parquet file: the one place that says how they are written."""
    import pyarrow as pa
    from pyarrow import parquet

    sink = pa.BufferOutputStream()
    # zstd finds the repeats by itself: dictionaries would make these files larger and slower to write.
    parquet.write_table(table, sink, compression="zstd", use_dictionary=False)
    return bytes(sink.getvalue())
