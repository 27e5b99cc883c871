"""One document of a run."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from extractor.api import extract_bytes
from extractor.batch.outputs import OutputFolder, output_name
from extractor.batch.results import Result
from extractor.errors import FileUnreadable, InternalError, OutputError, SchedeError, UsageError
from extractor.records import Severity
from extractor.verify import Mode

log = logging.getLogger(__name__)
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Options:
    """How the documents of a run are read."""

    reader: str = "pdfium"
    password: str | None = None
    template: Path | None = None
    verify: Mode = "doubtful"


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of an input, known by what they are."""

    path: Path
    data: bytes

    @property
    def document_id(self) -> str:
        """See extractor.records.Document.document_id: known before the document is."""
        return hashlib.sha256(self.data).hexdigest()[:16]


def file_name(path: Path) -> str:
    """The path in a row: what is no character is escaped."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def read(path: Path) -> Content | Result:
    """The bytes of an input, or the row that says why there are none."""
    try:
        return Content(path, path.read_bytes())
    except (OSError, ValueError) as error:  # ValueError: no system takes such a path
        reason = error.strerror if isinstance(error, OSError) else error
        return failure(path, None, FileUnreadable(f"it cannot be read: {reason}"))


def convert_one(content: Content, output: OutputFolder, options: Options) -> Result:
    """Convert one document and write its output.

    Raises:
        UsageError: the options are wrong, for this document as for all others.
        OutputError: the output cannot be written.
    """
    path, document_id = content.path, content.document_id
    try:
        document = extract_bytes(
            content.data,
            path.name,
            password=options.password,
            reader=options.reader,
            template=options.template,
            verify=options.verify,
        )
        output.write(document, output_name(file_name(path), document_id))
    except (UsageError, OutputError):
        raise
    except SchedeError as error:
        return failure(path, document_id, error)
    except Exception as error:  # a bug of ours must not cost the other documents
        log.debug("%s: unexpected", file_name(path), exc_info=True)
        return failure(path, document_id, InternalError(f"unexpected {type(error).__name__}"))
    severities = Counter(diagnostic.severity for diagnostic in document.diagnostics)
    return Result(
        file=file_name(path),
        status="converted",
        document_id=document_id,
        pages=document.source.pages,
        schede=sum(len(report.schede) for report in document.reports),
        diagnostics={severity: severities[severity] for severity in SEVERITIES},
    )


def failure(path: Path, document_id: str | None, error: SchedeError) -> Result:
    """The row of an input that failed."""
    return Result(
        file=file_name(path),
        status="failed",
        document_id=document_id,
        code=error.code,
        message=f"{error.message}. {error.remedy}".strip(),
        page=error.page,
    )
