"""The blocks of one scheda to its record."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from extractor.layout.lines import Line, group_lines
from extractor.layout.rows import AlignmentVotes
from extractor.normalise.codes import objective_code
from extractor.normalise.dlgs118 import mission, programme
from extractor.page import Word
from extractor.parse.closing import without_closing
from extractor.parse.evidence import SchedaEvidence
from extractor.parse.fields import Label, find_labels, under_page_break, values_of
from extractor.parse.flow import Block, has_beside
from extractor.parse.header_block import read_header_block
from extractor.parse.labels import LabelBook
from extractor.parse.lost import lost_headings, lost_labels
from extractor.parse.printed import places_of
from extractor.parse.prose import after_marker, tight
from extractor.parse.recorder import Recorder
from extractor.parse.resources import read_texts
from extractor.parse.table_rows import TableReader
from extractor.records import (
    Budget,
    CodeName,
    CodeTitle,
    Resources,
    Scheda,
)
from extractor.templates import Field, Marker, Section, SubField

BELOW = 2.5
"""Font sizes from the middle of a line to that of the next value's first."""


@dataclass(slots=True)
class SchedaBlocks:
    """The header block of a scheda and its sections."""

    header: Block | None
    sections: list[Block]
    above: Sequence[Line] = ()
    """What stands before it and belongs to nothing."""

    @property
    def all(self) -> list[Block]:
        """The header block, where there is one, and the sections."""
        return [self.header, *self.sections] if self.header is not None else self.sections


