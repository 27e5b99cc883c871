"""Running heads, feet and page numbers."""

from __future__ import annotations

import pytest

from extractor.layout.furniture import Furniture
from extractor.parse.labels import label_book
from extractor.templates import load_template
from tests.words import HEIGHT, Heights, lines, scheda, schede

BODY = "Il sentiero del monte resta aperto\nanche quando nevica."


def bodies(*pages: Heights, labels: str = "LINEA") -> list[list[str]]:
    """What is left of each page without its furniture; a line that begins with `labels` is known content."""
    drawn = [lines(drawing, number) for number, drawing in enumerate(pages, 1)]
    known = [
        {id(word) for line in found if line.text.startswith(labels) for word in line.words} for found in drawn
    ]
    furniture = Furniture(label_book(load_template()).is_page_number)
    furniture.learn([(HEIGHT, found, content) for found, content in zip(drawn, known, strict=True)])
    split = [furniture.split(HEIGHT, found, content) for found, content in zip(drawn, known, strict=True)]
    for found, (body, rest) in zip(drawn, split, strict=True):
        assert sorted([*body, *rest], key=lambda line: line.top) == found
    return [[line.text for line in body] for body, _ in split]


def test_repeated_head_and_foot_are_furniture() -> None:
    """What stands at one height on every page, with other numbers or the same, belongs to no value."""
    pages = [
        {
            40: "Comune di Vallebella",
            200 + number: f"Testo della pagina {'abcd'[number]}",
            800: f"foglio {number}",
        }
        for number in range(4)
    ]
    assert bodies(*pages) == [
        ["Testo della pagina a"],
        ["Testo della pagina b"],
        ["Testo della pagina c"],
        ["Testo della pagina d"],
    ]


def test_head_of_several_lines() -> None:
    """Every line of a running head goes."""
    head = "Comune di Vallebella\nPiano degli obiettivi\nAnno 2023"
    assert bodies(*[{30: head, 200: f"Testo {letter}"} for letter in "abc"]) == [
        ["Testo a"],
        ["Testo b"],
        ["Testo c"],
    ]


def test_head_that_most_pages_begin_with() -> None:
    """A line that begins most pages is their head, though it stands at two heights."""
    tops = [40, 40, 62, 62, 62]
    pages = [
        {top: "Comune di Vallebella", 200 + 9 * n: f"Testo {letter}"}
        for n, (top, letter) in enumerate(zip(tops, "abcde", strict=True))
    ]
    assert bodies(*pages) == [[f"Testo {letter}"] for letter in "abcde"]


def test_head_moves_a_little() -> None:
    """A head that a point of rounding moves is still the head."""
    pages = [
        {40 + shift: "Comune di Vallebella", 200: f"Testo {letter}"}
        for letter, shift in zip("abc", (0, 0.8, 1.5), strict=True)
    ]
    assert bodies(*pages) == [["Testo a"], ["Testo b"], ["Testo c"]]


def test_head_that_names_the_chapter() -> None:
    """A head that changes from chapter to chapter repeats inside each, and goes from all of them."""
    pages = [
        {40: f"Area {'Tecnica' if number < 3 else 'Sociale'}", 200: f"Testo {letter}"}
        for number, letter in enumerate("abcdef")
    ]
    assert bodies(*pages) == [[f"Testo {letter}"] for letter in "abcdef"]


def test_first_page_without_a_head() -> None:
    """A cover without the running head does not keep the head on the other pages."""
    cover = {200: "Comune di Vallebella\nPiano degli obiettivi"}
    others = [{40: "Comune di Vallebella", 200: f"Testo {letter}"} for letter in "abcd"]
    assert bodies(cover, *others)[1:] == [["Testo a"], ["Testo b"], ["Testo c"], ["Testo d"]]


def test_pages_with_other_heads_left_and_right() -> None:
    """Left and right pages may have heads of their own at one height."""
    pages = [
        {40: ("Comune di Vallebella", "Piano degli obiettivi")[number % 2], 200: f"Testo {letter}"}
        for number, letter in enumerate("abcdef")
    ]
    assert bodies(*pages) == [[f"Testo {letter}"] for letter in "abcdef"]


@pytest.mark.parametrize("text", ["Pagina 3 di 7", "pag. 3", "3/7", "- 3 -", "Pag. n. 3"])
def test_page_number_need_not_repeat(text: str) -> None:
    """On a single page nothing repeats, but a page number is known by its shape."""
    assert bodies({200: BODY, 810: text}) == [BODY.split("\n")]


def test_number_in_the_text_is_no_page_number() -> None:
    """A line that looks like a page number stays where text stands below it."""
    assert bodies({200: "Sentieri aperti:\n3/7\nnel monte"}) == [["Sentieri aperti:", "3/7", "nel monte"]]


def test_one_page_has_no_running_head() -> None:
    """Of one page every line is content."""
    assert bodies({40: "Comune di Vallebella", 200: BODY}) == [["Comune di Vallebella", *BODY.split("\n")]]


def test_two_pages() -> None:
    """Two pages are enough to see that a head repeats."""
    pages = [{40: "Comune di Vallebella", 200: f"Testo {letter}", 810: "Piano 2023"} for letter in "ab"]
    assert bodies(*pages) == [["Testo a"], ["Testo b"]]


def test_known_content_at_a_pages_head_is_kept() -> None:
    """A label at the head of every page is content, however often it repeats there."""
    pages = [{40: "LINEA STRATEGICA: 2. STRADE", 200: f"Testo {letter}"} for letter in "abc"]
    assert bodies(*pages) == [["LINEA STRATEGICA: 2. STRADE", f"Testo {letter}"] for letter in "abc"]


