"""Where the columns of a table are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.layout.columns import Columns, find_columns
from extractor.layout.lines import group_lines
from extractor.page import Fill, Rule, Word
from extractor.parse.tables import WORD_OF_KIND
from extractor.templates import Kind
from tests.words import ADVANCE, LEFT, TOP, only_scheda, page, scheda, words
from tests.words import word as at

BUDGET: tuple[Kind, ...] = ("id", "text", "number")


def columns(drawing: str, kinds: Sequence[Kind], fills: Sequence[Fill] = ()) -> tuple[Columns, list[Word]]:
    """The columns of a table whose first line holds its labels of one word, and the words below that line."""
    drawn = page(drawing)
    head, *_ = group_lines(1, drawn.words)
    body = [word for word in drawn.words if word not in head.words]

    def accepts(index: int, word: Word) -> bool:
        return WORD_OF_KIND[kinds[index]].fullmatch(word.text) is not None

    uprights = [rule for rule in drawn.rules if not rule.horizontal]
    levels = [rule for rule in drawn.rules if rule.horizontal]
    prose = [kind == "text" for kind in kinds]
    return find_columns(
        [word.box for word in head.words], body, uprights, fills, levels, accepts, prose
    ), body


def cells(drawing: str, kinds: Sequence[Kind] = BUDGET, fills: Sequence[Fill] = ()) -> list[list[str]]:
    """The text of each line in each column."""
    found, body = columns(drawing, kinds, fills)
    rows = []
    for line in group_lines(1, body):
        row: list[list[str]] = [[] for _ in kinds]
        for each in line.words:
            row[found.of(each)].append(each.text)
        rows.append([" ".join(cell) for cell in row])
    return rows


def test_by_vertical_rules() -> None:
    """A drawn line is a boundary, even where words of two cells nearly touch it."""
    drawing = """
        +----------+---------------+---------+
        | Capitolo | Descrizione   | Importo |
        +----------+---------------+---------+
        | 10510031 | Contributo 12 | 1000,00 |
        |          | per sentieri  |         |
        +----------+---------------+---------+
    """
    assert cells(drawing) == [["10510031", "Contributo 12", "1000,00"], ["", "per sentieri", ""]]
    assert columns(drawing, BUDGET)[0].certain == (True, True)


def test_rules_of_cells_count_by_how_often_they_come() -> None:
    """Two rules between two labels: the one that more cells have is the boundary."""
    drawing = """
        Capitolo        |  Descrizione       |  Importo
        101        |    | Contributo         |  1000,00
        102             | Sentieri           |  1000,00
        103             | Fontane            |  1000,00
    """
    assert cells(drawing)[0] == ["101", "Contributo", "1000,00"]
    found, _ = columns(drawing, BUDGET)
    assert found.bounds[0] == LEFT + ADVANCE * 16.5


def test_by_shading_edges() -> None:
    """Where nothing but shaded cells is drawn, their edges are the boundaries."""
    drawing = """
        Capitolo  Descrizione          Importo
        101       Contributo di Stato 1 000,00
    """
    edges = [(-0.5, 9.5), (9.5, 29.5), (29.5, 38.5)]
    fills = [Fill(LEFT + ADVANCE * a, TOP, LEFT + ADVANCE * b, TOP + 12) for a, b in edges]
    assert cells(drawing, fills=fills) == [["101", "Contributo di Stato", "1 000,00"]]


@pytest.mark.parametrize(
    "drawing",
    [
        """
        Capitolo     Descrizione               Importo
        101          Contributo di Stato      1.000,00
        10203        per i sentieri              50,00
        """,
        """
        Capitolo     Descrizione           Importo
           101       Contributo di Stato   1.000,00
          10203        per i sentieri        50,00
        """,
        """
                Capitolo             Descrizione  Importo
                     101     Contributo di Stato  1.000,00
                   10203          per i sentieri  50,00
        """,
        """
        Capitolo             Descrizione              Importo
             101 Contributo di Stato                 1.000,00
           10203 per i sentieri                         50,00
        """,
    ],
    ids=["left", "centred", "right", "label far from its contents"],
)
def test_by_gaps(drawing: str) -> None:
    """Without rules the empty stretches part the columns, wherever words stand in their cells."""
    assert cells(drawing) == [
        ["101", "Contributo di Stato", "1.000,00"],
        ["10203", "per i sentieri", "50,00"],
    ]


def test_gap_inside_a_text_column_is_not_taken() -> None:
    """Words that happen to leave a gap in a text column do not move its boundary."""
    drawing = """
        Capitolo  Descrizione                          Importo
        101       Legno        per i sentieri         1.000,00
        102       Ghiaia       per le strade            500,00
        103       Pietre       per i muri                20,00
    """
    assert [row[1] for row in cells(drawing)] == [
        "Legno per i sentieri",
        "Ghiaia per le strade",
        "Pietre per i muri",
    ]


def test_numbers_in_text_left_of_a_number_column() -> None:
    """A year at the end of a description is not part of the amount beside it."""
    drawing = """
        Capitolo  Descrizione                          Importo
        101       Contributo anno 2022                1.000,00
        102       Contributo anno 2023                  500,00
    """
    assert [row[1:] for row in cells(drawing)] == [
        ["Contributo anno 2022", "1.000,00"],
        ["Contributo anno 2023", "500,00"],
    ]


def test_table_of_a_single_row() -> None:
    """One row is enough, with the labels as the other witness."""
    assert cells(
        "Capitolo   Descrizione                 Importo\n101        Contributo di Stato        1.000,00"
    ) == [["101", "Contributo di Stato", "1.000,00"]]


def test_a_text_that_stands_left_of_its_label() -> None:
    """Under a label in the middle of a wide column, a text set apart from the words before it is a cell of its own."""
    drawing = """
        Codice    Fase                                                  Monitoraggio
        05_01     Bando e graduatoria      Si veda il prospetto
        05_02     Incontri con le scuole
        05_03     Collaudo e relazione
    """
    assert [row[1:] for row in cells(drawing, ("code", "text", "text"))] == [
        ["Bando e graduatoria", "Si veda il prospetto"],
        ["Incontri con le scuole", ""],
        ["Collaudo e relazione", ""],
    ]


def test_narrow_gutter() -> None:
    """A gap of one character's width that runs through all lines is enough."""
    drawing = """
        Capitolo Descrizione             Importo
        10510031 Contributo di Stato per  100,00
        10510032 i sentieri e le strade 1.000,00
    """
    assert cells(drawing) == [
        ["10510031", "Contributo di Stato per", "100,00"],
        ["10510032", "i sentieri e le strade", "1.000,00"],
    ]


