"""One table of a converted folder as a data frame."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.warehouse.folder import Folder

if TYPE_CHECKING:
    import pandas as pd


def read(out: str | Path, table: str) -> pd.DataFrame:
    """Read one table of a converted folder: on Arrow types, decimals exact, nulls null.

    The rows of a document keep its order; documents stand in the order of their files.

    Raises:
        UsageError: there is no such table.
        FolderUnusable: it is no converted folder, or of another version.
    """
    import pandas as pd

    frame: pd.DataFrame = Folder(Path(out)).table(table).to_pandas(types_mapper=pd.ArrowDtype)
    return frame
