"""Where a program may set what belongs together: leaders, repeated blocks, shared cells, headings beside their text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.page.numbers import odd_numbers
from extractor.records import Resources
from tests.test_parse_flow import PHASES
from tests.words import HEADER, LEADING, TOP, Heights, join, only_scheda, page, read, scheda, schede

LEADERS = """
    LINEA STRATEGICA:~..........................~2. STRADE PER TUTTI
    AZIONE STRATEGICA:~.........................~2.4 Riparare i sentieri
    Missione D.Lgs 118/2011.:                    Trasporti e diritto alla mobilità
    Programma D.Lgs 118/2011.: ................. Viabilità e infrastrutture stradali
    OBIETTIVO OPERATIVO:~......................~ Sentieri aperti tutto l'anno
    CdC Associato ____________________________:  7-Sentieri
    RESPONSABILE:~.............................~ GUIDI ORESTE
"""


def test_leaders_are_no_part_of_a_value() -> None:
    """Dots or a line from a label to its value belong to neither, wherever white space is."""
    assert only_scheda(LEADERS) == only_scheda(HEADER)


def test_dots_inside_a_text_stay() -> None:
    """Dots that stand for something left out are printed, and so they are in the value."""
    text = "Si approva l'atto n. ........ entro l'anno."
    assert only_scheda(scheda(f"NOTE\n{text}")).notes == text


def again(rest: str, top: float = 40.0) -> Heights:
    """A page that begins with the header block of the page before."""
    return {top: join(HEADER, "", rest)}


def test_a_header_block_printed_again() -> None:
    """A scheda whose header block stands at the head of each of its pages is one."""
    first = scheda(PHASES, "NOTE\nI lavori proseguono anche")
    (found,) = schede(first, again("durante l'inverno."), again("Budget risorse umane\n\n"))
    assert found.notes == "I lavori proseguono anche durante l'inverno."
    assert len(found.phases) == 2


def test_a_header_block_again_above_the_same_section_is_another_scheda() -> None:
    """Two schede may be alike in their header blocks; then the second has the same sections anew."""
    first = scheda("Definizione dell'Obiettivo Operativo\nSi riparano i sentieri.")
    second = again("Definizione dell'Obiettivo Operativo\nSi riparano i ponti.")
    assert [found.definition for found in schede(first, second)] == [
        "Si riparano i sentieri.",
        "Si riparano i ponti.",
    ]


HANGING = """
    LINEA             2. STRADE PER TUTTI   AZIONE            2.4 Riparare i sentieri del
    STRATEGICA:       E BOSCHI              STRATEGICA:       monte, i ponti e i rifugi
                                                              in quota
    Missione D.Lgs    Trasporti e diritto   Programma D.Lgs   Viabilità e infrastrutture stradali
    118/2011.:        alla mobilità         118/2011.:
    OBIETTIVO         Sentieri aperti
    OPERATIVO:
    CdC Associato:    7-Sentieri            RESPONSABILE:     GUIDI ORESTE
"""


def test_values_that_hang_from_labels_of_two_lines() -> None:
    """A value of three lines ends where the next label begins, though no white space is there."""
    found = only_scheda(HANGING)
    assert found.strategic_action is not None
    assert found.strategic_action.title == "Riparare i sentieri del monte, i ponti e i rifugi in quota"
    assert found.programme is not None
    assert found.programme.name == "Viabilità e infrastrutture stradali"


CONDITION = """
    INFORMAZIONI TEMPORALI
    Data Inizio Prev.: 15/01/2020  Data Fine Prev.: 31/12/2020  Data Inizio Eff.:   Data Fine Eff.:
    CONDIZIONE:   Subordinato all'approvazione del bilancio e, in caso di
                  esercizio provvisorio, ai soli lavori urgenti sui
                  sentieri di interesse sovracomunale.
