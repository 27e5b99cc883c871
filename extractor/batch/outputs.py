"""What the output of a document is called."""

from __future__ import annotations

from unicodedata import normalize

LONGEST_NAME = 255
"""Bytes that a file name may have."""
LONGEST_STEM = LONGEST_NAME - len(".0123456789abcdef.json")


def output_name(file: str, document_id: str) -> str:
    """The name, without its suffix, of the JSON that one input becomes.

    What may stand in a file's name but makes trouble in one is replaced by `_`, and so is what is no
    character; marks at the beginning are dropped, for many tools pass over such files.
    """
    last = file.rpartition("/")[2]
    stem = last[:-4] if last[-4:].lower() == ".pdf" else last
    stem = normalize("NFC", stem)
    stem = "".join(char if char.isprintable() and char != "\\" else "_" for char in stem).lstrip("._ ")
    stem = stem.encode("utf-8", "replace")[:LONGEST_STEM].decode("utf-8", "ignore")
    return f"{stem or 'document'}.{document_id}"


def shown(path: str) -> str:
    """A path to be shown: what is no character is escaped."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
