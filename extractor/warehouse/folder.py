"""A converted folder as a source of tables: which documents stand in it, from which inputs, and their rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.results import from_jsonl
from extractor.errors import FolderUnusable, UsageError
from extractor.records import SCHEMA_VERSION
from extractor.write.tables import arrow_schemas

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.dataset import Dataset


class Folder:
    """A folder that `schede convert` wrote.

    What stands in it is what its Parquet files hold; `results.jsonl` says which input each document is of.

    Raises:
        FolderUnusable: it is no such folder, was written by another version, or a document stands twice.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        if not (place / "parquet" / "documents").is_dir():
            raise FolderUnusable(f"{place} holds no converted documents")
        with _reading(place):
            self.documents = self._documents()
            self.inputs = self._inputs()

    def dataset(self, name: str) -> Dataset:
        """The rows of one table, not read yet. Raises UsageError when there is no such table."""
        from pyarrow import dataset

        if name not in arrow_schemas():
            raise UsageError(f"there is no table {name!r}; there are: {', '.join(arrow_schemas())}")
        files = sorted((self.place / "parquet" / name).glob("*.parquet"))
        return dataset.dataset(list(map(str, files)), schema=arrow_schemas()[name], format="parquet")

    def check(self) -> None:
        """See that every file of every table can be opened and holds the columns it should.

        Raises:
            FolderUnusable: one cannot, or does not.
        """
        with _reading(self.place):
            for name, schema in arrow_schemas().items():
                for fragment in self.dataset(name).get_fragments():
                    there = {field.name: field.type for field in fragment.physical_schema}
                    for field in schema:
                        is_missing = field.name not in there and not field.nullable
                        if is_missing or there.get(field.name, field.type) != field.type:
                            raise FolderUnusable(f"{fragment.path} holds another kind of {name}.{field.name}")

    def table(self, name: str) -> pa.Table:
        """All rows of one table."""
        with _reading(self.place):
            return self.dataset(name).to_table()

    @contextmanager
    def batches(self, name: str) -> Iterator[pa.RecordBatchReader]:
        """The rows of one table, a batch at a time."""
        with _reading(self.place):
            yield self.dataset(name).scanner().to_reader()

    def _documents(self) -> dict[str, str]:
        """The name of the file of every document, by its id."""
        wanted = ["document_id", "schema_version", "file"]
        rows = self.dataset("documents").to_table(columns=wanted).to_pylist()
        versions = {row["schema_version"] for row in rows} - {SCHEMA_VERSION}
        if versions:
            said = ", ".join(sorted(versions))
            raise FolderUnusable(
                f"{self.place} is of schema version {said}, and this program's is {SCHEMA_VERSION}"
            )
        documents = {row["document_id"]: row["file"] for row in rows}
        if len(documents) != len(rows):
            raise FolderUnusable(f"a document stands twice in {self.place}")
        return documents

    def _inputs(self) -> dict[str, str]:
        """The document of every input, as `results.jsonl` says."""
        try:
            results = from_jsonl((self.place / "results.jsonl").read_bytes())
        except FileNotFoundError as error:
            raise FolderUnusable(f"{self.place} has no results.jsonl: the conversion did not end") from error
        inputs: dict[str, str] = {}
        for row in results:
            standing = row.earlier if row.status == "failed" else row.document_id
            if row.status != "failed" and standing not in self.documents:
                raise FolderUnusable(f"the document of {row.file} is missing in {self.place}")
            if standing is not None and standing in self.documents:
                inputs[row.file] = standing
        return inputs


@contextmanager
def _reading(place: Path) -> Iterator[None]:
    """What Arrow and the system say about files, as one of our errors."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise FolderUnusable(f"{place} cannot be read: {reason}") from error
