"""The second reading: what is doubtful is read again by engines that fail differently.

Where both readings agree, a finding about a value is settled: the document says so itself, and the finding is only a
remark. Where they differ, a diagnostic carries both. No value is changed.
"""

from __future__ import annotations

from typing import Literal, get_args

from extractor.verify.second import verify

__all__ = ["MODES", "Mode", "verify"]

Mode = Literal["none", "doubtful", "all"]
MODES: tuple[Mode, ...] = get_args(Mode)
