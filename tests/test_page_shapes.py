"""Both readers give the ruling lines and shading that a page shows."""

from __future__ import annotations

import pytest

from extractor.page import Box
from tests.page_pdfs import Read, pdf

SQUARE = [(10, 160, 110, 160), (10, 190, 110, 190), (10, 160, 10, 190), (110, 160, 110, 190)]


def same(found: list[Box], expected: list[Box]) -> bool:
    """Whether the same boxes are found in any order, to a point."""
    return len(found) == len(expected) and all(
        any(box == pytest.approx(other, abs=1.0) for other in found) for box in expected
    )


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("10 10 100 1 re f", [(10, 189, 110, 190)]),
        ("10 10 m 110 10 l S", [(10, 190, 110, 190)]),
        ("[3 2] 0 d 10 10 m 110 10 l S", [(10, 190, 110, 190)]),
        ("10 10 100 30 re S", SQUARE),
        ("10 10 m 110 10 l 110 40 l 10 40 l s", SQUARE),
        ("10 10 100 1 re 10 40 100 1 re 10 10 1 30 re 110 10 1 30 re f", SQUARE),
        (
            "10 10 m 110 10 l 10 40 m 110 40 l 10 10 m 10 40 l 110 10 m 110 40 l 60 10 m 60 40 l S",
            [*SQUARE, (60, 160, 60, 190)],
        ),
        ("q .5 0 0 .5 0 0 cm 20 20 200 60 re S Q", SQUARE),
        ("10 10 m 110 60 l S", []),
        ("10 10 m 110 10 l n 20 20 50 50 re W n", []),
        ("10 10 2 2 re f", []),
        (" ".join(f"{10 + 2 * at} 10 1 1 re f" for at in range(51)), [(10, 189, 111, 190)]),
        (" ".join(f"10 {10 + 2 * at} 1 1 re" for at in range(26)) + " f", [(10, 139, 11, 190)]),
        (" ".join(f"{10 + 9 * at} 10 1 1 re f" for at in range(9)), []),
    ],
    ids="thin-fill stroke dashed box closed fills grid scaled slanted unpainted dot dotted down far-dots".split(),
)
def test_ruling_lines(read: Read, drawn: str, expected: list[Box]) -> None:
    """However a line is drawn, it is one rule; what slants, is not painted or is a dot is none."""
    page = read(pdf(drawn))
    assert same([rule[:4] for rule in page.rules], expected)
    assert page.fills == ()


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (".9 g 10 10 100 50 re f", [(10, 140, 110, 190)]),
        ("0 .1 0 0 k 10 10 100 50 re f", [(10, 140, 110, 190)]),
        (".5 g 10 10 m 100 10 l 105 10 110 15 110 20 c 110 60 l 10 60 l h f", [(10, 140, 110, 190)]),
        ("1 g 10 10 100 50 re f", []),
        ("1 1 1 rg 10 10 100 50 re f", []),
        (".9 g 10 10 40 50 re 60 10 40 50 re f", [(10, 140, 50, 190), (60, 140, 100, 190)]),
    ],
    ids="grey cmyk rounded white white-rgb two".split(),
)
def test_shading(read: Read, drawn: str, expected: list[Box]) -> None:
    """Filled areas are shading unless they are as white as paper."""
    page = read(pdf(drawn))
    assert same([fill[:4] for fill in page.fills], expected)
    assert page.rules == ()


def test_shapes_in_nested_forms_lie_where_their_matrices_put_them(read: Read) -> None:
    """A form's matrix, the matrix it is painted with and those of the forms around it all count."""
    forms = {
        "Outer": ("/BBox [0 0 300 200] /Matrix [1 0 0 1 10 5]", "0 40 80 1 re f /Inner Do"),
        "Inner": ("/BBox [0 0 300 200] /Matrix [2 0 0 2 0 0]", "0 28 40 .5 re f .9 g 0 0 40 20 re f"),
    }
    page = read(pdf("q 1 0 0 1 50 20 cm /Outer Do Q", forms=forms))
    assert same([rule[:4] for rule in page.rules], [(60, 134, 140, 135), (60, 118, 140, 119)])
    assert same([fill[:4] for fill in page.fills], [(60, 135, 140, 175)])


def test_shapes_follow_the_visible_box_and_its_rotation(read: Read) -> None:
    """Crop box and rotation move ruling lines as they move words."""
    boxes = "/MediaBox [0 0 300 200] /CropBox [100 50 280 180] /Rotate 90"
    page = read(pdf("110 90 100 1 re f", page=boxes))
    assert same([rule[:4] for rule in page.rules], [(40, 10, 41, 110)])


def test_a_rule_is_horizontal_when_it_is_wider_than_tall(read: Read) -> None:
    """Each rule knows which way it runs."""
    rules = read(pdf("10 10 100 1 re f 10 50 1 100 re f")).rules
    assert [rule.horizontal for rule in rules] == [True, False]
