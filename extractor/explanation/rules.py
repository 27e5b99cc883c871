"""The rule of the template that makes each value, as a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.templates import Column, Field, Kind, Section, SubField, Template

KINDS: dict[Kind, str] = {
    "text": "text, its lines joined and markup taken out",
    "code": "a code, put together over line ends",
    "id": "a number or code of its own, put together over line ends",
    "date": "a date, day before month before year",
    "number": "a number, with a comma before the decimals and points between thousands",
    "year": "a year of four digits",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in a scheda the template expects a value: what of this is missing, is why a value is."""

    rule: str
    field: Field | None = None
    """A label of the header block."""
    section: Section | None = None
    """The heading it stands under."""
    sub_field: SubField | None = None
    """A label below that heading."""
    column: Column | None = None
    """A column of the table below that heading."""
    steps: bool = False
    """One of the steps that a description is made of."""
    code: bool = False
    """The code before a title or for a name."""


def origin(template: Template, path: str) -> Origin:
    """What makes the value, row, list or record at a pointer."""
    steps = path.split("/")[1:]
    if len(steps) > 3 and steps[2] == "schede":
        return _in_scheda(template, steps[4:])
    return Origin(_on_cover(template, steps[-1] if len(steps) == 3 else ""))


def _on_cover(template: Template, name: str) -> str:
    cover = template.cover
    if name == "entity":
        return f"on the cover, the lines from the one that reads /{cover.entity}/ to the title"
    if name == "title":
        return "on the cover, the lines between the entity and the year"
    if name in ("kind", "year"):
        return f"on the cover, the part '{name}' of the line that reads /{cover.year}/"
    if name in ("area", "manager"):
        return f"on the cover, the part '{name}' of the lines below the year that read /{cover.area}/"
    return "a cover opens each report, and a header block each scheda"


def _in_scheda(template: Template, steps: list[str]) -> Origin:
    if not steps:
        return Origin("a header block opens each scheda, and headings its sections")
    if steps == ["objective_code"]:
        return Origin(
            f"the digits that the activity codes of the scheda, /{template.activity_code}/, share without the last two"
        )
    for field in template.fields:
        if field.name == steps[0]:
            return _in_header(field, steps[1:])
    names = steps[1:] if steps[0] == "budget" else steps
    for section in template.sections:
        if section.kind == "table" and names[:1] == [section.name]:
            return _in_table(template, section, names[1:])
        if section.kind == "prose" and section.name == steps[0]:
            rest = f", without what follows /{section.marker.pattern}/" if section.marker else ""
            return Origin(f"the text below the heading '{section.labels[0]}'{rest}", section=section)
        if section.marker is not None and section.marker.name == steps[0]:
            return Origin(
                f"the paragraph that follows /{section.marker.pattern}/ below the heading '{section.labels[0]}'",
                section=section,
            )
        depth = 2 if section.kind == "blocks" else 1  # a phase has dates of the same names as its scheda
        for sub_field in section.fields:
            if sub_field.name == steps[-1] and len(steps) == depth:
                return Origin(_below(section, sub_field), section=section, sub_field=sub_field)
    return Origin("sections of the scheda")


def _below(section: Section, sub_field: SubField) -> str:
    where = "below" if section.kind == "blocks" else "beside or below"
    return (
        f"{where} the label '{sub_field.labels[0]}' under the heading '{section.labels[0]}': "
        f"{KINDS[sub_field.kind]}"
    )


def _in_header(field: Field, rest: list[str]) -> Origin:
    where = f"beside the label '{field.labels[0]}' of the header block"
    if rest == ["code"]:
        if field.code is None:
            rule = f"the code that the official list of D.Lgs. 118/2011 has for the name {where}"
        else:
            rule = f"the code before the title {where}, by /{field.code}/"
        return Origin(rule, field=field, code=True)
    without = ", without the code before it" if field.code is not None else ""
    return Origin(f"the text {where}{without}", field=field)


def _in_table(template: Template, section: Section, rest: list[str]) -> Origin:
    table = next(table for table in template.tables if table.name == section.table)
    where = f"the table below the heading '{section.labels[0]}'"
    anchor = table.columns[table.anchor].labels[0]
    if len(rest) < 2:
        what = "a row of" if rest else "the rows of"
        return Origin(f"{what} {where}, one for each entry of its column '{anchor}'", section=section)
    if rest[1] == "steps":
        return Origin(
            f"a step of the description, which begins with /{template.step}/", section=section, steps=True
        )
    column = next((column for column in table.columns if column.name == rest[1]), None)
    if column is None:
        return Origin(f"a row of {where}", section=section)
    kind = f"{KINDS[column.kind]}{', without the number before it' if column.code else ''}"
    return Origin(f"column '{column.labels[0]}' of {where}: {kind}", section=section, column=column)
