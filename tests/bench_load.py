"""How long a load takes: `python -m tests.bench_load [--quick]`.

The samples' own rows, repeated under new ids until there are as many schede as asked for, go into an empty DuckDB file
and an empty PostgreSQL database; then the same folder once more, which replaces every document.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from extractor import extract
from extractor.batch.results import Result, to_jsonl
from extractor.warehouse import Loaded, load
from extractor.write.columns import TABLES, Table
from extractor.write.parquet import write_parquet
from tests.golden import samples
from tests.postgresql import programs, server

SCHEDE = 100_000
QUICK_SCHEDE = 2_000
FILES = 32
"""Parquet files of each table: as many as a run of several workers leaves."""


@dataclass(frozen=True, slots=True)
class Load:
    """One load and the seconds it took."""

    database: str
    what: str
    loaded: Loaded
    seconds: float


def synthetic(folder: Path, schede: int, documents: Path) -> None:
    """Write a converted folder of so many schede, repeating those of a folder with `<table>/*.parquet`."""
    import duckdb

    with duckdb.connect() as connection:
        held = connection.execute(f"SELECT count(*) FROM '{documents}/schede/*.parquet'").fetchone()
        assert held is not None
        times = -(-schede // held[0])
        for table in TABLES:
            (folder / "parquet" / table.name).mkdir(parents=True)
            for number in range(min(FILES, times)):
                target = folder / "parquet" / table.name / f"{number}.parquet"
                connection.execute(
                    f"COPY (SELECT {_renamed(table)} FROM '{documents}/{table.name}/*.parquet',"
                    f" range({number}, {times}, {FILES}) AS r(k)) TO '{target}' (COMPRESSION zstd)"
                )
        ids = connection.execute(f"SELECT document_id FROM '{folder}/parquet/documents/*.parquet'").fetchall()
    rows = (Result(f"{document_id}.pdf", "converted", document_id) for (document_id,) in ids)
    (folder / "results.jsonl").write_bytes(to_jsonl(rows))


def _renamed(table: Table) -> str:
    """The columns of a table under the ids of the repetition `k`; all ids begin with that of the document."""
    new = "md5(document_id || '/' || k)[:16]"
    columns = []
    for column in table.columns:
        if column.name == "sha256":
            columns.append("sha256(document_id || '/' || k) AS sha256")
        elif column.name.endswith("_id") and not column.member:
            columns.append(f"{new} || {column.name}[17:] AS {column.name}")
        else:
            columns.append(column.name)
    return ", ".join(columns)


def measure_loads(schede: int, pdfs: Sequence[Path]) -> Iterator[Load]:
    """Load a synthetic folder twice into each database there is."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        write_parquet([extract(pdf) for pdf in pdfs], place / "once", "samples")
        synthetic(place / "out", schede, place / "once")
        with _databases(place) as databases:
            for database, url in databases:
                for what in ("into an empty database", "once more"):
                    start = perf_counter()
                    loaded = load(place / "out", url)
                    yield Load(database, what, loaded, perf_counter() - start)


@contextmanager
def _databases(place: Path) -> Iterator[list[tuple[str, str]]]:
    databases = [("DuckDB", f"duckdb:///{place}/warehouse.duckdb")]
    folder = programs()
    if folder is None:
        yield databases
        return
    with server(folder) as postgresql:
        yield [*databases, ("PostgreSQL", postgresql.new_database())]


def load_table(loads: Iterable[Load]) -> str:
    """One line for each load."""
    lines = [
        "| database | load | documents | schede | rows | seconds | rows a second |",
        "| --- | --- | --: | --: | --: | --: | --: |",
    ]
    for one in loads:
        rows = sum(one.loaded.rows.values())
        counts = f"{one.loaded.rows['documents']:,} | {one.loaded.rows['schede']:,} | {rows:,}"
        lines.append(
            f"| {one.database} | {one.what} | {counts} | {one.seconds:.1f} | {rows / one.seconds:,.0f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_load", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a fiftieth of the schede: a look, no figure")
    options = parser.parse_args()
    loads = measure_loads(QUICK_SCHEDE if options.quick else SCHEDE, samples())
    sys.stdout.write(f"{load_table(loads)}\n")


if __name__ == "__main__":
    main()
