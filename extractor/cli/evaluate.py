"""`schede evaluate`: how good the records are, where the truth is known."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.shared import reading_options, set_up_log, writing

if TYPE_CHECKING:
    from extractor.verify import Mode

BELOW = 1


@click.command()
@click.argument("gold_dir", type=click.Path(path_type=Path), metavar="GOLD_DIR")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write here instead.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    help="By default JSON for a FILE that ends with .json, else Markdown.",
)
@click.option(
    "--differences",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="Values that are not right to show in Markdown; JSON holds all.",
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="End with 1 when fewer fields are right.",
)
@reading_options
def evaluate(
    gold_dir: Path,
    output: Path | None,
    form: str | None,
    differences: int,
    fail_under: float | None,
    reader: str,
    password: str | None,
    template: Path | None,
    verify: Mode,
    verbose: bool,
) -> int:
    """Compare what is read of PDFs with what is known to be printed in them.

    \b
    schede evaluate samples/
    schede evaluate gold/ -o score.json --fail-under 99.9

    GOLD_DIR holds NAME.pdf and, beside it, NAME.gold.json: the reports as `schede extract` prints them, put right
    by hand. Or it is a converted folder in which people corrected values or called them right (`schede correct`): then
    these are compared, and no others. Rows are compared with the rows they are most like. A value that is not right
    is flagged when a warning or an error is on it, its row or its list; noted when only an information is; else silent.
    """
    set_up_log(verbose)
    from extractor.evaluation import evaluate, to_json, to_markdown

    found = evaluate(gold_dir, password=password, reader=reader, template=template, verify=verify)
    is_json = form == "json" or (form is None and output is not None and output.suffix == ".json")
    content = (to_json(found) if is_json else to_markdown(found, differences)).encode()
    with writing(output or "standard output"):
        if output is None:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            from extractor.write.aside import replace_files

            replace_files({output: content})
    return BELOW if fail_under is not None and found.total.accuracy * 100 < fail_under else 0
