"""All references of a text, none inside another."""

from __future__ import annotations

import re
from itertools import chain

from extractor.references.acts import find_acts
from extractor.references.days import find_dates, find_periods
from extractor.references.model import Reference
from extractor.references.money import find_amounts, find_chapters

_DIGIT = re.compile("[0-9]")


def find_references(text: str) -> tuple[Reference, ...]:
    """The references of a text in its order. Where two overlap, the one that says more stands: the act keeps
    its date, the period its days; of an act cited in an unclear way nothing stands.
    """
    if not _DIGIT.search(text):
        return ()
    taken = bytearray(len(text))
    found: list[Reference] = []
    for one in chain(
        find_acts(text), find_chapters(text), find_amounts(text), find_periods(text), find_dates(text)
    ):
        start, end = (one.start, one.end) if isinstance(one, Reference) else one
        if any(taken[start:end]):
            continue
        taken[start:end] = b"\x01" * (end - start)
        if isinstance(one, Reference):
            found.append(one)
    return tuple(sorted(found, key=lambda reference: reference.start))
