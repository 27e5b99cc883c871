"""Do codes have their form, and do the tables of a scheda speak of the same things?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from extractor.checks.model import Finding, Objective, Subject, check, exceptions
from extractor.records import CodeName, CodeTitle

ENOUGH = 4
"""Cases from which on a habit of the document is known."""
CODED = ("strategic_line", "strategic_action", "cost_centre")
TABLES = ("phases", "indicators", "monitoring")


def _coded_rows(objective: Objective) -> Iterator[tuple[str, str, str]]:
    """Table, path and code of each row that has an activity code."""
    for table in TABLES:
        for ordinal, row in enumerate(getattr(objective.scheda, table)):
            if row.activity_code is not None:
                yield table, f"{objective.path}/{table}/{ordinal}/activity_code", row.activity_code


def _shape(code: str) -> str:
    """A code with every digit as 0."""
    return re.sub(r"\d", "0", code)


def _usual(shapes: Iterable[Hashable]) -> Hashable | None:
    """What four in five are, of at least a few."""
    counts = Counter(shapes)
    if sum(counts.values()) < ENOUGH:
        return None
    shape, count = counts.most_common(1)[0]
    return shape if count * 5 >= sum(counts.values()) * 4 else None


@check("activity_code_odd", "warning")
def activity_code_odd(subject: Subject) -> Iterator[Finding]:
    """An activity code has the form that the template gives and that the document's others have."""
    pattern = re.compile(subject.template.activity_code)
    found: list[tuple[str, str, str]] = []
    for objective in subject.objectives:
        rows = list(_coded_rows(objective))
        found += rows
        if rows and not any(pattern.fullmatch(code) for _, _, code in rows):
            path, code = f"{objective.path}/objective_code", objective.scheda.objective_code
            yield Finding(path, f"'{code}' is of codes that do not have the form of activity codes.")
    usual = _usual(_shape(code) for _, _, code in found)
    for _, path, code in found:
        row = path.rpartition("/")[0]  # its other cells may be another row's, too
        if not pattern.fullmatch(code):
            yield Finding(row, f"'{code}' does not have the form of an activity code.", path)
        elif usual is not None and _shape(code) != usual:
            yield Finding(
                row, f"'{code}' does not have the form of the document's other activity codes.", path
            )


@check("activity_code_unknown", "warning")
def activity_code_unknown(subject: Subject) -> Iterator[Finding]:
    """The activity codes of indicators and of monitoring are among the phases'."""
    yield from exceptions(
        None if code in phases else Finding(path, f"No phase of the scheda has the activity code '{code}'.")
        for objective in subject.objectives
        if (phases := {phase.activity_code for phase in objective.scheda.phases})
        for table, path, code in _coded_rows(objective)
        if table != "phases"
    )


@check("activity_code_unmentioned", "warning")
def activity_code_unmentioned(subject: Subject) -> Iterator[Finding]:
    """Where a document's tables of indicators and of monitoring name every phase, each does."""
    for table in ("indicators", "monitoring"):
        lacking: list[Finding] = []
        whole = 0
        for objective in subject.objectives:
            named = {row.activity_code for row in getattr(objective.scheda, table)}
            if not named:
                continue
            missing = [
                (ordinal, phase.activity_code)
                for ordinal, phase in enumerate(objective.scheda.phases)
                if phase.activity_code is not None and phase.activity_code not in named
            ]
            whole += not missing
            lacking += [
                Finding(
                    f"{objective.path}/{table}",
                    f"The phase '{code}' is not among the {table}, where others of this document are.",
                    f"{objective.path}/phases/{ordinal}/activity_code",
                )
                for ordinal, code in missing
            ]
        schede = {found.path for found in lacking}
        if whole >= max(ENOUGH, 4 * len(schede)):
            yield from lacking


@check("activity_code_repeated", "warning")
def activity_code_repeated(subject: Subject) -> Iterator[Finding]:
    """A phase's activity code is its own; monitoring speaks of each once."""
    for table in ("phases", "monitoring"):
        yield from exceptions(
            case for objective in subject.objectives for case in _repeated(objective, table)
        )


def _repeated(objective: Objective, table: str) -> Iterator[Finding | None]:
    seen: set[str] = set()
    for where, path, code in _coded_rows(objective):
        if where == table:
            message = f"The activity code '{code}' stands twice among the {table}."
            yield Finding(path, message) if code in seen else None
            seen.add(code)


