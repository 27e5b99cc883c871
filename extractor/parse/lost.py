"""Labels among words that no value holds: what stands beside them may be lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extractor.layout.lines import Line
from extractor.parse.labels import label_key
from extractor.parse.margin import LONG_LABEL
from extractor.templates import Field, Section, SubField

TORN = 3
"""Words of a heading that stand together at least where it is torn."""


def lost_labels(lines: Iterable[Line], fields: Iterable[Field | SubField]) -> dict[str, str]:
    """The fields whose label stands among the words of lines, in whatever order, or without white space between them.

    Or all of it but the last word, which a narrow cell or the edge of the paper may have cut off.

    Returns:
        The label as the template has it, by the name of its field.
    """
    keys = [label_key(word.text) for line in lines for word in line.words]
    if not keys:
        return {}
    have, text = Counter(keys), "".join(keys)
    return {
        field.name: label
        for field in fields
        for label in reversed(field.labels)
        if label_key(label) in text or _all_there(label.split(), have) or _begun(label.split(), text)
    }


def lost_headings(lines: Iterable[Line], sections: Iterable[Section]) -> dict[str, Section]:
    """The sections whose heading may stand among the words of lines: whole, or torn behind its first words.

    Returns:
        The section, by its heading as the template has it.
    """
    keys = [label_key(word.text) for line in lines for word in line.words]
    if not keys:
        return {}
    have, text = Counter(keys), "".join(keys)
    return {
        section.labels[0]: section
        for section in sections
        if any(_is_heading(label.split(), have, text) for label in section.labels)
    }


def _is_heading(words: Sequence[str], have: Counter[str], text: str) -> bool:
    label = label_key("".join(words))
    if len(label) < LONG_LABEL:
        return False
    torn = len(words) > TORN and label_key("".join(words[:TORN])) in text
    return label in text or (torn and _all_there(words, have))


def _all_there(words: Sequence[str], have: Counter[str]) -> bool:
    return len(words) > 1 and Counter(label_key(word) for word in words) <= have


def _begun(words: Sequence[str], text: str) -> bool:
    return len(words) > 2 and label_key("".join(words[:-1])) in text
