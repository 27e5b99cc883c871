"""Where the rows of a table are, and how a row that a page break cuts is put together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from hypothesis import example, given
from hypothesis import strategies as st

from extractor.layout.rows import hard_boundaries
from extractor.page import Fill, Page, Rule, Word
from tests.words import ADVANCE, SIZE, WIDTH, join, only_scheda, page, scheda

Align = Literal["top", "middle", "bottom"]
COLUMNS = ((50.0, "Capitolo"), (130.0, "Descrizione"), (430.0, "Importo"))
RIGHT = 545.0
SPARE = 150.0
WORDS = "legno ghiaia pietra fonte monte sentiero ponte bosco via muro rete siepe cippo panca".split()


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up row: the lines of its three cells."""

    code: str
    text: tuple[str, ...]
    amount: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a table is set."""

    align: Align
    leading: float
    """Points from line to line."""
    padding: float
    """Points above and below each row."""
    ruled: bool
    closed: bool = True
    """Whether rules are drawn where a page break cuts a row."""
    repeats: bool = False
    """Whether the header is printed again on the next page."""


@dataclass(slots=True)
class Sheet:
    """A page in the making."""

    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    def write(self, text: str, x0: float, top: float) -> None:
        """Put a line of words."""
        for text_word in text.split():
            x1 = x0 + ADVANCE * len(text_word)
            self.words.append(Word(text_word, x0, top, x1, top + SIZE, False, False, False))
            x0 = x1 + 0.6 * ADVANCE

    def rule(self, top: float) -> None:
        """Draw a line across the table."""
        self.rules.append(Rule(COLUMNS[0][0] - 3, top, RIGHT + 3, top))

    def uprights(self, top: float, bottom: float) -> None:
        """Draw the lines between the columns."""
        for x in (*(x for x, _ in COLUMNS), RIGHT + 6):
            self.rules.append(Rule(x - 3, top, x - 3, bottom))


def drawn(rows: Sequence[Made], style: Style, cut: int | None = None) -> list[Page]:
    """The pages of a scheda with one table, whose lines from number `cut` on stand on the second page."""
    heading = page(join(scheda("Budget risorse finanziarie - Spese Previste")))
    sheets = [Sheet(list(heading.words))]
    top = _header(sheets[0], 330.0, style)
    number = 0
    for row in rows:
        count = len(row.text)
        spare = {"top": 0.0, "middle": (count - 1) / 2, "bottom": count - 1.0}[style.align]
        begin = top
        top += style.padding
        for line in range(count):
            if number == cut:
                if line and style.ruled:
                    sheets[-1].uprights(begin, top)
                if line and style.ruled and style.closed:
                    sheets[-1].rule(top)
                sheets.append(Sheet())
                top = _header(sheets[-1], 40.0, style) if style.repeats else 40.0
                begin = top
                if style.ruled and style.closed:
                    sheets[-1].rule(top)
                top += style.padding
            sheets[-1].write(row.text[line], COLUMNS[1][0], top)
            if int(spare) == line:
                at = top + (0 if number + 1 == cut else spare - int(spare)) * style.leading
                sheets[-1].write(row.code, COLUMNS[0][0], at)
                sheets[-1].write(row.amount, RIGHT - ADVANCE * len(row.amount), at)
            top += style.leading
            number += 1
        top += style.padding - (style.leading - SIZE)
        if style.ruled:
            sheets[-1].uprights(begin, top)
            sheets[-1].rule(top)
        else:
            top += style.leading - SIZE
    height = 1200.0
    return [
        Page(number, WIDTH, height, tuple(sheet.words), tuple(sheet.rules))
        for number, sheet in enumerate(sheets, 1)
    ]


def _header(sheet: Sheet, top: float, style: Style) -> float:
    for x, label in COLUMNS:
        sheet.write(label, x, top + style.padding)
    below = top + style.padding + SIZE + style.padding
    if style.ruled:
        sheet.rule(top)
        sheet.rule(below)
        sheet.uprights(top, below)
    return below


def read_rows(pages: Sequence[Page]) -> list[Made]:
    """The rows that are read, each text as one line."""
    return [
        Made(str(row.chapter), (" ".join((row.description or "").split()),), str(row.amount))
        for row in only_scheda(*pages).budget.planned_expenditure
    ]


def expected(rows: Sequence[Made]) -> list[Made]:
    """The same rows as `read_rows` gives them."""
    return [
        replace(row, text=(" ".join(row.text),), amount=row.amount.replace(".", "").replace(",", "."))
        for row in rows
    ]


lines_of_text = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(" ".join)
made_rows = st.lists(
    st.builds(
        Made,
        st.integers(100, 99_999).map(str),
        st.lists(lines_of_text, min_size=1, max_size=8).map(tuple),
        st.sampled_from(("10,00", "1.250,50", "90.000,00")),
    ),
    min_size=1,
    max_size=6,
)
aligns = st.sampled_from(("top", "middle", "bottom"))
leadings = st.floats(SIZE, 16.0)
paddings = st.floats(1.5, 8.0)
whole_styles = st.builds(Style, aligns, leadings, paddings, st.booleans(), st.booleans(), st.booleans())


def _no_line_twice(rows: Sequence[Made]) -> bool:
    """A line that is printed again right below reads as one that the page's edge cut through."""
    text = [line for row in rows for line in row.text]
    return all(above != below for above, below in pairwise(text))


