"""References in free text: a labelled sample says how many are right, and how many of all are found."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.records import Document, MonitoringEntry, Phase, Report, Resources, Scheda, Source
from extractor.references import (
    Months,
    Reference,
    acts,
    days,
    find_references,
    forms,
    money,
    references_of,
    step_months,
)
from extractor.write.tables import to_tables

SAMPLE = Path(__file__).parent / "data" / "references.txt"
_LABEL = re.compile(r"\{([^|{}]+)\|([^{}]+)\}")
Label = tuple[int, int, str]


@cache
def labelled() -> tuple[tuple[str, frozenset[Label]], ...]:
    """The sentences of the sample, each with its references: start, end and parts as text."""
    sentences = []
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        plain, labels, at = "", set(), 0
        for match in _LABEL.finditer(line):
            plain += line[at : match.start()]
            labels.add((len(plain), len(plain) + len(match[2]), match[1]))
            plain, at = plain + match[2], match.end()
        sentences.append((plain + line[at:], frozenset(labels)))
    return tuple(sentences)


PIECES = (
    *(
        "dal ",
        "da ",
        "Dal l'",
        "tra il ",
        "al ",
        "a ",
        "e il ",
        "12/03/2019",
        "07.08",
        "1° marzo 2019",
        "10 ",
        "-",
        " – ",
    ),
    *(
        "gennaio ",
        "marzo 2019",
        "€ ",
        "€",
        "euro ",
        "Euro",
        "1.000,00",
        "12,5",
        "=",
        "cap. ",
        "capitolo ",
        "CAP",
        "12061004",
    ),
    *(
        "det. ",
        "D.T. ",
        "DGR",
        "G.C. ",
        "d lgs ",
        "L. ",
        "n. ",
        "136/2019",
        " del ",
        "x",
        ".",
        ", ",
        " ",
        "\n",
        "lunedì ",
    ),
)
"""What references are made of, and what stands in their way."""


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_quick_look_at_where_a_form_may_begin_misses_none(text: str) -> None:
    """Every form is found at the same places as by trying it at every character."""
    quick = [
        (days._PERIOD_STARTS, days._periods()),
        (forms.DIGITS, days._dates()),
        (money._AMOUNT_STARTS, money._amounts()),
        (money._CHAPTER_STARTS, money._chapters()),
    ]
    for starts, pattern in quick:
        found = [match.span() for match in forms.matches(starts, pattern, text)]
        assert found == [match.span() for match in pattern.finditer(text)], pattern.pattern
    may_begin = {match.start() for match in acts._starts().finditer(text)}
    assert may_begin.issuperset(at for at in range(len(text)) if acts._any_name().match(text, at))


def described(one: Reference) -> str:
    """A reference as the sample writes it."""
    if one.kind in ("act", "norm"):
        return f"{one.kind} {one.act_type or '?'} {one.number} {one.first_date or one.year or '-'}"
    if one.kind == "amount":
        return f"amount {one.amount}"
    if one.kind == "chapter":
        return f"chapter {one.chapter}" + (f"/{one.article}" if one.article else "")
    return f"period {one.first_date} {one.last_date}" if one.kind == "period" else f"date {one.first_date}"


def found(text: str) -> frozenset[Label]:
    """What is found in a text, as the sample writes it."""
    return frozenset((one.start, one.end, described(one)) for one in find_references(text))


def test_the_sample_is_varied() -> None:
    """At least a hundred sentences, among them thirty without a reference, and every kind at least five times."""
    labels = [label[2].split()[0] for _, labels in labelled() for label in labels]
    assert len(labelled()) >= 100
    assert sum(not labels for _, labels in labelled()) >= 30
    assert all(labels.count(kind) >= 5 for kind in ("act", "norm", "amount", "chapter", "date", "period"))


def test_what_is_found_is_right() -> None:
    """Precision on the sample is 100 %: kind, parts and position."""
    wrong = [(text, found(text) - labels) for text, labels in labelled() if found(text) - labels]
    assert wrong == []


def test_most_is_found() -> None:
    """Recall on the sample is at least 95 %."""
    missed = [(text, label) for text, labels in labelled() for label in labels - found(text)]
    assert len(missed) <= 0.05 * sum(len(labels) for _, labels in labelled()), missed


def test_the_readme_gives_the_figures(project_root: Path) -> None:
    """The README says how large the sample is."""
    labels = sum(len(labels) for _, labels in labelled())
    said = " ".join((project_root / "README.md").read_text(encoding="utf-8").split())
    assert f"On {len(labelled())} sentences with {labels} references" in said


_WORDS = st.sampled_from(
    "DT Dt. n. del dal al da a 136 2019 /19 11.03.2019 31/02/2019 € 1.500,00 cap. 12061004 /5 gennaio giugno"
    " determinazione delibera di G.C. D.Lgs. e , ; - ( ) \n ° ² ١٢ 99999999999999999999 euro mila".split(" ")
)


@given(st.lists(_WORDS, max_size=12), st.sampled_from(["", " "]))
def test_any_text_can_be_searched(words: list[str], between: str) -> None:
    """Whatever a text is made of, its references lie inside it, in order, apart from each other, with fitting parts."""
    text = between.join(words)
    end = 0
    for one in find_references(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end
        if one.first_date and one.last_date:
            assert one.first_date <= one.last_date
        assert (one.amount is None) == (one.kind != "amount")
        assert (one.chapter is None) == (one.kind != "chapter")
        assert (one.number is None) == (one.kind not in ("act", "norm"))
        assert (one.first_date is None) <= (one.kind not in ("date", "period"))


def test_parts_of_a_reference() -> None:
    """A reference says where it stands and has its parts as values."""
    (act, amount) = find_references("Con DT n. 9/98 del 2.1.1998 spesi € 1.500,00.")
    assert act == Reference(
        "act", 4, 27, "determinazione", "9", 1998, first_date=date(1998, 1, 2), last_date=date(1998, 1, 2)
    )
    assert amount == Reference("amount", 34, 44, amount=Decimal("1500.00"))


def test_references_stand_in_tables_with_their_places() -> None:
    """Each row names the text it is from, by field and pointer, and its words are cut from there."""
    scheda = Scheda(
        notes="Vedi cap. 12061004.",
        phases=(Phase(description="Avvio il 01/03/2019"),),
        resources=Resources(other="€ 5,00"),
        monitoring=(MonitoringEntry(), MonitoringEntry(text="DT 136/2019")),
    )
    document = Document(
        source=Source(file="a.pdf", sha256="0" * 64, pages=1), reports=(Report(schede=(Scheda(), scheda)),)
    )
    rows = to_tables(document)["text_references"].to_pylist()
    assert [(row["field"], row["path"], row["printed"]) for row in rows] == [
        ("phases.description", "/reports/0/schede/1/phases/0/description", "01/03/2019"),
        ("resources.other", "/reports/0/schede/1/resources/other", "€ 5,00"),
        ("monitoring.text", "/reports/0/schede/1/monitoring/1/text", "DT 136/2019"),
        ("notes", "/reports/0/schede/1/notes", "cap. 12061004"),
    ]
    assert [row["ordinal"] for row in rows] == [0, 1, 2, 3]
    assert (rows[3]["start_offset"], rows[3]["end_offset"], rows[3]["chapter"]) == (5, 18, "12061004")
    assert len(list(references_of(scheda))) == 4


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Verifica dei dati (da gennaio a giugno)", 1, 6),
        ("Campagna informativa da MARZO ad APRILE", 3, 4),
        ("Servizio invernale (da novembre 2019 a marzo 2020)", 11, 3),
        ("Convenzione (dal 1 gennaio al 15 gennaio)", 1, 1),
        ("Avvio (dal 16 gennaio al 31 dicembre)", 1, 12),
        ("Controlli dal 01.02.2019 al 31.12.2019", 2, 12),
        ("Gara (marzo-maggio)", 3, 5),
        ("Attività individuate: aprile maggio", 4, 5),
        ("Collaudo (dicembre)", 12, 12),
        ("Apertura al pubblico: ottobre", 10, 10),
        ("Monitoraggio (da settembre)", 9, None),
        ("Nuovo orario (dal 1° ottobre)", 10, None),
        ("Progetto esecutivo (entro aprile)", None, 4),
        ("Rendiconto entro il 31 maggio", None, 5),
        ("Festa di maggio in piazza", None, None),
        ("Prima tappa (da marzo a maggio), seconda (da settembre a ottobre)", None, None),
        ("Dal 01.02.2019 al 31.01.2020", None, None),
        ("Rassegna di marzo (giugno)", None, None),
        ("Piano dei controlli", None, None),
        ("", None, None),
    ],
)
def test_months_of_a_step(text: str, first: int | None, last: int | None) -> None:
    """First and last month where the text names them in one way; nothing where it does not, or in several."""
    assert step_months(text) == Months(first, last)
