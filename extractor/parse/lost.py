"""Labels among words that no value holds: what stands beside them may be lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extractor.layout.lines import Line
from extractor.parse.labels import label_key
from extractor.templates import Field, SubField


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


def _all_there(words: Sequence[str], have: Counter[str]) -> bool:
    return len(words) > 1 and Counter(label_key(word) for word in words) <= have


def _begun(words: Sequence[str], text: str) -> bool:
    return len(words) > 2 and label_key("".join(words[:-1])) in text
