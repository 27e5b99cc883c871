"""Both readers give the words that a page shows, and where they stand."""

from __future__ import annotations

import pytest

from extractor.page import Page, Word, open_reader
from tests.page_pdfs import Read, pdf, text

TURNS = {90: "0 1 -1 0 300 0 cm", 180: "-1 0 0 -1 300 200 cm", 270: "0 -1 1 0 0 200 cm"}


def texts(page: Page) -> list[str]:
    """What the words say."""
    return [word.text for word in page.words]


def near(word: Word, x0: float, top: float, x1: float, bottom: float) -> bool:
    """Whether a word stands where a test drew it, to a point."""
    return word.box == pytest.approx((x0, top, x1, bottom), abs=1.0)


def test_a_box_is_as_tall_as_the_font_and_reaches_below_the_baseline(read: Read) -> None:
    """A word printed at 20, 100 in 10 points stands 2.2 points below its baseline and 7.8 above it."""
    (word,) = read(pdf(text(20, 100, "Uno"))).words
    assert word.box == pytest.approx((20, 92.2, 38, 102.2), abs=0.1)
    assert word.size == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(read: Read, rotation: int) -> None:
    """Text drawn for a page that is shown turned is upright, whole and at its shown place."""
    drawn = f"q {TURNS[rotation]} {text(20, 100, 'Uno due')} Q"
    page = read(pdf(drawn, page=f"/MediaBox [0 0 300 200] /Rotate {rotation}"))
    height = 200 if rotation == 180 else 300
    assert (page.width, page.height) == ((300, 200) if rotation == 180 else (200, 300))
    assert texts(page) == ["Uno", "due"]
    assert near(page.words[0], 20, height - 107.8, 38, height - 97.8)
    assert near(page.words[1], 44, height - 107.8, 62, height - 97.8)


def test_text_that_a_turned_page_lays_on_its_side_is_sideways(read: Read) -> None:
    """Text that is upright only in user space is not upright on a turned page."""
    page = read(pdf(text(20, 100, "Uno"), page="/MediaBox [0 0 300 200] /Rotate 90"))
    assert page.words == ()
    assert [word.text for word in page.sideways] == ["Uno"]


@pytest.mark.parametrize(
    ("boxes", "x", "y", "size"),
    [
        ("/MediaBox [0 0 300 200] /CropBox [100 50 280 180]", 120, 100, (180, 130)),
        ("/MediaBox [-100 -50 200 150]", -80, 70, (300, 200)),
        ("/MediaBox [300 200 0 0]", 20, 120, (300, 200)),
        ("/MediaBox [0 0 300 200] /CropBox [-50 -50 400 400]", 20, 120, (300, 200)),
    ],
)
def test_coordinates_begin_at_the_visible_corner(
    read: Read, boxes: str, x: float, y: float, size: tuple[float, float]
) -> None:
    """Wherever a page's boxes lie, 0, 0 is the top left corner of what is shown."""
    page = read(pdf(text(x, y, "Uno"), page=boxes))
    assert (page.width, page.height) == size
    (word,) = page.words
    assert near(word, 20, 72.2, 38, 82.2)


def test_a_turned_page_with_a_crop_box_is_cropped_before_it_is_turned(read: Read) -> None:
    """The crop box is given in the coordinates of the page before it is turned."""
    boxes = "/MediaBox [0 0 300 200] /CropBox [100 50 280 180] /Rotate 90"
    page = read(pdf(f"q {TURNS[90]} {text(70, 100, 'Uno')} Q", page=boxes))
    assert (page.width, page.height) == (130, 180)
    (word,) = page.words
    assert near(word, 20, 92.2, 38, 102.2)


def test_text_in_nested_forms_stands_where_their_matrices_put_it(read: Read) -> None:
    """A form's matrix, the matrix it is painted with and those of the forms around it all count."""
    forms = {
        "Outer": ("/BBox [0 0 300 200] /Matrix [1 0 0 1 10 5]", text(0, 50, "Uno") + "/Inner Do"),
        "Inner": ("/BBox [0 0 300 200] /Matrix [2 0 0 2 0 0]", text(10, 30, "Due")),
    }
    page = read(pdf("q 1 0 0 1 50 20 cm /Outer Do Q", forms=forms))
    assert texts(page) == ["Uno", "Due"]
    assert near(page.words[0], 60, 117.2, 78, 127.2)
    assert near(page.words[1], 80, 99.4, 116, 119.4)


