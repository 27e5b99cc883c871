"""Corrections: what a person says of a value is in the record, says so, and outlives the next conversion."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from extractor import convert, evaluate
from extractor.cli import main
from extractor.corrections.apply import NOT_APPLIED, PROTECTED, apply, as_read, where
from extractor.corrections.model import Kept, KeptDocument, publish, schema
from extractor.corrections.store import corrected_values
from extractor.corrections.values import NoSuchValue, from_scalar, kind_of, to_scalar, value_at, with_values
from extractor.evaluation import Status
from extractor.records import Diagnostic, Document, Place, Scalar, leaves
from extractor.write.json import from_json, to_json
from tests.strategies import documents

SAMPLE = Path(__file__).parent.parent / "samples" / "valdombra-2021-biblioteca.pdf"
TARGET = "/reports/0/schede/0/indicators/0/target"
NOTES = "/reports/0/schede/0/notes"
AT = "2021-03-09T10:15:00Z"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one document; tests work on copies of it."""
    out = tmp_path_factory.mktemp("converted") / "out"
    convert([SAMPLE], out)
    return out


@pytest.fixture
def out(converted: Path, tmp_path: Path) -> Path:
    """A converted folder of the test's own."""
    return shutil.copytree(converted, tmp_path / "out")


def document(out: Path) -> Document:
    """The one document of a converted folder."""
    (file,) = (out / "json").iterdir()
    return from_json(file.read_bytes())


def written(out: Path) -> dict[str, bytes]:
    """All that a conversion writes of documents."""
    return {str(file.relative_to(out)): file.read_bytes() for file in sorted(out.glob("*/**/*.*"))}


def handed(out: Path, *corrections: Mapping[str, Scalar]) -> Path:
    """A corrections file as the review page makes it."""
    common = {"document_id": document(out).document_id, "by": "Ufficio controllo", "at": AT}
    file = out.parent / "corrections.json"
    file.write_text(
        json.dumps({"schema_version": "1.0", "corrections": [common | dict(one) for one in corrections]})
    )
    Draft202012Validator(schema()).validate(json.loads(file.read_text()))
    return file


def query(sql: str) -> list[tuple[object, ...]]:
    """What a query engine finds in the tables."""
    return duckdb.connect().execute(sql).fetchall()


def kept(path: str, value: Scalar, places: tuple[Place, ...]) -> Kept:
    """What a folder keeps of a value that somebody gave."""
    return Kept(path=path, verdict="corrected", value=value, at=AT, places=places)


def shown(out: Path, path: str) -> Scalar:
    """The value that a page shows of a document."""
    return to_scalar(value_at(document(out), path))


def test_a_value_given_is_in_record_and_tables_and_says_so(out: Path) -> None:
    """The value replaces what was read; its places say who gave it, when, and what had been read."""
    before = document(out)
    file = handed(
        out, {"path": TARGET, "verdict": "corrected", "shown": shown(out, TARGET), "value": "41.50"}
    )
    assert main(["correct", str(out), str(file)]) == 0
    after = document(out)
    assert value_at(after, TARGET) == Decimal("41.50")
    for place in after.provenance[TARGET]:
        assert place.correction is not None
        assert place.correction.model_dump() == {
            "verdict": "corrected",
            "by": "Ufficio controllo",
            "at": AT,
            "read": to_scalar(value_at(before, TARGET)),
        }
    values = {path: value for path, value in leaves(after) if path != TARGET}
    assert values == {path: value for path, value in leaves(before) if path != TARGET}
    assert query(
        f"SELECT DISTINCT correction_verdict, correction_by, correction_at, correction_read"
        f" FROM '{out}/parquet/provenance/*.parquet' WHERE path = '{TARGET}'"
    ) == [("corrected", "Ufficio controllo", AT, to_scalar(value_at(before, TARGET)))]
    (target,), *_ = query(f"SELECT target FROM '{out}/parquet/indicators/*.parquet' ORDER BY ordinal")
    assert target == Decimal("41.50")


