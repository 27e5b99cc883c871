"""However a scheda is printed, the same record is read, or a finding says where it may not be."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from hypothesis import assume, given, settings
from reportlab.platypus.doctemplate import LayoutError

from extractor.api import extract_bytes
from extractor.evaluation.gold import reports_of
from extractor.evaluation.outcomes import Outcome, compare, wrong
from extractor.records import Document
from tests.printing import Printing, TooNarrow, printings

SCHEDA = re.compile(r"/reports/\d+/schede/\d+")
EXAMPLES = 25
"""Each draws and reads a PDF of some pages."""
ID = re.compile(r"(activity_code|chapter|employee_id|year)$")


def read(printing: Printing) -> tuple[Document, list[Outcome]]:
    """What is read of a printing, and what of it is not right."""
    try:
        pdf = printing.pdf()
    except (
        TooNarrow,
        LayoutError,
    ):  # no such PDF can be made: a word, or a row that may not be cut, is too large
        assume(False)
    document = extract_bytes(pdf, "any.pdf", verify="none")
    return document, list(wrong(compare(reports_of(printing.truth), document).outcomes))


@settings(max_examples=EXAMPLES)
@given(printings(roomy=True))
def test_printed_anyhow_the_record_is_the_same(printing: Printing) -> None:
    """Wherever pages end, however wide columns are and cells stand, with or without rules: the same record.

    Not covered: columns too narrow for a word, rows that a page's end cuts in tables with no row rules, and justified
    paragraphs that no space parts. Where the last line of another is full, a finding says that it may end elsewhere.
    """
    document, found = read(printing)
    unsure = {one.path for one in document.diagnostics if one.code == "paragraph_end_uncertain"}
    assert [one for one in found if one.path not in unsure] == []


@settings(max_examples=EXAMPLES)
@given(printings(roomy=False))
def test_in_narrow_columns_a_finding_says_what_may_be_wrong(printing: Printing) -> None:
    """In columns too narrow for their words, with or without rules, every wrong number, date and code has a finding.

    It is on the value or above it, and a warning is on its scheda. Not covered: texts, where a word broken without a
    hyphen may be taken for two.
    """
    document, found = read(printing)
    said = {one.path for one in document.diagnostics if one.path and SCHEDA.match(one.path)}
    loud = {_scheda(one.path) for one in document.diagnostics if one.severity != "info"}
    for one in found:
        is_exact = isinstance(one.truth or one.read, date | Decimal) or ID.search(one.field)
        if is_exact:
            assert any(one.path == path or one.path.startswith(f"{path}/") for path in said), one
            assert _scheda(one.path) in loud, one


def _scheda(path: str | None) -> str | None:
    match = SCHEDA.match(path or "")
    return match.group() if match else None
