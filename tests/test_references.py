"""References in free text: a labelled sample says how many are right, and how many of all are found."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from extractor.references import Reference, find_references

SAMPLE = Path(__file__).parent / "data" / "references.txt"
_LABEL = re.compile(r"\{([^|{}]+)\|([^{}]+)\}")
Label = tuple[int, int, str]


@cache
def labelled() -> tuple[tuple[str, frozenset[Label]], ...]:
    """The sentences of the sample, each with its references: start, end and parts as text."""
    sentences = []
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        plain, labels, at = "", set(), 0
        for match in _LABEL.finditer(line):
            plain += line[at : match.start()]
            labels.add((len(plain), len(plain) + len(match[2]), match[1]))
            plain, at = plain + match[2], match.end()
        sentences.append((plain + line[at:], frozenset(labels)))
    return tuple(sentences)


def described(one: Reference) -> str:
    """A reference as the sample writes it."""
    if one.kind in ("act", "norm"):
        return f"{one.kind} {one.act_type or '?'} {one.number} {one.first_date or one.year or '-'}"
    if one.kind == "amount":
        return f"amount {one.amount}"
    if one.kind == "chapter":
        return f"chapter {one.chapter}" + (f"/{one.article}" if one.article else "")
    return f"period {one.first_date} {one.last_date}" if one.kind == "period" else f"date {one.first_date}"


def found(text: str) -> frozenset[Label]:
    """What is found in a text, as the sample writes it."""
    return frozenset((one.start, one.end, described(one)) for one in find_references(text))


def test_the_sample_is_varied() -> None:
    """At least a hundred sentences, among them thirty without a reference, and every kind at least five times."""
    labels = [label[2].split()[0] for _, labels in labelled() for label in labels]
    assert len(labelled()) >= 100
    assert sum(not labels for _, labels in labelled()) >= 30
    assert all(labels.count(kind) >= 5 for kind in ("act", "norm", "amount", "chapter", "date", "period"))


def test_what_is_found_is_right() -> None:
    """Precision on the sample is 100 %: kind, parts and position."""
    wrong = [(text, found(text) - labels) for text, labels in labelled() if found(text) - labels]
    assert wrong == []


def test_most_is_found() -> None:
    """Recall on the sample is at least 95 %."""
    missed = [(text, label) for text, labels in labelled() for label in labels - found(text)]
    assert len(missed) <= 0.05 * sum(len(labels) for _, labels in labelled()), missed
