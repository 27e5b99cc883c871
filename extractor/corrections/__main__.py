"""Publish the schema of a corrections file: `python -m extractor.corrections schemas/`."""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.corrections.model import publish

if __name__ == "__main__":
    publish(Path(sys.argv[1]))
