"""`schede explain`: where a value comes from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from extractor.cli.shared import reading_options, set_up_log, writing
from extractor.errors import SchedeError

if TYPE_CHECKING:
    from extractor.verify import Mode


def _complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The pointers that begin as what is typed, up to their next slash."""
    from extractor.api import extract
    from extractor.explanation.paths import pointers

    options = {name: ctx.params[name] for name in ("password", "reader", "template") if ctx.params.get(name)}
    try:
        known = [path for path, _ in pointers(extract(ctx.params["file"], **options))]
    except SchedeError:
        return []
    ends = (path.find("/", len(incomplete) + 1) for path in known)
    found = {
        path if end < 0 else path[:end]
        for path, end in zip(known, ends, strict=True)
        if path.startswith(incomplete)
    }
    return [CompletionItem(path) for path in sorted(found)]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("path", required=False, shell_complete=_complete)
@click.option(
    "--image", type=click.Path(path_type=Path), metavar="OUT.png", help="Draw the pages with the boxes there."
)
@reading_options
def explain(
    file: Path,
    path: str | None,
    image: Path | None,
    reader: str,
    password: str | None,
    template: Path | None,
    verify: Mode,
    verbose: bool,
) -> None:
    """Say where a value comes from: what is printed, on which page, by which rule, and what is in doubt.

    \b
    schede explain piano.pdf                                 what is in it, and all findings
    schede explain piano.pdf /reports/0/schede/3/indicators/1/target
    schede explain piano.pdf 0505/indicators/1 --image row.png

    PATH is a JSON pointer of the document, with or without /reports, or begins with the code of an objective. Of a
    value that is missing it says why. The picture shows values in blue, warnings in red, notes in ochre.
    """
    set_up_log(verbose)
    from extractor.explanation import explain, picture, show

    found = explain(file, path, password=password, reader=reader, template=template, verify=verify)
    drawn = picture(file, found, password=password) if image is not None else b""
    with writing("standard output"):
        sys.stdout.buffer.write(show(found).encode())
        sys.stdout.buffer.flush()
    if image is not None:
        from extractor.write.aside import replace_files

        with writing(image):
            replace_files({image: drawn})
