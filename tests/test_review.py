"""The review pages as files: whole, the same every time, in two languages, without the names that were taken out."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extractor import convert
from extractor.cli import main
from extractor.corrections.apply import PROTECTED
from extractor.errors import OutputUnwritable
from extractor.records import Diagnostic, Document
from extractor.review.labels import load_labels
from extractor.review.render import LONGEST_SIDE, MOST_PIXELS, SCALE, Job, render, scale_of
from extractor.review.sheet import NAMES, make_sheet
from extractor.review.site import review
from extractor.write.json import from_json, to_json
from tests.review_site import SAMPLES, Site, make_site
from tests.strategies import documents

SAMPLE = SAMPLES / "valdombra-2021-biblioteca.pdf"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that tests only look at."""
    return make_site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A converted folder with one document, whose PDF stands beside it."""
    shutil.copy(SAMPLE, tmp_path)
    convert([tmp_path / SAMPLE.name], tmp_path / "out")
    return tmp_path / "out"


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def json_file(out: Path) -> Path:
    """The one document of a converted folder."""
    (file,) = (out / "json").iterdir()
    return file


def page(out: Path) -> str:
    """The page of the one document."""
    document_id = json_file(out).stem.rpartition(".")[2]
    return (out / "review" / "documents" / f"{document_id}.html").read_text(encoding="utf-8")


class Links(HTMLParser):
    """Collects what a page refers to, what can be referred to, and what its policy would refuse."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.refused: list[str] = []
        self.policy = ""
        self._script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element."""
        given = dict(attrs)
        self.links += [given[name] or "" for name in ("href", "src") if name in given]
        self.anchors += [given["id"] or ""] if "id" in given else []
        self.refused += [name for name in given if name == "style" or name.startswith("on")]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        if tag == "style" or (tag == "script" and "src" not in given):
            self.refused.append(tag)


def test_every_link_leads_somewhere(site: Site) -> None:
    """Pages, images, styles, scripts and places in pages: all that the site refers to is in it, on this disk."""
    folder = site.out / "review"
    read = {file.resolve(): Links(file.read_text(encoding="utf-8")) for file in folder.rglob("*.html")}
    assert len(read) == 2 * (2 + 2 * len(site.documents))
    wrong = []
    for file, found in read.items():
        for link in found.links:
            path, _, anchor = unquote(link).partition("#")
            target = (file.parent / path).resolve() if path else file
            known = anchor in read[target].anchors if anchor and target in read else not anchor
            if ":" in link or not target.is_file() or not known:
                wrong.append((file.name, link))
    assert wrong == []


def test_no_page_holds_script_or_style(site: Site) -> None:
    """Every page has a policy that allows the site's own files alone, and holds nothing that it would refuse."""
    for file in (site.out / "review").rglob("*.html"):
        found = Links(file.read_text(encoding="utf-8"))
        assert found.policy.startswith("default-src 'none';"), file
        assert "unsafe" not in found.policy
        assert found.refused == [], file
        assert len(found.anchors) == len(set(found.anchors)), file


def test_the_same_folder_makes_the_same_pages(out: Path) -> None:
    """Made twice, a site is the same to the byte; images are taken over, not rendered again."""
    review(out)
    first = files(out / "review")
    image = next(out.glob("review/pages/*/1.webp"))
    os.utime(image, (1, 1))
    review(out)
    assert files(out / "review") == first
    assert next(out.glob("review/pages/*/1.webp")).stat().st_mtime == 1
    assert sorted(place.name for place in out.iterdir() if "review" in place.name) == ["review"]


def test_each_page_is_rendered_once(out: Path) -> None:
    """There is an image of every page, with the size that its element says, and boxes drawn in points over it."""
    review(out)
    document = from_json(json_file(out).read_bytes())
    assert len(list(out.glob("review/pages/*/*.webp"))) == document.source.pages
    html = page(out)
    for source, across, down in re.findall(r'<img src="\.\./(\S+)" width="(\d+)" height="(\d+)"', html):
        with Image.open(out / "review" / source) as image:
            assert image.size == (int(across), int(down))
    places = sum(len(places) for places in document.provenance.values())
    assert html.count("<rect data-v=") == places


