"""A description with numbered steps becomes its steps."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.steps import split_steps

MARKER = r"\bFASE\s*(?P<number>\d{1,2})\s*(?:[:.)]|[–-](?!\w))"


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("FASE 1: Bando FASE 2: Gara", ((1, "Bando"), (2, "Gara"))),
        ("FASE 1: Bando - FASE 2: Gara -", ((1, "Bando"), (2, "Gara"))),
        ("FASE 1: Bando – FASE 2: Gara", ((1, "Bando"), (2, "Gara"))),
        ("Fase1) Bando\nfase 12. Gara", ((1, "Bando"), (12, "Gara"))),
        ("FASE 1: Bando\ne   avviso", ((1, "Bando e avviso"),)),
        ("Premessa FASE 1: Bando", ((1, "Bando"),)),
        ("FASE 1: FASE 2: Gara", ((1, ""), (2, "Gara"))),
        ("FASE 1: - FASE 2: Gara", ((1, ""), (2, "Gara"))),
        ("FASE 1: pre-\nselezione", ((1, "pre- selezione"),)),
        ("FASE 1: servizio pre-post FASE 2: fine-", ((1, "servizio pre-post"), (2, "fine-"))),
        ("FASE 2: Gara FASE 1: Bando", ((2, "Gara"), (1, "Bando"))),
        ("FASE 1: Bando (da maggio FASE 2: Gara", ((1, "Bando (da maggio"), (2, "Gara"))),
        ("FASE 1: Lavori con FASE 2: Gara", ((1, "Lavori con"), (2, "Gara"))),
        ("FASE 1: Chiusura (v. FASE 1) FASE 2: Gara", ((1, "Chiusura (v. FASE 1)"), (2, "Gara"))),
        ("FASE 1: Lavori (FASE 1: 50%; FASE 2: 100%)", ((1, "Lavori (FASE 1: 50%; FASE 2: 100%)"),)),
        ("FASE 1: Seguito della FASE 1: affidi", ((1, "Seguito della FASE 1: affidi"),)),
        ("FASE 1: se finita la FASE 1 - FASE 2: Gara", ((1, "se finita la FASE 1"), (2, "Gara"))),
        ("FASE 1: dopo la FASE 1 e FASE 2 - FASE 2: Gara", ((1, "dopo la FASE 1 e FASE 2"), (2, "Gara"))),
        ("Nessun passo", ()),
        ("INTERFASE 1: Bando", ()),
        ("", ()),
    ],
)
def test_markers_split_a_text_into_steps(text: str, steps: tuple[tuple[int, str], ...]) -> None:
    """Each step has its printed number and its text, in printed order, without the dash that separates it."""
    assert split_steps(text, MARKER) == steps


def test_another_municipality_has_another_marker() -> None:
    """The marker is the template's; a compiled one keeps its own flags."""
    marker = re.compile(r"(?P<number>\d)\)")
    assert split_steps("1) Uno 2) Due", marker) == ((1, "Uno"), (2, "Due"))


@given(st.lists(st.tuples(st.integers(0, 99), st.sampled_from(["Bando di gara", "Avvio", "a - b", "Città"]))))
def test_printed_steps_read_back(steps: list[tuple[int, str]]) -> None:
    """Printing steps and splitting the text gives the same steps."""
    assert split_steps(" - ".join(f"FASE {number}: {text}" for number, text in steps), MARKER) == tuple(steps)


@given(st.text(alphabet="FASEfase 0123456789:.)-–\nx"))
def test_any_text_gives_steps(text: str) -> None:
    """Returns a value; never raises."""
    assert all(number >= 0 and step == step.strip() for number, step in split_steps(text, MARKER))
