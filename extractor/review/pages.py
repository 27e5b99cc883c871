"""The page images of a review: each page once, kept from one review to the next, in processes of their own."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractor import __version__
from extractor.records import Document
from extractor.review.folder import PdfFinder
from extractor.review.render import MOST_PIXELS, SCALE, Job, PageImage

SIZES = "sizes.json"
"""Written when all pages of a folder are."""
SECONDS, SECONDS_A_PAGE = 60, 5
Missing = Literal["no_pdf", "not_rendered"]


@dataclass(frozen=True, slots=True)
class PageSet:
    """The images of a document."""

    folder: str
    """Name of their folder below `pages/`."""
    images: tuple[PageImage, ...]
    missing: Missing | None = None
    """Why there are none."""


@dataclass(frozen=True, slots=True)
class Studio:
    """Makes the images of a site's documents, or takes them over from the site before."""

    folder: Path
    before: Path
    finder: PdfFinder
    password: str | None

    def pages(self, document: Document, hide_names: bool) -> PageSet:
        """The images of one document."""
        name = f"{document.document_id}-{_key(hide_names)}"
        if (images := self._kept(name)) is not None:
            return PageSet(name, images)
        pdf = self.finder.find(document)
        if pdf is None:
            return PageSet(name, (), "no_pdf")
        folder = self.folder / name
        folder.mkdir(parents=True)
        source = document.source
        job = Job(pdf, source.sha256, self.password, str(folder), hide_names, source.template)
        images = _run(job, SECONDS + SECONDS_A_PAGE * source.pages)
        if len(images) == source.pages:
            rows = [[image.number, image.width, image.height, image.across, image.down] for image in images]
            (folder / SIZES).write_text(json.dumps(rows) + "\n", encoding="utf-8")
        return PageSet(name, images, None if images else "not_rendered")

    def _kept(self, name: str) -> tuple[PageImage, ...] | None:
        try:
            rows = json.loads((self.before / name / SIZES).read_text(encoding="utf-8"))
            shutil.copytree(self.before / name, self.folder / name, copy_function=os.link)
        except (OSError, ValueError):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            return None
        return tuple(PageImage(*row) for row in rows)


def _key(hide_names: bool) -> str:
    """Names how images are made: a change of that makes them anew."""
    made = [__version__, SCALE, MOST_PIXELS, hide_names]
    return hashlib.sha256(json.dumps(made).encode()).hexdigest()[:8]


def _run(job: Job, seconds: int) -> tuple[PageImage, ...]:
    """Render a job; of a process that dies or takes too long, the pages it finished."""
    command = [sys.executable, "-P", "-m", "extractor.review.render"]
    try:
        done = subprocess.run(
            command, input=job.to_json().encode(), capture_output=True, timeout=seconds, check=False
        )
        said = done.stdout
    except subprocess.TimeoutExpired as late:
        said = late.stdout or b""
    whole, _, _ = said.rpartition(b"\n")
    return tuple(PageImage(**json.loads(line)) for line in whole.splitlines())
