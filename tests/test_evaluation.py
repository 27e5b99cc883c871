"""`schede evaluate`: what is counted, how rows find each other, what counts as said."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor import cli
from extractor.errors import UsageError
from extractor.evaluation import Evaluation, Status, Tally, evaluate, to_json, to_markdown
from extractor.evaluation.align import align
from extractor.evaluation.fields import TABLES, field_names, parts
from extractor.evaluation.outcomes import Said, compare
from extractor.evaluation.run import FileEvaluation
from extractor.evaluation.tallies import tally
from extractor.records import (
    BudgetLine,
    Diagnostic,
    Document,
    Indicator,
    Report,
    Scheda,
    Severity,
    Source,
    leaves,
)
from tests import pdfs
from tests.strategies import documents, indicators

ROWS = tuple(
    Indicator(activity_code=f"Ob_Obiet07030{n}", name=name, year=2021, target=Decimal(n))
    for n, name in enumerate(("Buche chiuse", "Ore di apertura", "Utenti serviti", "Giorni medi di attesa"))
)


def document(scheda: Scheda, *findings: tuple[str, Severity]) -> Document:
    """One report with one scheda; findings by path and severity."""
    diagnostics = tuple(
        Diagnostic(code=f"about_{path.rpartition('/')[2]}", severity=severity, message="?", path=path)
        for path, severity in findings
    )
    return Document(
        source=Source(file="a.pdf", sha256="0" * 64, pages=1),
        reports=(Report(year=2021, schede=(scheda,)),),
        diagnostics=diagnostics,
    )


def scored(truth: Scheda, read: Scheda, *findings: tuple[str, Severity]) -> Evaluation:
    """An evaluation of one scheda."""
    comparison = compare(document(truth).reports, document(read, *findings))
    return Evaluation((FileEvaluation("a.pdf", 1, None, comparison),))


def test_a_lost_row_costs_itself_alone() -> None:
    """The rows after a lost one are compared with their own truth, and its values are missing."""
    found = scored(Scheda(indicators=ROWS), Scheda(indicators=(ROWS[0], *ROWS[2:])))
    assert found.rows["indicators"] == {Status.RIGHT: 3, Status.MISSING: 1, Status.INVENTED: 0}
    assert found.tables["indicators"] == Tally(right=12, missing=4, silent=4)


def test_rows_that_changed_places_are_wrong() -> None:
    """The order of rows is part of what is read."""
    found = scored(Scheda(indicators=ROWS[:2]), Scheda(indicators=(ROWS[1], ROWS[0])))
    assert found.total.right < found.total.fields


def test_a_row_with_one_changed_value_is_matched() -> None:
    """Of a row that is like another but for one value, that value alone is wrong."""
    changed = ROWS[2].model_copy(update={"target": Decimal("9.5")})
    found = scored(Scheda(indicators=ROWS), Scheda(indicators=(*ROWS[:2], changed, ROWS[3])))
    ((_, wrong),) = found.differences
    assert (wrong.path, wrong.status) == ("/reports/0/schede/0/indicators/2/target", Status.WRONG)
    assert (wrong.truth, wrong.read) == (Decimal(2), Decimal("9.5"))


@pytest.mark.parametrize(
    ("path", "severity", "said"),
    [
        ("/reports/0/schede/0/indicators/0/target", "warning", Said.FLAGGED),
        ("/reports/0/schede/0/indicators/0", "error", Said.FLAGGED),
        ("/reports/0/schede/0/indicators", "warning", Said.FLAGGED),
        ("/reports/0/schede/0/indicators/0/target", "info", Said.NOTED),
        ("/reports/0/schede/0/indicators/1", "warning", Said.SILENT),
        ("/reports/0/schede/0/indicators/0/name", "warning", Said.SILENT),
        ("/reports/0/schede/0", "warning", Said.SILENT),
        ("/reports/0", "warning", Said.SILENT),
    ],
)
def test_what_flags_a_value(path: str, severity: Severity, said: Said) -> None:
    """A finding on the value, its row or its list speaks of it; one on its whole scheda does not."""
    wrong = ROWS[0].model_copy(update={"target": Decimal(7)})
    found = scored(Scheda(indicators=ROWS), Scheda(indicators=(wrong, *ROWS[1:])), (path, severity))
    assert [one.said for _, one in found.differences] == [said]


def test_a_lost_list_is_flagged_by_a_finding_on_it() -> None:
    """Rows that are wholly missing are said by a finding on their section, and on no other."""
    here, elsewhere = ("/reports/0/schede/0/indicators", "/reports/0/schede/0/phases")
    lost = scored(Scheda(indicators=ROWS), Scheda(), (here, "warning"))
    assert (lost.total.flagged, lost.total.silent) == (16, 0)
    assert scored(Scheda(indicators=ROWS), Scheda(), (elsewhere, "warning")).total.silent == 16


def test_warnings_about_right_schede_are_counted() -> None:
    """A warning on a scheda that is wholly right is a false one, an information is counted apart."""
    same = Scheda(notes="x", indicators=ROWS)
    found = scored(same, same, ("/reports/0/schede/0/notes", "warning"), ("/reports/0/schede/0", "info"))
    assert (found.schede.right, found.schede.false_warnings, found.schede.false_notes) == (1, 1, 1)
    other = scored(same, Scheda(notes="y", indicators=ROWS), ("/reports/0/schede/0/notes", "warning"))
    assert (other.schede.right, other.schede.false_warnings) == (0, 0)


def test_values_compare_by_what_they_say() -> None:
    """White space in text and zeros after a decimal point make no difference; letters and signs do."""
    truth = Scheda(notes="uno\ndue", indicators=(Indicator(name="a", target=Decimal("1.50")),))
    assert (
        scored(
            truth, Scheda(notes="uno due", indicators=(Indicator(name="a", target=Decimal("1.5")),))
        ).differences
        == []
    )
    assert len(scored(truth, Scheda(notes="uno Due", indicators=truth.indicators)).differences) == 1


def test_shares() -> None:
    """Precision is of what was read, recall of what is printed, F1 between them; of nothing all is right."""
    one = Tally(right=6, wrong=1, missing=2, invented=1)
    assert (one.precision, one.recall) == (6 / 8, 6 / 9)
    assert one.f1 == pytest.approx(2 * one.precision * one.recall / (one.precision + one.recall))
    assert (Tally().precision, Tally().recall, Tally().f1) == (1, 1, 1)


@given(documents())
def test_a_document_is_right_beside_itself(read: Document) -> None:
    """Every value of any document is found and right when it is its own truth."""
    found = compare(read.reports, read)
    assert tally(found.outcomes) == Tally(right=sum(1 for _ in leaves(read)))
    assert {one.path for one in found.outcomes} == {path for path, _ in leaves(read)}


@given(documents(), documents())
def test_every_value_of_both_sides_is_counted(truth: Document, read: Document) -> None:
    """Whatever is compared with whatever: each printed value and each read one is counted once."""
    found = tally(compare(truth.reports, read).outcomes)
    assert found.right + found.wrong + found.missing == sum(1 for _ in leaves(truth))
    assert found.right + found.wrong + found.invented == sum(1 for _ in leaves(read))
    assert found.flagged + found.noted + found.silent == found.fields - found.right


@given(st.lists(indicators, max_size=6), st.lists(indicators, max_size=6))
def test_matches_never_cross(truth: list[Indicator], read: list[Indicator]) -> None:
    """Each row has one place in the match, in order, and no two are left alone that could be partners."""
    pairs = align(truth, read)
    assert [one for one, _ in pairs if one is not None] == list(range(len(truth)))
    assert [other for _, other in pairs if other is not None] == list(range(len(read)))
    gaps = "".join("=" if None not in pair else "<" if pair[1] is None else ">" for pair in pairs)
    assert "<>" not in gaps
    assert "><" not in gaps


def test_every_field_has_a_name() -> None:
    """The names that shares are listed under are those that records are taken apart into."""
    assert list(field_names(Scheda))[:3] == ["objective_code", "strategic_line/code", "strategic_line/title"]
    assert "resources/it_equipment" in set(field_names(Scheda))
    assert list(field_names(BudgetLine)) == ["chapter", "description", "amount"]
    assert set(parts(ROWS[0]).values) <= set(field_names(Indicator))
    assert set(TABLES.values()) == set(Evaluation(()).tables)


# Folders of gold


@pytest.fixture
def gold(tmp_path: Path) -> Callable[[str], Path]:
    """A folder with one PDF and the truth about its definition."""

    def make(definition: str) -> Path:
        (tmp_path / "deep").mkdir()
        pdf = tmp_path / "deep" / "piano.pdf"
        pdf.write_bytes(pdfs.report())
        read = extractor.extract(pdf)
        scheda = read.reports[0].schede[0].model_copy(update={"definition": definition})
        report = read.reports[0].model_copy(update={"schede": (scheda,)})
        truth = f'{{"reports": [{report.model_dump_json()}]}}'
        pdf.with_suffix(".gold.json").write_text(truth, encoding="utf-8")
        return tmp_path

    return make


def test_a_folder_is_evaluated(gold: Callable[[str], Path], capfd: pytest.CaptureFixture[str]) -> None:
    """PDFs with their truth beside them are found at any depth, read and compared."""
    folder = gold("La sala | resta chiusa.")
    found = extractor.evaluate(folder)
    assert [(file.file, file.pages, file.error) for file in found.files] == [("deep/piano.pdf", 1, None)]
    ((_, wrong),) = found.differences
    assert (wrong.field, wrong.truth, wrong.read) == (
        "definition",
        "La sala | resta chiusa.",
        "La sala resta aperta.",
    )
    assert cli.main(["evaluate", str(folder)]) == 0
    assert capfd.readouterr().out == to_markdown(found)
    assert r"La sala \| resta chiusa." in to_markdown(found)
    assert cli.main(["evaluate", str(folder), "--format", "json"]) == 0
    written = capfd.readouterr().out
    assert written == to_json(found)
    assert json.loads(written)["total"]["wrong"] == 1


def test_an_evaluation_can_be_a_gate(gold: Callable[[str], Path], tmp_path: Path) -> None:
    """`--fail-under` ends with 1 when fewer fields are right, and the result is written all the same."""
    folder, out = gold("Un'altra."), tmp_path / "score.json"
    assert cli.main(["evaluate", str(folder), "-o", str(out), "--fail-under", "99"]) == 1
    assert json.loads(out.read_text(encoding="utf-8"))["total"]["wrong"] == 1
    assert cli.main(["evaluate", str(folder), "-o", str(out), "--fail-under", "50"]) == 0


def test_a_file_that_fails_loses_everything_aloud(gold: Callable[[str], Path]) -> None:
    """The values of a file that cannot be read are missing, and flagged by its error."""
    folder = gold("Un'altra.")
    (folder / "deep" / "piano.pdf").write_bytes(pdfs.scan())
    found = evaluate(folder)
    assert [(file.pages, file.error) for file in found.files] == [(None, "no_text_layer")]
    assert found.total.right == 0
    assert found.total.missing == found.total.flagged == found.total.fields > 10
    assert "failed: no_text_layer" in to_markdown(found)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", "", "holds no truth"),
        ("a.gold.json", "{}", "no such file beside it"),
        ("piano.gold.json", "{", "cannot be read"),
        ("piano.gold.json", '{"reports": [{"town": "x"}]}', "wrong at 0/town"),
        ("piano.gold.json", "[]", "wrong at top"),
    ],
)
def test_a_folder_that_cannot_be_used_is_wrong_usage(
    tmp_path: Path, name: str, content: str, says: str
) -> None:
    """What is wrong with the truth is said before anything is read."""
    (tmp_path / "piano.pdf").write_bytes(b"%PDF-")
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        evaluate(tmp_path)


def test_a_single_report_may_stand_alone(gold: Callable[[str], Path]) -> None:
    """Gold of one report may hold the report and its schede side by side."""
    folder = gold("La sala resta aperta.")
    file = folder / "deep" / "piano.gold.json"
    (report,) = json.loads(file.read_bytes())["reports"]
    file.write_text(json.dumps({"schede": report.pop("schede"), "report": report}), encoding="utf-8")
    assert evaluate(folder).differences == []
