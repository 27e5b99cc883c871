"""What does not change what a page says changes no record, whatever the numbers in its coordinates are."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from extractor.page import Fill, Page, Rule, Word, open_reader
from extractor.parse.document import parse
from extractor.records import Report
from extractor.templates import load_template
from tests.bench import Recorded
from tests.golden import samples

Shape = TypeVar("Shape", Word, Rule, Fill)
TEMPLATE = load_template()


def placed(page: Page, x: Callable[[float], float], y: Callable[[float], float]) -> Page:
    """A page with all its coordinates changed."""

    def place(shape: Shape) -> Shape:
        return shape._replace(x0=x(shape.x0), top=y(shape.top), x1=x(shape.x1), bottom=y(shape.bottom))

    return replace(
        page,
        width=x(page.width),
        height=y(page.height),
        words=tuple(map(place, page.words)),
        rules=tuple(map(place, page.rules)),
        fills=tuple(map(place, page.fills)),
        sideways=tuple(map(place, page.sideways)),
        images=tuple((x(x0), y(top), x(x1), y(bottom)) for x0, top, x1, bottom in page.images),
    )


def scaled(page: Page, by: float) -> Page:
    """A page as it is printed on larger or smaller paper."""
    return placed(page, lambda x: x * by, lambda y: y * by)


def spread(page: Page, by: float) -> Page:
    """A page with its lines further apart, its type as large as before."""

    def lower(word: Word) -> Word:
        return word._replace(top=word.bottom * by - word.size, bottom=word.bottom * by)

    return replace(
        placed(page, lambda x: x, lambda y: y * by),
        words=tuple(map(lower, page.words)),
        sideways=tuple(map(lower, page.sideways)),
    )


def shuffled(page: Page) -> Page:
    """A page whose words are drawn in another order, as far as none is glued to the one before."""
    runs: list[list[Word]] = []
    for word in page.words:
        if word.glued and runs:
            runs[-1].append(word)
        else:
            runs.append([word])
    random.Random(page.number).shuffle(runs)
    return replace(page, words=tuple(word for run in runs for word in run))


CHANGES: dict[str, Callable[[Page], Page]] = {
    "moved on wider paper": lambda page: placed(page, lambda x: x + 17.3, lambda y: y + 11.7),
    "printed at 60 per cent": lambda page: scaled(page, 0.6),
    "printed at 160 per cent": lambda page: scaled(page, 1.6),
    "lines further apart": lambda page: spread(page, 1.1),
    "words drawn in another order": shuffled,
    "lines drawn twice": lambda page: replace(page, rules=(*page.rules, *page.rules)),
    "a frame around the page": lambda page: replace(
        page,
        rules=(
            *page.rules,
            *(Rule(12.0, y, page.width - 12, y) for y in (12.0, page.height - 12)),
            *(Rule(x, 12.0, x, page.height - 12) for x in (12.0, page.width - 12)),
        ),
    ),
}


@cache
def recorded(sample: Path) -> Recorded:
    """The pages of a sample, as the default reader gives them."""
    with open_reader(sample.read_bytes()) as reader:
        return Recorded(reader.page_count, reader.producer, tuple(reader.pages()))


def reports(pages: Recorded) -> tuple[Report, ...]:
    """The records of a document with these pages."""
    return parse(pages, b"", "pages.pdf", TEMPLATE).document.reports


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_the_same_record_from_a_page(sample: Path, change: str) -> None:
    """Size, place, drawing order, doubled lines and a frame around the page are no part of what it says."""
    one = recorded(sample)
    changed = replace(one, read=tuple(map(CHANGES[change], one.read)))
    assert reports(changed) == reports(one)
