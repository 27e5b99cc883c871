"""Letters that a file draws and does not tell: both readers mark them, where engines leave them out or make one up."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from extractor.page import Page, open_reader
from tests.page_pdfs import Read, file_of, pdf, stream, text

TOLD = {ord(letter): letter for letter in "citogu"}
"""By its number in the font, a letter that needs no telling: the number is that of ASCII."""


def untold(string: str, letters: Mapping[int, str]) -> bytes:
    """A page with a string in an embedded font that says no more than its letters' numbers, as Ghostscript makes it."""
    font = _font(letters)
    descriptor = (
        "/Type /FontDescriptor /FontName /AAAAAA+Prova /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0"
        " /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /FontFile2 7 0 R"
    )
    entries = f"/FirstChar 1 /LastChar 255 /Widths [{' 600' * 255}] /FontDescriptor 6 0 R"
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R"
            b" /Resources << /Font << /W 5 0 R >> >> >>",
            stream("", text(20, 100, string).encode("latin-1")),
            f"<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Prova {entries} >>".encode(),
            f"<< {descriptor} >>".encode(),
            stream(f"/Length1 {len(font)}", font),
        ]
    )


def _font(letters: Mapping[int, str]) -> bytes:
    """A font that has glyphs at these numbers, and nothing that tells what they are."""
    face = TTFont("Prova", "Vera.ttf").face
    glyphs = bytes(face.charToGlyph[ord(letters[code])] if code in letters else 0 for code in range(256))
    cmap = struct.pack(">HHHHLHHH", 0, 1, 1, 0, 12, 0, 262, 0) + glyphs
    font = bytearray(Path(face.filename).read_bytes())
    at = font.index(b"cmap")
    font[at + 8 : at + 16] = struct.pack(">LL", len(font), len(cmap))
    return bytes(font + cmap)


def texts(page: Page) -> list[str]:
    """What the words say."""
    return [word.text for word in page.words]


@pytest.mark.parametrize("code", [2, 4, 31])
def test_a_letter_that_is_not_told_is_unknown(read: Read, code: int) -> None:
    """In a font that tells letters, one that it does not tell is marked, whatever its number there."""
    page = read(untold(f"citt{chr(code)} oggi", TOLD | {code: "à"}))
    assert texts(page) == ["citt\ufffd", "oggi"]


@pytest.mark.parametrize("control", ["\x02", "\x04", "\x93"])
def test_a_letter_that_is_told_as_a_control_is_unknown(read: Read, control: str) -> None:
    """A map from glyphs to letters that gives a control for one does not tell it."""
    page = read(pdf(text(20, 100, "cittq: oggi qua", font="U"), says={"q": control}))
    assert texts(page) == ["citt\ufffd:", "oggi", "\ufffdua"]


@pytest.mark.parametrize(("drawn", "words"), [("q", ["Uno", "\ufffd", "due"]), (" ", ["Uno", "due"])])
def test_a_control_alone_is_a_letter_if_it_is_drawn(drawn: str, words: list[str]) -> None:
    """A dash told as a control is marked where it stands alone, too, and a space told so is none; only pdfium knows."""
    data = pdf(text(20, 100, f"Uno {drawn} due", font="U"), says={drawn: "\x13"})
    with open_reader(data) as reader:
        (page,) = reader.pages()
    assert texts(page) == words
