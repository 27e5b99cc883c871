"""The findings of a document, numbered, the gravest first."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.records import Diagnostic, Document, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, by the number that the page shows."""

    number: int
    diagnostic: Diagnostic
    settled: bool
    """A person has looked at the value since."""

    @property
    def path(self) -> str | None:
        """The value that it is about."""
        return self.diagnostic.path


def number_findings(document: Document) -> tuple[Finding, ...]:
    """The findings, the gravest first, and in document order among those of one severity."""
    graver = sorted(document.diagnostics, key=lambda found: SEVERITIES.index(found.severity))
    return tuple(
        Finding(number, found, _settled(document, found.path)) for number, found in enumerate(graver, 1)
    )


def _settled(document: Document, path: str | None) -> bool:
    places = document.provenance.get(path or "", ())
    return bool(places) and places[0].correction is not None
