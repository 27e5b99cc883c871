"""What became of each printed value, and whether a finding said so where it went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from extractor.evaluation.align import align
from extractor.evaluation.fields import TABLES, parts, same
from extractor.records import Diagnostic, Document, Leaf, Record, Report, Scheda


class Status(StrEnum):
    """What became of a value."""

    RIGHT = "right"
    WRONG = "wrong"
    """Another value was read."""
    MISSING = "missing"
    """Printed, but nothing was read."""
    INVENTED = "invented"
    """Read, but nothing is printed."""


class Said(StrEnum):
    """How loudly the document says that a value may be wrong."""

    FLAGGED = "flagged"
    """By a finding of severity warning or error, or because the whole file failed."""
    NOTED = "noted"
    """By a finding of severity info."""
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One value: what was printed, what was read."""

    table: str
    field: str
    """Its name below its row: `achieved`, `mission/code`."""
    status: Status
    path: str
    """JSON pointer into what was read; of a value that has no row there, the pointer of the list."""
    truth: Leaf | None
    read: Leaf | None
    said: Said | None = None
    """None where the value is right."""
    codes: tuple[str, ...] = ()
    """The findings that say so."""


@dataclass(frozen=True, slots=True)
class SchedaOutcome:
    """A scheda as a whole."""

    path: str
    status: Status
    warnings: int
    """Findings of severity warning or error on it."""
    notes: int
    """Findings of severity info on it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything about one file."""

    outcomes: tuple[Outcome, ...]
    schede: tuple[SchedaOutcome, ...]
    rows: dict[str, dict[Status, int]]
    """By table: rows that have a partner (`right`), that have none in what was read, or none in the truth."""


class Findings:
    """The findings of a document by their paths."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.by_path: dict[str, list[Diagnostic]] = {}
        for found in diagnostics:
            self.by_path.setdefault((found.path or "").rstrip("/"), []).append(found)

    def about(self, path: str, owner: str) -> tuple[Said, tuple[str, ...]]:
        """What is said about a value: on itself, its row or its list, below the scheda or report that owns it."""
        found: list[Diagnostic] = []
        while len(path) > len(owner):
            found += self.by_path.get(path, ())
            path = path.rpartition("/")[0]
        codes = tuple(dict.fromkeys(one.code for one in found))
        if any(one.severity != "info" for one in found):
            return Said.FLAGGED, codes
        return (Said.NOTED if found else Said.SILENT), codes

    def below(self, owner: str) -> list[Diagnostic]:
        """All findings on a scheda and what is in it."""
        return [
            one
            for path, found in self.by_path.items()
            if path == owner or path.startswith(f"{owner}/")
            for one in found
        ]


def compare(truth: Sequence[Report], document: Document) -> Comparison:
    """Compare what was printed with what was read."""
    work = _Comparing(Findings(document.diagnostics))
    work.lists(Report, truth, document.reports, "/reports", "")
    return Comparison(tuple(work.outcomes), tuple(work.schede), work.rows)


def all_lost(truth: Sequence[Report], code: str) -> Comparison:
    """What a file that failed makes: every value is missing, and the error with its code said so."""
    work = _Comparing(Findings(()), failed=code)
    work.lists(Report, truth, (), "/reports", "")
    return Comparison(tuple(work.outcomes), tuple(work.schede), work.rows)


class _Comparing:
    """Walks both sides at once."""

    def __init__(self, findings: Findings, failed: str | None = None) -> None:
        self.findings = findings
        self.failed = failed
        self.outcomes: list[Outcome] = []
        self.schede: list[SchedaOutcome] = []
        self.rows: dict[str, dict[Status, int]] = {}

    def lists(
        self, kind: type[Record], truth: Sequence[Record], read: Sequence[Record], path: str, owner: str
    ) -> None:
        """Rows of one list, best matches together; `owner` is the pointer of the scheda or report around it."""
        counts = self.rows.setdefault(TABLES[kind], {})
        for ours, theirs in align(truth, read):
            status = _status(ours is not None, theirs is not None)
            counts[status] = counts.get(status, 0) + 1
            self.row(
                truth[ours] if ours is not None else None,
                read[theirs] if theirs is not None else None,
                f"{path}/{theirs}" if theirs is not None else path,
                owner,
            )

    def row(self, truth: Record | None, read: Record | None, path: str, owner: str) -> None:
        """One row: its values, then its lists."""
        some = truth or read
        assert some is not None
        owns = isinstance(some, Report | Scheda) and read is not None
        inside = path if owns else owner
        first = len(self.outcomes)
        ours, theirs = (parts(side or type(some).model_construct()) for side in (truth, read))
        for name in ours.values | theirs.values:
            a, b = ours.values.get(name), theirs.values.get(name)
            self.value(TABLES[type(some)], name, a, b, f"{path}/{name}" if read is not None else path, inside)
        for name in ours.lists | theirs.lists:
            a_rows, b_rows = ours.lists.get(name, ()), theirs.lists.get(name, ())
            if a_rows or b_rows:
                below = f"{path}/{name}" if read is not None else path
                self.lists(type((a_rows or b_rows)[0]), a_rows, b_rows, below, inside)
        if isinstance(some, Scheda):
            self.schede.append(self.scheda(path, truth, read, self.outcomes[first:]))

    def value(
        self, table: str, field: str, truth: Leaf | None, read: Leaf | None, path: str, owner: str
    ) -> None:
        """One value."""
        if same(truth, read):
            self.outcomes.append(Outcome(table, field, Status.RIGHT, path, truth, read))
            return
        status = _status(truth is not None, read is not None)
        status = Status.WRONG if status is Status.RIGHT else status
        said, codes = self.findings.about(path, owner)
        if self.failed is not None:
            said, codes = Said.FLAGGED, (self.failed,)
        self.outcomes.append(Outcome(table, field, status, path, truth, read, said, codes))

    def scheda(
        self, path: str, truth: Record | None, read: Record | None, outcomes: Sequence[Outcome]
    ) -> SchedaOutcome:
        """A scheda whose values are known."""
        status = _status(truth is not None, read is not None)
        if status is Status.RIGHT and any(one.status is not Status.RIGHT for one in outcomes):
            status = Status.WRONG
        found = self.findings.below(path) if read is not None else []
        warnings = sum(one.severity != "info" for one in found)
        return SchedaOutcome(path, status, warnings, len(found) - warnings)


def _status(printed: bool, read: bool) -> Status:
    if printed and read:
        return Status.RIGHT
    return Status.MISSING if printed else Status.INVENTED


def wrong(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Those that are not right."""
    return (one for one in outcomes if one.status is not Status.RIGHT)
