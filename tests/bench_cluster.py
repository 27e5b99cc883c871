"""A run on a cluster of this machine: `python -m tests.bench_cluster`. What docs/cluster.md counts with.

CPU seconds, for they travel better than the clock's: of the run itself, of the scheduler, and of workers with
their child processes. The documents are the samples, or PDFs of your own, each many times: a comment at the end makes
the bytes others, and nothing else.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

import extractor
from extractor.batch.ledger import Ledger
from extractor.batch.machine import resident
from tests.golden import samples
from tests.test_cluster import running

TICKS = os.sysconf("SC_CLK_TCK")
INPUTS = 100_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took, in seconds."""

    clock: float
    client: float
    scheduler: float
    workers: float
    pages: int


def fill(folder: Path, sources: list[Path], count: int) -> None:
    """Write so many documents, no two alike."""
    folder.mkdir()
    for number in range(count):
        source = sources[number % len(sources)]
        (folder / f"{number:06}.pdf").write_bytes(source.read_bytes() + b"\n%% %d\n" % number)


def cpu(session: int) -> float:
    """CPU seconds of all processes of a session, those included that have ended there."""
    found = 0
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                fields = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session:
                found += sum(map(int, fields[11:15]))
    return found / TICKS


def measure(folder: Path, workers: int, urls: bool) -> Cost:
    """One run with so many workers, after one that has made their child processes."""
    place = folder / f"{workers}-{urls}"
    place.mkdir()

    def named(path: Path) -> str:
        return path.as_uri() if urls else str(path)

    with running(place, workers) as there:
        extractor.convert([named(folder / "warm")], place / "warm-out", cluster=there.address)
        before = cpu(there.scheduler.pid), [cpu(one.pid) for one in there.workers]
        here, began = process_time(), perf_counter()
        summary = extractor.convert([named(folder / "inbox")], named(place / "out"), cluster=there.address)
        clock, client = perf_counter() - began, process_time() - here
        spent = [cpu(one.pid) - old for one, old in zip(there.workers, before[1], strict=True)]
        return Cost(clock, client, cpu(there.scheduler.pid) - before[0], sum(spent), summary.pages)


def ledger_bytes(folder: Path) -> tuple[float, float]:
    """For each input: bytes in the ledger, and of memory while a run goes on."""
    path = folder / "ledger.sqlite"
    with Ledger(path) as ledger:
        before = resident()
        ledger.register((f"s3://archive/2020/comune/{n:08}.pdf", f"{n:08}.pdf", 1) for n in range(INPUTS))
        known = {entry.seq: entry for entry in ledger.entries()}
        return path.stat().st_size / len(known), (resident() - before) / len(known)


def bench(sources: list[Path], count: int) -> list[str]:
    """Measure, and say it in Markdown."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "warm", sources, 12)
        fill(folder / "inbox", sources, count)
        one, two = (measure(folder, workers, True) for workers in (1, 2))
        sent = measure(folder, 2, False)
        json = sum(path.stat().st_size for path in (folder / "2-True/out/json").iterdir())
        book, memory = ledger_bytes(folder)
    rows = [
        ("pages of a document", f"{one.pages / count:.1f}"),
        ("worker CPU ms a page, one worker", f"{one.workers / one.pages * 1000:.1f}"),
        ("worker CPU ms a page, two workers", f"{two.workers / two.pages * 1000:.1f}"),
        ("two workers against one, by the clock", f"{one.clock / two.clock:.2f}"),
        ("scheduler CPU ms a document", f"{two.scheduler / count * 1000:.1f}"),
        ("client CPU ms a document, read and written by workers", f"{two.client / count * 1000:.1f}"),
        ("client CPU ms a document, sent by the client", f"{sent.client / count * 1000:.1f}"),
        ("kB of JSON a page", f"{json / one.pages / 1000:.1f}"),
        ("bytes in the ledger for an input", f"{book:.0f}"),
        ("bytes of the client's memory for an input", f"{memory:.0f}"),
    ]
    return [
        f"{count} documents, {one.pages} pages; CPU seconds with publishing.",
        "",
        "| measure | found |",
        "| --- | --: |",
        *(f"| {what} | {found} |" for what, found in rows),
    ]


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_cluster", description=__doc__)
    parser.add_argument("--documents", type=int, default=240)
    parser.add_argument("--reports", type=Path, help="a folder of PDFs, instead of the samples")
    options = parser.parse_args()
    sources = sorted(options.reports.glob("*.pdf")) if options.reports else list(samples())
    sys.stdout.write("\n".join(bench(sources, options.documents)) + "\n")


if __name__ == "__main__":
    main()
