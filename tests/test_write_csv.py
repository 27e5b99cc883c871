"""CSV: what spreadsheets read, and nothing that they would run."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import FileUnreadable
from extractor.records import Document, Indicator, Phase, Report, Scheda, Source, StaffMember
from extractor.write.csv import export_csv, safe_cell
from extractor.write.parquet import write_parquet
from extractor.write.tables import to_tables

FORMULAS = [
    "=1+1",
    "+39 02",
    "-5 giorni",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "\n=1",
    "＝1+1",
    '=HYPERLINK("http://x";"y")',
]
DOCUMENT = Document(
    source=Source(file="=cmd.pdf", sha256="0f" * 32, pages=2),
    reports=(
        Report(
            schede=(
                Scheda(
                    objective='Due "voci"; una sola\nriga',
                    planned_start=date(2019, 1, 31),
                    indicators=(Indicator(target=Decimal("-5.00"), name="Così è"),),
                    staff=tuple(StaffMember(name=text) for text in FORMULAS),
                    phases=(Phase(),),
                ),
            )
        ),
    ),
)


def read(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a file."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder with one document."""
    write_parquet(DOCUMENT, tmp_path / "out" / "parquet", "part")
    return tmp_path / "out"


def test_every_table_is_a_file(out: Path, tmp_path: Path) -> None:
    """Each table is written with its columns and rows; numbers, dates, quotes and line ends come back."""
    written = export_csv(out, tmp_path / "csv", delimiter=";")
    assert {path.stem: len(read(path, ";")) for path in written} == {
        name: table.num_rows for name, table in to_tables(DOCUMENT).items()
    }
    (scheda,) = read(tmp_path / "csv" / "schede.csv", ";")
    assert (scheda["objective"], scheda["planned_start"]) == ('Due "voci"; una sola\nriga', "2019-01-31")
    assert scheda["condition"] == ""
    (indicator,) = read(tmp_path / "csv" / "indicators.csv", ";")
    assert (indicator["name"], indicator["target"]) == ("Così è", "-5.0000")


def test_no_cell_is_a_formula(out: Path, tmp_path: Path) -> None:
    """Text that a spreadsheet would run is text with an apostrophe; what it was can be had back."""
    export_csv(out, tmp_path / "csv")
    staff = [row["name"] for row in read(tmp_path / "csv" / "staff.csv")]
    assert [cell.removeprefix("'") for cell in staff] == [
        member.name for member in DOCUMENT.reports[0].schede[0].staff
    ]
    assert all(cell.startswith("'") for cell in staff)
    assert [row["file"] for row in read(tmp_path / "csv" / "documents.csv")] == ["'=cmd.pdf"]


@given(st.text())
def test_safe_cell_begins_like_no_formula(text: str) -> None:
    """Whatever a text is, its cell begins with no character that begins a formula, and keeps the text."""
    cell = safe_cell(text)
    assert cell in (text, f"'{text}")
    assert cell.lstrip()[:1] not in tuple("=+-@") or cell.startswith("'")


def test_same_tables_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    """Nothing of a file depends on when it was written."""
    first, second = (export_csv(out, tmp_path / name) for name in "ab")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_folder_without_tables_is_an_error(tmp_path: Path) -> None:
    """Where nothing was converted, nothing is exported."""
    with pytest.raises(FileUnreadable, match="there are no tables in"):
        export_csv(tmp_path, tmp_path / "csv")
    assert list(tmp_path.iterdir()) == []


def test_rows_of_several_files_follow_one_another(out: Path, tmp_path: Path) -> None:
    """A table that stands in several files is one CSV with one header."""
    other = DOCUMENT.model_copy(update={"source": Source(file="b.pdf", sha256="a0" * 32, pages=1)})
    write_parquet(other, out / "parquet", "second")
    export_csv(out, tmp_path / "csv")
    assert [row["file"] for row in read(tmp_path / "csv" / "documents.csv")] == ["'=cmd.pdf", "b.pdf"]


def test_damaged_table_is_an_error(out: Path, tmp_path: Path) -> None:
    """A file that is no Parquet is said, and nothing is written."""
    (out / "parquet" / "staff" / "part.parquet").write_bytes(b"PAR1")
    with pytest.raises(FileUnreadable, match="staff"):
        export_csv(out, tmp_path / "csv")
    assert not (tmp_path / "csv").exists()
