"""What every producer draws: the blocks of a report, without any look's style."""

from __future__ import annotations

from dataclasses import dataclass

from samples.maker.looks import Align


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph."""

    text: str
    bold: bool = False


Paragraph = tuple[Run, ...]
Cell = tuple[str, ...]
"""The paragraphs of a table cell."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The page that opens a report."""

    entity: str
    title: str
    year: str
    area: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section, or of a part of one."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels, each with its value."""

    style: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Running paragraphs."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; widths are shares of the text width."""

    kind: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    aligns: tuple[Align, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a page."""


Block = Cover | Heading | Fields | Prose | Grid | PageBreak
