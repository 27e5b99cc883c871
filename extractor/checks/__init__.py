"""What must agree in a document that was read right. A check reports; it never changes a value."""

from __future__ import annotations

from extractor.checks import codes, dates, numbers, pages, sections, texts
from extractor.checks.model import Check, Subject
from extractor.parse.evidence import Parsed
from extractor.records import Diagnostic
from extractor.templates import Template

__all__ = ["CHECKS", "Check", "run_checks"]

CHECKS: tuple[Check, ...] = tuple(
    found
    for module in (sections, pages, codes, texts, dates, numbers)
    for found in vars(module).values()
    if isinstance(found, Check)
)
"""Every check, in the order of its module."""


def run_checks(parsed: Parsed, template: Template) -> tuple[Diagnostic, ...]:
    """What the checks find in a document, in their order."""
    subject = Subject(parsed.document, parsed.evidence, template)
    return tuple(found for check in CHECKS for found in check.diagnostics(subject))
