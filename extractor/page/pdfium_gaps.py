"""What stands before a word: a space that is printed, or only one that pdfium sees in a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.page import pdfium_api as api
from extractor.page.chars import ALNUM, LETTER, MARKS, WITNESSES

NEAR = 200
"""Characters on either side of a gap among which other spaces are looked for."""
SPACE = ord(" ")
LINE_ENDS = tuple(map(ord, "\r\n"))


def is_parted(page: int, start: int) -> bool:
    """Whether a space is printed before a character; pdfium also sees one where the font changes."""
    return (
        start > 0 and api.text_unicode(page, start - 1) == SPACE and not api.text_generated(page, start - 1)
    )


def is_kerned(page: int, start: int) -> bool:
    """Whether pdfium sees a space between two letters that one text object only sets apart."""
    return (
        start > 1
        and bool(api.text_generated(page, start - 1))
        and all(LETTER.match(_char(page, at)) for at in (start - 2, start))
        and api.text_object(page, start) == api.text_object(page, start - 2)
    )


def is_stretched(page: int, start: int) -> bool:
    """Whether a mark inside a word, or that begins one, is set apart from the rest of it.

    So it is in a text whose other spaces are printed.
    """
    if start < 3 or _char(page, start - 2) not in MARKS or not api.text_generated(page, start - 1):
        return False
    begins = api.text_unicode(page, start - 3) == SPACE
    if not ((begins or ALNUM.match(_char(page, start - 3))) and ALNUM.match(_char(page, start))):
        return False
    if not all(_are_printed(page, range(start, min(start + NEAR, api.text_char_count(page))))):
        return False
    before = list(_are_printed(page, range(start - 3, max(0, start - NEAR), -1), over_lines=True))
    return len(before) >= WITNESSES and all(before[:WITNESSES])


def _are_printed(page: int, indexes: Sequence[int], *, over_lines: bool = False) -> Iterator[bool]:
    """Of each space among characters, up to the line's end or further, whether it is printed."""
    for at in indexes:
        char = api.text_unicode(page, at)
        if char in LINE_ENDS and not over_lines:
            return
        if char == SPACE:
            yield not api.text_generated(page, at)


def _char(page: int, index: int) -> str:
    return chr(api.text_unicode(page, index))
