"""`schede status`: how things stand in an output folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from extractor.errors import printable

if TYPE_CHECKING:
    from extractor.batch.status import Standing


@click.command()
@click.argument("out", metavar="OUT")
@click.option("--failed", is_flag=True, help="List the inputs that failed, one a line: code, tab, file.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def status(out: str, failed: bool, as_json: bool) -> int:
    """Say what became of the inputs of an output folder.

    \b
    schede status output/
    schede status output/ --failed | cut -f2
    """
    from extractor.batch.status import status

    found = status(out)
    if as_json:
        said = {**found.counts, "pages": found.pages, "failures": found.failures, "last": found.last}
        click.echo(json.dumps(said))
    elif failed:
        for entry in found.failed:
            click.echo(printable(entry.code or "") + "\t" + printable(entry.file))
    else:
        click.echo(_table(found))
    return 0


def _table(found: Standing) -> str:
    rows = [(count, name) for name, count in found.counts.items() if count or name == "converted"]
    rows += [(count, f"  {code}") for code, count in found.failures.items()]
    rows.append((found.pages, "pages"))
    width = max(len(str(count)) for count, _ in rows)
    lines = [f"{count:>{width}} {name}" for count, name in rows]
    if found.counts["unfinished"]:
        lines.append("Some inputs are unfinished: convert again, and the run goes on.")
    if found.last:
        lines.append(f"The last was finished at {found.last}.")
    return "\n".join(lines)
