"""The sections of a scheda as blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from samples.maker.blocks import Block, Cell, Fields, Grid, Heading, Paragraph, Prose, Run
from samples.maker.content import Money, Scheda
from samples.maker.looks import Align, Look
from samples.maker.written import italian_date, italian_number

NO_BREAK = "\u00a0"

WIDTHS: dict[str, dict[str, tuple[float, ...]]] = {
    "normal": {
        "phases": (14, 46, 10, 10, 10, 10),
        "indicators": (13.5, 25.5, 16, 6, 9, 11, 11, 8),
        "staff": (25, 15, 60),
        "budget": (15, 65, 20),
        "monitoring": (14, 28, 58),
        "times": (14, 11, 14, 11, 14, 11, 14, 11),
    },
    "narrow": {
        "phases": (9.5, 66.5, 6, 6, 6, 6),
        "indicators": (9.5, 39.5, 14, 6, 8, 8, 8, 7),
        "staff": (16, 9, 75),
        "budget": (9, 81, 10),
        "monitoring": (9.5, 20.5, 70),
        "times": (17, 8, 17, 8, 17, 8, 17, 8),
    },
    "wide": {
        "phases": (17, 35, 12, 12, 12, 12),
        "indicators": (15, 21, 16, 7, 10, 12, 11.5, 7.5),
        "staff": (40, 20, 40),
        "budget": (25, 45, 30),
        "monitoring": (18, 41, 41),
        "times": (12.5,) * 8,
    },
}


def _header(scheda: Scheda, look: Look) -> Iterator[Block]:
    labels, centre = look.labels, scheda.cost_centre
    line, action = scheda.strategic_line, scheda.strategic_action
    items = (
        (labels.line, f"{line.code}. {line.title}"),
        (labels.action, f"{action.code} {action.title}"),
        (labels.mission, scheda.mission.name or ""),
        (labels.programme, scheda.programme.name or ""),
        (labels.objective, scheda.objective),
        (labels.cost_centre, f"{centre.code}-{centre.name}" if centre else ""),
        (labels.manager, scheda.manager or ""),
    )
    chosen = tuple(items[index] for index in look.fields)
    if look.header == "paired":
        yield _paired(chosen)
    else:
        yield Fields(look.header, chosen)


def _paired(items: tuple[tuple[str, str], ...]) -> Grid:
    """Two labels with their values in each row."""
    texts = [text for item in items for text in item]
    texts += [""] * (-len(texts) % 4)
    rows = tuple(tuple((text,) for text in texts[start : start + 4]) for start in range(0, len(texts), 4))
    return Grid("pairs", (), rows, (16, 34, 16, 34), ("left",) * 4)


def _dup_guideline(scheda: Scheda, look: Look) -> Iterator[Block]:
    yield Heading(look.labels.dup_guideline)
    yield from _prose(scheda.dup_guideline, look)


def _definition(scheda: Scheda, look: Look) -> Iterator[Block]:
    """The definition with the expected result at its place inside it."""
    yield Heading(look.labels.definition)
    placing = scheda.placing
    printed: list[Paragraph] = [
        (Run(_spaced(text, look)),) for text in (scheda.definition or "").split("\n") if text
    ]
    if scheda.expected_result or placing.bare:
        result = (
            Run(look.labels.expected_result, bold=True),
            Run(f" {_spaced(scheda.expected_result or '', look)}"),
        )
        after = len(printed) if placing.after < 0 else placing.after
        before, later = printed[:after], printed[after:]
        if before and placing.inline:
            printed = [*before[:-1], (*before[-1], Run(" "), *result), *later]
        else:
            printed = [*before, result, *later]
    if printed:
        yield Prose(tuple(printed))


def _times(scheda: Scheda, look: Look) -> Iterator[Block]:
    labels = look.labels
    days = (scheda.planned_start, scheda.planned_end, scheda.actual_start, scheda.actual_end)
    names = (labels.planned_start, labels.planned_end, labels.actual_start, labels.actual_end)
    items = tuple((name, italian_date(day, look.date)) for name, day in zip(names, days, strict=True))
    yield Heading(labels.times)
    if look.times == "inline":
        gap = NO_BREAK * 3
        runs = [run for name, day in items for run in (Run(name, bold=True), Run(f" {day}{gap} "))]
        yield Prose((tuple(runs),))
    elif look.times == "headed":
        row = tuple((day,) for _, day in items)
        yield Grid("times", names, (row,), (25,) * 4, ("center",) * 4)
    elif look.times == "table":
        cells = tuple((text,) for item in items for text in item)
        yield Grid("times", (), (cells,), WIDTHS[look.widths]["times"], ("left",) * 8)
    else:
        yield Fields("inline" if look.times == "lines" else "columns", items)
    yield Fields(
        "inline" if look.times != "pairs" else "columns", ((labels.condition, scheda.condition or ""),)
    )


def _phases(scheda: Scheda, look: Look) -> Iterator[Block]:
    yield Heading(look.labels.phases)
    rows = tuple(
        (
            (phase.activity_code,),
            _cell(phase.description, look),
            *(
                (italian_date(day, look.date),)
                for day in (phase.planned_start, phase.planned_end, phase.actual_start, phase.actual_end)
            ),
        )
        for phase in scheda.phases
    )
    yield from _grid("phases", look.labels.phase_heads, rows, look, ("left", "left", *("center",) * 4))


def _indicators(scheda: Scheda, look: Look) -> Iterator[Block]:
    yield Heading(look.labels.indicators)
    rows = tuple(
        (
            (row.activity_code,),
            _cell(row.phases_text, look),
            (_spaced(row.name, look),),
            (str(row.year or ""),),
            (_number(row.target, look),),
            (_number(row.first_reading, look),),
            (_number(row.achieved, look),),
            (_number(row.achieved_pct, look) + (look.percent if row.achieved_pct else ""),),
        )
        for row in scheda.indicators
    )
    aligns: tuple[Align, ...] = ("left", "left", "left", "center", *(look.numbers,) * 4)
    yield from _grid("indicators", look.labels.indicator_heads, rows, look, aligns)


def _staff(scheda: Scheda, look: Look) -> Iterator[Block]:
    yield Heading(look.labels.staff)
    prefixed = look.staff == "prefixed"
    rows = tuple(
        (
            (person.category or "",),
            (person.employee_id or "",),
            (f"{person.employee_id} - {person.name}" if prefixed and person.employee_id else person.name,),
        )
        for person in scheda.staff
    )
    yield from _grid("staff", look.labels.staff_heads, rows, look, ("left", "left", "left"))


def _resources(scheda: Scheda, look: Look) -> Iterator[Block]:
    labels, resources = look.labels, scheda.resources
    yield Heading(labels.resources)
    parts = (
        (labels.spaces, resources.spaces),
        (labels.it_equipment, resources.it_equipment),
        (labels.other, resources.other),
    )
    if "resources" in look.omit and not any(text for _, text in parts):
        return
    if "inline-resources" in look.effects:
        yield Fields("inline", tuple((label, text or "") for label, text in parts))
        return
    for label, text in parts:
        yield Heading(label, level=2)
        yield from _prose(text, look)


def _budget(index: int) -> Callable[[Scheda, Look], Iterator[Block]]:
    def section(scheda: Scheda, look: Look) -> Iterator[Block]:
        budget = scheda.budget
        lines = (
            budget.planned_revenue,
            budget.actual_revenue,
            budget.planned_expenditure,
            budget.actual_expenditure,
        )[index]
        yield Heading(look.labels.budget.format(look.labels.budget_sections[index]))
        rows = tuple(
            ((line.chapter,), (_spaced(line.description, look),), (_amount(line, look),)) for line in lines
        )
        yield from _grid("budget", look.labels.budget_heads, rows, look, ("left", "left", look.numbers))

    return section


def _monitoring(scheda: Scheda, look: Look) -> Iterator[Block]:
    rows = tuple(
        ((row.activity_code,), _cell(row.phases_text, look), _cell(row.text, look))
        for row in scheda.monitoring
    )
    yield from _grid("monitoring", look.labels.monitoring_heads, rows, look, ("left", "left", "left"))


def _notes(scheda: Scheda, look: Look) -> Iterator[Block]:
    yield Heading(look.labels.notes)
    yield from _prose(scheda.notes, look)


SECTIONS: dict[str, Callable[[Scheda, Look], Iterator[Block]]] = {
    "header": _header,
    "dup_guideline": _dup_guideline,
    "definition": _definition,
    "times": _times,
    "phases": _phases,
    "indicators": _indicators,
    "staff": _staff,
    "resources": _resources,
    "planned_revenue": _budget(0),
    "actual_revenue": _budget(1),
    "planned_expenditure": _budget(2),
    "actual_expenditure": _budget(3),
    "monitoring": _monitoring,
    "notes": _notes,
}


def _grid(
    kind: str,
    heads: tuple[str, ...],
    rows: tuple[tuple[Cell, ...], ...],
    look: Look,
    aligns: tuple[Align, ...],
) -> Iterator[Block]:
    """The table, or what the look prints where there are no rows."""
    if not rows and look.empty_table == "nothing":
        return
    if not rows and look.empty_table == "row":
        rows = (((),) * len(heads),)
    widths = WIDTHS[look.widths][kind]
    centred = "centred-cells" in look.effects
    columns = dict(look.columns).get(kind, tuple(range(len(heads))))
    yield Grid(
        kind,
        tuple(heads[column] for column in columns),
        tuple(tuple(row[column] for column in columns) for row in rows),
        tuple(widths[column] for column in columns),
        tuple("center" if centred else aligns[column] for column in columns),
    )


def _prose(text: str | None, look: Look) -> Iterator[Block]:
    if text:
        yield Prose(tuple((Run(_spaced(paragraph, look)),) for paragraph in text.split("\n")))


def _cell(text: str | None, look: Look) -> Cell:
    """The paragraphs of a cell as printed: apart, or between printed tags."""
    parts = [_spaced(part, look) for part in (text or "").split("\n") if part]
    tagged_alone = look.paragraphs == "markup-lines"
    if look.paragraphs.startswith("markup") and (len(parts) > 1 or tagged_alone):
        tagged = tuple(f"<p>{part}</p>" for part in parts)
        return (" ".join(tagged),) if look.paragraphs == "markup" else tagged
    return tuple(parts)


def _number(decimal: str | None, look: Look) -> str:
    return italian_number(decimal, thousands=look.thousands) if decimal else ""


def _amount(line: Money, look: Look) -> str:
    amount = _number(line.amount, look)
    forms = {"": amount, "before": f"€ {amount}", "after": f"{amount} €", "word": f"Euro {amount}"}
    return _spaced(forms[look.euro], look)


def _spaced(text: str, look: Look) -> str:
    """Printed with a no-break space or with ligatures as characters, where the look asks for it."""
    if "nbsp" in look.effects:
        text = (
            text.replace("€ ", f"€{NO_BREAK}")
            .replace("n. ", f"n.{NO_BREAK}")
            .replace("art. ", f"art.{NO_BREAK}")
        )
    if "ligatures" in look.effects:
        text = text.replace("fi", "\ufb01").replace("fl", "\ufb02")
    return text
