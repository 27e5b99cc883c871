"""One document: from its bytes to all that a run keeps of it. Nothing here knows where it runs."""

from __future__ import annotations

import hashlib
import traceback
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from extractor import __version__
from extractor.batch.sources import Sources
from extractor.collector import collector_paused
from extractor.corrections.store import corrected
from extractor.errors import InternalError, MemoryLimit, SchedeError, UsageError
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.page import READERS
from extractor.privacy import Staff, check_staff, fingerprint
from extractor.records import Document, Severity
from extractor.templates import load_template
from extractor.verify import Mode
from extractor.write.json import to_json
from extractor.write.pieces import to_pieces

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Options:
    """How the documents of a run are read."""

    reader: str = "pdfium"
    password: str | None = None
    template: Path | None = None
    verify: Mode = "doubtful"
    limits: Limits = DEFAULT_LIMITS
    staff: Staff = "full"
    staff_key: bytes | None = field(default=None, repr=False)

    def recipe(self) -> str:
        """Names all that decides what the bytes of a document become. A password does not, nor does time.

        Raises:
            UsageError: something is wrong with all documents alike.
        """
        if self.reader not in READERS:
            raise UsageError(f"there is no reader {self.reader!r}; there are: {', '.join(sorted(READERS))}")
        check_staff(self.staff, self.staff_key)
        decide = replace(self, password=None, template=None, limits=self.limits.on_content())
        key = fingerprint(self.staff, self.staff_key)
        said = f"{__version__}\n{load_template(self.template).model_dump_json()}\n{decide}\n{key}"
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read: its bytes, and the name it goes by in its record."""

    key: int
    """Tells the outcome apart from others'."""
    file: str
    data: bytes
    corrections: bytes | None = None
    """What people said of it: the file that the output keeps of that."""
    location: str | None = None
    """Where whoever reads the document finds its bytes, when they are not in `data`."""
    sha256: str = ""
    """Of its bytes."""
    output: str = ""
    """What its JSON is called, without the suffix."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What is kept of a document: small beside its pages."""

    json: bytes
    """Empty when whoever read it has written it into the output."""
    size: int
    """Bytes of the JSON."""
    digest: str
    """Of the JSON."""
    pieces: tuple[bytes, ...]
    """The rows of each flat table, in the order of the tables, see extractor.write.pieces."""
    rows: int
    pages: int
    schede: int
    diagnostics: dict[str, int]
    """How many of each severity."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task."""

    key: int
    result: Converted | SchedeError
    trace: str | None = None
    """Where a bug of ours was met."""
    resident: int = 0
    """Bytes that the process which read it has afterwards; 0 where nobody asked."""


class Executor(Protocol):
    """Reads documents somewhere: here, in processes beside, on other machines.

    A run draws no task before there is room for it, gets exactly one outcome for each, in any order, and
    closes the iterator when it wants no more. An executor is told how to read, and has nothing to do with
    the ledger, the order, or the place of the output.
    """

    def run(self, tasks: Iterator[Task], options: Options) -> Generator[Outcome, None, None]:
        """Yield the outcome of each task."""
        ...

    def sources(self, most: int) -> Sources:
        """What reads the bytes of inputs, at most so many of each: by default this process."""
        return Sources(most)


class InProcess(Executor):
    """Reads one document after another in this very process: no isolation, no limit on time and memory.

    For debuggers, and where no process may be started.
    """

    def run(self, tasks: Iterator[Task], options: Options) -> Generator[Outcome, None, None]:
        """See Executor."""
        yield from (convert_one(task, options) for task in tasks)


def convert_one(task: Task, options: Options, watch: Callable[[int], object] | None = None) -> Outcome:
    """Read one document; whatever goes wrong in it is its outcome."""
    with collector_paused():
        return _convert(task, options, watch)


def _convert(task: Task, options: Options, watch: Callable[[int], object] | None) -> Outcome:
    from extractor import api

    try:
        document = api.extract_bytes(
            task.data,
            task.file,
            password=options.password,
            reader=options.reader,
            template=options.template,
            verify=options.verify,
            staff=options.staff,
            staff_key=options.staff_key,
            limits=options.limits,
            watch=watch,
        )
        return Outcome(task.key, kept(corrected(document, task.corrections)))
    except SchedeError as error:
        error.__cause__ = error.__context__ = None  # they may hold what cannot be sent
        return Outcome(task.key, error)
    except MemoryError:
        return Outcome(task.key, MemoryLimit("reading it takes more memory than allowed", file=task.file))
    except Exception as error:  # a bug of ours must not cost the other documents
        bug = InternalError(f"unexpected {type(error).__name__}", file=task.file)
        # What went wrong may quote what was read.
        return Outcome(task.key, bug, traceback.format_exc() if options.staff == "full" else None)


def kept(document: Document) -> Converted:
    """What a run keeps of a document."""
    json = to_json(document)
    pieces, rows = to_pieces(document)
    severities = Counter(diagnostic.severity for diagnostic in document.diagnostics)
    return Converted(
        json=json,
        size=len(json),
        digest=hashlib.sha256(json).hexdigest()[:16],
        pieces=pieces,
        rows=rows,
        pages=document.source.pages,
        schede=sum(len(report.schede) for report in document.reports),
        diagnostics={severity: severities[severity] for severity in SEVERITIES},
    )
