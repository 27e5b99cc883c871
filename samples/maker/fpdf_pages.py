"""Draws a report with fpdf2. A row of its tables never splits, so cells must be short."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from samples.maker.blocks import Block, Cover, Fields, Grid, Heading, PageBreak, Prose
from samples.maker.content import Report
from samples.maker.flow import blocks
from samples.maker.fonts import font_files
from samples.maker.looks import Look
from samples.maker.needs import need

MADE = datetime(2024, 1, 1, tzinfo=UTC)
GREYS = {"bar": 217, "dark": 60}
LETTER = {"left": "LEFT", "center": "CENTER", "right": "RIGHT"}
BORDERS = {
    "grid": "ALL",
    "horizontal": "HORIZONTAL_LINES",
    "shade": "SINGLE_TOP_LINE",
    "zebra": "NONE",
    "box": "MINIMAL",
    "none": "NONE",
}
LABEL_SHARES = {"columns": 25, "ruled": 30, "narrow": 20}


def fpdf(reports: tuple[Report, ...], look: Look, target: Path) -> None:
    """Printed by fpdf2; with a fixed date, so that the bytes are the same each time."""
    Pages(reports[0], look).write(reports, target)


class Pages:
    """The open file and its look."""

    def __init__(self, report: Report, look: Look) -> None:
        self.report, self.look = report, look
        base = need("fpdf").FPDF
        pages = self

        class Document(base):  # type: ignore[misc, valid-type]
            """Prints head and foot."""

            def header(self) -> None:
                pages.header()

            def footer(self) -> None:
                pages.footer()

        top, right, bottom, left = look.margins
        self.pdf: Any = Document(format=look.page)
        self.pdf.set_margins(left, top, right)
        self.pdf.set_auto_page_break(auto=True, margin=bottom)
        self.pdf.set_creation_date(MADE)
        for path, style in zip(font_files(look.font), ("", "B"), strict=True):
            self.pdf.add_font("look", style, str(path))
        self.pdf.set_title(f"{report.title} {report.year}")
        self.line = look.size * look.line_height * 25.4 / 72

    def write(self, reports: tuple[Report, ...], target: Path) -> None:
        """Draws all blocks and saves."""
        self.pdf.add_page()
        fresh = True
        for block in blocks(reports, self.look):
            if not (fresh and isinstance(block, PageBreak)):
                self.block(block)
            fresh = isinstance(block, PageBreak)
        self.pdf.output(str(target))

    def header(self) -> None:
        """The running head."""
        look, report = self.look, self.report
        if not look.head:
            return
        lines = report.address if look.head == "address" else (report.entity,) if look.head == "line" else ()
        self.font(look.size * 0.75)
        for number, line in enumerate(lines):
            self.pdf.text(look.margins[3], 10 + number * 3.2, line)
        self.pdf.set_y(9)
        self.font(look.size * 1.2, bold=True)
        self.pdf.cell(0, 5, report.title if look.head == "line" else look.labels.page_title, align="C")
        self.pdf.set_y(look.margins[0])

    def footer(self) -> None:
        """The page number."""
        look = self.look
        if look.foot:
            self.pdf.set_y(-10)
            self.font(look.size * 0.8)
            text = look.foot.replace("{n}", str(self.pdf.page_no())).replace("{N}", "{nb}")
            self.pdf.cell(0, 5, text, align=look.foot_align[0].upper())

    def font(self, size: float, *, bold: bool = False) -> None:
        """Chooses the font of what comes next."""
        self.pdf.set_font("look", "B" if bold else "", size)

    def block(self, block: Block) -> None:
        """Draws one block."""
        match block:
            case PageBreak():
                self.pdf.add_page()
            case Cover():
                self.cover(block)
            case Heading():
                self.heading(block)
            case Fields():
                self.fields(block)
            case Prose():
                self.prose(block)
            case Grid():
                self.grid(block)

    def cover(self, cover: Cover) -> None:
        """The cover's lines, centred."""
        look = self.look
        self.pdf.ln(look.page[1] * (0.2 if look.cover_alone else 0.01))
        for number, text in enumerate((cover.entity, cover.title, cover.year, *cover.area)):
            self.font(look.size * (1.9 if number < 2 else 1.3), bold=number < 2)
            self.pdf.multi_cell(0, 9, text, align="C", new_x="LMARGIN", new_y="NEXT")
        self.pdf.ln(6)

    def heading(self, heading: Heading) -> None:
        """A section's title, kept with some lines after it."""
        look, pdf = self.look, self.pdf
        text = heading.text.upper() if look.upper and heading.level == 1 else heading.text
        if pdf.will_page_break(25):
            pdf.add_page()
        pdf.ln(3 if heading.level == 1 else 1.5)
        self.font(look.size, bold=True)
        filled = heading.level == 1 and look.heading in GREYS
        if filled:
            pdf.set_fill_color(GREYS[look.heading])
            pdf.set_text_color(255 if look.heading == "dark" else 0)
        border = 1 if heading.level == 1 and look.heading == "box" else 0
        pdf.multi_cell(
            0, self.line * 1.3, text, border=border, fill=filled, align="L", new_x="LMARGIN", new_y="NEXT"
        )
        pdf.set_text_color(0)
        pdf.set_fill_color(255)
        pdf.ln(1)

    def fields(self, fields: Fields) -> None:
        """Labels and values."""
        look = self.look
        if fields.style in ("inline", "above"):
            for name, value in fields.items:
                self.font(look.size, bold=look.label_bold)
                self.pdf.write(self.line, name)
                if fields.style == "above":
                    self.pdf.ln(self.line)
                self.font(look.size)
                self.pdf.write(self.line, value if fields.style == "above" else f" {value}")
                self.pdf.ln(self.line * 1.3)
            return
        share = LABEL_SHARES[fields.style]
        self.font(look.size)
        style = need("fpdf.fonts").FontFace(emphasis="BOLD" if look.label_bold else None)
        with self.pdf.table(
            col_widths=(share, 100 - share),
            first_row_as_headings=False,
            line_height=self.line,
            borders_layout="ALL" if fields.style == "ruled" else "NONE",
            text_align="LEFT",
            padding=0.5,
        ) as table:
            for name, value in fields.items:
                row = table.row()
                row.cell(name, style=style)
                row.cell(value)

    def prose(self, prose: Prose) -> None:
        """Running text; a paragraph of one run may be justified."""
        look = self.look
        for paragraph in prose.paragraphs:
            if len(paragraph) == 1:
                self.font(look.size)
                align = "J" if look.justify else "L"
                self.pdf.multi_cell(
                    0, self.line, paragraph[0].text, align=align, new_x="LMARGIN", new_y="NEXT"
                )
            else:
                for run in paragraph:
                    self.font(look.size, bold=run.bold)
                    self.pdf.write(self.line, run.text)
                self.pdf.ln(self.line)
            if look.paragraphs == "gap":
                self.pdf.ln(1.5)

    def grid(self, grid: Grid) -> None:
        """A table."""
        look = self.look
        self.font(look.cell_size)
        face = need("fpdf.fonts").FontFace
        line = look.cell_size * look.line_height * 25.4 / 72
        self.pdf.set_line_width(look.line_width * 25.4 / 72)
        with self.pdf.table(
            col_widths=grid.widths,
            line_height=line,
            padding=0.8,
            borders_layout=BORDERS[look.rules],
            text_align=tuple(LETTER[align] for align in grid.aligns),
            headings_style=face(
                emphasis="BOLD", fill_color=200 if look.rules in ("shade", "zebra") else None
            ),
            first_row_as_headings=bool(grid.head),
            repeat_headings=1 if look.repeat_header else 0,
            cell_fill_color=239 if look.rules == "zebra" else None,
            cell_fill_mode="EVEN_ROWS" if look.rules == "zebra" else "NONE",
            v_align=look.valign.upper(),
        ) as table:
            if grid.head:
                row = table.row()
                for text in grid.head:
                    row.cell(text, align=LETTER[look.head_align])
            for cells in grid.rows:
                row = table.row()
                for cell in cells:
                    row.cell(("\n\n" if look.paragraphs == "gap" else "\n").join(cell))
        self.pdf.ln(3)
