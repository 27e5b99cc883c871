"""What belongs to which section, whatever comes in which order and on which page."""

from __future__ import annotations

from textwrap import dedent

import pytest

from extractor.records import Budget, CodeTitle, Resources
from tests.words import HEADER, join, only_scheda, schede

PHASES = """
    DESCRIZIONE FASI
    +----------------+----------------------+------------+------------+
    | Codice         | Fasi                 | Data       | Data       |
    |                |                      | Inizio     | Fine       |
    |                |                      | Prev.      | Prev.      |
    +----------------+----------------------+------------+------------+
    | Ob_Obiet050701 | FASE 1: rilievo      | 01-03-2020 | 30-04-2020 |
    +----------------+----------------------+------------+------------+
    | Ob_Obiet050702 | FASE 2: lavori       | 01-05-2020 | 31-10-2020 |
    |                | del primo tratto     |            |            |
    +----------------+----------------------+------------+------------+
"""
STAFF = """
    Budget risorse umane
    +-------------+-----------+----------------------+
    | Categoria   | Matricola | Cognome Nome         |
    +-------------+-----------+----------------------+
    | Categoria C | 51        | 51 - RIVA ADA        |
    +-------------+-----------+----------------------+
"""
MONITORING_TABLE = """
    +----------------+----------------------+-------------------------+
    | Codice         | Fase                 | Monitoraggio            |
    +----------------+----------------------+-------------------------+
    | Ob_Obiet050701 | FASE 1: rilievo      | Concluso in aprile.     |
    +----------------+----------------------+-------------------------+
"""
SECTIONS = {
    "dup": "Indirizzi del Documento Unico di Programmazione\nUn monte per tutti.",
    "definition": "Definizione dell'Obiettivo Operativo\nSi riparano i sentieri.",
    "times": "INFORMAZIONI TEMPORALI\nData Inizio Prev.: 01/03/2020  Data Fine Prev.: 31/10/2020",
    "phases": PHASES,
    "staff": STAFF,
    "resources": "Budget risorse strumentali\n*Altro\nUn furgone.",
    "notes": "NOTE\nNulla di nuovo.",
}


def draw(*names: str) -> str:
    """A scheda with these sections."""
    return join(HEADER, *(f"\n{join(SECTIONS[name])}" for name in names))


def said(scheda: object) -> dict[str, bool]:
    """Which sections of a scheda have a value."""
    empty = (None, (), Resources(), Budget())
    members = "dup_guideline definition planned_start phases staff resources notes".split()
    return {
        name: getattr(scheda, member) not in empty for name, member in zip(SECTIONS, members, strict=True)
    }


def test_all_sections() -> None:
    """Every section gives its values."""
    found = only_scheda(draw(*SECTIONS))
    assert said(found) == dict.fromkeys(SECTIONS, True)
    assert found.objective_code == "0507"
    assert [(row.activity_code, row.description) for row in found.phases] == [
        ("Ob_Obiet050701", "FASE 1: rilievo"),
        ("Ob_Obiet050702", "FASE 2: lavori del primo tratto"),
    ]
    assert [(row.employee_id, row.name) for row in found.staff] == [("51", "RIVA ADA")]


@pytest.mark.parametrize("missing", SECTIONS)
def test_missing_section(missing: str) -> None:
    """A section that is not there is empty, and its neighbours keep their values."""
    whole = only_scheda(draw(*SECTIONS))
    found = only_scheda(draw(*(name for name in SECTIONS if name != missing)))
    assert said(found) == {name: name != missing for name in SECTIONS}
    if missing != "phases":
        assert found.phases == whole.phases


@pytest.mark.parametrize("empty", SECTIONS)
def test_heading_without_content(empty: str) -> None:
    """A heading with nothing below it opens an empty section."""
    heading = SECTIONS[empty].strip().splitlines()[0].strip()
    drawing = join(
        HEADER, *(f"\n{heading if name == empty else join(text)}" for name, text in SECTIONS.items())
    )
    assert said(only_scheda(drawing)) == {name: name != empty for name in SECTIONS}


