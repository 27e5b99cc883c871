"""The record contract: strict, frozen, repaired where it says so, and named without repeats."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from extractor.records import (
    BudgetLine,
    CodeTitle,
    Diagnostic,
    Document,
    Indicator,
    Phase,
    Place,
    Record,
    Report,
    Scheda,
    Source,
    Step,
    leaves,
)
from tests.strategies import documents

SOURCE = Source(file="valdirovo-2019.pdf", sha256="0f" * 32, pages=51)


def _schede(*codes: str | None) -> Document:
    return Document(source=SOURCE, reports=(Report(schede=tuple(Scheda(objective_code=c) for c in codes)),))


@pytest.mark.parametrize(
    ("record", "values"),
    [
        (BudgetLine, {"amount": "1.234"}),
        (BudgetLine, {"amount": 1234}),
        (BudgetLine, {"amount": 12.5}),
        (BudgetLine, {"amount": Decimal("NaN")}),
        (BudgetLine, {"amount": Decimal("1E+1000000000")}),
        (BudgetLine, {"amount": Decimal("0.00001")}),
        (BudgetLine, {"amount": Decimal(10**16)}),
        (BudgetLine, {"chapter": 10051009}),
        (BudgetLine, {"capitolo": "10051009"}),
        (Phase, {"planned_start": "2019-01-01"}),
        (Phase, {"steps": [Step(number=1, text="Rilievo")]}),
        (Indicator, {"year": "2019"}),
        (Indicator, {"year": 0}),
        (Indicator, {"year": 10000}),
        (Step, {"number": 2**31, "text": "Rilievo"}),
        (Step, {"number": True, "text": "Rilievo"}),
        (Place, {"page": 0, "bbox": (0.0, 0.0, 1.0, 1.0)}),
        (Place, {"page": 1, "bbox": (0.0, 0.0, 1.0)}),
        (Place, {"page": 1, "bbox": (0.0, 0.0, 1.0, float("nan"))}),
        (Place, {"page": 1, "bbox": (0.0, 0.0, 1.0, float("inf"))}),
        (Diagnostic, {"code": "date-impossible", "severity": "fatal", "message": "no date"}),
        (
            Diagnostic,
            {"code": "date-impossible", "severity": "info", "message": "no date", "path": "reports"},
        ),
        (Source, {"file": "a.pdf", "sha256": "0F" * 32, "pages": 1}),
        (Document, {"source": SOURCE, "schema_version": "2.0"}),
    ],
)
def test_a_member_of_another_type_or_range_is_refused(record: type[Record], values: dict[str, Any]) -> None:
    """A value that is not exactly what the contract says is refused, never coerced."""
    with pytest.raises(ValidationError):
        record(**values)


def test_a_record_is_frozen() -> None:
    """A record cannot be changed once made."""
    scheda = Scheda(objective_code="0703")
    with pytest.raises(ValidationError, match="frozen"):
        scheda.notes = "Il dato è provvisorio."  # type: ignore[misc]


def test_nothing_printed_is_null_and_an_empty_table_is_empty() -> None:
    """An unread scheda has nulls and empty lists; its resources and its budget are there, and empty."""
    scheda = Scheda().model_dump(mode="json")
    assert scheda.pop("resources") == {"spaces": None, "it_equipment": None, "other": None}
    assert list(scheda.pop("budget").values()) == [[], [], [], []]
    lists = {"phases", "indicators", "staff", "monitoring"}
    assert scheda == {name: [] if name in lists else None for name in scheda}


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("perche\u0301", "perch\u00e9"),
        ("prima\nseconda", "prima\nseconda"),
        ("a\ud800b", "a\ufffdb"),
        ("\ud83d\udeb2", "\U0001f6b2"),
        ("", None),
        (" \n\u00a0", None),
        (None, None),
    ],
)
def test_text_is_repaired(given_text: str | None, kept: str | None) -> None:
    """Text becomes NFC, half surrogates are joined or replaced, and blank text becomes null."""
    assert Scheda(notes=given_text).notes == kept


def test_a_file_name_that_is_not_text_stays_readable() -> None:
    """The bytes of a file name that are no characters are escaped; its accents stay as they are."""
    source = Source(file="caffe\u0301-\udce8.pdf", sha256="0f" * 32, pages=1)
    assert source.file == "caffe\u0301-\\udce8.pdf"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("60000.00", "60000.00"),
        ("1000", "1000"),
        ("1E+3", "1000"),
        ("0E+2", "0"),
        ("0E-4", "0.0000"),
        ("-5.00", "-5.00"),
    ],
)
def test_a_number_keeps_its_printed_scale(value: str, written: str) -> None:
    """A number is written with its digits after the point, never with an exponent."""
    assert BudgetLine(amount=Decimal(value)).model_dump(mode="json")["amount"] == written


def test_a_place_is_rounded_to_a_hundredth_of_a_point() -> None:
    """Coordinates are rounded, and a negative zero does not remain."""
    place = Place.at(3, 10.004, 20.006, 30, -0.001)
    assert place.bbox == (10.0, 20.01, 30.0, 0.0)
    assert str(place.bbox[3]) == "0.0"


def test_ids_come_from_the_bytes_and_the_codes() -> None:
    """A document, a report, a scheda are named by the file's digest, the ordinal, the objective code."""
    document = _schede("0703", "0704")
    assert document.document_id == "0f0f0f0f0f0f0f0f"
    assert document.report_id(0) == "0f0f0f0f0f0f0f0f.0"
    assert document.scheda_ids(0) == ("0f0f0f0f0f0f0f0f.0.0703", "0f0f0f0f0f0f0f0f.0.0704")


