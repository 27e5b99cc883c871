"""Worker processes: whatever a document does to its own, it costs nothing but itself."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import forkserver
from pathlib import Path
from threading import Thread

import pytest

from extractor.batch import local
from extractor.batch.job import Converted, InProcess, Options, Outcome, Task
from extractor.batch.local import LocalWorkers
from extractor.batch.machine import LEFT_ALONE, ONE_WORKER, default_jobs
from extractor.limits import MEGABYTE, Limits
from tests import hostile_pdfs, pdfs

REPORT = pdfs.report()
ROOM = 8_000 * MEGABYTE
"""More memory than an engine fills before its time is over, on however fast a machine."""
needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system has no /proc")


def tasks(*contents: bytes) -> Iterator[Task]:
    """One task for each content, numbered from 0."""
    return (Task(key, f"{key}.pdf", content) for key, content in enumerate(contents))


def read(workers: LocalWorkers, *contents: bytes, limits: Limits | None = None) -> dict[int, Outcome]:
    """The outcome of each content, by its number."""
    outcomes = list(workers.run(tasks(*contents), Options(verify="none", limits=limits or Limits())))
    assert sorted(one.key for one in outcomes) == list(range(len(contents)))
    return {one.key: one for one in outcomes}


def said(outcomes: dict[int, Outcome]) -> list[str]:
    """A word for each outcome."""
    return [
        "converted" if isinstance(one.result, Converted) else one.result.code
        for _, one in sorted(outcomes.items())
    ]


def children(pid: int) -> list[int]:
    """The processes that a process has started and that still run."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return [int(child) for child in found if _runs(int(child))]
    except FileNotFoundError:
        return []


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def eventually(condition: Callable[[], object]) -> bool:
    """Whether something comes true within two minutes."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_workers_read_what_this_process_would(samples_dir: Path) -> None:
    """Documents read in workers give exactly the bytes that they give here."""
    contents = [path.read_bytes() for path in sorted(samples_dir.glob("*.pdf"))[:4]] + [b"<html>"]
    here = {one.key: one for one in InProcess().run(tasks(*contents), Options(verify="none"))}
    there = read(LocalWorkers(2), *contents)
    assert [there[key].result for key in range(4)] == [here[key].result for key in range(4)]
    assert str(there[4].result) == str(here[4].result)


def test_bomb_costs_itself_only() -> None:
    """A document that unpacks to more than the memory allowed is an error, and its neighbours are read."""
    limits = Limits(memory_bytes=120 * MEGABYTE)
    outcomes = read(LocalWorkers(1), REPORT, hostile_pdfs.bomb(), REPORT, limits=limits)
    assert said(outcomes) == ["converted", "memory_limit", "converted"]


@pytest.mark.parametrize(
    "limits",
    [Limits(page_seconds=4, memory_bytes=ROOM), Limits(document_seconds=4, memory_bytes=ROOM)],
    ids=["page", "document"],
)
def test_endless_page_is_stopped(limits: Limits) -> None:
    """An engine that never comes back from a page is killed when its time is over, whatever it does."""
    outcomes = read(LocalWorkers(1), hostile_pdfs.endless(), REPORT, limits=limits)
    assert said(outcomes) == ["time_limit", "converted"]


@needs_proc
def test_killed_worker_costs_no_document(samples_dir: Path) -> None:
    """Workers that somebody kills, again and again, are replaced, and their documents are read once more."""
    contents = [path.read_bytes() for path in sorted(samples_dir.glob("*.pdf"))] * 2
    expected = {one.key: one.result for one in InProcess().run(tasks(*contents), Options(verify="none"))}
    chance = random.Random(7)
    victims: list[int] = []

    def murder() -> None:
        assert eventually(_workers)
        for _ in range(2):  # a document is tried three times
            time.sleep(chance.uniform(0.05, 0.25))
            for pid in _workers()[:1]:
                victims.append(pid)
                os.kill(pid, signal.SIGKILL)

    assert eventually(lambda: not _workers()), "those of another test are gone"
    murderer = Thread(target=murder)
    murderer.start()
    outcomes = read(LocalWorkers(2), *contents)
    murderer.join()
    assert {key: one.result for key, one in outcomes.items()} == expected
    assert victims


def _workers() -> list[int]:
    server = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    return children(server) if server else []


@needs_proc
def test_crash_is_an_error_of_its_own() -> None:
    """A worker that dies of a fault is not tried again: the document is to blame."""

    def crash() -> None:
        assert eventually(_workers)
        time.sleep(0.5)
        for pid in _workers():
            os.kill(pid, signal.SIGSEGV)

    assert eventually(lambda: not _workers()), "those of another test are gone"
    culprit = Thread(target=crash)
    culprit.start()
    outcomes = read(LocalWorkers(1), hostile_pdfs.endless(), REPORT)
    culprit.join()
    assert said(outcomes) == ["worker_died", "converted"]
    assert "SIGSEGV" in str(outcomes[0].result)


def test_large_or_old_workers_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that has grown gives way to a new one after its document; no document is lost by that, and
    nothing of the old ones stays."""
    monkeypatch.setattr(local, "RECYCLE_BYTES", 1)
    read(LocalWorkers(1), REPORT)
    before = _open_files()
    assert said(read(LocalWorkers(1), *[REPORT] * 8)) == ["converted"] * 8
    assert eventually(lambda: _open_files() <= before)