@pytest.mark.parametrize("empty", [0, 1, 2])
def test_empty_column(empty: int) -> None:
    """A column with a label and nothing below it takes nothing from its neighbours."""
    row = ["101", "Contributo di Stato", "1.000,00"]
    row[empty] = ""
    drawing = "Capitolo    Descrizione                  Importo\n" + "{:<12}{:<28}{:>8}".format(*row)
    assert cells(drawing) == [row]


def test_all_cells_empty() -> None:
    """A header with no row below it has its boundaries between its labels."""
    found, _ = columns("Capitolo    Descrizione    Importo", BUDGET)
    labels = words("Capitolo    Descrizione    Importo")
    for bound, left, right in zip(found.bounds, labels, labels[1:], strict=False):
        assert left.x1 <= bound <= right.x0


def test_edges() -> None:
    """Each column reaches from boundary to boundary, the outer ones to the outermost words."""
    found, _ = columns("Capitolo | Descrizione | Importo\n1        | due         |  3,0000000", BUDGET)
    (left, first), (second, _), (last, right) = (found.edges(index) for index in range(3))
    assert (left, first, last) == (LEFT, second, found.bounds[1])
    assert right == LEFT + ADVANCE * 35


@given(
    st.lists(
        st.tuples(st.integers(1, 8), st.integers(1, 30), st.integers(1, 9)),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from("<^>"),
)
def test_drawn_columns_hold_their_words(widths: list[tuple[int, int, int]], align: str) -> None:
    """With vertical rules every word is in the cell that it was drawn in, whatever its length and place."""
    rows = [("Capitolo", "Descrizione", "Importo"), *(("1" * a, "a" * b, "2" * c) for a, b, c in widths)]
    drawing = "\n".join(f"| {a:{align}10} | {b:{align}30} | {c:{align}10} |" for a, b, c in rows)
    assert cells(drawing) == [list(row) for row in rows[1:]]


def test_columns_of_a_page_serve_the_next() -> None:
    """A table goes on over a page with no header there: the first page's columns hold."""
    first = """
        Budget risorse finanziarie - Spese Previste
        +----------+-----------------------+----------+
        | Capitolo | Descrizione           |  Importo |
        +----------+-----------------------+----------+
        | 101      | Legno                 |    10,00 |
        +----------+-----------------------+----------+
    """
    second = """
        +----------+-----------------------+----------+
        | 102      | Ghiaia del fiume      |    20,00 |
        +----------+-----------------------+----------+
    """
    found = only_scheda(scheda(first), second).budget.planned_expenditure
    assert [(row.chapter, row.description) for row in found] == [
        ("101", "Legno"),
        ("102", "Ghiaia del fiume"),
    ]


def test_a_label_that_reaches_into_the_next_column() -> None:
    """Between labels that are too wide for their columns a drawn line parts what stands below them."""
    labels = [(100.0, 10.0, 150.0, 20.0), (145.0, 10.0, 210.0, 20.0), (200.0, 10.0, 250.0, 20.0)]
    body = [at("100,00", 110, 40), at("7,50", 203, 40), at("90,00", 114, 60), at("8,50", 203, 60)]
    uprights = [Rule(x, 5.0, x, 70.0) for x in (98.0, 147.0, 201.0, 252.0)]
    found = find_columns(labels, body, uprights, (), (), lambda *_: True, [False] * 3)
    assert found.bounds == (147.0, 201.0)
    assert [found.of(each) for each in body] == [0, 2, 0, 2]


def justified(texts: Sequence[tuple[float, float, str]], line: int) -> list[Word]:
    """Texts of one line each set from one x to another, with spaces of one width in between."""
    found: list[Word] = []
    for left, right, text in texts:
        parts = text.split()
        space = (right - left - ADVANCE * sum(map(len, parts))) / max(1, len(parts) - 1)
        x0 = left
        for part in parts:
            found.append(at(part, x0, TOP + 12 * line))
            x0 = found[-1].x1 + space
    return found


def boundary(
    lines: Sequence[Sequence[tuple[float, float, str]]], kinds: Sequence[Kind]
) -> tuple[float, bool]:
    """Where the boundary between two columns is, whose labels stand in the middle, and whether that is certain."""
    heads = (140.0, TOP - 10, 165.0, TOP), (400.0, TOP - 10, 460.0, TOP)
    drawn = [word for number, line in enumerate(lines, 1) for word in justified(line, number)]

    def accepts(index: int, word: Word) -> bool:
        return WORD_OF_KIND[kinds[index]].fullmatch(word.text) is not None

    found = find_columns(heads, drawn, [], [], [], accepts, [kind == "text" for kind in kinds])
    return found.bounds[0], found.certain[0]


def test_spaces_of_a_justified_line_end_with_its_cell() -> None:
    """Where the lines of two cells nearly touch, spaces of another width are of the other cell."""
    lines = [
        [
            (40.0, 228.0, "FASE 1: Recuperare i sentieri non"),
            (230.0, 560.0, "Il servizio ha riaperto due sentieri"),
        ],
        [(40.0, 110.0, "segnati (entro"), (230.0, 520.0, "dopo la frana e ne ha segnati altri quattro")],
    ]
    assert boundary(lines, ("text", "text")) == (229.0, True)
    assert boundary(lines[:1], ("text", "text")) == (229.0, True)


def test_a_boundary_that_leaves_spaces_of_two_widths_in_a_line_is_uncertain() -> None:
    """A number at the end of a justified line may be of the next column, if its space is not that of the line."""
    lines = [
        [(40.0, 200.0, "Area dei Funzionari e"), (203.0, 216.5, "631"), (480.0, 560.0, "NERI ADA")],
        [(40.0, 100.0, "del Comune")],
    ]
    found, certain = boundary(lines, ("text", "id"))
    assert 200.0 < found < 203.0 or not certain
