"""`schede convert`: many PDFs into a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.shared import reading_options, set_up_log
from extractor.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.batch import Result, Summary
    from extractor.batch.run import Watcher
    from extractor.verify import Mode


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT...")
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), metavar="OUT", help="Folder to write into."
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing about the files.")
@reading_options
def convert(
    inputs: tuple[Path, ...],
    out: Path,
    quiet: bool,
    reader: str,
    password: str | None,
    template: Path | None,
    verify: Mode,
    verbose: bool,
) -> int:
    """Convert PDFs and folders of PDFs into JSON and Parquet.

    \b
    schede convert piano.pdf archive/ -o output/

    \b
    OUT/json/NAME.ID.json              one document: its name, and an ID made of its content
    OUT/parquet/TABLE/NAME.ID.parquet  its flat tables
    OUT/results.jsonl                  what became of each input, one row each

    In folders, hidden files are left out, and `.pdf` counts in any case. A file that fails is a row, and the
    others are converted. What an earlier version of an input became is replaced.
    """
    set_up_log(verbose)
    from extractor.batch import convert

    with _watched(quiet) as watch:
        summary = convert(
            inputs, out, reader=reader, password=password, template=template, verify=verify, watch=watch
        )
    if not quiet:
        click.echo(_summed_up(summary), err=True)
    return summary.exit_code


@contextmanager
def _watched(quiet: bool) -> Iterator[Watcher | None]:
    """Failures on standard error as they happen and, on a terminal, a bar."""
    if quiet:
        yield None
    elif not sys.stderr.isatty():
        yield lambda _done, _total, last: _report(last, lambda line: click.echo(line, err=True))
    else:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        console = Console(stderr=True, markup=False, highlight=False, emoji=False)
        with Progress(
            BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True
        ) as bar:
            task = bar.add_task("", total=None)

            def watch(done: int, total: int, last: Result | None) -> None:
                bar.update(task, completed=done, total=total)
                _report(last, lambda line: console.print(line, soft_wrap=True))

            yield watch


def _report(result: Result | None, show: Callable[[str], object]) -> None:
    if result is not None and result.status == "failed":
        page = f" (page {result.page})" if result.page is not None else ""
        show(printable(f"{result.file}: {result.message}{page} [{result.code}]"))


def _summed_up(summary: Summary) -> str:
    parts = [f"{summary.count('converted')} converted ({summary.pages} pages)"]
    if duplicates := summary.count("duplicate"):
        parts.append(f"{duplicates} of the same content")
    if failed := summary.count("failed"):
        codes = ", ".join(f"{count} {code}" for code, count in summary.failures.items())
        parts.append(f"{failed} failed ({codes})")
    return "; ".join(parts)
