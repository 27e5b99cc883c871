"""What people vouch for in a converted folder: the values they corrected or called right, and the PDFs of those."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.sources import read_location
from extractor.corrections.store import FOLDER, corrected, corrected_values
from extractor.evaluation.outcomes import Comparison, compare
from extractor.records import Document
from extractor.review.folder import LARGEST, PdfFinder, locations, open_archive


@dataclass(frozen=True, slots=True)
class Vouched:
    """A PDF of whose values some are known."""

    name: str
    data: bytes
    kept: bytes
    """The file of corrections."""
    paths: frozenset[str]
    """JSON pointers of the values that are known."""

    def compare(self, read: Document) -> Comparison:
        """What was read, beside what people vouch for; of other values nothing is known."""
        found = compare(corrected(read, self.kept).reports, read)
        known = tuple(one for one in found.outcomes if one.path in self.paths)
        return Comparison(known, (), {})


def holds_corrections(folder: Path) -> bool:
    """Whether a folder is a converted one in which people corrected something."""
    return any((folder / FOLDER).glob("*.json"))


def vouched(folder: Path) -> Iterator[Vouched]:
    """The PDFs with corrections, by the names of their documents; those that are not found are left out."""
    values = corrected_values(folder)
    finder = PdfFinder(locations(folder))
    for file, document in open_archive(folder).documents():
        paths = values.get(document.document_id)
        place = finder.find(document) if paths else None
        if paths and place is not None:
            kept = (folder / FOLDER / f"{document.document_id}.json").read_bytes()
            yield Vouched(file.stem, read_location(place, LARGEST), kept, frozenset(paths))
