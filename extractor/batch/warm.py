"""Everything that every document needs, loaded and used once."""

from __future__ import annotations

import gc
import os
from importlib import import_module

ENGINES = ("extractor.page.pdfium", "extractor.page.plumber", "camelot.io")
"""All of them: what is doubtful in a document is read again with the others."""


def warm_up() -> None:
    """Load it; a second time costs nothing."""
    # A worker does no algebra: threads for it only take address space.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import pyarrow as pa
    import simplemma

    from extractor import api  # noqa: F401
    from extractor.normalise.dates import parse_date
    from extractor.templates import load_template
    from extractor.write.tables import arrow_schemas

    for engine in ENGINES:
        import_module(engine)
    load_template()
    arrow_schemas()
    pa.array([""])  # imports pandas, to know whether it was given some
    parse_date("1 gennaio 2020")
    simplemma.is_known("comune", lang="it", low_memory=True)
    gc.collect()
    gc.freeze()  # what every document needs is no garbage: nobody has to look through it again
