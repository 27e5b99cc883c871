"""The Parquet tables of all documents that stand: a few files a table, exchanged for the old ones at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractor.batch.ledger import Kept, Ledger
from extractor.batch.results import to_jsonl
from extractor.batch.rows import to_result
from extractor.batch.store import PARQUET, RESULTS, Store
from extractor.errors import OutputUnwritable
from extractor.write.columns import TABLES
from extractor.write.parts import BITS, Member, Part, bits, parts, prefix_of

if TYPE_CHECKING:
    import pyarrow as pa

Rows = dict[str, "pa.Table"]
"""The rows of one document in each table."""


def bring_up(store: Store, ledger: Ledger) -> None:
    """Bring the tables and the rows of an output up to what its ledger says."""
    loose = ledger.loose()
    changed = publish(store, ledger)
    entries = {entry.seq: entry for entry in ledger.entries()}
    rows = to_jsonl(to_result(entry, entries) for entry in entries.values())
    if changed or store.sizes("").get(RESULTS) is None or store.read(RESULTS) != rows:
        store.settle()
        store.write(RESULTS, rows)
    ledger.clear_pieces()
    store.remove(f"json/{name}.json" for name in loose)
    ledger.clear_loose()


def publish(store: Store, ledger: Ledger) -> bool:
    """Make the tables hold exactly the documents of the ledger; whether anything had to be done.

    Only parts whose documents changed are written. A document's rows come from the pieces that wait in the
    ledger, else from the part they stand in, else from its JSON.
    """
    documents = ledger.documents()
    wanted = {part.name(_schema()): part for part in parts([_member(one) for one in documents])}
    there = {table.name: _stems(store, table.name) for table in TABLES}
    if all(stems == wanted.keys() for stems in there.values()):
        return False
    whole = set.intersection(*there.values())
    rows = _Rows(store, ledger, documents, whole)
    kept = {f"{table.name}/{stem}.parquet" for table in TABLES for stem in whole & wanted.keys()}
    made = (file for name in sorted(wanted.keys() - whole) for file in rows.files(name, wanted[name]))
    store.replace_tables([table.name for table in TABLES], kept, made)
    return True


def _member(one: Kept) -> Member:
    return Member(one.document_id, one.digest, one.rows)


def _stems(store: Store, table: str) -> set[str]:
    names = store.sizes(f"{PARQUET}/{table}")
    return {name.removesuffix(".parquet") for name in names}


def _schema() -> str:
    from extractor.write.pieces import schema_digest

    return schema_digest()


class _Rows:
    """Where the rows of each document are."""

    def __init__(self, store: Store, ledger: Ledger, documents: Sequence[Kept], stems: set[str]) -> None:
        self._store = store
        self._ledger = ledger
        self._names = {one.document_id: one.name for one in documents}
        self._waiting = ledger.waiting_pieces()
        prefixes = {prefix_of(stem): stem for stem in sorted(stems)}
        self._parts = {prefix: stem for prefix, stem in prefixes.items() if prefix is not None}

    def files(self, name: str, part: Part) -> Iterator[tuple[str, bytes]]:
        """The files of a part, table by table."""
        from extractor.write.pieces import from_piece, parquet_bytes

        old = self._old_rows(part)
        for place, table in enumerate(TABLES):
            found = [
                from_piece(table.name, self._ledger.piece(one.document_id, place))
                if one.document_id in self._waiting
                else old[one.document_id][table.name]
                for one in part.members
            ]
            yield f"{table.name}/{name}.parquet", parquet_bytes(table.name, found)

    def _old_rows(self, part: Part) -> dict[str, Rows]:
        """The rows of those documents of a part that do not wait in the ledger."""
        settled = [one.document_id for one in part.members if one.document_id not in self._waiting]
        stems = {stem for one in settled if (stem := self._stem(one)) is not None}
        found: dict[str, Rows] = {}
        for stem in sorted(stems):
            found |= self._read_part(stem)
        return {one: found[one] if one in found else self._from_json(one) for one in settled}

    def _stem(self, document_id: str) -> str | None:
        """The old part in which a document must stand, if it does in any."""
        said = bits(document_id)
        return next((self._parts[said[:end]] for end in range(BITS + 1) if said[:end] in self._parts), None)

    def _read_part(self, stem: str) -> dict[str, Rows]:
        """The rows of each document in a part; nothing if it is damaged, or written under another schema."""
        import pyarrow as pa
        from pyarrow import parquet

        from extractor.write.tables import arrow_schemas

        found: dict[str, Rows] = {}
        for name, schema in arrow_schemas().items():
            content = self._store.read(f"{PARQUET}/{name}/{stem}.parquet")
            try:
                table = parquet.read_table(pa.BufferReader(content))
            except (pa.ArrowInvalid, OSError):
                return {}
            if not table.schema.equals(schema):
                return {}
            slices = dict(_by_document(table))
            if not found:  # the first table has a row for each document
                found = {document_id: {} for document_id in slices}
            for document_id, rows in found.items():
                rows[name] = slices.get(document_id, schema.empty_table())
        return found

    def _from_json(self, document_id: str) -> Rows:
        from pydantic import ValidationError

        from extractor.write.json import from_json
        from extractor.write.tables import to_tables

        name = f"json/{self._names[document_id]}.json"
        try:
            return to_tables(from_json(self._store.read(name)))
        except ValidationError as error:
            raise OutputUnwritable(f"{name} is damaged: remove it, and convert again") from error


def _by_document(table: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each document: they stand together."""
    import pyarrow.compute as compute

    if not table.num_rows:
        return
    runs = compute.run_end_encode(table.column("document_id").combine_chunks())
    start = 0
    for end, value in zip(runs.run_ends.to_pylist(), runs.values.to_pylist(), strict=True):
        yield value, table.slice(start, end - start)
        start = end
