"""Printed Italian numbers become decimals that keep their scale, or say why not."""

from __future__ import annotations

import decimal
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.numbers import parse_decimal, parse_integer, parse_year
from extractor.normalise.reason import Unread

DECIMALS = st.integers(0, 4).flatmap(
    lambda scale: st.integers(-(10 ** (16 + scale)) + 1, 10 ** (16 + scale) - 1).map(
        lambda units: Decimal(f"{units}E-{scale}")
    )
)
WIDE = decimal.Context(prec=40)
NUMBER_CHARACTERS = "0123456789.,'’-−–+()€% \n\u00a0\u202feurEURnd/"


def grouped(value: Decimal, mark: str) -> str:
    """Print the size of a decimal the Italian way, with a mark between the thousands."""
    whole, _, decimals = f"{value.copy_abs():f}".partition(".")
    return f"{int(whole):,}".replace(",", mark) + ("," + decimals if decimals else "")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1.000,00", "1000.00"),
        ("1.000", "1000"),
        ("1000,5", "1000.5"),
        ("0", "0"),
        ("007", "7"),
        (",50", "0.50"),
        ("1,0000", "1.0000"),
        ("1,000", "1.000"),
        ("-5,00", "-5.00"),
        ("- 5,00", "-5.00"),
        ("−5,00", "-5.00"),
        ("–5,00", "-5.00"),
        ("5,00-", "-5.00"),
        ("(5,00)", "-5.00"),
        ("( 5,00 )", "-5.00"),
        ("+5,00", "5.00"),
        ("-0,00", "0.00"),
        ("€ 4.036.740,00", "4036740.00"),
        ("4.036.740,00 €", "4036740.00"),
        ("€4.036.740,00", "4036740.00"),
        ("-€ 5,00", "-5.00"),
        ("€ -5,00", "-5.00"),
        ("EUR 5,00", "5.00"),
        ("5,00 euro", "5.00"),
        ("€. 5,00", "5.00"),
        ("166,67%", "166.67"),
        ("100 %", "100"),
        ("1 000,00", "1000.00"),
        ("1\u00a0000", "1000"),
        ("1\u202f000\u202f000,5", "1000000.5"),
        ("1\u2009000,00", "1000.00"),
        ("1'000,00", "1000.00"),
        ("1’000’000", "1000000"),
        ("1.234.567,8\n9", "1234567.89"),
        ("1.234.567,8 9", "1234567.89"),
        ("1.234.\n567,00", "1234567.00"),
        ("€ 1.23 4,56", "1234.56"),
        ("\u200b5,00\ufeff", "5.00"),
        ("9999999999999999,9999", "9999999999999999.9999"),
    ],
)
def test_a_printed_number_keeps_its_value_and_scale(printed: str, value: str) -> None:
    """Sign, currency, per cent, marks between thousands and line breaks change neither digits nor scale."""
    assert repr(parse_decimal(printed)) == repr(Decimal(value))


@pytest.mark.parametrize("printed", ["", " ", "\n", "\u00a0", "\u200b"])
def test_nothing_printed_is_none(printed: str) -> None:
    """An empty cell is no number and no finding."""
    assert parse_decimal(printed) is None
    assert parse_integer(printed) is None
    assert parse_year(printed) is None


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("number_ambiguous", "12.5"),
        ("number_ambiguous", "1.00"),
        ("number_ambiguous", "1.0000"),
        ("number_ambiguous", "0.500"),
        ("number_ambiguous", "1,000.00"),
        ("number_ambiguous", "1,000,000"),
        ("number_ambiguous", "1.000'000"),
        ("number_ambiguous", "10 20"),
        ("number_ambiguous", "100 200"),
        ("number_ambiguous", "10 1.000"),
        ("number_ambiguous", "5,00 10"),
        ("number_ambiguous", "1000 2,50"),
        ("number_ambiguous", "5, 7"),
        ("number_out_of_range", "1,23456"),
        ("number_out_of_range", "12345678901234567"),
        ("number_placeholder", "-"),
        ("number_placeholder", "--"),
        ("number_placeholder", "//"),
        ("number_placeholder", "n.d."),
        ("number_placeholder", "N.D"),
        ("number_placeholder", "n/a"),
        ("number_placeholder", "€ -"),
        ("number_placeholder", "___"),
        ("number_unreadable", "quattro"),
        ("number_unreadable", "5 giorni"),
        ("number_unreadable", "5/10"),
        ("number_unreadable", ">= 5"),
        ("number_unreadable", "$ 5,00"),
        ("number_unreadable", "--5"),
        ("number_unreadable", "-(5,00)"),
        ("number_unreadable", "(5,00"),
        ("number_unreadable", "5,00 -"),
        ("number_unreadable", "٥"),
        ("number_unreadable", "1e3"),
        ("number_unreadable", "NaN"),
    ],
)
def test_what_is_no_one_number_says_why_and_quotes_the_text(code: str, printed: str) -> None:
    """Two readings, too many digits, a placeholder and other words are four different findings."""
    reason = parse_decimal(printed)
    assert isinstance(reason, Unread)
    assert reason.code == code
    assert f"'{printed}'" in reason.message


