"""One value, row or list of a document, and all that is known about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from extractor.explanation.paths import resolve
from extractor.explanation.printed import Extent, Labels, extent, pages_read, text_in
from extractor.explanation.rules import Origin, origin
from extractor.page import Page, open_reader
from extractor.records import BBox, Diagnostic, Document, Place
from extractor.templates import Template, load_template
from extractor.verify import Mode

_OWNER = re.compile(r"/reports/\d+(/schede/\d+)?")


@dataclass(frozen=True, slots=True)
class PrintedAt:
    """A box and what is printed in it, line for line."""

    page: int
    bbox: BBox
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is at a pointer, and why."""

    document: Document
    path: str
    """JSON pointer; empty for the document."""
    value: object
    """A value, None, a record, or a tuple of records."""
    printed: tuple[PrintedAt, ...]
    """Where a value stands; one box a page."""
    rule: str
    missing: str | None
    """Why there is no value."""
    findings: tuple[Diagnostic, ...]
    """On it, on its row or list, or on what is in it."""


def explain(
    path: str | Path,
    pointer: str | None = None,
    *,
    password: str | None = None,
    reader: str = "pdfium",
    template: Path | None = None,
    verify: Mode = "doubtful",
) -> Explanation:
    """Read a PDF and say where a value of it comes from.

    Args:
        path: the file.
        pointer: a JSON pointer into the document, also without `/reports`, or after the code of an objective:
            `0505/indicators/1/target`; without one, the whole document is explained.
        password: of an encrypted file.
        reader: `pdfium` or `pdfplumber`.
        template: a template file; by default the one that comes with the program.
        verify: what a second engine reads again: `doubtful` schede, `all`, or `none`.

    Raises:
        UnknownPath: there is nothing at that pointer.
        SchedeError: one of its kinds, see extractor.errors.
    """
    from extractor.api import extract

    document = extract(path, password=password, reader=reader, template=template, verify=verify)
    if not (pointer or "").strip("/"):
        return Explanation(document, "", document, (), "", None, document.diagnostics)
    chosen = load_template(template)
    at, value = resolve(document, pointer or "")
    places = document.provenance.get(at, ())
    lacks = value is None or value == ()
    where = extent(document, _owner(at)) if lacks else None
    wanted = {place.page for place in places}
    wanted |= set(range(where.first, where.last + 1)) if where else set()
    with open_reader(Path(path).read_bytes(), password=password, reader=reader) as opened:
        pages = pages_read(opened, wanted)
    made_by = origin(chosen, at)
    findings = _findings(document, at)
    missing = _why_missing(at, made_by, findings, document, chosen, pages, where) if lacks else None
    printed = tuple(PrintedAt(one.page, one.bbox, text_in(pages[one.page], one.bbox)) for one in places)
    return Explanation(document, at, value, printed, made_by.rule, missing, findings)


def _owner(path: str) -> str:
    found = _OWNER.match(path)
    return found.group() if found else ""


def _findings(document: Document, path: str) -> tuple[Diagnostic, ...]:
    """Those on a pointer, on what it is part of below its scheda, and on what is in it."""
    owner = _owner(path)
    around = set()
    here = path
    while len(here) > len(owner):
        around.add(here)
        here = here.rpartition("/")[0]
    return tuple(
        found
        for found in document.diagnostics
        if found.path is not None
        and (found.path in around or found.path == path or found.path.startswith(f"{path}/"))
    )


def _why_missing(
    path: str,
    made_by: Origin,
    findings: tuple[Diagnostic, ...],
    document: Document,
    template: Template,
    pages: dict[int, Page],
    where: Extent | None,
) -> str:
    unread = next((found for found in findings if found.path == path and found.severity != "info"), None)
    if unread is not None:
        return f"It could not be read: {unread.message}"
    if where is None:
        return "Nothing of what it belongs to was read."
    return _what_lacks(path, made_by, document, Labels(template, pages.values(), where), where)


def _what_lacks(path: str, made_by: Origin, document: Document, labels: Labels, where: Extent) -> str:
    """The first thing that is not there of those that lead to a value."""
    field, section = made_by.field, made_by.section
    if field is not None:
        label = labels.field(field.name)
        if label is None:
            return f"No label '{field.labels[0]}' stands in this scheda ({where})."
        if made_by.code and any(at.startswith(path.rpartition("/")[0] + "/") for at in document.provenance):
            return f"The text beside the label on page {label.page} has no such code."
        return f"The label stands on page {label.page}, with nothing beside it."
    if section is None:
        return "Nothing on the pages says it."
    heading = labels.heading(section)
    if heading is None:
        return f"No heading '{section.labels[0]}' stands in this scheda ({where})."
    if made_by.sub_field is not None:
        page = labels.label(section, made_by.sub_field.name)
        if page is None:
            return (
                f"Below the heading on page {heading.page} no label '{made_by.sub_field.labels[0]}' stands."
            )
        return f"The label stands on page {page}, with nothing beside or below it."
    if section.kind == "table":
        header = labels.header(section)
        if header is None or header.table is None:
            return f"Below the heading on page {heading.page} no table with a known header stands."
        shown = {header.table.columns[index].name for index, _ in header.headers}
        if made_by.column is not None and made_by.column.name not in shown:
            return f"The table's header on page {header.page} has no column '{made_by.column.labels[0]}'."
        if made_by.column is not None:
            return (
                f"Its cell is empty: nothing is printed in this column of the row{_row_page(document, path)}."
            )
        return f"The table on page {header.page} has no rows."
    return f"The heading stands on page {heading.page}, with no such text below it."


def _row_page(document: Document, path: str) -> str:
    row = path.rpartition("/")[0]
    pages = sorted(
        {p.page for at, places in document.provenance.items() if at.startswith(f"{row}/") for p in places}
    )
    return f" (page {pages[0]})" if pages else ""


def places_near(explanation: Explanation) -> dict[str, tuple[Place, ...]]:
    """The places of a value or of all values in a row, list or record; where there are none, of what is around it."""
    path, places = explanation.path, explanation.document.provenance
    while path:
        found = {at: here for at, here in places.items() if at == path or at.startswith(f"{path}/")}
        if found:
            return found
        path = path.rpartition("/")[0]
    return places
