"""Parquet: files that query engines read back exactly, the same bytes every time, whole or absent."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from pyarrow import parquet

from extractor.records import Budget, BudgetLine, Document, Indicator, Report, Scheda, Source
from extractor.write.parquet import write_parquet
from extractor.write.tables import arrow_schemas, to_tables
from tests.strategies import documents

SCHEDA = Scheda(
    objective_code="0703",
    objective="PERCHE\u0301 le strade\nsono di tutti",
    planned_start=date(2019, 1, 1),
    indicators=(Indicator(year=2019, target=Decimal("120.00"), achieved_pct=Decimal("166.67")),),
    budget=Budget(planned_expenditure=(BudgetLine(amount=Decimal("9999999999999999.9999")), BudgetLine())),
)
DOCUMENT = Document(
    source=Source(file="valdirovo-2019.pdf", sha256="0f" * 32, pages=51), reports=(Report(schede=(SCHEDA,)),)
)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@settings(max_examples=25)
@given(documents())
def test_files_read_back_as_the_tables(document: Document) -> None:
    """Every table is a file with its rows under the declared schema; writing again changes no byte."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_parquet(document, folder, "valdirovo")
        first = _files(folder)
        assert sorted(first) == sorted(f"{table}/valdirovo.parquet" for table in arrow_schemas())
        for table, arrow in to_tables(document).items():
            read = parquet.ParquetFile(folder / table / "valdirovo.parquet").read()
            assert read.equals(arrow)
            assert read.schema.equals(arrow.schema, check_metadata=True)
        write_parquet(document, folder, "valdirovo", durable=False)
        assert _files(folder) == first


def test_duckdb_reads_exact_values(tmp_path: Path) -> None:
    """Decimals, dates, nulls, accents and line ends come out of SQL as they went in."""
    write_parquet(DOCUMENT, tmp_path, "valdirovo")
    with duckdb.connect() as connection:
        found = connection.execute(
            f"""
            select objective, planned_start, planned_end, target, achieved, achieved_pct, i.year, amount
            from '{tmp_path}/schede/*.parquet' s
            join '{tmp_path}/indicators/*.parquet' i using (scheda_id)
            join '{tmp_path}/budget_lines/*.parquet' b using (scheda_id)
            order by b.ordinal
            """
        ).fetchall()
    said = ("PERCHÉ le strade\nsono di tutti", date(2019, 1, 1), None)
    read = (Decimal("120.0000"), None, Decimal("166.6700"), 2019)
    assert found == [(*said, *read, Decimal("9999999999999999.9999")), (*said, *read, None)]


def test_duckdb_sees_the_declared_types_in_empty_tables(tmp_path: Path) -> None:
    """A table without rows is a file with its columns and types."""
    write_parquet(DOCUMENT, tmp_path, "valdirovo")
    with duckdb.connect() as connection:
        found = connection.execute(f"describe select * from '{tmp_path}/diagnostics/*.parquet'").fetchall()
    assert [(row[0], row[1]) for row in found][-5:] == [
        ("page", "INTEGER"),
        ("x0", "DOUBLE"),
        ("top", "DOUBLE"),
        ("x1", "DOUBLE"),
        ("bottom", "DOUBLE"),
    ]


def test_several_documents_go_into_one_file_each_table(tmp_path: Path) -> None:
    """A group of documents is written as one file for each table."""
    other = DOCUMENT.model_copy(update={"source": Source(file="b.pdf", sha256="a0" * 32, pages=1)})
    write_parquet([DOCUMENT, other], tmp_path, "2019")
    assert parquet.ParquetFile(tmp_path / "schede" / "2019.parquet").metadata.num_rows == 2


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc/valdirovo", "a/"])
def test_a_name_that_leaves_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    """A file name is a plain name: nothing is written elsewhere."""
    with pytest.raises(ValueError, match="file name"):
        write_parquet(DOCUMENT, tmp_path, name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_failure_while_writing_leaves_the_old_files(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing fails the old tables are as they were and nothing written aside remains."""
    write_parquet(DOCUMENT, tmp_path, "valdirovo")
    before = _files(tmp_path)

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, moment, fail)
    with pytest.raises(OSError, match="no space"):
        write_parquet(DOCUMENT.model_copy(update={"reports": ()}), tmp_path, "valdirovo")
    assert _files(tmp_path) == before


def test_the_documents_table_is_the_last_to_appear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the row of a document stands, all its other tables stand too."""
    moved: list[str] = []
    replace = os.replace

    def note(source: Path, target: Path) -> None:
        moved.append(Path(target).parent.name)
        replace(source, target)

    monkeypatch.setattr(os, "replace", note)
    write_parquet(DOCUMENT, tmp_path, "valdirovo")
    assert moved[-1] == "documents"
    assert len(moved) == len(arrow_schemas())
