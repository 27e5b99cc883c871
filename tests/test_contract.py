"""The contract of the tables as files: they are current, they agree, and what is written obeys them."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from frictionless import Package, system

from extractor.warehouse import contract
from extractor.warehouse.datapackage import datapackage
from extractor.warehouse.ddl import DIALECTS, script
from extractor.write import json_schema
from extractor.write.columns import TABLES
from extractor.write.tables import arrow_schemas
from tests.compatibility import document_breaks, table_breaks
from tests.postgresql import Server

RELEASED = Path(__file__).parent / "data" / "released"


@pytest.mark.parametrize("name", sorted(contract.published()))
def test_the_committed_files_are_current(name: str, project_root: Path) -> None:
    """A change of the tables without `make schemas` fails here."""
    assert (project_root / "schemas" / name).read_bytes() == contract.published()[name]


def test_the_files_are_written_where_asked(tmp_path: Path) -> None:
    """Generating writes exactly the published files."""
    contract.main(tmp_path)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == set(contract.published())


def test_no_other_file_is_published(project_root: Path, tmp_path: Path) -> None:
    """Every file in `schemas/` has a maker among those of the Makefile."""
    makers = re.search(r"^schema_makers := (.*)$", (project_root / "Makefile").read_text(), re.MULTILINE)
    assert makers is not None
    for name in makers[1].split():
        import_module(name).main(tmp_path)
    there, made = (
        {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
        for folder in (project_root / "schemas", tmp_path)
    )
    assert there == made


@pytest.mark.parametrize("name", [table.name for table in TABLES])
def test_arrow_schemas_are_read_back(name: str, project_root: Path) -> None:
    """Arrow reads each schema from its file, descriptions and all."""
    with pa.ipc.open_stream(project_root / "schemas" / "arrow" / f"{name}.arrows") as stream:
        assert stream.schema.equals(arrow_schemas()[name], check_metadata=True)


def test_duckdb_takes_its_script() -> None:
    """The script makes in DuckDB the columns, types and nulls of the Arrow schema."""
    with duckdb.connect() as connection:
        connection.execute(script("duckdb"))
        for name, schema in arrow_schemas().items():
            arrow = connection.table(name).to_arrow_table().schema
            assert [(field.name, field.type) for field in arrow] == [
                (field.name, field.type) for field in schema
            ]
            nulls = connection.execute(
                "SELECT column_name, is_nullable FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
                [name],
            ).fetchall()
            assert nulls == [(field.name, field.nullable) for field in schema]


def test_postgresql_takes_its_script(postgresql: Server) -> None:
    """The script makes in PostgreSQL the same columns in the same order, exact decimals among them."""
    url = postgresql.new_database()
    for statement in script("postgresql").split(";\n"):
        if statement.strip():
            postgresql.execute(url, statement)
    rows = postgresql.rows(
        url,
        "SELECT table_name::text, column_name::text, data_type::text, numeric_precision::int, numeric_scale::int"
        " FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position",
    )
    for name, schema in arrow_schemas().items():
        assert [row[1] for row in rows if row[0] == name] == schema.names
    assert ("budget_lines", "amount", "numeric", 20, 4) in rows


def test_both_scripts_have_the_same_keys_and_checks() -> None:
    """The dialects differ in the names of types, the cascade and indexes alone."""
    plain = []
    for dialect in DIALECTS:
        text = script(dialect).partition("\n\n")[2]
        for name in (
            "DOUBLE PRECISION",
            "VARCHAR",
            "TEXT",
            "DOUBLE",
            "TINYINT",
            "SMALLINT",
            " ON DELETE CASCADE",
        ):
            text = text.replace(name, "" if "CASCADE" in name else "#")
        plain.append([block for block in text.split("\n\n") if not block.startswith("CREATE INDEX")])
    assert plain[0] == plain[1]
    assert "FOREIGN KEY (scheda_id) REFERENCES schede (scheda_id)" in script("duckdb")


def test_the_samples_obey_the_data_package(converted: Path, tmp_path: Path) -> None:
    """The samples' tables as CSV files are a valid package: types, constraints, keys and foreign keys hold."""
    with duckdb.connect() as connection:
        for table in TABLES:
            parquet = converted / "parquet" / table.name / "*.parquet"
            connection.execute(f"COPY (FROM '{parquet}') TO '{tmp_path}/{table.name}.csv' (HEADER)")
    descriptor = tmp_path / "datapackage.json"
    descriptor.write_text(json.dumps(datapackage()), encoding="utf-8")
    report = Package(str(descriptor)).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])[:5]
    assert len(report.tasks) == len(TABLES)


