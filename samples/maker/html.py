"""The HTML of a file, shared by the producers that print HTML."""

from __future__ import annotations

from pathlib import Path

from samples.maker.content import Report
from samples.maker.flow import blocks
from samples.maker.looks import Look
from samples.maker.needs import need
from samples.maker.stylesheet import stylesheet

LABEL_WIDTHS = {"columns": 26, "ruled": 30, "narrow": 13}


def html(reports: tuple[Report, ...], look: Look, *, furniture: bool = True, office: bool = False) -> str:
    """The whole document: `furniture` where margin boxes are known, `office` for word processors."""
    jinja2 = need("jinja2")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    page: str = environment.get_template("scheda.html.j2").render(
        title=f"{reports[0].title} {reports[0].year}",
        css=stylesheet(reports[0], look, furniture=furniture),
        blocks=[{"kind": type(block).__name__, "it": block} for block in blocks(reports, look)],
        mark=look.heading == "mark",
        repeat=look.repeat_header,
        ruled=look.rules in ("grid", "horizontal"),
        shaded=look.rules in ("zebra", "shade", "grid"),
        valign=look.valign,
        office=office,
        watermark="watermark" in look.effects,
        effects=look.effects,
        address=reports[0].address,
        page_title=look.labels.page_title,
        label_width=LABEL_WIDTHS.get(look.header, 26),
    )
    return page
