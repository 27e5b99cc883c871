"""What a page's end does to rows with an activity code: one goes on, or another begins."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.test_parse_programs import FOOT
from tests.words import HEIGHT, LEADING, join, only_scheda, page, read, scheda

LOWEST = HEIGHT - 30
"""Where the last line of a full page ends."""
MONITORING = """
    +----------------+-------------------+-----------------------------------+
    | Codice         | Fase              | Monitoraggio                      |
    +----------------+-------------------+-----------------------------------+
"""


def test_a_text_of_steps_that_goes_on_beside_a_code_shown_again() -> None:
    """A row whose code alone is shown again goes on where its text of steps begins with none."""
    first = """
        | Ob_Sent050101  | FASE 1: Lavori    | I lavori sono iniziati a maggio e |
    """
    rest = """
        | Ob_Sent050101  | Verifica finale   | proseguono come previsto.         |
        +----------------+-------------------+-----------------------------------+
    """
    drawn = page({FOOT: scheda(join(MONITORING, first))}), page({40.0: rest}, 2)
    (entry,) = only_scheda(*drawn).monitoring
    assert entry.phases_text == "FASE 1: Lavori Verifica finale"
    assert entry.text == "I lavori sono iniziati a maggio e proseguono come previsto."


INDICATORS = """
    INDICATORI DI PERFORMANCE
    +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
    | Codice         | Fasi              | Indicatore | Anno | Valore | 1°          | Valore    | %      |
    | Attività       |                   |            |      | Target | Rilevazione | Raggiunto | Ragg.  |
    +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
    | Ob_Sent050101  | FASE 1: Lavori di | Giorni     | 2021 | 30     |             | 30        | 100,00 |
    |                | tutti i nuovi bei |            |      |        |             |           |        |
    +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
"""


def test_a_text_without_its_first_step_goes_on() -> None:
    """Where a row's code and numbers are shown again, a text that begins with no step is the rest of one that did."""
    rest = """
        +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
        | Ob_Sent050101  | PONTI DEL MONTE   | Giorni     | 2021 | 30     |             | 30        | 100,00 |
        +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
    """
    (indicator,) = only_scheda(page({FOOT: scheda(INDICATORS)}), page({40.0: rest}, 2)).indicators
    assert (indicator.phases_text, indicator.name) == (
        "FASE 1: Lavori di tutti i nuovi bei PONTI DEL MONTE",
        "Giorni",
    )


@pytest.mark.parametrize(
    ("name", "names", "is_doubted"),
    [
        ("% ritardi ", ["Giorni", "% ritardi"], False),
        ("lavorativi", ["Giorni lavorativi"], False),
        ("20 al mese", ["Giorni\n20 al mese"], True),
    ],
)
def test_another_indicator_of_the_same_phase(name: str, names: list[str], is_doubted: bool) -> None:
    """Beside a phase and numbers shown again, a per cent sign begins another name, a small letter goes on with it,
    and a number may do either."""
    first = INDICATORS.replace("| FASE 1: Lavori di | Giorni    ", "| FASE 1: Lavori di |           ")
    first = first.replace("| tutti i nuovi bei |           ", "| tutti i nuovi bei | Giorni    ")
    rest = f"""
        | Ob_Sent050101  | FASE 1: Lavori di |            | 2021 | 30     |             | 30        | 100,00 |
        |                | tutti i nuovi bei | {name} |      |        |             |           |        |
        +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
    """
    pages = page({FOOT: scheda(first.rstrip().rpartition("\n")[0])}), page({40.0: rest}, 2)
    assert [indicator.name for indicator in only_scheda(*pages).indicators] == names
    assert ("rows_uncertain" in {found.code for found in read(*pages).diagnostics}) == is_doubted


def test_a_line_under_one_cell_ends_the_rest_of_a_row() -> None:
    """A line drawn under the one column that goes on at a page's head parts it from the next row."""
    rest = """
        |                | ponti del monte   |            |      |        |             |           |        |
                         +-------------------+
        |                | FASE 1: Lavori di |            |      |        |             |           |        |
        | Ob_Sent050102  | tutti i nuovi bei | Ore        | 2021 | 40     |             | 40        | 100,00 |
        |                | fossi             |            |      |        |             |           |        |
        +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
        | Ob_Sent050103  | FASE 1: Collaudo  | Prove      | 2021 | 50     |             | 50        | 100,00 |
        +----------------+-------------------+------------+------+--------+-------------+-----------+--------+
    """
    first, second, _ = only_scheda(page({FOOT: scheda(INDICATORS)}), page({40.0: rest}, 2)).indicators
    assert (first.phases_text, first.target) == (
        "FASE 1: Lavori di tutti i nuovi bei ponti del monte",
        Decimal(30),
    )
    assert (second.phases_text, second.target) == ("FASE 1: Lavori di tutti i nuovi bei fossi", Decimal(40))


