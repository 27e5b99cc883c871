"""The figures that are published are those of the program."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from extractor.evaluation import evaluate
from tests import mutation_run, score
from tests.golden import SAMPLES, samples
from tests.mutation_run import Trial, caught, trials
from tests.mutations import SINGLE

EVERY = 40
"""One misreading in so many is tried again here."""


def test_the_score_is_that_of_the_program() -> None:
    """`docs/score.md` holds what `schede evaluate samples/` says today; the time it took is not looked at."""
    assert score.PAGE.read_text(encoding="utf-8").endswith(f"\n{score.scores(evaluate(SAMPLES))}"), (
        "make score"
    )


@pytest.fixture(scope="module")
def found() -> Sequence[Trial]:
    """What became of some misreadings of every sample, checks alone."""
    return [one for one in trials(samples(), EVERY, "none") if one.target.kind != "row"]


@pytest.mark.parametrize("kind", ["number", "date", "code"])
def test_misread_values_are_noticed(found: Sequence[Trial], kind: str) -> None:
    """Of single misread numbers, dates and codes at least 95 in 100 are flagged or do no harm."""
    mine = [one for one in found if one.target.kind == kind]
    assert len(mine) > 30
    quiet = [f"{one.mutation} {one.sample} {one.target.path}" for one in mine if one.outcome == "silent"]
    assert caught(mine) >= 0.95, quiet


def test_the_published_shares_hold(found: Sequence[Trial]) -> None:
    """`docs/mutations.md` names every misreading, and says that at least 95 in 100 of all are noticed."""
    page = mutation_run.PAGE.read_text(encoding="utf-8")
    for mutation in SINGLE:
        assert f"| {mutation.name} |" in page
    line = next(line for line in page.splitlines() if line.startswith("| **any of these** |"))
    shares = [float(share) for share in re.findall(r"([\d.]+) %", line)]
    assert len(shares) == 3
    assert min(shares) >= 95
    assert abs(100 * caught(found) - sum(shares) / 3) < 5
