"""The samples: what they say is what is read, by both readers, every time."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from extractor import extract, to_frames
from extractor.records import Document, Scheda, leaves
from extractor.references import references_of
from tests.golden import document_json, expected, samples
from tests.scoring import Json, Value, differences, values

SAMPLES = samples()
LARGEST = 300_000
"""Bytes of a sample: a clone of the repository stays small."""
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)


@cache
def document(sample: Path) -> Document:
    """What is read of a sample, read once."""
    return extract(sample)


def truth(sample: Path) -> Json:
    """What the sample's maker printed in it."""
    content: dict[str, Json] = json.loads(sample.with_suffix(".gold.json").read_bytes())
    return content["reports"]


def reports(written: bytes) -> Json:
    """The reports in a document's JSON."""
    content: dict[str, Json] = json.loads(written)
    return content["reports"]


@each_sample
def test_a_sample_is_read_as_expected(sample: Path) -> None:
    """Any change in what is read fails here, until `make golden` and a look at its diff."""
    assert document_json(sample).split(b"\n") == expected(sample).read_bytes().split(b"\n")


def test_nothing_is_expected_of_samples_that_are_gone() -> None:
    """Every expected file belongs to a sample."""
    assert sorted(expected(SAMPLES[0]).parent.iterdir()) == [expected(sample) for sample in SAMPLES]


@each_sample
def test_a_sample_says_what_was_printed_in_it(sample: Path) -> None:
    """No value is lost, changed or invented: the truth was written before the PDF was made."""
    wrong = differences(truth(sample), reports(document_json(sample)))
    assert not wrong, "\n".join(map(str, wrong))


def test_paragraphs_are_kept() -> None:
    """Of the texts of several paragraphs at least 85 in 100 come out with just these paragraphs."""
    right = several = 0
    for sample in SAMPLES:
        read = values(reports(document_json(sample)))
        for path, text in values(truth(sample)).items():
            if "\n" in str(text):
                several += 1
                right += read.get(path) == text
    assert several >= 50
    assert right >= 0.85 * several, f"{right} of {several}"


@each_sample
def test_every_value_has_its_place(sample: Path) -> None:
    """Each value says where it was printed, and each place belongs to a value."""
    read = document(sample)
    assert {path for path, _ in leaves(read)} == set(read.provenance)
    assert all(read.provenance.values())
    pages = {place.page for places in read.provenance.values() for place in places}
    assert pages <= set(range(1, read.source.pages + 1))


@each_sample
def test_both_readers_agree(sample: Path) -> None:
    """pdfium and pdfplumber, which fail differently, give the same reports."""
    assert values(reports(document_json(sample, "pdfplumber"))) == values(reports(document_json(sample)))


@each_sample
def test_reading_twice_gives_the_same_bytes(sample: Path) -> None:
    """Nothing is remembered from one document to the next."""
    assert document_json(sample) == document_json(sample)


@each_sample
def test_frames_have_a_row_for_each_record(sample: Path) -> None:
    """The flat tables hold as many rows as the document holds records."""
    read = document(sample)
    schede = [scheda for report in read.reports for scheda in report.schede]
    assert {name: len(frame) for name, frame in to_frames(read).items()} == {
        "documents": 1,
        "reports": len(read.reports),
        "schede": len(schede),
        **{name: _rows(schede, name) for name in ("phases", "indicators", "staff", "monitoring")},
        "phase_steps": sum(len(phase.steps) for scheda in schede for phase in scheda.phases),
        "budget_lines": sum(len(lines) for scheda in schede for _, lines in scheda.budget),
        "text_references": sum(len(list(references_of(scheda))) for scheda in schede),
        "diagnostics": len(read.diagnostics),
        "provenance": sum(map(len, read.provenance.values())),
    }


def _rows(schede: list[Scheda], name: str) -> int:
    return sum(len(getattr(scheda, name)) for scheda in schede)


def test_samples_are_varied_and_small() -> None:
    """At least eight samples of at least three producers, none of them large."""
    assert len(SAMPLES) >= 8
    assert len({document(sample).source.producer for sample in SAMPLES} - {None}) >= 3
    assert [sample.name for sample in SAMPLES if sample.stat().st_size > LARGEST] == []


def test_samples_share_nobody_and_no_sentence_with_real_reports(corpus_dir: Path) -> None:
    """Towns and people of the samples are made up, and so is what is said about them."""
    real = [values(json.loads(gold.read_bytes())) for gold in sorted(corpus_dir.glob("*.gold.json"))]
    made_up = [values(truth(sample)) for sample in SAMPLES]
    assert real
    assert {name for found in made_up for name in _names(found)}.isdisjoint(
        name for found in real for name in _names(found)
    )
    assert {part for found in made_up for part in _sentences(found)}.isdisjoint(
        part for found in real for part in _sentences(found)
    )


def _names(found: dict[str, Value]) -> set[frozenset[str]]:
    """People and towns, whatever the order and the case of their words."""
    wanted = re.compile(r"/(manager|entity|staff/\d+/name)$")
    return {frozenset(str(text).casefold().split()) for path, text in found.items() if wanted.search(path)}


def _sentences(found: dict[str, Value]) -> set[str]:
    """What is long enough to be one's own words; missions and programmes have official names."""
    official = re.compile(r"/(mission|programme)/")
    parts = [
        part
        for path, text in found.items()
        if not official.search(path)
        for part in re.split(r"\n|(?<=[.;])\s", str(text).casefold())
    ]
    return {part for part in parts if len(part.split()) >= 7}
