"""Publish the schema of a corrections file: `python -m extractor.corrections.published FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.corrections.model import publish


def main(folder: Path) -> None:
    """Write the schema into a folder."""
    publish(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
