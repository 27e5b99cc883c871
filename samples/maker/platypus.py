"""Draws a report with ReportLab."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from samples.maker.blocks import Block, Cover, Fields, Grid, Heading, PageBreak, Prose
from samples.maker.content import Report
from samples.maker.flow import blocks
from samples.maker.fonts import font_files
from samples.maker.looks import Look
from samples.maker.needs import need

MM = 72 / 25.4
GREY = "#d9d9d9"
DARK = "#1f3b5c"
LABEL_SHARES = {"columns": 0.24, "ruled": 0.3, "narrow": 0.19}
ALIGN = {"left": 0, "center": 1, "right": 2, "justify": 4}


def reportlab(reports: tuple[Report, ...], look: Look, target: Path) -> None:
    """Printed by ReportLab; the same bytes each time."""
    need("reportlab")
    Drawing(look).write(reports, target)


class Drawing:
    """Turns blocks into flowables of one look."""

    def __init__(self, look: Look) -> None:
        from samples.maker.platypus_canvas import SampleCanvas, fonts_of

        self.look = look
        self.canvas = SampleCanvas
        self.regular, self.bold = fonts_of(look)
        self.platypus = need("reportlab.platypus")
        self.styles = need("reportlab.lib.styles")
        self.colour = need("reportlab.lib.colors").HexColor
        if "standard-fonts" not in look.effects:
            self._register()

    def _register(self) -> None:
        metrics, faces = need("reportlab.pdfbase.pdfmetrics"), need("reportlab.pdfbase.ttfonts")
        regular, bold = font_files(self.look.font)
        metrics.registerFont(faces.TTFont(self.look.font, regular))
        metrics.registerFont(faces.TTFont(f"{self.look.font}-bold", bold))

    def write(self, reports: tuple[Report, ...], target: Path) -> None:
        """Lays the blocks out and saves the file."""
        look = self.look
        top, right, bottom, left = (margin * MM for margin in look.margins)
        document = self.platypus.BaseDocTemplate(
            str(target),
            pagesize=(look.page[0] * MM, look.page[1] * MM),
            title=f"{reports[0].title} {reports[0].year}",
            invariant=1,
        )
        width, height = look.page[0] * MM - left - right, look.page[1] * MM - top - bottom
        frame = self.platypus.Frame(left, bottom, width, height, 0, 0, 0, 0)
        document.addPageTemplates(self.platypus.PageTemplate(frames=[frame]))
        story = [flowable for block in blocks(reports, look) for flowable in self.flowables(block)]
        document.build(story, canvasmaker=partial(self.canvas, look=look, report=reports[0]))

    def flowables(self, block: Block) -> list[Any]:
        """One block in ReportLab's terms."""
        match block:
            case PageBreak():
                return [self.platypus.PageBreak()]
            case Cover():
                return self._cover(block)
            case Heading():
                return self._heading(block)
            case Fields():
                return self._fields(block)
            case Prose():
                return self._prose(block)
            case Grid():
                return self._grid(block)

    def style(self, size: float, align: str = "left", *, bold: bool = False, **more: Any) -> Any:
        """A paragraph style."""
        return self.styles.ParagraphStyle(
            "x",
            fontName=self.bold if bold else self.regular,
            fontSize=size,
            leading=size * self.look.line_height,
            alignment=ALIGN[align],
            splitLongWords=1,
            **more,
        )

    def paragraph(self, text: str, style: Any, *, bold: bool = False) -> Any:
        """A paragraph of printed text; bold twice over where there is no bold font."""
        twice = bold and "double-bold" in self.look.effects
        made = self.platypus.Paragraph(escape(text).replace("\n", "<br/>"), style)
        return _twice(made) if twice else made

    def _cover(self, cover: Cover) -> list[Any]:
        look = self.look
        big = self.style(look.size * 2, "center", bold=True, spaceAfter=12)
        middle = self.style(look.size * 1.4, "center", spaceAfter=8)
        top = look.page[1] * MM * (0.2 if look.cover_alone else 0.02)
        lines = [self.paragraph(cover.entity, big, bold=True), self.paragraph(cover.title, big, bold=True)]
        lines += [self.paragraph(text, middle) for text in (cover.year, *cover.area)]
        return [self.platypus.Spacer(1, top), *lines, self.platypus.Spacer(1, 15)]

    def _heading(self, heading: Heading) -> list[Any]:
        look = self.look
        text = heading.text.upper() if look.upper and heading.level == 1 else heading.text
        if heading.level == 2:
            return [
                self.paragraph(
                    text, self.style(look.size, bold=True, spaceBefore=4, keepWithNext=1), bold=True
                )
            ]
        more: dict[str, Any] = {"spaceBefore": 9, "spaceAfter": 5, "keepWithNext": 1}
        if look.heading in ("bar", "dark"):
            more |= {"backColor": GREY if look.heading == "bar" else DARK, "borderPadding": (2, 4, 3, 4)}
        if look.heading == "dark":
            more |= {"textColor": "#ffffff"}
        if look.heading == "box":
            more |= {"borderWidth": 0.8, "borderColor": "#000000", "borderPadding": 3}
        style = self.style(look.size, bold=True, **more)
        if look.heading == "underline":
            return [self.platypus.Paragraph(f"<u>{escape(text)}</u>", style)]
        return [self.paragraph(text, style, bold=True)]

    def _fields(self, fields: Fields) -> list[Any]:
        look = self.look
        label, value = self.style(look.size, bold=look.label_bold), self.style(look.size)
        if fields.style in ("inline", "above"):
            joint = "<br/>" if fields.style == "above" else " "
            style = self.style(look.size, spaceAfter=4)
            return [
                self.platypus.Paragraph(
                    f'<font name="{label.fontName}">{escape(name)}</font>{joint}{escape(text)}', style
                )
                for name, text in fields.items
            ]
        share = LABEL_SHARES[fields.style]
        rows = [
            [self.paragraph(name, label, bold=look.label_bold), self.paragraph(text, value)]
            for name, text in fields.items
        ]
        commands: list[tuple[Any, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
        ]
        if fields.style == "ruled":
            commands.append(("GRID", (0, 0), (-1, -1), look.line_width, self.colour("#000000")))
        width = look.width * MM
        return [
            self.platypus.Table(rows, colWidths=[width * share, width * (1 - share)], style=commands),
            self._gap(4),
        ]

    def _prose(self, prose: Prose) -> list[Any]:
        look = self.look
        align = "justify" if look.justify else "left"
        style = self.style(look.size, align, spaceAfter=5 if look.paragraphs == "gap" else 0)
        return [
            self.platypus.Paragraph(
                "".join(
                    f'<font name="{self.bold}">{escape(run.text)}</font>' if run.bold else escape(run.text)
                    for run in runs
                ),
                style,
            )
            for runs in prose.paragraphs
        ]

    def _grid(self, grid: Grid) -> list[Any]:
        look = self.look
        width = look.width * MM
        head = self.style(look.cell_size, look.head_align, bold=True)
        rows = [[self.paragraph(text, head, bold=True) for text in grid.head]] if grid.head else []
        for row in grid.rows:
            rows.append([self._cell(cell, align) for cell, align in zip(row, grid.aligns, strict=True)])
        heads = 1 if grid.head else 0
        table = self.platypus.Table(
            rows,
            colWidths=[width * share / sum(grid.widths) for share in grid.widths],
            repeatRows=heads if look.repeat_header else 0,
            splitInRow=1 if look.split_rows else 0,
            style=self._commands(heads, len(rows)),
        )
        return [table, self._gap(8)]

    def _cell(self, cell: tuple[str, ...], align: str) -> Any:
        gap = 4 if self.look.paragraphs == "gap" else 0
        style = self.style(self.look.cell_size, align, spaceAfter=gap)
        return [self.platypus.Paragraph(escape(part), style) for part in cell] or ""

    def _commands(self, heads: int, rows: int) -> list[tuple[Any, ...]]:
        look, black, everywhere = self.look, self.colour("#000000"), ((0, 0), (-1, -1))
        commands: list[tuple[Any, ...]] = [
            ("VALIGN", *everywhere, look.valign.upper()),
            ("LEFTPADDING", *everywhere, look.padding),
            ("RIGHTPADDING", *everywhere, look.padding),
            ("TOPPADDING", *everywhere, 2),
            ("BOTTOMPADDING", *everywhere, 3),
        ]
        if look.rules == "grid":
            commands.append(("GRID", *everywhere, look.line_width, black))
        if look.rules == "horizontal":
            commands += [
                ("LINEBELOW", *everywhere, look.line_width, black),
                ("LINEABOVE", (0, 0), (-1, 0), look.line_width, black),
            ]
        if look.rules == "vertical":
            commands += [
                ("INNERGRID", *everywhere, 0, self.colour("#ffffff")),
                ("BOX", *everywhere, look.line_width, black),
                ("LINEAFTER", *everywhere, look.line_width, black),
            ]
        if look.rules == "white":
            commands += [
                ("BACKGROUND", *everywhere, self.colour("#e6ebf1")),
                ("BACKGROUND", (0, 0), (-1, 0), self.colour("#c4c9d4")),
                ("GRID", *everywhere, 1.5, self.colour("#ffffff")),
            ]
        if look.rules == "box":
            commands.append(("BOX", *everywhere, look.line_width, black))
        if look.rules in ("zebra", "shade") and heads:
            commands.append(("BACKGROUND", (0, 0), (-1, 0), self.colour("#c4c9d4")))
        if look.rules == "zebra":
            commands += [
                ("BACKGROUND", (0, row), (-1, row), self.colour("#efefef"))
                for row in range(heads + 1, rows, 2)
            ]
        return commands

    def _gap(self, height: float) -> Any:
        return self.platypus.Spacer(1, height)


def _twice(paragraph: Any) -> Any:
    """The paragraph drawn a second time a hair to the right, which looks bold."""
    draw = paragraph.draw

    def again() -> None:
        draw()
        paragraph.canv.saveState()
        paragraph.canv.translate(0.3, 0)
        draw()
        paragraph.canv.restoreState()

    paragraph.draw = again
    return paragraph