def test_a_later_conversion_keeps_what_was_corrected(out: Path) -> None:
    """Converting the same bytes again, under whatever name, gives the corrected record, to the byte."""
    file = handed(
        out,
        {"path": TARGET, "verdict": "corrected", "shown": shown(out, TARGET), "value": "41.50"},
        {"path": NOTES, "verdict": "right", "shown": shown(out, NOTES)},
    )
    assert main(["correct", str(out), str(file)]) == 0
    corrected = written(out)
    assert convert([SAMPLE], out).unchanged == 1
    assert written(out) == corrected
    (lost,) = (out / "json").iterdir()
    lost.unlink()  # what is gone is made again from the PDF
    assert convert([SAMPLE], out).exit_code == 0
    assert written(out) == corrected


def test_another_version_of_a_file_is_another_document(out: Path, tmp_path: Path) -> None:
    """What was said of one document is not applied to other bytes under its name."""
    file = handed(
        out, {"path": TARGET, "verdict": "corrected", "shown": shown(out, TARGET), "value": "41.50"}
    )
    assert main(["correct", str(out), str(file)]) == 0
    other = tmp_path / SAMPLE.name
    other.write_bytes(SAMPLE.read_bytes() + b"\n% changed\n")
    convert([other], out)
    read = [from_json(file.read_bytes()) for file in (out / "json").iterdir()]
    assert len(read) == 2
    assert {one.document_id for one in read if value_at(one, TARGET) == Decimal("41.50")} == {
        *corrected_values(out)
    }


def test_a_withdrawn_correction_leaves_nothing_behind(out: Path) -> None:
    """After a correction is withdrawn every byte is as it was read."""
    as_it_was = written(out)
    read = shown(out, TARGET)
    main(
        [
            "correct",
            str(out),
            str(handed(out, {"path": TARGET, "verdict": "corrected", "shown": read, "value": None})),
        ]
    )
    assert shown(out, TARGET) is None
    assert written(out) != as_it_was
    assert main(["correct", str(out), str(handed(out, {"path": TARGET, "verdict": "withdrawn"}))]) == 0
    assert written(out) == as_it_was


def test_a_correction_of_a_correction_still_knows_what_was_read(out: Path) -> None:
    """The old value is the program's, however often people change their minds."""
    read = shown(out, TARGET)
    for old, new in ((read, "41.50"), ("41.50", "42")):
        file = handed(out, {"path": TARGET, "verdict": "corrected", "shown": old, "value": new})
        assert main(["correct", str(out), str(file)]) == 0
    (place, *_) = document(out).provenance[TARGET]
    assert place.correction is not None
    assert (shown(out, TARGET), place.correction.read) == ("42", read)