@check("activity_code_gap", "info")
def activity_code_gap(subject: Subject) -> Iterator[Finding]:
    """The phases of a scheda are numbered from 1 without a gap, in whatever order they stand."""
    for objective in subject.objectives:
        codes = [phase.activity_code for phase in objective.scheda.phases]
        ends = [int(found[1]) for code in codes if code and (found := re.search(r"(\d\d)$", code))]
        if ends and len(ends) == len(codes) and set(ends) != set(range(1, len(ends) + 1)):
            missing = sorted(set(range(1, max(ends) + 1)) - set(ends))
            if missing:
                numbers = ", ".join(map(str, missing))
                yield Finding(
                    f"{objective.path}/phases",
                    f"The phases are numbered up to {max(ends)}, without {numbers}.",
                )


@check("phases_text_differs", "info")
def phases_text_differs(subject: Subject) -> Iterator[Finding]:
    """Indicators and monitoring print the description of their phase."""
    yield from exceptions(
        None
        if _squeezed(text) == _squeezed(row.phases_text)
        else Finding(
            f"{objective.path}/{table}/{ordinal}/phases_text",
            f"The phase '{row.activity_code}' is described in other words.",
        )
        for objective in subject.objectives
        if (texts := {phase.activity_code: phase.description for phase in objective.scheda.phases})
        for table in ("indicators", "monitoring")
        for ordinal, row in enumerate(getattr(objective.scheda, table))
        if row.phases_text and (text := texts.get(row.activity_code))
    )


@check("text_cut_short", "warning")
def text_cut_short(subject: Subject) -> Iterator[Finding]:
    """Where a phase is described twice, neither text ends where the other goes on."""
    for objective in subject.objectives:
        phases = {phase.activity_code: n for n, phase in enumerate(objective.scheda.phases)}
        for table in ("indicators", "monitoring"):
            for ordinal, row in enumerate(getattr(objective.scheda, table)):
                n = phases.get(row.activity_code)
                described = objective.scheda.phases[n].description if n is not None else None
                if row.phases_text is None or described is None:
                    continue
                paths: tuple[str, ...] = ()
                if _ends_before(row.phases_text, described):
                    paths = (f"{table}/{ordinal}/phases_text",)
                elif _ends_before(described, row.phases_text):
                    paths = (f"phases/{n}/description", f"phases/{n}/steps")
                for path in paths:
                    message = f"The phase '{row.activity_code}' is described at greater length elsewhere."
                    yield Finding(f"{objective.path}/{path}", message)


def _ends_before(text: str, other: str) -> bool:
    """Whether a text is the beginning of another."""
    one, longer = _squeezed(text), _squeezed(other)
    return one != longer and longer.startswith(one)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


@check("objective_code_repeated", "warning")
def objective_code_repeated(subject: Subject) -> Iterator[Finding]:
    """No two schede of a report have one objective code."""
    seen: set[tuple[str, str]] = set()
    for objective in subject.objectives:
        code = objective.scheda.objective_code
        if code is not None:
            key = objective.path.rpartition("/")[0], code
            if key in seen:
                path = f"{objective.path}/objective_code"
                yield Finding(path, f"Another scheda of the report has the objective code '{code}' too.")
            seen.add(key)


@check("employee_conflict", "warning")
def employee_conflict(subject: Subject) -> Iterator[Finding]:
    """A person has one number in a document."""
    people: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for objective in subject.objectives:
        for ordinal, person in enumerate(objective.scheda.staff):
            if person.employee_id is not None and person.name is not None:
                path = f"{objective.path}/staff/{ordinal}/employee_id"
                people[person.name][person.employee_id].append(path)
    yield from _of_one(people, "'{}' has several numbers in this document: {}.")


def _of_one(groups: Mapping[str, Mapping[str, Sequence[str]]], message: str) -> Iterator[Finding]:
    """Where names mostly have one code throughout, the places of one that has another, too."""
    cases: list[Finding | None] = []
    for name, codes in groups.items():
        ordered = sorted(codes.values(), key=len, reverse=True)
        usual = ordered[0] if len(ordered) == 1 or len(ordered[0]) > len(ordered[1]) else []
        cases += [None] * (len(usual) if len(usual) > 1 else 0)
        cases += [
            Finding(path, message.format(name, ", ".join(codes)))
            for paths in codes.values()
            for path in paths
            if paths is not usual
        ]
    return exceptions(cases, least=ENOUGH)