"""
WHOLE = (
    "Subordinato all'approvazione del bilancio e, in caso di esercizio provvisorio, ai soli lavori urgenti sui "
    "sentieri di interesse sovracomunale."
)


def test_a_condition_of_several_lines() -> None:
    """The label below all others has all lines that stand beside it, and empty labels above have none of them."""
    document = read(scheda(CONDITION, PHASES))
    (found,) = document.reports[0].schede
    assert found.condition == WHOLE
    assert (found.actual_start, found.actual_end) == (None, None)
    assert not any(each.code == "label_not_read" for each in document.diagnostics)


def test_a_condition_that_a_page_end_cuts() -> None:
    """Its rest at the head of the next page belongs to it."""
    lines = join(CONDITION).splitlines()
    found = only_scheda(scheda("\n".join(lines[:-1])), {40.0: join(lines[-1], "", PHASES)})
    assert found.condition == WHOLE
    assert len(found.phases) == 2


RESOURCES = {
    "columns": """
        Budget risorse strumentali
        +-----------------------+-----------------------+------------------+
        | Spazi a disposizione  | Dotazione informatica |       Altro      |
        +-----------------------+-----------------------+------------------+
        | Un deposito a valle e | Due tavolette per i   | Un furgone con   |
        | un rifugio in quota   | rilievi sul posto     | le attrezzature  |
        +-----------------------+-----------------------+------------------+
    """,
    "beside": """
        Budget risorse strumentali
                                 Un deposito a valle e
        Spazi a disposizione     un rifugio in quota

                                 Due tavolette per i
        Dotazione informatica    rilievi sul posto

        Altro                    Un furgone con le attrezzature
    """,
}


@pytest.mark.parametrize("look", RESOURCES)
def test_texts_in_a_table(look: str) -> None:
    """Texts under their labels, or beside labels that stand at their middle, are told apart by line and cell."""
    assert only_scheda(scheda(RESOURCES[look])).resources == Resources(
        spaces="Un deposito a valle e un rifugio in quota",
        it_equipment="Due tavolette per i rilievi sul posto",
        other="Un furgone con le attrezzature",
    )


SHARED = """
    INDICATORI DI PERFORMANCE
    +----------------+-----------------+------------+------+--------+-------------+-----------+--------+
    | Codice         | Fasi            | Indicatore | Anno | Valore | 1°          | Valore    | %      |
    | Attività       |                 |            |      | Target | Rilevazione | Raggiunto | Ragg.  |
    +----------------+-----------------+------------+------+--------+-------------+-----------+--------+
    | Ob_Sent050101  | FASE 1: Rilievo | Tratti     | 2021 | 30     |             | 30        | 100,00 |
    |                |                 +------------+------+--------+-------------+-----------+--------+
    |                |                 | Ponti      | 2021 | 4      |             | 2         | 50,00  |
    +----------------+-----------------+------------+------+--------+-------------+-----------+--------+
    | Ob_Sent050102  | FASE 2: Lavori  | Rifugi     | 2021 | 1      |             | 1         | 100,00 |
    +----------------+-----------------+------------+------+--------+-------------+-----------+--------+
"""


def test_cells_that_rows_share() -> None:
    """Where lines part only the other columns, the code and the phases are those of each row beside them."""
    document = read(scheda(SHARED))
    rows = document.reports[0].schede[0].indicators
    assert [(row.activity_code, row.phases_text, row.name) for row in rows] == [
        ("Ob_Sent050101", "FASE 1: Rilievo", "Tratti"),
        ("Ob_Sent050101", "FASE 1: Rilievo", "Ponti"),
        ("Ob_Sent050102", "FASE 2: Lavori", "Rifugi"),
    ]
    assert not any(each.code == "row_count_differs" for each in document.diagnostics)


MARGIN = """
    +--------------------------+------------------------------------------------------------+
    | Definizione              | Si riparano i sentieri del monte e i ponti di legno        |
    | dell'Obiettivo Operativo | che le piene hanno portato via.                            |
    +--------------------------+------------------------------------------------------------+
                                 Capitolo    Descrizione                         Importo
      Budget risorse             4100        Contributo della comunità           1.000,00
      finanziarie - Entrate      4200        Sponsor                             500,00
      Previste                   4300        Offerte                             20,50
    +--------------------------+------------------------------------------------------------+
      Budget risorse             Capitolo    Descrizione                         Importo
      finanziarie - Spese        7100        Legname                             1.520,50
      Previste
    +--------------------------+------------------------------------------------------------+
      NOTE                       Nulla di nuovo.
    +--------------------------+------------------------------------------------------------+
"""


def test_headings_in_a_column_of_their_own() -> None:
    """A heading left of its section opens it where the line above both is, be it lower than the text."""
    document = read(scheda(MARGIN))
    (found,) = document.reports[0].schede
    assert found.definition == (
        "Si riparano i sentieri del monte e i ponti di legno che le piene hanno portato via."
    )
    assert [line.chapter for line in found.budget.planned_revenue] == ["4100", "4200", "4300"]
    assert [line.chapter for line in found.budget.planned_expenditure] == ["7100"]
    assert found.notes == "Nulla di nuovo."
    assert not any(
        each.severity == "warning" and "budget" in (each.path or "") for each in document.diagnostics
    )


def test_a_number_whose_digits_are_set_apart() -> None:
    """A heading with its letters apart has the digits of its number apart, too."""
    document = read(
        scheda("9 . D e f i n i z i o n e dell'Obiettivo Operativo\nSi riparano.", "1 0 . N O T E\nNulla.")
    )
    (found,) = document.reports[0].schede
    assert (found.definition, found.notes) == ("Si riparano.", "Nulla.")


def test_labels_with_letters_that_the_file_does_not_tell() -> None:
    """A label is known by the letters that are told, if it can be no other one; a letter of three words is guessed."""
    sections = (
        "De昀nizione dell'Obie琀vo Operativo\nSi riparano i tra琀.",
        "Budget risorse finanziarie - Entrate Effe琀ve\n\nNOTE\nNulla.",
    )
    document = read(scheda(*sections))
    (found,) = document.reports[0].schede
    assert (found.definition, found.notes) == ("Si riparano i tratti.", "Nulla.")
    assert "letter_guessed" in {each.code for each in document.diagnostics}


UNRULED = """
    DESCRIZIONE FASI
    Codice            Fasi                      Data Inizio Prev.   Data Fine Prev.

    Ob_Obiet050701    FASE 1: rilievo           01-03-2020          30-04-2020
    Ob_Obiet050702    FASE 1: lavori            01-05-2020          31-10-2020
