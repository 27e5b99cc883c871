"""Speed and memory, measured beside other programs on the same files: `python -m tests.bench [--quick]`.

Prints Markdown. All programs take turns in one process and are measured by its CPU time, so that other work
on the machine counts little; ratios travel, absolute figures do not.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import platform
import sys
import tempfile
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, TypeVar

import pypdfium2.raw as pdfium

from extractor.batch import convert
from extractor.batch.job import Converted, InProcess, Options, Task, convert_one
from extractor.checks import run_checks
from extractor.collector import collector_paused
from extractor.page import Page, open_reader
from extractor.parse.document import parse
from extractor.templates import load_template
from extractor.verify import verify as second_reading
from extractor.write.aside import replace_files
from extractor.write.json import to_json
from extractor.write.pieces import to_pieces
from tests.bench_load import QUICK_SCHEDE, SCHEDE, load_table, measure_loads
from tests.bench_memory import memory, memory_table
from tests.golden import samples

T = TypeVar("T")

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
PLUMBER_PAGES, CAMELOT_PAGES = 6, 4
"""Pages of each file, evenly spread, that the slow programs read."""
AGAIN = "second reading of what is doubtful"
PEER_PASSES = 2
STAGE_PASSES = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """A PDF that every program reads."""

    path: Path
    data: bytes
    pages: int
    producer: str


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds that something took."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True)
class Speed:
    """Pages per second, one figure for each pass."""

    cpu: tuple[float, ...]
    wall: tuple[float, ...]

    @property
    def best(self) -> float:
        """The pass least disturbed by other work on the machine."""
        return max(self.cpu)


@dataclass(slots=True)
class Recorded:
    """Pages read before: a Reader that costs nothing."""

    page_count: int
    producer: str | None
    read: tuple[Page, ...]

    def pages(self, only: Collection[int] | None = None) -> Iterator[Page]:
        """Every page in order, or those of some numbers only."""
        return (page for page in self.read if only is None or page.number in only)


Speeds = dict[str, Speed]
"""By program: ours, pdfplumber, camelot, floor."""


def subject(path: Path) -> Subject:
    """Open a PDF to learn what the table says about it."""
    data = path.read_bytes()
    with open_reader(data) as reader:
        return Subject(path, data, reader.page_count, reader.producer or "")


def ours(pdf: Subject, folder: Path) -> int:
    """From the bytes of the PDF to its JSON file and the rows of its tables, as a batch does it."""
    outcome = convert_one(Task(0, pdf.path.name, pdf.data), Options())
    assert isinstance(outcome.result, Converted)
    folder.mkdir(parents=True, exist_ok=True)
    replace_files({folder / f"{pdf.path.stem}.json": outcome.result.json}, durable=False)
    return pdf.pages


def all_of_ours(subjects: Sequence[Subject], folder: Path) -> int:
    """All files in one batch, in this process: ledger, JSON and Parquet."""
    out = Path(tempfile.mkdtemp(dir=folder))
    return convert([pdf.path for pdf in subjects], out, executor=InProcess()).pages


def floor(pdf: Subject) -> int:
    """Load every page and its text in pdfium and ask nothing: no reader on pdfium can be faster."""
    document = pdfium.FPDF_LoadMemDocument64(pdf.data, len(pdf.data), None)
    for index in range(pdf.pages):
        page = pdfium.FPDF_LoadPage(document, index)
        text = pdfium.FPDFText_LoadPage(page)
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return pdf.pages


def plumber(pdf: Subject, most: int) -> int:
    """Words alone in pdfplumber: no tables, no records."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf.data)) as document:
        chosen = spread(pdf.pages, most)
        for index in chosen:
            page = document.pages[index]
            page.extract_words()
            page.close()
    return len(chosen)


def lattice(pdf: Subject, most: int) -> int:
    """Ruled tables alone in camelot, by its fastest engine: no text beside them, no records."""
    import camelot

    chosen = spread(pdf.pages, most)
    pages = ",".join(str(index + 1) for index in chosen)
    camelot.io.read_pdf(
        io.BytesIO(pdf.data), pages=pages, flavor="lattice", engine="vector", suppress_stdout=True
    )
    return len(chosen)


