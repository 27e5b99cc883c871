"""The pages about the whole archive: what became of each file, and the results summed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TypeVar

from extractor.errors import SchedeError
from extractor.review.findings import SEVERITIES
from extractor.review.folder import Entry
from extractor.review.html import Pages
from extractor.review.labels import Labels
from extractor.review.results import KEPT, REACHED, Group, Kept, Picture, Reached, percent
from extractor.review.sheet import Sheet

WIDE_ENOUGH = 6
"""Per cent of a bar that a number in it needs."""
LINES = 4
"""Of a document that holds many areas the row names some."""
Class = TypeVar("Class", Reached, Kept)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar."""

    name: str
    count: int
    at: str
    middle: str
    length: str
    wide: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A whole, in parts."""

    parts: tuple[Part, ...]
    share: str
    """Of the first part, which is the one aimed at, in whole per cent."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What the archive page says of a document."""

    about: tuple[str, ...]
    pages: int
    schede: int
    findings: Mapping[str, int]
    doubtful: int


@dataclass(frozen=True, slots=True)
class InputRow:
    """One file of the archive."""

    file: str
    page: str | None
    """The document_id of its page."""
    about: tuple[str, ...]
    status: str
    code: str | None
    message: str
    on_page: int | None
    unreadable: bool
    numbers: tuple[int | None, ...]


class ArchivePage:
    """Collects what the documents' pages say."""

    def __init__(self) -> None:
        self._digests: dict[str, Digest] = {}
        self._picture = Picture()
        self._codes: Counter[tuple[str, str]] = Counter()

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self._digests)

    def add(self, sheet: Sheet) -> None:
        """Count a document in."""
        document = sheet.document
        about: dict[str, None] = {}
        for report in document.reports:
            about |= dict.fromkeys(
                part for part in (report.entity, _joined(report.area, report.year)) if part
            )
        self._digests[document.document_id] = Digest(
            tuple(about)[:LINES],
            document.source.pages,
            sum(len(report.schede) for report in document.reports),
            Counter(found.severity for found in document.diagnostics),
            sheet.doubtful,
        )
        self._codes.update((found.severity, found.code) for found in document.diagnostics)
        self._picture.add(document)

    def index(self, html: Pages, t: Labels, entries: Iterable[Entry]) -> str:
        """The archive page."""
        rows = [self._row(entry) for entry in entries]
        errors = Counter(row.code for row in rows if row.code)
        return html.page(
            "index",
            t,
            "index",
            rows=rows,
            totals={
                "documents": self.documents,
                "pages": sum(digest.pages for digest in self._digests.values()),
                "schede": sum(digest.schede for digest in self._digests.values()),
                "failed": sum(row.status == "failed" for row in rows),
            },
            statuses=sorted({row.status for row in rows}),
            errors=sorted(errors.items(), key=lambda entry: (-entry[1], entry[0])),
            findings=[
                (severity, code, count)
                for (severity, code), count in sorted(
                    self._codes.items(),
                    key=lambda entry: (SEVERITIES.index(entry[0][0]), -entry[1], entry[0]),
                )
            ],
        )

    def _row(self, entry: Entry) -> InputRow:
        row = entry.row
        digest = self._digests.get(entry.document_id or "")
        numbers: tuple[int | None, ...] = (row.pages, row.schede, None, None, None, None)
        if digest:
            findings = (digest.findings.get(severity, 0) for severity in SEVERITIES)
            numbers = (digest.pages, digest.schede, *findings, digest.doubtful)
        return InputRow(
            file=row.file,
            page=entry.document_id if digest else None,
            about=digest.about if digest else (),
            status=row.status,
            code=row.code,
            message=(row.message or "").removesuffix(_remedies().get(row.code or "", "")).strip(),
            on_page=row.page,
            unreadable=digest is None and entry.json is not None,
            numbers=numbers,
        )

    def results(self, html: Pages, t: Labels) -> str:
        """The page of the results."""
        picture = self._picture
        return html.page(
            "results",
            t,
            "results",
            areas=_bars(picture.areas, REACHED),
            missions=_bars(picture.missions, REACHED),
            phases=_bars(picture.phases, KEPT),
            reached=REACHED,
            kept=KEPT,
        )


@cache
def _remedies() -> dict[str, str]:
    """What a row says in English after its message, by code: the page says it in its own language."""
    kinds = [SchedeError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return {kind.code: kind.remedy for kind in kinds}


def _joined(*parts: str | int | None) -> str:
    return " · ".join(str(part) for part in parts if part)


def _bars(groups: Mapping[Group, Counter[Class]], classes: tuple[Class, ...]) -> list[tuple[Group, Bar]]:
    """A bar for each group that holds anything, by name and year."""
    return [(group, _bar(found, classes)) for group, found in sorted(groups.items()) if found.total()]


def _bar(found: Counter[Class], classes: tuple[Class, ...]) -> Bar:
    total = found.total()
    counts = [found[one] for one in classes]
    starts = accumulate(counts, initial=0)
    return Bar(
        tuple(
            Part(
                one,
                count,
                percent(start, total),
                percent(2 * start + count, 2 * total),
                percent(count, total),
                count * 100 >= WIDE_ENOUGH * total,
            )
            for one, count, start in zip(classes, counts, starts, strict=False)
        ),
        f"{(200 * counts[0] + total) // (2 * total)} %",
    )
