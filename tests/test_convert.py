"""Batches: one row for each input, and an output folder that agrees with the rows."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow.dataset
import pytest

import extractor
from extractor import extract
from extractor.api import extract_bytes
from extractor.batch import Summary
from extractor.batch.outputs import output_name
from extractor.batch.results import Step, to_jsonl
from extractor.errors import OutputUnwritable, UsageError
from extractor.records import Document
from extractor.write.columns import TABLES
from extractor.write.json import from_json
from tests import pdfs

ONE, TWO, THREE = (pdfs.report(f"La sala resta aperta {days} sere.") for days in ("due", "tre", "quattro"))
STRANGE = ["a\nb.pdf", "📚 piano.pdf", "\x1b[31mred.pdf", "..pdf", "_hidden.pdf", "-o.pdf", "a'b\"c;$(d).pdf"]


def convert(inputs: Iterable[str | Path], out: Path, **options: Any) -> Summary:
    """A run in this very process: what workers add is tested elsewhere."""
    return extractor.convert(inputs, out, jobs=0, **options)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder for the PDFs of a test."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "results" / "out"


def fill(folder: Path, **contents: bytes) -> list[Path]:
    """Write `name.pdf` for each name."""
    paths = []
    for name, content in contents.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(content)
        paths.append(path)
    return paths


def rows(out: Path) -> list[dict[str, object]]:
    """What stands in results.jsonl."""
    lines = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for the ledger, which holds times."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "ledger" not in path.name)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def documents(out: Path) -> list[str]:
    """Names of the outputs, each checked to be there whole: JSON, and once in the tables."""
    names = sorted(path.stem for path in (out / "json").iterdir())
    parts = {
        table.name: sorted(path.name for path in (out / "parquet" / table.name).iterdir()) for table in TABLES
    }
    assert all(found == parts["documents"] for found in parts.values())
    table = pyarrow.dataset.dataset(out / "parquet" / "documents").to_table()
    assert sorted(table["document_id"].to_pylist()) == sorted(name.rpartition(".")[2] for name in names)
    return names


def statuses(summary: Summary) -> list[str]:
    """One word for each input."""
    return [row.code or row.status for row in summary.results]


def test_each_input_is_a_row_in_order(inbox: Path, out: Path) -> None:
    """Rows stand in the order of the inputs, and say what was found or what went wrong."""
    good, bad = fill(inbox, good=ONE, bad=pdfs.scan())
    summary = convert([bad, good], out)
    failed, converted = rows(out)
    assert failed["file"] == str(bad)
    assert (failed["status"], failed["code"]) == ("failed", "no_text_layer")
    assert "ocrmypdf" in str(failed["message"])
    document = extract(good)
    assert converted == {
        "file": str(good),
        "status": "converted",
        "document_id": document.document_id,
        "pages": 1,
        "schede": 1,
        "diagnostics": {
            severity: sum(found.severity == severity for found in document.diagnostics)
            for severity in ("error", "warning", "info")
        },
        "code": None,
        "message": None,
        "page": None,
        "duplicate_of": None,
        "earlier": None,
    }
    assert (out / "results.jsonl").read_bytes() == to_jsonl(summary.results)
    assert (summary.pages, summary.failures, summary.exit_code) == (1, {"no_text_layer": 1}, 1)


def test_output_is_the_document(inbox: Path, out: Path) -> None:
    """The JSON is the document, and the tables are read as one data set."""
    one, two = fill(inbox, one=ONE, two=TWO)
    convert([inbox], out)
    names = documents(out)
    assert [from_json((out / "json" / f"{name}.json").read_bytes()) for name in names] == [
        extract(one),
        extract(two),
    ]
    assert pyarrow.dataset.dataset(out / "parquet" / "schede").count_rows() == 2


def test_two_runs_make_the_same_bytes(inbox: Path, tmp_path: Path) -> None:
    """Nothing in the output depends on the time or on the run before."""
    fill(inbox, one=ONE, two=TWO, bad=b"<html>")
    convert([inbox], tmp_path / "a")
    convert([inbox], tmp_path / "b")
    convert([inbox], tmp_path / "b")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    assert [name for name in tree(tmp_path / "a") if name.endswith(".part") or ".new" in name] == []


def test_same_content_is_converted_once(inbox: Path, out: Path) -> None:
    """A file that is a copy of one before it is a row that names that one, and no output."""
    first, copy = fill(inbox, a=ONE, b=ONE)
    summary = convert([inbox], out)
    assert [(row.status, row.duplicate_of) for row in summary.results] == [
        ("converted", None),
        ("duplicate", str(first)),
    ]
    assert summary.results[1].file == str(copy)
    assert len(documents(out)) == 1
    assert summary.exit_code == 0


def test_copy_of_a_bad_file_fails_alike(inbox: Path, out: Path) -> None:
    """A copy of a file that failed failed too."""
    fill(inbox, a=b"<html>", b=b"<html>")
    summary = convert([inbox], out)
    assert statuses(summary) == ["not_a_pdf", "not_a_pdf"]
    assert [Path(row.file).name for row in summary.results] == ["a.pdf", "b.pdf"]
    assert summary.exit_code == 2


def test_same_name_in_two_folders_does_not_clash(inbox: Path, out: Path) -> None:
    """Different content under one name gives two outputs."""
    for name, content in (("2020", ONE), ("2021", TWO)):
        (inbox / name).mkdir()
        fill(inbox / name, piano=content)
    convert([inbox], out)
    assert len(documents(out)) == 2


def test_new_version_replaces_the_old_output(inbox: Path, out: Path) -> None:
    """When a file has changed, what its earlier version became is gone, and the others' output stays."""
    fill(inbox, a=ONE, b=TWO)
    convert([inbox], out)
    before = set(documents(out))
    fill(inbox, a=THREE)
    summary = convert([inbox], out)
    assert len(before & set(documents(out))) == 1
    assert documents(out) == sorted(output_name(row.file, row.document_id or "") for row in summary.results)


