"""From a report and a look to the blocks that every producer draws."""

from __future__ import annotations

from collections.abc import Iterator

from samples.maker.blocks import Block, Cover, Grid, Heading, PageBreak
from samples.maker.content import Report, Scheda
from samples.maker.looks import Look
from samples.maker.sections import SECTIONS


def blocks(reports: tuple[Report, ...], look: Look) -> Iterator[Block]:
    """The blocks of a file, in printed order."""
    for number, report in enumerate(reports):
        if number:
            yield PageBreak()
        yield _cover(report, look)
        for index, scheda in enumerate(report.schede):
            if index or look.cover_alone:
                yield from _break(look, "header", forced=index == 0)
            yield from _scheda(scheda, look)


def _break(look: Look, section: str, *, forced: bool = False) -> Iterator[Block]:
    if forced or section in look.breaks:
        yield PageBreak()


def _cover(report: Report, look: Look) -> Cover:
    opening, closing = look.quotes
    area = f"{opening}{report.area}{closing}"
    manager = f"{look.labels.cover_manager} {report.manager}"
    lines = (f"{area} - {manager}",) if look.cover_lines == "one" else (area, manager)
    extra = (look.cover_extra,) if look.cover_extra else ()
    return Cover(report.entity, report.title, f"{report.kind} anno {report.year}", (*lines, *extra))


def _scheda(scheda: Scheda, look: Look) -> Iterator[Block]:
    for section in look.order:
        parts = list(SECTIONS[section](scheda, look))
        if section in look.omit and all(_empty(part) for part in parts):
            continue
        if section != "header":
            yield from _break(look, section)
        yield from parts


def _empty(block: Block) -> bool:
    return isinstance(block, Heading) or (isinstance(block, Grid) and not any(any(row) for row in block.rows))
