"""JSON pointers into a document: all that there are, and the one somebody means."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import get_args

from pydantic import BaseModel

from extractor.errors import UnknownPath
from extractor.records import Document

NEAREST = 5
"""Pointers that the error for an unknown one lists."""
_CODE = re.compile(r"(?P<code>[^/]+)(?P<rest>/.*)?")


def pointers(document: Document) -> Iterator[tuple[str, object]]:
    """Every pointer below `/reports` with what stands there: records, lists, values and nulls."""
    yield from _below("/reports", document.reports)


def _below(path: str, here: object) -> Iterator[tuple[str, object]]:
    yield path, here
    if isinstance(here, BaseModel):
        for name, member in here:
            inner = _record_of(type(here), name) if member is None else None
            yield from _below(f"{path}/{name}", inner.model_construct() if inner else member)
    elif isinstance(here, tuple):
        for ordinal, member in enumerate(here):
            yield from _below(f"{path}/{ordinal}", member)


def _record_of(kind: type[BaseModel], name: str) -> type[BaseModel] | None:
    """The record that a member which is null would hold."""
    for option in get_args(kind.model_fields[name].annotation):
        if isinstance(option, type) and issubclass(option, BaseModel):
            return option
    return None


def resolve(document: Document, text: str) -> tuple[str, object]:
    """The pointer that somebody means, and what stands there.

    A pointer may come without its first parts: `0/schede/1/notes` for `/reports/0/schede/1/notes`; a scheda may be
    named by its objective code: `0505/indicators/1/target`.

    Raises:
        UnknownPath: there is no such pointer; the message lists the nearest ones.
    """
    known = dict(pointers(document))
    wanted = "/" + text.strip().strip("/")
    for candidate in (wanted, f"/reports{wanted}", *_by_code(document, wanted[1:])):
        if candidate in known:
            return candidate, known[candidate]
    near = difflib.get_close_matches(wanted, known, NEAREST, cutoff=0.5) or _same_beginning(wanted, known)
    raise UnknownPath(f"there is nothing at '{text}'; the nearest are: {', '.join(near)}")


def _by_code(document: Document, text: str) -> Iterator[str]:
    """Pointers of the schede whose objective code the text begins with."""
    match = _CODE.fullmatch(text)
    for number, report in enumerate(document.reports):
        for ordinal, scheda in enumerate(report.schede):
            if match and scheda.objective_code == match["code"]:
                yield f"/reports/{number}/schede/{ordinal}{match['rest'] or ''}"


def _same_beginning(wanted: str, known: dict[str, object]) -> list[str]:
    """What stands right below the longest beginning that exists."""
    here = wanted
    while here and here not in known:
        here = here.rpartition("/")[0]
    top = here or "/reports"
    return [path for path in known if path.rpartition("/")[0] == top][:NEAREST] or [top]
