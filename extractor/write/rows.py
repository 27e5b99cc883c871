"""Rows of the flat tables, made from documents: tuples in the order of the columns `columns.py` declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from extractor.records import Document, Place, Scheda
from extractor.references import references_of, step_months
from extractor.write.columns import SECTIONS, TABLES

Row = tuple[object, ...]
Rows = dict[str, list[Row]]

_MEMBERS = {table.name: table.members for table in TABLES}
# One call reads all members of a record; those of a scheda may lie inside a record that is null.
_read = {
    name: attrgetter(*members)
    for name, members in _MEMBERS.items()
    if members and name not in ("documents", "schede")
}
_SCHEDA = tuple(member.partition(".")[::2] for member in _MEMBERS["schede"])
_NO_BOX = (None, None, None, None)
_UNSAID = (None, None, None, None)


def rows(documents: Document | Iterable[Document]) -> Rows:
    """Return the rows of every table, in table order, for one document or several."""
    found: Rows = {table.name: [] for table in TABLES}
    for document in (documents,) if isinstance(documents, Document) else documents:
        _add_document(document, found)
    return found


def _add_document(document: Document, found: Rows) -> None:
    document_id, source = document.document_id, document.source
    found["documents"].append(
        (
            document_id,
            document.schema_version,
            source.file,
            source.sha256,
            source.pages,
            source.producer,
            source.template,
            source.second_reading.mode if source.second_reading is not None else None,
        )
    )
    for ordinal, report in enumerate(document.reports):
        report_id = document.report_id(ordinal)
        found["reports"].append((report_id, document_id, ordinal, *_read["reports"](report)))
        for position, scheda_id in enumerate(document.scheda_ids(ordinal)):
            parents = (scheda_id, report_id, document_id)
            found["schede"].append((*parents, position, *_scheda(report.schede[position])))
            _add_children(report.schede[position], parents, found)
            path = f"/reports/{ordinal}/schede/{position}"
            found["text_references"] += _references(report.schede[position], parents, path)
    found["diagnostics"] += (
        (document_id, ordinal, *_read["diagnostics"](diagnostic), *(diagnostic.bbox or _NO_BOX))
        for ordinal, diagnostic in enumerate(document.diagnostics)
    )
    found["provenance"] += (
        (document_id, path, ordinal, place.page, *place.bbox, *_said(place))
        for path, places in document.provenance.items()
        for ordinal, place in enumerate(places)
    )


def _said(place: Place) -> Row:
    said = place.correction
    if said is None:
        return _UNSAID
    return said.verdict, said.by, said.at, None if said.read is None else str(said.read)


def _scheda(scheda: Scheda) -> Iterator[object]:
    for outer, inner in _SCHEDA:
        value = getattr(scheda, outer)
        yield value if value is None or not inner else getattr(value, inner)


def _add_children(scheda: Scheda, parents: tuple[str, str, str], found: Rows) -> None:
    for name in ("phases", "indicators", "staff", "monitoring"):
        read = _read[name]
        found[name] += (
            (f"{parents[0]}.{ordinal}", *parents, ordinal, *read(record))
            for ordinal, record in enumerate(getattr(scheda, name))
        )
    for position, phase in enumerate(scheda.phases):
        phase_id = f"{parents[0]}.{position}"
        for ordinal, step in enumerate(phase.steps):
            months = step_months(step.text)
            own = (step.number, step.text, months.first, months.last)
            found["phase_steps"].append((f"{phase_id}.{ordinal}", phase_id, *parents, ordinal, *own))
    for section in SECTIONS:
        found["budget_lines"] += (
            (f"{parents[0]}.{section}.{ordinal}", *parents, section, ordinal, *_read["budget_lines"](line))
            for ordinal, line in enumerate(getattr(scheda.budget, section))
        )


def _references(scheda: Scheda, parents: tuple[str, str, str], path: str) -> Iterator[Row]:
    for ordinal, found in enumerate(references_of(scheda)):
        one = found.reference
        yield (
            f"{parents[0]}.{ordinal}",
            *parents,
            ordinal,
            one.kind,
            found.field,
            f"{path}{found.path}",
            one.start,
            one.end,
            found.printed,
            one.act_type,
            one.number,
            one.year,
            one.first_date,
            one.last_date,
            one.amount,
            one.chapter,
            one.article,
        )
