"""Missions and programmes have their codes by their names."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.dlgs118 import mission, programme
from extractor.normalise.text import fold


@pytest.fixture(scope="module")
def text(project_root: Path) -> str:
    """The data file, its head among it."""
    return (project_root / "extractor/normalise/data/dlgs118.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def missions(text: str) -> dict[str, Any]:
    """The list as the data file holds it."""
    entries = tomllib.loads(text)["missions"]
    assert isinstance(entries, dict)
    return entries


def names(entry: dict[str, Any]) -> dict[str, list[str]]:
    """All programmes of a mission, those of regions among them."""
    return {**entry["programmes"], **entry.get("regions_only", {})}


def key(name: str) -> str:
    """What counts of a name in a comparison."""
    return fold(name.replace(" ed ", " e "))


def test_the_list_has_all_missions_and_no_gap_in_their_programmes(missions: dict[str, Any]) -> None:
    """Missions 01-20, 50, 60 and 99; the programmes of each are numbered from 01 on."""
    assert sorted(missions) == [f"{n:02}" for n in range(1, 21)] + ["50", "60", "99"]
    for entry in missions.values():
        assert sorted(names(entry)) == [f"{n:02}" for n in range(1, len(names(entry)) + 1)]
    assert sum(len(names(entry)) for entry in missions.values()) == 99


def test_every_name_in_the_list_finds_its_own_code(missions: dict[str, Any]) -> None:
    """Official names and other printed forms, also in capitals, lead to one code each."""
    for code, entry in missions.items():
        for name in [entry["name"], *entry.get("aliases", [])]:
            assert mission(name) == mission(name.upper()) == code
        for number, forms in names(entry).items():
            for name in forms:
                assert programme(name, code) == programme(name.upper(), code) == f"{code}.{number}"


def test_no_name_stands_twice(missions: dict[str, Any]) -> None:
    """A name means one mission, or one programme inside its mission; no second form is redundant."""
    keys = [key(name) for entry in missions.values() for name in [entry["name"], *entry.get("aliases", [])]]
    assert len(keys) == len(set(keys))
    for entry in missions.values():
        keys = [key(name) for forms in names(entry).values() for name in forms]
        assert len(keys) == len(set(keys))


def test_the_file_says_which_names_were_read_in_print_and_where(text: str, missions: dict[str, Any]) -> None:
    """Each name read has its papers, each paper is of use, and the head's figures are those of the list."""
    data = tomllib.loads(text)
    collated, papers = data["collated"], data["papers"]
    programmes = {f"{code}.{number}" for code, entry in missions.items() for number in names(entry)}
    assert set(collated) <= programmes
    assert {paper for read in collated.values() for paper in read} == set(papers)
    assert all(len(read) == len(set(read)) for read in collated.values())
    twice = sum(len(read) > 1 for read in collated.values())
    head = " ".join(line.removeprefix("#").strip() for line in text.splitlines() if line.startswith("#"))
    assert f"Programmes: {len(collated)} of {len(programmes)}, listed" in head
    assert f"was read, {twice} of them in two papers or more" in head
    assert not {code[:2] for code in collated} & {"02", "50", "60", "99"}


@pytest.mark.parametrize(
    "printed",
    [
        "Diritti sociali, politiche sociali e famiglia",
        "DIRITTI SOCIALI POLITICHE SOCIALI E FAMIGLIA",
        "diritti  sociali,politiche sociali\ne famiglia.",
        "12 - Diritti sociali, politiche sociali e famiglia",
        "12. Diritti sociali, politiche sociali e famiglia",
        "Missione 12 – Diritti sociali, politiche sociali e famiglia",
        "MISSIONE 12: Diritti sociali, politiche sociali e famiglia",
        "Missione Diritti sociali, politiche sociali e famiglia",
        "Missione n. 12 (Diritti sociali, politiche sociali e famiglia)",
        "MISSIONE N° 12 - Diritti sociali, politiche sociali e famiglia",
        "Missione 12 «Diritti sociali, politiche sociali e famiglia»",
    ],
)
def test_a_mission_is_known_however_it_is_printed(printed: str) -> None:
    """Case, commas, spaces, and a code that agrees make no difference."""
    assert mission(printed) == "12"


