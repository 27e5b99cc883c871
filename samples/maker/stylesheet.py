"""A look as a style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from samples.maker.content import Report
from samples.maker.looks import Font, Look

FAMILIES: dict[Font, str] = {
    "sans": "'Liberation Sans', Arial, sans-serif",
    "serif": "'Liberation Serif', 'Times New Roman', serif",
    "dejavu": "'DejaVu Sans', Verdana, sans-serif",
    "dejavu-serif": "'DejaVu Serif', serif",
    "narrow": "'Liberation Sans Narrow', 'Arial Narrow', sans-serif",
    "open": "'Open Sans', sans-serif",
    "carlito": "Carlito, Calibri, sans-serif",
    "caladea": "Caladea, Cambria, serif",
    "mono": "'Liberation Mono', monospace",
}
LABEL_WIDTHS = {"columns": "38mm", "ruled": "50mm", "narrow": "22mm"}


def stylesheet(report: Report, look: Look, *, furniture: bool) -> str:
    """The CSS of one file; the running head is the first report's."""
    mirrored = ""
    if "mirror" in look.effects and furniture:
        other = " ".join(_foot(replace(look, foot_align="left")))
        mirrored = f"@page :left {{ @bottom-right {{ content: none; }} {other} }}"
    return "\n".join(
        (
            mirrored,
            *_page(report, look, furniture),
            *_text(look),
            *_headings(look),
            *_fields(look),
            *_tables(look),
        )
    )


def rule_style(look: Look) -> str:
    """The CSS style and colour of the rules."""
    style = next((style for style in ("dotted", "dashed", "double") if style in look.effects), "solid")
    return f"{style} {'#b8b8b8' if 'grey-rules' in look.effects else '#000'}"


def _page(report: Report, look: Look, furniture: bool) -> Iterator[str]:
    width, height = look.page
    top, right, bottom, left = look.margins
    boxes = " ".join((*_head(report, look), *_foot(look))) if furniture else ""
    yield f"@page {{ size: {width}mm {height}mm; margin: {top}mm {right}mm {bottom}mm {left}mm; {boxes} }}"


def _head(report: Report, look: Look) -> Iterator[str]:
    small = f"font: {look.size * 0.75:.1f}pt {FAMILIES[look.font]};"
    title = report.title if look.head == "line" else look.labels.page_title
    if look.head in ("address", "line"):
        lines = report.address if look.head == "address" else (report.entity,)
        text = '" "\\A " "'.join(lines)
        align = "white-space: pre; text-align: left; vertical-align: middle;"
        yield f'@top-left {{ content: "{text}"; {align} {small} }}'
    if look.head:
        bold = f"font: bold {look.size * 1.2:.1f}pt {FAMILIES[look.font]};"
        yield f'@top-center {{ content: "{title}"; vertical-align: middle; {bold} }}'


def _foot(look: Look) -> Iterator[str]:
    if look.foot:
        text = look.foot.replace("{n}", '" counter(page) "').replace("{N}", '" counter(pages) "')
        small = f"font: {look.size * 0.8:.1f}pt {FAMILIES[look.font]};"
        yield f'@bottom-{look.foot_align} {{ content: "{text}"; {small} }}'


def _text(look: Look) -> Iterator[str]:
    font = f"font: {look.size}pt/{look.line_height} {FAMILIES[look.font]};"
    yield f"body {{ {font} margin: 0; letter-spacing: {look.spacing}pt; }}"
    align = "justify" if look.justify else "left"
    hyphens = f'hyphens: auto; hyphenate-character: "{look.hyphenate}";' if look.hyphenate else ""
    gap = "0 0 0.5em" if look.paragraphs == "gap" else "0"
    yield f"p {{ margin: {gap}; text-align: {align}; {hyphens} }}"
    yield f"td {{ {hyphens} }} td p:last-child {{ margin-bottom: 0; }}"
    yield ".break { page-break-after: always; break-after: page; height: 0; }"
    top = look.page[1] * (0.18 if look.cover_alone else 0.02)
    yield f".cover {{ text-align: center; padding-top: {top:.0f}mm; margin-bottom: 8mm; }}"
    yield ".cover p { text-align: center; margin: 3mm 0; }"
    yield f".cover h1 {{ font-size: {look.size * 2:.0f}pt; }}"
    yield f".title {{ font-weight: bold; font-size: {look.size * 1.6:.0f}pt; }}"
    yield f".year, .area {{ font-size: {look.size * 1.35:.1f}pt; }}"


