"""What a check is: a name, a severity, and a function from a document to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from extractor.parse.evidence import Evidence, SchedaEvidence
from extractor.records import BBox, Budget, Diagnostic, Document, Place, Report, Scheda, Severity
from extractor.templates import Template

WHOLE_PAGE: BBox = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree, as a check says it."""

    path: str
    message: str
    at: str | None = None
    """The path of a value that stands where the finding is, when `path` itself has no place."""
    places: tuple[Place, ...] = ()
    """Where it is, when no value stands there; an empty box is the whole page."""


@dataclass(frozen=True, slots=True)
class Objective:
    """A scheda with what it belongs to."""

    path: str
    scheda: Scheda
    report: Report
    evidence: SchedaEvidence


def section_path(objective: Objective, section: str) -> str:
    """The path of what a section of a scheda holds."""
    in_budget = section in Budget.model_fields
    return f"{objective.path}/budget/{section}" if in_budget else f"{objective.path}/{section}"


@dataclass(frozen=True)
class Subject:
    """A document as checks see it."""

    document: Document
    evidence: Evidence
    template: Template

    @cached_property
    def told(self) -> frozenset[str]:
        """Paths of which a finding tells already, such as what is printed there and cannot be read."""
        return frozenset(found.path for found in self.document.diagnostics if found.path is not None)

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        """Every scheda, in document order."""
        evidence = iter(self.evidence.schede)
        return tuple(
            Objective(f"/reports/{number}/schede/{ordinal}", scheda, report, next(evidence))
            for number, report in enumerate(self.document.reports)
            for ordinal, scheda in enumerate(report.schede)
        )


@dataclass(frozen=True, slots=True)
class Check:
    """One rule that a document's values keep when they were read right."""

    code: str
    severity: Severity
    run: Callable[[Subject], Iterator[Finding]]
    settled: bool = True
    """Whether two readings that agree settle it: it compares values, and not what the pages show with them."""

    @property
    def about(self) -> str:
        """What it looks for, in a sentence."""
        return (self.run.__doc__ or "").strip()

    def diagnostics(self, subject: Subject) -> Iterator[Diagnostic]:
        """What it finds, with page and box."""
        for found in self.run(subject):
            places = found.places if found.at is None else ()
            places = places or self._places(subject.document, found) or found.places
            place = places[0] if places else None
            yield Diagnostic(
                code=self.code,
                severity=self.severity,
                message=found.message,
                path=found.path,
                page=place.page if place else None,
                bbox=place.bbox if place and any(place.bbox) else None,
            )

    @staticmethod
    def _places(document: Document, found: Finding) -> tuple[Place, ...]:
        provenance = document.provenance
        for path in (found.path, found.at):
            if path is not None and path in provenance:
                return provenance[path]
        below = f"{found.at or found.path}/"  # of a row or a section, where its first value stands
        return next((places for path, places in provenance.items() if path.startswith(below)), ())


def exceptions(cases: Iterable[Finding | None], *, least: int = 1) -> Iterator[Finding]:
    """The findings among the cases of a rule, if four in five of the document's cases keep it.

    A rule that a document does not keep as a rule says nothing about how it was read. `least` is how many cases have
    to keep it before an exception counts.
    """
    found = list(cases)
    broken = [case for case in found if case is not None]
    kept = len(found) - len(broken)
    if kept >= max(least, 4 * len(broken)):
        yield from broken


def check(
    code: str, severity: Severity, *, settled: bool = True
) -> Callable[[Callable[[Subject], Iterator[Finding]]], Check]:
    """Make a check of a function whose docstring says what it looks for."""
    return lambda run: Check(code, severity, run, settled)
