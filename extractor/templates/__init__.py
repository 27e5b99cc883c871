"""What a scheda of a family looks like, as data."""

from __future__ import annotations

from extractor.templates.model import (
    Column,
    Field,
    Kind,
    Marker,
    Section,
    SubField,
    Table,
    Template,
    load_template,
)

__all__ = ["Column", "Field", "Kind", "Marker", "Section", "SubField", "Table", "Template", "load_template"]
