"""Does a scheda have the sections, fields and rows that its pages and its siblings show?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from extractor.checks.model import WHOLE_PAGE, Finding, Objective, Subject, check, section_path
from extractor.parse.evidence import TableEvidence
from extractor.records import Budget, Place, Record, Scheda

ENOUGH = 4
"""Siblings from which on a habit of the document is known."""
WHOLE_ROWS: dict[str, tuple[str, ...]] = {
    "phases": ("description",),
    "indicators": ("name", "phases_text"),
    "staff": ("name", "category"),
    "monitoring": ("phases_text",),
    **dict.fromkeys(Budget.model_fields, ("chapter", "description", "amount")),
}
"""What no row of a table goes without."""
NAMED = {"name"}
"""What makes a row: one without it, where as many others have it, is rather a part of its neighbour."""
OFTEN_FILLED: dict[str, tuple[str, ...]] = {"indicators": ("target",), "monitoring": ("text",)}
"""What some rows go without."""
MOSTLY = 6
"""Siblings that have it for each that lacks it."""
COVER = ("entity", "title", "kind", "year", "area", "manager")
FIELDS = ("strategic_line", "strategic_action", "mission", "programme", "objective", "manager")


def _filled(scheda: Scheda, section: str) -> bool:
    if section in Budget.model_fields:
        return bool(getattr(scheda.budget, section))
    return bool(getattr(scheda, section, True))


def _nearly_all(having: int, count: int) -> bool:
    return count > having >= max(ENOUGH, MOSTLY * (count - having))


def _begin(objective: Objective) -> tuple[Place, ...]:
    """The page where a scheda begins; what is missing has no box."""
    page = min(objective.evidence.pages, default=None)
    return () if page is None else (Place(page=page, bbox=WHOLE_PAGE),)


@check("section_missing", "warning")
def section_missing(subject: Subject) -> Iterator[Finding]:
    """Where nearly all schede of a document have a section's heading, each has."""
    objectives = list(subject.objectives)
    for section in subject.template.sections:
        having = sum(section.name in objective.evidence.sections for objective in objectives)
        if not _nearly_all(having, len(objectives)):
            continue
        for objective in objectives:
            if section.name not in objective.evidence.sections:
                yield Finding(
                    section_path(objective, section.name),
                    f"The scheda has no '{section.labels[0]}', as the {having} others of this document have.",
                    objective.path,
                    _begin(objective),
                )


@check("headings_missing", "warning", settled=False)
def headings_missing(subject: Subject) -> Iterator[Finding]:
    """A document has headings over texts, not tables alone: else they may be printed so that nobody sees them."""
    texts = {section.name for section in subject.template.sections if section.kind != "table"}
    objectives = list(subject.objectives)
    if texts.isdisjoint(name for objective in objectives for name in objective.evidence.sections):
        for objective in objectives:
            for name in (*Scheda.model_fields, *Budget.model_fields):
                yield Finding(
                    section_path(objective, name),
                    "No scheda has a heading but over tables: values may stand where others belong.",
                    objective.path,
                    _begin(objective),
                )


@check("section_empty", "info")
def section_empty(subject: Subject) -> Iterator[Finding]:
    """Where nearly all schede of a document have something in a section, each has."""
    objectives = list(subject.objectives)
    for section in subject.template.sections:
        if section.kind == "fields":
            continue
        having = sum(_filled(objective.scheda, section.name) for objective in objectives)
        if not _nearly_all(having, len(objectives)):
            continue
        for objective in objectives:
            shown = section.name in objective.evidence.sections
            if shown and not _filled(objective.scheda, section.name):
                yield Finding(
                    section_path(objective, section.name),
                    f"There is nothing under '{section.labels[0]}'; {having} other schede have something there.",
                    objective.path,
                    _begin(objective),
                )


@check("cover_incomplete", "warning", settled=False)
def cover_incomplete(subject: Subject) -> Iterator[Finding]:
    """A cover that has more text than its values names its area and who answers for it; an unread one is none."""
    unused = [found for found in subject.document.diagnostics if found.code == "text_not_used"]
    paths = {found.path for found in unused}
    for number, report in enumerate(subject.document.reports):
        path = f"/reports/{number}"
        for name in ("area", "manager"):
            if path in paths and getattr(report, name) is None:
                yield Finding(f"{path}/{name}", f"The cover has text that belongs to nothing, and no {name}.")
    first = next(iter(subject.document.reports))
    begins = min((page for one in subject.objectives for page in one.evidence.pages), default=0)
    above = tuple(
        Place(page=found.page, bbox=found.bbox)
        for found in unused
        if found.path is None and found.page and found.bbox and found.page <= begins
    )
    if above and all(getattr(first, name) is None for name in COVER):
        for name in COVER:
            yield Finding(
                f"/reports/0/{name}",
                f"No cover was read, and text above the schede is in no value: {name}?",
                None,
                above,
            )