def test_below_content_nothing_is_a_head() -> None:
    """A head is outermost: what repeats below known content stays."""
    pages = [
        {40: "LINEA STRATEGICA: 2. STRADE\nMANUTENZIONE DEI SENTIERI", 200: f"Testo {letter}"}
        for letter in "abc"
    ]
    assert [body[1] for body in bodies(*pages)] == ["MANUTENZIONE DEI SENTIERI"] * 3


def test_repeated_cell_among_other_cells_is_kept() -> None:
    """A sentence that stands at one height on many pages, where others have other text, is content."""
    texts = ["Il monitoraggio prosegue"] * 5 + [f"Altro testo {letter} del piano" for letter in "abc"]
    assert bodies(*[{60: text, 200: "Testo"} for text in texts]) == [[text, "Testo"] for text in texts]


def test_repeated_line_in_the_middle_is_kept() -> None:
    """Far from a page's head and foot, what repeats at one height is content."""
    assert bodies(*[{40: f"Testo {letter}", 400: "Nessun costo"} for letter in "abc"]) == [
        [f"Testo {letter}", "Nessun costo"] for letter in "abc"
    ]


def test_first_label_of_every_scheda_is_read() -> None:
    """LINEA STRATEGICA at the head of every page, always with the same value, is a value of each scheda."""
    block = """
        LINEA STRATEGICA:       2. STRADE PER TUTTI
        OBIETTIVO OPERATIVO:    Sentieri {}
        RESPONSABILE:           GUIDI ORESTE
    """
    found = schede(
        *[{30: "Comune di Vallebella", 60: block.format(which), 810: f"Pagina {which}"} for which in "123"]
    )
    assert [each.strategic_line and each.strategic_line.title for each in found] == ["STRADE PER TUTTI"] * 3
    assert [each.objective for each in found] == ["Sentieri 1", "Sentieri 2", "Sentieri 3"]


def test_header_of_a_table_at_the_head_of_every_page() -> None:
    """A table's header repeats below the running head, and is neither a row nor lost with the head."""
    table = """
        +----------+------------------+---------+
        | Capitolo | Descrizione      | Importo |
        +----------+------------------+---------+
        | {} | Legno per {} |  100,00 |
        +----------+------------------+---------+
    """
    first = {30.0: "Comune di Vallebella", 60.0: scheda("Budget risorse finanziarie - Spese Previste")}
    rest: list[Heights] = [
        {30.0: "Comune di Vallebella", 50.0: table.format(f"{code:<8}", f"{what:<6}")}
        for code, what in ((101, "ponti"), (102, "muri"), (103, "siepi"), (104, "cippi"))
    ]
    (found,) = schede(first, *rest)
    assert [line.description for line in found.budget.planned_expenditure] == [
        f"Legno per {what}" for what in ("ponti", "muri", "siepi", "cippi")
    ]


def test_a_number_at_the_end_of_a_text_is_no_page_number() -> None:
    """What reads like a page number and stands right under a text is its last line."""
    text = "secondo il D.Lgs. n.\n118/2011"
    assert bodies({700: text, 800: "3/12"}) == [["secondo il D.Lgs. n.", "118/2011"]]
    assert bodies({760: text}) == [["secondo il D.Lgs. n.", "118/2011"]]


@pytest.mark.parametrize(
    ("foot", "left"),
    [
        ("Dotazione informatica                              Pagina 8 di 9", "Dotazione informatica"),
        ("Dotazione informatica                              98", None),
        ("Dotazione informatica Pagina 8 di 9", None),
    ],
)
def test_page_number_on_the_height_of_a_text(foot: str, left: str | None) -> None:
    """A page number far right of a line of text is cut off it; a number without words may be a table's."""
    page = lines({200: BODY, 800: foot})
    body, furniture = Furniture(label_book(load_template()).is_page_number).split(HEIGHT, page, ())
    assert body[-1].text == (left or page[-1].text)
    assert [line.text for line in furniture] == (["Pagina 8 di 9"] if left else [])


def test_numbers_of_pages_printed_smaller_than_their_paper() -> None:
    """Where all pages have wide margins above and below, their numbers stand further in."""
    pages = [{190: f"Testo {letter}", 660: number} for number, letter in zip("123", "abc", strict=True)]
    assert bodies(*pages) == [["Testo a"], ["Testo b"], ["Testo c"]]


def test_running_head_that_begins_with_a_label() -> None:
    """A head that says `Obiettivo operativo: …` of the scheda that is open is no value, and begins no scheda."""
    block = """
        LINEA STRATEGICA:       2. STRADE PER TUTTI
        AZIONE STRATEGICA:      2.4 Riparare i sentieri
        OBIETTIVO OPERATIVO:    {}
        RESPONSABILE:           GUIDI ORESTE
    """
    names = ["Sentieri aperti", "Rifugi puliti", "Fontane curate"]
    heads = [f"OBIETTIVO OPERATIVO: {name}" for name in names]
    pages = [
        page
        for head, name in zip(heads, names, strict=True)
        for page in (
            {30: head, 250: block.format(name), 320: "NOTE", 332: "Si va"},
            {30: head, 60: "avanti."},
        )
    ]
    found = schede(*pages[:-1])  # the last scheda has one page, and a head that comes once
    assert [each.objective for each in found] == names
    assert [each.notes for each in found] == ["Si va avanti.", "Si va avanti.", "Si va"]
