"""A run on a cluster: a Dask scheduler and its workers, each a process of its own on the loopback interface."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from click.testing import CliRunner

import extractor
from extractor.batch.ledger import read_ledger
from extractor.batch.results import Step
from extractor.cli import main
from extractor.cluster import client, message
from extractor.errors import ClusterEmpty, ClusterMismatch, ClusterUnreachable, OutputUnwritable, UsageError
from extractor.limits import Limits
from tests import hostile_pdfs, pdfs
from tests.test_resume import tree
from tests.test_workers import ROOM, eventually

ROOT = Path(__file__).parent.parent
REPORTS = [pdfs.report(f"La sala resta aperta {days} sere.") for days in range(1, 9)]
TEMPLATE = (ROOT / "extractor" / "templates" / "scheda_obiettivo.toml").read_text(encoding="utf-8")
DEADLY = REPORTS[0] + b"\n% deadly\n"
PRELOAD = """
import os, signal
from extractor.batch.job import convert_one
from extractor.cluster import worker

class Frail(worker._Child):
    def read(self, task):
        if b"% deadly" in task.data:
            os.kill(os.getpid(), signal.SIGKILL)
        return convert_one(task, self.reading.options)

worker._Child = Frail
"""
"""Makes a Dask worker read documents itself, and die of one."""


@dataclass(frozen=True)
class Processes:
    """A scheduler and workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]

    def lose(self, machine: subprocess.Popen[bytes]) -> None:
        """A machine goes: at once, with all that runs on it."""
        os.killpg(machine.pid, signal.SIGKILL)
        machine.wait()


@contextmanager
def running(folder: Path, workers: int, *options: str, **settings: str) -> Iterator[Processes]:
    """Start a scheduler and workers."""
    told = folder / "scheduler.json"
    with ExitStack() as ends:
        start = "--host 127.0.0.1 --port 0 --no-dashboard".split()
        scheduler = _started(ends, settings, "scheduler", *start, "--scheduler-file", str(told))
        assert eventually(lambda: told.exists() and told.read_text(encoding="utf-8").endswith("}"))
        address = json.loads(told.read_text(encoding="utf-8"))["address"]
        start = [address, "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard"]
        place = [f"--local-directory={folder}/dask"]
        machines = [_started(ends, settings, "worker", *start, *place, *options) for _ in range(workers)]
        yield Processes(address, scheduler, tuple(machines))


