"""From the ledger to the rows of `results.jsonl`."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.batch.ledger import Entry
from extractor.batch.results import Result


def to_result(entry: Entry, others: Mapping[int, Entry]) -> Result:
    """The row of an input."""
    failed = entry.status == "failed"
    original = others.get(entry.duplicate_of) if entry.duplicate_of is not None else None
    return Result(
        file=entry.file,
        status=entry.status,
        document_id=entry.sha256[:16] if entry.sha256 else None,
        pages=entry.pages,
        schede=entry.schede,
        diagnostics=entry.diagnostics,
        code=entry.code,
        message=entry.message,
        page=entry.page,
        duplicate_of=original.file if original else None,
        earlier=entry.document_id if failed and entry.output else None,
    )
