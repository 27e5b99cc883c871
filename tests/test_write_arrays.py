"""Arrow arrays made buffer by buffer are those that pyarrow makes itself, without pandas."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.records import DECIMAL_DIGITS, DECIMAL_PLACES
from extractor.write.arrays import arrow_array
from extractor.write.tables import arrow_schemas

NUMBERS = st.decimals(Decimal("-9e15"), Decimal("9e15"), places=DECIMAL_PLACES) | st.integers(
    -9999, 9999
).map(Decimal)
TYPES: dict[pa.DataType, st.SearchStrategy[Any]] = {
    pa.string(): st.text(),
    pa.int8(): st.integers(-128, 127),
    pa.int16(): st.integers(-(2**15), 2**15 - 1),
    pa.int32(): st.integers(-(2**31), 2**31 - 1),
    pa.float64(): st.floats(allow_nan=False),
    pa.date32(): st.dates(),
    pa.decimal128(DECIMAL_DIGITS, DECIMAL_PLACES): NUMBERS,
}
COLUMNS = st.sampled_from(sorted(TYPES, key=str)).flatmap(
    lambda kind: st.tuples(st.just(kind), st.lists(st.none() | TYPES[kind], max_size=40))
)


@given(COLUMNS)
def test_an_array_is_what_pyarrow_makes(column: tuple[pa.DataType, list[Any]]) -> None:
    """Values, nulls and type are the same, however many there are, and the buffers are sound."""
    type_, values = column
    made = arrow_array(values, type_)
    made.validate(full=True)
    assert made.equals(pa.array(values, type_))
    assert made.null_count == sum(value is None for value in values)


def test_every_column_has_a_type_that_can_be_made() -> None:
    """No flat table holds a type that the arrays do not know."""
    for schema in arrow_schemas().values():
        for field in schema:
            assert len(arrow_array((None,), field.type)) == 1


def test_a_number_that_does_not_fit_is_refused() -> None:
    """A fifth digit after the point is an error, never dropped."""
    with pytest.raises(ValueError, match=r"0\.00001 has more than 4 digits"):
        arrow_array([Decimal("0.00001")], pa.decimal128(DECIMAL_DIGITS, DECIMAL_PLACES))


def test_parquet_is_written_without_pandas(samples_dir: Path, tmp_path: Path) -> None:
    """pandas, half of a worker's memory, is not imported to convert a document."""
    script = f"""
import sys
from pathlib import Path
from extractor import extract
from extractor.write.parquet import write_parquet
write_parquet(extract({str(samples_dir / "valdombra-2021-biblioteca.pdf")!r}), Path({str(tmp_path)!r}), "one")
assert "pandas" not in sys.modules
"""
    command = [sys.executable, "-c", script]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 0, answer.stderr
