"""JSON: what is written, that it reads back, and that no half-written file is ever left."""

from __future__ import annotations

import json
import os
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from pydantic import ValidationError

from extractor.records import BudgetLine, Diagnostic, Document, Report, Scheda, Source
from extractor.write.aside import replace_files
from extractor.write.json import from_json, to_json, write_json
from tests.strategies import documents

SOURCE = Source(file="valdirovo-2019.pdf", sha256="0f" * 32, pages=51)
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def _noting(text: str) -> Document:
    return Document(source=SOURCE, reports=(Report(schede=(Scheda(notes=text),)),))


@given(documents())
def test_a_document_reads_back_as_it_was(document: Document) -> None:
    """What is written reads back equal and writes the same bytes again, with and without indentation."""
    data = to_json(document)
    again = from_json(data)
    assert again == document
    assert to_json(again) == data
    assert from_json(to_json(document, indent=2)) == document


@given(documents())
def test_the_text_is_safe_to_show(document: Document) -> None:
    """The JSON is one line of UTF-8, ended by a newline, and nothing in it hides or reorders what is seen."""
    text = to_json(document).decode()
    assert text.endswith("}\n")
    assert text.count("\n") == 1
    assert not UNSEEN.search(text)


def test_letters_are_not_escaped_and_controls_are() -> None:
    """Accents and signs stand as themselves; an override, a control or a separator stands as its number."""
    data = to_json(_noting("Città €\u202e\x85\x7f\x00\u2028 “è”"))
    assert "Città €\\u202e\\u0085\\u007f\\u0000\\u2028 “è”".encode() in data


def test_json_has_the_shape_of_the_contract() -> None:
    """A number is a string with its printed scale, an absent value is null, an empty table is a list."""
    written = json.loads(to_json(_noting("Nota.")))
    assert list(written) == ["schema_version", "source", "reports", "diagnostics", "provenance"]
    assert written["reports"][0]["schede"][0]["cost_centre"] is None
    assert written["reports"][0]["schede"][0]["budget"]["planned_revenue"] == []
    line = BudgetLine(amount=Decimal("60000.00")).model_dump(mode="json")
    assert line == {"chapter": None, "description": None, "amount": "60000.00"}


@pytest.mark.parametrize(
    "number", ["1234.5", "12", '"1e3"', '"1_000"', '" 12"', '"NaN"', '"١٢"', '"0.00001"']
)
def test_a_number_in_any_other_form_is_refused(number: str) -> None:
    """Only a string of plain digits is read back as a number."""
    with pytest.raises(ValidationError):
        BudgetLine.model_validate_json(f'{{"amount": {number}}}')


@pytest.mark.parametrize("data", ["", "[]", "{}", '{"source": null}', b"\xff", '{"schema_version": "1.0"'])
def test_what_is_no_document_is_refused(data: str | bytes) -> None:
    """Anything but a document gives a validation error and nothing else."""
    with pytest.raises(ValidationError):
        from_json(data)


def test_a_member_the_contract_does_not_know_is_refused() -> None:
    """A document of another shape is not half read."""
    data = to_json(_noting("Nota.")).replace(b'"notes"', b'"note"')
    with pytest.raises(ValidationError, match="note"):
        from_json(data)


def test_a_half_surrogate_of_a_message_is_written_as_the_replacement_character() -> None:
    """Broken text from a PDF never stops the writing."""
    diagnostic = Diagnostic(code="number-unread", severity="warning", message="letto \udfff")
    document = Document(source=SOURCE, diagnostics=(diagnostic,))
    assert "letto \ufffd".encode() in to_json(document)


def test_a_written_file_holds_the_document_alone(tmp_path: Path) -> None:
    """Writing makes one file, with ordinary permissions, and leaves nothing beside it."""
    path = tmp_path / "valdirovo.json"
    write_json(_noting("Prima."), path)
    write_json(_noting("Seconda."), path)
    assert path.read_bytes() == to_json(_noting("Seconda."))
    assert list(tmp_path.iterdir()) == [path]
    (tmp_path / "plain").touch()
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


class Interrupted(BaseException):
    """Stands for an interrupt or a failure at an awkward moment."""


@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_failure_while_writing_leaves_the_old_file(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When flushing or moving fails, the old file is as it was and nothing written aside remains."""
    path = tmp_path / "valdirovo.json"
    write_json(_noting("Prima."), path)

    def fail(*_: object) -> None:
        raise Interrupted

    monkeypatch.setattr(os, moment, fail)
    with pytest.raises(Interrupted):
        write_json(_noting("Seconda."), path)
    assert path.read_bytes() == to_json(_noting("Prima."))
    assert list(tmp_path.iterdir()) == [path]


def test_a_failing_file_keeps_all_of_its_group_back(tmp_path: Path) -> None:
    """Of files written together none is moved into place before all are written."""
    with pytest.raises(FileNotFoundError):
        replace_files({tmp_path / "a": b"a", tmp_path / "missing" / "b": b"b"})
    assert list(tmp_path.iterdir()) == []
