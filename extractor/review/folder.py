"""What stands in a converted folder: a row for each input, its documents, and the PDFs they were read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from extractor.batch.inputs import find_inputs
from extractor.batch.ledger import read_ledger
from extractor.batch.remote import is_url
from extractor.batch.results import Result, from_jsonl
from extractor.batch.sources import read_location
from extractor.errors import LedgerUnreadable, SchedeError, UsageError
from extractor.records import Document
from extractor.write.json import from_json

LARGEST = 1 << 30
"""Bytes of a PDF whose pages are shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One input of the archive, or a document that an earlier run left."""

    row: Result
    json: Path | None
    """The document that stands for it: its own, that of the same bytes, or of an earlier version."""

    @property
    def document_id(self) -> str | None:
        """The identity of that document."""
        return self.json.stem.rpartition(".")[2] if self.json else None


@dataclass(frozen=True, slots=True)
class Archive:
    """A converted folder."""

    out: Path
    entries: tuple[Entry, ...]

    def documents(self) -> Iterator[tuple[Path, Document]]:
        """Every document once, by name; one that another version of the program wrote is left out."""
        for file in sorted((self.out / "json").glob("*.json")):
            try:
                yield file, from_json(file.read_bytes())
            except (ValidationError, OSError):
                continue


def open_archive(out: Path) -> Archive:
    """Read what a conversion left in a folder.

    Raises:
        UsageError: nothing was converted into it.
    """
    files = {file.stem.rpartition(".")[2]: file for file in sorted((out / "json").glob("*.json"))}
    try:
        rows = from_jsonl((out / "results.jsonl").read_bytes())
    except OSError:
        rows = []
    if not rows and not files:
        raise UsageError(f"{out} is no converted folder: there is neither results.jsonl nor json/ in it")
    entries = [Entry(row, files.get(row.earlier or row.document_id or "")) for row in rows]
    told = {entry.document_id for entry in entries}
    earlier = [Entry(_untold(file), file) for one, file in files.items() if one not in told]
    return Archive(out, (*entries, *earlier))


def _untold(file: Path) -> Result:
    name, _, document_id = file.stem.rpartition(".")
    return Result(f"{name}.pdf", "converted", document_id)


@dataclass(slots=True)
class PdfFinder:
    """Finds the PDF that a document was read from: only the very bytes will do."""

    located: Mapping[str, str]
    """Where the conversion read each document, by document_id: locations, as a ledger holds them."""
    moved_to: Path | None = None
    """A folder where the archive is now."""
    _below: dict[str, list[str]] = field(default_factory=dict)

    def find(self, document: Document) -> str | None:
        """Where the document's bytes are: where they were read, or below the folder that the archive moved to."""
        return next((place for place in self._candidates(document) if _is(place, document)), None)

    def _candidates(self, document: Document) -> Iterator[str]:
        read_at = self.located.get(document.document_id)
        if read_at is not None:
            yield read_at
        if self.moved_to is not None:
            by_name = self._moved(self.moved_to)
            name = document.source.file
            yield from by_name.get(name, ())
            yield from (place for other, places in by_name.items() if other != name for place in places)

    def _moved(self, folder: Path) -> dict[str, list[str]]:
        if not self._below:
            for one in find_inputs([folder]):
                self._below.setdefault(one.name, []).append(one.location)
        return self._below


def locations(out: Path) -> dict[str, str]:
    """Where the conversion read each document, by document_id; what is behind a URL is left out: nothing is fetched."""
    try:
        entries = read_ledger(out)
    except LedgerUnreadable:
        return {}
    return {
        entry.document_id: entry.location
        for entry in entries
        if entry.document_id and not is_url(entry.location)
    }


def _is(location: str, document: Document) -> bool:
    try:
        return sha256(read_location(location, LARGEST)).hexdigest() == document.source.sha256
    except SchedeError:
        return False