def test_a_repeated_or_missing_code_still_gives_an_id_of_its_own() -> None:
    """A code met again is numbered, a missing one reads `_`, a code that looks like either is told apart."""
    names = _schede("07", "07", None, "07~2", "_", None, "07")
    assert [name.rpartition(".")[2] for name in names.scheda_ids(0)] == [
        "07",
        "07~2",
        "_",
        "07~2~2",
        "_~2",
        "_~3",
        "07~3",
    ]


@given(st.lists(st.sampled_from([None, "_", "_~2", "1", "1~2", "1~2~2", "1~3"]), max_size=30))
def test_scheda_ids_never_repeat(codes: list[str | None]) -> None:
    """Whatever the codes, each scheda of a report has its own id."""
    ids = _schede(*codes).scheda_ids(0)
    assert len(ids) == len(set(ids)) == len(codes)


def test_leaves_name_every_value_by_its_pointer() -> None:
    """The leaves are the values below /reports that are not null, in document order, with JSON pointers."""
    scheda = Scheda(
        objective_code="0703",
        strategic_line=CodeTitle(code=None, title="CURARE LE STRADE"),
        planned_start=date(2019, 1, 1),
        phases=(Phase(steps=(Step(number=1, text="Rilievo"),)),),
        indicators=(Indicator(year=2019, target=Decimal("0.00")),),
    )
    document = Document(source=SOURCE, reports=(Report(), Report(year=2019, schede=(scheda,))))
    assert list(leaves(document)) == [
        ("/reports/1/year", 2019),
        ("/reports/1/schede/0/objective_code", "0703"),
        ("/reports/1/schede/0/strategic_line/title", "CURARE LE STRADE"),
        ("/reports/1/schede/0/planned_start", date(2019, 1, 1)),
        ("/reports/1/schede/0/phases/0/steps/0/number", 1),
        ("/reports/1/schede/0/phases/0/steps/0/text", "Rilievo"),
        ("/reports/1/schede/0/indicators/0/year", 2019),
        ("/reports/1/schede/0/indicators/0/target", Decimal("0.00")),
    ]


@given(documents())
def test_a_leaf_stands_where_its_pointer_says(document: Document) -> None:
    """Following a leaf's pointer through the document leads to its value, and a pointer occurs once."""
    found = list(leaves(document))
    assert len(found) == len(dict(found))
    for path, value in found:
        at: Any = document
        for part in path.split("/")[1:]:
            at = at[int(part)] if isinstance(at, tuple) else getattr(at, part)
        assert at is value


def _records() -> Iterator[type[Record]]:
    waiting: list[type[Record]] = Record.__subclasses__()
    while waiting:
        record = waiting.pop()
        waiting += record.__subclasses__()
        yield record


def test_every_member_is_described() -> None:
    """Every member of every record says in a sentence what it is."""
    for record in _records():
        for name, field in record.model_fields.items():
            assert (field.description or "").endswith("."), f"{record.__name__}.{name}"


def test_a_place_put_together_is_a_place_like_any_other() -> None:
    """`Place.at` gives what validation gives, to compare, copy, pickle and print."""
    quick, slow = Place.at(3, 1.004, 2.0, 3.0, 4.006), Place(page=3, bbox=(1.0, 2.0, 3.0, 4.01))
    assert quick == slow
    assert (repr(quick), hash(quick)) == (repr(slow), hash(slow))
    assert quick.model_dump_json() == slow.model_dump_json()
    assert quick.model_fields_set == slow.model_fields_set
    assert pickle.loads(pickle.dumps(quick)) == slow
    assert quick.model_copy(update={"page": 4}) == slow.model_copy(update={"page": 4})
    with pytest.raises(ValidationError):
        quick.page = 5  # type: ignore[misc]
    for odd in (float("inf"), float("nan")):
        with pytest.raises((OverflowError, ValueError)):
            Place.at(1, odd, 0.0, 1.0, 1.0)
