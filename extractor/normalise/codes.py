"""Codes that stand before a title, and the code of an objective inside the codes of its activities."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.normalise.reason import Unread, quote
from extractor.normalise.text import clean

_NOT_A_DIGIT = re.compile(r"[^0-9]")
# An activity code is its objective's code and two digits of its own.
_ACTIVITY_DIGITS = 2


def split_code(text: str, pattern: re.Pattern[str]) -> tuple[str | None, str]:
    """Split one paragraph, `1.2 Title`, by a pattern with groups `code` and `title`; else no code."""
    printed = clean(text)
    match = pattern.fullmatch(printed)
    if match is None:
        return None, printed
    return match["code"].strip(), match["title"].strip()


def objective_code(activity_codes: Sequence[str]) -> str | Unread | None:
    """Give the digits of the activity codes without the last two: `Ob_Obiet050501` is of objective `0505`.

    Where codes disagree, those of which there are twice as many as of all others tell.
    Reasons: `objective_code_unreadable` (a code has too few digits), `objective_codes_disagree`.
    """
    printed = [clean(code) for code in activity_codes]
    found: dict[str, list[str]] = {}
    for code in filter(None, printed):
        objective = _NOT_A_DIGIT.sub("", code)[:-_ACTIVITY_DIGITS]
        if not objective:
            return Unread("objective_code_unreadable", f"The activity code {quote(code)} has too few digits.")
        found.setdefault(objective, []).append(code)
    best = max(found, key=lambda objective: len(found[objective]), default=None)
    if best is not None and 2 * sum(map(len, found.values())) > 3 * len(found[best]):
        codes = ", ".join(quote(same[0]) for same in found.values())
        return Unread("objective_codes_disagree", f"The activity codes {codes} belong to several objectives.")
    return best
