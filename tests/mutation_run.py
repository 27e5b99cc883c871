"""How many misread values are noticed: `python -m tests.mutation_run` writes `docs/mutations.md`.

The reader's words are changed as if it had misread one value, and the rest of the program works on them as always.
A trial ends harmless when the record is the same, flagged when a warning or an error is new on the scheda, noted when
only an information is, and silent otherwise.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.checks import run_checks
from extractor.errors import SchedeError
from extractor.page import open_reader
from extractor.parse.document import parse
from extractor.records import Diagnostic, Document
from extractor.templates import load_template
from extractor.verify import MODES, Mode, verify
from extractor.write.aside import replace_files
from tests.bench import Recorded
from tests.golden import samples
from tests.mutations import ROW, SINGLE, Mutation, Target, apply, rows, targets

PAGE = Path(__file__).parent.parent / "docs" / "mutations.md"
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
    mode: Mode
    recorded: Recorded
    document: Document


def subject(path: Path, mode: Mode) -> Subject:
    """Read a sample once."""
    data = path.read_bytes()
    with open_reader(data) as reader:
        recorded = Recorded(reader.page_count, reader.producer, tuple(reader.pages()))
    return Subject(path, data, mode, recorded, parsed(recorded, data, path.name, mode))


def parsed(recorded: Recorded, data: bytes, name: str, mode: Mode = "none") -> Document:
    """What the program makes of these pages; a second reading sees what is truly printed."""
    template = load_template()
    found = parse(recorded, data, name, template)
    return verify(found, run_checks(found, template), data, template, mode=mode)


def trial(one: Subject, mutation: Mutation, target: Target, *, deaf: bool) -> Trial | None:
    """Misread one value; None where that cannot happen to it."""
    rng = random.Random(f"{one.path.stem} {mutation.name} {target.path}")
    change = mutation.change(target, one.recorded.read, rng)
    if change is None:
        return None
    pages = apply(one.recorded.read, change, deaf=deaf)
    recorded = Recorded(one.recorded.page_count, one.recorded.producer, pages)
    try:
        document = parsed(recorded, one.data, one.path.name, one.mode)
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


def trials(paths: Iterable[Path], every: int, mode: Mode, *, deaf: bool = False) -> Iterator[Trial]:
    """Every mutation of one in `every` of the values that it can happen to, the same ones each time."""
    for path in paths:
        one = subject(path, mode)
        found = [*targets(one.document, one.recorded.read), *rows(one.document, one.recorded.read)]
        for mutation in (*SINGLE, ROW):
            for target in found:
                if target.kind not in mutation.kinds:
                    continue
                if random.Random(f"{path.stem} {target.path} {mutation.name}").randrange(every):
                    continue
                made = trial(one, mutation, target, deaf=deaf)
                if made is not None:
                    yield made


# The table

KINDS = {"number": "numbers", "date": "dates", "code": "codes", "row": "rows"}
INTRODUCTION = """\
# Misread values

What if the PDF engine misreads a value? Numbers, dates and codes of every sample are misread on purpose, in each way
that can happen to them, one at a time, and the program is left to find out. The shares are of cases that were
*harmless* (the record stays the same) or *flagged* (a warning or an error is new on that scheda); *noted* are those
that only a finding of severity info tells of.

The words of the page are changed, and the numbers in the page's text as the engine gives it whole are not: so it is
when words are cut, put together or handed on wrongly. The last line is for an engine that misreads the characters
themselves, in its words and in its text alike: then only values that other values hold can be caught, unless all is
read a second time by another engine (`--verify all`). The checks alone are tried here, without any second reading.

Made by `make mutations`; a test holds a part of it to 95 %."""


def table(found: Sequence[Trial], deaf: Sequence[Trial]) -> str:
    """One line a mutation: the share caught, by kind of value, and how."""
    lines = ["| what happens | numbers | dates | codes | cases | harmless | flagged | noted | silent |"]
    lines.append("| --- | --: | --: | --: | --: | --: | --: | --: | --: |")
    for mutation in SINGLE:
        lines.append(_line(mutation.name, [one for one in found if one.mutation == mutation.name]))
    single = [one for one in found if one.mutation != ROW.name]
    lines.append(_line("**any of these**", single))
    lines.append(_line(ROW.name, [one for one in found if one.mutation == ROW.name]))
    lines.append(
        _line("any of these, in the page's text too", [one for one in deaf if one.mutation != ROW.name])
    )
    return "\n".join(lines)


def _line(name: str, found: Sequence[Trial]) -> str:
    shares = [
        _percent([one for one in found if one.target.kind == kind]) for kind in ("number", "date", "code")
    ]
    counts = Counter(one.outcome for one in found)
    cells = [len(found), *(counts[outcome] for outcome in (HARMLESS, FLAGGED, NOTED, SILENT))]
    return f"| {name} | {' | '.join(shares)} | {' | '.join(map(str, cells))} |"


def _percent(found: Sequence[Trial]) -> str:
    return f"{100 * caught(found):.1f} %" if found else ""


def caught(found: Sequence[Trial]) -> float:
    """The share of trials that were harmless or flagged."""
    return sum(one.outcome in (HARMLESS, FLAGGED) for one in found) / len(found) if found else 1.0


def silent_fields(found: Sequence[Trial]) -> str:
    """Which fields are misread in silence, and how often."""
    quiet = Counter(one.target.field for one in found if one.outcome in (NOTED, SILENT))
    every = Counter(one.target.field for one in found)
    lines = ["| field | cases | not flagged |", "| --- | --: | --: |"]
    lines += [f"| {field} | {every[field]} | {count} |" for field, count in quiet.most_common()]
    return "\n".join(lines)


def main() -> int:
    """Read the options, try everything and write the page."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation_run", description=__doc__)
    parser.add_argument("--every", type=int, default=5, help="try one in so many cases (default: 5)")
    parser.add_argument(
        "--list", action="store_true", help="list what stays silent instead of writing the page"
    )
    parser.add_argument("--verify", choices=MODES, default="none", help="what is read twice")
    options = parser.parse_args()
    found = list(trials(samples(), options.every, options.verify))
    deaf = list(trials(samples(), 3 * options.every, options.verify, deaf=True))
    if options.list:
        for one in found:
            if one.outcome in (NOTED, SILENT):
                said = f"{one.target.value} -> {one.read} {' '.join(one.new)}"
                sys.stdout.write(f"{one.mutation}: {one.sample} {one.target.path}: {said}\n")
    page = f"{INTRODUCTION}\n\n{table(found, deaf)}\n\n## What is not flagged\n\n{silent_fields(found)}\n"
    if options.list:
        sys.stdout.write(page)
    else:
        PAGE.parent.mkdir(exist_ok=True)
        replace_files({PAGE: page.encode()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
