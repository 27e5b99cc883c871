"""Limits on content: beyond them stands a typed error, or a cut that is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import extractor
from extractor.api import extract_bytes
from extractor.batch.remote import is_url
from extractor.errors import FileTooLarge, PageTooHeavy, TooManyPages
from extractor.limits import Limits
from extractor.page.guard import GuardedReader
from extractor.page.model import Page
from extractor.records import leaves
from tests import pdfs

REPORT = pdfs.report("La sala resta aperta. " * 4)


class Claims:
    """A reader of a file that says strange things of itself."""

    page_count = 1
    producer = "ACME\u202e\x00 \U000e0041PDF\ud800"

    def pages(self, only: object = None) -> list[Page]:  # noqa: ARG002
        """No pages."""
        return []


def test_too_many_pages_are_refused() -> None:
    """A document of more pages than allowed is refused before one of them is read."""
    with pytest.raises(TooManyPages, match="it has 1 pages, and 0 are allowed"):
        extract_bytes(REPORT, "a.pdf", limits=Limits(pages=0))


@pytest.mark.parametrize("limits", [Limits(page_characters=50), Limits(page_objects=10)])
@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_heavy_page_is_refused(limits: Limits, reader: str) -> None:
    """A page of more characters or words than allowed is refused, with its number, whichever reader looks."""
    with pytest.raises(PageTooHeavy, match=r"on one page, and \d+ are allowed") as caught:
        extract_bytes(REPORT, "a.pdf", limits=limits, reader=reader)
    assert caught.value.page == 1


@pytest.mark.parametrize("longest", [7, 20])
def test_long_value_is_cut_and_said(longest: int) -> None:
    """No value is longer than allowed, and each that was has a finding at its path."""
    whole = dict(leaves(extract_bytes(REPORT, "a.pdf")))
    document = extract_bytes(REPORT, "a.pdf", limits=Limits(value_characters=longest))
    found = dict(leaves(document))
    told = {finding.path: finding for finding in document.diagnostics if finding.code == "value_cut"}
    texts = {path: value for path, value in whole.items() if isinstance(value, str)}
    assert {path for path, value in texts.items() if len(value) > longest} <= told.keys()
    for path, value in found.items():
        if isinstance(value, str) and path in texts:
            assert len(value) <= longest
            assert texts[path].startswith(value)
    assert {finding.severity for finding in told.values()} == {"error"}


def test_large_file_is_refused(tmp_path: Path) -> None:
    """A file of more bytes than allowed is a row, and no more of it is read."""
    (tmp_path / "a.pdf").write_bytes(REPORT)
    limits = Limits(file_bytes=len(REPORT) - 1)
    (row,) = extractor.convert([tmp_path], tmp_path / "out", jobs=0, limits=limits).results
    assert row.code == FileTooLarge.code
    (row,) = extractor.convert([tmp_path], tmp_path / "out", jobs=0).results
    assert row.status == "converted", "what could not be read is looked at each time"


def test_what_a_file_says_of_itself_is_cleaned() -> None:
    """No control, direction mark or half letter comes out of a file's own words."""
    assert GuardedReader(Claims(), Limits(), "a.pdf").producer == "ACME PDF"  # type: ignore[arg-type]


def test_unseen_characters_of_a_name_are_escaped(tmp_path: Path) -> None:
    """A file name that hides or reorders text is readable as what it is, in every output."""
    name = "piano\u202efdp.exe\n\x1b[2J.pdf"
    (tmp_path / name).write_bytes(REPORT)
    extractor.convert([tmp_path], tmp_path / "out", jobs=0)
    (row,) = (tmp_path / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    assert row.isprintable()
    assert json.loads(row)["file"].endswith(name)
    (written,) = (tmp_path / "out" / "json").iterdir()
    assert json.loads(written.read_bytes())["source"]["file"] == "piano\\u202efdp.exe\\n\\x1b[2J.pdf"


def test_rendered_page_keeps_to_its_pixels() -> None:
    """However large a page says it is, its picture is not."""
    limits = Limits(pixels=10**6)
    assert limits.render_scale(595, 842, 1.0) == 1.0
    for width, height in ((10**9, 10**9), (1, 10**9), (595, 842)):
        scale = limits.render_scale(width, height, 4.0)
        assert width * height * scale**2 <= 10**6 * 1.001


def test_only_urls_are_urls() -> None:
    """A Windows-like drive letter or a colon in a name is no protocol."""
    assert [name for name in ("a:b.pdf", "C:/x.pdf", "s3://b/k", "x//y", "file:///a") if is_url(name)] == [
        "s3://b/k",
        "file:///a",
    ]
