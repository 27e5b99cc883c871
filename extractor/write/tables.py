"""Arrow tables: the flat tables in memory, with a schema that is declared and never inferred from the values.

`pyarrow` is imported when a table is first asked for: reading a PDF does not need it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from extractor.records import DECIMAL_DIGITS, DECIMAL_PLACES, SCHEMA_VERSION, Document
from extractor.write.arrays import arrow_array
from extractor.write.columns import TABLES, Kind
from extractor.write.rows import Row, rows

if TYPE_CHECKING:
    import pyarrow as pa


def to_tables(documents: Document | Iterable[Document]) -> dict[str, pa.Table]:
    """Return every table, by name and in the order declared, for one document or several."""
    found = rows(documents)
    return {name: _fill(schema, found[name]) for name, schema in arrow_schemas().items()}


@cache
def arrow_schemas() -> dict[str, pa.Schema]:
    """Return the schema of every table: types, nulls and, as metadata, what tables and columns mean."""
    import pyarrow as pa

    return {
        table.name: pa.schema(
            [
                pa.field(
                    column.name,
                    _arrow_type(column.kind),
                    column.nullable,
                    {"description": column.description},
                )
                for column in table.columns
            ],
            {"description": table.description, "schema_version": SCHEMA_VERSION},
        )
        for table in TABLES
    }


def _arrow_type(kind: Kind) -> pa.DataType:
    import pyarrow as pa

    return {
        "text": pa.string(),
        "year": pa.int16(),
        "month": pa.int8(),
        "count": pa.int32(),
        "decimal": pa.decimal128(DECIMAL_DIGITS, DECIMAL_PLACES),
        "date": pa.date32(),
        "coordinate": pa.float64(),
    }[kind]


def _fill(schema: pa.Schema, found: list[Row]) -> pa.Table:
    import pyarrow as pa

    columns = zip(*found, strict=True) if found else [()] * len(schema)
    arrays = [arrow_array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