def test_values_are_all_there_in_the_order_of_the_paper(out: Path) -> None:
    """Each value of the records is on the page once, under its path."""
    document = from_json(json_file(out).read_bytes())
    review(out)
    paths = re.findall(r'data-path="([^"]+)"', page(out))
    assert len(paths) == len(set(paths))
    assert set(document.provenance) <= set(paths)
    for before, after in (("objective", "definition"), ("definition", "phases/0"), ("indicators", "staff")):
        first, then = (
            next(n for n, path in enumerate(paths) if path.startswith(f"/reports/0/schede/0/{name}"))
            for name in (before, after)
        )
        assert first < then


@settings(max_examples=25)
@given(documents())
def test_every_document_can_be_laid_out(document: Document) -> None:
    """Whatever a document holds, each of its values is laid out once, and each finding leads somewhere or says so."""
    sheet = make_sheet(document)
    assert set(sheet.values) >= set(document.provenance)
    assert sorted(value.number for value in sheet.values.values()) == list(range(len(sheet.values)))
    assert len(sheet.findings) == len(document.diagnostics)
    for finding in sheet.findings:
        sheet.target(finding)


def test_a_pdf_that_is_gone_costs_only_its_pages(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The records are shown with a plain note; the command says how to show the pages too."""
    (out.parent / SAMPLE.name).unlink()
    assert main(["review", str(out)]) == 0
    assert "--pdfs" in capsys.readouterr().err
    assert "<img" not in page(out)
    assert load_labels("it")("document.no_pdf") in unescape(page(out))
    assert 'data-path="/reports/0/entity"' in page(out)


@pytest.mark.parametrize("name", [SAMPLE.name, "renamed.pdf"])
def test_an_archive_that_moved_is_found(out: Path, tmp_path: Path, name: str) -> None:
    """`--pdfs` names the folder where the PDFs are now, under whatever names."""
    (tmp_path / "moved" / "deep").mkdir(parents=True)
    (out.parent / SAMPLE.name).rename(tmp_path / "moved" / "deep" / name)
    assert main(["review", str(out), "--pdfs", str(tmp_path / "moved")]) == 0
    assert page(out).count("<img") == 4


def test_other_bytes_under_the_name_are_not_shown(out: Path) -> None:
    """A PDF that changed since is not the paper that the values were read from."""
    shutil.copy(SAMPLES / "vignalba-2024-polizia.pdf", out.parent / SAMPLE.name)
    assert review(out).without_pages == 1
    assert "<img" not in page(out)


def test_a_pdf_that_cannot_be_rendered_costs_only_its_pages(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rendering process that dies leaves the records, and the other documents, alone."""
    monkeypatch.setattr("extractor.review.pages.sys.executable", "false")
    assert review(out).without_pages == 1
    assert load_labels("it")("document.not_rendered") in page(out)


def test_names_that_were_taken_out_are_black_on_the_pages(out: Path) -> None:
    """Where the records name nobody, no page does: every box of a name is black, and the old images are gone."""
    review(out)
    document = from_json(json_file(out).read_bytes())
    named = [place for path, places in document.provenance.items() if NAMES.search(path) for place in places]
    assert len(named) >= 8
    assert not any(_black(out, place.page, place.bbox) for place in named)
    said = Diagnostic(code=PROTECTED, severity="info", message="Names were taken out.")
    json_file(out).write_bytes(to_json(document.model_copy(update={"diagnostics": (said,)})))
    review(out)
    assert all(_black(out, place.page, place.bbox) for place in named)
    assert len(list((out / "review" / "pages").iterdir())) == 1
    entity = document.provenance["/reports/0/entity"][0]
    assert not _black(out, entity.page, entity.bbox)
    assert "/staff/0/name" not in page(out)
    assert 'data-path="/reports/0/schede/0/staff/0/category"' in page(out)


def test_pages_are_not_shown_when_nobody_knows_the_names(out: Path) -> None:
    """Of a document read by a template that is not at hand, the names cannot be hidden, so its pages are not shown."""
    document = from_json(json_file(out).read_bytes())
    said = Diagnostic(code=PROTECTED, severity="info", message="Names were taken out.")
    source = document.source.model_copy(update={"template": "another"})
    json_file(out).write_bytes(
        to_json(document.model_copy(update={"diagnostics": (said,), "source": source}))
    )
    assert review(out).without_pages == 1
    assert not list(out.glob("review/pages/*/*.webp"))


def _black(out: Path, number: int, bbox: tuple[float, float, float, float]) -> bool:
    (file,) = out.glob(f"review/pages/*/{number}.webp")
    with Image.open(file) as image:
        inside = image.crop(tuple(round(side * SCALE) for side in bbox)).convert("L")  # type: ignore[arg-type]
    extrema: tuple[int, int] = inside.getextrema()  # type: ignore[assignment]
    return extrema[1] < 40


@given(st.floats(0.001, 1e12), st.floats(0.001, 1e12))
def test_no_page_is_too_large_to_be_drawn(width: float, height: float) -> None:
    """The image of a page of any size stays within its pixels, and within what the format can hold."""
    scale = scale_of(width, height)
    assert 0 < scale <= SCALE
    assert width * scale * height * scale <= MOST_PIXELS * 1.01
    assert max(width, height) * scale <= LONGEST_SIDE * 1.01


@pytest.mark.parametrize("size", [(0.0, 800.0), (float("inf"), 1.0), (float("nan"), 1.0), (-3.0, 5.0)])
def test_a_page_without_a_size_is_told(size: tuple[float, float]) -> None:
    """There is no image of it."""
    with pytest.raises(ValueError, match="points"):
        scale_of(*size)


def test_a_huge_page_is_rendered_small(tmp_path: Path) -> None:
    """A page of five metres costs no more memory than any other."""
    file = tmp_path / "huge.pdf"
    canvas = Canvas(str(file), pagesize=(14_000, 14_000), invariant=True)
    canvas.drawString(50, 700, "Una piazza grande")
    canvas.save()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    (page,) = render(Job(str(file), digest, None, str(tmp_path), hide_names=False, template=None))
    assert (page.width, page.height) == (14_000, 14_000)
    with Image.open(tmp_path / "1.webp") as image:
        assert image.size == (page.across, page.down)
        assert image.width * image.height <= MOST_PIXELS * 1.01


def test_what_is_in_the_way_is_left_alone(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder `review` that holds something else is neither replaced nor written into."""
    (out / "review").mkdir()
    (out / "review" / "mine.txt").write_text("mine")
    assert main(["review", str(out)]) == 64
    assert "in the way" in capsys.readouterr().err
    assert [file.name for file in (out / "review").iterdir()] == ["mine.txt"]


def test_a_site_that_cannot_be_written_leaves_the_one_before(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is an error of ours, and nothing half-made is left."""
    review(out)
    before = files(out / "review")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "somewhere")

    monkeypatch.setattr("extractor.review.site._write", full)
    with pytest.raises(OutputUnwritable, match="No space left"):
        review(out)
    assert files(out / "review") == before
    assert sorted(place.name for place in out.iterdir() if "review" in place.name) == ["review"]


def test_a_folder_that_was_not_converted_is_refused(tmp_path: Path) -> None:
    """There is nothing to show, which is a mistake of the command line."""
    assert main(["review", str(tmp_path)]) == 64
    assert list(tmp_path.iterdir()) == []


def test_a_document_of_another_version_is_a_row_that_says_so(out: Path) -> None:
    """What cannot be read is no reason to show nothing."""
    json_file(out).write_text('{"schema_version": "9.0"}')
    assert review(out).documents == 0
    index = (out / "review" / "index.html").read_text(encoding="utf-8")
    assert load_labels("it")("archive.unreadable") in unescape(index)


def test_the_command_says_where_the_pages_are(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output is the page to open, for a person or a script."""
    assert main(["review", str(out)]) == 0
    assert capsys.readouterr().out == f"{out / 'review' / 'index.html'}\n"