@given(
    value=DECIMALS,
    mark=st.sampled_from([".", "", "'", "’", "\u00a0", "\u202f"]),
    form=st.sampled_from(["{-}{}", "{-}{} €", "€ {-}{}", "{-}EUR {}", "{-}{}%", "{}{-}", "({})"]),
)
def test_any_decimal_printed_the_italian_way_reads_back(value: Decimal, mark: str, form: str) -> None:
    """Up to 16 digits before the comma and 4 after it, value and scale come back exactly."""
    number = grouped(value, mark)
    is_negative = value.is_signed() and bool(value)
    if "(" in form:
        value, text = value.copy_abs() if not value else -value.copy_abs(), form.format(number)
    else:
        text = form.replace("{-}", "-" if is_negative else "").format(number)
        value = value if value else value.copy_abs()
    assert repr(parse_decimal(text)) == repr(value)


@given(value=DECIMALS, data=st.data())
def test_a_number_that_a_narrow_cell_cuts_reads_back_or_says_so(value: Decimal, data: st.DataObject) -> None:
    """A line break inside an amount never makes another amount of it."""
    value = value.copy_abs()
    number = grouped(value, ".")
    width = data.draw(st.integers(1, len(number)))
    lines = [number[start : start + width] for start in range(0, len(number), width)]
    found = parse_decimal("\n".join(lines))
    assert found == value or isinstance(found, Unread)


@given(first=st.integers(0, 99_999), second=DECIMALS)
def test_two_amounts_in_one_cell_are_not_one(first: int, second: Decimal) -> None:
    """Two amounts with two decimals each are never read as one number."""
    amounts = [
        grouped(Decimal(f"{first}.00"), "."),
        grouped(second.quantize(Decimal("0.01"), context=WIDE), "."),
    ]
    assert isinstance(parse_decimal("\n".join(amounts)), Unread)


@given(st.one_of(st.text(), st.text(alphabet=NUMBER_CHARACTERS)))
def test_any_text_gives_a_number_a_reason_or_nothing(text: str) -> None:
    """Returns a value or a reason; never raises anything else, and every value fits decimal128(20, 4)."""
    for found in (parse_decimal(text), parse_integer(text), parse_year(text)):
        assert found is None or isinstance(found, Decimal | int | Unread)
    value = parse_decimal(text)
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        assert isinstance(exponent, int)
        assert -4 <= exponent <= 0
        assert abs(value) < 10**16


def test_the_precision_of_the_thread_does_not_round() -> None:
    """A caller's decimal context has no say in what is printed."""
    with decimal.localcontext(prec=3):
        assert str(parse_decimal("-1.234.567,89")) == "-1234567.89"


def test_a_text_of_a_megabyte_is_refused_quickly() -> None:
    """Neither digits nor spaces without end make the reader slow."""
    for text in ("9" * 10**6, "(" + " " * 10**6 + "x", "1." * 500_000, "1 " * 500_000):
        assert isinstance(parse_decimal(text), Unread)


@pytest.mark.parametrize(("printed", "value"), [("2019", 2019), ("20\n19", 2019), (" 7 ", 7), ("007", 7)])
def test_integers_are_digits_only(printed: str, value: int) -> None:
    """White space inside is the line break of a narrow cell."""
    assert parse_integer(printed) == value


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("1.000", "number_unreadable"),
        ("-5", "number_unreadable"),
        ("due", "number_unreadable"),
        ("n.d.", "number_placeholder"),
        ("9" * 5000, "number_out_of_range"),
    ],
)
def test_integers_refuse_the_rest(printed: str, code: str) -> None:
    """Anything but digits, and more digits than anyone counts, is a reason."""
    reason = parse_integer(printed)
    assert isinstance(reason, Unread)
    assert reason.code == code


@pytest.mark.parametrize("year", [1900, 2019, 2199])
def test_years_have_four_digits_from_1900_to_2199(year: int) -> None:
    """A year in that span is itself."""
    assert parse_year(f" {year} ") == year


@pytest.mark.parametrize("printed", ["1899", "2200", "19", "20190"])
def test_other_numbers_are_no_years(printed: str) -> None:
    """A number outside the span is a reason that quotes it."""
    reason = parse_year(printed)
    assert isinstance(reason, Unread)
    assert reason.code == "year_unreadable"
    assert f"'{printed}'" in reason.message
