"""How many misread values are noticed: `python -m tests.mutation_run [--every N]`."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import SchedeError
from extractor.page import open_reader
from extractor.parse.document import parse_document
from extractor.records import Diagnostic, Document
from extractor.templates import load_template
from tests.bench import Recorded
from tests.mutations import ROW, SINGLE, Mutation, Target, apply, rows, targets

HARMLESS, FLAGGED, NOTED, SILENT = "harmless", "flagged", "noted", "silent"


@dataclass(frozen=True, slots=True)
class Trial:
    """One misread value and what came of it."""

    sample: str
    mutation: str
    target: Target
    outcome: str
    new: tuple[str, ...]
    """Codes of the findings that are new."""
    read: object
    """What the record says now."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A sample as the reader gives it."""

    path: Path
    data: bytes
    recorded: Recorded
    document: Document


def subject(path: Path) -> Subject:
    """Read a sample once."""
    data = path.read_bytes()
    with open_reader(data) as reader:
        recorded = Recorded(reader.page_count, reader.producer, tuple(reader.pages()))
    return Subject(path, data, recorded, parsed(recorded, data, path.name))


def parsed(recorded: Recorded, data: bytes, name: str) -> Document:
    """What the program makes of these pages."""
    return parse_document(recorded, data, name, load_template())


def trial(one: Subject, mutation: Mutation, target: Target) -> Trial | None:
    """Misread one value; None where that cannot happen to it."""
    rng = random.Random(f"{one.path.stem} {mutation.name} {target.path}")
    change = mutation.change(target, one.recorded.read, rng)
    if change is None:
        return None
    pages = apply(one.recorded.read, change)
    recorded = Recorded(one.recorded.page_count, one.recorded.producer, pages)
    try:
        document = parsed(recorded, one.data, one.path.name)
    except SchedeError as error:
        return Trial(one.path.stem, mutation.name, target, FLAGGED, (error.code,), None)
    if document.reports == one.document.reports:
        return Trial(one.path.stem, mutation.name, target, HARMLESS, (), target.value)
    new = [found for found in _new(one.document, document) if _about(found, target, one.document)]
    loud = [found for found in new if found.severity != "info"]
    outcome = FLAGGED if loud else NOTED if new else SILENT
    codes = tuple(sorted({found.code for found in new}))
    return Trial(one.path.stem, mutation.name, target, outcome, codes, _at(document, target.path))


def _new(before: Document, after: Document) -> list[Diagnostic]:
    had = Counter((found.code, found.path) for found in before.diagnostics)
    return [
        found
        for found in after.diagnostics
        if had[found.code, found.path] == 0 or had.subtract([(found.code, found.path)])
    ]


def _about(found: Diagnostic, target: Target, document: Document) -> bool:
    """Whether a finding is on the scheda, or on a page of it where it has no path."""
    if found.path:
        return found.path == target.owner or found.path.startswith(f"{target.owner}/")
    pages = {
        place.page
        for path, places in document.provenance.items()
        if path.startswith(f"{target.owner}/")
        for place in places
    }
    return found.page is None or found.page in pages


def _at(document: Document, path: str) -> object:
    """The value at a pointer, or None."""
    here: object = document
    for step in path.split("/")[1:]:
        if isinstance(here, tuple):
            here = here[int(step)] if int(step) < len(here) else None
        else:
            here = getattr(here, step, None)
    return here


def trials(
    paths: Iterable[Path], every: int, mutations: Sequence[Mutation] = (*SINGLE, ROW)
) -> Iterator[Trial]:
    """Every mutation of one in `every` of the values that it can happen to, the same ones each time."""
    for path in paths:
        one = subject(path)
        found = [*targets(one.document, one.recorded.read), *rows(one.document, one.recorded.read)]
        for mutation in mutations:
            for target in found:
                if target.kind not in mutation.kinds:
                    continue
                if random.Random(f"{path.stem} {target.path} {mutation.name}").randrange(every):
                    continue
                made = trial(one, mutation, target)
                if made is not None:
                    yield made
