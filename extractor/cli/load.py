"""`schede load`: a converted folder into a database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.shared import set_up_log, writing

if TYPE_CHECKING:
    from extractor.warehouse import Loaded


@click.command()
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.option(
    "--to",
    default="duckdb:///schede.duckdb",
    show_default=True,
    metavar="URL",
    help="duckdb:///FILE or postgresql://USER@HOST/DATABASE.",
)
@click.option(
    "--prune", is_flag=True, help="Remove also what was loaded from OUT before and stands there no more."
)
@click.option(
    "--known-as", metavar="NAME", help="How the database remembers OUT; without it, by its absolute path."
)
@click.option("-v", "--verbose", is_flag=True, help="Say more on standard error.")
def load(out: Path, to: str, prune: bool, known_as: str | None, verbose: bool) -> None:
    """Load a converted folder into DuckDB or PostgreSQL.

    \b
    schede load output/ --to duckdb:///schede.duckdb
    schede load output/ --to postgresql://user@localhost/schede

    Tables and views are made when they are not there. All is loaded in one transaction, or nothing. What the
    database holds of a document is replaced, so that loading twice changes nothing; an earlier version of an
    input is removed; documents of other folders stay. The password of PostgreSQL may stand in the URL or,
    better, in ~/.pgpass or PGPASSWORD.
    """
    set_up_log(verbose)
    from extractor.warehouse import load

    loaded = load(out, to, prune=prune, known_as=known_as)
    with writing("standard output"):
        click.echo(_counted(loaded))
    click.echo(_summed_up(loaded), err=True)


def _counted(loaded: Loaded) -> str:
    """The rows written, one line for each table."""
    width = max(map(len, loaded.rows))
    lines = [f"{'table':<{width}}  {'rows':>9}"]
    lines += [f"{table:<{width}}  {rows:>9}" for table, rows in loaded.rows.items()]
    return "\n".join(lines)


def _summed_up(loaded: Loaded) -> str:
    parts = [f"{loaded.new} documents new", f"{loaded.replaced} replaced", f"{loaded.removed} removed"]
    if loaded.left:
        parts.append(f"{loaded.left} kept that stand in the folder no more (--prune removes them)")
    return ", ".join(parts)
