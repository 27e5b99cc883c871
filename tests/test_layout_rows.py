"""Where the rows of a table are, and how a row that a page break cuts is put together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
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
        Page(number, WIDTH, height, tuple(sheet.words), tuple(sheet.rules)) for number, sheet in enumerate(sheets, 1)
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
    return [replace(row, text=(" ".join(row.text),), amount=row.amount.replace(".", "").replace(",", ".")) for row in rows]


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
