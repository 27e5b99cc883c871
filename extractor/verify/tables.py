"""The tables of pages as camelot reads them from the drawn lines, held against the cells of a document."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.page import Box, Page
from extractor.parse.evidence import TableEvidence
from extractor.records import Diagnostic, Place

log = logging.getLogger(__name__)
VECTOR = "vector"
"""The engine of camelot that reads drawn lines as such; others look at a picture of the page."""
NEAR = 2.0
"""Points between the edge of a cell and the line that draws it at most."""
_MARKS = re.compile(r"[\W_]+")


def read_cells(
    data: bytes, password: str | None, pages: Mapping[int, Page], engine: str
) -> dict[int, list[Box]]:
    """The cells that camelot finds on pages, by page; none where it fails, and on pages that are shown turned.

    Only their boxes: camelot gives a line of print whose words stand close together to one cell as a whole.
    Boxes are in points from the top left of what is shown, as everywhere.
    """
    import camelot

    corners = _corners(data, password, pages)
    if engine != VECTOR:  # it stretches the picture of what is shown over the whole paper
        corners = {number: corner for number, corner in corners.items() if corner == (0, 0)}
    if not corners:
        return {}
    numbers = ",".join(map(str, sorted(corners)))
    try:
        tables = camelot.io.read_pdf(
            io.BytesIO(data),
            pages=numbers,
            password=password,
            flavor="lattice",
            engine=engine,
            suppress_stdout=True,
        )
    except Exception:  # it raises whatever the libraries below it do, and it is only a second opinion
        log.debug("camelot cannot read the pages %s", numbers, exc_info=True)
        return {}
    found: dict[int, list[Box]] = defaultdict(list)
    for table in tables:
        left, bottom = corners[table.page]
        foot = pages[table.page].height + bottom
        for row in table.cells:
            for cell in row:
                found[table.page].append((cell.x1 - left, foot - cell.y2, cell.x2 - left, foot - cell.y1))
    return dict(found)


def _corners(data: bytes, password: str | None, numbers: Iterable[int]) -> dict[int, tuple[float, float]]:
    """Where on its paper the lower left of what is shown of each upright page is, in points.

    A page without a paper of its own has that of the document, which begins at 0, as nearly all do.
    """
    import pypdfium2

    found = {}
    with pypdfium2.PdfDocument(data, password=password) as document:
        for number in numbers:
            page = document[number - 1]
            x0, y0, x1, y1 = page.get_mediabox(fallback_ok=False) or (0.0, 0.0, 0.0, 0.0)
            left, bottom, _, _ = page.get_bbox()
            if page.get_rotation() == 0:
                found[number] = left - min(x0, x1), bottom - min(y0, y1)
    return found


def cell_findings(
    provenance: Mapping[str, Sequence[Place]],
    tables: Iterable[TableEvidence],
    cells: Mapping[int, Sequence[Box]],
    pages: Mapping[int, Page],
) -> Iterator[Diagnostic]:
    """The values whose words are not those of the drawn cell they stand in."""
    tables = list(tables)
    columns = {table.path: table.columns for table in tables}
    tops = {(table.path, number): area[1] for table in tables for number, area in table.areas}
    inside: dict[tuple[int, Box], list[tuple[str, Place]]] = defaultdict(list)
    for path, places in provenance.items():
        if _table(path) not in columns:
            continue
        for place in places:
            cell = next((cell for cell in cells.get(place.page, ()) if _holds(cell, place.bbox)), None)
            if cell is not None:
                inside[place.page, cell].append((path, place))
    for (number, cell), values in inside.items():
        if len(values) != 1:
            continue  # the rows of this table are not drawn, or a number stands with its name: no value is the cell
        ((path, place),) = values
        if path.rpartition("/")[2] not in columns[_table(path)]:
            continue
        page, top = pages[number], tops.get((_table(path), number), cell[1])
        ours, theirs = _words(page, place.bbox), _words(page, cell)
        without_header = _words(page, (cell[0], max(cell[1], top), *cell[2:]))
        if bare(ours) not in (bare(theirs), bare(without_header)) and _is_drawn(cell, place.bbox, page):
            yield Diagnostic(
                code="readings_differ",
                severity="warning",
                message=f"The value has '{ours}', the drawn cell around it '{theirs}'.",
                path=path,
                page=place.page,
                bbox=place.bbox,
            )


def _table(path: str) -> str:
    """The path of a value's list of rows."""
    return path.rsplit("/", 2)[0]


def _holds(cell: Box, box: Box) -> bool:
    """Whether the middle of a box lies in a cell."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def _is_drawn(cell: Box, box: Box, page: Page) -> bool:
    """Whether a line stands where a box reaches over a side of a cell: a table further up may be as narrow there."""
    y = (box[1] + box[3]) / 2
    over = [side for side, out in ((cell[0], cell[0] - box[0]), (cell[2], box[2] - cell[2])) if out > NEAR]
    return all(
        any(abs(rule.x0 - side) <= NEAR and rule.top <= y <= rule.bottom for rule in page.rules)
        for side in over
    )


def _words(page: Page, box: Box) -> str:
    x0, top, x1, bottom = box
    return " ".join(
        word.text
        for word in page.words
        if x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom
    )


def bare(text: str) -> str:
    """Letters and digits alone: some engines give ligatures as they are, or lack a currency's sign or a bullet."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))
