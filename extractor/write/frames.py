"""Data frames: the flat tables in pandas, on Arrow types, so that decimals stay exact and nulls stay null."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractor.records import Document
from extractor.write.tables import to_tables

if TYPE_CHECKING:
    import pandas as pd


def to_frames(documents: Document | Iterable[Document]) -> dict[str, pd.DataFrame]:
    """Return every table as a data frame, by name, for one document or several."""
    import pandas as pd

    return {name: table.to_pandas(types_mapper=pd.ArrowDtype) for name, table in to_tables(documents).items()}
