"""What both readers do to a word before anybody sees it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from extractor import native
from extractor.page.model import Word

NOT_TEXT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""Controls, zero-width and direction marks, lone surrogates and non-characters: no ink of their own."""
PLAIN = re.compile("[ \t\r\n!-~¡-¬®-ÿ‘’“”–—…€•]*")
"""Characters that every word keeps as they are."""
SOFT_HYPHEN = "\u00ad"
LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
LIGATURE = re.compile("[\ufb00-\ufb06]")
JOINTS = "-/?="
"""Marks inside words after which a line may be broken."""
NARROWER = 0.75
"""Share of the narrowest white space of its line up to which a gap after such a mark is none."""
ENOUGH_GAPS = 2
"""Gaps that show how wide the white space of a line is."""
FEW = 20
"""A page with fewer words says nothing of how it was read."""
IN_PIECES = 0.5
"""Share of words glued to the one before above which a page was read in pieces."""
NO_SPACE = 0.12
"""Font sizes between two pieces of a word at most, kerning included."""
DOUBLE_STRIKE = 0.2
"""Share of the font size: the same word again so near is one word printed twice to look bold."""


def is_plain(text: str) -> bool:
    """Whether no word of a text needs cleaning."""
    return PLAIN.fullmatch(text) is not None


def clean_word(text: str) -> str:
    """NFC text of one word: ligatures opened, soft hyphens only at its end, no marks without ink."""
    if is_plain(text):
        return text
    text = LIGATURE.sub(lambda match: LIGATURES[match.group()], NOT_TEXT.sub("", text))
    if SOFT_HYPHEN in text:
        ends = text.endswith(SOFT_HYPHEN) and text != SOFT_HYPHEN
        text = text.replace(SOFT_HYPHEN, "") + (SOFT_HYPHEN if ends else "")
    return unicodedata.normalize("NFC", text)


def without_doubles(words: list[Word]) -> list[Word]:
    """Words printed twice at one place, once and bold."""
    doubles = native.core.has_doubles(words) if native.core is not None else _has_doubles(words)
    return _merge_doubles(words) if doubles else words


def with_joints(words: list[Word]) -> list[Word]:
    """Words that belong together glued: some programs stretch a justified line after hyphens and slashes, too.

    There the gap is narrower than the white space between the other words of the line.
    """
    joints = [
        number for number, word in enumerate(words[:-1]) if word[0][-1] in JOINTS and _is_joint(words, number)
    ]
    for number in joints:
        words[number + 1] = words[number + 1]._replace(glued=True)
    return words


def _is_joint(words: Sequence[Word], number: int) -> bool:
    """Whether a word that ends with a mark goes on with the next one."""
    word, after = words[number], words[number + 1]
    gap = _gap(word, after)
    before = word.text[-2:-1]
    if gap is None or not ((before.isalnum() or word.text.endswith("//")) and after.text[0].isalnum()):
        return False
    gaps: list[float] = []
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(words) - 1 and (near := _gap(words[at], words[at + 1])) is not None:
            gaps += [] if words[at].text[-1] in JOINTS else [near]
            at += step
    return len(gaps) >= ENOUGH_GAPS and gap < NARROWER * min(gaps)


def _gap(word: Word, after: Word) -> float | None:
    """The white space between two words of one line; None where they are no neighbours."""
    gap = after.x0 - word.x1
    level = abs(after.bottom - word.bottom) <= NO_SPACE * word.size
    return gap if level and 0 < gap < 2 * word.size else None


def in_pieces(words: Sequence[Word]) -> bool:
    """Whether most words of a page are pieces of words.

    Of a page with little print on its lines pdfium may think that it runs from top to bottom: then each text object is
    a line of its own to it, and some programs print every few letters as one.
    """
    return len(words) >= FEW and sum([word[6] for word in words]) > IN_PIECES * len(words)


def put_together(words: Iterable[Word]) -> list[Word]:
    """Words with the pieces that are glued to them, or nearly, and look the same."""
    whole: list[Word] = []
    for word in words:
        before = whole[-1] if whole else None
        if before is None or before.bold != word.bold or not (word.glued or _goes_on(before, word)):
            whole.append(word)
            continue
        whole[-1] = before._replace(
            text=before.text + word.text,
            top=min(before.top, word.top),
            x1=word.x1,
            bottom=max(before.bottom, word.bottom),
            spaced=word.spaced,
        )
    return whole


def _goes_on(before: Word, word: Word) -> bool:
    """Whether a piece stands nearer to the one before than words do."""
    near = -NO_SPACE * word.size <= word.x0 - before.x1 <= NO_SPACE * word.size
    return near and not before.spaced and abs(word.bottom - before.bottom) <= NO_SPACE * word.size


def _has_doubles(words: Iterable[Word]) -> bool:
    """Whether a word stands where the same word stood last: what is printed twice is so at once."""
    last: dict[str, Word] = {}
    for word in words:
        before = last.get(word[0])
        if before is not None and abs(word[1] - before[1]) + abs(word[2] - before[2]) <= word.size:
            return True
        last[word[0]] = word
    return False


def _merge_doubles(words: Iterable[Word]) -> list[Word]:
    kept: list[Word] = []
    seen: dict[str, list[int]] = {}
    for word in words:
        near = word.size * DOUBLE_STRIKE
        for index in seen.get(word.text, ()):
            other = kept[index]
            if abs(other.x0 - word.x0) <= near and abs(other.top - word.top) <= near:
                kept[index] = other._replace(bold=True)
                break
        else:
            seen.setdefault(word.text, []).append(len(kept))
            kept.append(word)
    return kept
