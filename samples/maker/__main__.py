"""`python -m samples.maker samples/` draws the samples, `--stress OUT` a large set for scoring."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from samples.maker import from_html
from samples.maker.content import Report, gold
from samples.maker.formatting import fop
from samples.maker.fpdf_pages import fpdf
from samples.maker.invent import invent
from samples.maker.looks import Look
from samples.maker.needs import MissingProducer, ProducerFailed
from samples.maker.platypus import reportlab
from samples.maker.stress_looks import STRESS
from samples.maker.typesetting import typst
from samples.maker.word import docx

Draw = Callable[[tuple[Report, ...], Look, Path], None]

PRODUCERS: dict[str, Draw] = {
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


def draw(reports: tuple[Report, ...], look: Look, target: Path) -> None:
    """Writes the PDF and, beside it, the truth."""
    PRODUCERS[look.producer](reports, look, target)
    truth = json.dumps(gold(reports), ensure_ascii=False, indent=1)
    target.with_suffix(".gold.json").write_text(truth + "\n", encoding="utf-8")


def stress(out: Path, seeds: int, only: str) -> int:
    """Draws every look of the stress set with as many seeds; says what failed and goes on."""
    out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for look, shape in STRESS:
        for seed in range(1, seeds + 1) if only in look.name else ():
            target = out / f"{look.name}-{seed}.pdf"
            try:
                draw(invent(f"{look.name}-{seed}", shape), look, target)
            except (MissingProducer, ProducerFailed) as why:
                failed += 1
                sys.stderr.write(f"{target.name}: {why}\n")
                continue
            with (out / "READY").open("a", encoding="utf-8") as ready:
                ready.write(f"{target.stem}\n")
    return 1 if failed else 0


def main() -> int:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m samples.maker", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="where the samples go")
    parser.add_argument("--stress", type=Path, metavar="OUT", help="draw the stress set into this folder")
    parser.add_argument("--seeds", type=int, default=1, help="files a look (default: 1)")
    parser.add_argument("--look", default="", help="only looks with this in their name")
    args = parser.parse_args()
    return stress(args.stress, args.seeds, args.look)


if __name__ == "__main__":
    sys.exit(main())
