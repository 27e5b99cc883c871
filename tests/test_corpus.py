"""Full reports with the truth beside them, where they are on this machine (`../shared/corpus`)."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from extractor import extract
from extractor.errors import NoTextLayer
from extractor.write.json import to_json

LEAST_RIGHT = 99.8
"""Fields read right, in 100, that each report must reach."""
CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
REPORTS = sorted(path.name for path in CORPUS.glob("*.pdf") if path.with_suffix(".gold.json").exists())
SCANS = [name for name in REPORTS if "-scan" in name]
BORN_DIGITAL = [name for name in REPORTS if name not in SCANS]


@pytest.fixture(scope="module")
def scorer(corpus_dir: Path) -> ModuleType:
    """The program that the truth came with, which compares it with a document."""
    place = corpus_dir.parent / "tools" / "score.py"
    if not place.is_file():
        pytest.skip("the scoring program is not on this machine (looked for ../shared/tools/score.py)")
    spec = importlib.util.spec_from_file_location("corpus_score", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Without the corpus one case is left, which the fixture skips with its reason.
@pytest.mark.parametrize("name", BORN_DIGITAL or ["any.pdf"])
def test_reports_are_read_right(corpus_dir: Path, scorer: ModuleType, name: str) -> None:
    """Of the fields printed in a full report at most two in a thousand are read wrongly."""
    report = corpus_dir / name
    truth = json.loads(report.with_suffix(".gold.json").read_bytes())
    found = scorer.score(truth, json.loads(to_json(extract(report))))
    assert found["count"]["fields"] > 500
    assert found["count"]["right_pct"] >= LEAST_RIGHT, found["worst"]


@pytest.mark.parametrize("name", SCANS or ["any.pdf"])
def test_scans_are_refused_with_the_next_step(corpus_dir: Path, name: str) -> None:
    """A report that is only images is no empty document but an error that names OCR."""
    with pytest.raises(NoTextLayer, match="ocrmypdf"):
        extract(corpus_dir / name)
