"""Dates and periods: `28/01/2019`, `10 gennaio 2014`, `dal 07.08 al 20.09.2019`, `da gennaio a giugno 2019`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache

from extractor.references.forms import DIGITS, form, forms, full_date, matches, month_name, read_date
from extractor.references.model import Reference

_FROM_A_NUMBER = re.compile(r"(?i:da)\s+[0-9]+\s+a")
"""`da 10 a 15`: of days one says `dal 10 al 15`."""

_MONTH_YEAR = re.compile(r"[eoEO]\s+[0-9]{4}")
"""What every month of a printed year shows, and little else: all names of months end so."""

_PERIOD_STARTS = re.compile(r"[dDtTfF0-9](?:(?<=[0-9])[0-9]*|(?<=[dD])[aA]|(?<=[tTfF])[rR][aA])")
"""`dal`, `da`, `tra`, `fra` or a number."""


@cache
def _dates() -> re.Pattern[str]:
    return re.compile(full_date())


@cache
def _periods() -> re.Pattern[str]:
    """From a day, printed in full or up to what the last day says again, to a day printed in full."""
    weekday = rf"(?:{forms()['weekday']}\s+)?"
    part = rf"[0-9]{{1,2}}(?:\s?[°º])?(?:[./-][0-9]{{1,2}}|\s+{month_name()})?(?![0-9]|[./-][0-9])"
    words = rf"(?:{form('period', 'from')})\s*{weekday}(?P<first>{full_date()}|{part})\s*(?:{form('period', 'to')})\s*"
    dash = rf"(?P<start>{full_date()})\s?[-–]\s?"
    return re.compile(rf"(?:{words}{weekday}|{dash})(?P<last>{full_date()})")


@cache
def _months() -> re.Pattern[str]:
    """From a month to a month of a printed year."""
    names = forms()["months"]
    year = r"(?:\s+(?P<{}>[0-9]{{4}}))"
    since, to = form("period", "from_month"), form("period", "to_month")
    words = rf"{since}\s+(?P<first>{names})\b{year.format('first_year')}?\s+{to}\s+"
    dash = rf"(?<!\w)(?P<start>{names})\s?[-–/]\s?"
    return re.compile(
        rf"(?:{words}|{dash})(?P<last>{names}){year.format('last_year')}(?![0-9]|\s?[/-]\s?[0-9])"
    )


def find_periods(text: str) -> Iterator[Reference]:
    """Periods in a text whose days are all certain; the last is not before the first."""
    for match in matches(_PERIOD_STARTS, _periods(), text) if any(_found_dates(text)) else ():
        if _FROM_A_NUMBER.match(match[0]):
            continue
        last = read_date(match["last"])
        first = _first_day(match["first"] or match["start"], last) if last else None
        if first and last and first <= last:
            yield Reference("period", match.start(), match.end(), first_date=first, last_date=last)
    for match in _months().finditer(text) if _MONTH_YEAR.search(text) else ():
        until = int(match["last_year"])
        since = int(match["first_year"] or until)
        first_month, last_month = month_number(match["first"] or match["start"]), month_number(match["last"])
        if first_month and last_month and (since, first_month) <= (until, last_month):
            yield Reference(
                "period",
                match.start(),
                match.end(),
                first_date=date(since, first_month, 1),
                last_date=date(until, last_month, monthrange(until, last_month)[1]),
            )


def _first_day(printed: str, last: date) -> date | None:
    """The first day; month and year that are not printed with it are those of the last."""
    if re.fullmatch(full_date(), printed):
        return read_date(printed)
    if re.fullmatch(r"[0-9]+\s?[°º]?", printed):
        return read_date(f"{printed.rstrip(' °º')}/{last.month}/{last.year}")
    numeric = re.fullmatch(r"([0-9]+)[./-]([0-9]+)", printed)
    return read_date(f"{numeric[1]}/{numeric[2]}/{last.year}" if numeric else f"{printed} {last.year}")


def _found_dates(text: str) -> Iterator[re.Match[str]]:
    return matches(DIGITS, _dates(), text)


def find_dates(text: str) -> Iterator[Reference]:
    """Whole dates in a text."""
    for match in _found_dates(text):
        day = read_date(match[0])
        if day:
            yield Reference("date", match.start(), match.end(), first_date=day, last_date=day)


def month_number(name: str) -> int | None:
    """The number of a month's name."""
    day = read_date(f"1 {name} 2000")
    return day.month if day else None
