"""Numbers, dates and texts as an Italian municipality prints them."""

from __future__ import annotations


def italian_number(decimal: str, *, thousands: bool = True) -> str:
    """`-60000.00` -> `-60.000,00`: the scale of the decimal is kept."""
    sign = "-" if decimal.startswith("-") else ""
    whole, _, fraction = decimal.removeprefix("-").partition(".")
    if thousands:
        groups: list[str] = []
        while len(whole) > 3:
            whole, last = whole[:-3], whole[-3:]
            groups.insert(0, last)
        whole = ".".join([whole, *groups])
    return f"{sign}{whole},{fraction}" if fraction else f"{sign}{whole}"


def italian_date(iso: str | None, separator: str = "-") -> str:
    """`2019-12-31` -> `31-12-2019`; nothing stays nothing."""
    return separator.join(reversed(iso.split("-"))) if iso else ""


def lower_first(text: str) -> str:
    """The text with a small first letter, to go on after a colon."""
    return text[:1].lower() + text[1:]
