"""Interrupted runs: whenever a run is stopped, the next one makes what an undisturbed one would have made."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.dataset
import pytest

import extractor
from extractor.batch import exchange, store
from extractor.batch.ledger import Ledger, read_ledger
from extractor.errors import LedgerUnreadable, OutputInUse
from extractor.records import Document
from tests import pdfs
from tests.test_workers import children

ONE, TWO, THREE, FOUR = (pdfs.report(f"La sala resta aperta {days} sere.") for days in ("1", "2", "3", "4"))
ROOT = Path(__file__).parent.parent


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for the ledger, which holds times."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "ledger" not in path.name)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def convert(inputs: Path, out: Path, **options: Any) -> list[str]:
    """A run in this very process; a word for each input."""
    summary = extractor.convert([inputs], out, **{"jobs": 0, **options})
    return [row.code or row.status for row in summary.results]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with two reports, a copy, and a file that is none."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name, content in (("a", ONE), ("b", TWO), ("c", ONE), ("d", b"<html>")):
        (folder / f"{name}.pdf").write_bytes(content)
    return folder


def command(*arguments: str | Path) -> list[str | Path]:
    """The program in a process of its own."""
    return [sys.executable, "-c", "import sys; from extractor.cli import main; sys.exit(main())", *arguments]


def environment() -> dict[str, str]:
    """Where the program is found."""
    return os.environ | {"PYTHONPATH": str(ROOT)}


def test_killed_runs_are_made_good(tmp_path: Path, samples_dir: Path) -> None:
    """Runs whose workers or whose parent are killed at random moments, and one to the end: byte for byte the
    output of an undisturbed run, with any number of workers."""
    inbox = tmp_path / "inbox"
    shutil.copytree(
        samples_dir, inbox, ignore=shutil.ignore_patterns("*.json", "*.toml", "maker", "expected")
    )
    (inbox / "copy.pdf").write_bytes(next(samples_dir.glob("*.pdf")).read_bytes())
    (inbox / "bad.pdf").write_bytes(b"<html>")
    undisturbed, disturbed = tmp_path / "undisturbed", tmp_path / "disturbed"
    assert convert(inbox, undisturbed)
    chance = random.Random(11)
    for _ in range(4):
        run = subprocess.Popen(
            command("convert", inbox, "-o", disturbed, "-q", "-j", "2"),
            env=environment(),
            stderr=subprocess.DEVNULL,
        )
        _wait_for_ledger(disturbed, run)
        time.sleep(chance.uniform(0.1, 1.2))
        for server in children(run.pid)[:2]:
            for worker in children(server)[:1]:
                with_pid(worker)
        time.sleep(chance.uniform(0.0, 0.5))
        run.kill()
        run.wait()
    convert(inbox, disturbed, jobs=2)
    assert tree(disturbed) == tree(undisturbed)


def with_pid(pid: int) -> None:
    """Kill a process that may be gone."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _wait_for_ledger(out: Path, run: subprocess.Popen[bytes]) -> None:
    while run.poll() is None and not (out / "ledger.sqlite").exists():
        time.sleep(0.02)


