"""CSV: the flat tables for spreadsheets, with no cell that one of them would take for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import FileUnreadable, OutputUnwritable
from extractor.write.aside import replace_files
from extractor.write.columns import TABLES, Table

if TYPE_CHECKING:
    import pyarrow as pa

FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""What spreadsheets begin a formula with (full-width forms too), or take for the end of a cell before one."""


def export_csv(out: str | Path, folder: str | Path, *, delimiter: str = ",") -> list[Path]:
    """Write each table of an output folder to `folder/<table>.csv`; the files written.

    UTF-8 with a mark at the beginning, without which some spreadsheets take it for something else. A text cell
    that begins like a formula gets an apostrophe before it, which spreadsheets do not show; numbers and dates
    are as they are. What is null is empty.

    Raises:
        FileUnreadable: there are no tables in the output folder.
        OutputUnwritable: the folder cannot be written.
    """
    target = Path(folder)
    contents = {target / f"{table.name}.csv": _bytes(Path(out), table, delimiter) for table in TABLES}
    try:
        target.mkdir(parents=True, exist_ok=True)
        replace_files(contents)
    except OSError as error:
        raise OutputUnwritable(f"{target} cannot be written: {error.strerror}") from error
    return list(contents)


def safe_cell(text: str) -> str:
    """The text of a cell, such that no spreadsheet takes it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def _bytes(out: Path, table: Table, delimiter: str) -> bytes:
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    for batch in _batches(out / "parquet" / table.name):
        columns = [
            _cells(column.to_pylist(), kind.kind == "text")
            for column, kind in zip(batch.columns, table.columns, strict=True)
        ]
        writer.writerows(zip(*columns, strict=True))
    return sink.getvalue().encode("utf-8-sig")


def _cells(values: Iterable[object], text: bool) -> list[object]:
    if text:
        return [safe_cell(value) if isinstance(value, str) else value for value in values]
    return list(values)


def _batches(folder: Path) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa
    from pyarrow import parquet

    files = sorted(folder.glob("*.parquet"))
    if not files:
        raise FileUnreadable(f"there are no tables in {folder}")
    for file in files:
        try:
            with parquet.ParquetFile(file) as opened:
                yield from opened.iter_batches()
        except (pa.ArrowException, OSError) as error:
            raise FileUnreadable(f"the table {file} cannot be read") from error
