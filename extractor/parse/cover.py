"""Covers: the page, or the lines above the first scheda, that say whose report it is and of which year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractor.layout.lines import Line
from extractor.normalise.markup import strip_markup
from extractor.normalise.numbers import parse_year
from extractor.parse.labels import LabelBook
from extractor.parse.located import Located
from extractor.parse.printed import places_of
from extractor.parse.recorder import Recorder
from extractor.templates.model import Cover

AREA_LINES = 6
"""Lines that the area and its manager may take at most."""
NAME_WORDS = 4
"""Words that the rest of a name on the next line may have."""
PARTICLES = frozenset("d' da de degli dei del dell' della delle di la lo".split())
"""What stands in names in small letters."""
SPARSE = 14
"""A page with at most so many lines may be a cover even if it names no area."""
SAME_SIZE = 0.06
"""Share by which font sizes inside one element of a cover may differ."""
CLOSE = 2.2
"""Font sizes between baselines inside one element of a cover."""
BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010] (?=[^\W\d_])")
"""Where a line's end cuts a word."""
FOOT = 0.8
"""Share of a page's height below which its end may tear a cover."""


@dataclass(frozen=True, slots=True)
class CoverLines:
    """The lines of a cover, by what they say; numbers are those of the page's body lines."""

    first: int
    last: int
    entity: tuple[Line, ...]
    title: tuple[Line, ...]
    year: tuple[Line, ...]
    area: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them."""
        return (*self.entity, *self.title, *self.year, *self.area)


def find_covers(lines: Sequence[Line], stops: Sequence[float], book: LabelBook) -> list[CoverLines]:
    """The covers among the body lines of a page; none reaches below a stop, the height of an anchor.

    The one that ends it may be its own: who answers for an area is called so in header blocks, too.
    """
    year = re.compile(book.template.cover.year, re.IGNORECASE)
    area = re.compile(book.template.cover.area, re.IGNORECASE | re.DOTALL)
    name = re.compile(book.template.cover.entity, re.IGNORECASE)
    covers: list[CoverLines] = []
    for number, line in enumerate(lines):
        if not line.text[-1:].isdigit() or not year.fullmatch(line.text):
            continue
        floor = max((stop for stop in stops if stop < line.top), default=float("-inf"))
        named = _named(lines[number + 1 :], [stop for stop in stops if stop > line.bottom], area)
        alone = len(lines) <= SPARSE and not stops
        if not named and not alone:
            continue
        above = [other for other in lines[:number] if other.middle > floor]
        title = _element(above)
        named_at = [at for at, other in enumerate(title) if name.fullmatch(other.text)]
        if named_at and named_at[-1] + 1 < len(title):  # set like the title, right above it
            title = title[named_at[-1] + 1 :]
        entity = _element(above[: len(above) - len(title)])
        first = number - len(title) - len(entity)
        covers.append(
            CoverLines(first, number + len(named), tuple(entity), tuple(title), (line,), tuple(named))
        )
    return covers


def read_cover(path: str, cover: CoverLines | None, patterns: Cover, recorder: Recorder) -> dict[str, Any]:
    """The values of a report's cover; its words are used, and what is read is noted."""
    if cover is None:
        recorder.report(
            "cover_missing", "warning", "No cover says whose report this is and of which year.", path
        )
        return {}
    texts = recorder.texts
    values: dict[str, Any] = {
        name: recorder.value(f"{path}/{name}", texts.one_paragraph(lines), "text")
        for name, lines in (("entity", cover.entity), ("title", cover.title))
    }
    year = texts.one_paragraph(cover.year)
    match = re.fullmatch(patterns.year, year.text, re.IGNORECASE)
    if match:
        recorder.coverage.use(cover.year)
        located = Located(cover.year)
        values["kind"] = recorder.part(f"{path}/kind", match["kind"].strip(), located)
        places = places_of(located.next(match["year"]))
        values["year"] = recorder.note(f"{path}/year", parse_year(match["year"]), places)
    area = texts.one_paragraph(cover.area)
    match = re.fullmatch(patterns.area, area.text, re.IGNORECASE | re.DOTALL)
    if match:
        recorder.coverage.use(cover.area)
        located = Located(cover.area)
        for name in ("area", "manager"):
            recorder.doubt(f"{path}/{name}", area)
        for name in ("area", "manager"):
            values[name] = recorder.part(f"{path}/{name}", strip_markup(match[name]), located)
    return values