@pytest.mark.parametrize(
    ("printed", "says", "expected"),
    [
        ("AcaBoCe xyz", {"A": "\ufb01", "B": "fi", "C": "\ufb03"}, ["ficafioffie", "xyz"]),
        ("unoBdue", {"B": "\xa0"}, ["uno", "due"]),
        ("unoBdue", {"B": "\u2009"}, ["uno", "due"]),
        ("cittaB eB", {"B": "\u0300"}, ["città", "è"]),
        ("aBc uno", {"B": "\U0001d54f"}, ["a\U0001d54fc", "uno"]),
        ("coBmune", {"B": "\xad"}, ["comune"]),
        ("aBc", {"B": "\u202e"}, ["ac"]),
        ("aBc", {"B": "\u200b"}, ["ac"]),
        ("aBc", {"B": "\ufeff"}, ["ac"]),
        ("aBc", {"B": "\x01"}, ["a\ufffdc"]),
        ("uBcio", {"B": "\x1e"}, ["u\ufffdcio"]),
        ("BB,BB", {"B": "\x13"}, ["\ufffd\ufffd,\ufffd\ufffd"]),
        ("aBc", {"B": "\ufffd"}, ["a\ufffdc"]),
    ],
)
def test_words_are_clean(read: Read, printed: str, says: dict[str, str], expected: list[str]) -> None:
    """Ligatures are opened, odd spaces part words, accents composed, marks without ink gone, unknown letters marked."""
    page = read(pdf(text(20, 100, printed, font="U"), says=says))
    assert texts(page) == expected
    if "uno" in expected:
        assert page.words[-1].x1 == pytest.approx(20 + 6 * len(printed), abs=1)


def test_no_word_holds_half_a_character(read: Read) -> None:
    """A lone surrogate in a font's map never reaches a word, which could not be written to a file."""
    page = read(pdf(text(20, 100, "aBc", font="U"), says={"B": "\ud800"}))
    assert "".join(texts(page)) == "ac"


def test_a_hyphen_at_a_line_end_is_kept(read: Read) -> None:
    """A word cut at a line's end keeps its hyphen, soft or hard, and is not joined here."""
    lines = text(20, 100, "comuB", font="U") + text(20, 88, "nale par-", font="U") + text(20, 76, "te")
    page = read(pdf(lines, says={"B": "\xad"}))
    assert [word.replace("\xad", "-") for word in texts(page)] == ["comu-", "nale", "par-", "te"]


@pytest.mark.parametrize("offset", [0, 0.3])
def test_a_word_printed_twice_is_one_word(read: Read, offset: float) -> None:
    """Text struck twice to look bold is read once, be it line by line or letter by letter."""
    lines = text(20, 100, "Scheda uno") + text(20 + offset, 100, "Scheda uno")
    letters = "".join(
        text(20 + 6 * n, 50, char) + text(20 + 6 * n + offset, 50, char) for n, char in enumerate("Obiettivo")
    )
    assert texts(read(pdf(lines + letters))) == ["Scheda", "uno", "Obiettivo"]


@pytest.mark.parametrize(
    "drawn",
    [
        text(20, 100, "Nascosto", before="3 Tr"),
        text(20, 100, "Nascosto", before="7 Tr"),
        "1 g " + text(20, 100, "Nascosto"),
        "1 1 1 rg " + text(20, 100, "Nascosto"),
        "0 0 0 0 k " + text(20, 100, "Nascosto"),
        text(400, 100, "Nascosto"),
        text(20, 300, "Nascosto"),
        text(20, 100, "Nascosto", size=0.3),
    ],
    ids="invisible clip white white-rgb white-cmyk beside above tiny".split(),
)
def test_what_cannot_be_seen_is_counted_and_not_read(read: Read, drawn: str) -> None:
    """Invisible, white, misplaced and unreadably small text is no word of the page."""
    page = read(pdf(f"q {drawn} Q q {text(20, 50, 'Uno')} Q"))
    assert texts(page) == ["Uno"]
    assert page.hidden_words == 1


@pytest.mark.parametrize("ground", ["0 0 .5 rg 10 90 100 30 re f", "q 100 0 0 50 10 90 cm /Im Do Q"])
def test_white_text_on_a_dark_ground_is_read(read: Read, ground: str) -> None:
    """White text on shading or on an image can be seen."""
    page = read(pdf(f"{ground} 1 g {text(20, 100, 'Bianco')}", spare=b"\x20"))
    assert texts(page) == ["Bianco"]
    assert page.hidden_words == 0


