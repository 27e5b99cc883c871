"""Reading a document again where it is doubtful."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extractor.checks import CHECKS
from extractor.errors import DamagedPdf, SchedeError
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.page import Box, Page, Reader, open_reader
from extractor.page.guard import GuardedReader, Watch
from extractor.parse.document import parse
from extractor.parse.evidence import Parsed, TableEvidence
from extractor.records import Diagnostic, Document, Leaf, SecondReading, leaves
from extractor.templates import Template
from extractor.verify.tables import VECTOR, bare, cell_findings, read_cells

if TYPE_CHECKING:
    from extractor.verify import Mode

SCHEDA = re.compile(r"/reports/\d+/schede/\d+(?=/|$)")
SETTLED = frozenset(check.code for check in CHECKS if check.settled) | {"codes_disagree"}
"""Findings that say only that values do not agree: read twice alike, they are the document's own."""
ON_PAGES = frozenset({"number_not_in_text", "number_lost"})
"""Findings on the words of a page, which those of the other engine can settle."""
CAMELOT_PAGES = 10
"""Pages that camelot reads between two signs of life."""
TOLD = " Two readings agree that it is printed so."


@dataclass(slots=True)
class Mixed:
    """A document read by one engine on some pages and by another on the rest."""

    first: Reader
    second: Reader
    numbers: Collection[int]
    """Pages of the second engine."""
    page_count: int = 0
    producer: str | None = None
    kept: dict[int, Page] = field(default_factory=dict)
    """What the second engine read."""

    def __post_init__(self) -> None:
        self.page_count, self.producer = self.first.page_count, self.first.producer

    def pages(self, only: Collection[int] | None = None) -> Iterator[Page]:
        """Every page in order."""
        assert only is None
        again = self.second.pages(self.numbers)
        for page in self.first.pages():
            if page.number in self.numbers:  # the first engine's text goes on to bear witness
                self.kept[page.number] = replace(next(again), numbers=page.numbers)
                yield self.kept[page.number]
            else:
                yield page


