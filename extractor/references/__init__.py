"""References in free text: acts, norms, amounts, budget chapters, dates and periods, where they are certain.

Precision comes first: what has more than one reading is no reference. Nothing is taken from elsewhere, so a
period without a printed year is none.
"""

from __future__ import annotations

from extractor.references.find import find_references
from extractor.references.model import Reference
from extractor.references.months import Months, step_months
from extractor.references.sources import Found, references_of

__all__ = ["Found", "Months", "Reference", "find_references", "references_of", "step_months"]
