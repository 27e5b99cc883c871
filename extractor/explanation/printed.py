"""The pages that an explanation looks at again: what is printed in a box, which labels stand where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.layout.lines import Line, group_lines
from extractor.page import Page, Reader
from extractor.parse.anchors import Anchor, find_anchors
from extractor.parse.fields import find_labels
from extractor.parse.labels import label_book
from extractor.records import BBox, Document, Place
from extractor.templates import Section, Template

EDGE = 0.5
"""Points by which a word's middle may lie outside a box that was rounded."""
ABOVE = 20.0
"""Points above its first value in which a scheda's first label may begin."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a scheda stands: from a height on a page to a height on another."""

    first: int
    top: float
    last: int
    bottom: float

    def holds(self, page: int, height: float) -> bool:
        """Whether a height on a page lies in it."""
        return (self.first, self.top) <= (page, height) < (self.last, self.bottom)

    def __str__(self) -> str:
        return f"page {self.first}" if self.first == self.last else f"pages {self.first}-{self.last}"


def pages_read(reader: Reader, wanted: Iterable[int]) -> dict[int, Page]:
    """The pages of these numbers; a reader gives pages in order, so it stops at the last."""
    numbers = set(wanted)
    found: dict[int, Page] = {}
    for page in reader.pages() if numbers else ():
        if page.number in numbers:
            found[page.number] = page
        if page.number >= max(numbers):
            break
    return found


def text_in(page: Page, bbox: BBox) -> str:
    """What is printed in a box, line for line."""
    x0, top, x1, bottom = bbox
    words = [
        word
        for word in page.words
        if x0 - EDGE <= (word.x0 + word.x1) / 2 <= x1 + EDGE
        and top - EDGE <= (word.top + word.bottom) / 2 <= bottom + EDGE
    ]
    return "\n".join(line.text for line in group_lines(page.number, words))


def extent(document: Document, owner: str) -> Extent | None:
    """Where the scheda or report of a pointer stands; None where nothing of it was read."""
    starts = sorted(
        (*_first(document, path), path)
        for path in _owners(document)
        if any(at.startswith(f"{path}/") for at in document.provenance)
    )
    here = next((at for at, (_, _, path) in enumerate(starts) if path == owner), None)
    if here is None:
        return None
    page, top, _ = starts[here]
    if here + 1 == len(starts):
        return Extent(page, top - ABOVE, document.source.pages, float("inf"))
    after, height, _ = starts[here + 1]
    own = max(
        place.page
        for path, places in document.provenance.items()
        if path.startswith(f"{owner}/")
        for place in places
    )
    if own < after:
        return Extent(page, top - ABOVE, after - 1, float("inf"))
    return Extent(page, top - ABOVE, after, height - ABOVE)


def _owners(document: Document) -> Iterator[str]:
    for number, report in enumerate(document.reports):
        yield f"/reports/{number}"
        for ordinal in range(len(report.schede)):
            yield f"/reports/{number}/schede/{ordinal}"


def _first(document: Document, owner: str) -> tuple[int, float]:
    """Page and height of the first value of a scheda, or of a report's own values."""
    own = [
        place
        for path, places in document.provenance.items()
        if path.startswith(f"{owner}/") and not path.startswith(f"{owner}/schede/")
        for place in places
    ] or [
        place
        for path, places in document.provenance.items()
        if path.startswith(f"{owner}/")
        for place in places
    ]
    return min((place.page, place.bbox[1]) for place in own)


class Labels:
    """The labels that stand where a scheda does."""

    def __init__(self, template: Template, pages: Iterable[Page], where: Extent) -> None:
        book = label_book(template)
        self.lines: list[Line] = []
        self.anchors: list[Anchor] = []
        for page in pages:
            lines = group_lines(page.number, page.words)
            self.lines += [line for line in lines if where.holds(page.number, line.middle)]
            self.anchors += [
                anchor
                for anchor in find_anchors(page, lines, book)
                if where.holds(page.number, (anchor.box[1] + anchor.box[3]) / 2)
            ]

    def field(self, name: str) -> Anchor | None:
        """A label of the header block."""
        return next((one for one in self.anchors if one.kind == "field" and one.name == name), None)

    def heading(self, section: Section) -> Anchor | None:
        """The heading of a section."""
        return next((one for one in self.anchors if one.kind == "section" and one.name == section.name), None)

    def header(self, section: Section) -> Anchor | None:
        """The header row of a section's table, where the table is below its heading."""
        heading = self.heading(section)
        return next(
            (
                one
                for one in self.anchors
                if heading is not None
                and one.kind == "table"
                and one.name == section.table
                and (one.page, one.box[1]) > (heading.page, heading.box[1])
            ),
            None,
        )

    def label(self, section: Section, name: str) -> int | None:
        """The page with a label below a section's heading."""
        heading = self.heading(section)
        if heading is None:
            return None
        below = [line for line in self.lines if (line.page, line.top) >= (heading.page, heading.box[1])]
        for page in dict.fromkeys(line.page for line in below):
            on_page: Sequence[Line] = [line for line in below if line.page == page]
            if any(label.name == name for label in find_labels(on_page, section.fields, line_start=False)):
                return page
        return None


def pages_of(places: Iterable[Place]) -> str:
    """`page 3` or `pages 3-4`, or nothing."""
    numbers = sorted({place.page for place in places})
    if not numbers:
        return ""
    return f"page {numbers[0]}" if len(numbers) == 1 else f"pages {numbers[0]}-{numbers[-1]}"