def _headings(look: Look) -> Iterator[str]:
    decoration = {
        "bar": "background: #d9d9d9; padding: 2pt 5pt;",
        "bold": "",
        "underline": "text-decoration: underline;",
        "box": "border: 0.8pt solid #000; padding: 2pt 5pt; text-align: center;",
        "dark": "background: #1f3b5c; color: #fff; padding: 3pt 5pt;",
        "mark": "",
    }[look.heading]
    upper = "text-transform: uppercase;" if look.upper else ""
    yield f"h2 {{ font-size: {look.size}pt; margin: 3mm 0 1.5mm; {decoration} {upper} break-after: avoid; }}"
    yield "h2 span { background: #d9d9d9; }"
    yield f"h3 {{ font-size: {look.size}pt; margin: 1.5mm 0 0.5mm; }}"
    if "spaced-headings" in look.effects:
        yield "h2 { letter-spacing: 2.5pt; } .grid th { letter-spacing: 0.6pt; }"
    if "boxed" in look.effects:
        yield ".prose { border: 0.6pt solid #000; padding: 3pt 5pt; margin-bottom: 2mm; min-height: 4mm; }"
    if "frame" in look.effects:
        yield ".frame { position: fixed; border: 1pt solid #000; inset: -6mm; }"
    if "boxed-head" in look.effects:
        yield ".runhead { position: running(head); border-collapse: collapse; width: 100%; }"
        yield ".runhead td { border: 0.8pt solid #000; padding: 3pt; font-size: 8pt; text-align: center; }"
        yield "@page { @top-center { content: element(head); width: 100%; } @top-left { content: none; } }"
    if "orphans" in look.effects:
        yield "h2 { break-after: auto; } p, td { orphans: 1; widows: 1; }"
    if "mixed-pages" in look.effects:
        yield "@page wide { size: 297mm 210mm; } .grid.indicators, .grid.monitoring { page: wide; }"
    if "rotated-heads" in look.effects:
        yield ".indicators th:nth-child(n+4), .phases th:nth-child(n+3) { writing-mode: vertical-rl;"
        yield "transform: rotate(180deg); text-align: left; white-space: nowrap; }"
    if "watermark" in look.effects:
        yield ".watermark { position: fixed; top: 100mm; left: 20mm; font: bold 90pt sans-serif;"
        yield "color: #e4e4e4; transform: rotate(-40deg); z-index: -1; }"


def _fields(look: Look) -> Iterator[str]:
    yield f".label {{ font-weight: {'bold' if look.label_bold else 'normal'}; }}"
    yield ".inline { margin: 0 0 1.2mm; text-align: left; } .above { margin: 0 0 2mm; text-align: left; }"
    yield ".fields { width: 100%; border-collapse: collapse; margin-bottom: 2mm;"
    yield f"font-size: {look.size}pt; }}"
    valign = look.valign if look.header == "narrow" else "top"
    yield f".fields td {{ vertical-align: {valign}; padding: 1.2pt 3pt; }}"
    yield f".fields.ruled td {{ border: {look.line_width}pt {rule_style(look)}; padding: 3pt 4pt; }}"
    for style, width in LABEL_WIDTHS.items():
        yield f".fields.{style} .label-col {{ width: {width}; }}"


def _tables(look: Look) -> Iterator[str]:
    line = f"{look.line_width}pt {rule_style(look)}"
    yield ".grid { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 0 0 3mm;"
    yield f"font-size: {look.cell_size}pt; }}"
    yield f".grid td {{ vertical-align: {look.valign}; padding: 2pt 3pt; overflow-wrap: anywhere; }}"
    yield ".grid td p { text-align: left; } .right { text-align: right; } .center { text-align: center; }"
    yield f".grid th {{ text-align: {look.head_align}; vertical-align: middle; padding: 2pt 3pt;"
    yield "overflow-wrap: break-word; }"
    yield f".grid td, .grid th {{ padding-left: {look.padding}pt; padding-right: {look.padding}pt; }}"
    if look.rules == "grid":
        yield f".grid td, .grid th {{ border: {line}; }} .grid th {{ background: #ededed; }}"
    elif look.rules == "horizontal":
        yield f".grid td, .grid th {{ border-top: {line}; border-bottom: {line}; }}"
    elif look.rules == "zebra":
        yield ".grid th { background: #bfbfbf; } .grid .even td { background: #efefef; }"
    elif look.rules == "shade":
        yield ".grid th { background: #d0d7e2; }"
    elif look.rules == "vertical":
        yield f".grid td, .grid th {{ border-left: {line}; border-right: {line}; }}"
        yield f".grid th {{ border-bottom: {line}; border-top: {line}; }} .grid {{ border-bottom: {line}; }}"
    elif look.rules == "white":
        yield ".grid td, .grid th { border: 1.5pt solid #fff; } .grid td { background: #e6ebf1; }"
        yield ".grid th { background: #35506e; color: #fff; }"
    elif look.rules == "box":
        yield f".grid {{ border: {line}; }}"
    if look.producer == "wkhtml":
        # It prints what straddles a page break on both pages.
        yield "p, h2, h3, tr { page-break-inside: avoid; }"
    if not look.split_rows:
        yield ".grid tr { page-break-inside: avoid; break-inside: avoid; }"
    if look.justify:
        yield ".grid td:not(.right):not(.center), .grid td p { text-align: justify; }"
