"""The project's own score on its samples: `python -m tests.score` writes `docs/score.md`."""

from __future__ import annotations

import sys
from time import perf_counter, process_time

from extractor.evaluation import Evaluation, evaluate, to_markdown
from extractor.write.aside import replace_files
from tests.bench import machine
from tests.golden import SAMPLES

PAGE = SAMPLES.parent / "docs" / "score.md"


def introduction(evaluation: Evaluation, cpu: float, wall: float) -> str:
    """What was scored, where and how long it took."""
    pages = sum(file.pages or 0 for file in evaluation.files)
    return f"""\
# Score on the samples

`schede evaluate samples/`: {len(evaluation.files)} reports of made-up towns by eight producers, {pages} pages. Each
value is compared with what was to be printed before the PDF was made. *Flagged* are wrong values that a warning or
an error points to, *noted* those that only an information does, *silent* the rest. The reports are the project's own:
those of others score lower, see the changelog.

Machine: {machine()}. It took {cpu:.1f} s of CPU time, {wall:.1f} s by the clock.

Made by `make score`; a test holds the figures, but for the time, to the program.
"""


def scores(evaluation: Evaluation) -> str:
    """The part that is the same on every machine."""
    return to_markdown(evaluation, differences=0)


def main() -> int:
    """Score the samples and write the page."""
    cpu, wall = process_time(), perf_counter()
    found = evaluate(SAMPLES)
    text = introduction(found, process_time() - cpu, perf_counter() - wall)
    PAGE.parent.mkdir(exist_ok=True)
    replace_files({PAGE: f"{text}\n{scores(found)}".encode()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
