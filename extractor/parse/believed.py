"""Which anchors are believed: those that look and stand as their kind does in this document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from statistics import median_low
from typing import NamedTuple

from extractor.parse.anchors import SAME_X, Anchor, AnchorKind, Look, is_beside

IN_BLOCK = 3
"""Labels of different names that are a header block, where no other stands between."""
MOSTLY = 0.9
"""Share of labels that begin at the usual edges, where they have such …"""
FEW = 8
"""… each of which is that of one label in so many, or of several different ones."""
MOST = Fraction(4, 5)
"""Share of labels that look alike, where this is how they look."""
SAME_EDGE = 1.5
"""Points between the beginnings of labels at one edge."""


class Looks:
    """How the labels of this document look, learned from those that can be nothing else."""

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        looks: dict[AnchorKind, dict[str, Counter[Look]]] = {"field": {}, "section": {}}
        known = [anchor for anchor in anchors if anchor.kind != "title"]
        blocks = [list(block) for is_field, block in groupby(known, _is_field) if is_field]
        whole = [block for block in blocks if len({anchor.name for anchor in block}) >= IN_BLOCK]
        fields = [anchor for block in whole or blocks for anchor in block]  # others are mostly words of texts
        for anchor in [*fields, *(anchor for anchor in known if anchor.kind == "section")]:
            if anchor.long:
                looks[anchor.kind].setdefault(anchor.name, Counter())[anchor.look] += 1
        self._usual = {kind: _usual(by_name.values()) for kind, by_name in looks.items()}
        headings = [anchor for anchor in known if anchor.kind == "section" and anchor.long]
        self._edges = {"field": _usual_edges(fields if whole else ()), "section": _usual_edges(headings)}
        self._all_numbered = bool(headings) and all(anchor.look.numbered for anchor in headings)

    def believable(self, anchor: Anchor) -> bool:
        """Whether an anchor looks as its kind does here."""
        usual = self._usual.get(anchor.kind)
        if usual is None:
            return True
        look = anchor.look
        placed = self._at_usual_edge(anchor)
        if usual.bold and not look.bold:
            return False
        stands_out = (look.bold and usual.bold) or (
            look.shaded and usual.shaded
        )  # as small capitals may, too
        if usual.capital and not (look.capital or stands_out or (look.colon and usual.colon and placed)):
            return False
        if not (usual.bold or usual.shaded) and not placed:
            return False
        if anchor.kind == "section":
            if look.numbered != usual.numbered and (
                look.numbered or (self._all_numbered and not anchor.long)
            ):
                return False
            return not (usual.shaded and not look.shaded and not usual.bold)
        return not (usual.colon and not look.colon and not usual.bold)

    def _at_usual_edge(self, anchor: Anchor) -> bool:
        """Whether a label begins where others of its kind do."""
        edges = self._edges[anchor.kind]
        return not edges or any(abs(anchor.words[0].x0 - edge) <= SAME_EDGE for edge in edges)


def _usual_edges(anchors: Iterable[Anchor]) -> list[int]:
    """Where nearly all of some labels begin; nothing if they do so in too many places."""
    names: dict[int, list[str]] = {}
    for anchor in anchors:
        names.setdefault(round(anchor.words[0].x0), []).append(anchor.name)
    total = sum(map(len, names.values()))
    usual = [edge for edge, of in names.items() if len(of) * FEW > total or len(set(of)) >= IN_BLOCK]
    return usual if sum(len(names[edge]) for edge in usual) >= MOSTLY * total else []


def _is_field(anchor: Anchor) -> bool:
    return anchor.kind == "field"


def _usual(by_name: Collection[Counter[Look]]) -> Look | None:
    """How most labels look; each name counts once, for its words may be said in texts as often as they are printed."""
    if not by_name:
        return None

    def share(which: str) -> Fraction:
        each = (
            Fraction(sum(count for look, count in looks.items() if getattr(look, which)), looks.total())
            for looks in by_name
        )
        return sum(each, Fraction()) / len(by_name)

    most = {which: share(which) >= MOST for which in ("bold", "shaded", "colon", "capital")}
    return Look(**most, numbered=2 * share("numbered") >= 1)


class UsualBlock(NamedTuple):
    """What most header blocks of a document are like."""

    first: str | None = None
    """The label that comes first."""
    labels: int = 0
    """How many they have."""

    @classmethod
    def of(cls, anchors: Iterable[Anchor]) -> UsualBlock:
        """Learn from the anchors of pages; few labels are mostly words of texts."""
        found: list[list[str]] = []
        cluster: list[str] = []
        for anchor in anchors:
            if anchor.kind == "field" and anchor.name not in cluster:
                cluster.append(anchor.name)
            elif anchor.kind != "title":
                found.append(cluster)
                cluster = [anchor.name] if anchor.kind == "field" else []
        blocks = [names for names in (*found, cluster) if len(names) >= IN_BLOCK]
        if not blocks:
            return cls()
        firsts = Counter(names[0] for names in blocks)
        return cls(firsts.most_common(1)[0][0], median_low(map(len, blocks)))

    def believes(self, cluster: Sequence[Anchor]) -> bool:
        """Whether labels can be a header block: `missione 12, programma 02` is said in texts, too."""
        if len(cluster) < IN_BLOCK and not (len(cluster) > 1 and any(label.long for label in cluster)):
            return False
        return 2 * len(cluster) >= self.labels or any(label.name == self.first for label in cluster)


def without_strays(anchors: Sequence[Anchor], usual: UsualBlock) -> Iterator[Anchor]:
    """Drop labels of the header block that stand alone: a scheda begins with several of them together.

    What stands before the label that mostly begins a header block is no part of it.
    """
    cluster: list[Anchor] = []
    for anchor in anchors:
        if anchor.kind == "title":
            yield anchor
        elif anchor.kind != "field":
            yield from cluster if usual.believes(cluster) else ()
            cluster = []
            yield anchor
        elif (anchor.name == usual.first and not (cluster and is_beside(cluster[-1], anchor))) or any(
            other.name == anchor.name for other in cluster
        ):
            yield from cluster if usual.believes(cluster) else ()
            cluster = [anchor]
        else:
            cluster.append(anchor)
    yield from cluster if usual.believes(cluster) else ()


def without_words_of_values(anchors: Sequence[Anchor]) -> list[Anchor]:
    """Drop labels that begin a line of a value, such as an objective called `PROGRAMMA DI MANDATO: …`.

    Of two alike in one block it is the one that stands in no column of labels, has no colon, or is cut short.
    """
    dropped: set[int] = set()
    for is_field, group in groupby(anchors, _is_field):
        block = list(group) if is_field else []
        counts = Counter(anchor.name for anchor in block)
        for anchor in block:
            if counts[anchor.name] < 2:
                continue
            others = [other for other in block if other is not anchor and other.name == anchor.name]
            placed = _in_column(anchor, block)
            if any(
                _in_column(other, block) > placed
                or (placed and (other.look.colon > anchor.look.colon or other.long > anchor.long))
                for other in others
            ):
                dropped.add(id(anchor))
    return [anchor for anchor in anchors if id(anchor) not in dropped]


def _in_column(anchor: Anchor, block: Sequence[Anchor]) -> bool:
    """Whether a label begins where others of its block do, too."""
    return (
        sum(abs(other.box[0] - anchor.box[0]) < SAME_X and other.name != anchor.name for other in block) > 1
    )
