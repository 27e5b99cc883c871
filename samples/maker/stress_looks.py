"""Many looks for scoring, each unlike the others; `STRESS` pairs a look with the shape of its content."""

from __future__ import annotations

from dataclasses import replace

from samples.maker import labels
from samples.maker.invent import Shape
from samples.maker.looks import SECTIONS, Look

ALL = frozenset(SECTIONS) - {"header"}
SHUFFLED = (
    "header", "definition", "dup_guideline", "times", "staff", "phases", "monitoring", "indicators",
    "resources", "planned_expenditure", "actual_expenditure", "planned_revenue", "actual_revenue", "notes",
)  # fmt: skip
LANDSCAPE = (297, 210)

STRESS: tuple[tuple[Look, Shape], ...] = (
    (Look("weasy-grid", "weasyprint", repeat_header=True, breaks=frozenset({"header", "times"})), Shape()),
    (
        Look(
            "weasy-hyphen", "weasyprint", font="caladea", size=9.5, justify=True, hyphenate="‐", rules="horizontal", header="inline",
            heading="underline", foot="Pagina {n}/{N}", head="line", date="/", times="lines", labels=labels.SMALL, quotes=("“", "”"),
        ),
        Shape(longest_cell=90),
    ),
    (
        Look(
            "weasy-hyphen-minus", "weasyprint", font="dejavu-serif", size=8, cell_size=7, justify=True, hyphenate="-", rules="zebra",
            header="ruled", heading="dark", foot="- {n} -", foot_align="center", head="", times="table", paragraphs="line",
            empty_table="head", numbers="left",
        ),
        Shape(longest_cell=60),
    ),
    (
        Look(
            "weasy-landscape", "weasyprint", font="open", page=LANDSCAPE, rules="shade", header="above", heading="bold", upper=True,
            head="title", foot="Stampato il 14/02/2021 - Pag. {n} di {N}", foot_align="left", labels=labels.BARE, valign="middle",
            widths="wide", repeat_header=False,
        ),
        Shape(areas=2, schede=(1, 3)),
    ),
    (
        Look(
            "chromium-grid", "chromium", valign="middle", widths="narrow", header="ruled", times="table", paragraphs="markup",
            breaks=frozenset({"header", "times"}),
        ),
        Shape(longest_cell=100),
    ),
    (
        Look(
            "chromium-none", "chromium", font="serif", size=11, cell_size=10, rules="none", header="narrow", heading="mark", head="",
            foot="{n}", foot_align="center", cover_alone=False, breaks=frozenset(), times="pairs", numbers="center",
            labels=labels.SPACED, empty_table="head",
        ),
        Shape(schede=(2, 3)),
    ),
    (Look("reportlab-grid", "reportlab", paragraphs="line", justify=True, breaks=frozenset({"header", "times"})), Shape(longest_cell=120)),
    (
        Look(
            "reportlab-narrow", "reportlab", effects=frozenset({"standard-fonts"}), widths="narrow", valign="middle", header="ruled",
            heading="dark", times="table", date="/", paragraphs="markup", numbers="center", percent=" %", euro=True,
        ),
        Shape(longest_cell=80),
    ),
    (
        Look(
            "reportlab-kerned", "reportlab", font="serif", effects=frozenset({"standard-fonts", "kerned", "form"}), rules="horizontal",
            header="narrow", heading="underline", times="lines", repeat_header=False, head="line", foot="Pagina {n} di {N}",
            foot_align="center", labels=labels.BROKEN, empty_table="head",
        ),
        Shape(),
    ),
    (
        Look(
            "reportlab-rotated", "reportlab", font="dejavu", size=8, cell_size=6.5, effects=frozenset({"rotated", "double-bold"}),
            rules="zebra", header="inline", heading="box", times="inline", head="title", foot="{n}/{N}", widths="wide",
            labels=labels.CAPITALS, paragraphs="line", split_rows=True,
        ),
        Shape(areas=2, schede=(1, 3)),
    ),
    (
        Look(
            "reportlab-chars", "reportlab", font="carlito", size=10, cell_size=9, effects=frozenset({"chars", "crop", "hidden"}), rules="box",
            header="above", heading="bold", times="pairs", head="", foot="- {n} -", foot_align="center", valign="bottom",
            omit=ALL, staff="plain", quotes=("«", "»"),
        ),
        Shape(forecast=True),
    ),
    (
        Look(
            "reportlab-words", "reportlab", font="narrow", size=10, cell_size=9, effects=frozenset({"words", "nbsp", "ligatures"}),
            rules="none", header="columns", heading="bold", head="title", foot="", cover_alone=False, breaks=frozenset(),
            order=SHUFFLED, empty_table="row", cover_lines="two", labels=labels.SPACED,
        ),
        Shape(schede=(2, 3)),
    ),
    (
        Look(
            "office-plain", "office", font="serif", size=10, cell_size=9, rules="none", header="narrow", heading="mark", head="", foot="",
            cover_alone=False, breaks=frozenset(), valign="middle", widths="narrow",
        ),
        Shape(),
    ),
    (
        Look(
            "office-ruled", "office", font="carlito", size=10, cell_size=9, rules="grid", header="columns", heading="bar", head="", foot="",
            times="lines", paragraphs="markup-lines", empty_table="head", order=SHUFFLED,
        ),
        Shape(),
    ),
)


def variant(look: Look, name: str) -> Look:
    """The same look under another name."""
    return replace(look, name=name)
