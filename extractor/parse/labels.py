"""The labels of a template, ready to be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel

from extractor.errors import UsageError
from extractor.layout.chains import Fold, Openings, beginnings
from extractor.normalise.text import fold
from extractor.page.cleaning import STRANGE
from extractor.records import (
    Budget,
    BudgetLine,
    Indicator,
    MonitoringEntry,
    Phase,
    Resources,
    Scheda,
    StaffMember,
)
from extractor.templates import Section, Table, Template

UNTOLD = re.compile(f"(?:{STRANGE.pattern})+")
"""Letters that the file does not tell."""
LETTERS = ".{1,3}"
"""What they may be: a ligature is three letters at most."""
ENOUGH_LETTERS = 2
"""Letters of a word that must be known to say which it is."""


@lru_cache(maxsize=16_384)
def label_key(text: str) -> str:
    """The key under which labels compare: folded, but a per cent sign is a word of them."""
    return fold(text.replace("%", "percento"))


def key_for(labels: Iterable[str]) -> Fold:
    """The same key, but for words of which the file does not tell some letters: each is the label word it can be."""
    words = frozenset(label_key(word) for label in labels for word in label.split())

    @lru_cache(maxsize=1024)
    def guessed(text: str) -> str:
        known = [label_key(part) for part in UNTOLD.split(text)]
        if len(known) == 1 or sum(map(len, known)) < ENOUGH_LETTERS:
            return label_key(text)
        pattern = re.compile(LETTERS.join(map(re.escape, known)))
        found = [word for word in words if pattern.fullmatch(word)]
        return found[0] if len(found) == 1 else label_key(text)

    return lambda text: label_key(text) if text.isascii() else guessed(text)


@dataclass(frozen=True, slots=True)
class LabelBook:
    """Every label, folded, by what it opens."""

    template: Template
    fields: dict[str, str]
    """Label -> field of the header block."""
    sections: dict[str, str]
    """Label -> section."""
    prose: frozenset[str]
    """Labels of sections that are prose."""
    titles: frozenset[str]
    starts: Openings
    """Beginnings of the labels of fields, sections and titles."""
    section_starts: Openings
    """Beginnings of the labels of sections."""
    tables: tuple[HeaderLabels, ...]
    anchor_starts: Openings
    """Beginnings of the labels of anchor columns."""
    column_starts: Openings
    """Beginnings of the labels of all columns."""
    key: Fold
    """The key of a printed word."""
    page_number: re.Pattern[str]
    heading_number: re.Pattern[str]

    def section(self, name: str) -> Section:
        """The section of that name."""
        return next(section for section in self.template.sections if section.name == name)

    def is_page_number(self, text: str) -> bool:
        """Whether a line is a page number and nothing else."""
        return self.page_number.fullmatch(text.strip()) is not None


@dataclass(frozen=True, slots=True)
class HeaderLabels:
    """The header row of one table."""

    table: Table
    columns: dict[str, int]
    """Label -> index of its column."""


RECORDS: dict[str, type[BaseModel]] = {
    "phases": Phase,
    "indicators": Indicator,
    "staff": StaffMember,
    "budget": BudgetLine,
    "monitoring": MonitoringEntry,
}
"""What a row of each table becomes."""


def _check_names(template: Template) -> None:
    """Refuse a template whose names no record has.

    Raises:
        UsageError: it names one.
    """
    members = set(Scheda.model_fields)
    inside = members | set(Resources.model_fields)
    named = [("field", field.name, members) for field in template.fields]
    for section in template.sections:
        known = members | set(Budget.model_fields) if section.kind == "table" else inside | {"times"}
        named.append(("section", section.name, known))
        named += [("field", field.name, inside) for field in section.fields]
        named += [("marker", section.marker.name, members)] if section.marker else []
    for table in template.tables:
        named.append(("table", table.name, set(RECORDS)))
        columns = set(RECORDS[table.name].model_fields) if table.name in RECORDS else set()
        named += [("column", column.name, columns) for column in table.columns]
    for kind, name, known in named:
        if name not in known:
            raise UsageError(f"the template {template.name!r} has a {kind} {name!r} that no record has")


@lru_cache(maxsize=8)
def label_book(template: Template) -> LabelBook:
    """Fold the labels of a template once.

    Raises:
        UsageError: a name in it is none of the record's.
    """
    _check_names(template)
    fields = {label_key(label): field.name for field in template.fields for label in field.labels}
    sections = {label_key(label): section.name for section in template.sections for label in section.labels}
    titles = frozenset(label_key(title) for title in template.titles)
    tables = tuple(
        HeaderLabels(
            table,
            {
                label_key(label): index
                for index, column in enumerate(table.columns)
                for label in column.labels
            },
        )
        for table in template.tables
    )
    columns = [label for table in tables for label in table.columns]
    printed = [label for field in template.fields for label in field.labels]
    printed += [label for section in template.sections for label in section.labels]
    printed += [label for table in template.tables for column in table.columns for label in column.labels]
    numbers = "|".join(f"(?:{pattern})" for pattern in template.page_numbers) or r"(?!)"
    return LabelBook(
        template,
        fields,
        sections,
        frozenset(
            label_key(label)
            for section in template.sections
            if section.kind == "prose"
            for label in section.labels
        ),
        titles,
        beginnings([*fields, *sections, *titles]),
        beginnings(sections),
        tables,
        beginnings(
            label for table in tables for label, at in table.columns.items() if at == table.table.anchor
        ),
        beginnings(columns),
        key_for(printed),
        re.compile(numbers, re.IGNORECASE),
        re.compile(template.heading_number, re.IGNORECASE),
    )
