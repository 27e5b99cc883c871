"""The command line. Each command is one call of a public function; what is heavy is imported inside."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor import __version__
from extractor.errors import OutputUnwritable, SchedeError, UsageError, printable

if TYPE_CHECKING:
    from extractor.batch import Summary
    from extractor.records import Document

INTERRUPTED = 130
NOBODY_READS = 141
EXIT_CODES = """\b
Exit codes:
  0    everything was converted
  1    convert: some files failed
  2    convert: no file was converted
  3    extract: the file cannot be read as a PDF
  4    extract: the PDF holds no records
  5    the output cannot be written
  64   wrong usage
  70   extract: a bug of this program
  130  interrupted
  141  nobody reads the output
"""

reading = [
    click.option(
        "--reader", type=click.Choice(["pdfium", "pdfplumber"]), default="pdfium", help="PDF engine.", show_default=True
    ),
    click.option("--password", metavar="TEXT", help="Password of encrypted PDFs."),
    click.option("--template", type=click.Path(path_type=Path), metavar="FILE", help="Template of another form."),
]