def test_renamed_file_leaves_no_second_output(inbox: Path, out: Path) -> None:
    """The same document is never there twice: its output goes by the name of the last run."""
    (old,) = fill(inbox, old=ONE)
    convert([inbox], out)
    old.rename(inbox / "new.pdf")
    convert([inbox], out)
    assert [name.split(".")[0] for name in documents(out)] == ["new"]


def test_file_that_became_a_copy_leaves_no_output(inbox: Path, out: Path) -> None:
    """What a file became is gone when the file is now a copy of another."""
    fill(inbox, a=ONE, b=TWO)
    convert([inbox], out)
    fill(inbox, b=ONE)
    convert([inbox], out)
    assert [name.split(".")[0] for name in documents(out)] == ["a"]


def test_damaged_new_version_keeps_the_old_output(inbox: Path, out: Path) -> None:
    """While a new version fails the old output stands, named in the row; the next good version replaces."""
    fill(inbox, a=ONE)
    good = convert([inbox], out).results[0]
    before = documents(out)
    for broken in (b"", TWO[:600]):
        fill(inbox, a=broken)
        failed = convert([inbox], out).results[0]
        assert (failed.status, failed.earlier) == ("failed", good.document_id)
        assert documents(out) == before
    fill(inbox, a=THREE)
    convert([inbox], out)
    assert len(documents(out)) == 1
    assert documents(out) != before


def test_files_of_others_stay(inbox: Path, out: Path) -> None:
    """What else stands beside the output is nobody's business here."""
    fill(inbox, a=ONE)
    convert([inbox], out)
    keep = out / "json" / "keep.json"
    keep.write_bytes(b"{}")
    fill(inbox, a=TWO)
    convert([inbox], out)
    assert keep.exists()


def test_bug_in_one_document_does_not_stop_the_run(
    inbox: Path, out: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An exception that nobody foresaw is a row with its type; its trace goes to the log, for -v."""

    def fragile(data: bytes, file: str, **_: object) -> Document:
        if file == "a.pdf":
            raise ZeroDivisionError(f"at {id(data)}")
        return extract_bytes(data, file)

    monkeypatch.setattr("extractor.api.extract_bytes", fragile)
    fill(inbox, a=ONE, b=TWO)
    with caplog.at_level(logging.DEBUG, logger="extractor"):
        summary = convert([inbox], out)
    assert statuses(summary) == ["internal_error", "converted"]
    assert str(summary.results[0].message).startswith("unexpected ZeroDivisionError. ")
    assert "Traceback" in caplog.text


def test_interrupted_run_leaves_whole_files(inbox: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle: what was converted stands whole, and the rows of the last full run stay."""

    def interrupted(data: bytes, file: str, **_: object) -> Document:
        if file == "b.pdf":
            raise KeyboardInterrupt
        return extract_bytes(data, file)

    monkeypatch.setattr("extractor.api.extract_bytes", interrupted)
    fill(inbox, a=ONE, b=TWO)
    with pytest.raises(KeyboardInterrupt):
        convert([inbox], out)
    assert len(list((out / "json").iterdir())) == 1
    assert not (out / "results.jsonl").exists()
    assert not [name for name in tree(out) if name.endswith(".part")]


def test_place_that_is_a_file_cannot_be_written(inbox: Path, tmp_path: Path) -> None:
    """A file where the folder should be is said before anything is converted."""
    fill(inbox, a=ONE)
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputUnwritable, match=r"out.* cannot be written: .*\[output_unwritable\]"):
        convert([inbox], tmp_path / "out")


