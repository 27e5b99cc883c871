"""Columns of plain values to Arrow arrays, buffer by buffer.

`pyarrow.array` would do it too, but it first imports pandas to learn whether its argument is a pandas object: that
is a third of all memory that a document takes.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from extractor.records import DECIMAL_DIGITS, DECIMAL_PLACES

if TYPE_CHECKING:
    import pyarrow as pa

_EPOCH = date(1970, 1, 1).toordinal()
_DECIMAL_BYTES = 16


def arrow_array(values: Sequence[Any], type_: pa.DataType) -> pa.Array:
    """The values of a column, None where there is none; the types are those that the flat tables have."""
    import pyarrow as pa

    present = [value is not None for value in values]
    nulls = len(values) - sum(present)
    buffers = [pa.py_buffer(_bits(present)) if nulls else None]
    buffers += [pa.py_buffer(buffer) for buffer in _BUFFERS[str(type_)](values)]
    return pa.Array.from_buffers(type_, len(values), buffers, nulls)


def _bits(flags: Sequence[bool]) -> bytes:
    """One bit for each flag, the first one lowest."""
    digits = "".join(["1" if flag else "0" for flag in reversed(flags)])
    return int(digits, 2).to_bytes((len(flags) + 7) // 8, "little")


def _texts(values: Sequence[str | None]) -> tuple[bytes, ...]:
    encoded = [value.encode() if value is not None else b"" for value in values]
    return array("i", accumulate(map(len, encoded), initial=0)).tobytes(), b"".join(encoded)


def _decimals(values: Sequence[Decimal | None]) -> tuple[bytes, ...]:
    return (
        b"".join([_scaled(value).to_bytes(_DECIMAL_BYTES, sys.byteorder, signed=True) for value in values]),
    )


def _scaled(value: Decimal | None) -> int:
    if value is None:
        return 0
    scaled = value.scaleb(DECIMAL_PLACES)
    if scaled != int(scaled):
        raise ValueError(f"{value} has more than {DECIMAL_PLACES} digits after the point")
    return int(scaled)


def _numbers(code: str) -> Callable[[Sequence[Any]], tuple[bytes, ...]]:
    def buffers(values: Sequence[Any]) -> tuple[bytes, ...]:
        return (array(code, [value if value is not None else 0 for value in values]).tobytes(),)

    return buffers


def _dates(values: Sequence[date | None]) -> tuple[bytes, ...]:
    return (
        array("i", [value.toordinal() - _EPOCH if value is not None else 0 for value in values]).tobytes(),
    )


_BUFFERS: dict[str, Callable[[Sequence[Any]], tuple[bytes, ...]]] = {
    "string": _texts,
    "int8": _numbers("b"),
    "int16": _numbers("h"),
    "int32": _numbers("i"),
    "double": _numbers("d"),
    "date32[day]": _dates,
    f"decimal128({DECIMAL_DIGITS}, {DECIMAL_PLACES})": _decimals,
}
"""By Arrow type: the buffers after the one that tells which values are null."""
