"""Acts and norms: `DT 136 del 11.03.2019`, `delibera di G.C. n. 146/19`, `D.Lgs. 23 giugno 2011, n. 118`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from extractor.normalise.numbers import FIRST_YEAR, LAST_YEAR
from extractor.references.forms import form, forms, full_date, joined, long_year, read_date
from extractor.references.model import Kind, Reference


@dataclass(frozen=True, slots=True)
class _Name:
    """How one type of act is named, and how much must be printed with the name."""

    kind: Kind
    type: str | None
    pattern: re.Pattern[str]
    alone: bool
    """A number is enough; else a year is needed."""
    marked: bool
    """The number needs its mark: `G.C. n. 146/19`."""


@cache
def _names() -> tuple[_Name, ...]:
    kinds: tuple[Kind, ...] = ("act", "norm")
    return tuple(
        _Name(
            kind,
            name["type"] or None,
            re.compile(rf"(?<![\w.])(?:{joined(name['form'])})(?![\w])"),
            name.get("alone", False),
            name.get("marked", False),
        )
        for kind in kinds
        for name in forms()[kind]["names"]
    )


@cache
def _starts() -> re.Pattern[str]:
    """Where a name may begin, as far as its first two characters show."""
    return re.compile(rf"[{forms()['initials']}](?<![\w.].)(?=[{forms()['seconds']}])")


@cache
def _any_name() -> re.Pattern[str]:
    return re.compile("|".join(name.pattern.pattern for name in _names()))


@cache
def _number_first() -> re.Pattern[str]:
    """`n. 136/2019 del 11.03.2019`: mark, year and date may each be missing."""
    return re.compile(
        rf"(?P<mark>{form('act', 'mark')})?(?P<number>[0-9]{{1,5}})"
        r"(?:\s?/\s?(?P<slash>[0-9]{4}|[0-9]{2}))?(?![0-9]|\s?/|[.,-][0-9])"
        rf"(?:\s*,?\s*{form('act', 'of')}\s*(?:(?P<date>{full_date()})|(?P<year>[0-9]{{4}})(?![0-9]|[./-][0-9])))?"
    )


@cache
def _date_first() -> re.Pattern[str]:
    """`del 23 giugno 2011, n. 118`."""
    return re.compile(
        rf"(?:{form('act', 'of')}\s*)?(?P<date>{full_date()})\s*,?\s*(?P<mark>{form('act', 'mark')})"
        r"(?P<number>[0-9]{1,5})(?P<slash>)(?P<year>)(?![0-9]|\s?/|[.,-][0-9])"
    )


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"(?:\s+(?:{form('act', 'between')}))*[\s,]*")


@cache
def _also() -> re.Pattern[str]:
    return re.compile(form("act", "also"))


def find_acts(text: str) -> Iterator[Reference | tuple[int, int]]:
    """Acts and norms in a text; of what is cited in an unclear way, the stretch that it fills."""
    is_name = _any_name().match
    for start in _starts().finditer(text):
        if not is_name(text, start.start()):
            continue
        for name in _names():
            match = name.pattern.match(text, start.start())
            if match:
                gap = _between().match(text, match.end())
                yield from _numbers(text, name, start.start(), gap.end() if gap else match.end())


def _numbers(text: str, name: _Name, start: int, at: int) -> Iterator[Reference | tuple[int, int]]:
    """The number after a name, and the further ones after that: `n. 12/2019, n. 13/2019 e n. 15/2019`."""
    match = _date_first().match(text, at) or _number_first().match(text, at)
    further = False
    while match is not None:
        yield from _act(name, match, start, further)
        gap = _also().match(text, match.end())
        match = _number_first().match(text, gap.end()) if gap else None
        further, start = True, match.start() if match else 0
        if match is not None and not _is_further(match):
            return


def _is_further(match: re.Match[str]) -> bool:
    """Whether a number after another is of an act too: `15/16` may be anything."""
    dated = match["date"] or match["year"] or match["slash"]
    sure = match["mark"] or match["date"] or (len(match["slash"] or "") == 4 and match["number"][0] != "0")
    return bool(dated and sure)


def _act(
    name: _Name, match: re.Match[str], start: int, further: bool
) -> Iterator[Reference | tuple[int, int]]:
    dated = match["date"] or match["year"] or match["slash"]
    if not dated and not (name.alone and match["mark"]):
        return
    if name.marked and not match["mark"] and not further:
        return
    day = read_date(match["date"]) if match["date"] else None
    years = {long_year(digits) for digits in (match["slash"], match["year"]) if digits}
    years |= {day.year} if day else set()
    if (match["date"] and day is None) or len(years) > 1 or not _plausible(years):
        yield start, match.end()
        return
    yield _reference(name, match, start, years, day)


def _plausible(years: set[int]) -> bool:
    return all(FIRST_YEAR <= year <= LAST_YEAR for year in years)


def _reference(name: _Name, match: re.Match[str], start: int, years: set[int], day: date | None) -> Reference:
    return Reference(
        name.kind,
        start,
        match.end(),
        act_type=name.type,
        number=match["number"].lstrip("0") or "0",
        year=min(years, default=None),
        first_date=day,
        last_date=day,
    )
