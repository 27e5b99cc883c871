"""Many looks for scoring, each unlike the others; `STRESS` pairs a look with the shape of its content."""

from __future__ import annotations

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
            "typst-grid", "typst", hyphenate="-", justify=True, header="ruled", times="pairs", head="address", foot="{n} / {N}",
            widths="wide", breaks=frozenset({"header", "times", "monitoring"}),
        ),
        Shape(longest_cell=110),
    ),
    (
        Look(
            "typst-none", "typst", font="serif", size=10, cell_size=9, rules="none", header="inline", heading="bold", upper=True,
            times="lines", head="", foot="{n}", foot_align="center", valign="middle", head_align="left", numbers="left",
            labels=labels.SMALL, widths="wide", quotes=("“", "”"), omit=ALL, staff="plain",
        ),
        Shape(schede=(3, 5)),
    ),
    (
        Look(
            "fop-grid", "fop", font="dejavu", size=8, cell_size=7, header="columns", times="table", paragraphs="markup-lines",
            foot="Pagina {n} di {N}", empty_table="head", justify=True, widths="wide",
        ),
        Shape(longest_cell=100),
    ),
    (
        Look(
            "fop-shade", "fop", font="caladea", size=10, cell_size=9, rules="shade", heading="underline", header="above", times="inline",
            head="line", foot="pag. {n}", foot_align="left", repeat_header=False, labels=labels.BROKEN, widths="wide", date="/",
            numbers="center",
        ),
        Shape(),
    ),
    (
        Look(
            "fpdf-grid", "fpdf", header="ruled", heading="bar", times="table", head="address", foot="Pag. {n}/{N}", widths="normal",
            paragraphs="line", cell_size=7.5,
        ),
        Shape(longest_cell=14),
    ),
    (
        Look(
            "fpdf-lines", "fpdf", font="open", size=8, cell_size=7, rules="horizontal", header="inline", heading="dark", times="lines",
            head="title", foot="{n}", labels=labels.BARE, widths="narrow", valign="middle", percent="", thousands=False,
        ),
        Shape(longest_cell=10, areas=3, schede=(1, 2)),
    ),
    (
        Look(
            "wkhtml-grid", "wkhtml", header="ruled", times="inline", paragraphs="markup", head="", foot="", valign="top", numbers="right",
            empty_table="head",
        ),
        Shape(longest_cell=50),
    ),
    (
        Look(
            "wkhtml-zebra", "wkhtml", font="dejavu", size=9, cell_size=8, rules="zebra", header="narrow", heading="dark", times="pairs", head="",
            foot="", labels=labels.BARE, cover_alone=False, breaks=frozenset(), justify=True,
        ),
        Shape(schede=(2, 3)),
    ),
    (
        Look(
            "word-grid", "docx", font="carlito", size=10, cell_size=8.5, header="ruled", times="table", head="address",
            foot="Pagina {n} di {N}", foot_align="center", widths="wide", justify=True, labels=labels.SMALL,
        ),
        Shape(longest_cell=80),
    ),
    (
        Look(
            "word-shade", "docx", font="serif", size=10, cell_size=9, rules="shade", header="inline", heading="box", times="lines",
            head="title", foot="{n}", breaks=frozenset(), cover_alone=False, valign="middle", numbers="center", empty_table="head",
            labels=labels.BROKEN, paragraphs="line", quotes=("“", "”"),
        ),
        Shape(),
    ),
    (
        Look(
            "weasy-dotted", "weasyprint", font="carlito", size=10, cell_size=9, effects=frozenset({"dotted", "grey-rules", "boxed"}),
            header="ruled", heading="bold", upper=True, times="table", head="line", foot="Pag. {n}", foot_align="left", split_rows=False,
            widths="wide", quotes=("«", "»"), cover_lines="two", labels=labels.BROKEN, date=".", numbers="left",
        ),
        Shape(longest_cell=14),
    ),
    (
        Look(
            "weasy-spaced", "weasyprint", font="open", size=8.5, cell_size=7.5, spacing=0.2,
            effects=frozenset({"spaced-headings", "watermark", "mirror"}), rules="horizontal", heading="box", header="columns",
            times="pairs", foot="Piano degli Obiettivi - pagina {n} di {N}", empty_table="row", labels=labels.SMALL, omit=frozenset({"notes"}),
        ),
        Shape(),
    ),
    (
        Look(
            "weasy-tiny", "weasyprint", font="narrow", size=7, cell_size=6, page=(297, 420), margins=(15, 10, 12, 10), rules="grid",
            line_width=0.25, header="inline", heading="bar", times="inline", head="", foot="{n}", breaks=frozenset(), cover_alone=False,
            columns=(("staff", (2, 0, 1)), ("indicators", (0, 2, 1, 3, 4, 5, 6, 7))),
        ),
        Shape(schede=(4, 6), longest_cell=60),
    ),
    (
        Look(
            "weasy-double", "weasyprint", font="serif", size=11, cell_size=10, line_width=2, effects=frozenset({"double", "nbsp"}),
            header="above", heading="underline", times="lines", head="address", foot="", justify=True, hyphenate="-", valign="bottom",
            paragraphs="markup", euro=True, percent=" %", head_align="left", labels=labels.CAPITALS,
        ),
        Shape(areas=3, schede=(1, 2), longest_cell=60),
    ),
    (
        Look(
            "chromium-zebra", "chromium", font="open", size=9, cell_size=8, rules="zebra", header="inline", heading="dark", times="table",
            foot="{n} di {N}", foot_align="center", labels=labels.CAPITALS, split_rows=False, justify=True, date="/", paragraphs="line",
            columns=(("indicators", (0, 1, 2, 3, 4, 6, 7)),),
        ),
        Shape(longest_cell=14, first_readings=False),
    ),
    (
        Look(
            "chromium-landscape", "chromium", font="carlito", size=9.5, cell_size=8.5, page=LANDSCAPE, rules="horizontal", header="columns",
            heading="underline", times="inline", head="title", foot="Pag. {n}", labels=labels.BROKEN, empty_table="head", valign="bottom",
            repeat_header=False, effects=frozenset({"grey-rules"}), staff="plain", order=SHUFFLED,
        ),
        Shape(areas=2, schede=(1, 2), longest_cell=70),
    ),
    (
        Look(
            "reportlab-filled", "reportlab", font="open", size=8.5, cell_size=7.5, effects=frozenset({"filled-rules", "watermark"}),
            header="ruled", heading="underline", times="pairs", head="title", foot="pag. {n}", foot_align="left", valign="middle",
            paragraphs="markup-lines", labels=labels.CAPITALS, split_rows=True, euro=True,
        ),
        Shape(longest_cell=60),
    ),
    (
        Look(
            "reportlab-forecast", "reportlab", font="serif", size=10, cell_size=8.5, line_width=1.2, header="columns", heading="bold",
            upper=True, times="inline", head="address", foot="Pagina {n}/{N}", split_rows=False, empty_table="head", date="/",
            columns=(("phases", (0, 1, 2, 3)), ("indicators", (0, 1, 2, 3, 4))),
        ),
        Shape(forecast=True, schede=(3, 5), longest_cell=14),
    ),
    (
        Look(
            "typst-zebra", "typst", font="open", size=9, cell_size=8, rules="zebra", header="columns", heading="dark", times="table",
            head="line", foot="Pagina {n}", foot_align="center", hyphenate="-", labels=labels.CAPITALS, valign="bottom", numbers="center",
            paragraphs="markup-lines", euro=True, empty_table="row", repeat_header=False,
        ),
        Shape(longest_cell=70),
    ),
    (
        Look(
            "fop-horizontal", "fop", font="sans", size=9, cell_size=8, rules="horizontal", header="ruled", heading="dark", times="pairs",
            foot="- {n} -", foot_align="center", head="title", justify=True, labels=labels.SPACED, valign="middle", staff="plain",
            paragraphs="line", widths="wide", split_rows=True, quotes=("“", "”"),
        ),
        Shape(areas=2, schede=(1, 3), longest_cell=100),
    ),
    (
        Look(
            "word-horizontal", "docx", font="caladea", size=9.5, cell_size=8.5, rules="horizontal", header="columns", heading="underline",
            times="pairs", head="address", foot="{n} / {N}", paragraphs="markup", split_rows=False, repeat_header=False, numbers="left",
            widths="wide", labels=labels.BARE, date="/",
        ),
        Shape(forecast=True, longest_cell=14),
    ),
    (
        Look(
            "office-box", "office", font="open", size=9, cell_size=8, rules="horizontal", header="ruled", heading="box", head="", foot="",
            times="table", labels=labels.CAPITALS, paragraphs="line", valign="bottom", empty_table="row", staff="plain", justify=True,
        ),
        Shape(),
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

