"""`schede explain`: the value, what is printed, the rule, the findings, and why a value is missing."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy
import PIL.Image
import pytest
from click.testing import CliRunner

import extractor
from extractor import cli
from extractor.errors import UnknownPath, UsageError
from extractor.explanation import explain, picture, show
from extractor.explanation.paths import pointers
from extractor.explanation.picture import PIXELS
from extractor.explanation.rules import origin
from extractor.records import Scheda, leaves
from extractor.templates import load_template
from tests import pdfs
from tests.golden import samples

SAMPLE = next(sample for sample in samples() if sample.stem.startswith("roccalvento"))


def test_a_value_is_explained() -> None:
    """A value comes with what is printed, page and box, the rule by its label, and its findings."""
    found = explain(SAMPLE, "/reports/0/schede/0/indicators/0/target")
    assert str(found.value) == "100.00"
    assert [(one.page, one.text) for one in found.printed] == [(2, "100,00")]
    assert "'Valore Target'" in found.rule
    assert "'INDICATORI DI PERFORMANCE'" in found.rule
    assert "a comma before the decimals" in found.rule
    assert (found.missing, found.findings) == (None, ())
    assert show(found).splitlines()[:3] == [
        "/reports/0/schede/0/indicators/0/target",
        "value     100.00",
        "printed   100,00",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "reports/0/schede/0/indicators/0/target",
        "0/schede/0/indicators/0/target",
        "0412/indicators/0/target",
        "/0412/indicators/0/target/",
    ],
)
def test_a_pointer_may_be_shortened(path: str) -> None:
    """The first parts may be left out, and a scheda may be named by its objective code."""
    assert explain(SAMPLE, path).path == "/reports/0/schede/0/indicators/0/target"


def test_a_phase_s_date_is_of_its_table() -> None:
    """A date of a phase comes of its column, and that of the same name of a scheda from a label."""
    template = load_template()
    column = origin(template, "/reports/0/schede/0/phases/1/actual_end").column
    sub_field = origin(template, "/reports/0/schede/0/actual_end").sub_field
    assert (column and column.name, sub_field and sub_field.name) == ("actual_end", "actual_end")


def test_every_value_of_every_sample_has_a_rule() -> None:
    """Each leaf has a rule that names a label or a pattern, whatever it is."""
    template = load_template()
    for sample in samples():
        document = extractor.extract(sample)
        for path, _ in leaves(document):
            rule = origin(template, path).rule
            assert re.search("['/]|on the cover", rule), path
            assert "sections of" not in rule, path


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        ("strategic_line/code", "4."),
        ("planned_start", "01-01-\n2019"),
        ("mission/code", "Istruzione e diritto allo studio"),
        ("objective_code", "Ob_Obiet0\n41201"),
        ("budget/planned_revenue/0/amount", "412.000,00"),
    ],
)
def test_what_is_printed_is_shown_as_it_stands(path: str, printed: str) -> None:
    """What is printed is shown line for line, before anything is made of it."""
    assert [one.text for one in explain(SAMPLE, f"0412/{path}").printed] == [printed]


@pytest.mark.parametrize(
    ("sample", "path", "says"),
    [
        ("roccalvento", "0415/notes", "The heading stands on page 6, with no such text below it."),
        ("roccalvento", "0412/resources/it_equipment", "The label stands on page 3, with nothing"),
        ("roccalvento", "0412/indicators/0/first_reading", "Its cell is empty: .* of the row \\(page 2\\)"),
        ("roccalvento", "0415/budget/planned_revenue", "no table with a known header stands"),
        ("montebrina", "0511/staff", "The table on page 4 has no rows."),
        ("montebrina", "0506/actual_start", "The label stands on page 2, with nothing beside or below it."),
        ("campoluna", "0103/notes", "No heading 'NOTE' stands in this scheda \\(pages 2-3\\)."),
        ("campoluna", "0103/budget/planned_revenue", "No heading 'Budget risorse finanziarie - Entrate"),
    ],
)
def test_what_is_missing_has_a_reason(sample: str, path: str, says: str) -> None:
    """A null or an empty list says which of heading, label, table, column or cell is not there."""
    file = next(one for one in samples() if one.stem.startswith(sample))
    found = explain(file, path)
    assert found.missing is not None
    assert re.search(says, found.missing), found.missing


def test_everything_missing_in_the_samples_has_a_reason() -> None:
    """No null and no empty list of any sample is left without a sentence."""
    for sample in samples()[:4]:
        document = extractor.extract(sample)
        empty = [path for path, value in pointers(document) if value is None or value == ()]
        assert empty
        for path in empty[::7]:
            assert explain(sample, path).missing, path


def test_what_could_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value that is printed but unreadable carries its finding as the reason."""
    file = tmp_path / "piano.pdf"
    changed = [(label, "Sogni e nuvole" if "Missione" in label else value) for label, value in pdfs.FIELDS]
    monkeypatch.setattr(pdfs, "FIELDS", changed)
    file.write_bytes(pdfs.report())
    found = explain(file, "0/schede/0/mission/code")
    assert found.value is None
    assert found.missing is not None
    assert found.missing.startswith("It could not be read: 'Sogni e nuvole' is not a mission")
    assert [one.code for one in found.findings] == ["mission_unknown"]
    assert "warning mission_unknown /reports/0/schede/0/mission/code (page 1)" in show(found)
    assert re.search(r"\d warnings?\b.*\n", show(explain(file)))


