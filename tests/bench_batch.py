"""Many documents: `python -m tests.bench_batch`. Two workers against one, memory over many pages, a run again.

The documents are the samples, each many times: a comment at the end makes the bytes others, and nothing else.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

import extractor
from extractor.limits import Limits
from tests.golden import samples

MEMORY_LIMIT = 250.0
"""MB that a worker may have, however many pages it has read."""
AGAIN_LIMIT = 2.0
"""Seconds for a run over 1,000 documents that are all converted."""
GAIN_LIMIT = 1.8
"""Times that two workers are faster than one, on two cores that nobody else uses."""


@dataclass(slots=True)
class Watched:
    """The memory of worker processes while a run goes on, in MB; 0 where the system does not say."""

    early: float = 0.0
    """The most while the first quarter of the documents was read."""
    late: float = 0.0
    """The most later."""
    quarter_done: bool = False
    _stop: Event = field(default_factory=Event)

    def look(self) -> None:
        """Look at all workers until told to stop."""
        while not self._stop.wait(0.02):
            most = max(_workers(), default=0.0)
            if self.quarter_done:
                self.late = max(self.late, most)
            else:
                self.early = max(self.early, most)

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()


def _workers() -> list[float]:
    """Resident MB of each process that a fork server of ours has made."""
    found = []
    for server in _children("self"):
        for worker in _children(server):
            try:
                pages = Path(f"/proc/{worker}/statm").read_text(encoding="ascii").split()[1]
            except (OSError, IndexError):
                continue
            found.append(int(pages) * 4096 / 1e6)
    return found


def _children(pid: str) -> list[str]:
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [child for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return []


def fill(folder: Path, count: int) -> int:
    """Write so many documents, no two alike; their pages."""
    folder.mkdir()
    sources = [path.read_bytes() for path in samples()]
    for number in range(count):
        data = sources[number % len(sources)] + b"\n%% %d\n" % number
        (folder / f"{number:06}.pdf").write_bytes(data)
    return count


def convert(inbox: Path, out: Path, jobs: int) -> tuple[extractor.batch.Summary, float, Watched]:
    """Convert a folder; seconds by the clock on the wall, and the memory of workers."""
    watched = Watched()
    looking = Thread(target=watched.look)
    looking.start()

    def heard(step: extractor.batch.results.Step) -> None:
        watched.quarter_done = step.done * 4 > step.total

    began = perf_counter()
    try:
        summary = extractor.convert([inbox], out, jobs=jobs, limits=Limits(), watch=heard)
    finally:
        watched.stop()
        looking.join()
    return summary, perf_counter() - began, watched


def bench(count: int, turns: int) -> Sequence[str]:
    """Measure, and say it in Markdown."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "warm", 12)
        convert(folder / "warm", folder / "warm-out", 2)
        fill(folder / "inbox", count)
        took: dict[int, list[float]] = {1: [], 2: []}
        pages, watched = 0, Watched()
        for turn in range(turns):
            for jobs in (1, 2):
                summary, seconds, watched = convert(folder / "inbox", folder / f"out-{jobs}-{turn}", jobs)
                took[jobs].append(seconds)
                pages = summary.pages
        again, seconds, _ = convert(folder / "inbox", folder / "out-2-0", 2)
        assert again.unchanged == count
        parts = len(list((folder / "out-2-0" / "parquet" / "provenance").iterdir()))
    one, two = min(took[1]), min(took[2])
    return [
        f"{count} documents, {pages} pages, {parts} files in each table.",
        "",
        "| measure | found | goal |",
        "| --- | --: | --: |",
        f"| pages a second by the clock, one worker | {pages / one:.0f} | |",
        f"| two workers | {pages / two:.0f} | |",
        f"| two workers against one | {one / two:.2f} | {GAIN_LIMIT} |",
        f"| MB of a worker at most, first quarter | {watched.early:.0f} | |",
        f"| MB of a worker at most, later | {watched.late:.0f} | {MEMORY_LIMIT:.0f} |",
        f"| seconds for a run again, nothing changed | {seconds:.2f} | {AGAIN_LIMIT:g} |",
    ]


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_batch", description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--turns", type=int, default=1, help="the best of so many counts")
    options = parser.parse_args()
    sys.stdout.write("\n".join(bench(options.documents, options.turns)) + "\n")


if __name__ == "__main__":
    main()
