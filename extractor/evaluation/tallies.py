"""Counts of outcomes and the shares they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.evaluation.outcomes import Outcome, Said, Status


@dataclass(slots=True)
class Tally:
    """Values by what became of them; those that are not right also by whether that was said."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    invented: int = 0
    flagged: int = 0
    noted: int = 0
    silent: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        status = outcome.status
        self.right += status is Status.RIGHT
        self.wrong += status is Status.WRONG
        self.missing += status is Status.MISSING
        self.invented += status is Status.INVENTED
        self.flagged += outcome.said is Said.FLAGGED
        self.noted += outcome.said is Said.NOTED
        self.silent += outcome.said is Said.SILENT

    @property
    def fields(self) -> int:
        """All values, printed or read."""
        return self.right + self.wrong + self.missing + self.invented

    @property
    def accuracy(self) -> float:
        """Right by all; 1 where there is nothing."""
        return _share(self.right, self.fields)

    @property
    def precision(self) -> float:
        """Right by read."""
        return _share(self.right, self.right + self.wrong + self.invented)

    @property
    def recall(self) -> float:
        """Right by printed."""
        return _share(self.right, self.right + self.wrong + self.missing)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = 2 * self.right + 2 * self.wrong + self.missing + self.invented
        return _share(2 * self.right, both)


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count outcomes."""
    found = Tally()
    for outcome in outcomes:
        found.add(outcome)
    return found


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