def test_cells_printed_again_before_the_rest_of_a_row() -> None:
    """Cells that are shown once more on the page on which a longer one of their row goes on begin no row."""
    first = """
        | Ob_Sent050101  | FASE 1: Rilievi   | I rilievi sono conclusi.          |
        +----------------+-------------------+-----------------------------------+
        | Ob_Sent050102  | FASE 1: Lavori    | I lavori sono iniziati a maggio e |
    """
    rest = """
        | Ob_Sent050102  | FASE 1: Lavori    | Proseguono come previsto.         |
        +----------------+-------------------+-----------------------------------+
        | Ob_Sent050103  | FASE 1: Collaudo  | Non iniziato.                     |
        +----------------+-------------------+-----------------------------------+
    """
    pages = page(scheda(join(MONITORING, first))), page({20.0: join(MONITORING, rest)}, 2)
    assert [(entry.activity_code, entry.text) for entry in only_scheda(*pages).monitoring] == [
        ("Ob_Sent050101", "I rilievi sono conclusi."),
        ("Ob_Sent050102", "I lavori sono iniziati a maggio e Proseguono come previsto."),
        ("Ob_Sent050103", "Non iniziato."),
    ]
    codes = {found.code for found in read(*pages).diagnostics}
    assert "printed_twice" in codes
    assert "row_count_differs" not in codes


def test_two_indicators_of_one_activity_on_two_pages() -> None:
    """An indicator with the code, year and numbers of the one before is another where its name begins as one."""
    head = """
        INDICATORI DI PERFORMANCE
        +----------------+--------+------------------+------+---------------+------------------+
        | Codice         | Fasi   | Indicatore       | Anno | Valore Target | Valore Raggiunto |
        +----------------+--------+------------------+------+---------------+------------------+
    """
    row = """
        | Ob_Sent050101  | FASE 1 | {:16} | 2020 | 100,00        | 100,00           |
        +----------------+--------+------------------+------+---------------+------------------+
    """
    pages = (
        page(scheda(join(head, row.format("Metri puliti")))),
        page({20.0: join(head, row.format("Cartelli posati"))}, 2),
    )
    assert [each.name for each in only_scheda(*pages).indicators] == ["Metri puliti", "Cartelli posati"]


def test_two_entries_of_one_code_on_two_pages() -> None:
    """Rows with the same code on both sides of a page's end stay two where all their texts begin as such."""
    row = """
        | Ob_Sent050101  | {:17} | {:33} |
        +----------------+-------------------+-----------------------------------+
    """
    first = page(scheda(join(MONITORING, row.format("FASE 1: Rilievi", "I rilievi sono conclusi."))))
    second = page({20.0: join(MONITORING, row.format("FASE 2: Lavori", "Non iniziati."))}, 2)
    found = only_scheda(first, second).monitoring
    assert [entry.text for entry in found] == ["I rilievi sono conclusi.", "Non iniziati."]


def over_a_page(
    above: tuple[tuple[str, str], ...], below: tuple[tuple[str, str], ...]
) -> tuple[list[str | None], set[str]]:
    """Texts of the rows read where cells of one code stand so, line by line, above and below a page's end; findings."""

    def drawn(lines: tuple[tuple[str, str], ...]) -> str:
        code, foot = (
            ["Ob_Sent050101"],
            "+----------------+-------------------+-----------------------------------+",
        )
        rows = [f"| {(code.pop() if code else ''):14} | {a:17} | {b:33} |" for a, b in lines]
        return join(MONITORING, "\n".join([*rows, foot]))

    pages = page(scheda(drawn(above))), page({20.0: drawn(below)}, 2)
    texts = [entry.text for entry in only_scheda(*pages).monitoring]
    return texts, {found.code for found in read(*pages).diagnostics}


def test_two_entries_of_which_one_text_reads_on_stay_two() -> None:
    """A phase with the next number is not enough for a row to go on where the text beside it begins anew."""
    texts, codes = over_a_page(
        (("FASE 1: Rilievi", "Il rilievo è finito."),), (("FASE 2: Lavori", "I lavori sono cominciati."),)
    )
    assert texts == ["Il rilievo è finito.", "I lavori sono cominciati."]
    assert "printed_twice" not in codes


def test_a_cell_that_ended_above_the_foot_of_its_row_does_not_go_on() -> None:
    """What is shorter than its row was finished before the page's end, so other words below it are another row's."""
    above = (("FASE 1: Rilievi", "I rilievi del primo"), ("e lavori", "semestre sono"), ("e collaudo", ""))
    below = (("FASE 1: Rilievi", "rilievi del secondo"), ("e lavori", "sono in corso"), ("e collaudo", ""))
    texts, _ = over_a_page(above, below)
    assert texts == ["I rilievi del primo semestre sono", "rilievi del secondo sono in corso"]


