"""Databases to load into and folders to load, for tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from extractor.batch.results import Result, to_jsonl
from extractor.records import (
    Budget,
    BudgetLine,
    Document,
    Indicator,
    Report,
    Scheda,
    Source,
    StaffMember,
)
from extractor.write.columns import TABLES
from extractor.write.parquet import write_parquet

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A database to load into, and to look into."""

    url: str
    rows: Callable[[str], Rows]
    execute: Callable[[str], None]

    def ids(self) -> set[str]:
        """The documents in it."""
        return {document for (document,) in self.rows("SELECT document_id FROM documents")}

    def content(self) -> dict[str, Rows]:
        """All rows of all tables."""
        return {table.name: sorted(self.rows(f"SELECT * FROM {table.name}"), key=repr) for table in TABLES}


def in_duckdb(file: Path) -> Warehouse:
    """A DuckDB file."""

    def rows(query: str) -> Rows:
        with duckdb.connect(str(file)) as connection:
            return connection.execute(query).fetchall()

    def execute(statement: str) -> None:
        with duckdb.connect(str(file)) as connection:
            connection.execute(statement)

    return Warehouse(f"duckdb:///{file}", rows, execute)


def folder(place: Path, *documents: Document, results: list[Result] | None = None) -> Path:
    """A converted folder that holds some documents."""
    shutil.rmtree(place, ignore_errors=True)
    for document in documents:
        write_parquet(document, place / "parquet", document.document_id)
    rows = [Result(document.source.file, "converted", document.document_id) for document in documents]
    (place / "results.jsonl").write_bytes(to_jsonl(rows if results is None else results))
    return place


def document(file: str, digest: str, objective: str = "STRADE SICURE") -> Document:
    """A document with a row in most tables."""
    scheda = Scheda(
        objective_code="0703",
        objective=objective,
        indicators=(
            Indicator(name="Buche", target=Decimal("9999999999999999.9999"), achieved_pct=Decimal("0.0001")),
        ),
        staff=(StaffMember(name="O'PIOPPI; DROP TABLE staff --"),),
        budget=Budget(planned_revenue=(BudgetLine(amount=Decimal("-0.10")),)),
        notes="Con DT 136 del 11.03.2019.\n€ 1.500,00 «così» \N{BICYCLE}",
    )
    return Document(
        source=Source(file=file, sha256=digest * 64, pages=1), reports=(Report(schede=(scheda, scheda)),)
    )


A, B = document("a.pdf", "a"), document("b.pdf", "b")
