"""What stands below the last text of a scheda: signatures and pages put between are of no value."""

from __future__ import annotations

import pytest

from tests.words import Heights, only_scheda, page, read, scheda

NOTES = """
    NOTE
    I sentieri sono stati riparati e riaperti tutti, come previsto dal piano dei
    lavori approvato.
"""
TEXT = "I sentieri sono stati riparati e riaperti tutti, come previsto dal piano dei lavori approvato."
RIGHT = f"{'':56}La Responsabile\n{'':56}Oreste GUIDI"
COLUMNS = """
    Data: 31/01/2021            La Responsabile             Visto: il Segretario
                                Ada LUPINI                  Oreste GUIDI
"""


@pytest.mark.parametrize("signature", [RIGHT, COLUMNS], ids=["right", "columns"])
@pytest.mark.parametrize(("notes", "text"), [(NOTES, TEXT), ("\n    NOTE\n", None)], ids=["notes", "none"])
def test_a_signature_is_of_no_value(signature: str, notes: str, text: str | None) -> None:
    """Lines set off below the last text, far from its edge or in columns, are said and are in no value."""
    document = read({60.0: scheda(notes), 400.0: signature})
    assert document.reports[0].schede[0].notes == text
    unused = [found for found in document.diagnostics if found.code == "text_not_used"]
    assert any("GUIDI" in found.message and found.path == "/reports/0/schede/0/notes" for found in unused)


def test_a_signature_close_below_a_text() -> None:
    """Lines that begin beyond the middle are a signature though no white space parts them from the text."""
    signed = f"{NOTES.rstrip()}\n{'':60}La Responsabile\n{'':60}Oreste GUIDI"
    assert only_scheda(page(scheda(signed))).notes == TEXT


@pytest.mark.parametrize("title", ["*RELAZIONE *CONCLUSIVA", f"{'':30}Pagina bianca"])
def test_a_title_on_a_page_that_need_not_begin(title: str) -> None:
    """Where a page had room, and the next one begins with a title, that is of another text."""
    found = only_scheda(page({60.0: scheda(NOTES)}), page({60.0: f"{title}\n\nGli obiettivi sono tre."}, 2))
    assert found.notes == TEXT


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ({60.0: scheda(NOTES)}, {60.0: "Restano due ponti."}),
        ({560.0: scheda(NOTES)}, {60.0: "*Restano due ponti."}),
    ],
    ids=["no title", "no room"],
)
def test_a_text_goes_on_over_a_page(first: Heights, rest: Heights) -> None:
    """A page that begins without a title, or for which there was no room, goes on with the text."""
    notes = only_scheda(page(first), page(rest, 2)).notes or ""
    assert notes.replace("\n", " ") == f"{TEXT} Restano due ponti."
