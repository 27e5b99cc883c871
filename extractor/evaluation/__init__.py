"""How good the records are: what was read beside what was printed, field by field."""

from __future__ import annotations

from extractor.evaluation.outcomes import Outcome, Status
from extractor.evaluation.run import Evaluation, evaluate
from extractor.evaluation.show import to_json, to_markdown
from extractor.evaluation.tallies import Tally

__all__ = ["Evaluation", "Outcome", "Status", "Tally", "evaluate", "to_json", "to_markdown"]