@pytest.mark.parametrize(
    ("correction", "reason"),
    [
        ({"path": TARGET, "verdict": "right", "shown": "999"}, "review it again"),
        ({"path": TARGET, "verdict": "corrected", "value": "41,5"}, "no value of its kind"),
        ({"path": TARGET, "verdict": "corrected", "value": "41.12345"}, "no value of its kind"),
        ({"path": f"{NOTES}/x", "verdict": "right"}, "no such value"),
        ({"path": "/reports/0/schede/9/notes", "verdict": "right"}, "no such value"),
        ({"path": "/reports/0/schede", "verdict": "right"}, "no such value"),
        ({"path": "/source/file", "verdict": "right"}, "no such value"),
        ({"path": NOTES, "verdict": "withdrawn"}, "nobody corrected"),
        ({"path": NOTES, "verdict": "right", "document_id": "0" * 16}, "no such document"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(
    out: Path, correction: dict[str, Scalar], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named with the reason, nothing is changed by it, and the exit code says that all were refused."""
    before = written(out)
    if correction["path"] == TARGET:
        correction = {"shown": shown(out, TARGET)} | correction
    assert main(["correct", str(out), str(handed(out, correction))]) == 2
    assert reason in capsys.readouterr().err
    assert written(out) == before


def test_one_refused_correction_does_not_cost_the_others(out: Path) -> None:
    """Those that fit are applied, and the exit code says that some were refused."""
    file = handed(
        out,
        {"path": TARGET, "verdict": "corrected", "shown": shown(out, TARGET), "value": "41.50"},
        {"path": NOTES, "verdict": "right", "shown": "nothing like it"},
    )
    assert main(["correct", str(out), str(file)]) == 1
    assert shown(out, TARGET) == "41.50"


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"schema_version": "2.0", "corrections": []}', b"\xff\xfe", None]
)
def test_a_file_that_is_no_corrections_file_changes_nothing(
    out: Path, tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """It has its own exit code and a sentence, and no traceback."""
    before = written(out)
    file = tmp_path / "other.json"
    if content is not None:
        file.write_bytes(content)
    assert main(["correct", str(out), str(file)]) == 8
    assert "[corrections_invalid]" in capsys.readouterr().err
    assert written(out) == before


def test_two_corrections_of_one_value_are_refused(out: Path) -> None:
    """A file that says two things of a value is no corrections file."""
    file = handed(out, *({"path": NOTES, "verdict": "right", "shown": shown(out, NOTES)},) * 2)
    assert main(["correct", str(out), str(file)]) == 8


def test_a_folder_that_was_not_converted_is_refused(tmp_path: Path) -> None:
    """There is nothing to correct in it, which is a mistake of the command line."""
    (tmp_path / "c.json").write_text('{"corrections": []}')
    assert main(["correct", str(tmp_path), str(tmp_path / "c.json")]) == 5


def test_kept_corrections_that_are_broken_fail_their_document_alone(out: Path) -> None:
    """A conversion never passes over what a person said: a broken file is the document's error."""
    store = out / "corrections" / f"{document(out).document_id}.json"
    store.parent.mkdir()
    store.write_text("{")
    next((out / "json").iterdir()).unlink()  # or it would be skipped: nothing of it has changed
    summary = convert([SAMPLE, SAMPLE.with_name("vignalba-2024-polizia.pdf")], out)
    assert [result.code for result in summary.results] == ["corrections_invalid", None]


def test_what_people_vouch_for_is_told_by_document(out: Path) -> None:
    """Values called right count like values given."""
    file = handed(
        out,
        {"path": TARGET, "verdict": "right", "shown": shown(out, TARGET)},
        {"path": NOTES, "verdict": "corrected", "shown": shown(out, NOTES), "value": "Nulla."},
    )
    main(["correct", str(out), str(file)])
    assert corrected_values(out) == {document(out).document_id: {TARGET: shown(out, TARGET), NOTES: "Nulla."}}


def test_what_people_vouch_for_is_gold(out: Path) -> None:
    """`schede evaluate` of a corrected folder compares the values that people know, and no others."""
    file = handed(
        out,
        {"path": TARGET, "verdict": "right", "shown": shown(out, TARGET)},
        {"path": NOTES, "verdict": "corrected", "shown": shown(out, NOTES), "value": "Nulla."},
    )
    main(["correct", str(out), str(file)])
    found = {outcome.path: outcome.status for outcome in evaluate(out).outcomes}
    assert found == {TARGET: Status.RIGHT, NOTES: Status.WRONG}


def test_a_correction_holds_for_the_place_that_was_looked_at(out: Path) -> None:
    """Where a later program finds another row at the path, the correction becomes a finding, not a value."""
    read = document(out)
    moved = tuple(place.model_copy(update={"page": place.page + 1}) for place in where(read, TARGET))
    after = apply(read, [kept(TARGET, "41.50", moved)])
    assert value_at(after, TARGET) == value_at(read, TARGET)
    (found,) = set(after.diagnostics) - set(read.diagnostics)
    assert (found.code, found.path, found.page) == (NOT_APPLIED, TARGET, moved[0].page)
    assert as_read(after) == read


def test_a_correction_of_a_row_that_is_gone_is_a_finding(out: Path) -> None:
    """What a person said is never dropped without a word."""
    read = document(out)
    path = "/reports/0/schede/0/indicators/99/target"
    (found,) = set(apply(read, [kept(path, "41.50", ())]).diagnostics) - set(read.diagnostics)
    assert (found.code, found.path) == (NOT_APPLIED, None)
    assert path in found.message


def test_a_value_nobody_read_stands_in_its_row(out: Path) -> None:
    """A value given where none was read gets the box of its row, and the record says that none was read."""
    read = with_values(document(out), {TARGET: None})
    read.provenance.pop(TARGET)
    after = apply(read, [kept(TARGET, "41.50", where(read, TARGET))])
    (place,) = after.provenance[TARGET]
    row = [place for path, places in read.provenance.items() if "/indicators/0/" in path for place in places]
    assert place.page == min(place.page for place in row)
    assert place.bbox[1] == min(other.bbox[1] for other in row if other.page == place.page)
    assert place.correction is not None
    assert place.correction.read is None


def test_a_value_inside_a_record_that_is_null_can_be_given(out: Path) -> None:
    """A mission that was not read is made by what is given of it, and is null again without."""
    path = "/reports/0/schede/0/mission"
    read = with_values(document(out), {f"{path}/code": None, f"{path}/name": None})
    assert read.reports[0].schede[0].mission is None
    given_name = with_values(read, {f"{path}/name": "Turismo"})
    assert given_name.reports[0].schede[0].mission is not None
    assert with_values(given_name, {f"{path}/name": None}) == read


@settings(max_examples=60)
@given(documents(), st.randoms(use_true_random=False))
def test_corrections_can_be_taken_out_again(document: Document, random: st.Random) -> None:  # type: ignore[name-defined]
    """A document with its values called right or replaced by others of their kind is, as read, what it was."""
    others: dict[str, Scalar] = {"text": "altro", "number": "7.50", "date": "2020-02-29", "count": 7}
    found = [path for path, _ in leaves(document) if document.provenance[path]]
    said = [
        kept(path, others[kind_of(path)], document.provenance[path])
        for path in random.sample(found, min(len(found), 5))
    ]
    after = from_json(to_json(apply(document, said)))
    assert {path: to_scalar(value_at(after, path)) for path in (one.path for one in said)} == {
        one.path: one.value for one in said
    }
    assert to_json(as_read(after)) == to_json(document)


@given(documents())
def test_every_value_has_a_path_that_leads_to_it(document: Document) -> None:
    """Each value is found by its path, is of its path's kind, and goes through JSON unchanged."""
    for path, value in leaves(document):
        assert value_at(document, path) == value
        assert from_scalar(path, to_scalar(value)) == value
        assert kind_of(path) in ("text", "number", "date", "count")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/reports",
        "/reports/0/0/title",
        "/reports/schede/0/notes",
        "/reports/0/schede/0/mission/0/code",
    ],
)
def test_a_path_that_leads_to_no_value_is_told(out: Path, path: str) -> None:
    """Paths are checked against the contract, not only against what happens to be null."""
    with pytest.raises(NoSuchValue):
        value_at(document(out), path)


def test_the_committed_schema_is_current(project_root: Path, tmp_path: Path) -> None:
    """A change of the corrections file without `make schemas` fails here."""
    publish(tmp_path)
    (file,) = tmp_path.iterdir()
    assert (project_root / "schemas" / file.name).read_bytes() == file.read_bytes()


def test_kept_corrections_come_back_as_they_were() -> None:
    """What is kept is read back by the same strict form."""
    one = KeptDocument(sha256="0f" * 32, corrections=(kept(TARGET, "1.00", (Place.at(1, 0, 0, 1, 1),)),))
    assert KeptDocument.model_validate_json(one.model_dump_json()) == one


def test_what_was_typed_before_names_were_taken_out_is_not_applied_after(out: Path) -> None:
    """A text may name the people whom the records do not name any more; a number, a date or a year may not."""
    read = document(out)
    said = Diagnostic(code=PROTECTED, severity="info", message="Names were taken out.")
    protected = read.model_copy(update={"diagnostics": (said,)})
    typed = [
        kept(NOTES, "Ha lavorato FERRI.", where(read, NOTES)),
        kept(TARGET, "41.50", where(read, TARGET)),
    ]
    after = apply(protected, typed)
    assert value_at(after, NOTES) == value_at(read, NOTES)
    assert value_at(after, TARGET) == Decimal("41.50")
    assert [found.path for found in after.diagnostics if found.code == NOT_APPLIED] == [NOTES]
    assert "FERRI" not in to_json(after).decode()
    (since,) = (one.model_copy(update={"protected": True}) for one in typed[:1])
    assert value_at(apply(protected, [since]), NOTES) == "Ha lavorato FERRI."
