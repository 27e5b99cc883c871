"""An explanation as text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from extractor.errors import printable
from extractor.explanation.printed import pages_of
from extractor.explanation.reading import Explanation
from extractor.records import Diagnostic, Document, Record, Report, Scheda, Severity

WIDEST = 72
"""Characters of a value in a list of values."""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def show(explanation: Explanation) -> str:
    """Everything about it, ended by a line break."""
    if explanation.path == "":
        lines = _document(explanation.document)
    elif isinstance(explanation.value, Record) or (
        isinstance(explanation.value, tuple) and explanation.value
    ):
        lines = _inside(explanation)
    else:
        lines = _value(explanation)
    return "".join(f"{printable(line)}\n" for line in lines)


# The whole document


def _document(document: Document) -> Iterator[str]:
    source = document.source
    made = f", made by {source.producer}" if source.producer else ""
    yield f"{source.file}: {source.pages} pages{made}, read by the template {source.template}"
    for number, report in enumerate(document.reports):
        yield from _report(document, number, report)
    yield ""
    yield from _findings(document.diagnostics)


def _report(document: Document, number: int, report: Report) -> Iterator[str]:
    path = f"/reports/{number}"
    name = " · ".join(str(part) for part in (report.entity, report.title, report.kind, report.year) if part)
    yield ""
    yield f"{path}  {name or '(no cover)'}  {_pages_below(document, path)}"
    if report.area or report.manager:
        yield f"  {' · '.join(part for part in (report.area, report.manager) if part)}"
    for ordinal, scheda in enumerate(report.schede):
        at = f"{path}/schede/{ordinal}"
        yield f"  {at}  {scheda.objective_code or '(no code)'}  {_short(scheda.objective)}"
        facts = [_pages_below(document, at), *_counts(scheda), *_severities(document, at)]
        yield f"    {', '.join(fact for fact in facts if fact)}"


def _pages_below(document: Document, path: str) -> str:
    return pages_of(
        place for at, places in document.provenance.items() if at.startswith(f"{path}/") for place in places
    )


def _counts(scheda: Scheda) -> Iterator[str]:
    budget = sum(len(lines) for _, lines in scheda.budget)
    yield _count(len(scheda.phases), "phase", "phases")
    yield _count(len(scheda.indicators), "indicator", "indicators")
    yield _count(len(scheda.staff), "person", "people")
    yield _count(budget, "budget line", "budget lines")
    yield _count(len(scheda.monitoring), "monitoring entry", "monitoring entries")


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _severities(document: Document, path: str) -> Iterator[str]:
    counts = Counter(
        found.severity
        for found in document.diagnostics
        if found.path is not None and (found.path == path or found.path.startswith(f"{path}/"))
    )
    yield from (f"{counts[severity]} {severity}" for severity in SEVERITIES if counts[severity])


# A record, a row or a list


def _inside(explanation: Explanation) -> Iterator[str]:
    document = explanation.document
    yield f"{explanation.path}  {_pages_below(document, explanation.path)}"
    yield f"{'rule':<10}{explanation.rule}"
    rows = list(_members(explanation.path, explanation.value))
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        yield f"  {name:<{width}}  {value}"
    yield from _findings(explanation.findings)


def _members(path: str, value: object, prefix: str = "") -> Iterator[tuple[str, str]]:
    """What is inside, one line each; lists and rows of rows by what they count."""
    named: Iterable[tuple[str, object]] = (
        value if isinstance(value, Record) else _numbered(value) if isinstance(value, tuple) else ()
    )
    for name, member in named:
        if isinstance(member, tuple):
            yield f"{prefix}{name}", _count(len(member), "row", "rows")
        elif isinstance(member, Record) and isinstance(value, tuple):
            yield f"{prefix}{name}", _short(" | ".join(_texts(member)))
        elif isinstance(member, Record):
            yield from _members(path, member, f"{prefix}{name}/")
        else:
            yield f"{prefix}{name}", _short(_text(member))


def _numbered(rows: tuple[object, ...]) -> Iterator[tuple[str, object]]:
    """Rows by their ordinals, as pointers name them."""
    return ((str(ordinal), row) for ordinal, row in enumerate(rows))


def _texts(record: Record) -> Iterator[str]:
    for _, member in record:
        if not isinstance(member, Record | tuple):
            yield _text(member)


# One value


def _value(explanation: Explanation) -> Iterator[str]:
    yield explanation.path
    for number, line in enumerate(_text(explanation.value).split("\n")):
        yield f"{'value' if not number else '':<10}{line}"
    for printed in explanation.printed:
        for number, line in enumerate(printed.text.split("\n")):
            yield f"{'printed' if not number else '':<10}{line}"
        box = " ".join(f"{edge:.1f}" for edge in printed.bbox)
        yield f"{'where':<10}page {printed.page}, box {box}"
    yield f"{'rule':<10}{explanation.rule}"
    if explanation.missing:
        yield f"{'missing':<10}{explanation.missing}"
    yield from _findings(explanation.findings)


def _findings(found: tuple[Diagnostic, ...]) -> Iterator[str]:
    if not found:
        yield f"{'findings':<10}none"
        return
    yield f"{'findings':<10}{len(found)}"
    for one in sorted(found, key=lambda one: SEVERITIES.index(one.severity)):
        where = f" (page {one.page})" if one.page is not None else ""
        yield f"  {one.severity} {one.code} {one.path or ''}{where}"
        yield f"    {' '.join(one.message.split())}"


def _text(value: object) -> str:
    if value is None or value == ():
        return "null" if value is None else "[]"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _short(text: str | None) -> str:
    flat = " ".join((text or "").split())
    return flat if len(flat) <= WIDEST else f"{flat[: WIDEST - 1]}…"
