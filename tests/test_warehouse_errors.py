"""What cannot be loaded or read, and what is said about it: the reason, and never a password."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet as pq

import extractor
from extractor import load
from extractor.batch.results import Result
from extractor.errors import DriverMissing, FolderUnusable, UsageError, WarehouseUnreachable
from extractor.warehouse.target import without_password
from extractor.write.parquet import write_parquet
from tests.postgresql import PASSWORD, Server
from tests.warehouses import A, B, folder


@pytest.mark.parametrize(
    "url", ["", "mysql://root:geheim@localhost/x", "duckdb:///", "duckdb:///:memory:", "warehouse.duckdb"]
)
def test_other_urls_are_wrong_usage(url: str, tmp_path: Path) -> None:
    """A URL that names no database we know is wrong usage, and its password is not repeated."""
    with pytest.raises(UsageError) as caught:
        load(folder(tmp_path / "out", A), url)
    assert "geheim" not in str(caught.value)


def test_what_is_no_converted_folder_is_refused(tmp_path: Path) -> None:
    """An empty folder, a run that did not end, a folder of another version and damaged files are told apart."""
    url = f"duckdb:///{tmp_path}/w.duckdb"
    with pytest.raises(FolderUnusable, match="holds no converted documents"):
        load(tmp_path / "nowhere", url)
    out = folder(tmp_path / "out", A)
    (out / "results.jsonl").unlink()
    with pytest.raises(FolderUnusable, match="did not end"):
        load(out, url)
    with pytest.raises(FolderUnusable, match="missing"):
        load(folder(tmp_path / "out", A, results=[Result("b.pdf", "converted", "b" * 16)]), url)
    write_parquet([A, A], folder(tmp_path / "out", B) / "parquet", "twice")
    with pytest.raises(FolderUnusable, match="twice"):
        load(out, url)
    folder(tmp_path / "out", A)
    (out / "parquet" / "staff" / f"{A.document_id}.parquet").write_bytes(b"PAR1")
    with pytest.raises(FolderUnusable, match="cannot be read"):
        load(out, url)
    folder(tmp_path / "out", A)
    pq.write_table(pa.table({"document_id": ["a"]}), out / "parquet" / "schede" / "other.parquet")
    with pytest.raises(FolderUnusable, match=r"another kind of schede\.scheda_id"):
        load(out, url)
    other = A.model_copy(update={"schema_version": "0.9"})
    with pytest.raises(FolderUnusable, match=r"schema version 0\.9"):
        load(folder(tmp_path / "out", other), url)


def test_a_server_that_is_not_there_is_unreachable(tmp_path: Path, postgresql: Server) -> None:
    """A wrong password, database or port is an error that says so without the password."""
    out = folder(tmp_path / "out", A)
    for url in (
        postgresql.url(password="segretissima"),
        postgresql.url("nowhere"),
        "postgresql://u:p%40w@127.0.0.1:1/x",
    ):
        with pytest.raises(WarehouseUnreachable) as caught:
            load(out, url)
        assert not {"segretissima", "p%40w", "p@w", PASSWORD} & set(
            str(caught.value).replace(":", " ").split()
        )
        assert "***" in str(caught.value)


def test_a_file_in_use_is_unreachable(tmp_path: Path) -> None:
    """A DuckDB file that cannot be opened is an error of ours."""
    (tmp_path / "w.duckdb").write_bytes(b"no database at all" * 1000)
    with pytest.raises(WarehouseUnreachable):
        load(folder(tmp_path / "out", A), f"duckdb:///{tmp_path}/w.duckdb")


def test_a_missing_driver_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra packages PostgreSQL is refused with the command to type."""
    monkeypatch.setitem(sys.modules, "adbc_driver_postgresql", None)
    with pytest.raises(DriverMissing, match="pip install"):
        load(folder(tmp_path / "out", A), "postgresql://localhost/x")


def test_passwords_are_hidden_wherever_they_stand() -> None:
    """Behind the user's name or among the parameters, escaped or not."""
    url = "postgresql://ada:p%40w@db/x?sslpassword=other"
    assert without_password(url) == "postgresql://ada:***@db/x?sslpassword=***"
    assert without_password("FATAL: p@w is wrong", url) == "FATAL: *** is wrong"
    assert without_password("postgresql://ada@db/x") == "postgresql://ada@db/x"


def test_frames_are_read_in_one_line(converted: Path, samples_dir: Path) -> None:
    """`extractor.read` gives every row of a table on Arrow types, decimals exact."""
    frame = extractor.read(converted, "indicators")
    assert str(frame["target"].dtype) == "decimal128(20, 4)[pyarrow]"
    truths = [json.loads(gold.read_bytes()) for gold in sorted(samples_dir.glob("*.gold.json"))]
    printed = [
        indicator["target"]
        for truth in truths
        for report in truth["reports"]
        for scheda in report["schede"]
        for indicator in scheda["indicators"]
        if indicator["target"] is not None
    ]
    assert sorted(frame["target"].dropna()) == sorted(map(Decimal, printed))
    with pytest.raises(UsageError, match="there are: documents, reports"):
        extractor.read(converted, "indicator")