def spread(pages: int, most: int) -> list[int]:
    """Indices of at most so many pages, evenly spread; not the cover first, which is nearly empty."""
    count = min(pages, most)
    return [(2 * index + 1) * pages // (2 * count) for index in range(count)]


def measure(pdf: Subject, passes: int, quick: bool, folder: Path) -> Speeds:
    """Let the programs take turns on one file, so that other work on the machine disturbs all alike."""
    peers = 1 if quick else PEER_PASSES
    plans: dict[str, tuple[int, Callable[[], int]]] = {
        "ours": (passes, lambda: ours(pdf, folder)),
        "floor": (passes, lambda: floor(pdf)),
        "pdfplumber": (peers, lambda: plumber(pdf, 2 if quick else PLUMBER_PAGES)),
        "camelot": (peers, lambda: lattice(pdf, 2 if quick else CAMELOT_PAGES)),
    }
    found: dict[str, list[tuple[int, Took]]] = {name: [] for name in plans}
    ours(pdf, folder)
    floor(pdf)
    for turn in range(passes):
        for name, (turns, run) in plans.items():
            if turn < turns:
                found[name].append(timed(run))
    return {
        name: Speed(
            tuple(pages / took.cpu for pages, took in runs), tuple(pages / took.wall for pages, took in runs)
        )
        for name, runs in found.items()
    }


def timed(run: Callable[[], T]) -> tuple[T, Took]:
    """A result and what it took; garbage of before is no part of it."""
    gc.collect()
    cpu, wall = process_time(), perf_counter()
    result = run()
    return result, Took(process_time() - cpu, perf_counter() - wall)


def stages(pdf: Subject, passes: int, folder: Path) -> dict[str, float]:
    """CPU seconds of each part of the way, the least of all passes; the parts are done one at a time."""
    took = [_stages(pdf, folder) for _ in range(passes)]
    return {name: min(one[name] for one in took) for name in took[0]}


def _stages(pdf: Subject, folder: Path) -> dict[str, float]:
    template = load_template()
    name, place = pdf.path.name, folder / "part.json"
    with collector_paused():
        pages, read = timed(lambda: recorded(pdf))
        parsed, laid_out = timed(lambda: parse(pages, pdf.data, name, template))
        findings, checked = timed(lambda: run_checks(parsed, template))
        document, again = timed(lambda: second_reading(parsed, findings, pdf.data, template))
        _, as_json = timed(lambda: replace_files({place: to_json(document)}, durable=False))
        _, as_rows = timed(lambda: to_pieces(document))
    return {
        "read": read.cpu,
        "layout and parse": laid_out.cpu,
        "checks": checked.cpu,
        "JSON": as_json.cpu,
        "rows of tables": as_rows.cpu,
        AGAIN: again.cpu,
    }


def recorded(pdf: Subject) -> Recorded:
    """Read all pages of a PDF and keep them."""
    with open_reader(pdf.data) as reader:
        return Recorded(reader.page_count, reader.producer, tuple(reader.pages()))


def machine() -> str:
    """What it was measured on, in a line."""
    packages = ("pypdfium2", "pdfplumber", "camelot-py", "pyarrow", "pydantic")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    load = os.getloadavg()[0]
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores (load {load:.1f}), "
        f"Python {platform.python_version()}, {versions}"
    )


def speed_table(found: Sequence[tuple[Subject, Speeds]], batch: Speed) -> str:
    """One line for each file and one for all; peers' totals as if they had read every page, ours as a batch."""
    head = (
        "file|pages|producer|ours, best (median)|pdfplumber words|ours is|camelot lattice|ours is"
        "|floor|share of floor"
    )
    lines = [_row(*head.split("|")), _row("---", "--:", "---", *["--:"] * 7)]
    for pdf, speeds in found:
        best = {name: speed.best for name, speed in speeds.items()}
        middle = median(speeds["ours"].cpu)
        lines.append(_row(pdf.path.stem, str(pdf.pages), pdf.producer[:24], *_figures(best, middle)))
    pages = sum(pdf.pages for pdf, _ in found)
    total = {
        name: pages / sum(pdf.pages / speeds[name].best for pdf, speeds in found) for name in found[0][1]
    }
    total["ours"], middle = batch.best, median(batch.cpu)
    lines.append(_row("**all**", str(pages), "", *_figures(total, middle)))
    return "\n".join(lines)


