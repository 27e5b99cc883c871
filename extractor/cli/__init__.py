"""The command line: each command is a call of one public function, and imports what it needs itself."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import ClassVar

import click

from extractor import __version__
from extractor.cli.shared import log
from extractor.errors import InternalError, SchedeError, UsageError

INTERRUPTED = 130
EPILOG = """\b
Exit codes:
  0    everything was converted
  1    convert: some files failed; evaluate: fewer fields right than asked for
  2    convert: every file failed
  3    extract: the file cannot be read as a PDF
  4    extract: the PDF holds no records
  6    extract: the PDF is more than the limits allow
  1, 2 correct: some corrections, or all, were refused
  5    the output cannot be written
  7    load: the folder or the database is not fit for it; the database is as it was
  8    correct: the file of corrections is none
  64   the command makes no sense
  69   convert: the cluster cannot be used
  70   extract: a bug of this program
  130  interrupted
  141  nobody reads the output
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    try:
        code = schede.main(arguments, prog_name="schede", standalone_mode=False)
    except click.Abort:  # what click makes of Ctrl-C
        click.echo("Interrupted.", err=True)
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = UsageError.exit_code
    except SchedeError as error:
        click.echo(str(error), err=True)
        code = error.exit_code
    except Exception as error:
        bug = InternalError(f"unexpected {type(error).__name__}")
        log().debug("here it happened", exc_info=True)
        click.echo(str(bug), err=True)
        code = bug.exit_code
    return code if isinstance(code, int) else 0


class Commands(click.Group):
    """The commands, each in the module of its name, which is imported when it is asked for."""

    names: ClassVar = (
        *("extract", "convert", "status", "review", "correct"),
        *("load", "explain", "evaluate", "export"),
    )
    """In the order of the help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, for the help."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name."""
        if cmd_name not in self.names:
            return None
        command = getattr(import_module(f"extractor.cli.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None


@click.command(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="schede")
def schede() -> None:
    """Turn Italian municipalities' PDF schede obiettivo into typed records."""
