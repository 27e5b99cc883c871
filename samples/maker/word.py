"""Draws a report as a word processor's document, which LibreOffice exports."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from samples.maker.blocks import Block, Cover, Fields, Grid, Heading, PageBreak, Prose
from samples.maker.content import Report
from samples.maker.flow import blocks
from samples.maker.from_html import export
from samples.maker.looks import Look
from samples.maker.needs import need
from samples.maker.typesetting import FAMILIES

ALIGN = {"left": 0, "center": 1, "right": 2, "justify": 3}
VERTICAL = {"top": "top", "middle": "center", "bottom": "bottom"}
LABEL_SHARES = {"columns": 25, "ruled": 30, "narrow": 15}
TWIPS_PER_MM = 56.7


def docx(reports: tuple[Report, ...], look: Look, target: Path) -> None:
    """Written as a document, then exported to PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{target.stem}.docx"
        Writer(reports[0], look).write(reports, source)
        export(source, target)


class Writer:
    """The open document and its look."""

    def __init__(self, report: Report, look: Look) -> None:
        self.report, self.look = report, look
        self.document: Any = need("docx").Document()
        shared = need("docx.shared")
        self.pt, self.mm = shared.Pt, shared.Mm
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FAMILIES[look.font], self.pt(look.size)
        style.paragraph_format.space_after = self.pt(0)
        style.paragraph_format.line_spacing = look.line_height * 0.87
        self._section()

    def write(self, reports: tuple[Report, ...], target: Path) -> None:
        """Draws all blocks and saves."""
        for block in blocks(reports, self.look):
            self.block(block)
        self.document.save(str(target))

    def _section(self) -> None:
        look, section = self.look, self.document.sections[0]
        section.page_width, section.page_height = self.mm(look.page[0]), self.mm(look.page[1])
        top, right, bottom, left = (self.mm(margin) for margin in look.margins)
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
            top,
            right,
            bottom,
            left,
        )
        section.header_distance, section.footer_distance = self.mm(8), self.mm(8)
        if look.head:
            lines = self.report.address if look.head == "address" else (self.report.entity,)
            text = (
                "\n".join((look.labels.page_title, *lines))
                if look.head != "title"
                else look.labels.page_title
            )
            self.runs(section.header.paragraphs[0], text, size=look.size * 0.8)
        if look.foot:
            paragraph = section.footer.paragraphs[0]
            paragraph.alignment = ALIGN[look.foot_align]
            for part in look.foot.replace("{n}", "\0PAGE\0").replace("{N}", "\0NUMPAGES\0").split("\0"):
                if part in ("PAGE", "NUMPAGES"):
                    self.element(paragraph._p, "fldSimple", instr=part)
                elif part:
                    paragraph.add_run(part)

    def element(self, parent: Any, name: str, **attributes: str) -> Any:
        """A new element of the document's own language, put into its parent."""
        qualified = need("docx.oxml.ns").qn
        made = need("docx.oxml").OxmlElement(f"w:{name}")
        for key, value in attributes.items():
            made.set(qualified(f"w:{key}"), value)
        parent.append(made)
        return made

    def runs(self, paragraph: Any, text: str, *, bold: bool = False, size: float | None = None) -> Any:
        """Adds text to a paragraph; `\\n` breaks the line."""
        run = paragraph.add_run(text)
        run.bold = bold
        if size:
            run.font.size = self.pt(size)
        return run

    def block(self, block: Block) -> None:
        """Draws one block."""
        look = self.look
        match block:
            case PageBreak():
                self.document.add_page_break()
            case Cover():
                self.cover(block)
            case Heading():
                self.heading(block)
            case Fields():
                self.fields(block)
            case Prose():
                for runs in block.paragraphs:
                    paragraph = self.document.add_paragraph()
                    paragraph.alignment = ALIGN["justify" if look.justify else "left"]
                    paragraph.paragraph_format.space_after = self.pt(5 if look.paragraphs == "gap" else 0)
                    for run in runs:
                        self.runs(paragraph, run.text, bold=run.bold)
            case Grid():
                self.grid(block)

    def cover(self, cover: Cover) -> None:
        """The cover's lines, centred."""
        look = self.look
        for number, text in enumerate((cover.entity, cover.title, cover.year, *cover.area)):
            paragraph = self.document.add_paragraph()
            paragraph.alignment = ALIGN["center"]
            if number == 0 and look.cover_alone:
                paragraph.paragraph_format.space_before = self.mm(look.page[1] * 0.2)
            paragraph.paragraph_format.space_after = self.pt(10)
            self.runs(paragraph, text, bold=number < 2, size=look.size * (1.8 if number < 2 else 1.3))

    def heading(self, heading: Heading) -> None:
        """A section's title, kept with the next paragraph."""
        look = self.look
        text = heading.text.upper() if look.upper and heading.level == 1 else heading.text
        paragraph = self.document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.space_before, shape.space_after, shape.keep_with_next = self.pt(8), self.pt(4), True
        run = self.runs(paragraph, text, bold=True)
        if heading.level == 2:
            return
        run.underline = look.heading == "underline"
        if look.heading in ("bar", "dark"):
            fill = "D9D9D9" if look.heading == "bar" else "1F3B5C"
            self.element(paragraph._p.get_or_add_pPr(), "shd", val="clear", color="auto", fill=fill)
        if look.heading == "dark":
            run.font.color.rgb = need("docx.shared").RGBColor(255, 255, 255)
        if look.heading == "box":
            borders = self.element(paragraph._p.get_or_add_pPr(), "pBdr")
            for side in ("top", "left", "bottom", "right"):
                self.element(borders, side, val="single", sz="6", space="1", color="000000")

    def fields(self, fields: Fields) -> None:
        """Labels and values: paragraphs, or a table of two columns."""
        look = self.look
        if fields.style in ("inline", "above"):
            for name, value in fields.items:
                paragraph = self.document.add_paragraph()
                paragraph.paragraph_format.space_after = self.pt(3)
                self.runs(paragraph, name, bold=look.label_bold)
                self.runs(paragraph, f"\n{value}" if fields.style == "above" else f" {value}")
            return
        share = LABEL_SHARES[fields.style]
        table = self.table(2, (share, 100 - share), "grid" if fields.style == "ruled" else "none")
        for name, value in fields.items:
            left, right = table.add_row().cells
            self.runs(left.paragraphs[0], name, bold=look.label_bold)
            self.runs(right.paragraphs[0], value)
        self.document.add_paragraph()

    def grid(self, grid: Grid) -> None:
        """A table with its header row."""
        look = self.look
        table = self.table(len(grid.widths), grid.widths, look.rules)
        if grid.head:
            row = table.add_row()
            if look.repeat_header:
                self.element(row._tr.get_or_add_trPr(), "tblHeader")
            for cell, text in zip(row.cells, grid.head, strict=True):
                cell.paragraphs[0].alignment = ALIGN[look.head_align]
                self.runs(cell.paragraphs[0], text, bold=True, size=look.cell_size)
                if look.rules in ("zebra", "shade"):
                    self.element(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill="C4C9D4")
        for number, cells in enumerate(grid.rows):
            row = table.add_row()
            if not look.split_rows:
                self.element(row._tr.get_or_add_trPr(), "cantSplit")
            for cell, parts, align in zip(row.cells, cells, grid.aligns, strict=True):
                self._fill(cell, parts, align)
                if look.rules == "zebra" and number % 2:
                    self.element(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill="EFEFEF")
                if look.valign != "top":
                    self.element(cell._tc.get_or_add_tcPr(), "vAlign", val=VERTICAL[look.valign])
        self.document.add_paragraph()

    def _fill(self, cell: Any, parts: tuple[str, ...], align: str) -> None:
        for number, part in enumerate(parts):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            paragraph.alignment = ALIGN[align]
            paragraph.paragraph_format.space_after = self.pt(
                4 if self.look.paragraphs == "gap" and number < len(parts) - 1 else 0
            )
            self.runs(paragraph, part, size=self.look.cell_size)

    def table(self, columns: int, widths: tuple[float, ...], rules: str) -> Any:
        """An empty table with fixed columns and the borders of the look."""
        table = self.document.add_table(rows=0, cols=columns)
        table.autofit = False
        total = sum(widths)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self.mm(self.look.width * width / total)
        sides = {
            "grid": ("top", "left", "bottom", "right", "insideH", "insideV"),
            "horizontal": ("top", "bottom", "insideH"),
            "box": ("top", "left", "bottom", "right"),
        }.get(rules, ())
        borders = self.element(table._tbl.tblPr, "tblBorders")
        for side in sides:
            self.element(
                borders,
                side,
                val="single",
                sz=str(round(self.look.line_width * 8)),
                space="0",
                color="000000",
            )
        return table
