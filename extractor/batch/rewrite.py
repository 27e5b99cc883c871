"""Documents that stand in an output folder, put in the place of what was read: a person corrected them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractor.batch.job import kept
from extractor.batch.ledger import Kept, Ledger
from extractor.batch.publish import publish
from extractor.batch.store import open_store
from extractor.errors import UsageError
from extractor.records import Document


def rewrite(out: str | Path, documents: Iterable[Document]) -> None:
    """Replace the JSON and the rows of documents; the tables change all at one moment.

    Raises:
        UsageError: a document does not stand there.
        OutputError: the folder cannot be written, or a run is writing there.
    """
    with open_store(str(out)) as store, Ledger(store.ledger) as ledger:
        for document in documents:
            standing = ledger.document(document.document_id)
            if standing is None:
                raise UsageError(f"the document {document.document_id} does not stand in {out}")
            found = kept(document)
            store.write(f"json/{standing.name}.json", found.json)
            ledger.replace(
                Kept(
                    document_id=standing.document_id,
                    owner=standing.owner,
                    name=standing.name,
                    bytes=found.size,
                    digest=found.digest,
                    rows=found.rows,
                ),
                found,
            )
        publish(store, ledger)
        ledger.clear_pieces()
        store.checkpoint(ledger)