def has_whole(covers: Iterable[CoverLines], height: float) -> bool:
    """Whether a page of that height has a cover with its area well above its foot: no page's end can tear that."""
    return any(cover.area and cover.area[-1].bottom < FOOT * height for cover in covers)


def torn_cover(
    lines: Sequence[Line],
    stops: Sequence[float],
    following: Sequence[Line],
    following_stops: Sequence[float],
    book: LabelBook,
) -> tuple[CoverLines, int] | None:
    """A cover that begins at a page's foot and ends at the head of the next page, and how many lines it has there.

    Only one that names its area: what else looks like a cover so may be the end of a text.
    """
    lowest, highest = max(stops, default=float("-inf")), min(following_stops, default=float("inf"))
    foot = [line for line in lines[-SPARSE:] if line.middle > lowest]
    head = [line for line in following[:SPARSE] if line.middle < highest]
    if not foot or not head:
        return None
    name = re.compile(book.template.cover.entity, re.IGNORECASE)
    for cover in find_covers([*foot, *head], (), book):
        begun = cover.year[0] in foot or (cover.entity and name.fullmatch(cover.entity[0].text))
        if cover.area and begun and cover.first < len(foot) <= cover.last:
            at = len(lines) - len(foot)
            here = replace(cover, first=at + cover.first, last=len(lines) - 1)
            return here, cover.last + 1 - len(foot)
    return None


def _named(below: Sequence[Line], stops: Sequence[float], pattern: re.Pattern[str]) -> list[Line]:
    """The lines below a year that name the area and its manager."""
    first, second = sorted([*stops, float("inf"), float("inf")])[:2]
    named = _area([line for line in below if line.middle < first][:AREA_LINES], pattern)
    if named or not stops:
        return named
    named = _area([line for line in below if line.middle < second][:AREA_LINES], pattern)
    return named if any(line.top <= first <= line.bottom for line in named[-1:]) else []


def _area(below: Sequence[Line], pattern: re.Pattern[str]) -> list[Line]:
    """The lines that name the area and its manager."""
    for count in range(1, len(below) + 1):
        text = " ".join(line.text for line in below[:count])
        if pattern.match(text) or pattern.match(BROKEN.sub("", text)):
            while count < len(below) and _belongs(below[count - 1], below[count]) and _is_name(below[count]):
                count += 1
            return list(below[:count])
    return []


def _is_name(line: Line) -> bool:
    """Whether a line can be the rest of a person's name, and not a remark below it."""
    return (
        len(line.words) <= NAME_WORDS
        and not any(char.isdigit() for char in line.text)
        and all(word.text[:1].isupper() or word.text in PARTICLES for word in line.words)
    )


def _element(above: Sequence[Line]) -> list[Line]:
    """The last element above a line: one line, or several of one size close together."""
    count = 0
    while count < len(above) and (
        count == 0 or _belongs(above[len(above) - count - 1], above[len(above) - count])
    ):
        count += 1
    return list(above[len(above) - count :])


def _belongs(line: Line, after: Line) -> bool:
    last, first = (
        line.words[-1],
        after.words[0],
    )  # where they meet: a mark in another font may stand elsewhere
    return (
        abs(last.size - first.size) <= SAME_SIZE * last.size
        and last.bold == first.bold
        and after.bottom - line.bottom <= CLOSE * last.size
    )
