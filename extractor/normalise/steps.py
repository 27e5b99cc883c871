"""Numbered steps inside one description."""

from __future__ import annotations

import re

from extractor.normalise.text import clean

# A dash that stands alone at a step's end only separates it from the next.
_SEPARATOR = re.compile(r"(?:(?:^|\s)[-–—])+$")


# What a sentence that mentions another step has before it: `(v. FASE 1)`, `alla chiusura della FASE 2: …`.
_MENTION = re.compile(
    r"(?:^|[\s(’'])(?:l[ae]|[dn]ell[ae]|[ad]ll[ae]|dall[ae]|sull[ae]|di|in|per|con|tra|fra|v\.|vd\.|vedi|cfr\.?)\s*$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[^()]*\)")
_BEFORE = 12
_AND = re.compile(r"(?:^|\s)(?:ed?|o)\s*$", re.IGNORECASE)


def find_markers(text: str, marker: re.Pattern[str]) -> list[re.Match[str]]:
    """The markers in a text that begin a step, and are not those of another one that a step mentions."""
    found: list[re.Match[str]] = []
    start = 0
    for match in marker.finditer(text):
        before = text[start : match.start()]
        is_open = before.count("(") > before.count(")")
        in_brackets = is_open and _CLOSED.match(text, match.end() - 1) is not None
        end = before[-_BEFORE:]
        in_list = not match.group().endswith(":") and _AND.search(end) is not None
        is_next = int(match["number"]) == (int(found[-1]["number"]) + 1 if found else 1)
        if in_brackets or in_list or (not is_next and _MENTION.search(end)):
            continue
        found.append(match)
        start = match.end()
    return found


def split_steps(text: str, marker: str | re.Pattern[str]) -> tuple[tuple[int, str], ...]:
    """Split a text before each marker into (number, text of the step); no marker gives no step.

    `marker` has a group `number`; given as a string it is matched in capitals and small letters alike. What
    stands before the first marker is no step.
    """
    pattern = re.compile(marker, re.IGNORECASE) if isinstance(marker, str) else marker
    markers = find_markers(text, pattern)
    if not markers:
        return ()
    ends = [following.start() for following in markers[1:]] + [len(text)]
    return tuple(
        (int(start["number"]), _SEPARATOR.sub("", clean(text[start.end() : end])))
        for start, end in zip(markers, ends, strict=True)
    )
