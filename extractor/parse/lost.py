"""Labels among words that no value holds: what stands beside them may be lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from extractor.layout.lines import Line
from extractor.page import Word
from extractor.parse.labels import label_key
from extractor.parse.margin import LONG_LABEL
from extractor.templates import Field, Section, SubField

TORN = 3
"""Words of a heading that stand together at least where it is torn."""
APART = 1.0
"""Font sizes of white space between two words of one text at most."""


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


def lost_headings(
    lines: Iterable[Line], following: Iterable[Line], sections: Iterable[Section]
) -> dict[str, Section]:
    """The sections whose heading may stand among lines: apart from other words, whole or torn behind its first words.

    Args:
        lines: of one section.
        following: of the next one, where the rest of a heading may stand.
        sections: those that were not found.

    Returns:
        The section, by its heading as the template has it.
    """
    runs = [[label_key(word.text) for word in run] for line in lines for run in _runs(line.words)]
    have = Counter(key for run in runs for key in run)
    have.update(label_key(word.text) for line in following for word in line.words)
    texts = {"".join(run) for run in runs}
    return {
        section.labels[0]: section
        for section in sections
        if any(_is_heading(label.split(), have, texts) for label in section.labels)
    }


def _is_heading(words: Sequence[str], have: Counter[str], texts: Container[str]) -> bool:
    if len(label_key("".join(words))) < LONG_LABEL:
        return False
    begun = any(label_key("".join(words[:end])) in texts for end in range(TORN, len(words)))
    return label_key("".join(words)) in texts or (begun and _all_there(words, have))


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The words of a line that follow one another as those of a text do."""
    run: list[Word] = []
    for word in words:
        if run and word.x0 - run[-1].x1 > APART * word.size:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _all_there(words: Sequence[str], have: Counter[str]) -> bool:
    return len(words) > 1 and Counter(filter(None, map(label_key, words))) <= have


def _begun(words: Sequence[str], text: str) -> bool:
    return len(words) > 2 and label_key("".join(words[:-1])) in text
