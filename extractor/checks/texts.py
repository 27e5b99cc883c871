"""Does a text begin and end where one can?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.model import Finding, Objective, Subject, check, exceptions
from extractor.normalise.steps import find_markers

SENTENCES = ("dup_guideline", "definition", "expected_result", "notes")
"""Fields of a scheda that are sentences; names, titles and steps may end in any word."""
OPEN_END = re.compile(
    r"(?:^|[\s(])(?:il|lo|la|gli|le|un|uno|una|di|in|con|per|tra|fra|ed?|che|cui|nonché|presso|entro"
    r"|d(?:a|e)(?:l|llo|lla|i|gli|lle)|a(?:l|llo|lla|i|gli|lle)|ne(?:l|llo|lla|i|gli|lle)"
    r"|su(?:l|llo|lla|i|gli|lle)|\w*[^\W\d_]['’])$"
)
"""An article, a preposition or a conjunction, after which an Italian sentence goes on."""
OPENING = "'’‘`´\"“«("
"""What a name may begin with besides a letter."""
SHOWN = 40
"""Characters of the end that a message shows."""


@check("text_unfinished", "warning", settled=False)
def text_unfinished(subject: Subject) -> Iterator[Finding]:
    """Where nearly all texts of a document end with a word that a sentence can end with, each does."""
    yield from exceptions(
        _unfinished(path, text)
        for objective in subject.objectives
        for path, text in _texts(objective)
        if text is not None
    )


def _unfinished(path: str, text: str) -> Finding | None:
    if not OPEN_END.search(text[-SHOWN:]):
        return None
    return Finding(path, f"The text ends where a sentence goes on: '…{text[-SHOWN:]}'.")


def _texts(objective: Objective) -> Iterator[tuple[str, str | None]]:
    """Path and text of all that is sentences."""
    for name in SENTENCES:
        yield f"{objective.path}/{name}", getattr(objective.scheda, name)
    for number, entry in enumerate(objective.scheda.monitoring):
        yield f"{objective.path}/monitoring/{number}/text", entry.text


@check("step_late", "warning", settled=False)
def step_late(subject: Subject) -> Iterator[Finding]:
    """Where nearly all texts with steps in a document begin with one, each does."""
    step = re.compile(subject.template.step, re.IGNORECASE)
    for found in exceptions(
        _begun(path, text, first.start())
        for objective in subject.objectives
        for path, text in _steps(objective)
        if text is not None and (first := next(iter(find_markers(text, step)), None)) is not None
    ):
        yield found
        table, number, name = found.path.rsplit("/", 2)
        if int(number):
            above = "The next row has something before its first step: it may be the end of this one."
            yield Finding(f"{table}/{int(number) - 1}/{name}", above)


def _begun(path: str, text: str, first: int) -> Finding | None:
    if not text[:first].strip():
        return None
    return Finding(
        path, f"What stands before the first step may be of another row: '{text[:first][:SHOWN]}…'."
    )


def _steps(objective: Objective) -> Iterator[tuple[str, str | None]]:
    """Path and text of all that may have steps."""
    for number, phase in enumerate(objective.scheda.phases):
        for name in ("description", "steps"):
            yield f"{objective.path}/phases/{number}/{name}", phase.description
    for table in ("indicators", "monitoring"):
        for number, row in enumerate(getattr(objective.scheda, table)):
            yield f"{objective.path}/{table}/{number}/phases_text", row.phases_text


@check("name_odd", "warning")
def name_odd(subject: Subject) -> Iterator[Finding]:
    """The name of a person on the staff begins with a letter: a dash before it is of a number that it goes without."""
    for objective in subject.objectives:
        for ordinal, person in enumerate(objective.scheda.staff):
            name = person.name
            if name is not None and not name.lstrip(OPENING)[:1].isalpha():
                yield Finding(f"{objective.path}/staff/{ordinal}", f"'{name}' does not begin as a name does.")
