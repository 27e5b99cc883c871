"""`schede review`: a converted folder as pages for people."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.shared import set_up_log


@click.command()
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.option(
    "--pdfs", type=click.Path(path_type=Path), metavar="FOLDER", help="Where the PDFs are, if they moved."
)
@click.option("--password", metavar="TEXT", help="Password of encrypted PDFs.")
@click.option("-v", "--verbose", is_flag=True, help="Say more on standard error.")
def review(out: Path, pdfs: Path | None, password: str | None, verbose: bool) -> None:
    """Make pages that show what was read beside the paper it was read from.

    \b
    schede review output/                # then open output/review/index.html in a browser

    Every value lights up on its page; findings lead to their places; what is wrong can be put right, see
    `schede correct`. Nothing is sent: the pages are files, and open without a server or a network.
    """
    set_up_log(verbose)
    from extractor.review.site import review

    made = review(out, pdfs=pdfs, password=password)
    if made.without_pages:
        click.echo(
            f"{made.without_pages} of {made.documents} documents are shown without their pages: their PDFs are "
            "not where they were read (say where with --pdfs), or cannot be rendered.",
            err=True,
        )
    click.echo(made.index)
