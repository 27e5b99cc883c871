"""The forms of `data/forms.toml`, read once, and the dates that several of them share."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from extractor.normalise.dates import parse_date

PIVOT = 50
"""Of years in two digits: 50 to 99 are of the twentieth century. Texts cite what is past."""
_SHORT_YEAR = re.compile(r"(?<=[./-])([0-9]{2})$")


@cache
def forms() -> dict[str, Any]:
    """The forms as they stand in the file."""
    place = files("extractor.references").joinpath("data", "forms.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))


def form(table: str, name: str) -> str:
    """One form."""
    return joined(forms()[table][name])


def joined(text: str) -> str:
    """A form that is written on several lines: line ends in it are for the eye."""
    return text.replace("\n", "")


@cache
def month_name() -> str:
    """The name of a month, long or short."""
    return f"(?:{forms()['months']}\\b|{forms()['short_months']})"


@cache
def full_date() -> str:
    """A whole date: day, month and year, in digits or with the name of the month."""
    digits = r"[0-9]{1,2}(?:\.[0-9]{1,2}\.|/[0-9]{1,2}/|-[0-9]{1,2}-)[0-9]{4}"
    # With a short year all parts have two digits: `punto 3.2.10` is no day.
    short = r"[0-9]{2}(?:\.[0-9]{2}\.|/[0-9]{2}/|-[0-9]{2}-)[0-9]{2}"
    words = rf"[0-9]{{1,2}}\s?[°º]?\s+{month_name()}\s+[0-9]{{4}}"
    # `Versione 2.1.2019` is no day.
    return rf"(?<![\w/])(?<!\d[.-])(?<!(?i:versione) )(?:{digits}|{short}|{words})(?![0-9]|[/-][0-9]|\.[0-9])"


DIGITS = re.compile("[0-9]+")


def matches(starts: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """As `pattern.finditer`, but tried only where `starts` finds that it may begin, which is much quicker."""
    end = 0
    for start in starts.finditer(text):
        if start.start() >= end:
            match = pattern.match(text, start.start())
            if match is not None:
                end = match.end()
                yield match


def read_date(text: str) -> date | None:
    """The day a printed date means; None when there is no such day."""
    short = _SHORT_YEAR.search(text)
    found = parse_date(f"{text[: short.start()]}{long_year(short[1])}" if short else text)
    return found if isinstance(found, date) else None


def long_year(digits: str) -> int:
    """The year that two or four digits mean."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < PIVOT else 1900)
