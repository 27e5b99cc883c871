"""The commands about an output folder: what they print, and the code they end with."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from extractor import cli
from extractor.write.columns import TABLES
from tests import pdfs


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A PDF with one scheda."""
    file = tmp_path / "piano.pdf"
    file.write_bytes(pdfs.report())
    return file


def test_convert_tells_programs_what_happens(
    report: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """`--log-format json` makes each line of standard error an object: start, each file, end."""
    bad = tmp_path / "scan\n.pdf"
    bad.write_bytes(pdfs.scan())
    arguments = ["convert", str(report), str(bad), "-o", str(tmp_path / "out"), "--log-format", "json"]
    assert cli.main([*arguments, "-j", "1"]) == 1
    start, *files, end = (json.loads(line) for line in capfd.readouterr().err.splitlines())
    assert start == {"event": "start", "total": 2}
    assert sorted((one["event"], one["file"], one["code"]) for one in files) == [
        ("converted", str(report), None),
        ("failed", str(bad), "no_text_layer"),
    ]
    assert (end["event"], end["converted"], end["failures"]) == ("end", 1, {"no_text_layer": 1})


def test_convert_takes_a_list_from_standard_input(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--files-from -` takes what find -print0 writes."""
    listed = io.TextIOWrapper(io.BytesIO(os.fsencode(report) + b"\0"))
    monkeypatch.setattr(sys, "stdin", listed)
    assert cli.main(["convert", "--files-from", "-", "-o", str(tmp_path / "out"), "-j", "0", "-q"]) == 0
    assert len(list((tmp_path / "out" / "json").iterdir())) == 1


def test_status_says_how_things_stand(
    report: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """`schede status` counts inputs and failures, lists what failed, and speaks JSON to programs."""
    bad, out = tmp_path / "scan.pdf", tmp_path / "out"
    bad.write_bytes(pdfs.scan())
    cli.main(["convert", str(report), str(bad), "-o", str(out), "-j", "0", "-q"])
    assert cli.main(["status", str(out)]) == 0
    said = capfd.readouterr().out
    assert said.startswith("1 converted\n1 failed\n1   no_text_layer\n1 pages\n")
    assert cli.main(["status", str(out), "--failed"]) == 0
    assert capfd.readouterr().out == f"no_text_layer\t{bad}\n"
    assert cli.main(["status", str(out), "--json"]) == 0
    said = json.loads(capfd.readouterr().out)
    assert (said["converted"], said["failed"], said["unfinished"], said["pages"]) == (1, 1, 0, 1)
    assert said["failures"] == {"no_text_layer": 1}


def test_status_of_a_folder_without_a_ledger_ends_with_5(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A folder that nobody converted into is an error."""
    assert cli.main(["status", str(tmp_path)]) == 5
    assert "[ledger_unreadable]" in capfd.readouterr().err


def test_export_writes_csv(report: Path, tmp_path: Path) -> None:
    """`schede export --csv` writes a file for each table."""
    cli.main(["convert", str(report), "-o", str(tmp_path / "out"), "-j", "0", "-q"])
    target = tmp_path / "csv"
    assert cli.main(["export", str(tmp_path / "out"), "--csv", str(target), "--delimiter", ";"]) == 0
    assert sorted(path.stem for path in target.iterdir()) == sorted(table.name for table in TABLES)
    header, row = (target / "documents.csv").read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith("document_id;schema_version;file;")
    assert ";piano.pdf;" in row
