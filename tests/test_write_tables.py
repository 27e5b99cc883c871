"""Flat tables: every value of the records is in them, typed as declared, with ids that join."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import get_args

import pyarrow as pa
import pytest
from hypothesis import given, settings

from extractor.records import (
    Budget,
    BudgetLine,
    Document,
    Phase,
    Record,
    Report,
    Scheda,
    Source,
    Step,
    leaves,
)
from extractor.write.columns import TABLES, Table
from extractor.write.frames import to_frames
from extractor.write.rows import rows
from extractor.write.tables import arrow_schemas, to_tables
from tests.strategies import documents

NAMES = [
    "documents",
    "reports",
    "schede",
    "phases",
    "phase_steps",
    "indicators",
    "staff",
    "budget_lines",
    "monitoring",
    "text_references",
    "diagnostics",
    "provenance",
]
SCHEDA = Scheda(
    objective_code="0703",
    planned_start=date(2019, 1, 1),
    phases=(Phase(description="FASE 1: Rilievo", steps=(Step(number=1, text="Rilievo"),)),),
    budget=Budget(actual_revenue=(BudgetLine(chapter="1", amount=Decimal("-5.00")),)),
)
DOCUMENT = Document(
    source=Source(file="valdirovo-2019.pdf", sha256="0f" * 32, pages=51),
    reports=(Report(year=2019, schede=(SCHEDA, SCHEDA)),),
)


def test_the_tables_are_those_of_the_contract() -> None:
    """The tables and the types of their columns are as promised."""
    schemas = arrow_schemas()
    assert list(schemas) == NAMES
    assert schemas["budget_lines"].field("amount").type == pa.decimal128(20, 4)
    assert schemas["phases"].field("planned_start").type == pa.date32()
    assert schemas["indicators"].field("year").type == pa.int16()
    assert schemas["provenance"].field("page").type == pa.int32()
    assert schemas["provenance"].field("x0").type == pa.float64()
    assert schemas["schede"].field("strategic_line_code").type == pa.string()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_and_column_says_what_it_is(table: Table) -> None:
    """Tables and columns carry a sentence, column names do not repeat, and a key is never null."""
    schema = arrow_schemas()[table.name]
    assert schema.metadata[b"description"].endswith(b".")
    assert all(field.metadata[b"description"].endswith(b".") for field in schema)
    assert len(set(schema.names)) == len(schema.names)
    assert not any(schema.field(name).nullable for name in table.key)


@pytest.mark.parametrize(
    ("table", "record"),
    [(table, record) for table, record in zip(TABLES, [Source, Report, Scheda, Phase, Step], strict=False)],
    ids=lambda item: getattr(item, "name", ""),
)
def test_no_member_of_a_record_is_left_out(table: Table, record: type[Record]) -> None:
    """Every member of a record that is not a list has its column or columns."""
    held = {member.partition(".")[0] for member in table.members}
    own_tables = {"schede", "phases", "steps", "indicators", "staff", "monitoring", "budget"}
    assert set(record.model_fields) - own_tables <= held


@given(documents())
def test_every_leaf_is_in_a_table(document: Document) -> None:
    """As many values stand in the tables of the reports as the document has leaves."""
    found = rows(document)
    count = 0
    for table in TABLES[1:9]:
        held = [position for position, column in enumerate(table.columns) if column.member]
        count += sum(row[position] is not None for row in found[table.name] for position in held)
    assert count == sum(1 for _ in leaves(document))


@given(documents())
def test_tables_have_the_declared_schema_and_unique_keys(document: Document) -> None:
    """Whatever a document holds, its tables are valid, typed as declared, and no key repeats."""
    found = to_tables(document)
    for table in TABLES:
        arrow = found[table.name]
        arrow.validate(full=True)
        assert arrow.schema.equals(arrow_schemas()[table.name], check_metadata=True)
        assert (
            arrow.select(list(table.key)).group_by(list(table.key)).aggregate([]).num_rows == arrow.num_rows
        )
        for field in arrow.schema:
            assert field.nullable or arrow[field.name].null_count == 0


def test_children_join_their_parents_by_id() -> None:
    """A child row has the ids of all its parents, its own, and its place in its list."""
    found = {name: table.to_pylist() for name, table in to_tables(DOCUMENT).items()}
    scheda = found["schede"][1]
    assert scheda["scheda_id"] == "0f0f0f0f0f0f0f0f.0.0703~2"
    assert scheda["ordinal"] == 1
    phase, step, line = found["phases"][1], found["phase_steps"][1], found["budget_lines"][1]
    assert phase["phase_id"] == "0f0f0f0f0f0f0f0f.0.0703~2.0"
    assert step["step_id"] == "0f0f0f0f0f0f0f0f.0.0703~2.0.0"
    assert step["phase_id"] == phase["phase_id"]
    assert line["budget_line_id"] == "0f0f0f0f0f0f0f0f.0.0703~2.actual_revenue.0"
    assert (line["section"], line["amount"]) == ("actual_revenue", Decimal("-5.0000"))
    for child in (phase, step, line):
        assert child["scheda_id"] == scheda["scheda_id"]
        assert child["report_id"] == scheda["report_id"] == found["reports"][0]["report_id"]
        assert child["document_id"] == DOCUMENT.document_id


def test_several_documents_share_the_tables() -> None:
    """The rows of several documents follow one another in the order given."""
    other = DOCUMENT.model_copy(update={"source": Source(file="b.pdf", sha256="a0" * 32, pages=1)})
    found = to_tables(iter([other, DOCUMENT]))
    assert found["documents"]["document_id"].to_pylist() == ["a0" * 8, "0f" * 8]
    assert found["schede"].num_rows == 4


@settings(max_examples=25)
@given(documents())
def test_frames_keep_decimals_dates_and_nulls(document: Document) -> None:
    """Frames hold what the tables hold, on Arrow types, decimals exact."""
    tables, frames = to_tables(document), to_frames(document)
    assert list(frames) == NAMES
    for name, frame in frames.items():
        assert (
            pa.Table.from_pandas(frame, preserve_index=False).cast(tables[name].schema).equals(tables[name])
        )


def test_frames_have_arrow_types() -> None:
    """A frame of an empty table has its types too."""
    dtypes = to_frames(DOCUMENT)["indicators"].dtypes
    assert str(dtypes["target"]) == "decimal128(20, 4)[pyarrow]"
    assert str(dtypes["year"]) == "int16[pyarrow]"


def test_reading_the_writers_does_not_load_arrow() -> None:
    """The Arrow and pandas libraries are loaded only when a table is asked for."""
    modules = "json tables frames parquet".split()
    code = "; ".join(f"import extractor.write.{name}" for name in modules)
    check = f"{code}; import sys; sys.exit(bool({{'pyarrow', 'pandas'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_kinds_are_all_used() -> None:
    """No kind of column is declared that no table has."""
    from extractor.write.columns import Kind

    assert {column.kind for table in TABLES for column in table.columns} == set(get_args(Kind))