def verify(
    parsed: Parsed,
    findings: tuple[Diagnostic, ...],
    data: bytes,
    template: Template,
    *,
    mode: Mode = "doubtful",
    limits: Limits = DEFAULT_LIMITS,
    watch: Watch | None = None,
    reader: str = "pdfium",
    password: str | None = None,
) -> Document:
    """The document with all its findings, after what is doubtful has been read twice.

    Args:
        parsed: what the first reading gave.
        findings: what the checks found in it.
        data: the file.
        template: by which it was read.
        mode: whether schede with a warning are read again, all of them, or none.
        reader: the first reading's engine; the other one reads again.
        password: of an encrypted file.
        limits: those on content, which hold for the second reading too.
        watch: told that it goes on.
    """
    document = parsed.document
    found = (*document.diagnostics, *findings)
    schede = _chosen(parsed, found, mode)
    pages = _pages(parsed, schede)
    if not pages:
        return _with(document, found, SecondReading(mode=mode))
    other = "pdfplumber" if reader == "pdfium" else "pdfium"
    file = document.source.file
    try:
        with (
            open_reader(data, file=file, password=password, reader=reader) as first,
            open_reader(data, file=file, password=password, reader=other) as second,
        ):
            if first.page_count != second.page_count:  # as in damaged files: none knows which page is which
                counts = f"it has {first.page_count} pages for {reader} and {second.page_count} for {other}"
                raise DamagedPdf(counts, file=file)
            sheets = parsed.evidence.sheets
            mixed = Mixed(first, second, {(page + 1) // 2 for page in pages} if sheets else pages)
            again = parse(GuardedReader(mixed, limits, file, watch), data, file, template, limits)
    except SchedeError as error:
        failed = Diagnostic(
            code="second_reading_failed",
            severity="info",
            message=f"What is doubtful could not be read again by {other}: {error.message}.",
            page=error.page,
        )
        return _with(document, (*found, failed), SecondReading(mode=mode))
    differing = tuple(_differences(document, again.document, schede, reader, other))
    tables = [table for scheda in parsed.evidence.schede if scheda.path in schede for table in scheda.tables]
    # camelot knows nothing of halves of sheets
    cells = None if sheets else _drawn_cells(tables, mixed.kept, data, password, watch)
    engines = [other]
    if cells is not None:
        differing += tuple(cell_findings(document.provenance, tables, cells, mixed.kept))
        engines.append("camelot")
    agreed = schede - {_scheda(diagnostic.path) for diagnostic in differing if diagnostic.severity != "info"}
    doubted = _pages(parsed, schede - agreed) | again.evidence.odd.keys()
    settled = tuple(_settled(diagnostic, agreed, pages - doubted) for diagnostic in found)
    told = SecondReading(mode=mode, engines=tuple(engines), schede=tuple(sorted(schede, key=_order)))
    return _with(document, (*settled, *differing), told)


def _drawn_cells(
    tables: Collection[TableEvidence],
    pages: Mapping[int, Page],
    data: bytes,
    password: str | None,
    watch: Watch | None,
) -> dict[int, list[Box]] | None:
    """The cells that camelot sees on the pages of tables; None where there is no line to see.

    Where lines are drawn it reads them as such. Where a page draws none and has an image, they may be in that.
    """
    shown = {number for table in tables for number, _ in table.areas}
    ruled = {number for table in tables if table.ruled for number, _ in table.areas}
    pictured = {number for number in shown - ruled if pages[number].images and not pages[number].rules}
    if not ruled and not pictured:
        return None
    cells: dict[int, list[Box]] = {}
    for numbers, engine in ((ruled, VECTOR), (pictured, "combined")):
        ordered = sorted(numbers)
        for start in range(0, len(ordered), CAMELOT_PAGES):
            if watch:
                watch(0)
            some = ordered[start : start + CAMELOT_PAGES]
            cells |= read_cells(data, password, {number: pages[number] for number in some}, engine)
    return cells


def _chosen(parsed: Parsed, found: tuple[Diagnostic, ...], mode: Mode) -> set[str]:
    """The paths of the schede to read again."""
    everything = {scheda.path for scheda in parsed.evidence.schede}
    if mode == "all":
        return everything
    if mode == "none":
        return set()
    doubtful = {_scheda(diagnostic.path) for diagnostic in found if diagnostic.severity != "info"}
    doubtful |= {
        scheda.path for scheda in parsed.evidence.schede if not scheda.pages.isdisjoint(parsed.evidence.odd)
    }
    return {path for path in everything if path in doubtful}


def _pages(parsed: Parsed, schede: Collection[str]) -> set[int]:
    return {number for scheda in parsed.evidence.schede if scheda.path in schede for number in scheda.pages}


def _scheda(path: str | None) -> str | None:
    match = SCHEDA.match(path or "")
    return match[0] if match else None


def _order(path: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", path))


def _differences(
    document: Document, again: Document, schede: Collection[str], first: str, second: str
) -> Iterator[Diagnostic]:
    """The values of schede that two readings do not give alike."""
    before = {path: value for path, value in leaves(document) if _scheda(path) in schede}
    after = {path: value for path, value in leaves(again) if _scheda(path) in schede}
    for path in [*before, *(path for path in after if path not in before)]:
        one, two = before.get(path), after.get(path)
        if one == two:
            continue
        places = (document if path in before else again).provenance.get(path, ())
        yield Diagnostic(
            code="readings_differ",
            severity="info" if _alike(one, two) else "warning",
            message=f"{first} reads {_shown(one)}, {second} reads {_shown(two)}.",
            path=path,
            page=places[0].page if places else None,
            bbox=places[0].bbox if places else None,
        )


def _alike(one: Leaf | None, two: Leaf | None) -> bool:
    """Whether two texts have the same letters and digits."""
    if not isinstance(one, str) or not isinstance(two, str):
        return False
    return bare(one) == bare(two)


def _shown(value: Leaf | None) -> str:
    return "nothing" if value is None else f"'{value}'"


def _settled(diagnostic: Diagnostic, agreed: Collection[str], pages: Collection[int]) -> Diagnostic:
    """A finding on values that both readings give alike is a remark on the document, or on the first reading."""
    if diagnostic.code in ON_PAGES:
        alike = diagnostic.page in pages
    else:
        alike = diagnostic.code in SETTLED and _scheda(diagnostic.path) in agreed
    if not alike or diagnostic.severity == "info":
        return diagnostic
    return diagnostic.model_copy(update={"severity": "info", "message": diagnostic.message + TOLD})


def _with(document: Document, found: tuple[Diagnostic, ...], told: SecondReading) -> Document:
    source = document.source.model_copy(update={"second_reading": told})
    return document.model_copy(update={"diagnostics": found, "source": source})
