"""What the pages say, in each language: `it.toml` and `en.toml`, with the same keys."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from extractor.corrections.values import Kind
from extractor.records import Scalar

LANGUAGES = ("it", "en")
"""The first is that of the pages without a suffix."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language."""

    language: str
    words: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """What is said under a key, with values filled in."""
        said = self.words[key]
        return said.format(**values) if values else said

    def known(self, key: str, otherwise: str) -> str:
        """The same of a code that a newer program may have invented."""
        return self.words.get(key, otherwise)

    def value(self, kind: Kind, value: Scalar) -> str:
        """A value as people of the language write it; a number keeps its decimals."""
        text = "" if value is None else str(value)
        if self.language != "it":
            return text
        if kind == "date":
            return "/".join(reversed(text.split("-")))
        return _grouped(text) if kind == "number" else text


def load_labels(language: str) -> Labels:
    """The words of one of LANGUAGES."""
    content = files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Labels(language, dict(_flat(tomllib.loads(content), "")))


def _flat(table: dict[str, Any], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, entry in table.items():
        found += _flat(entry, f"{prefix}{name}.") if isinstance(entry, dict) else [(prefix + name, entry)]
    return found


def _grouped(digits: str) -> str:
    """`-1234.50` as `-1.234,50`."""
    whole, point, decimals = digits.partition(".")
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole) + point.replace(".", ",") + decimals