def _started(ends: ExitStack, settings: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    ends.callback(_end, process)
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with eight reports, a copy, what is no PDF, and an archive."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number, content in enumerate([*REPORTS[:7], REPORTS[2], b"<html>", b""]):
        (folder / f"{number}.pdf").write_bytes(content)
    with zipfile.ZipFile(folder / "old.zip", "w") as archive:
        archive.writestr("old/8.pdf", REPORTS[7])
        archive.writestr("old/again.pdf", REPORTS[3])
    return folder


def after(documents: int, act: Callable[[], object]) -> Callable[[Step], None]:
    """Something happens once, when so many inputs are done."""

    def watch(step: Step) -> None:
        if step.done == documents:
            act()

    return watch


def words(summary: extractor.batch.Summary) -> list[str]:
    """A word for each input."""
    return [row.code or row.status for row in summary.results]


def test_lost_worker_costs_no_document(tmp_path: Path, inbox: Path) -> None:
    """One of two workers is lost in the middle of a run: the output is, byte for byte, that of one machine, and
    each input has one row. The other is not harmed by a document that an engine never ends with, and reads by a
    template that only the client has."""
    undisturbed, out = tmp_path / "undisturbed", tmp_path / "out"
    here = extractor.convert([inbox], undisturbed, jobs=0)
    with running(tmp_path, 2) as there:
        watch = after(3, lambda: there.lose(there.workers[0]))
        summary = extractor.convert([inbox], out, cluster=there.address, watch=watch)
        (tmp_path / "endless.pdf").write_bytes(hostile_pdfs.endless())
        bad, good, limits = (
            tmp_path / "endless.pdf",
            inbox / "0.pdf",
            Limits(page_seconds=3, memory_bytes=ROOM),
        )
        template = tmp_path / "ours.toml"
        template.write_text(TEMPLATE.replace('name = "scheda-obiettivo"', 'name = "ours"'), encoding="utf-8")
        harmless = extractor.convert(
            [bad, good], tmp_path / "new", cluster=there.address, limits=limits, template=template
        )
    assert words(harmless) == ["time_limit", "converted"]
    (json_file,) = (tmp_path / "new" / "json").iterdir()
    assert '"ours/1"' in json_file.read_text(encoding="utf-8")
    assert there.workers[0].returncode == -signal.SIGKILL
    assert words(summary) == words(here)
    assert tree(out) == tree(undisturbed)
    assert len(read_ledger(out)) == len(here.results) == 12


def test_workers_read_and_write_urls(tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What URLs name is read and written by workers alone. A run that is interrupted, or whose output some
    worker does not reach, goes on; other versions over there end it before anything is read."""
    url, undisturbed, out = inbox.as_uri(), tmp_path / "undisturbed", tmp_path / "out"
    extractor.convert([url], undisturbed.as_uri(), jobs=0)

    def run(**options: Any) -> extractor.batch.Summary:
        return extractor.convert([url], out.as_uri(), cluster=there.address, **options)

    def interrupt() -> None:
        raise KeyboardInterrupt

    def forbidden(*_: object) -> None:
        raise AssertionError("this process reads no document")

    with running(tmp_path, 1) as there:
        other = (*message.build()[:-1], ("simplemma", "0.1"))
        with monkeypatch.context() as patch:
            patch.setattr(message, "build", lambda: other)
            with pytest.raises(ClusterMismatch, match=r"has simplemma \d.*, and not 0.1"):
                run()
        assert not (out / "results.jsonl").exists()
        monkeypatch.setattr("extractor.batch.sources.Sources._local", forbidden)
        monkeypatch.setattr("extractor.batch.remote.read", forbidden)
        with pytest.raises(KeyboardInterrupt):
            run(watch=after(4, interrupt))
        lost: list[Path] = []

        def lose() -> None:
            lost.append(next((out / "json").iterdir()))
            lost[0].unlink()

        with pytest.raises(OutputUnwritable, match="1 documents are not where they were written"):
            run(watch=after(12, lose))
        assert lost
        assert run().unchanged == 11
    assert tree(out) == tree(undisturbed)


def test_document_that_kills_workers_costs_itself(tmp_path: Path) -> None:
    """A document that no Dask worker survives is a row, and others that were on the way with it are read."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number, content in enumerate([REPORTS[1], DEADLY, REPORTS[2]]):
        (inbox / f"{number}.pdf").write_bytes(content)
    (tmp_path / "frail.py").write_text(PRELOAD)
    preload = ("--preload", str(tmp_path / "frail.py"))
    with running(tmp_path, 1, *preload, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as there:
        summary = extractor.convert([inbox], tmp_path / "out", cluster=there.address)
    assert words(summary) == ["converted", "worker_died", "converted"]


def test_cluster_without_workers_or_scheduler(
    tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody there, nobody there any more, and nobody who works are errors of their own."""
    monkeypatch.setattr(client, "CONNECT", 1.0)
    monkeypatch.setattr(client, "COUNT", 0.1)
    with running(tmp_path, 0) as there:
        with monkeypatch.context() as patch:
            patch.setattr(client, "PATIENCE", 0.5)
            with pytest.raises(ClusterEmpty):
                extractor.convert([inbox], tmp_path / "out", cluster=there.address)
        Timer(1.0, there.lose, (there.scheduler,)).start()
        with pytest.raises(ClusterUnreachable, match="went away"):
            extractor.convert([inbox], tmp_path / "out", cluster=there.address)
        with pytest.raises(ClusterUnreachable, match="no Dask scheduler answers"):
            extractor.convert([inbox], tmp_path / "new", cluster=there.address)
    assert not (tmp_path / "new").exists()
    with pytest.raises(UsageError):
        extractor.convert([inbox], tmp_path / "new", cluster="nothing://here")


def test_jobs_are_not_for_clusters(inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A number of worker processes here makes no sense with a cluster, and the command says so."""
    assert (
        main(["convert", str(inbox), "-o", str(tmp_path / "out"), "--cluster", "tcp://x:1", "-j", "2"]) == 64
    )
    assert "jobs are for this machine" in capsys.readouterr().err
    assert "--cluster" in CliRunner().invoke(extractor.cli.schede, ["convert", "--help"]).output


def test_build_names_what_decides() -> None:
    """Python, the program itself and each engine have a part in it; what differs is named. A log that shows what
    was sent shows nothing else."""
    assert all(said != "not installed" for _, said in message.build())
    sent = message.pack_look("s3://bucket/a.pdf", None, 1)
    assert "bucket" not in repr(sent)
    assert message.unpack_look(sent) == ("s3://bucket/a.pdf", None, 1)
    for name, _ in message.build():
        other = tuple((one, "other" if one == name else said) for one, said in message.build())
        with pytest.raises(ClusterMismatch, match=f"{name} .*, and not other as here"):
            message.unpack_look(replace(sent, build=other))
