"""Provenance: the words inside a value's boxes, read again by the other engine, give the value."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from extractor import extract
from extractor.layout.lines import group_lines
from extractor.normalise.dates import parse_date
from extractor.normalise.markup import strip_markup
from extractor.normalise.numbers import parse_decimal
from extractor.page import Page, open_reader
from extractor.records import Leaf, Place, leaves
from tests.golden import samples

DERIVED = re.compile(r"/(objective_code|(?:mission|programme)/code)$")
"""Codes that are worked out of what is printed there."""


@cache
def pages(sample: Path) -> dict[int, Page]:
    """The pages of a sample as pdfplumber reads them."""
    with open_reader(sample.read_bytes(), reader="pdfplumber") as reader:
        return {page.number: page for page in reader.pages()}


def read_again(sample: Path, places: tuple[Place, ...]) -> str:
    """The lines of the words that stand in the boxes."""
    found: list[str] = []
    for place in places:
        x0, top, x1, bottom = place.bbox
        inside = [
            word
            for word in pages(sample)[place.page].words
            if x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom
        ]
        found += [line.text for line in group_lines(place.page, inside)]
    return "\n".join(found)


def gives(text: str, value: Leaf) -> bool:
    """Whether a printed text holds a value: a number or a date is all there is, a text flows among others."""
    flat = text.replace("\n", " ")
    if isinstance(value, Decimal):
        return parse_decimal(flat) == value
    if isinstance(value, date):
        return parse_date(flat) == value
    if isinstance(value, int):
        return str(value) in re.findall(r"\d+", flat)
    letters = iter(re.sub(r"[\s\u00ad-]", "", strip_markup(text)))
    return all(letter in letters for letter in re.sub(r"[\s\u00ad-]", "", value))


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_the_words_in_a_value_s_boxes_give_the_value(sample: Path) -> None:
    """Every leaf of every sample has boxes, and what stands in them, read again, is the leaf."""
    document = extract(sample)
    found = dict(leaves(document))
    assert len(found) > 50
    wrong = [
        (path, value, text)
        for path, value in found.items()
        if not gives(text := read_again(sample, document.provenance[path]), value)
        and not DERIVED.search(path)
    ]
    assert wrong == []


def test_boxes_of_a_value_are_in_the_order_of_pages() -> None:
    """A value over two pages has a box on each, and boxes on one page stand apart."""
    several = 0
    for places in (places for sample in samples() for places in extract(sample).provenance.values()):
        numbers = [place.page for place in places]
        assert numbers == sorted(numbers)
        several += len(set(numbers)) > 1
        for before, after in pairwise(places):
            apart = before.bbox[0] >= after.bbox[2] or after.bbox[0] >= before.bbox[2]
            assert before.page != after.page or apart
    assert several
