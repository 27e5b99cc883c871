"""What was read of the halves of sheets, told by the sheets of the file."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.page.sheets import moved
from extractor.records import BBox, Diagnostic, Document, Place


def told_by_sheet(document: Document, middles: Mapping[int, float]) -> Document:
    """The document with every page and box as on its sheet; `middles` as in extractor.page.sheets.Sheets."""
    if not middles:
        return document
    provenance = {
        path: tuple(_on_sheet(place.page, place.bbox, middles) for place in places)
        for path, places in document.provenance.items()
    }
    found = tuple(_told(diagnostic, middles) for diagnostic in document.diagnostics)
    return document.model_copy(update={"provenance": provenance, "diagnostics": found})


def _on_sheet(number: int, bbox: BBox, middles: Mapping[int, float]) -> Place:
    sheet = (number + 1) // 2
    x0, top, x1, bottom = map(float, bbox)
    return Place.at(sheet, *moved((x0, top, x1, bottom), 0 if number % 2 else middles[sheet]))


def _told(diagnostic: Diagnostic, middles: Mapping[int, float]) -> Diagnostic:
    if diagnostic.page is None:
        return diagnostic
    if diagnostic.bbox is None:
        return diagnostic.model_copy(update={"page": (diagnostic.page + 1) // 2})
    place = _on_sheet(diagnostic.page, diagnostic.bbox, middles)
    return diagnostic.model_copy(update={"page": place.page, "bbox": place.bbox})
