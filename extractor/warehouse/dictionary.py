"""The data dictionary: every table and column for people."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.records import DECIMAL_DIGITS, DECIMAL_PLACES, SCHEMA_VERSION
from extractor.write.columns import TABLES, Column, Kind, Table

_KINDS: dict[Kind, tuple[str, str]] = {
    "text": (
        "text",
        "Unicode NFC. Lines of a paragraph are joined with one space, paragraphs with a line end; printed markup"
        " is removed.",
    ),
    "year": ("year", "Four printed digits, 1900 to 2199; anything else is null with a diagnostic."),
    "month": ("month", "1 to 12."),
    "count": ("whole number", "0 or more."),
    "decimal": (
        f"decimal({DECIMAL_DIGITS}, {DECIMAL_PLACES})",
        "Exact, never a float. Read the Italian way: a comma before the decimals, dots between thousands. What"
        " can be read as more than one number is null with a diagnostic.",
    ),
    "date": (
        "date",
        "Day first, or with the month's name. A partial or impossible date is null with a diagnostic.",
    ),
    "coordinate": ("coordinate", "Points (1/72 inch) from the top left corner of the page, two decimals."),
}


def dictionary() -> str:
    """The dictionary in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield f"The flat tables of schema version {SCHEMA_VERSION}: the same in Parquet, DuckDB, PostgreSQL, data frames."
    yield "Made from the records; not to be edited."
    yield ""
    yield "Nothing printed is null. What is printed but cannot be read for certain is null too, and then a row of"
    yield "`diagnostics` says so, with the printed text and its place. `Printed under` gives the Italian words of the"
    yield "template that comes with the program. **Bold** columns are the key; no column marked *never* is ever null."
    yield ""
    yield "## Types"
    yield ""
    yield from _row("type", "how it is read")
    yield from _row("---", "---")
    for name, rule in _KINDS.values():
        yield from _row(name, rule)
    for table in TABLES:
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield f"## {table.name}"
    yield ""
    joined = f" Each belongs to a row of `{table.parent}`." if table.parent else ""
    yield f"{table.description}{joined}"
    yield ""
    yield from _row("column", "type", "unit", "null", "printed under", "meaning and rule", "example")
    yield from _row(*["---"] * 7)
    for column in table.columns:
        yield from _column(column, is_key=column.name in table.key)


def _column(column: Column, *, is_key: bool) -> Iterator[str]:
    meaning = " ".join(part for part in (column.description, column.rule) if part)
    if column.values:
        meaning += " One of " + ", ".join(f"`{value}`" for value in column.values) + "."
    return _row(
        f"**{column.name}**" if is_key else column.name,
        _KINDS[column.kind][0],
        column.unit,
        "" if column.nullable else "never",
        column.label,
        meaning,
        column.example and f"`{column.example}`",
    )


def _row(*cells: str) -> Iterator[str]:
    yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
