"""Words to lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.layout.lines import box_around, group_lines, make_line
from tests.words import SIZE, lines, word


@pytest.mark.parametrize("raised", [-2.5, -1.0, 0.0, 1.0, 2.5])
def test_words_on_nearly_one_baseline_are_one_line(raised: float) -> None:
    """A word a quarter of its size above or below the others stands on their line."""
    found = group_lines(1, [word("Sentiero", 36, 100), word("1°", 90, 100 + raised)])
    assert [line.text for line in found] == ["Sentiero 1°"]


@pytest.mark.parametrize("raised", [-5.0, 5.0])
def test_words_half_a_line_apart_are_two_lines(raised: float) -> None:
    """The middle of a neighbouring cell with two lines is on no line of it."""
    found = group_lines(1, [word("Sentiero", 36, 100), word("1°", 90, 100 + raised)])
    assert len(found) == 2


def test_a_line_does_not_creep_down() -> None:
    """Words each a little lower than the one before end up on several lines, not all on one."""
    found = group_lines(1, [word("a", 36 + 10 * step, 100 + 2 * step) for step in range(6)])
    assert len(found) > 1


def test_words_of_a_line_stand_by_their_place() -> None:
    """The order in which a program wrote the words does not matter."""
    found = group_lines(1, [word("aperto", 90, 100), word("sotto", 36, 112), word("Sentiero", 36, 101)])
    assert [line.text for line in found] == ["Sentiero aperto", "sotto"]


@given(st.permutations(range(12)))
def test_lines_do_not_depend_on_the_order_of_words(order: list[int]) -> None:
    """Any order of the same words gives the same lines."""
    grid = [word(f"w{number}", 36 + 40 * (number % 4), 100 + 12 * (number // 4)) for number in range(12)]
    assert group_lines(1, [grid[number] for number in order]) == group_lines(1, grid)


def test_glued_words_have_no_space_between() -> None:
    """What is printed without white space reads without it, though it is two words to the engine."""
    assert [line.text for line in lines("dell'~Obiettivo (~*Sentieri~) aperti")] == [
        "dell'Obiettivo (Sentieri) aperti"
    ]


def test_line_has_the_box_of_its_words() -> None:
    """A line reaches from its first word's left to its last word's right, and holds its tallest word."""
    tall = word("Alto", 80, 102)._replace(top=80)
    line = make_line(3, [tall, word("Basso", 36, 100)])
    assert line.box == (36.0, 80.0, tall.x1, 102.0)
    assert (line.page, line.middle, line.size) == (3, 91, SIZE)
    assert box_around(line.words) == line.box


def test_no_words_are_no_lines() -> None:
    """A blank page has no lines."""
    assert group_lines(1, []) == []
