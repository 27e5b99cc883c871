"""Numbered steps inside one description."""

from __future__ import annotations

import re

from extractor.normalise.text import clean

# A dash that stands alone at a step's end only separates it from the next.
_SEPARATOR = re.compile(r"(?:(?:^|\s)[-–—])+$")


def split_steps(text: str, marker: str | re.Pattern[str]) -> tuple[tuple[int, str], ...]:
    """Split a text before each marker into (number, text of the step); no marker gives no step.

    `marker` has a group `number`; given as a string it is matched in capitals and small letters alike. What
    stands before the first marker is no step.
    """
    pattern = re.compile(marker, re.IGNORECASE) if isinstance(marker, str) else marker
    markers = list(pattern.finditer(text))
    if not markers:
        return ()
    ends = [following.start() for following in markers[1:]] + [len(text)]
    return tuple(
        (int(start["number"]), _SEPARATOR.sub("", clean(text[start.end() : end])))
        for start, end in zip(markers, ends, strict=True)
    )
