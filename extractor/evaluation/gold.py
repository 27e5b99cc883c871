"""Where the truth stands: PDFs with `NAME.gold.json` beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from extractor.errors import UsageError
from extractor.records import Report

GOLD = ".gold.json"
_reports: TypeAdapter[tuple[Report, ...]] = TypeAdapter(tuple[Report, ...])


@dataclass(frozen=True, slots=True)
class Case:
    """A PDF and what is printed in it."""

    name: str
    """The PDF's path below the folder."""
    pdf: Path
    truth: tuple[Report, ...]


def cases(folder: Path) -> Sequence[Case]:
    """Every PDF below a folder that has its truth beside it, by name.

    Raises:
        UsageError: the folder holds none, a gold file is none, or its PDF is missing.
    """
    found = [_case(folder, gold) for gold in sorted(folder.rglob(f"*{GOLD}"))]
    if not found:
        raise UsageError(f"{folder} holds no truth: give a folder with NAME.pdf and NAME{GOLD} in it")
    return found


def _case(folder: Path, gold: Path) -> Case:
    pdf = gold.with_name(f"{gold.name.removesuffix(GOLD)}.pdf")
    if not pdf.is_file():
        raise UsageError(f"{gold} says what is printed in {pdf.name}, but there is no such file beside it")
    return Case(str(pdf.relative_to(folder)), pdf, read_gold(gold))


def read_gold(path: Path) -> tuple[Report, ...]:
    """The reports of a gold file: `{"reports": […]}` or, of one report, `{"report": {…}, "schede": […]}`.

    Raises:
        UsageError: it is no such file; the message says where.
    """
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UsageError(f"the truth in {path} cannot be read: {error}") from error
    try:
        return reports_of(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = "/".join(str(part) for part in first["loc"])
        raise UsageError(f"the truth in {path} is wrong at {where or 'top'}: {first['msg']}") from error


def reports_of(content: Any) -> tuple[Report, ...]:
    """The reports in a gold file's JSON; raises `pydantic.ValidationError`."""
    return _reports.validate_json(json.dumps(_listed(content)))


def _listed(content: Any) -> Any:
    if not isinstance(content, dict):
        return None
    if "report" in content and "schede" in content and isinstance(content["report"], dict):
        return [{**content["report"], "schede": content["schede"]}]
    return content.get("reports")
