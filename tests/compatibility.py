"""What a change of the published schemas breaks for those who read by the schema as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
WORDS = frozenset({"description", "examples", "label", "unit", "title", "default"})
"""What says something to people and nothing to programs."""


def table_breaks(old: Json, new: Json) -> list[str]:
    """What is not as it was in the tables: added tables and nullable columns break nothing."""
    return [
        f"{name}{broken}"
        for name, table in old["tables"].items()
        for broken in _broken(table, new["tables"].get(name))
    ]


def _broken(old: Json, new: Json | None) -> Iterator[str]:
    if new is None:
        yield " is gone"
        return
    if list(old["key"]) != list(new["key"]):
        yield " has another key"
    before = {column["name"]: column for column in old["columns"]}
    after = {column["name"]: column for column in new["columns"]}
    for name, column in before.items():
        if name not in after:
            yield f".{name} is gone"
        elif after[name]["type"] != column["type"]:
            yield f".{name} is of another type"
        elif after[name]["nullable"] and not column["nullable"]:
            yield f".{name} may be null now"
    for name in after.keys() - before.keys():
        # Rows that were written before it have none.
        if name in after and not after[name]["nullable"] and before.keys() <= after.keys():
            yield f".{name} may not be null"


def document_breaks(old: Json, new: Json) -> list[str]:
    """What is not as it was in the records of a document: added members break nothing."""
    found = []
    for name, record in _records(old).items():
        after = _records(new).get(name)
        if after is None:
            found.append(f"{name} is gone")
            continue
        for member, said in record.items():
            if member not in after:
                found.append(f"{name}.{member} is gone")
            elif _meant(after[member]) != _meant(said):
                found.append(f"{name}.{member} is of another type")
    return found


def _records(schema: Json) -> dict[str, Json]:
    defined = {
        name: record["properties"] for name, record in schema["$defs"].items() if "properties" in record
    }
    return {"Document": schema["properties"], **defined}


def _meant(said: object) -> object:
    """A schema without its words."""
    if isinstance(said, dict):
        return {name: _meant(value) for name, value in said.items() if name not in WORDS}
    return [_meant(value) for value in said] if isinstance(said, list) else said
