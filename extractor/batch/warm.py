"""Everything that every document needs, loaded and used once."""

from __future__ import annotations

import os
from importlib import import_module

ENGINES = {"pdfium": "extractor.page.pdfium", "pdfplumber": "extractor.page.plumber"}


def warm_up(reader: str = "pdfium") -> None:
    """Load it; a second time costs nothing."""
    # A worker does no algebra: threads for it only take address space.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import simplemma

    from extractor import api  # noqa: F401
    from extractor.normalise.dates import parse_date
    from extractor.templates import load_template
    from extractor.write.tables import arrow_schemas

    import_module(ENGINES[reader])
    load_template()
    arrow_schemas()
    parse_date("1 gennaio 2020")
    simplemma.is_known("comune", lang="it", low_memory=True)
