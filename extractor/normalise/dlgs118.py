"""Missions and programmes of public budgets (D.Lgs. 118/2011, annex 14), named in data/dlgs118.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extractor.normalise.text import clean, fold

# `02`, or with the mission before it: `12.02`, `12/02`, `1202`.
_PROGRAMME_CODE = r"(?:(?P<mission>[0-9]{1,2})(?:[./]|(?=[0-9]{2}(?![0-9]))))?(?P<code>[0-9]{1,2})"
# `ed` is `e` before a vowel: who writes which is a matter of taste.
_AND = re.compile(r"\bed\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """Folded names to codes of two digits: of missions, and of the programmes of each mission."""

    missions: Mapping[str, str]
    programmes: Mapping[str, Mapping[str, str]]
    mission_line: re.Pattern[str]
    programme_line: re.Pattern[str]
    note: str

    def key(self, name: str) -> str:
        """Give the key of a name without the note that some budgets print after it."""
        return _key(name).removesuffix(self.note)


def mission(name: str) -> str | None:
    """Give the code of a mission, `12`, by its printed name; a code printed before it has to agree."""
    catalogue = _catalogue()
    line = catalogue.mission_line.fullmatch(clean(name))
    code = catalogue.missions.get(catalogue.key(line["name"])) if line else None
    return code if line and code and _agrees(line["code"], code) else None


def programme(name: str, mission_code: str) -> str | None:
    """Give the code of a programme, `12.02`, by its name in a mission; a code before it has to agree."""
    catalogue = _catalogue()
    line = catalogue.programme_line.fullmatch(clean(name))
    names = catalogue.programmes.get(mission_code, {})
    code = names.get(catalogue.key(line["name"])) if line else None
    if line is None or code is None or not _agrees(line["code"], code):
        return None
    if not _agrees(line["mission"], mission_code):
        return None
    return f"{mission_code}.{code}"


def _key(name: str) -> str:
    return fold(_AND.sub("e", name))


def _agrees(printed: str | None, code: str) -> bool:
    return printed is None or int(printed) == int(code)


@cache
def _catalogue() -> _Catalogue:
    """Read the list once, when the first name is looked up."""
    source = resources.files(__package__) / "data" / "dlgs118.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    missions, printed = data["missions"], data["printed"]
    return _Catalogue(
        missions={_key(name): code for code, entry in missions.items() for name in _names(entry)},
        programmes={
            code: _programmes({**entry["programmes"], **entry.get("regions_only", {})})
            for code, entry in missions.items()
        },
        mission_line=_line(printed["mission"], r"(?P<code>[0-9]{1,2})"),
        programme_line=_line(printed["programme"], _PROGRAMME_CODE),
        note=_key(printed["regions_only"]),
    )


def _names(entry: Mapping[str, str | list[str]]) -> Iterable[str]:
    yield str(entry["name"])
    yield from entry.get("aliases", [])


def _programmes(entries: Mapping[str, list[str]]) -> dict[str, str]:
    return {_key(name): code for code, names in entries.items() for name in names}


def _line(word: str, code: str) -> re.Pattern[str]:
    """Match a printed name with or without the word for its kind and a code before it: `Missione n. 12 - …`."""
    label = rf"{word}\b[\s.:–-]*(?:n(?:[.°º]\s*|\s+)(?=[0-9]))?"
    return re.compile(rf"(?:{label})?(?:{code}(?![0-9])[\s.:)–-]*)?(?P<name>\D.*)", re.IGNORECASE)
