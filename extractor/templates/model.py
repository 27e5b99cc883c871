"""The shape of a template file, checked when it is loaded."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator
from pydantic import Field as Member

from extractor.errors import UsageError

Kind = Literal["text", "code", "id", "date", "number", "year"]


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
Labels = Annotated[tuple[str, ...], Member(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cover(_Part):
    """How a cover page is known."""

    entity: Pattern
    """The first line of an entity's name."""
    year: Pattern
    """Groups kind and year."""
    area: Pattern
    """Groups area and manager."""


class Field(_Part):
    """A label of the header block."""

    name: str
    labels: Labels
    code: Pattern | None = None
    """Groups code and title, where the value begins with a code."""


class SubField(_Part):
    """A label inside a section."""

    name: str
    kind: Kind
    labels: Labels


class Marker(_Part):
    """Words in running text after which a value of its own begins."""

    name: str
    pattern: Pattern


class Section(_Part):
    """A heading and what stands below it."""

    name: str
    kind: Literal["prose", "fields", "blocks", "table"]
    """Prose; labels with a value beside or below each; labels each above a paragraph; a table."""
    labels: Labels
    fields: tuple[SubField, ...] = ()
    marker: Marker | None = None
    table: str | None = None


class Column(_Part):
    """A column of a table, known by the label in its header."""

    name: str
    kind: Kind
    labels: Labels
    anchor: bool = False
    """Filled in every row, on one line unless the column is too narrow: it tells where rows are."""
    code: Pattern | None = None


class Table(_Part):
    """A table, known by the labels of its header row."""

    name: str
    columns: Annotated[tuple[Column, ...], Member(min_length=2)]
    remarks: tuple[Pattern, ...] = ()
    """Whole lines among its rows that are none of them: a sum, a legend."""

    @property
    def anchor(self) -> int:
        """Index of the anchor column."""
        return next(index for index, column in enumerate(self.columns) if column.anchor)


class Template(_Part):
    """One family of reports."""

    name: str
    version: str
    titles: tuple[str, ...] = ()
    page_numbers: tuple[Pattern, ...] = ()
    heading_number: Pattern = "(?!)"
    remarks: tuple[Pattern, ...] = ()
    """Whole lines among the rows of any table that are none of them: that it goes on."""
    activity_code: Pattern
    step: Pattern
    """Group number."""
    cover: Cover
    fields: Annotated[tuple[Field, ...], Member(min_length=2)]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]

    @model_validator(mode="after")
    def _hangs_together(self) -> Template:
        known = {table.name for table in self.tables}
        for section in self.sections:
            if (section.kind == "table") != (section.table in known):
                raise ValueError(f"section {section.name!r}: a table section names one of {sorted(known)}")
        for kind, names in (
            ("field", [field.name for field in self.fields]),
            ("section", [section.name for section in self.sections]),
            ("table", [table.name for table in self.tables]),
        ):
            twice = {name for name in names if names.count(name) > 1}
            if twice:
                raise ValueError(f"{kind} {sorted(twice)[0]!r} is there twice")
        for table in self.tables:
            if sum(column.anchor for column in table.columns) != 1:
                raise ValueError(f"table {table.name!r} needs one anchor column")
        codes = [field.code for field in self.fields] + [c.code for t in self.tables for c in t.columns]
        for pattern, groups in (
            (self.cover.year, {"kind", "year"}),
            (self.cover.area, {"area", "manager"}),
            (self.step, {"number"}),
            *((code, {"code", "title"}) for code in codes if code is not None),
        ):
            if not groups <= re.compile(pattern).groupindex.keys():
                raise ValueError(f"the pattern {pattern!r} needs the groups {sorted(groups)}")
        return self

    @property
    def identity(self) -> str:
        """Name and version, as the records say it."""
        return f"{self.name}/{self.version}"


@lru_cache(maxsize=8)
def load_template(path: Path | None = None) -> Template:
    """Read and check a template file; without a path, the one that comes with the program.

    Raises:
        UsageError: the file is missing, is no TOML, or is not a template; the message says where.
    """
    source = path or files("extractor.templates").joinpath("scheda_obiettivo.toml")
    try:
        content = tomllib.loads(source.read_text(encoding="utf-8"))
        return Template.model_validate(content)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"the template {path} cannot be read: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"the template {path} is wrong at {where or 'top'}: {first['msg']}") from error
