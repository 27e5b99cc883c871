"""Draws a report with Apache FOP, through XSL-FO."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from samples.maker.blocks import Block, Cover, Fields, Grid, Heading, PageBreak, Prose
from samples.maker.content import Report
from samples.maker.flow import blocks
from samples.maker.fonts import font_files
from samples.maker.looks import Look
from samples.maker.needs import program, run

VERTICAL = {"top": "before", "middle": "center", "bottom": "after"}
LABEL_SHARES = {"columns": 25, "ruled": 30, "narrow": 17}
EMPTY = "<fo:block/>"


def fop(reports: tuple[Report, ...], look: Look, target: Path) -> None:
    """Printed by FOP with the look's font embedded."""
    with tempfile.TemporaryDirectory() as folder:
        source, settings = Path(folder) / "scheda.fo", Path(folder) / "fop.xconf"
        source.write_text("".join(_document(reports, look)), encoding="utf-8")
        settings.write_text(_settings(look), encoding="utf-8")
        run([program("fop"), "-q", "-c", settings, "-fo", source, "-pdf", target], target)


def _settings(look: Look) -> str:
    regular, bold = font_files(look.font)
    fonts = "".join(
        f'<font embed-url="{path.as_uri()}">'
        f'<font-triplet name="look" style="normal" weight="{weight}"/></font>'
        for path, weight in ((regular, "normal"), (bold, "bold"))
    )
    return (
        '<?xml version="1.0"?><fop version="1.0"><renderers><renderer mime="application/pdf">'
        f"<fonts>{fonts}</fonts></renderer></renderers></fop>"
    )


def _document(reports: tuple[Report, ...], look: Look) -> Iterator[str]:
    top, right, bottom, left = look.margins
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xml:lang="it"><fo:layout-master-set>'
    yield '<fo:simple-page-master master-name="p" '
    yield f'page-width="{look.page[0]}mm" page-height="{look.page[1]}mm" '
    yield f'margin-left="{left}mm" margin-right="{right}mm" margin-top="8mm" margin-bottom="7mm">'
    yield f'<fo:region-body margin-top="{top - 8}mm" margin-bottom="{bottom - 7}mm"/>'
    yield f'<fo:region-before extent="{top - 8}mm"/><fo:region-after extent="6mm" display-align="after"/>'
    yield "</fo:simple-page-master></fo:layout-master-set>"
    font = f'font-family="look" font-size="{look.size}pt" line-height="{look.line_height}"'
    yield f'<fo:page-sequence master-reference="p" {font}>'
    yield from _head(reports[0], look)
    yield from _foot(look)
    yield f'<fo:flow flow-name="xsl-region-body"{_spacing(look)}>'
    for block in blocks(reports, look):
        yield from _block(block, look)
    yield '<fo:block id="end"/></fo:flow></fo:page-sequence></fo:root>'


def _spacing(look: Look) -> str:
    return f' letter-spacing="{look.spacing}pt"' if look.spacing else ""


def _head(report: Report, look: Look) -> Iterator[str]:
    if not look.head:
        return
    lines = report.address if look.head == "address" else (report.entity,) if look.head == "line" else ()
    title = report.title if look.head == "line" else look.labels.page_title
    yield '<fo:static-content flow-name="xsl-region-before">'
    yield _block_of(title, f'text-align="center" font-weight="bold" font-size="{look.size * 1.2:.1f}pt"')
    for line in lines:
        yield _block_of(line, f'font-size="{look.size * 0.75:.1f}pt"')
    yield "</fo:static-content>"


def _foot(look: Look) -> Iterator[str]:
    if look.foot:
        text = (
            escape(look.foot)
            .replace("{n}", "<fo:page-number/>")
            .replace("{N}", '<fo:page-number-citation ref-id="end"/>')
        )
        yield '<fo:static-content flow-name="xsl-region-after">'
        yield f'<fo:block text-align="{look.foot_align}" font-size="{look.size * 0.8:.1f}pt">{text}'
        yield "</fo:block></fo:static-content>"


def _block(block: Block, look: Look) -> Iterator[str]:
    match block:
        case PageBreak():
            yield '<fo:block break-after="page"/>'
        case Cover():
            top = look.page[1] * (0.2 if look.cover_alone else 0.02)
            bold = 'text-align="center" font-weight="bold"'
            retained = f'space-before="{top:.0f}mm" space-before.conditionality="retain"'
            yield _block_of(block.entity, f'{retained} font-size="18pt" {bold}')
            yield _block_of(block.title, f'space-before="6mm" font-size="15pt" {bold}')
            for line in (block.year, *block.area):
                yield _block_of(line, 'space-before="5mm" text-align="center" font-size="12pt"')
        case Heading():
            yield _heading(block, look)
        case Fields():
            yield from _fields(block, look)
        case Prose():
            align = "justify" if look.justify else "start"
            gap = "4pt" if look.paragraphs == "gap" else "0pt"
            for paragraph in block.paragraphs:
                runs = "".join(_bold(run.text) if run.bold else escape(run.text) for run in paragraph)
                yield f'<fo:block text-align="{align}" space-after="{gap}">{runs}</fo:block>'
        case Grid():
            yield from _grid(block, look)