"""
TORN = (
    "Ob_Obiet050703    FASE 1: collaudo dei      02-05-2020          30-11-2020\n"
    "                  ponti e dei rifugi"
)
HEAD = """
                      aperti in quota
    Ob_Obiet050704    FASE 1: consegna          03-05-2020          31-12-2020
"""


def test_what_stands_before_a_first_step_at_a_page_head_is_of_the_row_before() -> None:
    """Where all texts begin with their first step, the lines above one are no part of its row."""
    first = join(HEADER, "", UNRULED, TORN)
    found = only_scheda({TOP + 20 * LEADING: first}, {40.0: join(HEAD, "", "NOTE\nNulla.")})
    assert [phase.description for phase in found.phases][2:] == [
        "FASE 1: collaudo dei ponti e dei rifugi aperti in quota",
        "FASE 1: consegna",
    ]


def test_what_runs_along_a_margin_is_not_lost() -> None:
    """A number printed upwards is no number that the words lack, however the engine cuts it."""
    drawn = page("Nota")
    (above, below) = page("0012 345").words
    assert odd_numbers(replace(drawn, numbers=("0012345",))) is not None
    found = odd_numbers(replace(drawn, sideways=(above, below), numbers=("0012345",)))
    assert found is not None
    assert found.lost == ()


def test_a_heading_that_a_page_end_tears_is_said() -> None:
    """Where a heading beside its section is torn, both sections say that it was not read as one."""
    first = """
        Budget risorse umane
        Categoria     Matricola   Cognome Nome
        Categoria C   51          51 - RIVA ADA
        Categoria D   52          52 - RIVA UGO

        Budget risorse finanziarie - Spese
    """
    second = """
        Previste                   Capitolo    Descrizione                         Importo
                                   7100        Legname                             1.520,50
    """
    document = read(scheda(first), {40.0: join(second, "", "NOTE\nNulla.")})
    found = {each.path for each in document.diagnostics if each.code == "heading_not_read"}
    assert "/reports/0/schede/0/budget/planned_expenditure" in found


FLUSH = """
    INDICATORI DI PERFORMANCE
    Codice Attività  Fasi            Indicatore Anno Valore Target            1° Rilevazione         Valore Raggiunto
    Ob_Sent050101    FASE 1: Rilievo Tratti     2021                   100,00                                  100,00
    Ob_Sent050102    FASE 1: Lavori  Ponti      2021                   745,00                  12,00           745,00
    Ob_Sent050103    FASE 1: Esame   Rifugi     2021                   400,00                                  400,00
"""


def test_numbers_at_the_right_of_columns_whose_labels_stand_at_the_left() -> None:
    """A number right before the next label is its own column's where labels begin where their columns do."""
    rows = only_scheda(scheda(FLUSH)).indicators
    assert [(str(row.target), row.first_reading and str(row.first_reading)) for row in rows] == [
        ("100.00", None),
        ("745.00", "12.00"),
        ("400.00", None),
    ]


def test_a_label_in_a_running_head_is_no_value() -> None:
    """`Responsabile: …` at the head of every page names nobody in a scheda, and is in no text."""
    head = "Responsabile: RIVA ADA - Obiettivi 2020"
    texts = ("NOTE\nI lavori", "proseguono", "anche d'inverno.")
    first = {30.0: head, TOP: scheda(texts[0])}
    found = only_scheda(first, *({30.0: head, 60.0: text} for text in texts[1:]))
    assert found.manager == "GUIDI ORESTE"
    assert found.notes is not None
    assert found.notes.split() == " ".join(texts).split()[1:]


def test_a_word_cut_at_a_line_end_is_no_label() -> None:
    """`crono-` `programma` in a value does not begin the programme."""
    header = HEADER.replace(
        "Sentieri aperti tutto l'anno", "Aprire i sentieri secondo il crono-\n    programma del monte"
    )
    (found,) = schede(header.replace(":", ""))
    assert found.programme is not None
    assert found.programme.name == "Viabilità e infrastrutture stradali"
    assert found.objective is not None
    assert found.objective.startswith("Aprire i sentieri secondo il crono")
