"""The C helper and the Python code that it stands for give the same, to the last digit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import extract, native
from extractor.layout.lines import Line, group_lines
from extractor.layout.row_search import ALIGNMENTS, Alignment, Anchors, RowSearch
from extractor.page import Page, Word, open_reader
from extractor.write.json import to_json
from tests.page_pdfs import pdf, text

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.pdf"))
pytestmark = pytest.mark.skipif(native.core is None, reason="the C helper is not built here")


def pages(data: bytes) -> list[Page]:
    """Every page as the reader at hand gives it."""
    with open_reader(data) as reader:
        return list(reader.pages())


def pages_without_helper(data: bytes) -> list[Page]:
    """The same by Python code alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(native, "core", None)
        return pages(data)


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_samples_are_the_same_with_and_without_the_helper(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every word, rule and fill of every sample is the same, and so is the document made of them."""
    data = path.read_bytes()
    for ours, plain in zip(pages(data), pages_without_helper(data), strict=True):
        assert repr(ours) == repr(plain), f"page {plain.number}"
    document = to_json(extract(path))
    monkeypatch.setattr(native, "core", None)
    assert to_json(extract(path)) == document


def test_reports_are_the_same_with_and_without_the_helper(
    corpus_dir: Path, subtests: pytest.Subtests
) -> None:
    """Full reports of several producers are read the same."""
    for path in sorted(corpus_dir.glob("*.pdf")):
        with subtests.test(path.stem):
            data = path.read_bytes()
            assert [*map(repr, pages(data))] == [*map(repr, pages_without_helper(data))]


NUMBERS = st.one_of(
    st.integers(-40, 340), st.decimals(-40, 340, places=3), st.sampled_from(["0", "-0", "1e9", "-32768.5"])
)
MATRICES = st.one_of(
    st.sampled_from(["1 0 0 1", "1 0 0 -1", "0 1 -1 0", "-1 0 0 -1", "0 0 0 0", "1 .1 0 1", "3 0 0 .01"]),
    st.lists(NUMBERS, min_size=4, max_size=4).map(lambda four: " ".join(map(str, four))),
)
WORDS = st.text("abcWil .-/|^~@#", min_size=1, max_size=24)
MEANINGS = {
    "^": "\ufb01",
    "~": "\u00ad",
    "@": "\U0001d400",
    "#": "\x02",
    "|": "\ufffe",
    "/": "\u00a0",
}
"""What letters of the font /U stand for: a ligature, a soft hyphen, one beyond 16 bits, pdfium's own marks."""


@st.composite
def drawings(draw: st.DrawFn) -> str:
    """Operators that print words and draw lines, mostly sensible ones."""
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 8))):
        x, y, a, b = (str(draw(NUMBERS)) for _ in range(4))
        kind = draw(st.sampled_from("text text pieces matrix rule box path state".split()))
        font, words = draw(st.sampled_from("FBWU")), draw(WORDS)
        if kind == "text":
            parts.append(text(draw(st.integers(0, 250)), draw(st.integers(0, 190)), words, font=font))
        elif kind == "pieces":
            parts.append(f"BT /{font} 9 Tf {x} {y} Td {' '.join(f'({c}) Tj' for c in words)} ET")
        elif kind == "matrix":
            parts.append(f"BT /{font} 10 Tf {draw(MATRICES)} {x} {y} Tm ({words}) Tj ET")
        elif kind == "rule":
            parts.append(f"{a} {b} m {x} {y} l {draw(st.sampled_from(['S', 's', 'b']))}")
        elif kind == "box":
            parts.append(f"{x} {y} {a} {b} re {draw(st.sampled_from(['f', 'S', 'B', 'n']))}")
        elif kind == "path":
            parts.append(f"{x} {y} m {a} {y} l {a} {b} l {x} {b} l h {y} {x} 9 9 re {x} 0 m 50 {b} l B*")
        else:
            parts.append(draw(st.sampled_from(["1 g", "0 g", "3 Tr", "2 Tr", "9 Tc", "40 Tz", "7 w"])))
    return "\n".join(parts)


@settings(max_examples=120)
@given(drawings(), st.sampled_from([0, 90, 180, 270]))
def test_any_page_is_the_same_with_and_without_the_helper(content: str, rotation: int) -> None:
    """Whatever is drawn, turned or overlaid, both read the same words, rules, fills and hidden words."""
    data = pdf(content, page=f"/MediaBox [0 0 300 200] /Rotate {rotation}", says=MEANINGS)
    assert repr(pages(data)) == repr(pages_without_helper(data))


@st.composite
def columns(draw: st.DrawFn) -> list[list[Line]]:
    """The lines of a table's columns, at heights that often agree from one column to the next."""
    heights = st.lists(st.integers(0, 40), max_size=12, unique=True)
    words = [
        [Word("x", 0.0, 5.0 * at, 10.0, 5.0 * at + 9, False, False, False) for at in draw(heights)]
        for _ in range(draw(st.integers(1, 4)))
    ]
    return [group_lines(1, column) for column in words]


@settings(max_examples=300)
@given(columns(), st.data(), st.sampled_from(ALIGNMENTS), st.booleans(), st.booleans())
def test_rows_are_the_same_with_and_without_the_helper(
    cells: list[list[Line]], data: st.DataObject, alignment: Alignment, open_top: bool, open_bottom: bool
) -> None:
    """The boundaries of rows and their cost are the same, whichever lines make a cell and wherever gaps are."""
    middles = sorted({line.middle for column in cells for line in column})
    if not middles:
        return
    rows = sorted(data.draw(st.lists(st.sampled_from(middles), min_size=1, unique=True)))
    anchors = Anchors(rows, rows, open_top, open_bottom)
    bonus = st.sampled_from([-1.0, 0.0, 0.5, 1.5])
    gaps = [(at + 2.5, data.draw(bonus)) for at in data.draw(st.lists(st.sampled_from(middles), unique=True))]
    most = data.draw(st.integers(1, 5))

    def lay() -> tuple[float, list[float]]:
        search = RowSearch(cells, lambda index, lines: len(lines) <= most + index)
        return search.lay(anchors, sorted(gaps), alignment, 9.0)

    with_helper = lay()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(native, "core", None)
        assert lay() == with_helper


def test_the_helper_refuses_a_table_of_another_size() -> None:
    """Addresses that are not all there are refused before any is called."""
    core = native.core
    assert core is not None
    with pytest.raises(ValueError, match="bytes of addresses"):
        core.read_shapes(b"", 0, (0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 0), tuple, tuple, [], [], [], [])  # type: ignore[arg-type]