@pytest.mark.parametrize(
    "order",
    [
        "notes phases staff times definition resources dup".split(),
        "resources staff phases times definition dup notes".split(),
    ],
)
def test_order_does_not_matter(order: list[str]) -> None:
    """Sections in another order are the same scheda."""
    assert only_scheda(draw(*order)) == only_scheda(draw(*SECTIONS))


def test_pages_break_anywhere_between_sections() -> None:
    """A page for each section, or one for all: the same scheda."""
    names = list(SECTIONS)
    whole = only_scheda(draw(*names))
    assert only_scheda(HEADER, *(SECTIONS[name] for name in names)) == whole
    for cut in range(1, len(names)):
        rest = join(*(f"\n{join(SECTIONS[name])}" for name in names[cut:]))
        assert only_scheda(draw(*names[:cut]), rest) == whole


def test_heading_again_after_a_page_break() -> None:
    """A heading and table header that are printed again on the next page open nothing new."""
    lines = PHASES.splitlines()
    first, second = lines[:8], [*lines[:6], *lines[8:]]
    found = only_scheda(join(HEADER, "\n" + join("\n".join(first))), "\n".join(second))
    assert found.phases == only_scheda(draw("phases")).phases


def test_heading_of_a_text_again_after_a_page_break() -> None:
    """A text goes on below its heading on the next page."""
    heading = "Definizione dell'Obiettivo Operativo"
    first = join(HEADER, f"\n{heading}\nSi riparano tutti i sentieri del monte, anche quelli")
    assert only_scheda(first, f"{heading}\ndella valle.").definition == (
        "Si riparano tutti i sentieri del monte, anche quelli della valle."
    )


def test_label_alone_in_a_text_begins_no_scheda() -> None:
    """A header block has several labels: a single one at the beginning of a line of text is text."""
    found = only_scheda(join(draw("definition"), "", "NOTE", "RESPONSABILE: si veda oltre."))
    assert (found.manager, found.notes) == ("GUIDI ORESTE", "RESPONSABILE: si veda oltre.")


def test_heading_at_a_pages_foot() -> None:
    """A heading alone at a page's foot belongs to what begins the next page."""
    heading, table = join(PHASES).split("\n", 1)
    assert only_scheda(join(HEADER, "\n" + heading), table).phases == only_scheda(draw("phases")).phases


def test_header_row_at_a_pages_foot() -> None:
    """A header row alone at a page's foot is the header of the rows on the next page."""
    lines = join(PHASES).splitlines()
    found = only_scheda(join(HEADER, "", "\n".join(lines[:6])), "\n".join(lines[5:]))
    assert found.phases == only_scheda(draw("phases")).phases


@pytest.mark.parametrize("heading", ["", "Monitoraggio delle fasi", "Stato di attuazione delle fasi"])
def test_monitoring_needs_no_heading(heading: str) -> None:
    """The table of monitoring is known by its header, with a heading or without."""
    found = only_scheda(join(draw("phases"), "", heading, MONITORING_TABLE, "", SECTIONS["notes"]))
    assert [(row.activity_code, row.text) for row in found.monitoring] == [
        ("Ob_Obiet050701", "Concluso in aprile.")
    ]
    assert len(found.phases) == 2
    assert found.notes == "Nulla di nuovo."


def test_last_scheda_without_notes() -> None:
    """The end of the file ends the last scheda, and the next header block the one before."""
    first, second = schede(draw("phases", "definition"), draw("definition", "staff"))
    assert first.definition == second.definition == "Si riparano i sentieri."
    assert (len(first.phases), len(second.staff)) == (2, 1)


def test_two_schede_on_one_page() -> None:
    """The next header block ends a scheda in the middle of a page."""
    first, second = schede(join(draw("notes"), "", HEADER.replace("GUIDI ORESTE", "RIVA ADA")))
    assert (first.notes, first.manager) == ("Nulla di nuovo.", "GUIDI ORESTE")
    assert (second.notes, second.manager) == (None, "RIVA ADA")


def test_title_above_each_scheda() -> None:
    """The printed title of the form is no value of the scheda before or after it."""
    title = "*Scheda *Obiettivo *Gestionale\n"
    first, second = schede(join(title, draw("notes"), "", title, draw("notes")))
    assert first == second
    assert first.notes == "Nulla di nuovo."


