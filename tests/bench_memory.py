"""Peak memory of one document, short and long: `python -m tests.bench_memory FILE` measures one PDF."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from extractor.api import extract_bytes
from extractor.write.json import write_json
from extractor.write.parquet import write_parquet

LIMIT = 200.0
"""MB that one document may take, however long it is."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What converting one document took at most, in MB: when it had been read, and when it was written."""

    pages: int
    schede: int
    pdf: float
    read: float
    written: float


def memory(sample: Path, times: Sequence[int]) -> list[Memory]:
    """Convert a sample repeated so many times, each length in a process of its own."""
    found = []
    with TemporaryDirectory() as folder:
        for count in times:
            path = Path(folder, f"{sample.stem}-{count}.pdf")
            repeat(sample, count, path)
            command = [sys.executable, "-m", "tests.bench_memory", str(path)]
            answer = subprocess.run(command, capture_output=True, text=True, check=True)
            found.append(Memory(**json.loads(answer.stdout)))
    return found


def repeat(sample: Path, count: int, path: Path) -> None:
    """Save a PDF that holds the pages of a sample so many times."""
    source, target = pypdfium2.PdfDocument(sample), pypdfium2.PdfDocument.new()
    for _ in range(count):
        target.import_pages(source)
    target.save(path)
    target.close()
    source.close()


def measure(path: Path) -> Memory:
    """Convert one PDF and look at what this process has taken."""
    document = extract_bytes(path.read_bytes(), path.name, verify="none")
    read = _peak()
    with TemporaryDirectory() as folder:
        write_parquet(document, Path(folder), path.stem)
        write_json(document, Path(folder, "whole.json"))
    schede = sum(len(report.schede) for report in document.reports)
    return Memory(document.source.pages, schede, path.stat().st_size / 1e6, read, _peak())


def _peak() -> float:
    """The most resident memory this process has had, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Linux hands the parent's peak down to its child in getrusage; this figure starts anew.
        fields = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
        return int(fields["VmHWM"].split()[0]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # macOS counts bytes


def memory_table(found: Sequence[Memory]) -> str:
    """One line for each length, and the verdict."""
    lines = [
        "| pages | schede | PDF MB | peak MB, read | peak MB, written |",
        "| --: | --: | --: | --: | --: |",
    ]
    lines += [
        f"| {one.pages} | {one.schede} | {one.pdf:.1f} | {one.read:.0f} | {one.written:.0f} |"
        for one in found
    ]
    first, last = found[0], found[-1]
    growth = (last.written - first.written) * 1e3 / (last.pages - first.pages)
    verdict = "within" if last.written <= LIMIT else "ABOVE"
    return "\n".join(
        [*lines, "", f"{growth:.0f} kB more for each page; {verdict} the limit of {LIMIT:.0f} MB."]
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(measure(Path(sys.argv[1])))))