def test_the_overview_lists_reports_and_schede() -> None:
    """Without a path: the file, its reports, its schede with pages and counts, and all findings."""
    text = show(explain(SAMPLE))
    assert text.startswith(f"{SAMPLE.name}: 6 pages, made by ")
    assert "/reports/0/schede/0  0412  NUOVO APPALTO" in text
    assert "pages 2-4, 2 phases, 3 indicators, 3 people, 5 budget lines, 2 monitoring entries" in text
    assert text.rstrip().endswith("findings  none")


def test_a_record_lists_what_is_in_it() -> None:
    """A scheda shows its values and how many rows its lists have; a list shows its rows."""
    text = show(explain(SAMPLE, "0412"))
    assert re.search("  budget/actual_expenditure +2 rows", text)
    assert re.search("  mission/code +04", text)
    rows = show(explain(SAMPLE, "0412/staff")).splitlines()
    assert [line[:4] for line in rows if line.startswith("  ")] == ["  0 ", "  1 ", "  2 "]


def test_a_pointer_to_nothing_lists_the_nearest() -> None:
    """A typing error is answered with pointers that exist."""
    with pytest.raises(UnknownPath, match="/reports/0/schede/0/indicators/1/target") as error:
        explain(SAMPLE, "/reports/0/schede/0/indicator/1/target")
    assert error.value.exit_code == 64
    with pytest.raises(UnknownPath, match="nearest are: /reports/0"):
        explain(SAMPLE, "zzz")


def test_null_records_have_pointers_too() -> None:
    """What a record that is null would hold can be asked for."""
    assert "/reports/0/schede/0/cost_centre/code" in dict(
        pointers(
            extractor.extract(SAMPLE).model_copy(
                update={"reports": (extractor.records.Report(schede=(Scheda(),)),)}
            )
        )
    )


def test_boxes_are_drawn(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The picture shows the page at its size with blue around the value, and nothing blue elsewhere."""
    out = tmp_path / "value.png"
    path = "/reports/0/schede/0/indicators/0/target"
    assert cli.main(["explain", str(SAMPLE), path, "--image", str(out)]) == 0
    assert capfd.readouterr().out == show(explain(SAMPLE, path))
    (place,) = extractor.extract(SAMPLE).provenance[path]
    with PIL.Image.open(out) as image:
        scale = image.height / 842
        pixels = numpy.asarray(image)
    rows, columns = (pixels == numpy.array([31, 111, 235])).all(axis=2).nonzero()
    blue = list(zip(columns / scale, rows / scale, strict=True))
    x0, top, x1, bottom = place.bbox
    assert blue
    assert all(x0 - 3 <= x <= x1 + 3 and top - 3 <= y <= bottom + 3 for x, y in blue)


def test_a_picture_has_all_pages_and_a_limit() -> None:
    """A scheda over three pages is drawn on three, side by side, in no more pixels than allowed."""
    image = PIL.Image.open(io.BytesIO(picture(SAMPLE, explain(SAMPLE, "0412"))))
    assert image.width > 2 * image.height
    assert image.width * image.height <= PIXELS * 1.02


def test_a_missing_value_is_drawn_by_what_is_around_it() -> None:
    """Of a value that stands nowhere the picture shows its row."""
    missing = explain(SAMPLE, "0412/indicators/0/first_reading")
    assert picture(SAMPLE, missing) == picture(SAMPLE, explain(SAMPLE, "0412/indicators/0"))


def test_a_picture_of_a_locked_report(tmp_path: Path) -> None:
    """The password opens the file for drawing, too."""
    file = tmp_path / "locked.pdf"
    file.write_bytes(pdfs.locked_report())
    found = explain(file, "0/schede/0/manager", password=pdfs.USER_PASSWORD)
    assert picture(file, found, password=pdfs.USER_PASSWORD).startswith(b"\x89PNG")


def test_nothing_to_draw_is_wrong_usage(tmp_path: Path) -> None:
    """A wrong path ends with 64 and leaves no picture."""
    out = tmp_path / "x.png"
    assert cli.main(["explain", str(SAMPLE), "0412/nothing", "--image", str(out)]) == UsageError.exit_code
    assert not out.exists()


def test_pointers_are_completed() -> None:
    """The shell completes a pointer up to its next part."""
    answer = CliRunner().invoke(
        cli.schede,
        env={
            "_SCHEDE_COMPLETE": "bash_complete",
            "COMP_WORDS": f"schede explain {SAMPLE} /reports/0/schede/0/indi",
            "COMP_CWORD": "3",
        },
        prog_name="schede",
    )
    assert answer.output.split("\n")[0] == "plain,/reports/0/schede/0/indicators"