@given(made_rows, whole_styles)
def test_rows_of_a_page(rows: list[Made], style: Style) -> None:
    """Rows come out as drawn, ruled or 3 points further apart than lines, whatever their cells are level at."""
    assert read_rows(drawn(rows, style)) == expected(rows)


@given(made_rows.filter(lambda rows: len(rows) > 1), whole_styles, st.data())
def test_rows_of_two_pages(rows: list[Made], style: Style, data: st.DataObject) -> None:
    """A page break between two rows changes nothing, with the header printed again or not; claimed as above."""
    before = data.draw(st.integers(1, len(rows) - 1))
    cut = sum(len(row.text) for row in rows[:before])
    assert read_rows(drawn(rows, style, cut)) == expected(rows)


@given(made_rows.filter(_no_line_twice), whole_styles, st.data())
@example(
    [
        Made("101", ("legno ponte", "via rete"), "10,00"),
        Made("102", ("muro via", "bosco rete", "siepe via"), "10,00"),
    ],
    Style("bottom", 12, 2, True),
    None,
)
def test_ruled_row_over_a_page_break(rows: list[Made], style: Style, data: st.DataObject | None) -> None:
    """A page break inside a ruled row leaves it one row, wherever its code and amount have gone.

    Claimed for rules drawn at the break or not, for all alignments of tables with two codes on one page, and for
    cells level at top or bottom of smaller tables.
    """
    style = replace(style, ruled=True)
    if style.align == "middle" and len(rows) < 3:
        style = replace(style, align="top")
    total = sum(len(row.text) for row in rows)
    cuts = [data.draw(st.integers(1, total - 1))] if data is not None and total > 1 else range(1, total)
    for cut in cuts:
        assert read_rows(drawn(rows, style, cut)) == expected(rows)


def test_row_of_several_pages() -> None:
    """A ruled cell several pages tall is one cell."""
    rows = [
        Made("101", ("legno via",), "10,00"),
        Made("102", tuple(f"{word} via" for word in WORDS), "20,00"),
    ]
    rows.append(Made("103", ("ponte via",), "30,00"))
    style = Style("top", 12, 3, True)
    first, second = drawn(rows, style, 4)
    low = min(word.top for word in second.words) + 4.5 * style.leading
    rest = [
        replace(second, words=tuple(word for word in second.words if (word.top < low) is here))
        for here in (True, False)
    ]
    pages = [first, *(replace(each, number=number) for number, each in enumerate(rest, 2))]
    assert read_rows(pages) == expected(rows)


def test_line_cut_by_the_page_edge_is_read_once() -> None:
    """Some programs print the line that a page break cuts through on both pages: it is one line."""
    rows = [
        Made("101", ("legno via", "ponte rete", "ponte rete", "muro via"), "10,00"),
        Made("102", ("via rete",), "1,00"),
    ]
    (first, second) = read_rows(drawn(rows, Style("top", 12, 3, True), 2))
    assert first.text == ("legno via ponte rete muro via",)
    assert second.code == "102"


def test_rule_across_is_a_boundary() -> None:
    """A line across the table, whole or in pieces from cell to cell, is a boundary; one under a single cell is not."""
    rules = [
        Rule(50, 120, 300, 120),
        Rule(50, 150, 120, 150.5),
        Rule(120, 150.5, 200, 150.5),
        Rule(200, 149.5, 300, 149.5),
        Rule(50, 180, 120, 180),
        Rule(120, 100, 120, 200),
    ]
    found = hard_boundaries(50, 300, 100, 200, rules, [])
    assert [round(height) for height in found] == [120, 150]


def test_edges_of_shading_are_boundaries() -> None:
    """Every other row shaded: each edge of the shading parts two rows."""
    fills = [Fill(48, 120, 302, 140), Fill(48, 160, 302, 180), Fill(48, 300, 302, 320)]
    assert hard_boundaries(50, 300, 100, 200, [], fills) == [120, 140, 160, 180]


def test_rule_outside_is_no_boundary() -> None:
    """Rules beside, above and below the table do not cut it."""
    rules = [Rule(310, 120, 560, 120), Rule(50, 90, 300, 90), Rule(50, 210, 300, 210)]
    assert hard_boundaries(50, 300, 100, 200, rules, []) == []
