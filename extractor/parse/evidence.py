"""What the pages showed of a document's structure, for the checks and for a second reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.page import Box
from extractor.page.numbers import OddNumbers
from extractor.parse.coverage import Account
from extractor.records import Document


@dataclass(frozen=True, slots=True)
class TableEvidence:
    """One table as it stands on the pages."""

    path: str
    """Of its list of rows."""
    columns: tuple[str, ...]
    """Names of the columns shown in which a cell is one value, from left to right."""
    areas: tuple[tuple[int, Box], ...]
    """Page and box of its rows, one a page."""
    rows: int
    entries: int | None
    """Entries of the anchor column as counted among all words of the section, whatever column they are in."""
    ruled: bool
    """Whether drawn lines show its columns."""
    blanks: frozenset[str] = frozenset()
    """Paths of the values that are printed nowhere for certain."""


@dataclass(slots=True)
class SchedaEvidence:
    """One scheda as it stands on the pages."""

    path: str
    sections: set[str] = field(default_factory=set)
    """Names of the sections whose heading is printed."""
    tables: list[TableEvidence] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    closing: set[int] = field(default_factory=set)
    """Pages with signatures and the like below its last text."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One document as it stands on the pages."""

    schede: tuple[SchedaEvidence, ...] = ()
    accounts: Mapping[int, Account] = field(default_factory=dict)
    """What became of the words of each page."""
    odd: Mapping[int, OddNumbers] = field(default_factory=dict)
    """Numbers in which the words of a page differ from its text."""
    pictures: tuple[int, ...] = ()
    """Pages that are an image."""
    date_forms: Mapping[str, str] = field(default_factory=dict)
    """How each date in digits is written, by its path: a 9 for each digit."""
    sheets: Mapping[int, float] = field(default_factory=dict)
    """Number of each sheet whose halves were read as pages, and the x of its middle in points."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document and what it was read from."""

    document: Document
    evidence: Evidence
