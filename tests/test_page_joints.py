"""Gaps inside a word that a program stretched to fill a line."""

from __future__ import annotations

import pytest

from extractor.layout.lines import make_line
from extractor.page.chars import Char, cut_runs
from extractor.page.model import Rule
from extractor.page.pieces import with_joints
from extractor.page.sieve import Cuts
from tests.words import word


def stretched(text: str, space: float, inside: float) -> str:
    """The text of a line with `space` between words, and `inside` where a `~` stands in one."""
    words, x = [], 50.0
    for whole in text.split():
        for part in whole.split("~"):
            words.append(word(part, x, 100.0, spaced=True))
            x = words[-1].x1 + inside
        x += space - inside
    return make_line(1, with_joints(words)).text


@pytest.mark.parametrize("part", ["socio-~educativa", "c/~residui", "https://~www.comune.it/~albo?~id=7"])
def test_a_stretched_word_is_one(part: str) -> None:
    """A gap after a hyphen or slash that is narrower than the white space of its line is none."""
    assert (
        stretched(f"Una proposta {part} di tutti", 3.6, 1.2)
        == f"Una proposta {part.replace('~', '')} di tutti"
    )


@pytest.mark.parametrize(
    "text", ["Servizi pre- e post scuola", "Corsi attivati/ N. dei corsi", "Da lunedì - sempre"]
)
def test_white_space_after_a_mark_stays(text: str) -> None:
    """A gap as wide as the others of the line is white space, and so is that beside a lone dash."""

    assert stretched(text, 3.6, 3.6) == text


def test_a_line_too_short_to_compare() -> None:
    """Where a line has no other gaps, the mark joins nothing."""
    assert stretched("socio-~educativa", 3.6, 1.2) == "socio- educativa"


@pytest.mark.parametrize(("text", "runs"), [("prov-", ["prov-"]), ("prova", ["prov", "a"])])
def test_a_stretched_hyphen_is_of_its_word(text: str, runs: list[str]) -> None:
    """A line may be stretched before the hyphen that ends it, by more than letters of a word stand apart."""
    lefts = [5.0 * at + (1.5 if at == len(text) - 1 else 0.0) for at in range(len(text))]
    chars = [
        Char(char, (x0, 0.0, x0 + 5.0, 10.0), upright=True, piece=1)
        for char, x0 in zip(text, lefts, strict=True)
    ]
    assert [run.text for run in cut_runs(chars, Cuts(()), True, list)] == runs


def test_letters_set_a_little_apart_overrun_a_line_together() -> None:
    """A word whose letters are drawn one by one, a hair apart, is one over a line; what stands further off is not."""
    lefts = [5.2 * at for at in range(8)] + [5.2 * 8 + 0.6]
    chars = [
        Char(char, (x0, 0.0, x0 + 5.0, 10.0), upright=True, piece=at)
        for at, (char, x0) in enumerate(zip("Ob_01020F", lefts, strict=True))
    ]
    line = Rule(34.0, -20.0, 34.0, 20.0)
    assert [run.text for run in cut_runs(chars, Cuts([line]), True, list)] == ["Ob_01020", "F"]
