"""Files that are no schede obiettivo: each gives its own error, the same with both readers."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import convert, extract
from extractor.batch import Result
from extractor.errors import SchedeError
from extractor.limits import Limits
from tests import pdfs

REPORT = pdfs.report()
BAD = {
    "empty": (b"", "file_empty"),
    "web page": (b"<!DOCTYPE html><title>404</title>", "not_a_pdf"),
    "zeros": (bytes(4096), "not_a_pdf"),
    "only a header": (b"%PDF-1.7\n" + bytes(range(256)) * 9, "pdf_damaged"),
    "a third of it": (REPORT[: len(REPORT) // 3], "pdf_damaged"),
    "nine tenths of it": (REPORT[: len(REPORT) * 9 // 10], "pdf_damaged"),
    "locked": (pdfs.locked_report(), "password_needed"),
    "unknown encryption": (pdfs.with_unknown_encryption(), "encryption_unsupported"),
    "no pages": (pdfs.without_pages(), "no_pages"),
    "blank": (pdfs.blank(), "no_text_layer"),
    "scan": (pdfs.scan(), "no_text_layer"),
    "scan with invisible text": (pdfs.scan_with_invisible_text(), "no_text_layer"),
    "letter": (pdfs.letter(), "no_scheda_found"),
}
each_reader = pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])


@each_reader
@pytest.mark.parametrize("name", BAD)
def test_bad_file_has_its_own_error(tmp_path: Path, name: str, reader: str) -> None:
    """Each kind of bad file is refused with its code, its name and what to do, whichever reader looks."""
    content, code = BAD[name]
    file = tmp_path / f"{name}.pdf"
    file.write_bytes(content)
    with pytest.raises(SchedeError) as caught:
        extract(file, reader=reader)
    assert caught.value.code == code
    assert caught.value.remedy
    assert str(caught.value).startswith(f"{name}.pdf: ")
    assert str(caught.value).endswith(f"[{code}]. {caught.value.remedy}")


@each_reader
@pytest.mark.parametrize("password", [pdfs.USER_PASSWORD, pdfs.OWNER_PASSWORD])
def test_password_opens_a_locked_file(tmp_path: Path, password: str, reader: str) -> None:
    """The user's password opens a file, and so does the owner's."""
    file = tmp_path / "locked.pdf"
    file.write_bytes(pdfs.locked_report())
    assert extract(file, password=password, reader=reader).reports[0].schede[0].manager == "LUPINI ADA"


@each_reader
def test_wrong_password_is_said_to_be_wrong(tmp_path: Path, reader: str) -> None:
    """A password that does not open the file is told apart from none."""
    file = tmp_path / "locked.pdf"
    file.write_bytes(pdfs.locked_report())
    with pytest.raises(SchedeError, match=r"the password does not open it.*\[password_needed\]"):
        extract(file, password="Montebello", reader=reader)


@each_reader
def test_file_without_permissions_opens_without_a_password(tmp_path: Path, reader: str) -> None:
    """A file that anybody may read, with copying forbidden, is read like any other."""
    file = tmp_path / "open.pdf"
    file.write_bytes(pdfs.report_that_may_not_be_copied())
    assert extract(file, reader=reader).reports[0].schede[0].manager == "LUPINI ADA"


def test_missing_file_is_unreadable(tmp_path: Path) -> None:
    """A path where nothing is gives an error of ours, not of the system."""
    with pytest.raises(SchedeError, match=r"^nothing\.pdf: .*No such file.*\[file_unreadable\]"):
        extract(tmp_path / "nothing.pdf")


def test_folder_is_no_file(tmp_path: Path) -> None:
    """A folder is not read, whatever its name ends with."""
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(SchedeError, match=r"^folder\.pdf: .*directory.*\[file_unreadable\]"):
        extract(tmp_path / "folder.pdf")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_forbidden_file_is_unreadable(tmp_path: Path) -> None:
    """A file that may not be read is said to be so."""
    file = tmp_path / "closed.pdf"
    file.write_bytes(REPORT)
    file.chmod(0)
    with pytest.raises(SchedeError, match=r"^closed\.pdf: .*Permission denied.*\[file_unreadable\]"):
        extract(file)


@pytest.fixture(scope="module")
def hostile_files(project_root: Path) -> list[Path]:
    """Files made to break readers."""
    folder = project_root.parent / "shared" / "hostile"
    if not folder.is_dir():
        pytest.skip("the hostile files are not on this machine (looked for ../shared/hostile)")
    with (folder / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
        return [folder / row["file"] for row in csv.DictReader(lines, delimiter="\t")]


def test_hostile_file_is_a_row(hostile_files: list[Path], tmp_path: Path) -> None:
    """Whatever a file does to an engine, it is converted or is a row with a typed error, and a report among
    them is read."""
    report = tmp_path / "report.pdf"
    report.write_bytes(REPORT)
    limits = Limits(page_seconds=5, document_seconds=10)
    given = [*hostile_files[:70], report, *hostile_files[70:]]
    rows = convert(given, tmp_path / "out", limits=limits).results
    assert [row.file for row in rows] == list(map(str, given))
    assert rows[70].status == "converted"
    assert [row for row in rows if row.status == "failed" and row.code in (None, "internal_error")] == []
    assert list(_undocumented(rows)) == []
    assert {"time_limit", "memory_limit"} & {row.code for row in rows}


def _undocumented(rows: tuple[Result, ...]) -> Iterator[Result]:
    codes = {kind.code for kind in _kinds(SchedeError)}
    yield from (row for row in rows if row.code is not None and row.code not in codes)


def _kinds(kind: type[SchedeError]) -> Iterator[type[SchedeError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)
