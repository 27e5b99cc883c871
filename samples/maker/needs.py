"""Finds the producers, which only drawing needs: a missing one is said in one clear sentence."""

from __future__ import annotations

import importlib
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SECONDS = 180


class MissingProducer(Exception):
    """A producer that a look needs is not installed."""


class ProducerFailed(Exception):
    """A producer ended without writing its PDF."""


def need(module: str) -> Any:
    """The Python module of a producer."""
    try:
        return importlib.import_module(module)
    except ImportError as missing:
        raise MissingProducer(f"{module} is not installed: pip install --group samples") from missing


def program(*names: str) -> str:
    """The path of the first of these programs that is installed."""
    for name in names:
        if path := shutil.which(name):
            return path
    raise MissingProducer(f"{names[0]} is not installed: run samples/install-producers.sh")


def run(command: Sequence[str | Path], made: Path, environment: Mapping[str, str] | None = None) -> None:
    """Runs a producer, which must have made a file."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env=environment,
    )
    if not made.exists() or made.stat().st_size == 0:
        raise ProducerFailed(f"{command[0]} wrote nothing ({done.returncode}): {done.stderr[-500:]}")
