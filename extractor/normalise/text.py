"""Text as a person sees it (`clean`) and as two labels are compared (`fold`)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Controls, formats (soft hyphen, zero width, bidi) and lone surrogates: none of them is ink.
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
# NFKD would turn the ordinal marks of `1º` and `1ª` into letters.
_ORDINALS = str.maketrans("", "", "ºª")


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Give the key by which labels and names compare: no case, accent, punctuation, space or ordinal mark."""
    bare = unicodedata.normalize("NFKD", text.translate(_ORDINALS)).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", bare)))


def visible(text: str) -> str:
    """Drop every character that leaves no ink, keep white space as it is, and compose what remains (NFC)."""
    if not (text.isprintable() or text.replace("\n", " ").isprintable()):
        text = "".join(filter(_is_seen, text))
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """Give one paragraph of text in NFC: each run of white space is one space, nothing unseen, trimmed."""
    return " ".join(visible(text).split())


def _is_seen(character: str) -> bool:
    if character.isspace():
        return True
    is_noncharacter = ord(character) & 0xFFFE == 0xFFFE
    return not is_noncharacter and unicodedata.category(character) not in _UNSEEN
