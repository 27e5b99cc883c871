"""The months of a step: `Verifica dei dati (da gennaio a giugno)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.references.days import month_number
from extractor.references.forms import form, forms, read_date


@dataclass(frozen=True, slots=True)
class Months:
    """First and last month, 1 to 12; a last before the first is in the year after; None is not printed."""

    first: int | None = None
    last: int | None = None


@cache
def _spans() -> tuple[re.Pattern[str], ...]:
    """What names both months; a year beside them does not matter."""
    month, year = rf"{forms()['months']}\b", r"(?:\s+[0-9]{4})?"
    day = r"[0-9]{1,2}\s?[°º]?\s+"
    digits = r"[0-9]{1,2}(?:\.[0-9]{1,2}\.|/[0-9]{1,2}/)[0-9]{4}"
    since, until = form("period", "from"), form("period", "to")
    return (
        re.compile(
            rf"{form('period', 'from_month')}\s+({month}){year}\s+{form('period', 'to_month')}\s+({month}){year}"
        ),
        re.compile(rf"(?:{since})\s*{day}({month}){year}\s*(?:{until})\s*{day}({month}){year}"),
        re.compile(rf"(?:{since})\s*({digits})\s*(?:{until})\s*({digits})"),
        re.compile(rf"[(:]\s*({month})(?:\s?[-–/]\s?|\s+e\s+|\s+)({month}){year}\s*(?:\)|[-–.;]?\s*$)"),
    )


@cache
def _single() -> re.Pattern[str]:
    """A month alone says something in brackets or at the end: `(da giugno)`, `entro marzo`, `: ottobre`."""
    since, until, at = (form("period", name) for name in ("since", "until", "at"))
    word = rf"(?:(?P<since>{since})|(?P<until>{until})|[(:]\s*(?:{at})?)"
    return re.compile(rf"{word}\s*(?P<month>{forms()['months']})\b(?:\s+[0-9]{{4}})?\s*(?:\)|[-–.;]?\s*$)")


@cache
def _month() -> re.Pattern[str]:
    return re.compile(rf"\b{forms()['months']}\b")


def step_months(text: str) -> Months:
    """The months of a step's text; nothing where none is printed or more than one reading is possible."""
    spans = {_months(match) for pattern in _spans() for match in pattern.finditer(text)}
    if spans:
        return spans.pop() if len(spans) == 1 else Months()
    if len(_month().findall(text)) != 1:
        return Months()
    match = _single().search(text)
    if match is None:
        return Months()
    month = month_number(match["month"])
    if match["since"]:
        return Months(month, None)
    if match["until"]:
        return Months(None, month)
    return Months(month, month)


def _months(match: re.Match[str]) -> Months:
    first, last = _read(match[1]), _read(match[2])
    if first is None or last is None or first[0] not in (None, last[0]):
        return Months()
    return Months(first[1], last[1])


def _read(printed: str) -> tuple[int | None, int] | None:
    """The year, of a date in digits, and the month."""
    if printed[0].isdigit():
        day = read_date(printed)
        return (day.year, day.month) if day else None
    month = month_number(printed)
    return (None, month) if month else None
