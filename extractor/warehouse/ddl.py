"""The tables in SQL, for DuckDB and PostgreSQL: keys, foreign keys, checks and comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from extractor.records import DECIMAL_DIGITS, DECIMAL_PLACES, SCHEMA_VERSION
from extractor.write.columns import TABLES, Column, Kind, Table

Dialect = Literal["duckdb", "postgresql"]
DIALECTS: tuple[Dialect, ...] = ("duckdb", "postgresql")
BOOKS = ("schema_info", "loaded_inputs")
"""Tables that a warehouse keeps about itself: the version of its schema, and what was loaded from where."""

_DECIMAL = f"DECIMAL({DECIMAL_DIGITS}, {DECIMAL_PLACES})"
_TYPES: dict[Dialect, dict[Kind, str]] = {
    "duckdb": {
        "text": "VARCHAR",
        "year": "SMALLINT",
        "month": "TINYINT",
        "count": "INTEGER",
        "decimal": _DECIMAL,
        "date": "DATE",
        "coordinate": "DOUBLE",
    },
    "postgresql": {
        "text": "TEXT",
        "year": "SMALLINT",
        "month": "SMALLINT",
        "count": "INTEGER",
        "decimal": _DECIMAL,
        "date": "DATE",
        "coordinate": "DOUBLE PRECISION",
    },
}
_RANGES: dict[Kind, str] = {"year": "BETWEEN 1 AND 9999", "month": "BETWEEN 1 AND 12", "count": ">= 0"}
_KEYS = {table.name: table.key[0] for table in TABLES}


def create(dialect: Dialect) -> list[str]:
    """The statements that make an empty warehouse, in order."""
    return [
        *(statement for table in TABLES for statement in _table(table, dialect)),
        *_books(dialect),
    ]


def script(dialect: Dialect) -> str:
    """The same as one script for people and for the database's own shell."""
    head = (
        f"-- The tables of schede obiettivo, schema version {SCHEMA_VERSION}, for {dialect}.\n"
        "-- Made from the records; not to be edited.\n"
    )
    return head + "".join(f"\n{statement};\n" for statement in create(dialect))


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _table(table: Table, dialect: Dialect) -> Iterator[str]:
    lines = [_column(column, dialect) for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    if table.parent:
        lines.append(_reference(_KEYS[table.parent], table.parent, dialect))
    yield f"CREATE TABLE {table.name} (\n    " + ",\n    ".join(lines) + "\n)"
    yield f"COMMENT ON TABLE {table.name} IS {literal(table.description)}"
    for column in table.columns:
        yield f"COMMENT ON COLUMN {table.name}.{column.name} IS {literal(comment(column))}"
    key = table.parent and _KEYS[table.parent]
    if dialect == "postgresql" and key and table.key[0] != key:
        # What belongs to a row is found, and removed with it, by this; DuckDB reads columns and needs none.
        yield f"CREATE INDEX {table.name}_{key} ON {table.name} ({key})"


def _column(column: Column, dialect: Dialect) -> str:
    parts = [column.name, _TYPES[dialect][column.kind]]
    if not column.nullable:
        parts.append("NOT NULL")
    if column.kind in _RANGES:
        parts.append(f"CHECK ({column.name} {_RANGES[column.kind]})")
    if column.values:
        parts.append(f"CHECK ({column.name} IN ({', '.join(map(literal, column.values))}))")
    return " ".join(parts)


def _reference(column: str, table: str, dialect: Dialect) -> str:
    # DuckDB knows no cascade.
    cascade = " ON DELETE CASCADE" if dialect == "postgresql" else ""
    return f"FOREIGN KEY ({column}) REFERENCES {table} ({column}){cascade}"


def _books(dialect: Dialect) -> Iterator[str]:
    text = _TYPES[dialect]["text"]
    yield f"CREATE TABLE schema_info (\n    schema_version {text} NOT NULL PRIMARY KEY\n)"
    yield "COMMENT ON TABLE schema_info IS 'The version of these tables.'"
    yield f"INSERT INTO schema_info VALUES ({literal(SCHEMA_VERSION)})"
    yield (
        f"CREATE TABLE loaded_inputs (\n    folder {text} NOT NULL,\n    file {text} NOT NULL,\n"
        f"    document_id {text} NOT NULL,\n    PRIMARY KEY (folder, file),\n"
        f"    {_reference('document_id', 'documents', dialect)}\n)"
    )
    yield (
        "COMMENT ON TABLE loaded_inputs IS "
        "'Which input of which converted folder each document was loaded from.'"
    )


def comment(column: Column) -> str:
    """What a column means, with its unit and the words it is printed under."""
    said = column.description
    if column.unit:
        said += f" Unit: {column.unit}."
    if column.label:
        said += f" Printed under «{column.label}»."
    return said
