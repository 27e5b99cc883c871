"""`schede export`: the tables of an output folder for other programs."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.option(
    "--csv",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder to write into.",
)
@click.option("--delimiter", default=",", show_default=True, metavar="CHAR", help="Between two cells.")
def export(out: Path, folder: Path, delimiter: str) -> int:
    """Write the tables of an output folder as CSV, one file a table.

    \b
    schede export output/ --csv tables/ --delimiter ';'

    A text cell that begins like a formula gets an apostrophe before it.
    """
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise click.UsageError("The delimiter is one character.")
    from extractor.write.csv import export_csv

    export_csv(out, folder, delimiter=delimiter)
    return 0
