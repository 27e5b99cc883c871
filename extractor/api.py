"""The public face: one PDF in, one document out."""

from __future__ import annotations

from pathlib import Path

from extractor.checks import run_checks
from extractor.collector import collector_paused
from extractor.errors import EmptyFile, FileUnreadable
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.page import open_reader
from extractor.page.guard import GuardedReader, Watch
from extractor.parse.document import parse
from extractor.parse.sheets import told_by_sheet
from extractor.privacy import Staff, check_staff, protect
from extractor.records import Document
from extractor.templates import load_template
from extractor.verify import Mode
from extractor.verify import verify as second_reading
from extractor.write.frames import to_frames

__all__ = ["extract", "extract_bytes", "to_frames"]


def extract(
    path: str | Path,
    *,
    password: str | None = None,
    reader: str = "pdfium",
    template: Path | None = None,
    verify: Mode = "doubtful",
    staff: Staff = "full",
    staff_key: bytes | None = None,
) -> Document:
    """Read a PDF into a document.

    Args:
        path: the file.
        password: of an encrypted file.
        reader: `pdfium` or `pdfplumber`.
        template: a template file; by default the one that comes with the program.
        verify: what a second engine reads again: `doubtful` schede, `all`, or `none`.
        staff: names and numbers of staff `full`, as printed; `pseudonymous`; or `none`. See extractor.privacy.
        staff_key: the secret that pseudonyms are made with, 16 bytes or more.

    Raises:
        SchedeError: one of its kinds, see extractor.errors.
    """
    file = Path(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise FileUnreadable(f"it cannot be read: {error.strerror}", file=file.name) from error
    return extract_bytes(
        data,
        file.name,
        password=password,
        reader=reader,
        template=template,
        verify=verify,
        staff=staff,
        staff_key=staff_key,
    )


def extract_bytes(
    data: bytes,
    file: str,
    *,
    password: str | None = None,
    reader: str = "pdfium",
    template: Path | None = None,
    verify: Mode = "doubtful",
    staff: Staff = "full",
    staff_key: bytes | None = None,
    limits: Limits = DEFAULT_LIMITS,
    watch: Watch | None = None,
) -> Document:
    """The same of a file's bytes; `file` is its name in the record and in messages.

    `limits` are those on content: nobody can stop an engine from inside its process. `watch` is told each
    page's number before it is read, and 0 when all are.
    """
    if not data:
        raise EmptyFile("the file is empty", file=file)
    check_staff(staff, staff_key)
    chosen = load_template(template)
    with collector_paused(), open_reader(data, file=file, password=password, reader=reader) as opened:
        parsed = parse(GuardedReader(opened, limits, file, watch), data, file, chosen, limits)
        findings = run_checks(parsed, chosen)
    document = second_reading(
        parsed,
        findings,
        data,
        chosen,
        mode=verify,
        reader=reader,
        password=password,
        limits=limits,
        watch=watch,
    )
    return protect(told_by_sheet(document, parsed.evidence.sheets), staff, staff_key)
