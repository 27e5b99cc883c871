"""How a report is printed: everything about a sample that is not its content."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Literal

from samples.maker.labels import PLAIN, Labels

Producer = Literal["weasyprint", "chromium", "office", "docx", "wkhtml", "reportlab", "fpdf", "typst", "fop"]
Font = Literal["sans", "serif", "dejavu", "dejavu-serif", "narrow", "open", "carlito", "caladea", "mono"]
Align = Literal["left", "center", "right"]

SECTIONS = (
    "header",
    "dup_guideline",
    "definition",
    "times",
    "phases",
    "indicators",
    "staff",
    "resources",
    "planned_revenue",
    "actual_revenue",
    "planned_expenditure",
    "actual_expenditure",
    "monitoring",
    "notes",
)


@dataclass(frozen=True, slots=True)
class Look:
    """One look; a producer draws what it can of it. Sizes in points, page and margins in millimetres."""

    name: str
    producer: Producer
    font: Font = "sans"
    size: float = 9
    cell_size: float = 8
    line_height: float = 1.25
    page: tuple[float, float] = (210, 297)
    margins: tuple[float, float, float, float] = (25, 15, 18, 15)
    """Top, right, bottom, left."""
    cover_alone: bool = True
    breaks: frozenset[str] = frozenset({"header"})
    """Sections that begin a page; `header` begins every scheda."""
    header: Literal["columns", "ruled", "narrow", "inline", "above", "paired"] = "columns"
    heading: Literal["bar", "bold", "underline", "box", "dark", "mark"] = "bar"
    upper: bool = False
    """Headings in capitals by style: the text layer has them in capitals too."""
    rules: Literal["grid", "horizontal", "vertical", "white", "zebra", "shade", "box", "none"] = "grid"
    line_width: float = 0.6
    padding: float = 3
    """Left and right of a cell's text, in points."""
    valign: Literal["top", "middle", "bottom"] = "top"
    numbers: Align = "right"
    head_align: Align = "center"
    widths: Literal["normal", "narrow", "wide"] = "normal"
    repeat_header: bool = True
    split_rows: bool = True
    close_borders: bool = False
    head: Literal["", "address", "line", "title"] = "address"
    foot: str = "Pag. {n} di {N}"
    foot_align: Align = "right"
    labels: Labels = PLAIN
    label_bold: bool = True
    date: str = "-"
    times: Literal["inline", "table", "headed", "lines", "pairs"] = "inline"
    justify: bool = False
    hyphenate: str = ""
    """The hyphen that automatic hyphenation prints; none when empty."""
    spacing: float = 0
    """Letter spacing."""
    paragraphs: Literal["gap", "line", "markup", "markup-lines"] = "gap"
    """How paragraphs of a cell are printed; `markup` prints `<p>…</p>` as text."""
    order: tuple[str, ...] = SECTIONS
    omit: frozenset[str] = frozenset()
    """Sections that are left out, heading and all, where there is nothing to print in them."""
    empty_table: Literal["head", "nothing", "row"] = "nothing"
    euro: Literal["", "before", "after", "word"] = ""
    percent: str = "%"
    thousands: bool = True
    staff: Literal["prefixed", "plain"] = "prefixed"
    quotes: tuple[str, str] = ('"', '"')
    cover_lines: Literal["one", "two"] = "one"
    cover_extra: str = ""
    """A line on the cover that is in no field."""
    fields: tuple[int, ...] = tuple(range(7))
    """The order of the fields of the header block."""
    columns: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Tables whose columns are printed in another order, or not all: kind and the columns' indexes."""
    effects: frozenset[str] = field(default_factory=frozenset)

    @property
    def width(self) -> float:
        """The width between the margins, in millimetres."""
        return self.page[0] - self.margins[1] - self.margins[3]

    def described(self) -> str:
        """What is unlike the plain look, in a few words."""
        plain = Look("", self.producer)
        said = []
        for item in dataclasses.fields(self):
            value = getattr(self, item.name)
            if item.name in ("name", "producer", "labels", "order") or value == getattr(plain, item.name):
                continue
            said.append(f"{item.name}={' '.join(sorted(value)) if isinstance(value, frozenset) else value}")
        said += ["labels=other"] * (self.labels != PLAIN) + ["order=other"] * (self.order != SECTIONS)
        return "; ".join(said)
