"""What the program makes of each sample, kept in `samples/expected/`: `python -m tests.golden [--check]`.

A change of the program shows as a diff of these files, which is reviewed like one of the code.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from extractor import extract
from extractor.write.aside import replace_files
from extractor.write.json import to_json

SAMPLES = Path(__file__).parent.parent / "samples"
EXPECTED = SAMPLES / "expected"


def samples() -> list[Path]:
    """The sample PDFs, by name."""
    return sorted(SAMPLES.glob("*.pdf"))


def expected(sample: Path) -> Path:
    """Where the JSON expected of a sample stands."""
    return EXPECTED / f"{sample.stem}.json"


def document_json(sample: Path, reader: str = "pdfium") -> bytes:
    """The document the program makes of a sample, a line for each value."""
    return to_json(extract(sample, reader=reader), indent=1)


def main(arguments: list[str] | None = None) -> int:
    """Write the expected files, or say which are not what the program makes; 1 when some are not."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, name the files that differ")
    check = parser.parse_args(arguments).check
    made = {expected(sample): document_json(sample) for sample in samples()}
    there = {path: path.read_bytes() for path in EXPECTED.glob("*.json")}
    changed = sorted(path for path in made.keys() | there.keys() if made.get(path) != there.get(path))
    if not check:
        EXPECTED.mkdir(exist_ok=True)
        replace_files({path: made[path] for path in changed if path in made})
        for path in there.keys() - made.keys():
            path.unlink()
    for path in changed:
        sys.stdout.write(f"{'differs' if check else 'written'}: {path.relative_to(SAMPLES.parent)}\n")
    return int(check and bool(changed))


if __name__ == "__main__":
    sys.exit(main())
