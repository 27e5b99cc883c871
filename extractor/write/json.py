"""JSON: the whole document as one text, and back."""

from __future__ import annotations

import re
from pathlib import Path

from extractor.records import Document
from extractor.write.aside import replace_files

# What hides or reorders text on a screen or breaks it into lines: control characters, the marks, embeddings,
# overrides and isolates of bidirectional text, line and paragraph separators.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_ASCII = bytes(range(0x7F))


def to_json(document: Document, indent: int | None = None) -> bytes:
    """Return a document as UTF-8 JSON, ended by a newline; unseen controls are escaped, letters are not."""
    data = document.__pydantic_serializer__.to_json(document, indent=indent) + b"\n"
    # Few characters are not ASCII: looking at those alone takes a tenth of the time.
    if _UNSEEN.search(data.translate(None, _ASCII).decode()):
        data = _UNSEEN.sub(_escape, data.decode()).encode()
    return data


def from_json(data: bytes | str) -> Document:
    """Read a document back; raises `pydantic.ValidationError` for anything that is not exactly a document."""
    return Document.model_validate_json(data)


def write_json(document: Document, path: Path, indent: int | None = None) -> None:
    """Write a document's JSON to a file, which is replaced whole or not at all."""
    replace_files({path: to_json(document, indent)})


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
