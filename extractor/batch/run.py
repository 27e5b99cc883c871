"""A run: every input in order, one row each, and an output folder that agrees with the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from extractor.batch.inputs import find_inputs
from extractor.batch.job import Content, Options, convert_one, file_name, read
from extractor.batch.outputs import DOCUMENT_ID, OutputFolder, output_name
from extractor.batch.results import Result, Summary
from extractor.errors import UsageError
from extractor.page import READERS
from extractor.templates import load_template
from extractor.verify import Mode

Watcher = Callable[[int, int, Result | None], None]
"""Told how many inputs are done, how many there are, and the last one's result: None at the start."""


def convert(
    inputs: Iterable[str | Path],
    out: str | Path,
    *,
    reader: str = "pdfium",
    password: str | None = None,
    template: Path | None = None,
    verify: Mode = "doubtful",
    watch: Watcher | None = None,
) -> Summary:
    """Convert PDFs, and the PDFs in folders, into JSON, Parquet and a row for each in `out/results.jsonl`.

    The same inputs give the same bytes. An input that fails is a row, and the run goes on.

    Raises:
        UsageError: there is no PDF, no such reader, or the template is wrong.
        OutputUnwritable: the run ends; what was written before stands, whole.
    """
    options = Options(reader, password, template, verify)
    _check(options)
    paths = find_inputs(inputs)
    output = OutputFolder(Path(out))
    results: list[Result] = []
    first: dict[str, Result] = {}
    if watch:
        watch(0, len(paths), None)
    for path in paths:
        content = read(path)
        result = content if isinstance(content, Result) else _convert(content, output, options, first)
        results.append(result)
        if watch:
            watch(len(results), len(paths), result)
    earlier = output.earlier_results()
    documents = {row.document_id for row in results if row.status == "converted"}
    results = [_with_earlier(row, earlier, documents) if row.status == "failed" else row for row in results]
    for name in _stale(earlier, results):
        output.remove(name)
    output.write_results(results)
    return Summary(tuple(results))


def _check(options: Options) -> None:
    """What is wrong for all documents is said once, before the first."""
    if options.reader not in READERS:
        raise UsageError(f"there is no reader {options.reader!r}; there are: {', '.join(sorted(READERS))}")
    load_template(options.template)


def _convert(content: Content, output: OutputFolder, options: Options, first: dict[str, Result]) -> Result:
    """Convert content that is new to this run; the same bytes again share the outcome of the first."""
    before = first.get(content.document_id)
    if before is None:
        first[content.document_id] = result = convert_one(content, output, options)
        return result
    name = file_name(content.path)
    if before.status == "failed":
        return replace(before, file=name)
    return Result(name, "duplicate", content.document_id, duplicate_of=before.file)


def _standing(row: Result) -> str | None:
    """The document_id of the output that a row of an earlier run speaks of."""
    document_id = row.document_id if row.status == "converted" else row.earlier
    return document_id if document_id and DOCUMENT_ID.fullmatch(document_id) else None


def _with_earlier(failed: Result, earlier: list[Result], documents: set[str | None]) -> Result:
    """A failed input keeps the output of its earlier version, unless that document has another name now."""
    for row in earlier:
        if row.file == failed.file and _standing(row) not in documents:
            return replace(failed, earlier=_standing(row))
    return failed


def _stale(earlier: list[Result], results: list[Result]) -> list[str]:
    """Names of earlier output that this run replaced: by a new version, or by the same under another name."""
    written = {
        output_name(row.file, row.document_id)
        for row in results
        if row.status == "converted" and row.document_id
    }
    kept = {output_name(row.file, row.earlier) for row in results if row.earlier}
    files = {row.file for row in results if row.status != "failed"}
    documents = {row.document_id for row in results if row.status == "converted"}
    stale: dict[str, None] = {}
    for row in earlier:
        document_id = _standing(row)
        if document_id and (row.file in files or document_id in documents):
            stale[output_name(row.file, document_id)] = None
    return [name for name in stale if name not in written | kept]