@pytest.mark.parametrize(
    "drawn",
    [
        "".join(text(20 + 6 * n, 100, char) for n, char in enumerate("Uno due") if char != " "),
        text(20, 100, "Uno") + text(44, 100, "due"),
        text(20, 100, "Un") + text(32, 100, "o du") + text(56, 100, "e"),
        "BT /W 10 Tf 20 100 Td [(U) 0 (no) -600 (due)] TJ ET",
    ],
    ids="characters words pieces gap".split(),
)
def test_words_do_not_depend_on_how_they_are_drawn(read: Read, drawn: str) -> None:
    """Character by character, word by word, or across both: the words are the same."""
    page = read(pdf(drawn))
    assert texts(page) == ["Uno", "due"]
    assert near(page.words[0], 20, 92.2, 38, 102.2)
    assert near(page.words[1], 44, 92.2, 62, 102.2)


def test_letters_set_wide_on_purpose_are_one_word(read: Read) -> None:
    """Letter spacing does not make words of letters."""
    assert texts(read(pdf(text(20, 100, "SCHEDA UNO", before="3 Tc")))) == ["SCHEDA", "UNO"]


def test_capitals_kerned_around_a_space_stay_two_words(read: Read) -> None:
    """A printed space parts two words even where kerning leaves nearly nothing of it."""
    page = read(pdf("BT /F 10 Tf 20 100 Td [(TROTT) 70 (A) 190 ( ) 60 (AZEGLIO)] TJ ET"))
    assert texts(page) == ["TROTTA", "AZEGLIO"]
    assert not page.words[1].glued
    assert page.words[0].spaced


@pytest.mark.parametrize(("kern", "glued"), [(-130, True), (-160, False)])
def test_letters_kerned_far_apart_are_one_word(read: Read, kern: int, glued: bool) -> None:
    """A narrow gap inside one operation that prints no space there is kerning; a wider one is white space."""
    page = read(pdf(f"BT /W 10 Tf 20 100 Td [(FA) {kern} (JN)] TJ ET"))
    assert texts(page) == ["FA", "JN"]
    assert page.words[1].glued is glued


def test_figures_set_apart_stay_apart(read: Read) -> None:
    """A narrow gap beside a figure or sign may be all the white space there is."""
    page = read(pdf("BT /W 10 Tf 20 100 Td [(15) -130 (20)] TJ ET"))
    assert not any(word.glued for word in page.words)


@pytest.mark.parametrize(
    ("printed", "glued"),
    [
        ("(uno due tre quattro ) (evase/) -900 (Numero)", True),
        ("(uno due tre quattro ) (co-) -900 (progetto)", True),
        ("(uno due tre quattro evase: ) (-) -900 (Numero)", True),
        ("(uno due tre quattro evase: ) (- ) -900 (Numero)", False),
        ("(uno due tre quattro ) (evase/ ) -900 (Numero)", False),
        ("(uno) -400 (due) -400 (tre) -400 (quattro) -400 (evase/) -900 (Numero)", False),
        ("(uno due tre quattro ) (evase.) -900 (Numero)", False),
    ],
)
def test_a_line_stretched_after_a_mark(read: Read, printed: str, glued: bool) -> None:
    """A gap after a slash or hyphen is no white space where none is printed, in a text that prints its spaces."""
    page = read(pdf(f"BT /W 10 Tf 20 100 Td [{printed}] TJ ET"))
    assert page.words[-1].glued is glued


def test_a_ruling_line_cuts_what_two_operations_print(read: Read) -> None:
    """Text of two operations that nearly meet at a ruling line is two cells' text, the second glued to the first."""
    page = read(pdf("44.5 90 1 30 re f " + text(20, 100, "unod") + text(44.8, 100, "ue")))
    assert [(word.text, word.glued) for word in page.words] == [("unod", False), ("ue", True)]


def test_a_word_that_overruns_its_cell_stays_whole(read: Read) -> None:
    """A word that one operation prints through a ruling line is too wide for its cell."""
    assert texts(read(pdf("44 90 1 30 re f " + text(20, 100, "unodue")))) == ["unodue"]


def test_a_line_elsewhere_cuts_nothing(read: Read) -> None:
    """A ruling line above or below a word leaves it whole."""
    assert texts(read(pdf("44 120 1 30 re f " + text(20, 100, "unodue")))) == ["unodue"]


