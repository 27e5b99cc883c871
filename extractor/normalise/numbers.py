"""Printed Italian numbers: a comma before the decimals, marks between thousands, signs and currency."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extractor.normalise.reason import Unread, quote
from extractor.normalise.text import clean, visible

# What the warehouse's decimal128(20, 4) holds.
MAX_WHOLE_DIGITS = 16
MAX_DECIMALS = 4
FIRST_YEAR = 1900
LAST_YEAR = 2199

# One character for each meaning: `-` minus, `'` and the no-break space as marks between thousands.
_MARKS = str.maketrans("−–‐‑﹣－’ʼ\u2007\u2009\u202f", "------''\u00a0\u00a0\u00a0")
_CURRENCY = r"(?:(?:€|euro?)\.?)"
_PRINTED = re.compile(
    rf"(?P<open>\()? ?(?P<sign>[-+]?)\s?{_CURRENCY}?\s?(?P<inner>[-+]?)\s?"
    rf"(?P<body>[.,]?[0-9](?:[0-9.,'\s]*[0-9])?)(?P<trailing>-?)\s?(?:{_CURRENCY}|%)?\s?(?P<close>\))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:[0-9]*|[1-9][0-9]{0,2}(?P<mark>[.'\u00a0])[0-9]{3}(?:(?P=mark)[0-9]{3})*)(?:,(?P<decimals>[0-9]+))?"
)
_BROKEN = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{2})?|[0-9]+,[0-9]{2}")
_PLACEHOLDER = re.compile(r"\W+|_+|n\s?[./]?\s?[adp]\.?", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def parse_decimal(text: str) -> Decimal | Unread | None:
    """Read one number and keep the scale that is printed: `1.000,00` is Decimal("1000.00").

    A per cent sign or the euro may stand with it. Reasons: `number_ambiguous` (more than one reading:
    `12.5`, `10 20`), `number_out_of_range` (more than 16 digits before the comma or 4 after it),
    `number_placeholder` (`-`, `//`, `n.d.`), `number_unreadable`.
    """
    printed = visible(text).strip()
    if not printed:
        return None
    match = _PRINTED.fullmatch(_SPACE.sub(_one_space, printed.translate(_MARKS)))
    if match is None:
        return _unread(printed)
    signs = match["sign"] + match["inner"] + match["trailing"] + ("-" if match["open"] else "")
    if len(signs) > 1 or bool(match["open"]) != bool(match["close"]):
        return _unread(printed)
    number = _number(match["body"])
    if number is None:
        ambiguous = "can be read as more than one number"
        return Unread("number_ambiguous", f"The printed number {quote(printed)} {ambiguous}.")
    whole, _, decimals = number.partition(",")
    if len(whole.lstrip("0")) > MAX_WHOLE_DIGITS or len(decimals) > MAX_DECIMALS:
        return _out_of_range(printed)
    value = Decimal(f"{signs}{whole or '0'}{'.' if decimals else ''}{decimals}")
    return value if value else value.copy_abs()


def parse_integer(text: str) -> int | Unread | None:
    """Read a count, step or year: digits only; white space between them is a line break of its cell."""
    printed = clean(text)
    if not printed:
        return None
    digits = "".join(printed.split())
    if not _DIGITS.fullmatch(digits):
        return _unread(printed)
    if len(digits) > MAX_WHOLE_DIGITS:
        return _out_of_range(printed)
    return int(digits)


@lru_cache(maxsize=1024)
def parse_year(text: str) -> int | Unread | None:
    """Read a year of four digits, 1900 to 2199; anything else that is a number is `year_unreadable`."""
    value = parse_integer(text)
    if not isinstance(value, int) or FIRST_YEAR <= value <= LAST_YEAR:
        return value
    wanted = f"a year between {FIRST_YEAR} and {LAST_YEAR}"
    return Unread("year_unreadable", f"The printed number {quote(clean(text))} is not {wanted}.")


def _one_space(run: re.Match[str]) -> str:
    """Keep a lone no-break space, a mark between thousands; any other white space is one plain space."""
    return "\u00a0" if run[0] == "\u00a0" else " "


def _number(body: str) -> str | None:
    """Give the digits and comma of one well-formed number, without marks between thousands; else None."""
    pieces = body.split(" ")
    joined = "".join(pieces)
    if len(pieces) > 1 and not _is_broken(pieces, joined):
        joined = "\u00a0".join(pieces)
        if "," not in joined:
            return None
    if not _NUMBER.fullmatch(joined):
        return None
    return re.sub(r"[^0-9,]", "", joined)


def _is_broken(pieces: list[str], joined: str) -> bool:
    """Tell whether white space inside a number is only the line break of a narrow cell.

    Such a number fills each line but the last, its marks start on the first, and it has dots or two decimals:
    otherwise `10 20` or `5,00 10`, which are two values, would become one.
    """
    fills = all(len(piece) >= len(pieces[-1]) for piece in pieces)
    return fills and not pieces[0].isdigit() and _BROKEN.fullmatch(joined) is not None


def _out_of_range(printed: str) -> Unread:
    limits = f"{MAX_WHOLE_DIGITS} digits before the comma or {MAX_DECIMALS} after it"
    return Unread("number_out_of_range", f"The printed number {quote(printed)} has more than {limits}.")


def _unread(printed: str) -> Unread:
    if _PLACEHOLDER.fullmatch(printed):
        message = f"{quote(printed)} is printed where a number was expected."
        return Unread("number_placeholder", message, is_remark=True)
    return Unread("number_unreadable", f"The printed text {quote(printed)} is not a number.")