def test_a_wrong_package_is_told(converted: Path, tmp_path: Path) -> None:
    """The description is strict enough to find a foreign key that leads nowhere and a month that is none."""
    with duckdb.connect() as connection:
        for name in ("schede", "phases", "phase_steps"):
            source = f"'{converted}/parquet/{name}/*.parquet'"
            columns = "* REPLACE (13 AS first_month)" if name == "phase_steps" else "*"
            where = "WHERE false" if name == "schede" else ""
            connection.execute(
                f"COPY (SELECT {columns} FROM {source} {where}) TO '{tmp_path}/{name}.csv' (HEADER)"
            )
    wanted: dict[str, Any] = datapackage()
    names = ("schede", "phases", "phase_steps")
    wanted["resources"] = [resource for resource in wanted["resources"] if resource["name"] in names]
    del wanted["resources"][0]["schema"]["foreignKeys"]
    (tmp_path / "datapackage.json").write_text(json.dumps(wanted), encoding="utf-8")
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert {kind for (kind,) in report.flatten(["type"])} == {"foreign-key", "constraint-error"}


def test_the_dictionary_names_every_column(project_root: Path) -> None:
    """Every column of every table has its row, with its meaning, its unit and the words it is printed under."""
    text = (project_root / "schemas" / "dictionary.md").read_text(encoding="utf-8")
    for table in TABLES:
        part = text.partition(f"\n## {table.name}\n")[2].partition("\n## ")[0]
        rows = [line.split(" | ") for line in part.splitlines() if line.startswith("| ")][2:]
        assert [row[0].strip("|* ") for row in rows] == [column.name for column in table.columns]
        for row, column in zip(rows, table.columns, strict=True):
            assert column.description in row[5]
            assert (row[2].strip(), row[4].strip()) == (column.unit, column.label)


def released(name: str) -> list[tuple[str, Any]]:
    """What was released, by version."""
    return [(folder.name, json.loads((folder / name).read_bytes())) for folder in sorted(RELEASED.iterdir())]


@pytest.mark.parametrize(("version", "tables"), released("tables.json"))
def test_a_change_of_the_tables_that_breaks_needs_a_version(version: str, tables: Any) -> None:
    """Within a version tables and nullable columns may be added; all else needs a new `schema_version`."""
    now = json_schema.tables_schema()
    if now["schema_version"] == version:
        assert table_breaks(tables, now) == []


@pytest.mark.parametrize(("version", "schema"), released("document.schema.json"))
def test_a_change_of_the_document_that_breaks_needs_a_version(version: str, schema: Any) -> None:
    """Within a version members that may be null may be added to a record; all else needs a new `schema_version`."""
    now = json_schema.document_schema()
    if now["properties"]["schema_version"]["const"] == version:
        assert document_breaks(schema, now) == []


def test_the_version_of_today_is_kept() -> None:
    """The version that the program writes has its released files, so that changes are measured against them."""
    versions = [version for version, _ in released("tables.json")]
    assert json_schema.tables_schema()["schema_version"] == versions[-1]


@pytest.mark.parametrize(
    ("change", "breaks"),
    [
        (lambda table: table["columns"].append({"name": "new", "type": "string", "nullable": True}), []),
        (lambda table: table["columns"].append({"name": "new", "type": "string", "nullable": False}),
         ["staff.new may not be null"]),
        (lambda table: table["columns"].pop(0), ["staff.staff_id is gone"]),
        (lambda table: table["columns"][-1].update(name="full_name"), ["staff.name is gone"]),
        (lambda table: table["columns"][-1].update(type="int32"), ["staff.name is of another type"]),
        (lambda table: table["columns"][0].update(nullable=True), ["staff.staff_id may be null now"]),
        (lambda table: table.update(key=["name"]), ["staff has another key"]),
        (lambda table: table["columns"][-1].update(description="Other words."), []),
    ],
)  # fmt: skip
def test_what_breaks_is_told(change: Any, breaks: list[str]) -> None:
    """A removed, renamed or retyped column, a new one that is never null, and another key break."""
    old, new = json_schema.tables_schema(), json.loads(json.dumps(json_schema.tables_schema()))
    change(new["tables"]["staff"])
    assert table_breaks(json.loads(json.dumps(old)), new) == breaks


@pytest.mark.parametrize(
    ("change", "breaks"),
    [
        (
            lambda step: step["properties"].update(months={"anyOf": [{"type": "string"}, {"type": "null"}]}),
            [],
        ),
        (lambda step: step["properties"].pop("text"), ["Step.text is gone"]),
        (lambda step: step["properties"]["number"].update(type="string"), ["Step.number is of another type"]),
        (lambda step: step["properties"]["number"].update(description="Other words."), []),
    ],
)
def test_what_breaks_a_document_is_told(change: Any, breaks: list[str]) -> None:
    """A removed or retyped member breaks; a new one does not, nor do other words about one."""
    old, new = (json.loads(json.dumps(json_schema.document_schema())) for _ in range(2))
    change(new["$defs"]["Step"])
    assert document_breaks(old, new) == breaks


system.trusted = True
"""The library refuses absolute paths otherwise, and those of a test's folder are absolute."""