def test_full_disk_ends_the_run(inbox: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails the run ends, for other documents would fare no better; no half file is left."""

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    fill(inbox, a=ONE, b=TWO)
    monkeypatch.setattr("extractor.write.aside._write", full)
    with pytest.raises(OutputUnwritable, match="No space left on device"):
        convert([inbox], out)
    assert tree(out) == {".lock": b""}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folder_cannot_be_written(inbox: Path, tmp_path: Path) -> None:
    """A folder that may not be written into is an error of its own kind."""
    fill(inbox, a=ONE)
    (tmp_path / "out").mkdir(mode=0o500)
    with pytest.raises(OutputUnwritable, match="Permission denied"):
        convert([inbox], tmp_path / "out")


def test_watcher_hears_of_every_input(inbox: Path, out: Path) -> None:
    """A watcher is told how many there are, and then of each result."""
    heard: list[Step] = []
    fill(inbox, a=ONE, b=b"<html>")
    first, second = convert([inbox], out, watch=heard.append).results
    assert heard == [Step(0, 2), Step(1, 2, first), Step(2, 2, second)]
    heard.clear()
    convert([inbox], out, watch=heard.append)
    assert heard == [Step(0, 2), Step(1, 2, first, fresh=False), Step(2, 2, second, fresh=False)]


@pytest.mark.parametrize(
    "options", [{"reader": "eyes"}, {"template": Path("nothing.toml")}], ids=["reader", "template"]
)
def test_wrong_options_end_the_run_before_it_begins(
    inbox: Path, out: Path, options: dict[str, object]
) -> None:
    """What is wrong for all files is one error, and nothing is written."""
    fill(inbox, a=ONE)
    with pytest.raises(UsageError):
        convert([inbox], out, **options)
    assert not out.exists()


def test_options_reach_the_documents(inbox: Path, out: Path) -> None:
    """A password opens the locked files of a run, with either reader."""
    fill(inbox, a=ONE, b=pdfs.locked_report())
    summary = convert([inbox], out, password=pdfs.USER_PASSWORD, reader="pdfplumber")
    assert statuses(summary) == ["converted", "converted"]


def test_folder_without_pdfs_is_wrong_usage(inbox: Path, out: Path) -> None:
    """A run about nothing is most likely a wrong path."""
    with pytest.raises(UsageError, match="there is no PDF in"):
        convert([inbox], out)


def test_missing_input_is_a_row(inbox: Path, out: Path) -> None:
    """A file that is not there, or whose name no system takes, fails like any other."""
    fill(inbox, a=ONE)
    summary = convert([inbox / "nothing.pdf", inbox / "a\0b.pdf", inbox / "a.pdf"], out)
    assert statuses(summary) == ["file_unreadable", "file_unreadable", "converted"]


@pytest.mark.parametrize("name", [*STRANGE, "x" * 251 + ".pdf", "è" * 125 + ".pdf"])
def test_strange_names_are_converted(inbox: Path, out: Path, name: str) -> None:
    """Any name that a file can have is converted, to a name that every tool can read."""
    (inbox / name).write_bytes(ONE)
    (row,) = convert([inbox / name], out).results
    assert (row.status, row.file) == ("converted", str(inbox / name))
    assert len(documents(out)) == 1
    assert pyarrow.dataset.dataset(out / "parquet" / "schede").count_rows() == 1
    assert rows(out) == [asdict(row)]


def test_name_that_is_not_unicode_is_converted(inbox: Path, out: Path) -> None:
    """Bytes that are no UTF-8 are escaped in the row; the file is found and its old output is replaced."""
    path = Path(os.fsdecode(os.fsencode(inbox) + b"/caf\xe8.pdf"))
    try:
        path.write_bytes(ONE)
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    (row,) = convert([inbox], out).results
    assert (row.status, row.file) == ("converted", str(inbox / "caf") + "\\udce8.pdf")
    path.write_bytes(TWO)
    convert([inbox], out)
    assert len(documents(out)) == 1
