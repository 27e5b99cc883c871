"""What commands have in common: options that say how a PDF is read, the log, a place to write."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.errors import OutputUnwritable, UsageError

if TYPE_CHECKING:
    import logging
    from collections.abc import Iterator

NOBODY_READS = 141
STAFF_KEY = "SCHEDE_STAFF_KEY"


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how a PDF is read."""
    for option in (
        click.option("-v", "--verbose", is_flag=True, help="Say more on standard error."),
        click.option(
            "--template", type=click.Path(path_type=Path), metavar="FILE", help="Another form's template."
        ),
        click.option(
            "--verify",
            type=click.Choice(["none", "doubtful", "all"]),
            default="doubtful",
            show_default=True,
            help="What a second engine reads again; all takes ten times as long.",
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


def staff_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what becomes of people's names."""
    for option in (
        click.option(
            "--staff-key",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Secret that pseudonyms are made with; or SCHEDE_STAFF_KEY in the environment.",
        ),
        click.option(
            "--staff",
            type=click.Choice(["full", "pseudonymous", "none"]),
            default="full",
            show_default=True,
            help="Names and numbers of staff: as printed, as keyed pseudonyms, or not at all.",
        ),
    ):
        command = option(command)
    return command


def staff_secret(file: Path | None) -> bytes | None:
    """The key of pseudonyms: of the file named or, without one, of the environment. Never of the command line, which
    every user of the machine can read."""
    if file is None:
        found = os.environ.get(STAFF_KEY)
        return os.fsencode(found) if found else None
    try:
        return file.read_bytes().strip()
    except OSError as error:
        raise UsageError(f"the key {file} cannot be read: {error.strerror}") from error


@contextmanager
def writing(place: Path | str) -> Iterator[None]:
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


def log() -> logging.Logger:
    """The program's own log."""
    import logging

    return logging.getLogger("extractor")


def set_up_log(verbose: bool) -> None:
    """Engines log what they stumble over: that is for -v, like the trace of a bug of ours."""
    import logging

    if verbose:
        logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
        log().setLevel(logging.DEBUG)
    else:
        logging.basicConfig(handlers=[logging.NullHandler()])
