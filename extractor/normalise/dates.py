"""Printed Italian dates.

Numeric forms are read here: they are most of what is printed, and dateparser is a hundred times slower. The
names of months are dateparser's; it only ever gets a whole date, so it never falls back on the clock.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from extractor.normalise.numbers import FIRST_YEAR, LAST_YEAR
from extractor.normalise.reason import Unread, quote
from extractor.normalise.text import clean, fold

_WEEKDAYS = ("lun", "mar", "mer", "gio", "ven", "sab", "dom")
_WEEKDAY = (
    r"(?:(?:luned|marted|mercoled|gioved|venerd)(?:[ìÌ]|i['’]?)|sabato|domenica|lun|mar|mer|gio|ven|sab|dom)"
)
_DASHES = str.maketrans("‐‑–—−", "-----")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMERIC_PART = re.compile(r"(?:[0-9]{1,2}[-/.])?[0-9]{4}|[0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{4}-[0-9]{1,2}")
_IN_WORDS = re.compile(
    rf"(?:il )?(?:(?P<weekday>{_WEEKDAY})\.?,? )?(?:il )?"
    r"(?P<day>[0-9]{1,2}) ?[°º]?(?: (?:di |del )?| ?[-./] ?)?"
    r"(?P<month>[a-z]{3,9})\.?(?: (?:del )?| ?[-./] ?)?['’]?(?P<year>[0-9]{4}|[0-9]{2})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
# Abbreviations that people print and dateparser does not know.
_MONTHS = {"genn": "gen", "febb": "feb", "sett": "set"}
_PARTS = frozenset(
    "oggi ieri domani giorno giorni settimana settimane mese mesi trimestre semestre anno anni fa"
    " lunedi martedi mercoledi giovedi venerdi sabato domenica".split()
)


_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010\s]+(?=[^\W\d_])")
"""Where a line end breaks the name of a month, with a hyphen or without."""


@lru_cache(maxsize=4096)
def parse_date(text: str) -> date | Unread | None:
    """Read one date: day first or ISO, in digits or with the month's name; two digits of a year mean 20yy.

    White space inside an all-numeric date is a line break of its cell. Reasons: `date_partial` (day, month or
    year is not printed), `date_impossible` (not in the calendar, outside 1900-2199, or not on the printed day
    of the week), `date_unreadable`.
    """
    printed = clean(text)
    if not printed:
        return None
    digits = "".join(printed.split()).translate(_DASHES)
    if match := _DAY_FIRST.fullmatch(digits):
        return _date(printed, match[4], int(match[3]), match[1])
    if match := _ISO.fullmatch(digits):
        return _date(printed, match[1], int(match[2]), match[3])
    for whole in (printed, _BROKEN.sub("", printed)):
        if (words := _IN_WORDS.fullmatch(whole)) and (month := _month(words["month"].casefold())):
            return _on_weekday(printed, _date(printed, words["year"], month, words["day"]), words["weekday"])
    if _NUMERIC_PART.fullmatch(digits) or _names_parts(printed):
        return Unread("date_partial", f"The printed text {quote(printed)} is only a part of a date.")
    return Unread("date_unreadable", f"The printed text {quote(printed)} is not a date.")


@lru_cache(maxsize=4096)
def date_form(text: str) -> str | None:
    """How a date in digits is written, with a 9 for each digit: a date that lost a digit has another form."""
    digits = "".join(clean(text).split()).translate(_DASHES)
    return re.sub(r"\d", "9", digits) if _DAY_FIRST.fullmatch(digits) or _ISO.fullmatch(digits) else None


def _date(printed: str, year: str, month: int, day: str) -> date | Unread:
    try:
        value = date(int(year) + 2000 * (len(year) == 2), month, int(day))
    except ValueError:
        return Unread("date_impossible", f"The printed date {quote(printed)} is not in the calendar.")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        outside = f"outside the years {FIRST_YEAR} to {LAST_YEAR}"
        return Unread("date_impossible", f"The printed date {quote(printed)} is {outside}.")
    return value


def _on_weekday(printed: str, value: date | Unread, weekday: str | None) -> date | Unread:
    """Refuse a date whose printed day of the week is another one: one of the two is a misprint."""
    if isinstance(value, Unread) or weekday is None or fold(weekday)[:3] == _WEEKDAYS[value.weekday()]:
        return value
    return Unread("date_impossible", f"The printed date {quote(printed)} was on another day of the week.")


def _names_parts(printed: str) -> bool:
    """Tell whether each word of a text names a month, a day of the week, or a stretch of time."""
    words = [fold(word) for word in _WORD.findall(printed)]
    return bool(words) and all(word in _PARTS or _month(word) for word in words)


@lru_cache(maxsize=1024)
def _month(name: str) -> int | None:
    """Give the number of the month that an Italian name or abbreviation means."""
    if not (3 <= len(name) <= 9 and name.isascii() and name.isalpha()):
        return None
    import dateparser

    found = dateparser.parse(
        f"1 {_MONTHS.get(name, name)} 2000",
        languages=["it"],
        settings={
            "DATE_ORDER": "DMY",
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
        },
    )
    return found.month if found and (found.day, found.year) == (1, 2000) else None
