"""`python -m samples.maker samples/` draws the samples, `--stress OUT` a large set for scoring."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from samples.maker import from_html
from samples.maker.catalogue import sample, stress_looks
from samples.maker.content import Report, gold
from samples.maker.formatting import fop
from samples.maker.fpdf_pages import fpdf
from samples.maker.invent import invent
from samples.maker.looks import Look, Producer
from samples.maker.needs import MissingProducer, ProducerFailed
from samples.maker.platypus import reportlab
from samples.maker.steady import steady
from samples.maker.typesetting import typst
from samples.maker.word import docx

Draw = Callable[[tuple[Report, ...], Look, Path], None]
Job = tuple[Path, tuple[Report, ...], Look]

PRODUCERS: dict[Producer, Draw] = {
    "weasyprint": from_html.weasyprint,
    "chromium": from_html.chromium,
    "office": from_html.office,
    "docx": docx,
    "wkhtml": from_html.wkhtml,
    "reportlab": reportlab,
    "fpdf": fpdf,
    "typst": typst,
    "fop": fop,
}


def draw(target: Path, reports: tuple[Report, ...], look: Look) -> None:
    """Writes the PDF and, beside it, the truth."""
    PRODUCERS[look.producer](reports, look, target)
    steady(target)
    truth = json.dumps(gold(reports), ensure_ascii=False, indent=1)
    target.with_suffix(".gold.json").write_text(truth + "\n", encoding="utf-8")


def draw_all(jobs: Iterator[Job], out: Path, *, listed: bool) -> int:
    """Draws what it can, says what it cannot, and returns the exit code."""
    out.mkdir(parents=True, exist_ok=True)
    failed = False
    for target, reports, look in jobs:
        try:
            draw(target, reports, look)
        except (MissingProducer, ProducerFailed) as why:
            failed = True
            sys.stderr.write(f"{target.name}: {why}\n")
            continue
        if listed:
            _add(out / "READY", target.stem)
            _add(out / "MANIFEST.tsv", f"{target.name}\t{look.producer}\t{look.described()}")
    return 1 if failed else 0


def samples(out: Path, only: str) -> Iterator[Job]:
    """The samples that are kept with the project."""
    for path in sorted((Path(__file__).parent.parent / "content").glob("*.toml")):
        if only in path.stem:
            reports, look = sample(path)
            yield out / f"{path.stem}.pdf", reports, look


def stress(out: Path, seeds: int, only: str) -> Iterator[Job]:
    """Invented reports: every look with as many seeds."""
    for look, shape in stress_looks():
        for seed in range(1, seeds + 1) if only in look.name else ():
            target = out / f"{look.name}-{seed}.pdf"
            yield target, invent(target.stem, shape), look


def _add(file: Path, line: str) -> None:
    """The line at the end of the file, instead of an older one with the same first column."""
    first = line.split("\t")[0]
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    kept = [older for older in lines if older.split("\t")[0] != first]
    file.write_text("\n".join([*kept, line]) + "\n", encoding="utf-8")


def main() -> int:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m samples.maker", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="where the samples go")
    parser.add_argument("--stress", type=Path, metavar="OUT", help="draw the stress set into this folder")
    parser.add_argument("--seeds", type=int, default=1, help="files a look (default: 1)")
    parser.add_argument("--look", default="", help="only looks, or samples, with this in their name")
    args = parser.parse_args()
    if args.stress:
        return draw_all(stress(args.stress, args.seeds, args.look), args.stress, listed=True)
    if args.folder:
        return draw_all(samples(args.folder, args.look), args.folder, listed=False)
    parser.print_usage(sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
