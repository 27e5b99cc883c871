"""Why a printed text gave no value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a printed text gave no value: a stable code for programs, a sentence with the text for people."""

    code: str
    message: str
    is_remark: bool = False
    """There is no value to be had: somebody printed a dash."""


def quote(text: str) -> str:
    """Put a printed text into a message: on one line and in quotation marks, never shortened."""
    return f"'{' '.join(text.split())}'"
