"""Pages of one PDF as images, in a process of its own: `python -m extractor.review.render < JOB`.

A PDF may make its engine crash, hang or ask for all memory: that costs this process alone, and what it has
said by then stands. One line of JSON is written for each page, see `PageImage`.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
from PIL import ImageDraw

from extractor.batch.sources import read_location
from extractor.page import Box
from extractor.review.folder import LARGEST

if TYPE_CHECKING:
    from PIL import Image

SCALE = 1.75
"""Pixels for a point: small print can be read on a screen."""
MOST_PIXELS = 2_500_000
LONGEST_SIDE = 8_000
"""Pixels; WebP takes up to 16383."""
LARGEST_LOSSLESS = 400_000
"""Bytes, from which a page is no drawing but a picture, which loses nothing by being compressed as one."""
MOST_MEMORY = 4 << 30
Hidden = dict[int, list[Box]]


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be rendered."""

    pdf: str
    """Its location, see extractor.batch.sources."""
    sha256: str
    password: str | None
    folder: str
    hide_names: bool
    template: str | None

    def to_json(self) -> str:
        """The job as the process reads it."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: its size in points, as shown, and the size of its image in pixels; 0 where there is none."""

    number: int
    width: float
    height: float
    across: int = 0
    down: int = 0


def render(job: Job) -> Iterator[PageImage]:
    """Write each page of a PDF as `<number>.webp`, with black boxes over what is to be hidden."""
    data = read_location(job.pdf, LARGEST)
    if hashlib.sha256(data).hexdigest() != job.sha256:
        return
    hidden: Hidden = {}
    if job.hide_names:
        from extractor.review.personal import name_boxes

        hidden = name_boxes(data, job.password, job.template)
    document = pdfium.PdfDocument(data, password=job.password)
    for index in range(len(document)):
        try:
            page = document[index]
            width, height = page.get_size()
            image = _drawn(page, width, height, hidden.get(index + 1, []))
            page.close()
        except (pdfium.PdfiumError, MemoryError, ValueError, OverflowError):
            yield PageImage(index + 1, 0, 0)
            continue
        Path(job.folder, f"{index + 1}.webp").write_bytes(_encoded(image))
        yield PageImage(index + 1, width, height, *image.size)


def scale_of(width: float, height: float) -> float:
    """Pixels for a point of a page: fewer for a page so large that its image would take too much memory."""
    if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
        raise ValueError(f"a page of {width} x {height} points")
    by_area = math.sqrt(MOST_PIXELS / width / height)
    return min(SCALE, by_area, LONGEST_SIDE / max(width, height))


def _drawn(page: Any, width: float, height: float, hidden: list[Box]) -> Image.Image:
    scale = scale_of(width, height)
    image: Image.Image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    pencil = ImageDraw.Draw(image)
    for x0, top, x1, bottom in hidden:
        pencil.rectangle((x0 * scale - 2, top * scale - 2, x1 * scale + 2, bottom * scale + 2), fill="black")
    return image


def _encoded(image: Image.Image) -> bytes:
    """Print stays sharp: lossless, which is also smaller for it; photographs are not."""
    for options in ({"lossless": True, "quality": 20}, {"quality": 60}):
        sink = io.BytesIO()
        image.save(sink, "WEBP", method=2, **options)
        if sink.tell() <= LARGEST_LOSSLESS:
            break
    return sink.getvalue()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # no such limit on this system
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MOST_MEMORY if most == resource.RLIM_INFINITY else min(most, MOST_MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def main() -> None:
    """Render the job on standard input."""
    _limit_memory()
    job = Job(**json.load(sys.stdin))
    for page in render(job):
        sys.stdout.write(json.dumps(asdict(page)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
