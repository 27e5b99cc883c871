"""The command line: what it prints where, and the code it ends with."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

import extractor.api
from extractor import __version__, cli, errors, extract
from extractor.page import READERS
from extractor.records import Document
from extractor.write.json import from_json, to_json
from tests import pdfs

HEAVY = "camelot dateparser duckdb jinja2 numpy pandas pdfplumber pyarrow pydantic pypdfium2 rich simplemma".split()
COMMANDS = ["extract", "convert", "status", "export", "review", "correct"]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A PDF with one scheda."""
    file = tmp_path / "piano.pdf"
    file.write_bytes(pdfs.report())
    return file


@pytest.fixture
def document(report: Path) -> Document:
    """What the library reads from the same file."""
    return extract(report)


def kinds(kind: type[errors.SchedeError] = errors.SchedeError) -> Iterator[type[errors.SchedeError]]:
    """Every error class, the base first."""
    yield kind
    for narrower in kind.__subclasses__():
        yield from kinds(narrower)


def run(
    *arguments: str | Path, stdout: int | IO[bytes] = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own."""
    command = [sys.executable, "-c", "import sys; from extractor.cli import main; sys.exit(main())"]
    return subprocess.run(
        [*command, *arguments],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)},
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """No help text waits for a library that it does not need."""
    script = f"""
import sys
from extractor.cli import main
assert main({arguments!r}) == 0
loaded = sorted(set({HEAVY!r}) & set(sys.modules))
assert not loaded, loaded
"""
    answer = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout


def test_version_is_the_package_version(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints the version of the package."""
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"schede, version {__version__}\n"


def test_readers_offered_are_the_readers_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    """The help, which loads no engine, names exactly the engines."""
    assert cli.main(["extract", "--help"]) == 0
    assert f"[{'|'.join(READERS)}]" in capsys.readouterr().out


def test_extract_prints_the_document(
    report: Path, document: Document, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Standard output carries the document's JSON and nothing else; off a terminal, nothing more is said."""
    assert cli.main(["extract", str(report)]) == 0
    assert capfdbinary.readouterr() == (to_json(document, 2), b"")


def test_extract_prints_one_line(
    report: Path, document: Document, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`--indent 0` puts the document on one line."""
    assert cli.main(["extract", str(report), "--indent", "0"]) == 0
    assert capfdbinary.readouterr().out == to_json(document)


def test_extract_writes_a_file(
    report: Path, document: Document, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`-o` writes the same bytes to a file and leaves nothing beside it."""
    target = tmp_path / "out" / "piano.json"
    target.parent.mkdir()
    assert cli.main(["extract", str(report), "-o", str(target)]) == 0
    assert capfdbinary.readouterr().out == b""
    assert target.read_bytes() == to_json(document, 2)
    assert list(target.parent.iterdir()) == [target]


def test_extract_sums_up_when_asked(report: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`-v` adds a line about the document on standard error."""
    assert cli.main(["extract", str(report), "-v"]) == 0
    assert re.fullmatch(
        r"piano\.pdf: 1 pages, 1 schede, findings: \d+ error, \d+ warning, \d+ info\n", capfd.readouterr().err
    )


def test_extract_opens_with_a_password(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """`--password` and `--reader` reach the library."""
    file = tmp_path / "locked.pdf"
    file.write_bytes(pdfs.locked_report())
    arguments = ["extract", str(file), "--reader", "pdfplumber", "--password", pdfs.USER_PASSWORD]
    assert cli.main(arguments) == 0
    assert from_json(capfdbinary.readouterr().out).reports[0].schede[0].manager == "LUPINI ADA"


@pytest.mark.parametrize(
    ("content", "code", "ends_with"),
    [
        (b"<html>", "not_a_pdf", 3),
        (pdfs.locked_report(), "password_needed", 3),
        (pdfs.scan(), "no_text_layer", 4),
    ],
)
def test_extract_says_what_is_wrong_in_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes, code: str, ends_with: int
) -> None:
    """An error is one line with file, code and remedy; the exit code says its kind; no output is printed."""
    file = tmp_path / "bad\n\x1b[2J.pdf"
    file.write_bytes(content)
    assert cli.main(["extract", str(file)]) == ends_with
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(r"bad\n\x1b[2J.pdf: ")
    assert f" [{code}]. " in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("reader", READERS)
def test_engine_chatter_is_no_output(tmp_path: Path, reader: str) -> None:
    """What an engine logs about a damaged file does not get between the lines of the program."""
    file = tmp_path / "cut.pdf"
    file.write_bytes(pdfs.report()[:900])
    answer = run("extract", file, "--reader", reader)
    assert answer.returncode == 3
    assert answer.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["explode"],
        ["extract"],
        ["extract", "a.pdf", "--reader", "eyes"],
        ["extract", "a.pdf", "--indent", "-1"],
        ["extract", "a.pdf", "--staff", "some"],
        ["convert", "a.pdf"],
        ["load"],
        ["convert", "-o", "out"],
        ["convert", "-o", "out", "--files-from", "nothing.txt"],
        ["status"],
        ["export", "out"],
        ["export", "out", "--csv", "csv", "--delimiter", "ab"],
        ["convert", "tests", "-o", "out"],
        ["convert", "a.pdf", "-o", "out", "--template", "nothing.toml"],
    ],
)
def test_wrong_usage_ends_with_64(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """Wrong usage is told apart from files that fail, and writes nothing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tests").mkdir()
    assert cli.main(arguments) == 64
    assert capfd.readouterr().out == ""
    assert not (tmp_path / "out").exists()


def test_wrong_template_ends_extract_with_64(report: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A template that is none is wrong usage."""
    assert cli.main(["extract", str(report), "--template", str(report)]) == 64
    assert "[usage]" in capfd.readouterr().err


def test_unwritable_file_ends_with_5(report: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A place that cannot be written is an error of its own kind."""
    assert cli.main(["extract", str(report), "-o", str(tmp_path / "nowhere" / "a.json")]) == 5
    assert "[output_unwritable]" in capfd.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_full_disk_behind_standard_output_ends_with_5(report: Path) -> None:
    """Output that does not fit is an error, and is said once."""
    with Path("/dev/full").open("wb") as full:
        answer = run("extract", report, stdout=full)
    assert answer.returncode == 5
    assert answer.stderr.count(b"\n") == 1
    assert b"[output_unwritable]" in answer.stderr


def test_reader_that_went_away_ends_with_141(report: Path) -> None:
    """When nobody reads the output any more, as with `head`, the program ends in silence."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        answer = run("extract", report, stdout=writing)
    finally:
        os.close(writing)
    assert (answer.returncode, answer.stderr) == (141, b"")


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C as at a terminal: a shell starts its background jobs with the signal ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("command", ["extract", "convert"])
def test_interrupt_ends_with_130(
    command: str,
    report: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Ctrl-C ends with a word and no trace, and leaves no half-written file."""

    def interrupted(*_: object, **__: object) -> Document:
        signal.raise_signal(signal.SIGINT)
        raise AssertionError("unreachable")

    monkeypatch.setattr(extractor.api, "extract_bytes", interrupted)
    out = tmp_path / "out"
    jobs = ["-j", "0"] if command == "convert" else []
    assert cli.main([command, str(report), "-o", str(out), *jobs]) == 130
    assert capfd.readouterr().err == "\nInterrupted.\n"
    assert [path.name for path in out.rglob("*.*") if path.suffix in {".json", ".jsonl", ".parquet"}] == []


def test_bug_in_one_document_ends_extract_with_70(
    report: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A bug of ours is one line too."""

    def broken(*_: object, **__: object) -> Document:
        raise ZeroDivisionError("1/0")

    monkeypatch.setattr(extractor.api, "extract_bytes", broken)
    assert cli.main(["extract", str(report)]) == 70
    err = capfd.readouterr().err
    assert err.startswith("unexpected ZeroDivisionError [internal_error]. ")
    assert err.count("\n") == 1


def test_convert_says_what_failed_and_sums_up(
    report: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each failure is a line on standard error, and the last line counts; standard output stays empty."""
    bad = tmp_path / "scan.pdf"
    bad.write_bytes(pdfs.scan())
    assert cli.main(["convert", str(report), str(bad), "-o", str(tmp_path / "out")]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    failed, summary = err.splitlines()
    assert failed.startswith(f"{bad}: ")
    assert failed.endswith("[no_text_layer]")
    assert summary == "1 converted (1 pages); 1 failed (1 no_text_layer)"
    assert cli.main(["convert", str(tmp_path), "-o", str(tmp_path / "out")]) == 1
    assert capfd.readouterr().err.endswith("; 2 of all unchanged since an earlier run\n")


def test_quiet_convert_says_nothing(report: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`-q` leaves the exit code and the rows to speak."""
    assert cli.main(["convert", str(report), "-o", str(tmp_path / "out"), "-q"]) == 0
    assert capfd.readouterr() == ("", "")


def test_convert_shows_progress_on_a_terminal(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal a bar is drawn, and failures stand above it as they are written."""
    bad = tmp_path / "[bold]:warning:.pdf"
    bad.write_bytes(b"<html>")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "300")
    assert cli.main(["convert", str(report), str(bad), "-o", str(tmp_path / "out")]) == 1
    err = capsys.readouterr().err
    assert "2/2" in err
    assert "[bold]:warning:.pdf: " in err
    assert re.search(r"1 +converted, 1 pages\n +1 +failed: not_a_pdf", err)


def test_errors_are_documented() -> None:
    """The tree in the module's docstring shows every class under its parent, with its code and exit code."""
    tree = errors.__doc__ or ""
    for kind in kinds():
        line = next(line for line in tree.splitlines() if f"{kind.__name__} " in line)
        leaf = not kind.__subclasses__()
        assert line.endswith(f" {kind.code}") == leaf, kind
        parent = kind.__bases__[0]
        inherits = issubclass(parent, errors.SchedeError) and parent.exit_code == kind.exit_code
        assert inherits or f" {kind.exit_code} " in line, kind
        if kind is not errors.SchedeError:
            shown_under = tree[: tree.index(line)].splitlines()
            depth = line.index(kind.__name__) - 4
            above = next(row for row in reversed(shown_under) if row[depth : depth + 1].isalpha())
            assert parent.__name__ in above, kind


def test_codes_are_unique() -> None:
    """A program can tell errors apart by their code."""
    codes = [kind.code for kind in kinds()]
    assert len(codes) == len(set(codes))


def test_exit_codes_are_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """`schede --help` lists the exit code of every error, and those of a run."""
    assert cli.main(["--help"]) == 0
    listed = {int(code) for code in re.findall(r"^ +(\d+) ", capsys.readouterr().out, re.MULTILINE)}
    assert listed == {0, 1, 2, 130, 141} | {kind.exit_code for kind in kinds()}
