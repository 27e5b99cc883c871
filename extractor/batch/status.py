"""How things stand in an output folder, by its ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.ledger import Entry, read_ledger
from extractor.batch.results import FINAL


@dataclass(frozen=True, slots=True)
class Standing:
    """What a ledger says."""

    entries: tuple[Entry, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many inputs of each status, those that are on the way under `unfinished`."""
        found = Counter(entry.status if entry.status in FINAL else "unfinished" for entry in self.entries)
        return {name: found[name] for name in (*FINAL, "unfinished")}

    @property
    def pages(self) -> int:
        """Pages of the documents converted."""
        return sum(entry.pages or 0 for entry in self.entries if entry.status == "converted")

    @property
    def failed(self) -> tuple[Entry, ...]:
        """The inputs that failed."""
        return tuple(entry for entry in self.entries if entry.status == "failed")

    @property
    def failures(self) -> dict[str, int]:
        """How many inputs failed by error code, the most frequent first."""
        codes = Counter(entry.code or "" for entry in self.failed)
        return dict(sorted(codes.items(), key=lambda entry: (-entry[1], entry[0])))

    @property
    def last(self) -> str | None:
        """When something was finished last."""
        return max((entry.finished_at for entry in self.entries if entry.finished_at), default=None)


def status(out: str | Path) -> Standing:
    """How things stand in an output folder, also while a run goes on there.

    Raises:
        LedgerUnreadable: there is no ledger, or none that can be read.
    """
    return Standing(tuple(read_ledger(out)))
