"""`schede extract`: one PDF to JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.shared import reading_options, set_up_log, staff_options, staff_secret, writing
from extractor.errors import printable

if TYPE_CHECKING:
    from extractor.privacy import Staff
    from extractor.records import Document
    from extractor.verify import Mode


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write here instead.")
@click.option(
    "--indent", type=click.IntRange(0, 16), default=2, show_default=True, help="Spaces; 0 for a single line."
)
@reading_options
@staff_options
def extract(
    file: Path,
    output: Path | None,
    indent: int,
    reader: str,
    password: str | None,
    template: Path | None,
    verify: Mode,
    staff: Staff,
    staff_key: Path | None,
    verbose: bool,
) -> None:
    """Print the records of one PDF as JSON.

    \b
    schede extract piano.pdf | jq '.reports[].schede[].objective'
    """
    set_up_log(verbose)
    from extractor.api import extract
    from extractor.write.json import to_json, write_json

    document = extract(
        file,
        password=password,
        reader=reader,
        template=template,
        verify=verify,
        staff=staff,
        staff_key=staff_secret(staff_key),
    )
    with writing(output or "standard output"):
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