def _figures(best: dict[str, float], middle: float) -> list[str]:
    mine = best["ours"]
    return [
        f"{mine:.0f} ({middle:.0f})",
        f"{best['pdfplumber']:.1f}",
        f"{mine / best['pdfplumber']:.1f} x",
        f"{best['camelot']:.1f}",
        f"{mine / best['camelot']:.1f} x",
        f"{best['floor']:.0f}",
        f"{mine / best['floor']:.2f}",
    ]


def stage_table(found: Sequence[tuple[Subject, dict[str, float]]]) -> str:
    """Milliseconds a page, and the share of the whole."""
    pages = sum(pdf.pages for pdf, _ in found)
    sums = {name: sum(seconds[name] for _, seconds in found) for name in found[0][1]}
    whole = sum(took for name, took in sums.items() if name != AGAIN)
    lines = [_row("part", "ms a page", "share"), _row("---", "--:", "--:")]
    lines += [
        _row(name, f"{took / pages * 1e3:.2f}", "not in it" if name == AGAIN else f"{took / whole:.0%}")
        for name, took in sums.items()
    ]
    return "\n".join(lines)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def say(text: str) -> None:
    """A paragraph of the report, at once."""
    sys.stdout.write(f"{text}\n\n")
    sys.stdout.flush()


def bench(passes: int, quick: bool) -> dict[str, Any]:
    """Measure everything, print it, and return the figures."""
    subjects = [
        subject(path) for path in samples() + sorted(CORPUS.glob("*.pdf")) if "-scan" not in path.name
    ]
    say(f"Machine: {machine()}.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # The first call of a program imports and sets up what later ones share.
        plumber(subjects[0], 1)
        lattice(subjects[0], 1)
        speeds = [(pdf, measure(pdf, passes, quick, folder / "speed")) for pdf in subjects]
        runs = [timed(lambda: all_of_ours(subjects, folder)) for _ in range(passes)]
        batch = Speed(
            tuple(pages / took.cpu for pages, took in runs), tuple(pages / took.wall for pages, took in runs)
        )
        say(f"## Pages per second\n\n{explained(passes, quick)}\n\n{speed_table(speeds, batch)}")
        wall = max(batch.wall)
        say(f"By the clock on the wall, other work on the machine included, ours reads {wall:.0f} pages/s.")
        parts = [(pdf, stages(pdf, min(passes, STAGE_PASSES), folder)) for pdf in subjects]
        say(f"## Where the time goes\n\n{stage_table(parts)}")
        sample = max(samples(), key=lambda path: (subject(path).pages, path.name))
        peaks = memory(sample, (1, 10) if quick else (1, 10, 100))
        say(f"## Memory\n\n`{sample.stem}`, repeated.\n\n{memory_table(peaks)}")
    schede = QUICK_SCHEDE if quick else SCHEDE
    loads = list(measure_loads(schede, samples()))
    say(f"## Loads\n\n{schede:,} schede, by the clock on the wall.\n\n{load_table(loads)}")
    return {
        "machine": machine(),
        "pages_per_second": {
            pdf.path.stem: {name: asdict(speed) for name, speed in one.items()} for pdf, one in speeds
        },
        "seconds": {pdf.path.stem: seconds for pdf, seconds in parts},
        "memory": [asdict(one) for one in peaks],
        "loads": [asdict(one) for one in loads],
    }


def explained(passes: int, quick: bool) -> str:
    """What the figures mean."""
    peers, words, tables = (1, 2, 2) if quick else (PEER_PASSES, PLUMBER_PAGES, CAMELOT_PAGES)
    return f"""Per second of CPU time; one process, programs in turn.
- ours: from the bytes of the PDF to its JSON file and the rows of its tables; the last line is one batch of all
  files with its ledger and Parquet, as `schede convert --jobs 0` runs it (all pages, {passes} passes);
- pdfplumber: `extract_words` alone (at most {words} pages of each file, best of {peers});
- camelot: ruled tables alone, `engine="vector"` (at most {tables} pages of each file, best of {peers});
- floor: pages and their text loaded in pdfium, nothing read (as often as ours)."""


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer passes, fewer pages: a look, no figure")
    parser.add_argument("--passes", type=int, default=5, help="of our program and the floor (default: 5)")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures there too")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # a peer warns of every page without a table
    figures = bench(2 if options.quick else options.passes, options.quick)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
