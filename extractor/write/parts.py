"""Which documents share a Parquet file: decided by the documents alone, never by when or by whom they were read.

Documents are spread by the bits of their ids, which are those of a hash: a part that would hold too many rows
is split into the two that differ in the next bit. So one document more, or less, changes one part or two.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

MOST_ROWS = 500_000
"""Rows of all tables that a part holds, unless one document alone has more."""
BITS = 64
NAME = re.compile(r"part-(all|[01]+)-[0-9a-f]{16}")


class Member(NamedTuple):
    """A document in a part."""

    document_id: str
    digest: str
    """Of what it became."""
    rows: int


@dataclass(frozen=True, slots=True)
class Part:
    """Documents that share a file in each table."""

    prefix: str
    """The bits that their ids begin with, and no other document's."""
    members: tuple[Member, ...]
    """By id."""

    def name(self, schema: str) -> str:
        """Its name, without suffix: another content has another name, so no reader mixes two."""
        said = "\n".join([schema, *(f"{one.document_id} {one.digest}" for one in self.members)])
        return f"part-{self.prefix or 'all'}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def parts(members: Sequence[Member], most: int = MOST_ROWS) -> list[Part]:
    """The parts of a set of documents; of none, one part without any, so that each table can be read."""
    return list(_split("", sorted(members), most))


def _split(prefix: str, members: Sequence[Member], most: int) -> Iterator[Part]:
    if len(members) < 2 or len(prefix) == BITS or sum(one.rows for one in members) <= most:
        if members or not prefix:
            yield Part(prefix, tuple(members))
        return
    for bit in "01":
        longer = prefix + bit
        yield from _split(longer, [one for one in members if bits(one.document_id).startswith(longer)], most)


def bits(document_id: str) -> str:
    """The bits of an id."""
    return f"{int(document_id, 16):0{BITS}b}"


def prefix_of(name: str) -> str | None:
    """The bits that a part's name tells; None for a file that is no part."""
    match = NAME.fullmatch(name)
    return match[1].removeprefix("all") if match else None
