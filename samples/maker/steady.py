"""Takes the clock out of a PDF, so that drawing it again gives the same bytes."""

from __future__ import annotations

import re
from pathlib import Path

# Every replacement is as long as what it replaces: the offsets in the cross-reference table stay true.
CLOCKS = (
    (rb"(/(?:Creation|Mod)Date ?\(D:)\d{14}", rb"\g<1>20240101000000"),
    (rb"(Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", rb"\g<1>2024-01-01T00:00:00"),
    (rb"(<dc:date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", rb"\g<1>2024-01-01T00:00:00"),
)
RANDOM = rb"(/ID ?\[ ?<)([0-9A-F]{32})(>\s*<)([0-9A-F]{32})|(/DocChecksum /)([0-9A-F]{32})"
ZEROS = b"0" * 32


def steady(pdf: Path) -> None:
    """Rewrites dates and random identifiers in place."""
    data = pdf.read_bytes()
    for pattern, fixed in CLOCKS:
        data = re.sub(pattern, fixed, data)
    data = re.sub(RANDOM, _zeroed, data)
    pdf.write_bytes(data)


def _zeroed(found: re.Match[bytes]) -> bytes:
    if found[5]:
        return found[5] + ZEROS
    return found[1] + ZEROS + found[3] + ZEROS
