"""The published contract of the tables: `python -m extractor.warehouse.contract schemas/`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from extractor.warehouse.datapackage import datapackage
from extractor.warehouse.ddl import DIALECTS, script
from extractor.warehouse.dictionary import dictionary
from extractor.write.aside import replace_files
from extractor.write.tables import arrow_schemas


def published() -> dict[str, bytes]:
    """The files of `schemas/` that this module makes, by name."""
    return {
        **{f"{dialect}.sql": script(dialect).encode() for dialect in DIALECTS},
        "datapackage.json": (json.dumps(datapackage(), ensure_ascii=False, indent=2) + "\n").encode(),
        "dictionary.md": dictionary().encode(),
        **_arrow(),
    }


def _arrow() -> dict[str, bytes]:
    """Arrow's own form, for programs: `pyarrow.ipc.open_stream(file).schema`; and one text for people."""
    import pyarrow as pa

    files = {}
    for name, schema in arrow_schemas().items():
        sink = pa.BufferOutputStream()
        pa.ipc.new_stream(sink, schema).close()
        files[f"arrow/{name}.arrows"] = bytes(sink.getvalue())
    text = "\n".join(
        f"{name}\n{schema.to_string(show_field_metadata=False, show_schema_metadata=False)}\n"
        for name, schema in arrow_schemas().items()
    )
    return files | {"arrow/schemas.txt": text.encode()}


def main(folder: Path) -> None:
    """Write the published files into a folder."""
    (folder / "arrow").mkdir(parents=True, exist_ok=True)
    replace_files({folder / name: content for name, content in published().items()})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
