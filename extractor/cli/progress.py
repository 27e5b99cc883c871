"""How a run is followed: a bar on a terminal, plain lines elsewhere, JSON lines for programs."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from extractor.errors import printable

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.batch.results import Result, Step, Summary, Watcher


@contextmanager
def watched(quiet: bool, log_format: str) -> Iterator[Watcher | None]:
    """Failures on standard error as they happen and, on a terminal, how far the run is."""
    if quiet:
        yield None
    elif log_format == "json":
        yield _json_step
    elif sys.stderr.isatty():
        with _bar() as watch:
            yield watch
    else:
        yield lambda step: _say(step, lambda line: click.echo(line, err=True))


def summed_up(summary: Summary, log_format: str, seconds: float) -> None:
    """The last words of a run: a table on a terminal, else a line."""
    if log_format == "json":
        counts = {status: summary.count(status) for status in ("converted", "duplicate", "failed")}
        _json_line(
            event="end",
            **counts,
            unchanged=summary.unchanged,
            pages=summary.pages,
            failures=summary.failures,
            seconds=round(seconds, 3),
        )
    elif sys.stderr.isatty():
        _table(summary, seconds)
    else:
        click.echo(_sentence(summary), err=True)


def _sentence(summary: Summary) -> str:
    parts = [f"{summary.count('converted')} converted ({summary.pages} pages)"]
    if duplicates := summary.count("duplicate"):
        parts.append(f"{duplicates} of the same content")
    if failed := summary.count("failed"):
        codes = ", ".join(f"{count} {code}" for code, count in summary.failures.items())
        parts.append(f"{failed} failed ({codes})")
    if summary.unchanged:
        parts.append(f"{summary.unchanged} of all unchanged since an earlier run")
    return "; ".join(parts)


def _console() -> Console:
    from rich.console import Console

    return Console(stderr=True, markup=False, highlight=False, emoji=False)


def _table(summary: Summary, seconds: float) -> None:
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right")
    table.add_column()
    table.add_row(str(summary.count("converted")), f"converted, {summary.pages} pages")
    if duplicates := summary.count("duplicate"):
        table.add_row(str(duplicates), "of the same content as another")
    for code, count in summary.failures.items():
        table.add_row(str(count), f"failed: {code}")
    if summary.unchanged:
        table.add_row(str(summary.unchanged), "of all these unchanged since an earlier run")
    table.add_row(f"{seconds:.1f}", "seconds")
    _console().print(table)


@contextmanager
def _bar() -> Iterator[Watcher]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = _console()
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        began = time.monotonic()
        pages = 0
        failures: Counter[str] = Counter()

        def watch(step: Step) -> None:
            nonlocal pages
            result = step.result
            if result is not None and step.fresh:
                pages += result.pages or 0
                failures.update([result.code] if result.code else [])
            rate = pages / max(time.monotonic() - began, 0.001)
            codes = "".join(f", {count} {code}" for code, count in failures.most_common(3))
            bar.update(
                task,
                completed=step.done,
                total=step.total,
                description=f"files, {pages} pages, {rate:.0f} pages/s{codes}",
            )
            _say(step, lambda line: console.print(line, soft_wrap=True))

        yield watch


def _say(step: Step, show: Callable[[str], object]) -> None:
    result = step.result
    if result is not None and result.status == "failed":
        page = f" (page {result.page})" if result.page is not None else ""
        show(printable(f"{result.file}: {result.message}{page} [{result.code}]"))


def _json_step(step: Step) -> None:
    result: Result | None = step.result
    if result is None:
        _json_line(event="start", total=step.total)
        return
    _json_line(
        event=result.status,
        done=step.done,
        total=step.total,
        file=result.file,
        document_id=result.document_id,
        pages=result.pages,
        code=result.code,
        message=result.message,
        page=result.page,
        unchanged=not step.fresh,
    )


def _json_line(**members: object) -> None:
    click.echo(json.dumps(members), err=True)
