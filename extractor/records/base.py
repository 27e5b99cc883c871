"""What the members of a record may hold: text, numbers, dates and places, each with its repairs and limits."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from math import floor
from typing import Annotated, Any, Literal, TypeVar
from unicodedata import normalize

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
)

SCHEMA_VERSION: Literal["1.0"] = "1.0"
DECIMAL_DIGITS = 20
DECIMAL_PLACES = 4
INT32_MAX = 2**31 - 1
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_POINTER = r"^(/[a-z0-9_]+)*$"


def _clean(text: str) -> str:
    """Return Unicode NFC; two half surrogates that make a pair are joined, a lone one becomes U+FFFD."""
    if text.isascii():
        return text
    halves_joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return normalize("NFC", halves_joined)


def _printed(text: str | None) -> str | None:
    return None if text is None or not text or text.isspace() else _clean(text)


def _readable_name(name: str) -> str:
    """Escape what is no character in a file name (`\\udce8`), and what hides or reorders others (`\\u202e`).

    It is not normalised, or it would not open.
    """
    return _UNSEEN.sub(_escape, name.encode("utf-8", "backslashreplace").decode("utf-8"))


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def _number(value: object, info: ValidationInfo) -> object:
    """Read a number of JSON: plain digits in a string. Python code hands over a Decimal, never text."""
    if info.mode != "json":
        return value
    if isinstance(value, str) and _PLAIN_NUMBER.fullmatch(value):
        return Decimal(value)
    raise ValueError("a number is a string of plain digits")


def _digits(value: Decimal) -> str:
    return format(value, "f")


def hundredths(value: float) -> float:
    """The value rounded to two places."""
    # A third of the time of `round`, thousands of times a document; and it leaves no negative zero.
    return floor(value * 100 + 0.5) / 100


def about(
    description: str,
    label: str | None = None,
    example: str | int | None = None,
    unit: str | None = None,
) -> Any:
    """Describe a member to the published schema: a sentence, its printed label, a made-up example, its unit."""
    said = {"label": label, "unit": unit}
    extra: dict[str, Any] = {name: text for name, text in said.items() if text is not None}
    examples = None if example is None else [example]
    return Field(description=description, examples=examples, json_schema_extra=extra or None)


Leaf = str | int | Decimal | date
Text = Annotated[str, AfterValidator(_clean)]
Printed = Annotated[str | None, AfterValidator(_printed)]
Year = Annotated[int, Field(ge=1, le=9999)]
Count = Annotated[int, Field(ge=0, le=INT32_MAX)]
Page = Annotated[int, Field(ge=1, le=INT32_MAX)]
FileName = Annotated[str, AfterValidator(_readable_name)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Pointer = Annotated[str, Field(pattern=_POINTER)]
Moment = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")]
"""A moment of universal time, kept as it was given."""
BBox = tuple[float, float, float, float]
Severity = Literal["info", "warning", "error"]
Number = Annotated[
    Decimal,
    Field(max_digits=DECIMAL_DIGITS, decimal_places=DECIMAL_PLACES),
    BeforeValidator(_number),
    PlainSerializer(_digits, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]{1,16}(\.[0-9]{1,4})?$"}),
]


R = TypeVar("R", bound="Record")
_set = object.__setattr__


class Record(BaseModel):
    """What all records share: frozen, strict, closed."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        hide_input_in_errors=True,  # a log shows no names
        json_schema_serialization_defaults_required=True,
    )


def put_together(kind: type[R], members: dict[str, Any], given: set[str]) -> R:
    """A record of members that are known to be valid, as `model_construct` makes it, in a third of its time.

    A record is frozen, so all of a kind may share the set of members that are given, which halves their memory.
    """
    record = kind.__new__(kind)
    _set(record, "__dict__", members)
    _set(record, "__pydantic_fields_set__", given)
    _set(record, "__pydantic_extra__", None)
    _set(record, "__pydantic_private__", None)
    return record
