"""Load a converted folder into a database: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import WarehouseMismatch
from extractor.records import SCHEMA_VERSION
from extractor.warehouse.ddl import BOOKS, create
from extractor.warehouse.folder import Folder
from extractor.warehouse.target import Target, open_target, without_password
from extractor.warehouse.views import VIEWS, view
from extractor.write.columns import TABLES


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did."""

    new: int
    """Documents that the database did not hold."""
    replaced: int
    """Documents whose rows were written again."""
    removed: int
    """Documents that were taken out: of inputs that have another document now, or pruned."""
    left: int
    """Documents loaded from this folder before that stand there no more, and were kept."""
    rows: dict[str, int]
    """Rows written, by table."""


def load(out: str | Path, to: str, *, prune: bool = False, known_as: str | None = None) -> Loaded:
    """Load a converted folder into a database.

    The same folder loaded again leaves the same rows. A document that the database holds is replaced; when an
    input became another document since the last load of this folder, the earlier one is removed. Documents of
    other folders are not touched.

    Args:
        out: the folder.
        to: `duckdb:///FILE` or `postgresql://USER@HOST/DATABASE`.
        prune: remove also what was loaded from this folder before and stands there no more.
        known_as: the name under which the database remembers the folder; by default its absolute path.

    Raises:
        UsageError: the URL names no database.
        WarehouseError: one of its kinds; the database is as it was.
    """
    folder = Folder(Path(out))
    folder.check()
    name = known_as or str(folder.place.resolve())
    with open_target(to) as target:
        _prepare(target, without_password(to))
        plan = _plan(target, folder, name, prune)
        target.execute("DELETE FROM loaded_inputs")
        target.remove(plan.replaced | plan.removed)
        rows = {}
        for table in TABLES:
            with folder.batches(table.name) as batches:
                rows[table.name] = target.append(table.name, batches)
        _remember(target, plan.inputs)
        for view_name in VIEWS:
            target.execute(view(view_name))
    new = len(folder.documents) - len(plan.replaced)
    return Loaded(new, len(plan.replaced), len(plan.removed), len(plan.left), rows)


def _prepare(target: Target, name: str) -> None:
    """Make the tables in an empty database, or check that they are ours and of this version."""
    there = target.tables()
    ours = {table.name for table in TABLES} | set(BOOKS)
    if not there & ours:
        for statement in create(target.dialect):
            target.execute(statement)
        return
    if "schema_info" not in there:
        taken = ", ".join(sorted(there & ours))
        raise WarehouseMismatch(f"{name} has tables of the same names that are not ours: {taken}")
    versions = [version for (version,) in target.rows("SELECT schema_version FROM schema_info")]
    if versions != [SCHEMA_VERSION]:
        said = ", ".join(map(str, versions)) or "no"
        raise WarehouseMismatch(f"{name} is of schema version {said}, and this program's is {SCHEMA_VERSION}")
    if missing := ours - there:
        raise WarehouseMismatch(f"{name} lacks tables: {', '.join(sorted(missing))}")


Input = tuple[str, str, str]
"""Folder, file and document."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a load is to do."""

    replaced: frozenset[str]
    removed: frozenset[str]
    left: frozenset[str]
    inputs: tuple[Input, ...]
    """All inputs that the database is to remember."""


def _plan(target: Target, folder: Folder, name: str, prune: bool) -> _Plan:
    held = {document for (document,) in target.rows("SELECT document_id FROM documents")}
    remembered = target.rows("SELECT folder, file, document_id FROM loaded_inputs")
    named = set(folder.inputs.values())

    def is_kept(place: str, file: str, document: str) -> bool:
        if place != name:
            return True
        pruned = prune and document not in folder.documents
        return not (file in folder.inputs or document in named or pruned)

    inputs: list[Input] = [entry for entry in remembered if is_kept(*entry)]
    left = {document for place, _, document in inputs if place == name} - folder.documents.keys()
    known = named | {document for place, _, document in inputs if place == name}
    inputs += [(name, file, document) for file, document in folder.inputs.items()]
    # An earlier run may have left documents that the last one does not speak of.
    inputs += [
        (name, f"{document}/{file}", document)
        for document, file in folder.documents.items()
        if document not in known
    ]
    removed = {document for _, _, document in remembered} - {document for _, _, document in inputs}
    replaced = held & folder.documents.keys()
    return _Plan(frozenset(replaced), frozenset(removed), frozenset(left), tuple(sorted(inputs)))


def _remember(target: Target, inputs: Iterable[Input]) -> None:
    """Note where documents come from."""
    import pyarrow as pa

    schema = pa.schema([(name, pa.string()) for name in ("folder", "file", "document_id")])
    columns = list(zip(*inputs, strict=True)) or [(), (), ()]
    rows = pa.table([pa.array(column, pa.string()) for column in columns], schema=schema)
    target.append("loaded_inputs", rows.to_reader())