@check("field_missing", "warning")
def field_missing(subject: Subject) -> Iterator[Finding]:
    """Where all other schede of a document have a label of the header block, each has."""
    objectives = list(subject.objectives)
    for field in subject.template.fields:
        lacking = [o for o in objectives if getattr(o.scheda, field.name) is None]
        if field.name in FIELDS and lacking and len(objectives) - len(lacking) >= ENOUGH * len(lacking):
            for objective in lacking:
                yield Finding(
                    f"{objective.path}/{field.name}",
                    f"The scheda has nothing under '{field.labels[0]}', as the others of this document have.",
                    objective.path,
                    _begin(objective),
                )


@check("row_incomplete", "warning", settled=False)
def row_incomplete(subject: Subject) -> Iterator[Finding]:
    """Where nearly all rows of one kind in a document have a text or an amount, or half of them a name, each has."""
    yield from _incomplete(subject, WHOLE_ROWS, blank=False)


@check("cell_empty", "info")
def cell_empty(subject: Subject) -> Iterator[Finding]:
    """Where nearly all rows have a value, each has: a target, a report, or another whose cell is seen to be empty."""
    yield from _incomplete(subject, OFTEN_FILLED, blank=None)
    yield from _incomplete(subject, WHOLE_ROWS, blank=True)


def _incomplete(
    subject: Subject, wanted: Mapping[str, tuple[str, ...]], *, blank: bool | None
) -> Iterator[Finding]:
    """The values that rows lack: those that the page shows to be printed nowhere, the others, or both with None."""
    blanks = {
        path
        for objective in subject.objectives
        for table in objective.evidence.tables
        for path in table.blanks
    }
    for table, members in wanted.items():
        tables = [
            (section_path(objective, table), _rows(objective.scheda, table))
            for objective in subject.objectives
        ]
        found = [(path, rows, ordinal) for path, rows in tables for ordinal in range(len(rows))]
        for member in members:
            lacking = [one for one in found if getattr(one[1][one[2]], member) is None]
            others = len(found) - len(lacking)
            few = member in NAMED and others >= len(lacking)
            for path, rows, ordinal in lacking if few or _nearly_all(others, len(found)) else ():
                row = f"{path}/{ordinal}"
                missing = f"{row}/{member}"
                if missing in subject.told or blank == (missing not in blanks):
                    continue
                yield Finding(missing, f"The row has no {member}, as {others} others have.", row)
                for near in (
                    range(max(0, ordinal - 1), min(len(rows), ordinal + 2)) if few and not blank else ()
                ):
                    what = "This row" if near == ordinal else "A row beside this one"
                    yield Finding(f"{path}/{near}", f"{what} has no {member}: it may be a part of another.")


def _rows(scheda: Scheda, table: str) -> tuple[Record, ...]:
    found: tuple[Record, ...] = getattr(scheda.budget if table in Budget.model_fields else scheda, table)
    return found


@check("column_missing", "warning", settled=False)
def column_missing(subject: Subject) -> Iterator[Finding]:
    """Where most tables of one kind in a report have a column, each has."""
    alike: defaultdict[tuple[int, str], list[TableEvidence]] = defaultdict(list)
    for objective in subject.objectives:
        for table in objective.evidence.tables:
            alike[id(objective.report), table.path.removeprefix(objective.path)].append(table)
    for tables in alike.values():
        having = Counter(column for table in tables for column in table.columns)
        usual = [column for column, count in having.items() if 2 * count > len(tables) > 2]
        for table in tables:
            for column in usual:
                if column not in table.columns:
                    yield Finding(
                        table.path, f"The table has no column '{column}', as {having[column]} others have."
                    )


@check("row_count_differs", "warning", settled=False)
def row_count_differs(subject: Subject) -> Iterator[Finding]:
    """A table has as many rows as activity codes begin in its section."""
    for objective in subject.objectives:
        for table in objective.evidence.tables:
            if table.entries is not None and table.entries != table.rows:
                yield Finding(
                    table.path, f"{table.rows} rows were read, but {table.entries} activity codes begin here."
                )
