"""`schede correct`: what a person said of values, put into a converted folder."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.shared import set_up_log
from extractor.errors import printable


@click.command()
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="CORRECTIONS...")
@click.option("-v", "--verbose", is_flag=True, help="Say more on standard error.")
def correct(out: Path, files: tuple[Path, ...], verbose: bool) -> int:
    """Apply corrections files, as a review page gives them, to a converted folder.

    \b
    schede correct output/ corrections.json

    The records and tables of the documents are written again with the values that a person gave. They are kept
    in OUT/corrections/, and every later conversion into OUT applies them, as long as a document is the same.
    """
    set_up_log(verbose)
    from extractor.corrections.command import correct

    done = correct(out, files)
    for refused in done.refused:
        click.echo(printable(f"{refused.document_id} {refused.path}: refused: {refused.reason}"), err=True)
    click.echo(f"{done.applied} applied in {done.documents} documents; {len(done.refused)} refused", err=True)
    return done.exit_code