class SchedaReader:
    """Reads the schede of one document."""

    def __init__(self, book: LabelBook, recorder: Recorder) -> None:
        self.book = book
        self.template = book.template
        self.recorder = recorder
        self.tables = {table.name: table for table in self.template.tables}
        self.codes = {
            field.name: re.compile(field.code, re.IGNORECASE | re.DOTALL)
            for field in self.template.fields
            if field.code
        }
        """Field of the header block -> what a value that begins with a code looks like."""
        self.right_edge: float | None = None
        self.header_votes, self.text_votes = AlignmentVotes(), AlignmentVotes()
        self.table_rows = TableReader(self.template, recorder)
        self.unread: list[Line] = []
        """Of the scheda that is read: values of labels that cannot be read."""

    def read(self, path: str, blocks: SchedaBlocks) -> tuple[Scheda, SchedaEvidence]:
        """One record and how it stands on the pages; `path` is its JSON pointer."""
        evidence = SchedaEvidence(path)
        values: dict[str, Any] = self._header(path, blocks.header)
        rows: dict[str, tuple[Any, ...]] = {}
        resources = Resources()
        for block in blocks.sections:
            section = block.section
            if section is None:
                continue
            evidence.sections.add(section.name)
            if any(other is not block and has_beside(block, other) for other in blocks.sections):
                message = "Another heading stands beside this one: what is printed below may be of either."
                at = self.section_path(path, section)
                self.recorder.report("sections_side_by_side", "warning", message, at, places_of(block.lines))
            if section.kind == "prose":
                ends = block is blocks.sections[-1]
                lines = without_closing(block, self.right_edge) if ends else block.lines
                evidence.closing.update(line.page for line in block.lines[len(lines) :])
                values.update(self._prose(path, section, lines))
            elif section.kind == "fields":
                values.update(self._labelled(path, block))
            elif section.kind == "blocks":
                resources = self._resources(f"{path}/resources", block)
            elif section.table is not None:
                before = rows.get(section.name, ())
                at = self.section_path(path, section)
                found, table = self.table_rows.read(at, self.tables[section.table], block, len(before))
                rows[section.name] = (*before, *found)
                evidence.tables += [table] if table is not None else []
        budget = Budget(**{name: rows.pop(name, ()) for name in Budget.model_fields})
        values["objective_code"] = self._objective_code(path, rows)
        values.update(rows, resources=resources, budget=budget)
        self._settle(path, blocks, values)
        evidence.pages.update(part.page.number for block in blocks.all for part in block.parts)
        return Scheda(**values), evidence

    def _name(self, labels: Sequence[Label]) -> None:
        for label in labels:
            self.recorder.coverage.label(label.words)

    def _settle(self, path: str, blocks: SchedaBlocks, values: Mapping[str, Any]) -> None:
        """Say what is printed in the blocks and in no value."""
        if blocks.header is not None:
            left = [*blocks.above, *self.recorder.unused(path, "info", blocks.header.lines)]
            self._seek_labels(path, left, self.template.fields, values)
        for block in blocks.sections:
            section = block.section
            if section is not None:
                left = self.recorder.unused(self.section_path(path, section), "info", block.lines)
                if section.kind == "fields":
                    self._seek_labels(path, [*left, *self.unread], section.fields, values)
        read = {block.section.name for block in blocks.sections if block.section is not None}
        missing = [section for section in self.template.sections if section.name not in read]
        pairs = itertools.zip_longest(blocks.sections, blocks.sections[1:]) if missing else ()
        for block, after in pairs:
            following = after.lines if after is not None else []
            for heading, section in lost_headings(block.lines, following, missing).items():
                concerned = (section, block.section, after.section if after is not None else None)
                for each in filter(None, concerned):
                    message = f"The heading '{heading}' may stand in what was read as another section."
                    at = self.section_path(path, each)
                    self.recorder.report("heading_not_read", "warning", message, at, places_of(block.lines))
        self.unread.clear()
        self.recorder.coverage.forget()

    def _seek_labels(
        self,
        path: str,
        lines: Sequence[Line],
        fields: Sequence[Field | SubField],
        values: Mapping[str, Any],
    ) -> None:
        """Say of fields without a value that their label stands where nothing was read."""
        for name, label in lost_labels(lines, fields).items():
            if values.get(name) is None:
                self.recorder.report(
                    "label_not_read",
                    "warning",
                    f"The label '{label}' stands here, but nothing was read for it.",
                    f"{path}/{name}",
                    places_of(lines),
                )

    @staticmethod
    def section_path(path: str, section: Section) -> str:
        """Where the values of a section stand in the record."""
        if section.table == "budget":
            return f"{path}/budget/{section.name}"
        return path if section.kind == "fields" else f"{path}/{section.name}"

    # The header block

    def _header(self, path: str, block: Block | None) -> dict[str, Any]:
        lines: dict[str, list[Line]] = {}
        if block is not None:
            lines, labels = read_header_block(block, self.book.fields, self.header_votes, self.codes)
            for line in labels:
                self.recorder.coverage.label(line.words)
            _settle_listed(lines)
        values: dict[str, Any] = {}
        mission_code: str | None = None
        for field in self.template.fields:
            here, at = lines.get(field.name, []), f"{path}/{field.name}"
            pattern = self.codes.get(field.name)
            if field.name in ("strategic_line", "strategic_action"):
                code, title = self.recorder.coded(at, "title", here, pattern)
                values[field.name] = CodeTitle(code=code, title=title) if title else None
            elif field.name == "cost_centre":
                code, name = self.recorder.coded(at, "name", here, pattern)
                values[field.name] = CodeName(code=code, name=name) if name else None
            elif field.name == "mission":
                values[field.name] = self._listed(at, here, mission)
                mission_code = values[field.name].code if values[field.name] else None
            elif field.name == "programme":
                values[field.name] = self._listed(at, here, partial(_programme, mission_code))
            else:
                values[field.name] = self.recorder.text(at, here)
        return values

    def _listed(
        self, path: str, lines: Sequence[Line], look_up: Callable[[str], str | None]
    ) -> CodeName | None:
        """A name of the official list with its code."""
        if not lines:
            return None
        _, name = self.recorder.coded(path, "name", lines, None)
        if name is None:
            return None
        places = self.recorder.texts.prose(lines).places
        code = look_up(name)
        if code is None:
            kind = path.rpartition("/")[2]
            self.recorder.report(
                f"{kind}_unknown",
                "warning",
                f"'{name}' is not a {kind} of the official list of D.Lgs. 118/2011.",
                f"{path}/code",
                places,
            )
        self.recorder.note(f"{path}/code", code, places)
        return CodeName(code=code, name=name)

    # Sections

    def _prose(self, path: str, section: Section, lines: Sequence[Line]) -> dict[str, str | None]:
        at = f"{path}/{section.name}"
        if section.marker is None:
            return {section.name: self.recorder.text(at, lines, self.right_edge)}
        cut = after_marker(
            lines,
            re.compile(section.marker.pattern, re.IGNORECASE),
            self.right_edge,
            spaced=self.recorder.texts.paragraphs.spaced,
        )
        self.recorder.coverage.label(cut.marker)
        marked = f"{path}/{section.marker.name}"
        if not cut.after:
            self._seek_marker(marked, section.marker, lines)
        if cut.uncertain:
            for where, found in ((at, cut.before), (marked, cut.after)):
                self.recorder.report(
                    "paragraph_end_uncertain",
                    "info",
                    "Where the paragraph of the expected result ends, the lines do not show for certain.",
                    where,
                    places_of(found),
                )
        return {
            section.name: self.recorder.text(at, cut.before, self.right_edge),
            section.marker.name: self.recorder.text(marked, cut.after, self.right_edge),
        }

    def _seek_marker(self, path: str, marker: Marker, lines: Sequence[Line]) -> None:
        """Say that words like a marker's stand in a text in which none was taken for one."""
        text = "".join(word.text for line in lines for word in line.words)
        found = tight(re.compile(marker.pattern, re.IGNORECASE)).search(text)
        if found is not None:
            message = f"'{found[0]}' stands in this text, but not as a label."
            self.recorder.report("label_in_text", "info", message, path, places_of(lines))

    def _labelled(self, path: str, block: Block) -> dict[str, Any]:
        """Labels with a short value beside or below each."""
        section = block.section
        assert section is not None
        texts = [field.name for field in section.fields if field.kind == "text"]
        values: dict[str, Any] = {}
        found: dict[str, list[Line]] = {}
        waiting: Sequence[Label] = ()
        loose: list[Word] = []
        for part in block.parts:
            labels = find_labels(part.lines, section.fields, line_start=False)
            self._name(labels)
            top = min((label.box[1] for label in labels), default=float("inf"))
            above = [line for line in part.lines if line.middle < top]
            words = under_page_break(above, waiting)
            last = next(reversed(found), None)
            if not words and last in texts:  # a text that goes on over the page's end
                words[last] = [word for line in above for word in line.words]
            rest = [line for line in part.lines if line.middle >= top] if words else part.lines
            for name, own in values_of(rest, labels, texts).items():
                words.setdefault(name, []).extend(own)
            for name in (name for name, own in words.items() if own):
                found.setdefault(name, []).extend(group_lines(part.page.number, words[name]))
            waiting = [label for label in (*waiting, *labels) if not words.get(label.name)]
            used = {
                id(word) for each in (*words.values(), *(label.words for label in labels)) for word in each
            }
            loose += [word for line in part.lines for word in line.words if id(word) not in used]
        for field in section.fields:
            if lines := found.get(field.name):
                printed = self.recorder.texts.cell(lines, field.kind)
                values[field.name] = self.recorder.value(f"{path}/{field.name}", printed, field.kind)
                self.unread += lines if values[field.name] is None else []
        if loose or None in values.values():
            for label in waiting:
                self.recorder.report(
                    "label_not_read",
                    "warning",
                    "Nothing is read for this label, and something near it is no value of another.",
                    f"{path}/{label.name}",
                    ((block.parts[-1].page.number, label.box),),
                )
        return values

    def _resources(self, path: str, block: Block) -> Resources:
        """Labels each above a paragraph, one below or beside the other."""
        section = block.section
        assert section is not None
        labels, found, in_columns = read_texts(block.parts, section.fields, self.text_votes)
        self._name(labels)
        right_edge = None if in_columns else self.right_edge
        return Resources(
            **{
                field.name: self.recorder.text(f"{path}/{field.name}", found.get(field.name, []), right_edge)
                for field in section.fields
            }
        )

    def _objective_code(self, path: str, rows: dict[str, tuple[Any, ...]]) -> str | None:
        coded = [
            [
                (f"{path}/{name}/{ordinal}/activity_code", row.activity_code)
                for ordinal, row in enumerate(rows.get(name, ()))
                if row.activity_code
            ]
            for name in ("phases", "indicators", "monitoring")
        ]
        # What has not the form of a code may have digits of other cells in it.
        formed = [one for codes in coded for one in codes if self.table_rows.code.fullmatch(one[1])]
        codes = formed or next(filter(None, coded), [])
        if codes:
            found = objective_code([code for _, code in codes])
            same = (one for one, code in codes if objective_code([code]) == found)
            places = self.recorder.provenance.get(next(same, codes[0][0]), ())
            where = tuple((place.page, place.bbox) for place in places)
            value = self.recorder.note(f"{path}/objective_code", found, where)
            if value is not None and any(objective_code([code]) != value for _, code in codes):
                message = f"Some activity codes of the scheda are of another objective than '{value}'."
                self.recorder.report(
                    "objective_codes_disagree", "warning", message, f"{path}/objective_code", where
                )
            return value if isinstance(value, str) else None
        self.recorder.report(
            "objective_code_missing",
            # Without rows there is nothing to be coded.
            "warning" if any(map(rows.get, ("phases", "indicators", "monitoring"))) else "info",
            "No activity code is printed, so the objective has no code.",
            f"{path}/objective_code",
        )
        return None


