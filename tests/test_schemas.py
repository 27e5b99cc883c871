"""The published contract: what is committed is what the records say, and what is written obeys it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator, FormatChecker

from extractor.records import Document
from extractor.write.json import to_json
from extractor.write.json_schema import document_schema, main, published
from tests.strategies import documents


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(document_schema(), format_checker=FormatChecker())


@pytest.mark.parametrize("name", sorted(published()))
def test_the_committed_schema_is_current(name: str, project_root: Path) -> None:
    """A change of the records without `python -m extractor.write.json_schema schemas/` fails here."""
    assert (project_root / "schemas" / name).read_bytes() == published()[name]


def test_the_schemas_are_written_where_asked(tmp_path: Path) -> None:
    """Generating writes exactly the published files."""
    main(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == published()


def test_the_schema_is_a_valid_one() -> None:
    """The JSON Schema obeys its own dialect, 2020-12."""
    Draft202012Validator.check_schema(document_schema())
    assert document_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@settings(max_examples=40)
@given(documents())
def test_every_document_obeys_the_schema(document: Document) -> None:
    """The JSON of any document is valid against the published schema."""
    _validator().validate(json.loads(to_json(document)))


@pytest.mark.parametrize(
    ("path", "value"),
    [(("source", "pages"), "51"), (("source", "sha256"), "0F"), (("reports",), None), (("extra",), 1)],
)
def test_the_schema_refuses_what_the_records_refuse(path: tuple[str, ...], value: object) -> None:
    """The schema is as strict as the records: a wrong type, form or name is no document."""
    document: dict[str, Any] = {
        "schema_version": "1.0",
        "source": {
            "file": "a.pdf",
            "sha256": "0f" * 32,
            "pages": 51,
            "producer": None,
            "template": None,
            "second_reading": None,
        },
        "reports": [],
        "diagnostics": [],
        "provenance": {},
    }
    assert _validator().is_valid(document)
    at = document
    for part in path[:-1]:
        at = at[part]
    at[path[-1]] = value
    assert not _validator().is_valid(document)


def test_examples_are_valid_values() -> None:
    """Every example in the schema is a value its member accepts."""
    schema = document_schema()
    seen = 0
    for definition in [schema, *schema["$defs"].values()]:
        for name, member in definition["properties"].items():
            for example in member.get("examples", []):
                _validator().evolve(schema={**member, "$defs": schema["$defs"]}).validate(example)
                seen += 1
            assert member["description"], name
    assert seen > 50
