"""Draws a report with Typst."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from samples.maker.blocks import Block, Cover, Fields, Grid, Heading, PageBreak, Prose, Run
from samples.maker.content import Report
from samples.maker.flow import blocks
from samples.maker.fonts import ROOT, font_files
from samples.maker.looks import Font, Look
from samples.maker.needs import need

FAMILIES: dict[Font, str] = {
    "sans": "Liberation Sans",
    "serif": "Liberation Serif",
    "mono": "Liberation Mono",
    "narrow": "Liberation Sans Narrow",
    "dejavu": "DejaVu Sans",
    "dejavu-serif": "DejaVu Serif",
    "open": "Open Sans",
    "carlito": "Carlito",
    "caladea": "Caladea",
}
VERTICAL = {"top": "top", "middle": "horizon", "bottom": "bottom"}


def typst(reports: tuple[Report, ...], look: Look, target: Path) -> None:
    """Printed by Typst; without a date in the file, so that the bytes are the same each time."""
    compiler = need("typst")
    font_files(look.font)
    source = "\n".join(("#set document(date: none)", *_setup(reports[0], look), *_body(reports, look)))
    compiler.compile(source.encode(), output=str(target), font_paths=[str(ROOT)])


def _setup(report: Report, look: Look) -> Iterator[str]:
    top, right, bottom, left = look.margins
    margin = f"(top: {top}mm, right: {right}mm, bottom: {bottom}mm, left: {left}mm)"
    size = f"width: {look.page[0]}mm, height: {look.page[1]}mm, margin: {margin}"
    yield f"#set page({size}, header: {_head(report, look)}, footer: {_foot(look)})"
    font = f'font: "{FAMILIES[look.font]}", size: {look.size}pt, tracking: {look.spacing}pt'
    yield f'#set text({font}, lang: "it", hyphenate: {_said(bool(look.hyphenate))})'
    leading = look.line_height - 0.7
    spacing = 0.9 if look.paragraphs == "gap" else leading
    yield f"#set par(justify: {_said(look.justify)}, leading: {leading:.2f}em, spacing: {spacing:.2f}em)"
    yield f"#show table: set text(size: {look.cell_size}pt)"
    yield "#show table.cell.where(y: 0): set par(justify: false)"


def _head(report: Report, look: Look) -> str:
    if not look.head:
        return "none"
    lines = report.address if look.head == "address" else (report.entity,) if look.head == "line" else ()
    small = " + linebreak() + ".join(_text(line) for line in lines) or "[]"
    title = _text(report.title if look.head == "line" else look.labels.page_title, bold=True)
    rule = "line(length: 100%, stroke: 0.5pt)" if look.head == "line" else "none"
    columns = "columns: (1fr, 2fr, 1fr), align: (left, center, right)"
    return f"{{ grid({columns}, text(size: {look.size * 0.75:.1f}pt, {small}), {title}, []); {rule} }}"


def _foot(look: Look) -> str:
    if not look.foot:
        return "none"
    parts = look.foot.replace("{n}", "\0n\0").replace("{N}", "\0N\0").split("\0")
    shown = {"n": "counter(page).display()", "N": "str(counter(page).final().first())"}
    line = " + ".join(shown.get(part, _string(part)) for part in parts if part)
    return f"context align({look.foot_align}, text(size: {look.size * 0.8:.1f}pt, {line}))"


def _body(reports: tuple[Report, ...], look: Look) -> Iterator[str]:
    for block in blocks(reports, look):
        yield from _block(block, look)


def _block(block: Block, look: Look) -> Iterator[str]:
    match block:
        case PageBreak():
            yield "#pagebreak(weak: true)"
        case Cover():
            yield f"#v({look.page[1] * (0.2 if look.cover_alone else 0.02):.0f}mm)"
            yield f"#align(center, text(size: {look.size * 2}pt, {_text(block.entity, bold=True)}))"
            yield f"#align(center, text(size: {look.size * 1.7}pt, {_text(block.title, bold=True)}))"
            for line in (block.year, *block.area):
                yield f"#align(center, text(size: {look.size * 1.3}pt, {_text(line)}))"
            yield "#v(6mm)"
        case Heading():
            yield _heading(block, look)
        case Fields():
            yield from _fields(block, look)
        case Prose():
            for paragraph in block.paragraphs:
                yield "#{" + " + ".join(_text(run.text, bold=run.bold) for run in _joined(paragraph)) + "}\n"
        case Grid():
            yield _grid(block, look)


def _joined(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without empty ones."""
    return tuple(run for run in runs if run.text) or (Run(""),)


