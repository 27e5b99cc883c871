"""What stands above each scheda and is of none: captions such as `Obiettivo 0107 - …`, and letterheads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import takewhile

from extractor.layout.lines import Line
from extractor.parse.anchors import Anchor, is_beside
from extractor.parse.labels import label_key

CAPTION_LINES = 3
"""Lines right above a scheda that its caption may take."""
MOSTLY = 0.8
"""Share of a document's schede, and of three at least, that must have one."""
LEAST = 3
NEAR = 0.6
"""Font sizes from the first line of a value to its label, at most."""
MARKUP = "<"
"""What only text begins with."""
AT_LEAST_HERE = 2
"""Captions that must stand on their scheda's page: what ends a page may be any text."""
SENTENCE = 8
"""Words from which on lines that end with a full stop are a sentence, and no caption."""
LETTERHEAD_LINES = 5
"""Lines of a letterhead at most."""
COVER_LINES = 12
"""Lines up to which a page without labels is a cover, or its text ends on it; with more it may go on overleaf."""


def letterheads(pages: Iterable[tuple[Sequence[Line], Sequence[Anchor]]]) -> frozenset[str]:
    """The lines that stand above a scheda before which no text stands that they could be the end of.

    Args:
        pages: lines, of furniture too, and anchors of each page.
    """
    found: set[str] = set()
    has_text = False
    for lines, anchors in pages:
        labels = [anchor for anchor in anchors if anchor.kind != "title"]
        if not labels:
            has_text &= len(lines) > COVER_LINES
        elif not has_text and labels[0].kind == "field":
            titles = {id(word) for anchor in anchors if anchor.kind == "title" for word in anchor.words}
            above = [line for line in lines if line.middle < labels[0].box[1]]
            texts = [line.text for line in above if titles.isdisjoint(map(id, line.words))]
            found.update(texts[-LETTERHEAD_LINES:])
        has_text |= any(anchor.kind == "section" for anchor in labels)
    return frozenset(found)


def letterhead_of(lines: Sequence[Line], known: Container[str]) -> list[Line]:
    """The letterhead at the end of the lines that stand above a scheda, if they end with one."""
    taken = list(takewhile(lambda line: line.text in known, reversed(lines)))
    return taken[::-1]


def usual_opening(
    pages: Iterable[tuple[Sequence[Line], Sequence[Anchor]]], first_field: str | None
) -> str | None:
    """The first word, folded, of the captions of a document's first pages; None where it has none.

    Args:
        pages: body lines and anchors of each page.
        first_field: the label that mostly begins a header block.
    """
    seen: Counter[str] = Counter()
    feet: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    schede = 0
    foot: Sequence[Line] = ()
    for lines, anchors in pages:
        for number, anchor in enumerate(anchors):
            if anchor.kind != "field" or anchor.name != first_field:
                continue
            before = number
            while before and (anchors[before - 1].kind == "title" or is_beside(anchors[before - 1], anchor)):
                before -= 1
            labels = max([other.box[3] for other in anchors[:before]], default=0.0)
            above = [line for line in lines if labels < line.middle < anchors[before].box[1]]
            above = [line for line in above if not _begins_value(line, anchors[before])][-CAPTION_LINES:]
            schede += bool(
                above or before
            )  # at the head of a page it may stand at the foot of the one before
            seen.update(_openings(above))
            feet.update(_openings(foot[-CAPTION_LINES:] if not before and not above else ()))
            if above and above[-1].text.endswith(".") and sum(len(line.words) for line in above) >= SENTENCE:
                sentences.update(_openings(above))
        end = max((anchor.box[3] for anchor in anchors if anchor.kind != "title"), default=0.0)
        foot = [line for line in lines if line.middle > end]
    word, count = seen.most_common(1)[0] if seen else ("", 0)
    is_usual = count >= max(AT_LEAST_HERE, MOSTLY * schede) and count + feet[word] >= LEAST
    return word if word and is_usual and 2 * sentences[word] < count else None


def _begins_value(line: Line, label: Anchor) -> bool:
    """Whether a line is the first of a value whose label stands level with its middle."""
    near = label.box[1] - line.bottom < NEAR * line.size
    return label.kind == "field" and near and line.x0 > label.box[2]


def _openings(lines: Iterable[Line]) -> list[str]:
    """The first words of lines, folded, each once and in their order."""
    texts = [line.words[0].text for line in lines]
    return list(dict.fromkeys(label_key(text) for text in texts if not text.startswith(MARKUP)))


def caption_of(lines: Sequence[Line], opening: str | None) -> list[Line]:
    """The caption at the end of the lines that stand above a scheda, if they end with one."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - CAPTION_LINES), -1):
        if opening is not None and label_key(lines[at].words[0].text) == opening:
            return list(lines[at:])
    return []
