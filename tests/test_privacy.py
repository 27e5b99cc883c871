"""Personal data: names and numbers of staff leave no trace in anything that is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor
from extractor import cli
from extractor.errors import UsageError
from extractor.privacy import REMOVED, Staff, protect
from extractor.records import (
    Diagnostic,
    Document,
    Place,
    Report,
    Scheda,
    Source,
    StaffMember,
    leaves,
)
from extractor.write.json import to_json
from tests.golden import samples
from tests.strategies import documents

KEY = b"a key of the tests' own, long enough"
OTHER_KEY = b"another key of the tests, as long"


def with_text(text: str, *people: StaffMember, entity: str = "Comune di Valdirovo") -> Document:
    """A document that says something in its notes, with some people in its list of staff."""
    scheda = Scheda(
        objective_code="0703",
        manager="PIOPPI NERINA",
        planned_start=date(2019, 1, 1),
        staff=people or (StaffMember(category="Categoria D", employee_id="812", name="PIOPPI NERINA"),),
        notes=text,
    )
    return Document(
        source=Source(file="valdirovo.pdf", sha256="0f" * 32, pages=3),
        reports=(Report(entity=entity, manager="Nerina PIOPPI", schede=(scheda,)),),
    )


def person(name: str, number: str = "7") -> StaffMember:
    """Someone of the staff."""
    return StaffMember(category="Categoria C", employee_id=number, name=name)


def notes(document: Document) -> str | None:
    """The notes of its only scheda."""
    return document.reports[0].schede[0].notes


def test_as_printed_by_default() -> None:
    """Without a choice the document is what the PDF says."""
    document = with_text("Referente: Nerina Pioppi.")
    assert protect(document, "full") is document


def test_one_person_has_one_pseudonym() -> None:
    """Staff list, manager of the objective, manager of the area and running text name one person alike."""
    document = protect(with_text("Referente: Nerina Pioppi."), "pseudonymous", KEY)
    report = document.reports[0]
    scheda = report.schede[0]
    name = scheda.staff[0].name
    assert name is not None
    assert re.fullmatch(r"persona-[0-9a-f]{16}", name)
    assert re.fullmatch(r"matricola-[0-9a-f]{16}", scheda.staff[0].employee_id or "")
    assert report.manager == scheda.manager == name
    assert scheda.notes == f"Referente: {name}."


def test_pseudonyms_depend_on_the_key_alone() -> None:
    """The same key gives the same pseudonyms in another document; another key gives others."""
    first = protect(with_text("x"), "pseudonymous", KEY).reports[0].manager
    assert protect(with_text("y"), "pseudonymous", KEY).reports[0].manager == first
    assert protect(with_text("x"), "pseudonymous", OTHER_KEY).reports[0].manager != first


def test_none_leaves_the_category() -> None:
    """Without names a row of the staff still counts as a person of its category."""
    document = protect(with_text("Sentita Nerina Pioppi."), "none")
    report = document.reports[0]
    assert report.manager is report.schede[0].manager is None
    assert report.schede[0].staff == (StaffMember(category="Categoria D"),)
    assert notes(document) == f"Sentita {REMOVED}."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Incarico a PIOPPI NERINA per il 2019.", "Incarico a # per il 2019."),
        ("Incarico a Nerina\nPioppi.", "Incarico a #."),
        ("Incarico a N. Pioppi e alla squadra.", "Incarico a # e alla squadra."),
        ("Incarico a Pioppi N. (ufficio tecnico)", "Incarico a # (ufficio tecnico)"),
        ("La dott.ssa Pioppi ha riferito.", "La dott.ssa # ha riferito."),
        ("812 - PIOPPI NERINA, 5 ore", "#, 5 ore"),
        ("Scrivere a nerina.pioppi@comune.example", "Scrivere a #@comune.example"),
        ("Matricola 812 e matr. n. 4", "Matricola # e matr. n. #"),
        ("C.F. PPPNRN70A41H501Z", "C.F. #"),
        ("Piantati 12 pioppi lungo la via", "Piantati 12 pioppi lungo la via"),
        ("Scrivere a pioppi@comune.example", "Scrivere a #@comune.example"),
        ("Via Nerina 4, capitolo 812", "Via Nerina 4, capitolo 812"),
    ],
)
def test_names_in_running_text(text: str, left: str) -> None:
    """A name is found in either order and with an initial; an ordinary word is no name, a first name alone neither."""
    assert notes(protect(with_text(text), "none")) == left.replace("#", REMOVED)


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("ZAMPIERETTI LIA", "Sostituita da Zampieretti a maggio", "Sostituita da # a maggio"),
        ("D'ANGELANTO MARIO", "Ha risposto Mario D’Angelanto", "Ha risposto #"),
        ("DE LUCARINI ANNA", "Con De Lucarini Anna e altri", "Con # e altri"),
        ("COSTA PIERO", "La costa è lunga; il geom. Costa lo sa", "La costa è lunga; il geom. # lo sa"),
        ("NICOLO' RIZZARDINI", "Sentito Rizzardini Nicolò", "Sentito #"),
    ],
)
def test_surnames_of_other_shapes(name: str, text: str, left: str) -> None:
    """A rare surname alone is a name; one that is a word needs a title; apostrophes and accents do not matter."""
    assert notes(protect(with_text(text, person(name)), "none")) == left.replace("#", REMOVED)


def test_a_town_keeps_its_name() -> None:
    """A person who is called like the town does not take its name away."""
    document = with_text("Le scuole di Valdirovo", person("VALDIROVO LINO"))
    assert notes(protect(document, "none")) == "Le scuole di Valdirovo"
    assert protect(document, "none").reports[0].entity == "Comune di Valdirovo"


def test_every_change_is_said() -> None:
    """A finding says what was done to the document, and one more each text that is no longer as printed."""
    found = protect(with_text("Sentita Nerina Pioppi."), "none").diagnostics
    assert [(one.code, one.path) for one in found] == [
        ("staff_protected", None),
        ("name_replaced", "/reports/0/schede/0/notes"),
    ]


def test_messages_lose_what_was_printed() -> None:
    """A finding keeps its sentence and its place, not the printed words: a cell may hold anything."""
    said = Diagnostic(
        code="date_unreadable", severity="warning", message="The printed text 'BRUNO O'LEARY' is not a date."
    )
    document = with_text("x").model_copy(update={"diagnostics": (said,)})
    assert protect(document, "none").diagnostics[0].message == f"The printed text '{REMOVED}' is not a date."


def test_places_of_removed_values_go_with_them() -> None:
    """Every place belongs to a value that is there."""
    document = with_text("x")
    places = {path: (Place.at(1, 0, 0, 1, 1),) for path, _ in leaves(document)}
    document = document.model_copy(update={"provenance": places})
    for staff, gone in (("none", 4), ("pseudonymous", 0)):
        protected = protect(document, staff, KEY)  # type: ignore[arg-type]
        assert set(protected.provenance) == {path for path, _ in leaves(protected)}
        assert len(places) - len(protected.provenance) == gone


@pytest.mark.parametrize(
    ("staff", "key"), [("pseudonymous", None), ("pseudonymous", b"short"), ("some", KEY)]
)
def test_wrong_choices_are_refused(staff: Staff, key: bytes | None) -> None:
    """Pseudonyms without a key of some length, and choices that there are not, are wrong usage."""
    with pytest.raises(UsageError):
        protect(with_text("x"), staff, key)


@settings(max_examples=60)
@given(documents(), st.sampled_from(["pseudonymous", "none"]))
def test_any_document_can_be_protected(document: Document, staff: Staff) -> None:
    """What is protected is a document still, and protecting it twice is the same for its reports."""
    protected = protect(document, staff, KEY)
    assert Document.model_validate_json(to_json(protected)) == protected
    if staff == "none":
        assert protect(protected, staff).reports == protected.reports


def people(pdf: Path) -> tuple[set[str], set[str]]:
    """Every name that a sample prints, in both orders, with its longer words; and every number of an employee."""
    truth = json.loads(pdf.with_suffix(".gold.json").read_bytes())
    schede = [scheda for report in truth["reports"] for scheda in report["schede"]]
    staff = [member for scheda in schede for member in scheda["staff"]]
    names: set[str] = set()
    for name in filter(
        None, (one.get("manager") or one.get("name") for one in truth["reports"] + schede + staff)
    ):
        words = name.casefold().split()
        names |= {" ".join(words), " ".join(reversed(words)), *(word for word in words if len(word) > 5)}
    return names, {member["employee_id"] for member in staff if member["employee_id"]}


def contents(out: Path, warehouse: Path) -> Iterator[tuple[str, str]]:
    """All that stands in a converted folder and a warehouse: every byte of every file, and what they hold decoded."""
    for file in (*out.rglob("*"), warehouse):
        if file.is_file():
            yield str(file), file.read_bytes().decode("utf-8", "ignore")
    for table in extractor.to_frames([]):
        yield table, extractor.read(out, table).to_csv(index=False)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for (table,) in connection.execute("SELECT table_name FROM information_schema.tables").fetchall():
            yield f"warehouse {table}", repr(connection.execute(f"SELECT * FROM {table}").fetchall())


@pytest.mark.parametrize("staff", ["pseudonymous", "none"])
def test_no_byte_of_the_output_names_anybody(
    staff: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """JSON, Parquet, results, the warehouse and all that is printed hold no name and no number of the staff."""
    monkeypatch.setenv("SCHEDE_STAFF_KEY", KEY.decode())
    out, warehouse = tmp_path / "out", tmp_path / "warehouse.duckdb"
    assert cli.main(["convert", *map(str, samples()), "-o", str(out), "-v", "--staff", staff]) == 0
    assert cli.main(["load", str(out), "--to", f"duckdb:///{warehouse}", "-v"]) == 0
    written = [("printed", "".join(capfd.readouterr())), *contents(out, warehouse)]
    folded = [(place, text.casefold()) for place, text in written]
    names, numbers = map(set[str]().union, *map(people, samples()))
    assert len(names) > 50
    wanted = [*sorted(names), KEY.decode()]
    assert [(name, place) for place, text in folded for name in wanted if name in text] == []
    assert len(numbers) > 20
    assert numbers.isdisjoint(extractor.read(out, "staff")["employee_id"].dropna())


def test_the_key_may_stand_in_a_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`--staff-key` reads the secret from a file, without its last line end; a missing file is wrong usage."""
    pdf, key = samples()[0], tmp_path / "staff.key"
    key.write_bytes(KEY + b"\n")
    expected = to_json(extractor.extract(pdf, staff="pseudonymous", staff_key=KEY), 2).decode()
    assert cli.main(["extract", str(pdf), "--staff", "pseudonymous", "--staff-key", str(key)]) == 0
    assert capfd.readouterr().out == expected
    missing = ["extract", str(pdf), "--staff", "pseudonymous", "--staff-key", str(tmp_path / "no.key")]
    assert cli.main(missing) == 64
    assert "cannot be read" in capfd.readouterr().err


def test_another_choice_reads_everything_again(tmp_path: Path) -> None:
    """A folder converted again with another choice or key holds what that says, not what was finished before."""
    pdf, out = samples()[0], tmp_path / "out"
    keys = ((b"", "full"), (KEY, "pseudonymous"), (OTHER_KEY, "pseudonymous"), (b"", "none"))
    found = []
    for key, staff in keys:
        extractor.convert([pdf], out, staff=staff, staff_key=key, jobs=0)  # type: ignore[arg-type]
        found.append(tuple(extractor.read(out, "staff")["name"].dropna()))
    assert len(set(found)) == len(keys)
    assert found[0]
    assert found[-1] == ()
