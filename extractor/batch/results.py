"""What became of each input, in memory and as lines of `results.jsonl`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

Status = Literal["converted", "failed", "duplicate", "waiting", "started", "orphaned"]
"""The last three are on the way: not begun, begun, and waiting because what it was a copy of has changed."""
FINAL: tuple[Status, ...] = ("converted", "failed", "duplicate")


@dataclass(frozen=True, slots=True)
class Result:
    """One input: converted, failed, or the same bytes as another; or waiting, after an interrupted run."""

    file: str
    """Its path or URL as given; what is no character in it is escaped (`\\udce8`)."""
    status: Status
    document_id: str | None = None
    """Null when the file cannot be read at all."""
    pages: int | None = None
    schede: int | None = None
    diagnostics: Mapping[str, int] = field(default_factory=dict)
    """How many of each severity."""
    code: str | None = None
    message: str | None = None
    page: int | None = None
    duplicate_of: str | None = None
    """The input whose output stands for this one too."""
    earlier: str | None = None
    """Of a failed input, the document_id of an earlier version whose output still stands."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One run: a result for each input, in order."""

    results: tuple[Result, ...]
    unchanged: int = 0
    """How many of them were finished before this run, and have not changed."""

    def count(self, status: Status) -> int:
        """How many inputs ended so."""
        return sum(result.status == status for result in self.results)

    @property
    def failures(self) -> dict[str, int]:
        """How many inputs failed by error code, the most frequent first."""
        codes = Counter(result.code or "" for result in self.results if result.status == "failed")
        return dict(sorted(codes.items(), key=lambda entry: (-entry[1], entry[0])))

    @property
    def pages(self) -> int:
        """Pages of the documents converted."""
        return sum(result.pages or 0 for result in self.results if result.status == "converted")

    @property
    def exit_code(self) -> int:
        """0 when nothing failed, 1 when some did, 2 when all did."""
        failed = self.count("failed")
        if not failed:
            return 0
        return 2 if failed == len(self.results) else 1


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run is."""

    done: int
    total: int
    result: Result | None = None
    """Of the last input; None at the start."""
    fresh: bool = True
    """Whether it was worked on in this run."""


Watcher = Callable[[Step], object]


def to_jsonl(results: Iterable[Result]) -> bytes:
    """One line of JSON for each result."""
    return "".join(_line(asdict(result)) + "\n" for result in results).encode()


def _line(row: dict[str, Any]) -> str:
    line = json.dumps(row, ensure_ascii=False)
    return line if line.isprintable() else json.dumps(row)  # some tools break lines at U+2028 and its like


def from_jsonl(data: bytes) -> list[Result]:
    """Read results back; a line that is none is left out, for an older program may have written it."""
    results = []
    known = {member.name for member in fields(Result)}
    for line in data.splitlines():
        try:
            row = json.loads(line)
            results.append(Result(**{name: value for name, value in row.items() if name in known}))
        except (ValueError, TypeError, AttributeError):
            continue
    return results