def _settle_listed(lines: dict[str, list[Line]]) -> None:
    """Leave mission and programme the lines of their names only, where neighbours' lines stand among them."""
    if own := lines.get("mission"):
        own = lines["mission"] = _own_lines(lines, "mission", mission)
    if lines.get("programme"):
        look_up = partial(_programme, mission(_text(own or ())))
        lines["programme"] = _own_lines(lines, "programme", look_up)


def _text(lines: Iterable[Line]) -> str:
    return " ".join(line.text for line in lines)


def _own_lines(
    lines: Mapping[str, list[Line]], name: str, look_up: Callable[[str], str | None]
) -> list[Line]:
    """The lines of a name of the official list; others are given to the values that stand right above and below them.

    Without ruling lines, where labels stand level with the middle of their values, nothing else tells whose they are.
    """
    own = lines.get(name, [])
    spans = [
        (0, len(own)),
        *((0, end) for end in range(1, len(own))),
        *((at, len(own)) for at in range(1, len(own))),
    ]
    known = (span for span in spans if look_up(_text(own[slice(*span)])) is not None)
    start, end = next(known, (0, len(own))) if len(own) > 1 else (0, len(own))
    others = [other for key, other in lines.items() if other and key != name]
    above = [other for other in others if start and _follow(other[-1], own[0])]
    below = [other for other in others if end < len(own) and _follow(own[-1], other[0])]
    if above:
        max(above, key=lambda other: other[-1].middle).extend(own[:start])
        return own[start:]
    if below:
        min(below, key=lambda other: other[0].middle)[:0] = own[end:]
        return own[:end]
    return own


def _follow(line: Line, after: Line) -> bool:
    """Whether a line stands right below another, on its page."""
    return line.page == after.page and 0 < after.middle - line.middle < BELOW * line.size


def _programme(mission_code: str | None, name: str) -> str | None:
    return programme(name, mission_code) if mission_code else None
