"""Corrections files applied to a converted folder: what is kept, and the documents written again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.batch import ledger as ledgers
from extractor.batch.job import kept as to_converted
from extractor.batch.ledger import Ledger, read_ledger
from extractor.batch.publish import bring_up
from extractor.batch.store import Store, open_store
from extractor.corrections.apply import apply, as_read, is_protected, where
from extractor.corrections.model import Given, Kept, read_handed
from extractor.corrections.store import FOLDER, kept_of, to_content
from extractor.corrections.values import NoSuchValue, NotOfItsKind, from_scalar, to_scalar, value_at
from extractor.records import Document
from extractor.write.json import from_json


@dataclass(frozen=True, slots=True)
class Refused:
    """A correction that was not applied, and why."""

    document_id: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of corrections."""

    documents: int
    applied: int
    refused: tuple[Refused, ...]

    @property
    def exit_code(self) -> int:
        """0 when all were applied, 1 when some were refused, 2 when all were."""
        if not self.refused:
            return 0
        return 1 if self.applied else 2


def correct(out: str | Path, files: Iterable[Path]) -> Applied:
    """Apply corrections files to a converted folder, one after the other.

    Each document they are about is written again, JSON and tables, with the values given; what a person said
    is kept in `corrections/` for later conversions. A correction of a value that has changed since the person
    saw it is refused, and the others are applied.

    Raises:
        LedgerUnreadable: `out` is no converted folder.
        CorrectionsInvalid: a file is no corrections file; nothing is changed then.
        OutputError: the folder cannot be written, or is being written.
    """
    read_ledger(out)
    given: dict[str, list[Given]] = {}
    for handed in [read_handed(file) for file in files]:
        for one in handed.corrections:
            given.setdefault(one.document_id, []).append(one)
    refused: list[Refused] = []
    found = 0
    with open_store(str(out)) as store, Ledger(store.ledger) as ledger:
        for document_id, wanted in given.items():
            standing = ledger.document(document_id)
            if standing is None:
                refused += (
                    Refused(document_id, one.path, "there is no such document here") for one in wanted
                )
            else:
                refused += _correct_one(store, ledger, standing, wanted)
                found += 1
        bring_up(store, ledger)
        store.checkpoint(ledger)
    return Applied(found, sum(map(len, given.values())) - len(refused), tuple(refused))


def _correct_one(
    store: Store, ledger: Ledger, standing: ledgers.Kept, wanted: Iterable[Given]
) -> list[Refused]:
    document = from_json(store.read(f"json/{standing.name}.json"))
    read = as_read(document)
    name = f"{standing.document_id}.json"
    there = name in store.sizes(FOLDER)
    said = kept_of(document, store.read(f"{FOLDER}/{name}")) if there else ()
    by_path = {one.path: one for one in said}
    refused = []
    for one in wanted:
        try:
            _settle(by_path, one, apply(read, by_path.values()), read)
        except _Refusal as refusal:
            refused.append(Refused(one.document_id, one.path, refusal.reason))
    if by_path:
        store.write(f"{FOLDER}/{name}", to_content(document, tuple(by_path.values())))
    else:
        store.remove([f"{FOLDER}/{name}"])
    _write(store, ledger, standing, apply(read, by_path.values()))
    return refused


def _write(store: Store, ledger: Ledger, standing: ledgers.Kept, document: Document) -> None:
    """Write a document in the place of the one that stands; its rows wait for the next tables."""
    made = to_converted(document)
    if made.digest == standing.digest:
        return
    store.write(f"json/{standing.name}.json", made.json)
    now = replace(standing, bytes=len(made.json), digest=made.digest, rows=made.rows)
    current = ledger.entry(standing.owner).status == "converted"
    told: dict[str, object] = {"diagnostics": made.diagnostics} if current else {}
    ledger.keep(standing.owner, now, made, **told)


class _Refusal(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _settle(kept: dict[str, Kept], given: Given, now: Document, read: Document) -> None:
    """Take one correction in among those kept, or raise with the reason why not."""
    try:
        stands = to_scalar(value_at(now, given.path))
        if given.verdict == "withdrawn":
            if given.path not in kept:
                raise _Refusal("nobody corrected this value")
            del kept[given.path]
            return
        if stands != given.shown:
            raise _Refusal(
                f"the page showed {given.shown!r}, and the record holds {stands!r}: review it again"
            )
        value = stands
        if given.verdict == "corrected":
            value = to_scalar(from_scalar(given.path, given.value))
        kept[given.path] = Kept(
            path=given.path,
            verdict=given.verdict,
            value=value,
            read=to_scalar(value_at(read, given.path)),
            by=given.by,
            at=given.at,
            places=where(read, given.path),
            protected=is_protected(read),
        )
    except NoSuchValue:
        raise _Refusal("there is no such value in the document") from None
    except NotOfItsKind as error:
        raise _Refusal(f"{given.value!r} is no value of its kind: {error}") from None
