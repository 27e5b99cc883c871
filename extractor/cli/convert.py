"""`schede convert`: many PDFs into a folder."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.progress import summed_up, watched
from extractor.cli.shared import reading_options, set_up_log, staff_options, staff_secret
from extractor.errors import UsageError
from extractor.limits import DEFAULT_LIMITS, MEGABYTE, Limits

if TYPE_CHECKING:
    from extractor.privacy import Staff
    from extractor.verify import Mode


@click.command()
@click.argument("inputs", nargs=-1, type=click.Path(), metavar="INPUT...")
@click.option("-o", "--out", required=True, metavar="OUT", help="Folder, or URL, to write into.")
@click.option(
    "--files-from",
    type=click.Path(),
    metavar="FILE",
    help="Take inputs from a list too, one a line or ended by NUL; - is standard input.",
)
@click.option("--retry", is_flag=True, help="Try again what failed before.")
@click.option("--follow-links", is_flag=True, help="In folders, follow symbolic links.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0),
    metavar="N",
    help="Worker processes; by default as many as cores and memory allow. 0: none, no isolation.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Read the documents on the workers of this Dask scheduler: tcp://HOST:8786.",
)
@click.option(
    "--page-seconds",
    type=click.FloatRange(0.1),
    default=DEFAULT_LIMITS.page_seconds,
    show_default=True,
    metavar="S",
    help="Longest time without a page being done.",
)
@click.option(
    "--document-seconds",
    type=click.FloatRange(0.1),
    default=DEFAULT_LIMITS.document_seconds,
    show_default=True,
    metavar="S",
    help="Longest time for a document.",
)
@click.option(
    "--memory",
    type=click.IntRange(100),
    default=DEFAULT_LIMITS.memory_bytes // MEGABYTE,
    show_default=True,
    metavar="MB",
    help="Memory that one document may take.",
)
@click.option(
    "--max-pages",
    type=click.IntRange(1),
    default=DEFAULT_LIMITS.pages,
    show_default=True,
    metavar="N",
    help="Pages that a document may have.",
)
@click.option(
    "--max-megabytes",
    type=click.IntRange(1),
    default=DEFAULT_LIMITS.file_bytes // MEGABYTE,
    show_default=True,
    metavar="MB",
    help="Size that a file may have.",
)
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How standard error is written; json: one object a line.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing about the files.")
@reading_options
@staff_options
def convert(
    inputs: tuple[str, ...],
    out: str,
    files_from: str | None,
    retry: bool,
    follow_links: bool,
    jobs: int | None,
    cluster: str | None,
    page_seconds: float,
    document_seconds: float,
    memory: int,
    max_pages: int,
    max_megabytes: int,
    log_format: str,
    quiet: bool,
    reader: str,
    password: str | None,
    template: Path | None,
    verify: Mode,
    staff: Staff,
    staff_key: Path | None,
    verbose: bool,
) -> int:
    """Convert PDFs and folders of PDFs into JSON and Parquet.

    \b
    schede convert piano.pdf archive/ 'more/**/*.pdf' old.zip -o output/
    find archive -name '*.pdf' -print0 | schede convert --files-from - -o output/
    schede convert s3://bucket/archive/ -o s3://bucket/output

    \b
    OUT/json/NAME.ID.json        one document: its name, and an ID made of its content
    OUT/parquet/TABLE/*.parquet  the flat tables of all documents
    OUT/results.jsonl            what became of each input, one row each
    OUT/ledger.sqlite            the same with times; see `schede status OUT`

    Run it again to go on after an interruption, or when files were added or changed: what is finished and
    unchanged is skipped. In folders, hidden files are left out, and `.pdf` and `.zip` count in any case. A file
    that fails is a row, and the others are converted. What an earlier version of a file became is replaced.
    """
    set_up_log(verbose)
    given = [*inputs, *_listed(files_from)]
    if not given:
        raise click.UsageError("Give an INPUT, or a list with --files-from.")
    from extractor.batch import convert

    limits = Limits(
        file_bytes=max_megabytes * MEGABYTE,
        pages=max_pages,
        page_seconds=page_seconds,
        document_seconds=document_seconds,
        memory_bytes=memory * MEGABYTE,
    )
    key = staff_secret(staff_key)
    began = time.monotonic()
    with watched(quiet, log_format) as watch:
        summary = convert(
            given,
            out,
            reader=reader,
            password=password,
            template=template,
            verify=verify,
            staff=staff,
            staff_key=key,
            limits=limits,
            jobs=jobs,
            cluster=cluster,
            retry=retry,
            follow_links=follow_links,
            watch=watch,
        )
    if not quiet:
        summed_up(summary, log_format, time.monotonic() - began)
    return summary.exit_code


def _listed(place: str | None) -> Iterator[str]:
    if place is None:
        return
    from extractor.batch.inputs import read_list

    try:
        yield from read_list(sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes())
    except OSError as error:
        raise UsageError(f"the list {place} cannot be read: {error.strerror}") from error
