"""What a reference is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["act", "norm", "amount", "chapter", "date", "period"]


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: where it stands in its text, and its parts; a part it does not have is None."""

    kind: Kind
    start: int
    """Characters before it in the text."""
    end: int
    act_type: str | None = None
    """Of an act or a norm; None where its abbreviation stands for more than one."""
    number: str | None = None
    year: int | None = None
    first_date: date | None = None
    """The day of an act or a date, the first day of a period."""
    last_date: date | None = None
    amount: Decimal | None = None
    chapter: str | None = None
    article: str | None = None
