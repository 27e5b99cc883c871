"""The command line: each command is a call of one public function, and imports what it needs itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor import __version__
from extractor.errors import InternalError, OutputUnwritable, SchedeError, UsageError, printable

if TYPE_CHECKING:
    import logging
    from collections.abc import Iterator

    from extractor.batch import Result, Summary
    from extractor.batch.run import Watcher
    from extractor.records import Document

INTERRUPTED = 130
NOBODY_READS = 141
EPILOG = """\b
Exit codes:
  0    everything was converted
  1    convert: some files failed
  2    convert: every file failed
  3    extract: the file cannot be read as a PDF
  4    extract: the PDF holds no records
  5    the output cannot be written
  64   the command makes no sense
  70   extract: a bug of this program
  130  interrupted
  141  nobody reads the output
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    try:
        code = schede.main(arguments, prog_name="schede", standalone_mode=False)
    except click.Abort:  # what click makes of Ctrl-C
        click.echo("Interrupted.", err=True)
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = UsageError.exit_code
    except SchedeError as error:
        click.echo(str(error), err=True)
        code = error.exit_code
    except Exception as error:
        bug = InternalError(f"unexpected {type(error).__name__}")
        _log().debug("here it happened", exc_info=True)
        click.echo(str(bug), err=True)
        code = bug.exit_code
    return code if isinstance(code, int) else 0


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="schede")
def schede() -> None:
    """Turn Italian municipalities' PDF schede obiettivo into typed records."""


def _reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how a PDF is read."""
    for option in (
        click.option("-v", "--verbose", is_flag=True, help="Say more on standard error."),
        click.option(
            "--template", type=click.Path(path_type=Path), metavar="FILE", help="Another form's template."
        ),
        click.option("--password", metavar="TEXT", help="Password of an encrypted PDF."),
        click.option(
            "--reader",
            type=click.Choice(["pdfium", "pdfplumber"]),
            default="pdfium",
            show_default=True,
            help="The PDF engine; pdfplumber is far slower and sees some files differently.",
        ),
    ):
        command = option(command)
    return command


@schede.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write here instead.")
@click.option(
    "--indent", type=click.IntRange(0, 16), default=2, show_default=True, help="Spaces; 0 for a single line."
)
@_reading
def extract(
    file: Path,
    output: Path | None,
    indent: int,
    reader: str,
    password: str | None,
    template: Path | None,
    verbose: bool,
) -> None:
    """Print the records of one PDF as JSON.

    \b
    schede extract piano.pdf | jq '.reports[].schede[].objective'
    """
    _set_up_log(verbose)
    from extractor.api import extract
    from extractor.write.json import to_json, write_json

    document = extract(file, password=password, reader=reader, template=template)
    with _writing(output or "standard output"):
        if output is None:
            sys.stdout.buffer.write(to_json(document, indent or None))
            sys.stdout.buffer.flush()
        else:
            write_json(document, output, indent or None)
    if verbose or sys.stderr.isatty():
        click.echo(_described(document), err=True)


def _described(document: Document) -> str:
    schede = sum(len(report.schede) for report in document.reports)
    findings = [found.severity for found in document.diagnostics]
    counts = ", ".join(f"{findings.count(severity)} {severity}" for severity in ("error", "warning", "info"))
    source = document.source
    return printable(f"{source.file}: {source.pages} pages, {schede} schede, findings: {counts}")


@schede.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT...")
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), metavar="OUT", help="Folder to write into."
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing about the files.")
@_reading
def convert(
    inputs: tuple[Path, ...],
    out: Path,
    quiet: bool,
    reader: str,
    password: str | None,
    template: Path | None,
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
    _set_up_log(verbose)
    from extractor.batch import convert

    with _watched(quiet) as watch:
        summary = convert(inputs, out, reader=reader, password=password, template=template, watch=watch)
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


@contextmanager
def _writing(place: Path | str) -> Iterator[None]:
    """What the system says about a place that cannot be written, as one of our errors."""
    try:
        yield
    except BrokenPipeError as error:
        _let_go_of_stdout()
        raise click.exceptions.Exit(NOBODY_READS) from error
    except OSError as error:
        _let_go_of_stdout()
        raise OutputUnwritable(f"{place} cannot be written: {error.strerror}") from error


def _let_go_of_stdout() -> None:
    """What is still buffered must not be tried, and complained about, once more at exit."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _log() -> logging.Logger:
    import logging

    return logging.getLogger("extractor")


def _set_up_log(verbose: bool) -> None:
    """Engines log what they stumble over: that is for -v, like the trace of a bug of ours."""
    import logging

    if verbose:
        logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
        _log().setLevel(logging.DEBUG)
    else:
        logging.basicConfig(handlers=[logging.NullHandler()])
