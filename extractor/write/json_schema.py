"""The published contract, generated from the records: `python -m extractor.write.json_schema schemas/`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from extractor.records import SCHEMA_VERSION, Document
from extractor.write.aside import replace_files
from extractor.write.columns import TABLES
from extractor.write.tables import arrow_schemas


def document_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `to_json` writes."""
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        **Document.model_json_schema(mode="serialization"),
    }


def tables_schema() -> dict[str, Any]:
    """Return every flat table with its key and its columns: name, Arrow type, nulls, meaning."""
    schemas = arrow_schemas()
    return {
        "schema_version": SCHEMA_VERSION,
        "tables": {
            table.name: {
                "description": table.description,
                "key": table.key,
                "columns": [
                    {
                        "name": column.name,
                        "type": str(schemas[table.name].field(column.name).type),
                        "nullable": column.nullable,
                        "description": column.description,
                    }
                    for column in table.columns
                ],
            }
            for table in TABLES
        },
    }


def published() -> dict[str, bytes]:
    """Return the files of `schemas/` that this module makes, by name."""
    return {
        "document.schema.json": _pretty(document_schema()),
        "tables.json": _pretty(tables_schema()),
    }


def _pretty(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def main(folder: Path) -> None:
    """Write the published files into a folder."""
    replace_files({folder / name: content for name, content in published().items()})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
