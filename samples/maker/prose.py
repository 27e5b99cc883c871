"""Composes sentences and paragraphs of Italian prose from the banks of phrases."""

from __future__ import annotations

import random

from samples.maker.phrases import bank
from samples.maker.written import italian_number, lower_first

TRAP_SHARE = 0.08
LIST_SHARE = 0.15


def sentence(rng: random.Random, *, traps: bool = True) -> str:
    """One sentence; now and then one that holds a label's words."""
    chance = rng.random()
    if traps and chance < TRAP_SHARE:
        return rng.choice(bank("traps"))
    if chance < 0.35:
        return _filled(rng, rng.choice(bank("sentences")))
    clause = _clause(rng)
    if chance < 0.55:
        clause = f"{clause}, mentre {lower_first(_clause(rng))}"
    elif chance < 0.65:
        clause = f"{clause}; {lower_first(_clause(rng))}"
    return clause if clause.endswith(".") else f"{clause}."


def paragraphs(rng: random.Random, count: int, sentences: int, *, traps: bool = True) -> str:
    """`count` paragraphs of about `sentences` sentences, some followed by a list, with `\\n` between them."""
    written: list[str] = []
    for _ in range(count):
        written.append(_paragraph(rng, sentences, traps=traps))
        if count > 1 and rng.random() < LIST_SHARE:
            written += [_filled(rng, item) for item in rng.sample(bank("items"), rng.randint(2, 4))]
    return "\n".join(written)


def _paragraph(rng: random.Random, sentences: int, *, traps: bool) -> str:
    """A label's words never open a paragraph: there they would be a label."""
    first = sentence(rng, traps=False)
    return " ".join([first, *(sentence(rng, traps=traps) for _ in range(sentences - 1))])


def _clause(rng: random.Random) -> str:
    parts = [rng.choice(bank("offices")), rng.choice(bank("done")), rng.choice(bank("objects"))]
    parts += rng.sample(bank("complements"), rng.choice((0, 1, 1, 2)))
    return _filled(rng, " ".join(parts)).replace(",,", ",")


def _filled(rng: random.Random, text: str) -> str:
    year = rng.randint(2016, 2020)
    return text.format(
        act=f"{rng.randint(1, 999)} del {rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/{year}",
        euro=italian_number(f"{rng.randint(100, 4_000_000)}.{rng.randint(0, 99):02d}"),
        prot=rng.randint(100, 50_000),
        day=f"{rng.randint(1, 28):02d}/{rng.randint(1, 6):02d}/{year}",
        day2=f"{rng.randint(1, 28):02d}.{rng.randint(7, 12):02d}.{year}",
        chapter=rng.randint(10_000_000, 99_999_999),
        percent=rng.randint(2, 99),
        number=rng.randint(12, 400),
        small=rng.randint(2, 11),
        year=year - 1,
    )
