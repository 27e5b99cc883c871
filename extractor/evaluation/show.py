"""An evaluation as Markdown for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from extractor.evaluation.outcomes import Status
from extractor.evaluation.run import Evaluation
from extractor.evaluation.tallies import Tally
from extractor.records import Leaf

ROWS = (Status.RIGHT, Status.MISSING, Status.INVENTED)
"""What a row may be: with a partner, lost, or one too many."""
LONGEST = 80
"""Characters of a value that a table of differences shows."""
CONTEXT = 30
"""Characters shown before the first that differs."""


def to_json(evaluation: Evaluation) -> str:
    """Everything, differences included; shares are rounded to six places."""
    schede = evaluation.schede
    content = {
        "total": _tally(evaluation.total),
        "schede": asdict(schede),
        "tables": {
            name: {**_tally(one), "rows": _rows(evaluation.rows[name])}
            for name, one in evaluation.tables.items()
        },
        "fields": {
            table: {name: _tally(one) for name, one in fields.items()}
            for table, fields in evaluation.fields.items()
        },
        "files": [
            {"file": file.file, "pages": file.pages, "error": file.error, **_tally(file.total)}
            for file in evaluation.files
        ],
        "differences": [
            {
                "file": file,
                "path": one.path,
                "table": one.table,
                "field": one.field,
                "status": one.status,
                "printed": _plain(one.truth),
                "read": _plain(one.read),
                "said": one.said,
                "findings": list(one.codes),
            }
            for file, one in evaluation.differences
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _tally(one: Tally) -> dict[str, Any]:
    shares = {name: round(getattr(one, name), 6) for name in ("precision", "recall", "f1")}
    return {"fields": one.fields, **asdict(one), **shares}


def _rows(counts: dict[Status, int]) -> dict[str, int]:
    return dict(zip(("matched", "missing", "invented"), (counts[status] for status in ROWS), strict=True))


def _plain(value: Leaf | None) -> str | int | None:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def to_markdown(evaluation: Evaluation, differences: int = 20) -> str:
    """A summary, the tables, their fields, the files, and the first differences, the silent ones before others."""
    parts = [
        _summary(evaluation),
        "## By table\n\n" + table_of_tables(evaluation),
        "## By field\n\n" + table_of_fields(evaluation),
        "## By file\n\n" + table_of_files(evaluation),
    ]
    if differences and any(
        file.error is None and file.total.right < file.total.fields for file in evaluation.files
    ):
        parts.append(_differences(evaluation, differences))
    return "\n\n".join(parts) + "\n"


def _summary(evaluation: Evaluation) -> str:
    total, schede = evaluation.total, evaluation.schede
    bad = total.fields - total.right
    return "\n".join(
        [
            f"Fields: {total.fields}, of which {total.right} right ({percent(total.accuracy)}).",
            f"Not right: {bad}: {total.flagged} flagged, {total.noted} noted, {total.silent} in silence.",
            f"Schede: {schede.printed}, of which {schede.right} wholly right; "
            f"{schede.missing} lost, {schede.invented} invented.",
            f"Findings on schede that are wholly right: {schede.false_warnings} warnings, {schede.false_notes} notes.",
        ]
    )


def table_of_tables(evaluation: Evaluation) -> str:
    """One row a table, and one for all."""
    rows = []
    for name, one in evaluation.tables.items():
        counts = evaluation.rows[name]
        rows.append([name, *(counts[status] for status in ROWS), *_cells(one)])
    sums = [sum(counts[status] for counts in evaluation.rows.values()) for status in ROWS]
    rows.append(["**all**", *sums, *_cells(evaluation.total)])
    return markdown_table(["table", "rows", "lost", "invented", *HEAD], rows)


def table_of_fields(evaluation: Evaluation) -> str:
    """One row a field that occurs."""
    rows = [
        [table, name, *_cells(one)]
        for table, fields in evaluation.fields.items()
        for name, one in fields.items()
    ]
    return markdown_table(["table", "field", *HEAD], rows, left=2)


def table_of_files(evaluation: Evaluation) -> str:
    """One row a file."""
    rows = [
        [file.file, file.pages if file.pages is not None else f"failed: {file.error}", *_cells(file.total)]
        for file in evaluation.files
    ]
    return markdown_table(["file", "pages", *HEAD], rows)


HEAD = ["fields", "precision", "recall", "F1", "wrong", "missing", "invented", "flagged", "noted", "silent"]


def _cells(one: Tally) -> list[object]:
    shares = [percent(share) for share in (one.precision, one.recall, one.f1)]
    return [
        one.fields,
        *shares,
        one.wrong,
        one.missing,
        one.invented,
        one.flagged,
        one.noted,
        one.silent,
    ]


def _differences(evaluation: Evaluation, most: int) -> str:
    failed = {file.file for file in evaluation.files if file.error is not None}
    found = [(file, one) for file, one in evaluation.differences if file not in failed]
    rows = [
        [one.said, one.status, file, one.path, one.field, *_beside(one.truth, one.read), ", ".join(one.codes)]
        for file, one in found[:most]
    ]
    head = ["said", "is", "file", "path", "field", "printed", "read", "findings"]
    rest = f"\n\n{len(found) - most} more: see the JSON." if len(found) > most else ""
    return f"## What is not right\n\n{markdown_table(head, rows, left=len(head))}{rest}"


def _beside(truth: Leaf | None, read: Leaf | None) -> tuple[str, str]:
    """Two values in cells of a table: on one line each, from a little before where they part."""
    one, other = ("" if value is None else " ".join(str(_plain(value)).split()) for value in (truth, read))
    common = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    start = max(0, common - CONTEXT) if max(len(one), len(other)) > LONGEST and one and other else 0
    return _shown(one, start), _shown(other, start)


def _shown(text: str, start: int) -> str:
    head, tail = "…" if start else "", "…" if len(text) > start + LONGEST else ""
    return f"{head}{text[start : start + LONGEST]}{tail}".replace("|", "\\|") or "-"


def percent(share: float) -> str:
    """A share as per cent; 100 only where nothing is missing from it."""
    return "100 %" if share == 1 else f"{min(share * 100, 99.99):.2f} %"


def markdown_table(head: list[str], rows: Iterable[list[Any]], left: int = 1) -> str:
    """A table whose first columns are text and whose others are figures."""
    lines = [head, ["---"] * left + ["--:"] * (len(head) - left), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)
