"""What both readers do to a word before anybody sees it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from string import ascii_letters

from extractor import native
from extractor.page.model import Word

NOT_TEXT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, zero-width and direction marks, lone surrogates and non-characters: no ink of their own."""
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What engines give for a shape of which the file does not say what letter it is."""
UNKNOWN = "\ufffd"
"""Stands for a printed letter that nobody knows."""
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
SWAPPED = re.compile(f"[{''.join(chr(ord(letter) << 8) for letter in ascii_letters)}]{{2,}}")
"""The letters of a ligature with their bytes the wrong way round, as Ghostscript writes them: Chinese to others."""
SCRIPTS = (
    "\u0180-\u0217\u021c-\u0258\u025a-\u02af\u0400-\u1d2b\u1d6b-\u1dff\u2c60-\u2dff\u2e80-\u9fff\ua000-\ud7ff"
)
"""Letters of no Italian text, names of people in it included; the schwa stands in some."""
FOREIGN = re.compile(f"[{SCRIPTS}]")
STRANGE = re.compile(
    f"{UNKNOWN}|[{SCRIPTS}]|(?<=\\w)[\ue000-\uf8ff]|[\ue000-\uf8ff](?=\\w)"
    r"|¬(?=\s?\d)|(?<=\d)¬|(?<=\d\s)¬|¿|(?<!\S)[`´](?!\S)"
)
"""What no Italian text has: letters nobody knows or of another script, in a word those of a font's own, beside a
number the euro sign without its first byte or as another sign, and accents apart from their letters."""
ACCENT = re.compile(r"([`´])([aeiouAEIOU])(?![^\W\d_])")
"""An accent printed before the last letter of its word, as old fonts of TeX have it: nobody writes so."""
ACCENTS = {"`": "\u0300", "´": "\u0301"}
DOUBLE_STRIKE = 0.2
"""Share of the font size: the same word again so near is one word printed twice to look bold."""
OFF = 2
"""Letters by which the place of a letter in its word is off at most, as letters are not equally wide."""


def is_plain(text: str) -> bool:
    """Whether no word of a text needs cleaning."""
    return PLAIN.fullmatch(text) is not None


def unknown_letters(word: str) -> str:
    """A printed word with a mark for each letter that the file does not tell; alone, it may be a mark without ink."""
    return CONTROLS.sub(UNKNOWN, word) if len(word) > 1 else word


def clean_word(text: str) -> str:
    """NFC text of one word: ligatures opened, soft hyphens only at its end, no marks without ink."""
    if is_plain(text):
        return text
    text = LIGATURE.sub(lambda match: LIGATURES[match.group()], NOT_TEXT.sub("", text))
    text = SWAPPED.sub(lambda match: match.group().encode("utf-16-be").decode("utf-16-le"), text)
    if SOFT_HYPHEN in text:
        ends = text.endswith(SOFT_HYPHEN) and text != SOFT_HYPHEN
        text = text.replace(SOFT_HYPHEN, "") + (SOFT_HYPHEN if ends else "")
    return unicodedata.normalize("NFC", text)


def with_accents(words: list[Word]) -> list[Word]:
    """Words with their accents on the letters they belong to."""
    return [word._replace(text=_accented(word.text)) if ACCENT.search(word.text) else word for word in words]


def _accented(text: str) -> str:
    return unicodedata.normalize("NFC", ACCENT.sub(lambda found: found[2] + ACCENTS[found[1]], text))


def without_doubles(words: list[Word]) -> list[Word]:
    """Words printed twice at one place, once and bold."""
    doubles = native.core.has_doubles(words) if native.core is not None else _has_doubles(words)
    return _merge_doubles(words) if doubles else words


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
    return _merge_overlaps(kept)


def _merge_overlaps(words: Iterable[Word]) -> list[Word]:
    """Words of a page printed twice of which an engine has left out a part, each time another one."""
    kept: list[Word] = []
    lines: dict[int, list[int]] = {}
    for word in words:
        row = round(word.bottom)
        for index in lines.get(row, ()):
            whole = _overlaid(kept[index], word)
            if whole is not None:
                kept[index] = whole
                break
        else:
            lines.setdefault(row, []).append(len(kept))
            kept.append(word)
    return kept


def _overlaid(one: Word, other: Word) -> Word | None:
    """One word of two that are printed over one another and say the same where they are."""
    left, right = (one, other) if one.x0 <= other.x0 else (other, one)
    if right.x0 > left.x1 - DOUBLE_STRIKE * one.size:
        return None
    share = (right.x0 - left.x0) / (left.x1 - left.x0)
    about = round(share * len(left.text))
    for at in sorted(range(len(left.text)), key=lambda at: abs(at - about)):
        if abs(at - about) > OFF:
            return None
        rest = left.text[at:]
        if right.text.startswith(rest) or rest.startswith(right.text):
            text = left.text if rest.startswith(right.text) else left.text[:at] + right.text
            end = max(left.x1, right.x1)
            return left._replace(
                text=text, x1=end, bold=True, spaced=(left if end == left.x1 else right).spaced
            )
    return None
