"""Which documents share a Parquet file: by what they are, whatever the order and the history."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from extractor.records import Document
from extractor.write.parts import BITS, Member, Part, bits, parts, prefix_of
from extractor.write.pieces import from_piece, parquet_bytes, schema_digest, to_pieces
from extractor.write.tables import to_tables
from tests.strategies import documents

MOST = 1000
members = st.dictionaries(st.integers(0, 10**6), st.integers(1, 700), max_size=60).map(
    lambda found: [
        Member(hashlib.sha256(b"%d" % number).hexdigest()[:16], f"{number:016x}", rows)
        for number, rows in found.items()
    ]
)


@given(members)
def test_each_document_is_in_one_part(found: list[Member]) -> None:
    """Parts hold each document once, in the order of ids, and no more rows than allowed."""
    made = parts(found, MOST)
    assert [one for part in made for one in part.members] == sorted(found)
    assert all(bits(one.document_id).startswith(part.prefix) for part in made for one in part.members)
    assert all(sum(one.rows for one in part.members) <= MOST for part in made if len(part.members) > 1)
    assert len({part.name("") for part in made}) == len(made)


@given(members, st.randoms())
def test_parts_do_not_depend_on_the_order(found: list[Member], chance: object) -> None:
    """The same documents are parted alike, in whatever order they came."""
    shuffled = sorted(found, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert parts(shuffled, MOST) == parts(found, MOST)


@given(members.filter(bool))
def test_one_document_more_changes_few_parts(found: list[Member]) -> None:
    """To add a document writes the part that it comes into again, or those that this is split into."""
    without, whole = (set(parts(some, MOST)) for some in (found[1:], found))
    changed = whole - without
    assert any(found[0] in part.members for part in changed)
    common = bits(found[0].document_id)
    gone = without - whole
    assert len(gone) <= 1
    assert all(common.startswith(part.prefix) for part in gone)


def test_two_huge_documents_are_two_parts() -> None:
    """A document with more rows than a part may hold stands alone."""
    ids = ["0" * 16, "0" * 15 + "1"]
    made = parts([Member(one, "", MOST * 2) for one in ids], MOST)
    assert [[one.document_id for one in part.members] for part in made] == [[ids[0]], [ids[1]]]
    assert len(made[0].prefix) == BITS


def test_no_documents_are_one_part() -> None:
    """Without documents there is one file a table, with its columns: it can be queried."""
    assert parts([]) == [Part("", ())]


@given(members)
def test_name_tells_the_prefix(found: list[Member]) -> None:
    """The bits that a part's documents share are read back from its name."""
    for part in parts(found, MOST):
        assert prefix_of(part.name(schema_digest())) == part.prefix
    assert prefix_of("piano.0123456789abcdef") is None


@given(documents())
def test_pieces_hold_the_rows(document: Document) -> None:
    """What a worker hands over are the rows of the tables, and a file of them is the same from pieces or tables."""
    pieces, rows = to_pieces(document)
    tables = to_tables(document)
    assert rows == sum(table.num_rows for table in tables.values())
    for piece, (name, table) in zip(pieces, tables.items(), strict=True):
        assert from_piece(name, piece).equals(table)
        cut = [table.slice(0, 1), table.slice(1)]
        assert parquet_bytes(name, [from_piece(name, piece)]) == parquet_bytes(name, cut)
