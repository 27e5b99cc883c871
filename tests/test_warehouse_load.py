"""Loading a converted folder: whole or not at all, the same twice, into DuckDB and a real PostgreSQL."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import extractor
from extractor import cli, convert, load
from extractor.batch.results import Result
from extractor.errors import LoadFailed, WarehouseMismatch
from extractor.records import SCHEMA_VERSION
from extractor.write.parquet import write_parquet
from extractor.write.tables import arrow_schemas
from tests import pdfs
from tests.postgresql import PASSWORD
from tests.warehouses import A, B, Warehouse, document, folder, in_duckdb


def test_a_load_gives_the_rows_of_the_folder(warehouse: Warehouse, converted: Path) -> None:
    """Every table of the database holds as many rows as the folder, and the counts say so."""
    loaded = load(converted, warehouse.url)
    expected = {name: len(extractor.read(converted, name)) for name in arrow_schemas()}
    assert loaded.rows == expected
    assert {name: warehouse.rows(f"SELECT count(*) FROM {name}")[0][0] for name in expected} == expected
    assert (loaded.new, loaded.replaced, loaded.removed, loaded.left) == (expected["documents"], 0, 0, 0)


def test_values_arrive_exact(warehouse: Warehouse, tmp_path: Path) -> None:
    """The largest and smallest decimals, quotes, line ends and letters of any script come out as they went in."""
    load(folder(tmp_path / "out", A), warehouse.url)
    query = "SELECT CAST(target AS VARCHAR), CAST(achieved_pct AS VARCHAR) FROM indicators"
    assert warehouse.rows(query) == [("9999999999999999.9999", "0.0001")] * 2
    assert warehouse.rows("SELECT CAST(amount AS VARCHAR) FROM budget_lines") == [("-0.1000",)] * 2
    assert warehouse.rows("SELECT DISTINCT name FROM staff") == [("O'PIOPPI; DROP TABLE staff --",)]
    assert warehouse.rows("SELECT DISTINCT notes FROM schede") == [(A.reports[0].schede[0].notes,)]
    assert warehouse.rows("SELECT DISTINCT number, year FROM text_references WHERE kind = 'act'") == [
        ("136", 2019)
    ]


def test_loading_twice_changes_nothing(warehouse: Warehouse, converted: Path) -> None:
    """The same folder loaded again replaces each document by itself."""
    load(converted, warehouse.url)
    before = warehouse.content()
    again = load(converted, warehouse.url)
    assert warehouse.content() == before
    assert (again.new, again.replaced, again.removed) == (0, len(before["documents"]), 0)


def test_rows_of_a_reconverted_document_are_replaced(warehouse: Warehouse, tmp_path: Path) -> None:
    """What a new version of the program reads in the same bytes takes the place of the old rows; others stay."""
    load(folder(tmp_path / "out", A, B), warehouse.url)
    better = document("a.pdf", "a", "STRADE E PIAZZE SICURE")
    loaded = load(folder(tmp_path / "out", better, B), warehouse.url)
    assert (loaded.new, loaded.replaced, loaded.removed) == (0, 2, 0)
    found = warehouse.rows("SELECT DISTINCT document_id, objective FROM schede ORDER BY 1")
    assert found == [(A.document_id, "STRADE E PIAZZE SICURE"), (B.document_id, "STRADE SICURE")]


def test_a_new_version_of_an_input_takes_the_place_of_the_old(warehouse: Warehouse, tmp_path: Path) -> None:
    """An input whose bytes changed is another document: the earlier one goes, so that nothing counts twice."""
    load(folder(tmp_path / "out", A, B), warehouse.url)
    corrected = document("a.pdf", "c")
    loaded = load(folder(tmp_path / "out", corrected, B), warehouse.url)
    assert warehouse.ids() == {corrected.document_id, B.document_id}
    assert (loaded.new, loaded.replaced, loaded.removed) == (1, 1, 1)


def test_what_is_gone_from_the_folder_stays_until_pruned(warehouse: Warehouse, tmp_path: Path) -> None:
    """A document whose input is not there any more is kept, and said; `prune` takes it out."""
    load(folder(tmp_path / "out", A, B), warehouse.url)
    kept = load(folder(tmp_path / "out", B), warehouse.url)
    assert (kept.removed, kept.left) == (0, 1)
    assert warehouse.ids() == {A.document_id, B.document_id}
    pruned = load(tmp_path / "out", warehouse.url, prune=True)
    assert (pruned.removed, pruned.left) == (1, 0)
    assert warehouse.ids() == {B.document_id}
    assert warehouse.rows("SELECT count(*) FROM provenance WHERE document_id <> '" + B.document_id + "'") == [
        (0,)
    ]


def test_folders_do_not_disturb_each_other(warehouse: Warehouse, tmp_path: Path) -> None:
    """Inputs of the same name in two folders are two inputs, and a document in two folders stays while one has it."""
    load(folder(tmp_path / "one", A), warehouse.url)
    other = document("a.pdf", "d")
    load(
        folder(tmp_path / "two", other, A.model_copy(update={"source": A.source})), warehouse.url, prune=True
    )
    assert warehouse.ids() == {A.document_id, other.document_id}
    load(folder(tmp_path / "one", B), warehouse.url, prune=True)
    assert warehouse.ids() == {A.document_id, B.document_id, other.document_id}


def test_a_moved_folder_is_known_by_its_name(warehouse: Warehouse, tmp_path: Path) -> None:
    """`known_as` tells the database that a folder elsewhere is the one of before."""
    load(folder(tmp_path / "monday", A), warehouse.url, known_as="valdirovo")
    loaded = load(folder(tmp_path / "tuesday", document("a.pdf", "e")), warehouse.url, known_as="valdirovo")
    assert loaded.removed == 1
    assert warehouse.rows("SELECT folder, file FROM loaded_inputs") == [("valdirovo", "a.pdf")]


def test_a_document_of_an_earlier_run_is_replaced_when_its_input_comes_again(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    """Documents that the last run does not speak of are loaded too, and remain known by their inputs."""
    load(folder(tmp_path / "out", A), warehouse.url)
    only_b = [Result("b.pdf", "converted", B.document_id)]
    assert load(folder(tmp_path / "out", A, B, results=only_b), warehouse.url).rows["documents"] == 2
    corrected = document("a.pdf", "f")
    load(folder(tmp_path / "out", corrected, B), warehouse.url)
    assert warehouse.ids() == {corrected.document_id, B.document_id}


def test_a_failed_new_version_leaves_the_old(warehouse: Warehouse, tmp_path: Path) -> None:
    """An input whose new version fails keeps the document of the earlier one, as the folder does."""
    load(folder(tmp_path / "out", A), warehouse.url)
    failed = [Result("a.pdf", "failed", "9" * 16, code="pdf_damaged", earlier=A.document_id)]
    loaded = load(folder(tmp_path / "out", A, results=failed), warehouse.url)
    assert (loaded.replaced, loaded.removed, loaded.left) == (1, 0, 0)


def test_a_real_run_loads_after_its_inputs_changed(warehouse: Warehouse, tmp_path: Path) -> None:
    """Convert, load, change the PDF, convert, load: the database holds the new version alone."""
    pdf, out = tmp_path / "piano.pdf", tmp_path / "out"
    for content in (pdfs.report(), pdfs.report() + b"\n% signed again\n"):
        pdf.write_bytes(content)
        convert([pdf], out)
        load(out, warehouse.url)
    assert warehouse.ids() == set(extractor.read(out, "documents")["document_id"])


KILLED = """
import os, signal, sys
from extractor import load
from extractor.warehouse import duckdb_target, postgresql_target
for target in (duckdb_target.DuckDB, postgresql_target.PostgreSQL):
    def append(self, table, rows, real=target.append):
        done = real(self, table, rows)
        if table == "indicators":
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    target.append = append
load(sys.argv[1], sys.argv[2])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process so")
def test_a_load_that_is_killed_leaves_the_database_as_it_was(
    warehouse: Warehouse, tmp_path: Path, project_root: Path
) -> None:
    """A process killed between two tables leaves no row, neither in an empty database nor in one that held others."""

    def kill() -> None:
        answer = subprocess.run(
            [sys.executable, "-c", KILLED, str(tmp_path / "out"), warehouse.url],
            cwd=project_root,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert answer.returncode == -signal.SIGKILL, answer.stderr

    folder(tmp_path / "out", A)
    kill()
    load(tmp_path / "out", warehouse.url)
    before = warehouse.content()
    folder(tmp_path / "out", document("a.pdf", "a", "ALTRO"), document("a.pdf", "c"), B)
    kill()
    assert warehouse.content() == before
    load(tmp_path / "out", warehouse.url)
    assert len(warehouse.ids()) == 3


def test_a_refused_row_leaves_the_database_as_it_was(warehouse: Warehouse, tmp_path: Path) -> None:
    """What the database refuses is an error of ours, and nothing of the load stays."""
    load(folder(tmp_path / "out", A), warehouse.url)
    before = warehouse.content()
    folder(tmp_path / "out", B)
    shutil.copy(
        tmp_path / "out" / "parquet" / "schede" / f"{B.document_id}.parquet",
        tmp_path / "out" / "parquet" / "schede" / "twice.parquet",
    )
    with pytest.raises(LoadFailed) as caught:
        load(tmp_path / "out", warehouse.url)
    assert PASSWORD not in str(caught.value)
    assert warehouse.content() == before


def test_a_database_of_another_version_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    """Tables of another schema version are not touched."""
    out = folder(tmp_path / "out", A)
    load(out, warehouse.url)
    warehouse.execute("UPDATE schema_info SET schema_version = '0.9'")
    with pytest.raises(
        WarehouseMismatch, match=rf"schema version 0\.9, and this program's is {SCHEMA_VERSION}"
    ):
        load(out, warehouse.url)


def test_tables_of_others_are_not_taken_for_ours(warehouse: Warehouse, tmp_path: Path) -> None:
    """A database with a table of ours' name that is not ours is refused before anything is written."""
    warehouse.execute("CREATE TABLE reports (title VARCHAR)")
    with pytest.raises(WarehouseMismatch, match="not ours: reports"):
        load(folder(tmp_path / "out", A), warehouse.url)
    assert warehouse.rows("SELECT * FROM reports") == []


def test_tables_of_others_beside_ours_stay(warehouse: Warehouse, tmp_path: Path) -> None:
    """What people keep beside our tables, and views of theirs upon them, outlive every load."""
    out = folder(tmp_path / "out", A)
    load(out, warehouse.url)
    warehouse.execute("CREATE TABLE remarks AS SELECT document_id, 'seen' AS remark FROM documents")
    warehouse.execute("CREATE VIEW mine AS SELECT objective FROM schede")
    load(out, warehouse.url)
    assert warehouse.rows("SELECT remark FROM remarks") == [("seen",)]
    assert warehouse.rows("SELECT count(*) FROM mine") == [(2,)]


def test_the_database_keeps_the_rules_of_the_schema(warehouse: Warehouse, tmp_path: Path) -> None:
    """Keys, foreign keys and checks hold for whoever writes into the tables."""
    load(folder(tmp_path / "out", A), warehouse.url)
    for statement in (
        "INSERT INTO documents SELECT * FROM documents",
        "INSERT INTO reports (report_id, document_id, ordinal) VALUES ('x.0', 'x', 0)",
        "UPDATE reports SET year = 0",
        "UPDATE budget_lines SET section = 'somewhere'",
        "UPDATE schede SET ordinal = -1",
    ):
        with pytest.raises(Exception, match=r"(?i)constraint|duplicate|check|foreign"):
            warehouse.execute(statement)


def test_columns_are_explained_in_the_database(warehouse: Warehouse, tmp_path: Path) -> None:
    """Comments say what tables and columns mean, with the words they are printed under."""
    load(folder(tmp_path / "out", A), warehouse.url)
    if warehouse.url.startswith("duckdb"):
        query = "SELECT comment FROM duckdb_columns() WHERE table_name = 'budget_lines' AND column_name = 'amount'"
    else:
        query = "SELECT col_description('budget_lines'::regclass, 9)"
    assert warehouse.rows(query) == [("Amount in euro. Unit: euro. Printed under «Importo».",)]


def test_an_empty_folder_loads(warehouse: Warehouse, tmp_path: Path) -> None:
    """A run of which nothing stands makes the tables and no rows."""
    write_parquet([], tmp_path / "out" / "parquet", "none")
    (tmp_path / "out" / "results.jsonl").write_bytes(b"")
    assert sum(load(tmp_path / "out", warehouse.url).rows.values()) == 0
    assert warehouse.rows("SELECT * FROM indicator_details") == []


def test_the_command_reports_the_counts(
    warehouse: Warehouse, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """`schede load` prints a row for each table, says what became of the documents, and no password."""
    out = folder(tmp_path / "out", A, B)
    assert cli.main(["load", str(out), "--to", warehouse.url]) == 0
    said = capfd.readouterr()
    assert [line.split() for line in said.out.splitlines()][:4] == [
        ["table", "rows"],
        ["documents", "2"],
        ["reports", "2"],
        ["schede", "4"],
    ]
    assert said.err == "2 documents new, 0 replaced, 0 removed\n"
    folder(tmp_path / "out", B)
    assert (
        cli.main(["load", str(out), "--to", warehouse.url, "--prune", "--known-as", str(out.resolve())]) == 0
    )
    assert capfd.readouterr().err == "0 documents new, 1 replaced, 1 removed\n"


def test_without_a_url_a_file_is_made_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """DuckDB is the default: `schede.duckdb` in the folder one stands in."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(["load", str(folder(tmp_path / "out", A))]) == 0
    capfd.readouterr()
    assert in_duckdb(tmp_path / "schede.duckdb").ids() == {A.document_id}
