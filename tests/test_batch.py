"""The parts of a batch: which files, what their output is called, and the rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.batch import Result, Summary
from extractor.batch.outputs import output_name
from extractor.batch.results import from_jsonl, to_jsonl


@given(st.text(min_size=1, max_size=300))
def test_output_name_is_a_plain_file_name(stem: str) -> None:
    """Whatever a file is called, its output has a visible, printable name that fits, with its document_id."""
    name = output_name(stem.encode("utf-8", "backslashreplace").decode() + ".pdf", "0123456789abcdef")
    assert name.endswith(".0123456789abcdef")
    assert name == Path(name).name
    assert name.isprintable()
    assert name[0] not in "._"
    assert len(f"{name}.json".encode()) <= 255
    assert output_name(f"{name.rpartition('.')[0]}.pdf", "0123456789abcdef") == name


@given(
    st.lists(
        st.builds(
            Result,
            file=st.text(st.characters(codec="utf-8")),
            status=st.sampled_from(["converted", "failed", "duplicate"]),
            diagnostics=st.dictionaries(st.sampled_from(["error", "warning"]), st.integers(0, 9)),
            page=st.none() | st.integers(1),
        )
    )
)
def test_rows_survive_the_file(results: list[Result]) -> None:
    """Rows read back are the rows written, one line each, whatever is in a name."""
    data = to_jsonl(results)
    assert from_jsonl(data) == results
    assert len(data.decode().splitlines()) == len(results)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["converted", "duplicate"], 0),
        (["converted", "failed"], 1),
        (["failed", "failed"], 2),
        (["failed"], 2),
    ],
)
def test_exit_code_of_a_run(words: list[str], code: int) -> None:
    """0 when nothing failed, 1 when some did, 2 when all did."""
    assert Summary(tuple(Result("a.pdf", word) for word in words)).exit_code == code  # type: ignore[arg-type]
