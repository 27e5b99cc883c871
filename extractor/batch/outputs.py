"""Where the results of a run stand: `json/`, `parquet/<table>/` and `results.jsonl`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unicodedata import normalize

from extractor.batch.results import Result, from_jsonl, to_jsonl
from extractor.errors import OutputUnwritable
from extractor.records import Document
from extractor.write.aside import replace_files
from extractor.write.columns import TABLES
from extractor.write.json import to_json
from extractor.write.parquet import write_parquet

LONGEST_NAME = 255
"""Bytes that a file name may have."""
LONGEST_STEM = LONGEST_NAME - len(".0123456789abcdef.parquet")
DOCUMENT_ID = re.compile(r"[0-9a-f]{16}")


def output_name(file: str, document_id: str) -> str:
    """The name, without its suffix, of what one input becomes.

    What may stand in a file's name but makes trouble in one is replaced by `_`; marks at the beginning are
    dropped, because readers of Parquet folders pass over files that begin with a dot or an underscore.
    """
    stem = normalize("NFC", Path(file).stem)
    stem = "".join(char if char.isprintable() and char != "\\" else "_" for char in stem).lstrip("._ ")
    stem = stem.encode("utf-8", "replace")[:LONGEST_STEM].decode("utf-8", "ignore")
    return f"{stem or 'document'}.{document_id}"


class OutputFolder:
    """The folder that a run writes into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with self._writing():
            for name in ("json", "parquet"):
                (folder / name).mkdir(parents=True, exist_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            where = error.filename if isinstance(error.filename, str) else self.folder
            raise OutputUnwritable(f"{where} cannot be written: {error.strerror}") from error

    def write(self, document: Document, name: str) -> None:
        """Write one document; `flush` then makes it durable."""
        with self._writing():
            write_parquet(document, self.folder / "parquet", name, durable=False)
            replace_files({self.folder / "json" / f"{name}.json": to_json(document)}, durable=False)

    def remove(self, name: str) -> None:
        """Remove what was written under a name."""
        with self._writing():
            for table in TABLES:
                (self.folder / "parquet" / table.name / f"{name}.parquet").unlink(missing_ok=True)
            (self.folder / "json" / f"{name}.json").unlink(missing_ok=True)

    def earlier_results(self) -> list[Result]:
        """What the run before this one left."""
        try:
            return from_jsonl((self.folder / "results.jsonl").read_bytes())
        except OSError:
            return []

    def write_results(self, results: Iterable[Result]) -> None:
        """Write the rows, once everything they speak of is safely on disk."""
        with self._writing():
            os.sync()
            replace_files({self.folder / "results.jsonl": to_jsonl(results)})
