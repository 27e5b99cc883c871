"""Where an output keeps corrections: `corrections/<document_id>.json`, beside `json/`."""

from __future__ import annotations

from pathlib import Path

from extractor.corrections.apply import apply
from extractor.corrections.model import Kept, KeptDocument, parse_kept
from extractor.errors import CorrectionsInvalid, OutputUnwritable
from extractor.records import Document, Scalar

FOLDER = "corrections"


def corrected(document: Document, content: bytes | None) -> Document:
    """The document with what people said of it: what every conversion does before it writes.

    Args:
        document: as it was read.
        content: the file that the output keeps of it, if there is one.

    Raises:
        CorrectionsInvalid: the file is none, or is about other bytes.
    """
    return document if content is None else apply(document, kept_of(document, content))


def kept_of(document: Document, content: bytes) -> tuple[Kept, ...]:
    """What people said of a document, by path; raises as `corrected`."""
    name = f"{FOLDER}/{document.document_id}.json"
    kept = parse_kept(content, name)
    if kept.sha256 != document.source.sha256:
        raise CorrectionsInvalid("it is about another document", file=name)
    return kept.corrections


def to_content(document: Document, corrections: tuple[Kept, ...]) -> bytes:
    """The file that keeps these of a document."""
    by_path = tuple(sorted(corrections, key=lambda one: one.path))
    kept = KeptDocument(sha256=document.source.sha256, corrections=by_path)
    return kept.model_dump_json(indent=1).encode() + b"\n"


def corrected_values(out: Path) -> dict[str, dict[str, Scalar]]:
    """What people vouch for in a converted folder: by document_id, each value that they gave or called right.

    Values are as JSON writes them; null says that nothing is printed there.
    """
    try:
        found = {
            file.stem: parse_kept(file.read_bytes(), file.name) for file in (out / FOLDER).glob("*.json")
        }
    except OSError as error:
        raise OutputUnwritable(f"{out / FOLDER} cannot be read: {error.strerror}") from error
    return {name: {one.path: one.value for one in found[name].corrections} for name in sorted(found)}
