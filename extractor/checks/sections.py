"""Does a scheda have the sections, fields and rows that its pages and its siblings show?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from extractor.checks.model import Finding, Objective, Subject, check
from extractor.normalise.reason import quote
from extractor.parse.evidence import TableEvidence
from extractor.records import BBox, Budget, Place, Record, Scheda

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
FIELDS = ("strategic_line", "strategic_action", "mission", "programme", "objective", "manager")
WHOLE_PAGE: BBox = (0.0, 0.0, 0.0, 0.0)


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


def _on_page(subject: Subject, page: int) -> tuple[Place, ...]:
    """The box of what is printed on a page beside running heads and feet."""
    account = subject.evidence.accounts.get(page)
    if account is None or account.box is None:
        return (Place(page=page, bbox=WHOLE_PAGE),)
    return (Place.at(page, *account.box),)


def _paths(objective: Objective, section: str) -> str:
    in_budget = section in Budget.model_fields
    return f"{objective.path}/budget/{section}" if in_budget else f"{objective.path}/{section}"


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
                    _paths(objective, section.name),
                    f"The scheda has no '{section.labels[0]}', as the {having} others of this document have.",
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
                    _paths(objective, section.name),
                    f"There is nothing under '{section.labels[0]}'; {having} other schede have something there.",
                    objective.path,
                    _begin(objective),
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
    yield from _incomplete(subject, WHOLE_ROWS)


@check("cell_empty", "info")
def cell_empty(subject: Subject) -> Iterator[Finding]:
    """Where nearly all indicators have a target and all phases a report on them, each has."""
    yield from _incomplete(subject, OFTEN_FILLED)


def _incomplete(subject: Subject, wanted: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    for table, members in wanted.items():
        tables = [
            (_paths(objective, table), _rows(objective.scheda, table)) for objective in subject.objectives
        ]
        found = [(path, rows, ordinal) for path, rows in tables for ordinal in range(len(rows))]
        for member in members:
            lacking = [one for one in found if getattr(one[1][one[2]], member) is None]
            others = len(found) - len(lacking)
            few = member in NAMED and others >= len(lacking)
            for path, rows, ordinal in lacking if few or _nearly_all(others, len(found)) else ():
                row = f"{path}/{ordinal}"
                if f"{row}/{member}" in subject.told:
                    continue
                yield Finding(f"{row}/{member}", f"The row has no {member}, as {others} others have.", row)
                for near in range(max(0, ordinal - 1), min(len(rows), ordinal + 2)) if few else ():
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


@check("number_not_in_text", "warning", settled=False)
def number_not_in_text(subject: Subject) -> Iterator[Finding]:
    """A number in a page's words is in the page's text as the PDF engine gives it whole."""
    for page, odd in subject.evidence.odd.items():
        for word in odd.words:
            place = Place.at(page, *word.box)
            for path in _paths_at(subject, place) or [""]:
                message = f"'{word.text}' was read here, and the page's text has no such number."
                yield Finding(path, message, None, (place,))


def _paths_at(subject: Subject, place: Place) -> list[str]:
    """The values in one of whose boxes the middle of a place lies."""
    x, y = (place.bbox[0] + place.bbox[2]) / 2, (place.bbox[1] + place.bbox[3]) / 2
    return [
        path
        for path, places in subject.document.provenance.items()
        for x0, top, x1, bottom in (other.bbox for other in places if other.page == place.page)
        if x0 <= x <= x1 and top <= y <= bottom
    ]


@check("number_lost", "warning", settled=False)
def number_lost(subject: Subject) -> Iterator[Finding]:
    """A number in a page's text is in one of its words."""
    for page, odd in subject.evidence.odd.items():
        if odd.lost:
            yield Finding(
                "",
                f"The page's text has {quote(', '.join(odd.lost))}, and no word that was read.",
                None,
                _on_page(subject, page),
            )


def _front_matter(subject: Subject) -> set[int]:
    """The pages where letters and contents stand: before the first cover, and from each cover to its first scheda."""
    front: set[int] = set()
    for number, report in enumerate(subject.document.reports):
        schede = [
            one.evidence.pages for one in subject.objectives if one.report is report and one.evidence.pages
        ]
        covers = [
            place.page
            for name in ("entity", "title", "kind", "year")
            for place in subject.document.provenance.get(f"/reports/{number}/{name}", ())
        ]
        if schede and covers:
            front.update(range(min(covers) if number else 1, min(min(pages) for pages in schede)))
    return front


@check("page_without_values", "warning", settled=False)
def page_without_values(subject: Subject) -> Iterator[Finding]:
    """Every page with words on it gives a value or a label, but those between a cover and its first scheda."""
    front = _front_matter(subject)
    for number, account in subject.evidence.accounts.items():
        if account.unused and not account.values and not account.labels and number not in front:
            yield Finding(
                "",
                f"None of the {account.unused} words of page {number} is in a value.",
                None,
                _on_page(subject, number),
            )


@check("text_at_page_foot", "warning", settled=False)
def text_at_page_foot(subject: Subject) -> Iterator[Finding]:
    """Text ends before the paper does: what runs to its foot may go on where nobody sees it."""
    cut = {number: account for number, account in subject.evidence.accounts.items() if account.cut}
    for objective in subject.objectives:
        for number in sorted(objective.evidence.pages & cut.keys()):
            tables = [
                table.path
                for table in objective.evidence.tables
                if number in {page for page, _ in table.areas}
            ]
            yield Finding(
                tables[-1] if tables else objective.path,
                f"Text reaches the foot of page {number}: rows or lines may be missing.",
                None,
                _on_page(subject, number),
            )