@check("employee_id_odd", "warning")
def employee_id_odd(subject: Subject) -> Iterator[Finding]:
    """Where the document's other people have numbers of digits alone, each has."""
    found = [
        (f"{objective.path}/staff/{ordinal}/employee_id", person.employee_id)
        for objective in subject.objectives
        for ordinal, person in enumerate(objective.scheda.staff)
        if person.employee_id is not None
    ]
    if _usual(number.isdecimal() for _, number in found) is True:
        for path, number in found:
            if not number.isdecimal():
                yield Finding(
                    path, f"'{number}' is not of digits alone, as the document's other numbers are."
                )


@check("action_outside_line", "warning")
def action_outside_line(subject: Subject) -> Iterator[Finding]:
    """The code of a strategic action begins with that of its line."""
    for field in ("strategic_action", "strategic_line"):
        yield from exceptions(
            (
                None
                if action.code.partition(".")[0] == line.code.partition(".")[0]
                else Finding(
                    f"{objective.path}/{field}/code",
                    f"The action {action.code} does not belong to the line {line.code}.",
                )
                for objective in subject.objectives
                if (line := objective.scheda.strategic_line) is not None and line.code
                if (action := objective.scheda.strategic_action) is not None and action.code
                if "." in action.code
            ),
            least=ENOUGH,
        )


@check("code_conflict", "warning")
def code_conflict(subject: Subject) -> Iterator[Finding]:
    """A strategic line, an action or a cost centre has one code in a document."""
    for field in CODED:
        codes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for objective in subject.objectives:
            code, title = _pair(getattr(objective.scheda, field))
            if code is not None and title is not None:
                path = f"{objective.path}/{field}/code"
                codes[" ".join(title.casefold().split())][code].append(path)
        yield from _of_one(codes, "'{}' has several codes in this document: {}.")


def _pair(found: CodeTitle | CodeName | None) -> tuple[str | None, str | None]:
    if found is None:
        return None, None
    return found.code, found.title if isinstance(found, CodeTitle) else found.name


@check("code_missing", "warning")
def code_missing(subject: Subject) -> Iterator[Finding]:
    """Where a document's other strategic lines, actions or cost centres have a code, each has."""
    for field in CODED:
        found = [(o.path, *_pair(getattr(o.scheda, field))) for o in subject.objectives]
        titled = [(path, code, title) for path, code, title in found if title is not None]
        usual = _usual(code is not None for _, code, _ in titled)
        for path, code, title in titled:
            if code is None and (usual is True or (title or "")[:1].isdigit()):
                yield Finding(
                    f"{path}/{field}/code", f"'{title}' has no code of the usual form.", f"{path}/{field}"
                )


@check("id_in_text", "warning")
def id_in_text(subject: Subject) -> Iterator[Finding]:
    """No row without a number has one at the beginning of its text, where the next column's text begins."""
    for path, number, text in _numbered_rows(subject):
        if number is None and text is not None and re.match(r"\w*\d\w*\s", text):
            message = f"The row has no number of its own, and its text begins with one: '{text}'."
            yield Finding(path, message)


@check("id_odd", "warning")
def id_odd(subject: Subject) -> Iterator[Finding]:
    """Where the document's other chapters have no letters, each is without."""
    yield from exceptions(
        (
            Finding(path, f"The chapter '{number}' has letters, and the document's others have none.")
            if re.search(r"[^\W\d_]", number)
            else None
            for path, number, _ in _numbered_rows(subject)
            if number is not None and "/budget/" in path
        ),
        least=ENOUGH - 1,
    )


def _numbered_rows(subject: Subject) -> Iterator[tuple[str, str | None, str | None]]:
    """Path of the row, number and text of every person and every chapter of a budget."""
    for objective in subject.objectives:
        for ordinal, person in enumerate(objective.scheda.staff):
            yield f"{objective.path}/staff/{ordinal}", person.employee_id, person.name
        for section, lines in objective.scheda.budget:
            for ordinal, line in enumerate(lines):
                yield f"{objective.path}/budget/{section}/{ordinal}", line.chapter, line.description