def _heading(heading: Heading, look: Look) -> str:
    text = heading.text.upper() if look.upper and heading.level == 1 else heading.text
    shown = _text(text, bold=True)
    if heading.level == 2:
        return f"#block(above: 1em, below: 0.6em, {shown})"
    style = {
        "bar": "fill: luma(217), inset: 4pt, width: 100%, ",
        "dark": 'fill: rgb("#1f3b5c"), inset: 4pt, width: 100%, ',
        "box": "stroke: 0.8pt, inset: 4pt, width: 100%, ",
    }.get(look.heading, "")
    if look.heading == "dark":
        shown = f"text(fill: white, {shown})"
    if look.heading == "underline":
        shown = f"underline({shown})"
    if look.heading == "mark":
        shown = f"highlight(fill: luma(217), {shown})"
    return f"#block(above: 1.3em, below: 0.8em, sticky: true, {style}{shown})"


def _fields(fields: Fields, look: Look) -> Iterator[str]:
    pairs = [(_text(name, bold=look.label_bold), _text(value)) for name, value in fields.items]
    if fields.style in ("inline", "above"):
        joint = "linebreak()" if fields.style == "above" else '" "'
        for name, value in pairs:
            yield f"#block(below: 0.8em, {name} + {joint} + {value})"
        return
    share = {"columns": "25%", "ruled": "30%", "narrow": "17%"}[fields.style]
    stroke = f"{look.line_width}pt" if fields.style == "ruled" else "none"
    cells = ", ".join(f"{name}, {value}" for name, value in pairs)
    table = f"table(columns: ({share}, 1fr), stroke: {stroke}, inset: 3pt, {cells})"
    yield f"#[#show table: set text(size: {look.size}pt); #{table}]"


def _grid(grid: Grid, look: Look) -> str:
    columns = ", ".join(f"{width}fr" for width in grid.widths)
    line = f"{look.line_width}pt"
    stroke = {"grid": line, "horizontal": f"(top: {line}, bottom: {line})", "vertical": f"(x: {line})"}.get(
        look.rules, "none"
    )
    fill = {
        "zebra": "(_, y) => if y == 0 { luma(190) } else if calc.even(y) { luma(239) }",
        "shade": '(_, y) => if y == 0 { rgb("#d0d7e2") }',
    }.get(look.rules, "none")
    aligns = ", ".join(f"{align} + {VERTICAL[look.valign]}" for align in grid.aligns)
    head = ""
    if grid.head:
        cells = ", ".join(
            f"table.cell(align: {look.head_align} + horizon, {_lines(text, bold=True)})" for text in grid.head
        )
        head = f"table.header(repeat: {_said(look.repeat_header)}, {cells}),"
    cells = ", ".join(
        f"table.cell(breakable: {_said(look.split_rows)}, {_cell(cell)})" for row in grid.rows for cell in row
    )
    style = f"stroke: {stroke}, fill: {fill}, align: ({aligns}), inset: (x: {look.padding}pt, y: 3pt)"
    table = f"table(columns: ({columns}), {style}, {head} {cells})"
    if look.rules == "box":
        table = f"block(stroke: {line}, {table})"
    return f"#block(above: 0.6em, below: 1em, {table})"


def _cell(cell: tuple[str, ...]) -> str:
    return " + parbreak() + ".join(_text(part) for part in cell) or "[]"


def _lines(text: str, *, bold: bool) -> str:
    return " + linebreak() + ".join(_text(part, bold=bold) for part in text.split("\n"))


def _text(text: str, *, bold: bool = False) -> str:
    return f'text(weight: "bold", {_string(text)})' if bold else f"text({_string(text)})"


def _said(value: bool) -> str:
    return "true" if value else "false"


def _string(text: str) -> str:
    """A Typst string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
