"""Which texts of a scheda are read for references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.records import Scheda
from extractor.references.find import find_references
from extractor.references.model import Reference

_FIELDS = ("objective", "dup_guideline", "definition", "expected_result", "condition")
_RESOURCES = ("spaces", "it_equipment", "other")


@dataclass(frozen=True, slots=True)
class Found:
    """A reference and where it was found."""

    field: str
    """The member that holds the text: `monitoring.text`."""
    path: str
    """The text as a JSON pointer into its scheda: `/monitoring/0/text`."""
    printed: str
    reference: Reference


def references_of(scheda: Scheda) -> Iterator[Found]:
    """The references in all free text of a scheda, in the order of its members."""
    for field, path, text in _texts(scheda):
        for reference in find_references(text):
            yield Found(field, path, text[reference.start : reference.end], reference)


def _texts(scheda: Scheda) -> Iterator[tuple[str, str, str]]:
    """Steps are left out: a phase's description holds their words."""
    for field in _FIELDS:
        yield from _text(field, f"/{field}", getattr(scheda, field))
    for ordinal, phase in enumerate(scheda.phases):
        yield from _text("phases.description", f"/phases/{ordinal}/description", phase.description)
    for ordinal, indicator in enumerate(scheda.indicators):
        yield from _text("indicators.name", f"/indicators/{ordinal}/name", indicator.name)
    for field in _RESOURCES:
        yield from _text(f"resources.{field}", f"/resources/{field}", getattr(scheda.resources, field))
    for ordinal, entry in enumerate(scheda.monitoring):
        yield from _text("monitoring.text", f"/monitoring/{ordinal}/text", entry.text)
    yield from _text("notes", "/notes", scheda.notes)


def _text(field: str, path: str, text: str | None) -> Iterator[tuple[str, str, str]]:
    if text:
        yield field, path, text
