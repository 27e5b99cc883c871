"""Where people are named on the pages of a PDF whose records do not name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.api import extract_bytes
from extractor.page import Box, open_reader
from extractor.page.model import Word
from extractor.records import Document, leaves
from extractor.review.sheet import NAMES

Boxes = dict[int, list[Box]]
SHORTEST = 3
"""Letters of a part of a name that is looked for alone: `De` and `Di` would hide half a page."""
_LETTERS = re.compile(r"[^\W\d_]+")
_TAX_CODE = re.compile(r"(?i)[a-z]{6}[0-9]{2}[a-z][0-9]{2}[a-z][0-9]{3}[a-z]")
_NUMBER_LABEL = re.compile(r"(?i)matr(icol[ae])?\W*(n\W*)?$")


class NamesUnknown(Exception):
    """The document cannot be read again as it was, so that nobody knows which names to hide."""


def name_boxes(data: bytes, password: str | None, template: str | None) -> Boxes:
    """The boxes of what names a person, by page: whatever the records do not say any more.

    The PDF is read again to learn the names; nothing of that is kept. Hidden are names and numbers of staff and
    managers where they were read, every word anywhere that is written like a name and equals a part of one,
    the number after `matricola`, and tax codes: rather a word too many than a name.

    Raises:
        NamesUnknown: it cannot be read as it was: another template was used for the records.
    """
    document = extract_bytes(data, "", password=password, verify="none")
    if document.source.template != template:
        raise NamesUnknown(template)
    boxes: Boxes = {}
    for path, places in document.provenance.items():
        if NAMES.search(path):
            for place in places:
                boxes.setdefault(place.page, []).append(place.bbox)
    parts = frozenset(_parts_of_names(document))
    with open_reader(data, password=password) as reader:
        for page in reader.pages():
            named = (*_named(page.words, parts), *_named(page.sideways, parts))
            boxes.setdefault(page.number, []).extend(word.box for word in named)
    return boxes


def _named(words: Iterable[Word], parts: frozenset[str]) -> Iterator[Word]:
    before = ""
    for word in words:
        numbered = word.text[:1].isdigit() and _NUMBER_LABEL.search(before)
        if numbered or _TAX_CODE.search(word.text) or not parts.isdisjoint(_parts(word.text)):
            yield word
        before = word.text if len(word.text) > 2 else before + word.text


def _parts_of_names(document: Document) -> Iterator[str]:
    for path, value in leaves(document):
        if NAMES.search(path):
            yield from _parts(str(value), any_case=True)


def _parts(text: str, *, any_case: bool = False) -> Iterator[str]:
    """The words in a text that are long enough, folded; only those written like a name, unless any case will do."""
    for found in _LETTERS.findall(text):
        if len(found) >= SHORTEST and (any_case or found[0].isupper()):
            yield found.casefold()
