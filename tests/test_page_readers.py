"""The two readers fail in different places: where both read a page, they agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import pytest

from extractor.page import Page, Word, open_reader, pdfium
from tests import pdfs

NEAR = 1.0
"""Points between the corners of one word's two boxes at most."""
CORPUS_PAGES = 6
SAMPLES = sorted((Path(__file__).parent.parent / "samples").rglob("*.pdf"))


def read(data: bytes, reader: str, pages: int | None) -> list[Page]:
    """The first pages of a document."""
    with open_reader(data, reader=reader) as document:
        return list(islice(document.pages(), pages))


def merged(words: Iterable[Word]) -> list[Word]:
    """Words of a page, with those that touch made one and soft hyphens hard: engines differ in both."""
    whole: list[Word] = []
    for word in sorted(words, key=lambda word: (round(word.bottom), word.x0)):
        word = word._replace(text=word.text.replace("\xad", "-"))
        last = whole[-1] if whole else None
        if last and abs(word.bottom - last.bottom) <= NEAR and abs(word.x0 - last.x1) <= 0.1 * word.size:
            whole[-1] = last._replace(text=last.text + word.text, x1=word.x1)
        else:
            whole.append(word)
    return sorted(whole, key=lambda word: (word.text, round(word.bottom / 4), word.x0))


def disagreements(one: Sequence[Word], other: Sequence[Word]) -> list[tuple[Word, Word]]:
    """Pairs of words that differ in text, place or weight."""
    return [
        (a, b)
        for a, b in zip(one, other, strict=True)
        if a.text != b.text
        or a.bold != b.bold
        or any(abs(x - y) > NEAR for x, y in zip(a.box, b.box, strict=True))
    ]


def agree(data: bytes, pages: int | None = None) -> None:
    """Hold both readers' pages against each other."""
    ours, theirs = read(data, "pdfium", pages), read(data, "pdfplumber", pages)
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        assert (one.width, one.height) == pytest.approx((other.width, other.height))
        a, b = merged(one.words), merged(other.words)
        assert [word.text for word in a] == [word.text for word in b], f"page {one.number}"
        assert disagreements(a, b) == [], f"page {one.number}"
        assert len(one.rules) == len(other.rules), f"page {one.number}"
        assert len(one.fills) == len(other.fills), f"page {one.number}"
        assert len(one.images) == len(other.images), f"page {one.number}"


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_both_readers_see_the_same_sample(path: Path) -> None:
    """Every word of every sample is read by both readers, at the same place and in the same weight."""
    agree(path.read_bytes())


def test_both_readers_see_the_same_reports(corpus_dir: Path, subtests: pytest.Subtests) -> None:
    """Full reports of several producers read the same by both readers."""
    for path in sorted(corpus_dir.glob("*.pdf")):
        with subtests.test(path.stem):
            agree(path.read_bytes(), CORPUS_PAGES)


@pytest.mark.parametrize("password", [None, pdfs.USER_PASSWORD])
def test_a_document_opened_anew_goes_on_where_it_was(
    password: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long document is closed and opened again on the way: its pages are the same, its password still known."""
    data = pdfs.locked_report() if password else SAMPLES[0].read_bytes()

    def pages() -> list[Page]:
        with open_reader(data, password=password) as document:
            return list(document.pages())

    at_once = pages()
    monkeypatch.setattr(pdfium, "REOPENED", 1)
    assert pages() == at_once
    assert password or len(at_once) > 2
