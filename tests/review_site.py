"""A converted folder with its review pages, for tests: good documents, a hostile one, a failed and a doubled file."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from extractor import convert
from extractor.corrections.values import kind_of, with_values
from extractor.records import Document, leaves
from extractor.review.site import review
from extractor.write.json import from_json, to_json
from tests import pdfs

SAMPLES = Path(__file__).parent.parent / "samples"
HOSTILE = (
    "</script></span><img src=x onerror='window.hacked=1'>\"><svg/onload=window.hacked=1>{{7*7}}&#60;b&lt;"
)
HOSTILE_NAME = "<img src=x onerror=window.hacked=1>\"'{{7*7}}&lt;.pdf"


@dataclass(frozen=True, slots=True)
class Site:
    """A converted folder, and the documents in it by the beginning of their file's name."""

    out: Path
    documents: dict[str, Document]

    def url(self, page: str) -> str:
        """Where a page of the site stands."""
        return (self.out / "review" / page).resolve().as_uri()

    def page_of(self, name: str, suffix: str = "") -> str:
        """The page of a document."""
        return self.url(f"documents/{self.documents[name].document_id}{suffix}.html")


def read_documents(out: Path) -> dict[str, Document]:
    """The documents of a converted folder, by the first word of their file's name."""
    read = [from_json(file.read_bytes()) for file in sorted((out / "json").glob("*.json"))]
    return {document.source.file.partition("-")[0]: document for document in read}


def make_site(folder: Path) -> Site:
    """Convert some files and make their pages."""
    inbox, out = folder / "in", folder / "out"
    inbox.mkdir(parents=True)
    for name in ("valdombra-2022-biblioteca", "fontebruna-2023-anagrafe"):
        shutil.copy(SAMPLES / f"{name}.pdf", inbox)
    shutil.copy(SAMPLES / "fontebruna-2023-anagrafe.pdf", inbox / "z-the-same.pdf")
    (inbox / "hostile-1.pdf").write_bytes(pdfs.report(HOSTILE))
    (inbox / HOSTILE_NAME).write_bytes(pdfs.letter())
    convert([inbox], out)
    _make_hostile(out)
    review(out)
    return Site(out, read_documents(out))


def _make_hostile(out: Path) -> None:
    """Put markup and script into every text of one document, as a PDF could, had reading it not removed some."""
    (file,) = (out / "json").glob("hostile-1.*.json")
    document = from_json(file.read_bytes())
    values = {path: HOSTILE for path, _ in leaves(document) if kind_of(path) == "text"}
    found = read_documents(out)["valdombra"].diagnostics[0]
    worst = found.model_copy(update={"code": HOSTILE, "message": HOSTILE, "path": "/reports/0/manager"})
    file.write_bytes(
        to_json(
            with_values(document, values).model_copy(
                update={
                    "diagnostics": (worst,),
                    "source": document.source.model_copy(update={"file": HOSTILE_NAME, "producer": HOSTILE}),
                }
            )
        )
    )
