"""How far what was read is what was printed: values by their paths, in two pieces of JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

Json = dict[str, "Json"] | list["Json"] | str | int | None
Value = str | int


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that was lost (no `read`), invented (no `truth`) or changed."""

    path: str
    truth: Value | None
    read: Value | None

    def __str__(self) -> str:
        return f"{self.path}\n    printed: {self.truth!r}\n    read:    {self.read!r}"


def values(part: Json, path: str = "") -> dict[str, Value]:
    """Every value by its JSON pointer; null and the empty list are no values."""
    return dict(_values(part, path))


def _values(part: Json, path: str) -> Iterator[tuple[str, Value]]:
    if isinstance(part, dict):
        for name, member in part.items():
            yield from _values(member, f"{path}/{name}")
    elif isinstance(part, list):
        for ordinal, member in enumerate(part):
            yield from _values(member, f"{path}/{ordinal}")
    elif part is not None:
        yield path, part


def differences(truth: Json, read: Json) -> list[Difference]:
    """What is not the same in both, in the order of the paths.

    Text is compared in Unicode NFC with each run of white space taken as one space: where a paragraph ends is
    not looked at. A number is text, so its printed scale counts.
    """
    printed, got = values(truth), values(read)
    return [
        Difference(path, printed.get(path), got.get(path))
        for path in sorted(printed.keys() | got.keys())
        if folded(printed.get(path)) != folded(got.get(path))
    ]


def folded(value: Value | None) -> Value | None:
    """A text on one line, anything else as it is."""
    return " ".join(unicodedata.normalize("NFC", value).split()) if isinstance(value, str) else value
