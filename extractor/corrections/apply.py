"""Corrections put into a document, and taken out of it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.corrections.model import Kept
from extractor.corrections.values import (
    NoSuchValue,
    NotOfItsKind,
    from_scalar,
    kind_of,
    to_scalar,
    value_at,
    with_values,
)
from extractor.records import Correction, Diagnostic, Document, Leaf, Place

NOT_APPLIED = "correction_not_applied"
"""Code of the finding about a correction that no longer fits the document's record."""
PROTECTED = "staff_protected"
"""Code of the finding that a document whose names were taken out says so with, see extractor.privacy."""
SAME_PLACE = 0.5
"""Share of the smaller of two boxes that lies in the other one, from which they are about one place."""
Provenance = dict[str, tuple[Place, ...]]


def apply(document: Document, kept: Iterable[Kept]) -> Document:
    """The document as people corrected it.

    Each value's places say who gave it, when, and what the program had read. A correction whose path leads to
    another place than the one the person looked at is not applied: a finding says so. Nor is a text that was
    typed before names of people were taken out, for it may name them, or after, where they stand again.
    """
    protected = is_protected(document)
    values: dict[str, Leaf | None] = {}
    provenance: Provenance = dict(document.provenance)
    findings: list[Diagnostic] = []
    for one in kept:
        try:
            read, places = value_at(document, one.path), where(document, one.path)
            value = from_scalar(one.path, one.value)
        except (NoSuchValue, NotOfItsKind):
            findings.append(_not_applied(one, None))
            continue
        other_names = kind_of(one.path) == "text" and one.protected != protected
        if other_names or not _meet(places, one.places):
            findings.append(_not_applied(one, one.path))
            continue
        values[one.path] = value
        said = Correction(verdict=one.verdict, by=one.by, at=one.at, read=to_scalar(read))
        provenance[one.path] = tuple(place.model_copy(update={"correction": said}) for place in places)
    if not values and not findings:
        return document
    update = {"provenance": provenance, "diagnostics": (*document.diagnostics, *findings)}
    return with_values(document, values).model_copy(update=update)


def is_protected(document: Document) -> bool:
    """Whether names and numbers of people were taken out of the records."""
    return any(found.code == PROTECTED for found in document.diagnostics)


def as_read(document: Document) -> Document:
    """The document as the program read it, before anybody corrected it."""
    values: dict[str, Leaf | None] = {}
    provenance: Provenance = {}
    for path, places in document.provenance.items():
        said = places[0].correction if places else None
        if said is None:
            provenance[path] = places
            continue
        values[path] = from_scalar(path, said.read)
        if said.read is not None:
            provenance[path] = tuple(place.model_copy(update={"correction": None}) for place in places)
    diagnostics = tuple(found for found in document.diagnostics if found.code != NOT_APPLIED)
    update = {"provenance": provenance, "diagnostics": diagnostics}
    return with_values(document, values).model_copy(update=update)


def where(document: Document, path: str) -> tuple[Place, ...]:
    """Where a value stands, was tried to be read, or else the row, block or scheda that it belongs to."""
    if places := document.provenance.get(path):
        return tuple(place.model_copy(update={"correction": None}) for place in places)
    for found in document.diagnostics:
        if found.path == path and found.page is not None and found.bbox is not None:
            return (Place(page=found.page, bbox=found.bbox),)
    outer = path
    while outer:
        outer = outer.rpartition("/")[0]
        if inside := list(_below(document, f"{outer}/")):
            return (_hull(inside),)
    return (Place.at(1, 0, 0, 0, 0),)


def _below(document: Document, prefix: str) -> Iterator[Place]:
    """Places that the program found below a path: a value that a person gave has none of its own."""
    for path, places in document.provenance.items():
        if path.startswith(prefix) and not (places and places[0].correction):
            yield from places


def _hull(places: list[Place]) -> Place:
    """The box around the places on the first of their pages."""
    page = min(place.page for place in places)
    x0, top, x1, bottom = zip(*(place.bbox for place in places if place.page == page), strict=True)
    return Place.at(page, min(x0), min(top), max(x1), max(bottom))


def _meet(now: Iterable[Place], then: tuple[Place, ...]) -> bool:
    return any(_overlap(one, other) for one in now for other in then)


def _overlap(one: Place, other: Place) -> bool:
    if one.page != other.page:
        return False
    if one.bbox == other.bbox:
        return True
    shared = _area(
        max(one.bbox[0], other.bbox[0]),
        max(one.bbox[1], other.bbox[1]),
        min(one.bbox[2], other.bbox[2]),
        min(one.bbox[3], other.bbox[3]),
    )
    return shared > 0 and shared >= SAME_PLACE * min(_area(*one.bbox), _area(*other.bbox))


def _area(x0: float, top: float, x1: float, bottom: float) -> float:
    return max(0.0, x1 - x0) * max(0.0, bottom - top)


def _not_applied(kept: Kept, path: str | None) -> Diagnostic:
    place = kept.places[0] if kept.places else None
    return Diagnostic(
        code=NOT_APPLIED,
        severity="warning",
        message=f"What a person said of {kept.path} on {kept.at} is not applied: "
        "what stands there now is not what they saw. Look at it again.",
        path=path,
        page=place.page if place else None,
        bbox=place.bbox if place else None,
    )
