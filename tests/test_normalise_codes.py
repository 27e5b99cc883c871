"""Codes before titles, and the code of an objective inside the codes of its activities."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.codes import objective_code, split_code
from extractor.normalise.reason import Unread

TITLE = re.compile(r"(?P<code>\d+(?:\.\d+)*)\s*[.)–-]?\s*(?P<title>\D.*)")


@pytest.mark.parametrize(
    ("text", "code", "title"),
    [
        ("1. SCELGO IL FUTURO", "1", "SCELGO IL FUTURO"),
        ("1.2 Proteggere il verde", "1.2", "Proteggere il verde"),
        ("4-Assistenza educativa", "4", "Assistenza educativa"),
        ("51 - ROSSI MARIO", "51", "ROSSI MARIO"),
        ("51 –\nROSSI\u00a0MARIO ", "51", "ROSSI MARIO"),
        ("SCELGO IL FUTURO", None, "SCELGO IL FUTURO"),
        ("2019", None, "2019"),
        ("", None, ""),
    ],
)
def test_a_code_is_split_from_its_title(text: str, code: str | None, title: str) -> None:
    """The pattern says what a code is; a text without one is all title."""
    assert split_code(text, TITLE) == (code, title)


@given(st.text())
def test_any_text_gives_a_title(text: str) -> None:
    """Returns a value; never raises."""
    code, title = split_code(text, TITLE)
    assert code is None or (code and title)


@pytest.mark.parametrize(
    ("codes", "objective"),
    [
        (["Ob_Obiet050501"], "0505"),
        (["Ob_Obiet050501", "Ob_Obiet050502"], "0505"),
        (["Ob_ Obiet050\n701"], "0507"),
        (["", "Ob_Obiet050501", " "], "0505"),
        (["Ob_Obiet05050", "Ob_Obiet050501", "Ob_Obiet050502"], "0505"),
        ([], None),
        (["", " \n"], None),
    ],
)
def test_an_objective_has_the_digits_of_its_activities_without_two(
    codes: list[str], objective: str | None
) -> None:
    """The last two digits count the activities; line breaks inside a code and empty cells do not matter."""
    assert objective_code(codes) == objective


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        (["Ob_Obiet050501", "Ob_Obiet060601"], "objective_codes_disagree"),
        (["Ob_Obiet"], "objective_code_unreadable"),
        (["Ob_Obiet050501", "01"], "objective_code_unreadable"),
    ],
)
def test_codes_that_do_not_settle_an_objective_say_why(codes: list[str], reason: str) -> None:
    """Activities of two objectives, or a code with too few digits, give a reason that quotes them."""
    found = objective_code(codes)
    assert isinstance(found, Unread)
    assert found.code == reason
    assert f"'{codes[-1]}'" in found.message


@given(st.lists(st.text()))
def test_any_codes_give_a_code_a_reason_or_nothing(codes: list[str]) -> None:
    """Returns a value or a reason; never raises anything else."""
    found = objective_code(codes)
    assert found is None or isinstance(found, Unread) or found.isdigit()