@contextmanager
def dying_at(step: int) -> Iterator[None]:
    """The process dies, as of kill -9, before the given of all steps that leave something on disk."""
    left = step

    def count(function: Any) -> Any:
        def counted(*arguments: Any, **options: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                os._exit(9)
            return function(*arguments, **options)

        return counted

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", count(Path.replace))
        patch.setattr(Path, "unlink", count(Path.unlink))
        patch.setattr(Path, "write_bytes", count(Path.write_bytes))
        patch.setattr(Path, "hardlink_to", count(Path.hardlink_to))
        patch.setattr(Path, "rename", count(Path.rename))
        patch.setattr(exchange, "_swapped", count(exchange._swapped))
        patch.setattr(shutil, "rmtree", count(shutil.rmtree))
        patch.setattr(Ledger, "transaction", count(Ledger.transaction))
        yield


def died(inbox: Path, out: Path, step: int) -> bool:
    """Whether a run that dies at a step did not get to its end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking is the point here
        child = os.fork()
    if child == 0:
        try:
            with dying_at(step):
                convert(inbox, out)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.parametrize("first", [0, 1, 2, 3, 4])
def test_run_killed_at_any_step_is_made_good(tmp_path: Path, inbox: Path, first: int) -> None:
    """A run over changed inputs is killed before each of its steps in turn, then done again: nothing is torn,
    lost or there twice, and readers of the tables see the old documents or the new ones."""
    before, changed = tmp_path / "before", tmp_path / "changed"
    convert(inbox, before)
    old = _rows(before)
    (inbox / "a.pdf").write_bytes(THREE)  # so that c.pdf is a copy no more
    (inbox / "e.pdf").write_bytes(FOUR)
    (inbox / "b.pdf").rename(inbox / "f.pdf")
    shutil.copytree(before, changed)
    convert(inbox, changed)
    expected, new = tree(changed), _rows(changed)
    assert old != new
    step, went_on = first, True
    while went_on:
        out = tmp_path / f"step-{step}"
        shutil.copytree(before, out)
        went_on = died(inbox, out, step)
        assert _rows(out) in (old, new)
        convert(inbox, out)
        assert tree(out) == expected, f"killed at step {step}"
        shutil.rmtree(out)
        step += 5


def _rows(out: Path) -> set[str]:
    """The schede that a reader of the tables finds."""
    table = pyarrow.dataset.dataset(out / "parquet" / "schede").to_table()
    found: list[str] = table["scheda_id"].to_pylist()
    assert len(found) == len(set(found))
    return set(found)


def test_full_disk_is_made_good(tmp_path: Path, samples_dir: Path) -> None:
    """When no file can grow any more the run ends with a typed error; with room again, the next one ends it."""
    out, undisturbed = tmp_path / "out", tmp_path / "undisturbed"
    for limit in (20_000, 60_000, 200_000):
        answer = subprocess.run(
            command("convert", samples_dir, "-o", out, "-q", "-j", "0"),
            env=environment(),
            capture_output=True,
            text=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),  # noqa: B023
            timeout=200,
            check=False,
        )
        assert answer.returncode == 5, answer.stderr
        assert "[output_unwritable]" in answer.stderr
        assert answer.stderr.count("\n") == 1
        assert [name for name in tree(out) if name.endswith(".part")] == []
    convert(samples_dir, out)
    convert(samples_dir, undisturbed)
    assert tree(out) == tree(undisturbed)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may make a small file system")
def test_full_file_system_is_made_good(tmp_path: Path, samples_dir: Path) -> None:
    """The same on a file system that is really full."""
    out, undisturbed = tmp_path / "out", tmp_path / "undisturbed"
    out.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", out], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        with pytest.raises(extractor.errors.OutputUnwritable):
            convert(samples_dir, out)
        subprocess.run(["mount", "-o", "remount,size=30m", out], check=True)
        convert(samples_dir, out)
        convert(samples_dir, undisturbed)
        assert tree(out) == tree(undisturbed)
    finally:
        subprocess.run(["umount", out], check=True)


def test_finished_documents_are_not_read_again(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is finished and unchanged is skipped, failures too; --retry reads the failed ones again."""
    out = tmp_path / "out"
    first = convert(inbox, out)
    read: list[str] = []
    extract_bytes = extractor.api.extract_bytes

    def noted(data: bytes, file: str, **rest: Any) -> Document:
        read.append(file)
        return extract_bytes(data, file, **rest)

    monkeypatch.setattr(extractor.api, "extract_bytes", noted)
    assert convert(inbox, out) == first
    assert read == []
    assert convert(inbox, out, retry=True) == first
    assert read == ["d.pdf"]
    assert [entry.attempts for entry in read_ledger(out)] == [1, 1, 0, 2]


def test_other_options_mean_other_documents(inbox: Path, tmp_path: Path) -> None:
    """What another reader, template or version made is made again."""
    out = tmp_path / "out"
    convert(inbox, out)
    convert(inbox, out, reader="pdfplumber")
    entries = read_ledger(out)
    assert {entry.reader for entry in entries} == {"pdfplumber"}
    assert [entry.attempts for entry in entries] == [2, 2, 0, 2]


def test_touched_file_is_not_converted_again(inbox: Path, tmp_path: Path) -> None:
    """A file with a new date and the same bytes is read, found the same, and left."""
    out = tmp_path / "out"
    convert(inbox, out)
    os.utime(inbox / "a.pdf", (1, 1))
    convert(inbox, out)
    assert read_ledger(out)[0].attempts == 1


def test_removed_output_is_made_again(inbox: Path, tmp_path: Path) -> None:
    """Output that somebody removed or cut is restored by the next run, whatever its inputs are."""
    out = tmp_path / "out"
    convert(inbox, out)
    expected = tree(out)
    first, second = sorted((out / "json").iterdir())
    first.unlink()
    second.write_bytes(b"{")
    shutil.rmtree(out / "parquet" / "phases")
    (out / "results.jsonl").unlink()
    convert(inbox / "d.pdf", out)
    assert tree(out) == expected


def test_lost_part_is_made_from_the_json(inbox: Path, tmp_path: Path) -> None:
    """When a table's file is damaged, its rows come from the documents' JSON."""
    out = tmp_path / "out"
    convert(inbox, out)
    for path in (out / "parquet" / "schede").iterdir():
        path.write_bytes(b"PAR1")
    (inbox / "e.pdf").write_bytes(THREE)
    convert(inbox, out)
    assert len(_rows(out)) == 3


def test_copy_of_a_changed_file_stands_on_its_own(inbox: Path, tmp_path: Path) -> None:
    """When a file changes, those that were copies of it are read themselves, though nobody named them."""
    out = tmp_path / "out"
    convert(inbox, out)
    (inbox / "a.pdf").write_bytes(THREE)
    convert(inbox / "a.pdf", out)
    entries = read_ledger(out)
    assert [entry.status for entry in entries] == ["converted", "converted", "converted", "failed"]
    assert len(_rows(out)) == 3
    assert sorted(path.name.split(".")[0] for path in (out / "json").iterdir()) == ["a", "b", "c"]


def test_inputs_of_earlier_runs_stay(inbox: Path, tmp_path: Path) -> None:
    """A run about other inputs adds to the folder: rows and tables hold those of earlier runs too."""
    out = tmp_path / "out"
    for name in "abcd":
        convert(inbox / f"{name}.pdf", out)
    together = tmp_path / "together"
    convert(inbox, together)
    assert tree(out) == tree(together)


def test_ledger_tells_where_inputs_are(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger has for each input where it is, what it holds, what became of it, how and when."""
    monkeypatch.chdir(inbox.parent)
    extractor.convert(["inbox"], "out", jobs=0)
    first, _, copy, bad = read_ledger("out")
    assert (first.location, first.file) == (str(inbox / "a.pdf"), "inbox/a.pdf")
    assert (first.status, first.pages, first.size, first.attempts) == ("converted", 1, len(ONE), 1)
    assert (first.reader, first.extractor) == ("pdfium", extractor.__version__)
    assert first.started_at is not None
    assert first.started_at <= (first.finished_at or "")
    assert (tmp_path / "out" / "json" / f"{first.output}.json").exists()
    assert (copy.status, copy.duplicate_of, copy.sha256) == ("duplicate", first.seq, first.sha256)
    assert (bad.status, bad.code) == ("failed", "not_a_pdf")


def test_two_runs_do_not_meet(inbox: Path, tmp_path: Path) -> None:
    """A folder that one run writes into is refused to another, and free when that has ended, however it did."""
    out = tmp_path / "out"
    with store.open_store(str(out)), pytest.raises(OutputInUse):
        convert(inbox, out)
    assert convert(inbox, out)


def test_ledger_that_is_none_is_said(inbox: Path, tmp_path: Path) -> None:
    """A damaged ledger, or one of a newer program, is an error and stays as it is."""
    out = tmp_path / "out"
    convert(inbox, out)
    with sqlite3.connect(out / "ledger.sqlite") as database:
        database.execute("pragma user_version = 99")
    database.close()
    with pytest.raises(LedgerUnreadable, match="newer"):
        convert(inbox, out)
    (out / "ledger.sqlite").write_bytes(b"no database at all, but long enough to be looked at" * 99)
    for call in (lambda: convert(inbox, out), lambda: read_ledger(out)):
        with pytest.raises(LedgerUnreadable):
            call()