@pytest.mark.parametrize("matrix", [".7 .7 -.7 .7", "0 1 -1 0", "-1 0 0 -1"])
def test_text_that_is_not_level_is_kept_apart(read: Read, matrix: str) -> None:
    """Slanted, upright and upside-down text goes to one side, whole words of it."""
    page = read(pdf(f"BT /W 10 Tf {matrix} 90 50 Tm (Bozza) Tj ET" + text(20, 20, "Uno")))
    assert texts(page) == ["Uno"]
    assert [word.text for word in page.sideways] == ["Bozza"]


def test_bold_is_told_by_font_or_by_stroke(read: Read) -> None:
    """A bold font and text both filled and stroked are bold."""
    drawn = text(20, 100, "Uno", font="B") + text(20, 80, "due") + text(20, 60, "tre", before="2 Tr")
    assert [(word.text, word.bold) for word in read(pdf(drawn)).words] == [
        ("Uno", True),
        ("due", False),
        ("tre", True),
    ]


def test_narrowed_text_is_as_tall_as_its_font(read: Read) -> None:
    """Horizontal scaling makes a word narrower and no smaller."""
    (word,) = read(pdf(text(20, 100, "Uno", before="50 Tz"))).words
    assert near(word, 20, 92.2, 29, 102.2)


def test_a_page_without_text_has_no_words(read: Read) -> None:
    """A scan is a page with an image and no words."""
    page = read(pdf("q 300 0 0 200 0 0 cm /Im Do Q", spare=b"\x20"))
    assert page.words == ()
    assert len(page.images) == 1


@pytest.mark.parametrize(("x", "words"), [(33.5, ["Ufficio"]), (34, ["Uffi", "cio"])])
def test_a_word_goes_on_after_a_ligature_with_white_space_of_its_own(x: float, words: list[str]) -> None:
    """pdfium knows the ink alone of a glyph of several letters: what is white beyond it parts no word."""
    data = pdf(text(20, 100, "U~", font="U") + text(x, 100, "cio", font="U"), says={"~": "ffi"})
    with open_reader(data) as reader:
        (page,) = reader.pages()
    assert texts(page) == words


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ("(31/12) Tj /B 10 Tf (Data) Tj", ["31/12", "Data"]),
        ("/B 10 Tf (Prev.:) Tj /F 10 Tf (31/12) Tj", ["Prev.:", "31/12"]),
        ("/B 10 Tf (ATTESO) Tj /F 10 Tf (:) Tj", ["ATTESO:"]),
        ("(Set) Tj (tore) Tj", ["Settore"]),
    ],
)
def test_a_word_ends_where_its_weight_changes(read: Read, shown: str, words: list[str]) -> None:
    """A value in plain letters and a label in bold ones are two words, even with no white space between."""
    page = read(pdf(f"BT /F 10 Tf 1 0 0 1 20 100 Tm {shown} ET"))
    assert texts(page) == words
    assert [word.glued for word in page.words] == [number > 0 for number in range(len(words))]


@pytest.mark.parametrize(
    ("stem", "flags", "bold"), [(80, 32, False), (130, 32, True), (130, 96, False), (80, 262176, True)]
)
def test_wide_stems_make_a_font_bold_unless_it_is_slanted(
    read: Read, stem: int, flags: int, bold: bool
) -> None:
    """A slanted font whose stems were measured across is no bold one; the flag for bold counts of any font."""
    before, after = f"/Flags {flags}".encode(), f"/StemV {stem}".encode()
    data = pdf(text(20, 100, "Uno")).replace(b"/Flags 32", before).replace(b"/StemV 80", after)
    (word,) = read(data).words
    assert word.bold == bold


def test_letters_of_a_ligature_whose_bytes_are_the_wrong_way_round(read: Read) -> None:
    """Ghostscript's map from glyphs to letters may have them swapped: two or more such letters are put right."""
    says = {"^": "\u6600\u6900", "~": "\u6600\u6600", "@": "\u6600"}
    drawn = text(20, 100, "De^nizione E~. Li@", font="U")
    assert texts(read(pdf(drawn, says=says))) == ["Definizione", "Eff.", "Li\u6600"]


def test_a_line_printed_over_itself_in_one_operation_is_read_once(read: Read) -> None:
    """Where a program prints words again and again in one operation, to look bold, they are read once."""
    line = "[(Missione D.Lgs:) 8970 (Missione D.Lgs:) 8970 (Missione D.Lgs:)] TJ"
    alone = "[(Categoria:) 5970 (Categoria:)] TJ"
    page = read(pdf(f"BT /W 10 Tf 20 100 Td {line} ET BT /W 10 Tf 20 80 Td {alone} ET"))
    assert texts(page) == ["Missione", "D.Lgs:", "Categoria:"]