def _heading(heading: Heading, look: Look) -> str:
    text = heading.text.upper() if look.upper and heading.level == 1 else heading.text
    style = {
        "bar": 'background-color="#d9d9d9" padding="2pt"',
        "dark": 'background-color="#1f3b5c" color="#ffffff" padding="2pt"',
        "box": 'border="0.8pt solid #000000" padding="2pt"',
        "underline": 'text-decoration="underline"',
    }.get(look.heading if heading.level == 1 else "", "")
    space = "8pt" if heading.level == 1 else "4pt"
    return _block_of(
        text, f'font-weight="bold" space-before="{space}" space-after="4pt" keep-with-next="always" {style}'
    )


def _fields(fields: Fields, look: Look) -> Iterator[str]:
    weight = 'font-weight="bold"' if look.label_bold else ""
    if fields.style in ("inline", "above"):
        joint = "<fo:block/>" if fields.style == "above" else " "
        for name, value in fields.items:
            label = f"<fo:inline {weight}>{escape(name)}</fo:inline>"
            yield f'<fo:block space-after="3pt">{label}{joint}{escape(value)}</fo:block>'
        return
    share = LABEL_SHARES[fields.style]
    border = f'border="{look.line_width}pt solid #000000"' if fields.style == "ruled" else ""
    yield '<fo:table table-layout="fixed" width="100%" border-collapse="collapse" space-after="4pt">'
    yield f'<fo:table-column column-width="{share}%"/><fo:table-column column-width="{100 - share}%"/>'
    yield "<fo:table-body>"
    for name, value in fields.items:
        yield f'<fo:table-row><fo:table-cell padding="2pt" {border}>{_block_of(name, weight)}</fo:table-cell>'
        yield f'<fo:table-cell padding="2pt" {border}>{_block_of(value)}</fo:table-cell></fo:table-row>'
    yield "</fo:table-body></fo:table>"


def _grid(grid: Grid, look: Look) -> Iterator[str]:
    line = f"{look.line_width}pt solid #000000"
    box = f'border="{line}"' if look.rules == "box" else ""
    omit = "false" if look.repeat_header else "true"
    yield '<fo:table table-layout="fixed" width="100%" border-collapse="collapse" space-after="8pt" '
    yield f'font-size="{look.cell_size}pt" table-omit-header-at-break="{omit}" {box}>'
    total = sum(grid.widths)
    yield "".join(f'<fo:table-column column-width="{100 * width / total:.2f}%"/>' for width in grid.widths)
    border = {"grid": f'border="{line}"', "horizontal": f'border-top="{line}" border-bottom="{line}"'}.get(
        look.rules, ""
    )
    if grid.head:
        shade = 'background-color="#c4c9d4"' if look.rules in ("zebra", "shade") else ""
        yield "<fo:table-header><fo:table-row>"
        for text in grid.head:
            lines = "".join(
                _block_of(part, f'text-align="{look.head_align}" font-weight="bold"')
                for part in text.split("\n")
            )
            yield f'<fo:table-cell padding="2pt" {border} {shade}>{lines}</fo:table-cell>'
        yield "</fo:table-row></fo:table-header>"
    yield "<fo:table-body>"
    for number, row in enumerate(grid.rows):
        shade = 'background-color="#efefef"' if look.rules == "zebra" and number % 2 else ""
        keep = "" if look.split_rows else ' keep-together.within-page="always"'
        yield f"<fo:table-row{keep} {shade}>"
        for cell, align in zip(row, grid.aligns, strict=True):
            yield f'<fo:table-cell padding="2pt" {border} display-align="{VERTICAL[look.valign]}">'
            yield f"{_cell(cell, align, look)}</fo:table-cell>"
        yield "</fo:table-row>"
    if not grid.rows:
        yield f'<fo:table-row><fo:table-cell number-columns-spanned="{len(grid.widths)}">{EMPTY}'
        yield "</fo:table-cell></fo:table-row>"
    yield "</fo:table-body></fo:table>"


def _cell(cell: tuple[str, ...], align: str, look: Look) -> str:
    gap = "4pt" if look.paragraphs == "gap" else "0pt"
    return (
        "".join(
            _block_of(part, f'text-align="{align}" space-after="{gap}" wrap-option="wrap"') for part in cell
        )
        or EMPTY
    )


def _bold(text: str) -> str:
    return f"<fo:inline font-weight={quoteattr('bold')}>{escape(text)}</fo:inline>"


def _block_of(text: str, attributes: str = "") -> str:
    return f"<fo:block {attributes}>{escape(text)}</fo:block>"
