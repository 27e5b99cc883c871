"""The tables as a Frictionless data package: one CSV file for each, as open data portals publish them."""

from __future__ import annotations

from typing import Any

from extractor.records import SCHEMA_VERSION
from extractor.write.columns import TABLES, Column, Kind, Table

_TYPES: dict[Kind, str] = {
    "text": "string",
    "year": "integer",
    "month": "integer",
    "count": "integer",
    "decimal": "number",
    "date": "date",
    "coordinate": "number",
}
_RANGES: dict[Kind, tuple[int, int | None]] = {"year": (1, 9999), "month": (1, 12), "count": (0, None)}


def datapackage() -> dict[str, Any]:
    """The descriptor, with keys, foreign keys and constraints."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "schede-obiettivo",
        "title": "Schede obiettivo",
        "version": SCHEMA_VERSION,
        "description": "Objectives of Italian municipalities, read from their PDF reports.",
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.parent:
        key = next(own.key[0] for own in TABLES if own.name == table.parent)
        schema["foreignKeys"] = [{"fields": [key], "reference": {"resource": table.parent, "fields": [key]}}]
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.kind]}
    if column.label:
        field["title"] = column.label
    field["description"] = column.description
    for name, said in (("example", column.example), ("unit", column.unit), ("rule", column.rule)):
        if said:
            field[name] = said
    constraints = _constraints(column)
    return field | ({"constraints": constraints} if constraints else {})


def _constraints(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    least, most = _RANGES.get(column.kind, (None, None))
    if least is not None:
        constraints["minimum"] = least
    if most is not None:
        constraints["maximum"] = most
    if column.values:
        constraints["enum"] = list(column.values)
    return constraints
