"""Invents reports from a seed: the same seed gives the same truth, on any machine."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from samples.maker.content import (
    Budget,
    Indicator,
    Money,
    Monitoring,
    Named,
    Person,
    Phase,
    Placing,
    Report,
    Resources,
    Scheda,
    Step,
    Titled,
)
from samples.maker.missions import MISSIONS
from samples.maker.phrases import bank
from samples.maker.prose import paragraphs, sentence
from samples.maker.written import lower_first

PHASE_COUNTS = (1, 1, 1, 2, 2, 3, 3, 4, 6, 12)
INDICATOR_COUNTS = (0, 1, 1, 2, 2, 3, 4, 5, 7, 10)
STAFF_COUNTS = (0, 1, 2, 3, 3, 4, 5, 7, 9, 15)
BUDGET_COUNTS = (0, 0, 0, 1, 1, 2, 3, 8)


@dataclass(frozen=True, slots=True)
class Shape:
    """How large and how odd the invented reports are."""

    schede: tuple[int, int] = (2, 4)
    areas: int = 1
    forecast: bool = False
    longest_cell: int = 40
    """Sentences in the longest monitoring cell: about 45 fill a narrow column of a page."""
    first_readings: bool = True
    """Whether indicators may have a first reading."""
    several_paragraphs: bool = True
    """Whether cells may hold more than one paragraph."""


def invent(seed: str, shape: Shape) -> tuple[Report, ...]:
    """The reports of one file."""
    rng = random.Random(seed)
    town = rng.choice(bank("towns"))
    year = rng.choice((2016, 2018, 2019, 2020, 2022, 2023))
    entity = rng.choice(("Città di {}", "Comune di {}")).format(town)
    address = (
        f"Comune di {town}",
        rng.choice(bank("streets")),
        rng.choice(bank("provinces")).format(town=town),
    )
    kind = "Previsione" if shape.forecast else rng.choice(bank("kinds"))
    title = rng.choice(bank("titles"))
    areas = rng.sample(bank("areas"), shape.areas)
    return tuple(
        Report(
            entity=entity,
            title=title,
            kind=kind,
            year=year,
            area=area,
            manager=f"{rng.choice(bank('first_names'))} {rng.choice(bank('last_names'))}",
            schede=_schede(rng, shape, year, f"{number + 1:02d}"),
            address=address,
        )
        for number, area in enumerate(areas)
    )


def _schede(rng: random.Random, shape: Shape, year: int, area: str) -> tuple[Scheda, ...]:
    count = rng.randint(*shape.schede)
    numbers = sorted(rng.sample(range(1, 60), count))
    long_one = rng.randrange(count)
    return tuple(
        _scheda(rng, shape, year, f"{area}{number:02d}", long_cell=index == long_one)
        for index, number in enumerate(numbers)
    )


def _scheda(rng: random.Random, shape: Shape, year: int, code: str, *, long_cell: bool) -> Scheda:
    mission, programmes = rng.choice(list(MISSIONS.items()))
    programme = rng.choice(list(programmes.items()))
    line = rng.randint(1, 9)
    phases = _phases(rng, shape, year, code)
    scheda = Scheda(
        objective_code=code,
        strategic_line=Titled(str(line), rng.choice(bank("lines"))),
        strategic_action=Titled(f"{line}.{rng.randint(1, 12)}", rng.choice(bank("actions"))),
        mission=Named(*mission),
        programme=Named(*programme),
        objective=rng.choice(bank("objectives")),
        cost_centre=Named(str(rng.randint(1, 140)), rng.choice(bank("centres")))
        if rng.random() < 0.85
        else None,
        manager=_person_name(rng),
        dup_guideline=paragraphs(rng, 1, rng.randint(1, 3)),
        planned_start=f"{year}-01-01",
        planned_end=_day(rng, year, 6, 12),
        phases=phases,
        staff=tuple(_person(rng) for _ in range(rng.choice(STAFF_COUNTS))),
        resources=_resources(rng),
        budget=Budget(*(_lines(rng) for _ in range(4))),
        notes=paragraphs(rng, rng.randint(1, 4), rng.randint(1, 5)) if rng.random() < 0.5 else None,
    )
    scheda = _with_results(rng, scheda, shape, year, long_cell=long_cell)
    return _with_definition(rng, scheda)


def _with_definition(rng: random.Random, scheda: Scheda) -> Scheda:
    count = rng.randint(1, 4)
    definition = paragraphs(rng, count, rng.randint(2, 5))
    if rng.random() < 0.2:
        return replace(scheda, definition=definition, placing=Placing(bare=rng.random() < 0.5))
    after = rng.choice((-1, -1, -1, 1))
    return replace(
        scheda,
        definition=definition,
        expected_result=paragraphs(rng, 1, rng.randint(1, 2), traps=False),
        placing=Placing(after=min(after, count), inline=rng.random() < 0.6),
    )


def _with_results(rng: random.Random, scheda: Scheda, shape: Shape, year: int, *, long_cell: bool) -> Scheda:
    results = not shape.forecast
    indicators = tuple(
        _indicator(rng, rng.choice(scheda.phases), year, results=results, read=shape.first_readings)
        for _ in range(rng.choice(INDICATOR_COUNTS))
    )
    monitoring = tuple(
        Monitoring(
            phase.activity_code,
            phase.description,
            _monitoring_text(rng, shape, long_cell=long_cell and index == 0) if results else None,
        )
        for index, phase in enumerate(scheda.phases)
    )
    if rng.random() < 0.1:
        monitoring = ()
    dated = results and rng.random() < 0.85
    return replace(
        scheda,
        indicators=indicators,
        monitoring=monitoring,
        actual_start=_day(rng, year, 1, 3) if dated else None,
        actual_end=_day(rng, year, 10, 12) if dated and rng.random() < 0.8 else None,
        condition=rng.choice(bank("conditions")) if results and rng.random() < 0.6 else None,
    )


def _phases(rng: random.Random, shape: Shape, year: int, code: str) -> tuple[Phase, ...]:
    count = rng.choice(PHASE_COUNTS)
    order = list(range(1, count + 1))
    if rng.random() < 0.2:
        rng.shuffle(order)
    return tuple(_phase(rng, shape, year, f"Ob_Obiet{code}{number:02d}") for number in order)


def _phase(rng: random.Random, shape: Shape, year: int, activity: str) -> Phase:
    titles = rng.sample(bank("steps"), rng.choice((1, 1, 2, 3, 4, 5)))
    texts = [f"{title} {rng.choice(bank('periods'))}".replace(" :", ":").strip() for title in titles]
    if rng.random() < 0.1:
        description = f"{titles[0]} e {lower_first(sentence(rng))}".removesuffix(".")
        steps: tuple[Step, ...] = ()
    else:
        joint = rng.choice(("\n", "\n", " ", " - ")) if shape.several_paragraphs else " "
        description = joint.join(f"FASE {n}: {text}" for n, text in enumerate(texts, 1))
        steps = tuple(Step(n, text) for n, text in enumerate(texts, 1))
    dated = rng.random() < 0.9
    actual = dated and not shape.forecast
    return Phase(
        activity,
        description,
        steps,
        planned_start=_day(rng, year, 1, 6) if dated else None,
        planned_end=_day(rng, year, 7, 12) if dated else None,
        actual_start=_day(rng, year, 1, 6) if actual else None,
        actual_end=_day(rng, year, 7, 12) if actual and rng.random() < 0.8 else None,
    )


def _indicator(rng: random.Random, phase: Phase, year: int, *, results: bool, read: bool) -> Indicator:
    target, achieved, percent = rng.choice(
        (
            ("100.00", "100.00", "100.00"),
            ("100.00", "95.00", "95.00"),
            ("60000.00", "100002.00", "166.67"),
            ("3.00", "0.00", "0.00"),
            ("1250000.00", "1187500.50", "95.00"),
            ("-5.00", "-5.00", "100.00"),
            ("30.5", "28.0", "91.8"),
            ("12", "14", "116.67"),
            ("100", "95", "95"),
        )
    )
    return Indicator(
        phase.activity_code,
        phase.description,
        f"{rng.choice(bank('indicators'))}{rng.choice(('', '', ' - ' + rng.choice(bank('actions'))))}",
        year,
        target=target if rng.random() < 0.95 else None,
        first_reading=rng.choice(("50.00", "100.00", "1234.50"))
        if results and read and rng.random() < 0.4
        else None,
        achieved=achieved if results else None,
        achieved_pct=percent if results else None,
    )


def _monitoring_text(rng: random.Random, shape: Shape, *, long_cell: bool) -> str | None:
    if long_cell:
        sentences = rng.randint(shape.longest_cell // 2, shape.longest_cell)
        several = rng.randint(3, 6) if shape.several_paragraphs else 1
        return paragraphs(rng, several, max(1, sentences // several))
    if rng.random() < 0.15:
        return None
    several = rng.choice((1, 1, 2, 3)) if shape.several_paragraphs else 1
    return paragraphs(rng, several, rng.randint(1, 4))


def _person(rng: random.Random) -> Person:
    number = str(rng.randint(1, 2400)) if rng.random() < 0.95 else None
    return Person(rng.choice(bank("categories")), number, _person_name(rng))


def _person_name(rng: random.Random) -> str:
    second = f" {rng.choice(bank('first_names')).upper()}" if rng.random() < 0.3 else ""
    return f"{rng.choice(bank('last_names'))} {rng.choice(bank('first_names')).upper()}{second}"


def _resources(rng: random.Random) -> Resources:
    def maybe(texts: tuple[str, ...]) -> str | None:
        return rng.choice(texts) if rng.random() < 0.5 else None

    other = paragraphs(rng, rng.randint(1, 2), rng.randint(1, 3)) if rng.random() < 0.4 else None
    return Resources(maybe(bank("spaces")), maybe(bank("equipment")), other)


def _lines(rng: random.Random) -> tuple[Money, ...]:
    return tuple(
        Money(_chapter(rng), rng.choice(bank("budget_items")), _amount(rng))
        for _ in range(rng.choice(BUDGET_COUNTS))
    )


def _chapter(rng: random.Random) -> str:
    if rng.random() < 0.7:
        return f"{rng.randint(1, 99_999_999):08d}"
    return f"{rng.randint(100, 9999)}/{rng.randint(1, 9)}"


def _amount(rng: random.Random) -> str:
    sign = rng.choice(("", "", "", "-"))
    whole = rng.choice((rng.randint(5, 99), rng.randint(100, 2_000_000)))
    return f"{sign}{whole}.{rng.randint(0, 99):02d}"


def _day(rng: random.Random, year: int, first_month: int, last_month: int) -> str:
    return f"{year}-{rng.randint(first_month, last_month):02d}-{rng.randint(1, 28):02d}"