def test_an_apostrophe_stands_for_an_accent() -> None:
    """`mobilita'` is `mobilità`."""
    assert mission("TRASPORTI E DIRITTO ALLA MOBILITA'") == "10"


@pytest.mark.parametrize(
    "printed", ["", "12", "Missione 12", "Diritti sociali", "11 - Turismo", "107 Turismo"]
)
def test_other_names_have_no_mission(printed: str) -> None:
    """A part of a name, a code alone, and a code that contradicts the name give nothing."""
    assert mission(printed) is None


@pytest.mark.parametrize(
    "printed",
    [
        "Interventi per la disabilità",
        "INTERVENTI PER LA DISABILITA'",
        "02 - Interventi per la disabilità",
        "2. Interventi per la disabilità",
        "12.02 Interventi per la disabilità",
        "12.2 Interventi per la disabilità",
        "1202 Interventi per la disabilità",
        "Programma 02 - Interventi per la disabilità",
        "Programma n. 2 (Interventi per la disabilità)",
        "12/02 Interventi per la disabilità",
    ],
)
def test_a_programme_is_known_inside_its_mission(printed: str) -> None:
    """Its code may stand before it, with or without the mission's."""
    assert programme(printed, "12") == "12.02"


@pytest.mark.parametrize(
    ("printed", "mission_code"),
    [
        ("Interventi per la disabilità", "11"),
        ("03 Interventi per la disabilità", "12"),
        ("11.02 Interventi per la disabilità", "12"),
        ("1102 Interventi per la disabilità", "12"),
        ("11/02 Interventi per la disabilità", "12"),
        ("Programma n. 3 (Interventi per la disabilità)", "12"),
        ("Interventi", "12"),
        ("02", "12"),
        ("", "12"),
        ("Giovani", "98"),
        ("Giovani", ""),
    ],
)
def test_other_names_have_no_programme(printed: str, mission_code: str) -> None:
    """Another mission's programme, a code that contradicts, a part of a name or no mission give nothing."""
    assert programme(printed, mission_code) is None


def test_a_word_that_only_begins_like_the_label_is_part_of_the_name() -> None:
    """`Programmazione …` is a programme's own name."""
    name = "Programmazione e governo della rete dei servizi sociosanitari e sociali"
    assert programme(name, "12") == "12.07"
    assert programme(f"Programma {name}", "12") == "12.07"


def test_the_note_that_a_programme_is_for_regions_does_not_count() -> None:
    """Budgets print it after the name."""
    assert programme("Politica regionale unitaria per il turismo (solo per le Regioni)", "07") == "07.02"


@pytest.mark.parametrize(
    ("printed", "mission_code", "code"),
    [
        ("Urbanistica ed assetto del territorio", "08", "08.01"),
        ("Viabilità ed infrastrutture stradali", "10", "10.05"),
        ("Politica regionale unitaria per l’istruzione ed il diritto allo studio", "04", "04.08"),
        ("Industria, PMI, Artigianato", "14", "14.01"),
        ("Commercio, reti distributive, tutela dei consumatori", "14", "14.02"),
        ("Servizi ausiliari all’istruzione", "04", "04.06"),
    ],
)
def test_spellings_that_laws_and_budgets_differ_in(printed: str, mission_code: str, code: str) -> None:
    """`ed` for `e`, commas for dashes or `e`, and a typographic apostrophe lead to the same programme."""
    assert programme(printed, mission_code) == code


def test_a_mission_is_known_with_ed_for_e() -> None:
    """`ed` is `e`, in front of a vowel or not."""
    assert mission("Assetto del territorio e edilizia abitativa") == "08"
    assert mission("Fondi ed accantonamenti") == "20"


@given(st.text(), st.text())
def test_any_text_gives_a_code_or_nothing(name: str, code: str) -> None:
    """Returns a value or nothing; never raises."""
    assert mission(name) is None or len(str(mission(name))) == 2
    assert programme(name, code) is None or len(str(programme(name, code))) == 5
