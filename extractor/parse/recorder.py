"""From printed text to values: each value is written down with its place, each failure with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from extractor.layout.lines import Line
from extractor.normalise.codes import split_code
from extractor.normalise.dates import date_form, parse_date
from extractor.normalise.markup import strip_markup
from extractor.normalise.numbers import parse_decimal, parse_year
from extractor.normalise.reason import Unread
from extractor.page import STRANGE
from extractor.parse.coverage import Coverage
from extractor.parse.letters import Letters
from extractor.parse.located import Located
from extractor.parse.printed import Places, Printed, TextMaker, places_of
from extractor.records import Diagnostic, Place, Severity
from extractor.templates import Kind

Value = str | int | Decimal | date
TOGETHER = 1.5
"""Font sizes between lines that one finding reports together."""


class Recorder:
    """Collects provenance and diagnostics while records are built."""

    def __init__(self, texts: TextMaker, longest: int) -> None:
        self.texts = texts
        self.longest = longest
        """Characters that a value may have."""
        self.provenance: dict[str, tuple[Place, ...]] = {}
        self.diagnostics: list[Diagnostic] = []
        self.coverage = Coverage()
        self.letters = Letters({})
        self.date_forms: dict[str, str] = {}
        """How each date in digits is written."""

    def value(self, path: str, printed: Printed, kind: Kind) -> Value | None:
        """The value of a kind that is printed, or None with the reason why there is none."""
        self.coverage.use(printed.lines)
        if kind == "text":
            found: Value | Unread | None = strip_markup(printed.text) or None
        elif kind in ("code", "id"):
            found = printed.text or None
        elif kind == "date":
            found = parse_date(printed.text)
            if isinstance(found, date) and (form := date_form(printed.text)) is not None:
                self.date_forms[path] = form
        elif kind == "year":
            found = parse_year(printed.text)
        else:
            found = parse_decimal(printed.text)
        if found is not None:
            self.doubt(path, printed)
        return self.note(path, found, printed.places)

    def doubt(self, path: str, printed: Printed) -> None:
        """Report where lines could also have been joined otherwise."""
        for words in printed.doubts:
            self.report(
                "line_end_uncertain",
                "info",
                f"A line ends inside '{words}': whether these are one word or two cannot be told for certain.",
                path,
                printed.places,
            )

    def text(self, path: str, lines: Sequence[Line], right_edge: float | None = None) -> str | None:
        """Running text."""
        if not lines:
            return None
        found = self.value(path, self.texts.prose(lines, right_edge), "text")
        return found if isinstance(found, str) else None

    def note(self, path: str, found: Value | Unread | None, places: Places) -> Value | None:
        """Write down where a value stands, or why it could not be read."""
        if isinstance(found, Unread):
            self.report(found.code, "info" if found.is_remark else "warning", found.message, path, places)
            return None
        if isinstance(found, str) and len(found) > self.longest:
            cut = f"The value has {len(found)} characters and is cut after {self.longest}."
            self.report("value_cut", "error", cut, path, places)
            found = found[: self.longest].rstrip()
        if isinstance(found, str) and (not found.isascii() or "`" in found) and STRANGE.search(found):
            unknown = f"The file does not say what every letter of '{found}' is, or says it wrong."
            self.report("letter_unknown", "warning", unknown, path, places)
        if self.letters.meanings and any(self.letters.stand_in(*place) for place in places):
            told = ", ".join(
                f"'{meaning}' for '{letter}'" for letter, meaning in self.letters.meanings.items()
            )
            self.report(
                "letter_guessed", "info", f"The file says some letters wrong; read is {told}.", path, places
            )
        if found is not None:
            self.provenance[path] = tuple(Place.at(page, *box) for page, box in places)
        return found

    def coded(
        self, path: str, name: str, lines: Sequence[Line], pattern: re.Pattern[str] | None
    ) -> tuple[str | None, str | None]:
        """A code and the title or name after it; `name` is what the second part is called in the record."""
        if not lines:
            return None, None
        printed = self.texts.prose(lines)
        self.doubt(path, printed)
        text = strip_markup(printed.text)
        code, title = split_code(text, pattern) if pattern is not None else (None, text)
        located = Located(lines)
        if code is not None:
            self.part(f"{path}/code", code, located)
        noted = self.part(f"{path}/{name}", title, located)
        self.coverage.use(lines)
        return code, noted

    def part(self, path: str, found: str, located: Located) -> str | None:
        """A value that is a part of what is printed in one place, with the box of its own words."""
        if found:
            lines = located.next(found)
            self.coverage.use(lines)
            noted = self.note(path, found, places_of(lines))
            return noted if isinstance(noted, str) else None
        return None

    def unused(self, path: str | None, severity: Severity, lines: Iterable[Line]) -> list[Line]:
        """Settle lines, and say of what is in no value where it stands: one finding for what stands together."""
        left = list(self.coverage.settle(lines))
        for together in _runs(left):
            text = " ".join(line.text for line in together)
            self.report(
                "text_not_used",
                severity,
                f"This belongs to nothing that is known, so no value holds it: '{text}'.",
                path,
                places_of(together),
            )
        return left

    def report(
        self, code: str, severity: Severity, message: str, path: str | None = None, places: Places = ()
    ) -> None:
        """Write down a finding."""
        page, box = places[0] if places else (None, None)
        bbox = Place.at(page, *box).bbox if page is not None and box is not None else None
        self.diagnostics.append(
            Diagnostic(
                code=code,
                severity=severity,
                message=message[: self.longest],
                path=path,
                page=page,
                bbox=bbox,
            )
        )


def _runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines that follow one another closely on a page."""
    run: list[Line] = []
    for line in lines:
        if run and (run[-1].page != line.page or line.top - run[-1].bottom > TOGETHER * line.size):
            yield run
            run = []
        run.append(line)
    if run:
        yield run