def _open_files() -> int:
    return len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0  # noqa: PTH208


@needs_proc
def test_idle_worker_may_die() -> None:
    """A worker that is killed while it has nothing to do is replaced when there is something."""

    def some() -> Iterator[Task]:
        yield from tasks(REPORT)
        assert eventually(_workers)
        time.sleep(1.5)
        for pid in _workers():
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.5)
        yield Task(1, "1.pdf", REPORT)

    outcomes = {one.key: one for one in LocalWorkers(1).run(some(), Options(verify="none"))}
    assert said(outcomes) == ["converted", "converted"]


def test_no_process_is_started_for_nothing() -> None:
    """Where there is nothing to read, there are no workers."""
    assert list(LocalWorkers(1).run(iter(()), Options())) == []


def test_tasks_are_drawn_as_there_is_room() -> None:
    """However many documents there are, few are in memory at one time."""
    drawn = 0

    def count() -> Iterator[Task]:
        nonlocal drawn
        for task in tasks(*[REPORT] * 12):
            drawn += 1
            yield task

    for done, _ in enumerate(LocalWorkers(1).run(count(), Options())):
        assert drawn <= done + local.AHEAD + 1
    assert drawn == 12


def test_jobs_are_bounded_by_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """By default there is a worker for each core, but no more than memory holds, and at least one."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(64)), raising=False)
    for workers in (0, 1, 5, 64, 1000):
        free = LEFT_ALONE + 10**9 + workers * ONE_WORKER
        monkeypatch.setattr("extractor.batch.machine.free_memory", lambda free=free: free)
        assert default_jobs(10**9) == min(max(workers, 1), 64)


def test_script_needs_no_main_guard(tmp_path: Path) -> None:
    """A script that converts at its top level is not run again by its workers."""
    (tmp_path / "a.pdf").write_bytes(REPORT)
    script = tmp_path / "script.py"
    script.write_text(
        "import extractor\nprint('once')\nprint(extractor.convert(['a.pdf'], 'out', jobs=2).count('converted'))\n"
    )
    answer = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    assert (answer.stdout, answer.stderr) == ("once\n1\n", "")


@needs_proc
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_with_their_parent(tmp_path: Path, end: signal.Signals) -> None:
    """Whatever ends a run, none of its workers goes on, not even one inside an engine that never comes back."""
    (tmp_path / "endless.pdf").write_bytes(hostile_pdfs.endless())
    code = "import signal, sys; from extractor.cli import main; signal.signal(2, signal.default_int_handler);"
    run = subprocess.Popen(
        [sys.executable, "-c", f"{code} sys.exit(main())", "convert", "endless.pdf", "-o", "out", "-j", "1"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    workers: set[int] = set()

    def found() -> bool:
        workers.update(worker for child in children(run.pid) for worker in children(child))
        return bool(workers)

    assert eventually(found)
    time.sleep(0.5)
    run.send_signal(end)
    _, said = run.communicate(timeout=120)
    assert run.returncode == (130 if end == signal.SIGINT else -end)
    assert end != signal.SIGINT or said == b"\nInterrupted.\n"
    assert eventually(lambda: not any(map(_runs, workers)))