def test_tables_of_one_header_under_their_headings() -> None:
    """The four tables of money have one header: their headings say which is which."""
    table = """
        +----------+------------------+---------+
        | Capitolo | Descrizione      | Importo |
        +----------+------------------+---------+
        | {:<8} | Legno e ghiaia   |  100,00 |
        +----------+------------------+---------+
    """
    names = ("Entrate Previste", "Entrate Effettive", "Spese Previste", "Spese Effettive")
    drawing = [HEADER]
    for number, name in enumerate(names):
        drawing += ["", f"Budget risorse finanziarie - {name}"]
        drawing += [table.format(str(101 + number))] if number != 1 else []
    budget = only_scheda(join(*drawing)).budget
    assert [[line.chapter for line in lines] for _, lines in budget] == [["101"], [], ["103"], ["104"]]


def test_a_first_value_begins_above_its_label() -> None:
    """Under a title, loosely set lines above the first label are its value where it stands level with their middle."""
    rest = dedent(HEADER).strip("\n").split("\n", 1)[1]
    first = {
        30.0: "*Scheda *Obiettivo *Gestionale",
        60.0: "                               2. STRADE",
        77.0: "LINEA STRATEGICA:              PER",
        94.0: "                               TUTTI",
        120.0: rest,
    }
    (read,) = schede(first)
    assert read.strategic_line == CodeTitle(code="2", title="STRADE PER TUTTI")


def test_a_first_value_begins_above_the_labels_of_its_row() -> None:
    """Where the label right of the first one is taller than it, the value that begins above both is the first one's."""
    block = {
        30.0: "*Scheda *Obiettivo *Gestionale",
        60.0: f"{'':20}2. STRADE{'':29}2.4 Riparare",
        70.0: f"{'':42}AZIONE",
        78.0: f"{'LINEA STRATEGICA:':20}PER{'':35}i",
        86.0: f"{'':42}STRATEGICA:",
        96.0: f"{'':20}TUTTI{'':33}sentieri",
        120.0: f"{'RESPONSABILE:':20}{'GUIDI ORESTE':22}{'CdC Associato:':16}7-Sentieri",
        150.0: "NOTE\nNulla.",
    }
    (read,) = schede(block)
    assert read.strategic_line == CodeTitle(code="2", title="STRADE PER TUTTI")
    assert read.strategic_action == CodeTitle(code="2.4", title="Riparare i sentieri")


def test_what_stands_between_a_title_and_its_header_block() -> None:
    """A line under the title of a scheda is in no note of the scheda before; under a title in a section it stays."""
    notes = draw("definition", "notes")
    first, second = schede(
        join(notes, "\n\nScheda Obiettivo Gestionale\nObiettivo n. 2 del settore\n", notes)
    )
    assert (first.notes, second.notes) == ("Nulla di nuovo.", "Nulla di nuovo.")


def test_a_heading_above_the_monitoring_table() -> None:
    """The monitoring table may have a heading of its own; it is no row of the budget table above it."""
    budget = """
        Budget risorse finanziarie - Spese Effettive
        +----------+----------------------+------------+
        | Capitolo | Descrizione          | Importo    |
        +----------+----------------------+------------+
        | 12011009 | Legno                | 1.000,00   |
        +----------+----------------------+------------+
    """
    found = only_scheda(join(HEADER, "\n", PHASES, "\n", budget, "\nMonitoraggio\n", MONITORING_TABLE))
    assert [line.chapter for line in found.budget.actual_expenditure] == ["12011009"]
    assert [row.text for row in found.monitoring] == ["Concluso in aprile."]


def test_a_mission_and_a_programme_in_a_text_begin_no_scheda() -> None:
    """Two short labels of the header block in a text are words, even where no label has a colon or is bold."""
    text = "Si veda:\nMissione 12\nProgramma 02"
    plain = join(
        HEADER.replace(":", " "), "\nDefinizione dell'Obiettivo Operativo", text, "\nNOTE\nNulla di nuovo."
    )
    (found,) = schede(plain)
    assert found.definition == "Si veda: Missione 12 Programma 02"
