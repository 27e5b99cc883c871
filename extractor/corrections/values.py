"""The values of a document by their paths: what kind each is, what stands there, another one in its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from extractor.records import Document, Leaf, Record, Scalar

Kind = Literal["text", "number", "date", "count"]
Node = TypeVar("Node", bound=BaseModel)
_KINDS: dict[type, Kind] = {str: "text", Decimal: "number", date: "date", int: "count"}


class NoSuchValue(Exception):
    """A path that leads to no single value of the document."""


class NotOfItsKind(Exception):
    """A value that the member of the record does not take; its text says why."""


def kind_of(path: str) -> Kind:
    """The kind of value that stands at a path, whatever the document; raises `NoSuchValue`."""
    return _KINDS[_plain(_field(path))]


def may_be_null(path: str) -> bool:
    """Whether nothing may stand at a path; raises `NoSuchValue`."""
    return NoneType in get_args(_field(path).annotation)


def to_scalar(value: Leaf | None) -> Scalar:
    """The value as JSON writes it."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def from_scalar(path: str, value: Scalar) -> Leaf | None:
    """The value of a path's kind that JSON wrote so; raises `NotOfItsKind` with the reason."""
    field = _field(path)
    try:
        read: Leaf | None = _adapter(field.rebuild_annotation()).validate_json(json.dumps(value), strict=True)
        return read
    except ValidationError as error:
        raise NotOfItsKind(error.errors(include_url=False)[0]["msg"]) from error


def value_at(document: Document, path: str) -> Leaf | None:
    """What stands at a path; inside a record that is null everything is. Raises `NoSuchValue`."""
    _field(path)
    node: Any = document
    for step in _steps(path):
        if node is not None:
            node = _child(node, step, path)
    value: Leaf | None = node
    return value


def with_values(document: Document, values: Mapping[str, Leaf | None]) -> Document:
    """The document with other values at some paths, each of its path's kind.

    Raises:
        NoSuchValue: there is no such row.
    """
    tree: dict[str, Any] = {}
    for path, value in values.items():
        value_at(document, path)
        branch = tree
        *outer, last = _steps(path)
        for step in outer:
            branch = branch.setdefault(step, {})
        branch[last] = value
    return _with(document, tree, Document)


def _with(node: Node | None, tree: dict[str, Any], kind: type[Node]) -> Node:
    update: dict[str, Any] = {}
    for name, change in tree.items():
        member = getattr(node, name, None)
        if not isinstance(change, dict):
            update[name] = change
        elif isinstance(member, tuple):
            rows = list(member)
            for ordinal, inner in change.items():
                row = rows[int(ordinal)]
                rows[int(ordinal)] = _with(row, inner, type(row))
            update[name] = tuple(rows)
        else:
            update[name] = _inside(member, change, _plain(kind.model_fields[name]))
    return kind(**update) if node is None else node.model_copy(update=update)


def _inside(member: Record | None, change: dict[str, Any], kind: type[Record]) -> Record | None:
    """A record inside another, such as a mission: null when nothing in it is left and it may be."""
    made = _with(member, change, kind)
    nothing_left = all(value is None for _, value in made)
    return None if nothing_left and kind.__name__ in ("CodeTitle", "CodeName") else made


def _steps(path: str) -> list[str]:
    return path.split("/")[1:]


def _child(node: Any, step: str, path: str) -> Any:
    if not isinstance(node, tuple):
        return getattr(node, step)
    if int(step) >= len(node):
        raise NoSuchValue(path)
    return node[int(step)]


def _field(path: str) -> FieldInfo:
    field = _at(tuple("#" if step.isdecimal() else step for step in _steps(path)))
    if field is None:
        raise NoSuchValue(path)
    return field


@cache
def _at(shape: tuple[str, ...]) -> FieldInfo | None:
    """The member of the contract that a path of this shape leads to, if it takes a single value of a report."""
    kind: Any = Document
    field: FieldInfo | None = None
    in_list = False
    for step in shape:
        if in_list != (step == "#"):
            return None
        if not in_list:
            field = getattr(kind, "model_fields", {}).get(step)
            if field is None:
                return None
            kind = _plain(field)
        in_list = not in_list and field is not None and get_origin(field.annotation) is tuple
    return field if shape[:1] == ("reports",) and kind in _KINDS else None


def _plain(field: FieldInfo) -> Any:
    """The one type a member takes beside null; of a list, that of its rows."""
    kind: Any = field.annotation
    while get_origin(kind) is not None:
        kind = next(one for one in get_args(kind) if one is not NoneType)
    return kind


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)
