"""Printed dates become dates, or say why not."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.dates import parse_date
from extractor.normalise.reason import Unread

MONTHS = """gennaio febbraio marzo aprile maggio giugno
    luglio agosto settembre ottobre novembre dicembre""".split()
WEEKDAYS = "lunedì martedì mercoledì giovedì venerdì sabato domenica".split()
DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
DATE_CHARACTERS = "0123456789-/. °º\n" + "".join(sorted(set("".join(MONTHS + WEEKDAYS))))


@pytest.mark.parametrize(
    "printed",
    [
        "01-03-2019",
        "01/03/2019",
        "01.03.2019",
        "1/3/2019",
        "1-3-19",
        "2019-03-01",
        "01-03-\n2019",
        " 01 - 03 - 2019 ",
        "01‑03‑2019",
        "01–03–2019",
        "\u200b01-03-2019",
        "1 marzo 2019",
        "1° marzo 2019",
        "1º mar. 2019",
        "1 ° MARZO 2019",
        "1°marzo 2019",
        "1-mar-2019",
        "1/mar/19",
        "1 marzo '19",
        "il 1° marzo 2019",
        "1 di marzo del 2019",
        "venerdì 1 marzo 2019",
        "Venerdi' 1° marzo 2019",
        "VENERDÌ, 1 MARZO 2019",
        "ven. 1 mar. 2019",
    ],
)
def test_every_printed_form_of_a_day_is_that_day(printed: str) -> None:
    """Day first, ISO, two digits of the year, and the month's name in any dress."""
    assert parse_date(printed) == date(2019, 3, 1)


@pytest.mark.parametrize(
    "printed", ["9 settem- bre 2019", "9 settem-bre 2019", "9 sette mbre 2019", "9 set\u00ad tembre 2019"]
)
def test_a_month_that_a_line_end_breaks(printed: str) -> None:
    """The names of months are few: one broken in a narrow cell, with a hyphen or without, is read."""
    assert parse_date(printed) == date(2019, 9, 9)


@pytest.mark.parametrize(
    ("printed", "month"), [("genn.", 1), ("febb.", 2), ("sett.", 9), ("set", 9), ("Dic", 12)]
)
def test_abbreviated_months_are_read(printed: str, month: int) -> None:
    """Three letters or four, as people print them."""
    assert parse_date(f"2 {printed} 2019") == date(2019, month, 2)


@pytest.mark.parametrize("printed", ["", " ", "\n", "\u00a0", "\u200b"])
def test_nothing_printed_is_none(printed: str) -> None:
    """White space and what leaves no ink are no date and no finding."""
    assert parse_date(printed) is None


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("date_partial", "12/2023"),
        ("date_partial", "2023"),
        ("date_partial", "2023-12"),
        ("date_partial", "31/12"),
        ("date_partial", "gennaio"),
        ("date_partial", "MARZO 2019"),
        ("date_partial", "3 marzo"),
        ("date_partial", "3 giorni"),
        ("date_partial", "oggi"),
        ("date_partial", "lunedì"),
        ("date_impossible", "31-02-2019"),
        ("date_impossible", "29/02/2019"),
        ("date_impossible", "00/00/0000"),
        ("date_impossible", "2019-13-01"),
        ("date_impossible", "31 febbraio 2019"),
        ("date_impossible", "01-01-0001"),
        ("date_impossible", "01-01-2200"),
        ("date_impossible", "lunedì 1 marzo 2019"),
        ("date_unreadable", "da definire"),
        ("date_unreadable", "--/--/----"),
        ("date_unreadable", "01-03/2019"),
        ("date_unreadable", "01-03-201"),
        ("date_unreadable", "01-03-2019 31-12-2019"),
        ("date_unreadable", "dal 1 marzo 2019 al 2 marzo 2019"),
        ("date_unreadable", "12 ore 2019"),
        ("date_unreadable", "1 march 2019"),
        ("date_unreadable", "١-٣-٢٠١٩"),
    ],
)
def test_what_is_no_whole_date_says_why_and_quotes_the_text(code: str, printed: str) -> None:
    """A part of a date, a day that is in no calendar, and other words are three different findings."""
    reason = parse_date(printed)
    assert isinstance(reason, Unread)
    assert reason.code == code
    assert f"'{printed}'" in reason.message


def forms(day: date) -> dict[str, str]:
    """The ways in which reports print a day."""
    d, m, y = f"{day:%d}", f"{day:%m}", f"{day.year:04}"
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    printed = {f"day first {mark}": f"{d}{mark}{m}{mark}{y}" for mark in "-/."}
    printed |= {f"short {mark}": f"{day.day}{mark}{day.month}{mark}{y}" for mark in "-/."}
    printed |= {"iso": f"{y}-{m}-{d}", "broken": f"{d}-{m}-\n{y}"}
    printed |= {"words": f"{day.day} {month} {y}", "capitals": f"{d} {month.upper()} {y}"}
    printed |= {"ordinal": f"{day.day}° {month[:3]}. {y}", "weekday": f"{weekday} {day.day} {month} {y}"}
    if 2000 <= day.year <= 2099:
        printed["two digits"] = f"{d}/{m}/{y[2:]}"
    return printed


@given(DATES)
def test_any_date_in_any_printed_form_reads_back(day: date) -> None:
    """Printing a date and reading it gives the same date, whichever form is printed."""
    assert {form: parse_date(printed) for form, printed in forms(day).items()} == dict.fromkeys(
        forms(day), day
    )


@given(st.one_of(st.text(), st.text(alphabet=DATE_CHARACTERS)))
def test_any_text_gives_a_date_a_reason_or_nothing(text: str) -> None:
    """Returns a value or a reason; never raises anything else."""
    assert parse_date(text) is None or isinstance(parse_date(text), date | Unread)


@given(
    st.sampled_from(MONTHS + WEEKDAYS + ["oggi", "ieri", "domani", "2 mesi fa", "tra 3 giorni", "12/2023"])
)
def test_the_day_on_which_a_report_is_read_is_in_no_date(printed: str) -> None:
    """A text without day, month and year never becomes a date."""
    assert isinstance(parse_date(printed), Unread)


def test_a_date_that_is_read_is_the_one_that_is_printed() -> None:
    """Over a leap year and the next, every day and month keeps its place."""
    days = [date(2020, 1, 1).toordinal() + offset for offset in range(731)]
    for day, printed in itertools.chain.from_iterable(
        ((date.fromordinal(n), text) for text in forms(date.fromordinal(n)).values()) for n in days
    ):
        assert parse_date(printed) == day
