"""Captions of schede, which no template knows."""

from __future__ import annotations

from extractor.parse.anchors import Anchor, Look
from extractor.parse.captions import usual_opening
from tests.words import Heights, lines, scheda, schede

NOTES = "Lavori conclusi nei tempi previsti."
ONE = scheda(f"NOTE\n{NOTES}")


def under(caption: str) -> dict[float, str]:
    """A page with a line and a scheda below it."""
    return {30.0: caption, 60.0: ONE}


CAPTIONED = [under(f"Obiettivo 0101 - {name}") for name in ("Sentieri", "Ponti", "Boschi")]


def notes(*pages: Heights) -> list[str | None]:
    """The notes of the schede on these pages."""
    return [one.notes for one in schede(*pages)]


def test_a_caption_is_in_no_note_of_the_scheda_before() -> None:
    """A line that begins alike above every scheda is no text of the one before."""
    assert notes(*CAPTIONED) == [NOTES] * 3


def test_a_caption_at_the_foot_of_the_page_before() -> None:
    """A caption that a page's end parts from its scheda is known by those that stand above theirs."""
    first, second, third = CAPTIONED
    assert notes(first, second, {**third, 800.0: "Obiettivo 0104 - Fonti"}, {60.0: ONE}) == [NOTES] * 4


def test_what_begins_otherwise_is_text() -> None:
    """A last line of notes that begins as no other does stays in them."""
    assert notes({60.0: ONE}, under("Seguono gli allegati."), under("Vedi sopra.")) == [
        f"{NOTES} Seguono gli allegati.",
        f"{NOTES} Vedi sopra.",
        NOTES,
    ]


def test_a_paragraph_that_ends_every_scheda_is_text() -> None:
    """A sentence that begins alike under every scheda is no caption of the next, and neither is an empty heading."""
    remark = "NOTE DEL SERVIZIO CONTROLLI: si tiene conto della finalità perseguita."
    pages = [{at: remark, at + 30: scheda("NOTE")} for at in (120.0, 160.0, 200.0, 240.0)]
    assert notes({60.0: ONE}, *pages) == [f"{NOTES}\n{remark}", *3 * [remark], None]


def test_a_caption_above_two_labels_in_one_row() -> None:
    """It stands above both, though one of them stands a little lower, beside the end of the other's value."""
    drawn = lines({30.0: "Obiettivo uno", 40.0: "2.4", 46.0: "Riparare", 52.0: "sentieri"})
    right, left = (
        Anchor("field", name, 1, (x, top, x + 80, top + 10), (), Look(False, False, True), True)
        for name, x, top in (("strategic_action", 300.0, 50.0), ("strategic_line", 36.0, 58.0))
    )
    assert usual_opening(3 * [(drawn, [right, left])], "strategic_line") == "obiettivo"


def test_a_caption_that_a_page_end_tears() -> None:
    """The rest of a caption stands alone at the head of the next page, above its scheda."""
    torn = under("Obiettivo 0104 - Fossi") | {800.0: "Obiettivo 0105 - Fonti"}
    assert notes(*CAPTIONED, torn, {30.0: "e torrenti", 60.0: ONE}) == [NOTES] * 5


def test_a_caption_and_a_title_at_the_foot_of_the_page_before() -> None:
    """A title between a caption and the page's end hides no caption, nor does a value that begins above its label."""
    second = under("Obiettivo ponti") | {600.0: "Obiettivo boschi", 620.0: "Scheda Obiettivo Gestionale"}
    opening = "LINEA STRATEGICA:              2. STRADE PER TUTTI"
    third = {54.0: f"{'':31}2. STRADE", 60.0: ONE.replace(opening, f"{'LINEA STRATEGICA:':31}PER TUTTI")}
    first, _, last = schede(under("Obiettivo sentieri"), second, third)
    assert (first.notes, last.notes) == (NOTES, NOTES)
    assert last.strategic_line is not None
    assert last.strategic_line.title == "STRADE PER TUTTI"


def test_captions_at_the_feet_of_pages() -> None:
    """Those that stand below the scheda before, on its page, count as well, if others stand on their scheda's."""
    second = under("Obiettivo ponti") | {600.0: "Obiettivo boschi"}
    assert notes(under("Obiettivo sentieri"), second, {60.0: ONE}) == [NOTES] * 3
    alike = [
        {60.0: ONE, at: f"Nel bosco {name}"} for at, name in ((500, "alto"), (600, "basso"), (700, "nuovo"))
    ]
    assert notes(*alike)[0] == f"{NOTES} Nel bosco alto"