def test_a_row_that_begins_with_the_last_words_of_the_one_before_is_another() -> None:
    """Where a row with another code begins with the line that the page before ends with, no line was cut."""
    head = """
        | Ob_Sent050101  | FASE 1: Rilievi   | Il servizio è attivo.             |
        |                |                   | Il servizio è stato svolto bene.  |
        +----------------+-------------------+-----------------------------------+
    """
    rest = """
        |                |                   | Il servizio è stato svolto bene.  |
        | Ob_Sent050102  | FASE 1: Lavori    | Proseguono i lavori.              |
        +----------------+-------------------+-----------------------------------+
    """
    pages = page({FOOT + 60: scheda(join(MONITORING, head))}), page({20.0: rest}, 2)
    assert [entry.activity_code for entry in only_scheda(*pages).monitoring] == [
        "Ob_Sent050101",
        "Ob_Sent050102",
    ]


@pytest.mark.parametrize(("end", "is_said"), [("e", False), ("a maggio.", True)])
def test_a_row_that_may_be_two_is_said(end: str, is_said: bool) -> None:
    """A text that begins anew behind a sentence's end, beside cells that are shown again, is one row with a warning."""
    fase = "FASE 1: Rilievi"
    texts, codes = over_a_page(((fase, f"I rilievi {end}"),), ((fase, "Proseguono i lavori."),))
    assert texts == [f"I rilievi {end} Proseguono i lavori."]
    assert ("rows_uncertain" in codes) is is_said


def test_the_rest_of_a_code_low_in_the_rest_of_its_row() -> None:
    """A code that a page's end cuts goes on wherever its last digit stands, for no code begins with a digit."""
    first = """
        Codice           Fase                Monitoraggio

        Ob_Sent05010     FASE 1: Lavori      I lavori sono iniziati a maggio e
    """
    rest = """
                         sui sentieri        proseguono come previsto, poiché
        1                FASE 2: Chiusura    la neve è caduta solo in montagna
                         dei lavori          e le guide hanno scritto a tutti
                                             i rifugi.
    """
    (entry,) = only_scheda(page(scheda(first)), page({40.0: rest}, 2)).monitoring
    assert entry.activity_code == "Ob_Sent050101"
    assert entry.phases_text == "FASE 1: Lavori sui sentieri FASE 2: Chiusura dei lavori"
    assert (entry.text or "").endswith("hanno scritto a tutti i rifugi.")


def test_a_header_printed_again_in_the_middle_of_a_page_is_no_line_between_rows() -> None:
    """A table without lines stays one where its header stands twice on a page: its rows are not in doubt for that."""
    header = "Codice           Fase                Monitoraggio\n"
    row = """
        {}    FASE 1: Cartelli    La segnaletica è stata posata
                                             su tutti i sentieri.
    """
    (first, second, third, fourth) = (row.format(f"Ob_Sent05010{n}") for n in (1, 2, 3, 4))
    table = join(header, first, second, header, third, fourth)
    document = read(page(scheda(table)))
    (found,) = document.reports[0].schede
    assert [len((entry.text or "").split()) for entry in found.monitoring] == [9, 9, 9, 9]
    assert "rows_uncertain" not in {found.code for found in document.diagnostics}


STAFF = """
    Budget risorse umane
    Categoria                  Matricola      Cognome Nome
    Categoria B                12             12 - GUIDI ORESTE
"""


@pytest.mark.parametrize(
    ("foot", "head", "people"),
    [
        (
            "Categoria C                31             31 - NERI ADA",
            "                                          45 - RIVA ELIO",
            [("12", "GUIDI ORESTE"), ("31", "NERI ADA"), ("45", "RIVA ELIO")],
        ),
        (
            "Categoria C                31",
            "                                          31 - NERI ADA",
            [("12", "GUIDI ORESTE"), ("31", "NERI ADA")],
        ),
    ],
    ids=["a number of its own", "the number of the row before"],
)
def test_a_person_at_the_head_of_a_page(foot: str, head: str, people: list[tuple[str | None, str]]) -> None:
    """Whose name brings another number is no rest of the row before; with that one's number it is."""
    first = scheda(f"{STAFF.rstrip()}\n    {foot}")
    top = LOWEST - LEADING * len(first.splitlines())
    drawn = page({top: first}), page({40.0: head}, 2)
    assert [(person.employee_id, person.name) for person in only_scheda(*drawn).staff] == people
