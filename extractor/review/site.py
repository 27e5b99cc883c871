"""`OUT/review/`: made beside the one that is there, and put in its place when it is whole."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import as_file, files
from os import cpu_count
from pathlib import Path

from extractor.corrections.apply import is_protected
from extractor.errors import OutputUnwritable, UsageError
from extractor.records import Document
from extractor.review.archive_page import ArchivePage
from extractor.review.document_page import document_page, results_page
from extractor.review.folder import Archive, PdfFinder, locations, open_archive
from extractor.review.html import Pages, suffix
from extractor.review.labels import LANGUAGES, load_labels
from extractor.review.pages import PageSet, Studio
from extractor.review.sheet import make_sheet

NAME = "review"


@dataclass(frozen=True, slots=True)
class Review:
    """What was made."""

    index: Path
    documents: int
    without_pages: int
    """Documents whose pages cannot be shown, because the PDF is not there or cannot be rendered."""


def review(out: str | Path, *, pdfs: Path | None = None, password: str | None = None) -> Review:
    """Make the review pages of a converted folder: `out/review/`, static, to be opened from disk.

    Args:
        out: a folder that `convert` wrote.
        pdfs: where the PDFs are now, if they are not where they were read.
        password: of encrypted PDFs.

    Raises:
        UsageError: `out` is no converted folder, or its `review` is something else.
        OutputUnwritable: the pages cannot be written; those from before stand.
    """
    archive = open_archive(Path(out))
    place = archive.out / NAME
    if place.exists() and not (place / "assets" / "review.css").exists():
        raise UsageError(f"{place} is in the way: it was not made by this command")
    new = archive.out / f".{NAME}.{secrets.token_hex(8)}.part"
    try:
        try:
            made = _make(archive, new, place, PdfFinder(locations(archive.out), pdfs), password)
            _replace(place, new)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise OutputUnwritable(f"{error.filename or place} cannot be written: {error.strerror}") from error
    return Review(place / "index.html", *made)


def _replace(place: Path, new: Path) -> None:
    old = new.with_suffix(".old")
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _make(
    archive: Archive, new: Path, before: Path, finder: PdfFinder, password: str | None
) -> tuple[int, int]:
    for folder in ("documents", "pages"):
        (new / folder).mkdir(parents=True)
    with as_file(files(__package__).joinpath("assets")) as assets:
        shutil.copytree(assets, new / "assets")
    studio = Studio(new / "pages", before / "pages", finder, password)
    html, words = Pages(), [load_labels(language) for language in LANGUAGES]
    front = ArchivePage()
    without = 0
    for document, pages in _with_pages(archive, studio):
        hidden = is_protected(document)
        sheet = make_sheet(document, names_hidden=hidden)
        front.add(sheet)
        without += pages.missing is not None
        for t in words:
            name = f"documents/{document.document_id}"
            _write(
                new, f"{name}{suffix(t.language)}.html", document_page(html, t, name, sheet, pages, hidden)
            )
            name += ".results"
            _write(new, f"{name}{suffix(t.language)}.html", results_page(html, t, name, sheet))
    for t in words:
        _write(new, f"index{suffix(t.language)}.html", front.index(html, t, archive.entries))
        _write(new, f"results{suffix(t.language)}.html", front.results(html, t))
    return front.documents, without


def _with_pages(archive: Archive, studio: Studio) -> Iterator[tuple[Document, PageSet]]:
    """Every document with its page images: some are rendered ahead, but only a few documents are held at once."""
    ahead = cpu_count() or 1
    waiting: list[tuple[Document, Future[PageSet]]] = []
    with ThreadPoolExecutor(ahead) as threads:
        for _, document in archive.documents():
            waiting.append((document, threads.submit(studio.pages, document, is_protected(document))))
            if len(waiting) > ahead:
                first, pages = waiting.pop(0)
                yield first, pages.result()
        for document, pages in waiting:
            yield document, pages.result()


def _write(folder: Path, name: str, content: str) -> None:
    (folder / name).write_bytes(content.encode("utf-8", "replace"))
