"""The two files: what a person hands in, and what the converted folder keeps of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, ValidationError, model_validator
from pydantic.json_schema import GenerateJsonSchema

from extractor.errors import CorrectionsInvalid
from extractor.records import Place, Pointer, Printed, Record, Scalar, Sha256, Verdict
from extractor.records.base import Moment, about
from extractor.write.aside import replace_files

VERSION: Literal["1.0"] = "1.0"
SCHEMA = "corrections.schema.json"
File = TypeVar("File", bound=Record)
DocumentId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Given(Record):
    """What a person says of one value."""

    document_id: Annotated[
        DocumentId, about("The document: the first 16 digits of its SHA-256.", example="0f" * 8)
    ]
    path: Annotated[
        Pointer,
        about("The value, as a JSON pointer.", example="/reports/0/schede/3/indicators/1/achieved"),
    ]
    verdict: Annotated[
        Verdict | Literal["withdrawn"],
        about("`right`, `corrected`, or `withdrawn`: what was said of it before no longer holds."),
    ]
    shown: Annotated[
        Scalar, about("The value that the person saw, as it stands in the record.", example="12.00")
    ] = None
    value: Annotated[
        Scalar,
        about("Of a `corrected` value, the right one; null where nothing is printed.", example="120.00"),
    ] = None
    by: Annotated[Printed, about("Who says so, as they call themselves.", example="Ufficio controllo")] = None
    at: Annotated[Moment, about("When they said so.", example="2021-03-09T10:15:00Z")]


class Handed(Record):
    """A corrections file, as the review page offers it."""

    schema_version: Annotated[Literal["1.0"], about("Version of this file's form.")] = VERSION
    corrections: Annotated[tuple[Given, ...], about("One for each value.")]

    @model_validator(mode="after")
    def _one_for_each_value(self) -> Handed:
        values = {(given.document_id, given.path) for given in self.corrections}
        if len(values) != len(self.corrections):
            raise ValueError("two corrections are about one value")
        return self


class Kept(Record):
    """What a person said of one value, and where on paper they looked."""

    path: Annotated[Pointer, about("The value, as a JSON pointer.")]
    verdict: Annotated[Verdict, about("`right` or `corrected`.")]
    value: Annotated[Scalar, about("The value that is right, as it stands in the record.")] = None
    read: Annotated[Scalar, about("What the program had read when the person looked.")] = None
    by: Annotated[Printed, about("Who said so.")] = None
    at: Annotated[Moment, about("When they said so.")]
    places: Annotated[tuple[Place, ...], about("Where the value stands, or the row that it belongs to.")]
    protected: Annotated[
        bool,
        about("Names of people were taken out of what the person saw; absent where they were not."),
        Field(exclude_if=lambda protected: not protected),
    ] = False


class KeptDocument(Record):
    """All that people said of one document."""

    schema_version: Annotated[Literal["1.0"], about("Version of this file's form.")] = VERSION
    sha256: Annotated[Sha256, about("SHA-256 of the document's bytes.")]
    corrections: Annotated[tuple[Kept, ...], about("One for each value, by path.")] = ()


def read_handed(file: Path) -> Handed:
    """Read a corrections file.

    Raises:
        CorrectionsInvalid: it cannot be read, or is none.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CorrectionsInvalid(f"it cannot be read: {error.strerror}", file=file.name) from error
    return _parse(content, file.name, Handed)


def parse_kept(content: bytes, name: str) -> KeptDocument:
    """Read what a folder keeps of one document; raises like `read_handed`."""
    return _parse(content, name, KeptDocument)


def _parse(content: bytes, name: str, form: type[File]) -> File:
    try:
        return form.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = "/".join(map(str, first["loc"])) or "the file"
        raise CorrectionsInvalid(f"{where}: {first['msg']}", file=name) from error


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a corrections file."""
    return {"$schema": GenerateJsonSchema.schema_dialect, **Handed.model_json_schema(mode="validation")}


def publish(folder: Path) -> None:
    """Write the schema into a folder."""
    content = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    replace_files({folder / SCHEMA: content.encode()})
