"""What somebody filled in on a page is read as print, by each reader."""

from __future__ import annotations

import pytest

from extractor.page import Page
from tests.page_pdfs import Read, file_of, stream, text

FONTS = "<< /Font << /W 5 0 R >> >>"


def form(annotation: str, appearance: str, *, box: str = "/BBox [0 0 100 20]") -> bytes:
    """A page with a printed label and one annotation that shows something."""
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R"
            b" /Resources " + FONTS.encode() + b" /Annots [6 0 R] >>",
            stream("", text(20, 100, "RESPONSABILE:").encode()),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
            f"<< /Type /Annot /Rect [120 95 220 115] /AP << /N 7 0 R >> {annotation} >>".encode(),
            stream(f"/Type /XObject /Subtype /Form {box} /Resources {FONTS}", appearance.encode()),
        ]
    )


def texts(page: Page) -> list[str]:
    """What the words say."""
    return [word.text for word in page.words]


@pytest.mark.parametrize("kind", ["/Subtype /Widget /FT /Tx /V (GUIDI)", "/Subtype /FreeText /DA (/W 10 Tf)"])
def test_a_field_that_is_filled_in(read: Read, kind: str) -> None:
    """The value of a form's field, or text written on a page, stands where the page shows it."""
    page = read(form(f"{kind} /F 4", text(2, 5, "GUIDI")))
    assert texts(page) == ["RESPONSABILE:", "GUIDI"]
    assert page.words[1].x0 == pytest.approx(122, abs=1)


def test_an_appearance_fits_its_rectangle(read: Read) -> None:
    """What a field shows is as large as its rectangle says, whatever its own units are."""
    page = read(
        form("/Subtype /Widget /FT /Tx /F 4", text(4, 10, "GUIDI", size=20), box="/BBox [0 0 200 40]")
    )
    assert texts(page) == ["RESPONSABILE:", "GUIDI"]
    assert page.words[1].size == pytest.approx(10, abs=0.5)


@pytest.mark.parametrize(
    "kind",
    [
        "/Subtype /Widget /FT /Sig /F 4",
        "/Subtype /Stamp /F 4",
        "/Subtype /Widget /FT /Tx /F 2",
        "/Subtype /Popup /F 4",
    ],
)
def test_signatures_stamps_and_hidden_fields_are_no_print(read: Read, kind: str) -> None:
    """What is put on a page afterwards, and what no viewer shows, is in no word."""
    assert texts(read(form(kind, text(2, 5, "FIRMATO")))) == ["RESPONSABILE:"]


@pytest.mark.parametrize("box", ["", "/BBox [0 0 0 0]", "/BBox (no)", "/BBox [0 0 10]"])
def test_a_malformed_appearance_costs_nothing_else(read: Read, box: str) -> None:
    """The page is read whatever an annotation holds."""
    assert texts(read(form("/Subtype /Widget /FT /Tx /F 4", text(2, 5, "GUIDI"), box=box)))[:1] == [
        "RESPONSABILE:"
    ]


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("citt`a pi`u `e", ["città", "più", "è"]),
        ("perch\xb4e", ["perché"]),
        ("l`area", ["l`area"]),
    ],
)
def test_an_accent_before_its_letter(read: Read, printed: str, words: list[str]) -> None:
    """Old fonts print the accent of a word's last letter before it."""
    from tests.page_pdfs import pdf

    assert texts(read(pdf(text(20, 100, printed)))) == words
