"""The header block of a scheda in the forms it comes in."""

from __future__ import annotations

import pytest

from extractor.records import CodeName, CodeTitle, Scheda
from tests.words import HEADER, LEADING, SIZE, only_scheda, read, schede

EXPECTED = (
    "2",
    "STRADE PER TUTTI",
    "2.4",
    "Riparare i sentieri",
    "10",
    "Trasporti e diritto alla mobilità",
    "10.05",
    "Viabilità e infrastrutture stradali",
    "Sentieri aperti tutto l'anno e anche di notte con la luna piena",
    "7",
    "Sentieri",
    "GUIDI ORESTE",
)
ROWS = (
    ("LINEA STRATEGICA:", ["2. STRADE PER TUTTI"]),
    ("AZIONE STRATEGICA:", ["2.4 Riparare i", "sentieri"]),
    ("Missione D.Lgs 118/2011.:", ["Trasporti e diritto alla mobilità"]),
    ("Programma D.Lgs 118/2011.:", ["Viabilità e infrastrutture", "stradali"]),
    ("OBIETTIVO OPERATIVO:", ["Sentieri aperti tutto", "l'anno e anche di notte", "con la luna piena"]),
    ("CdC Associato:", ["7-Sentieri"]),
    ("RESPONSABILE:", ["GUIDI ORESTE"]),
)


def values(scheda: Scheda) -> tuple[str | None, ...]:
    """Everything that the header block of a scheda says."""
    line, action, mission, programme, centre = (
        scheda.strategic_line,
        scheda.strategic_action,
        scheda.mission,
        scheda.programme,
        scheda.cost_centre,
    )
    assert line is not None
    assert action is not None
    assert mission is not None
    assert programme is not None
    assert centre is not None
    return (
        *(line.code, line.title, action.code, action.title),
        *(mission.code, mission.name, programme.code, programme.name),
        *(scheda.objective, centre.code, centre.name, scheda.manager),
    )


def two_columns(align: float, gap: float, begin: float = 200.0) -> dict[float, str]:
    """Labels and values side by side: `align` 0 for level tops, 0.5 for middles, 1 for bottoms."""
    drawing: dict[float, str] = {}
    top = begin
    for label, lines in ROWS:
        spare = (len(lines) - 1) * LEADING
        for number, line in enumerate(lines):
            drawing[top + number * LEADING] = " " * 32 + line
        at = top + align * spare
        drawing[at] = label + drawing.get(at, "")[len(label) :]
        top += spare + SIZE + gap
    return drawing


@pytest.mark.parametrize("align", [0.0, 0.5], ids=["top", "middle"])
@pytest.mark.parametrize("gap", [4.0, 8.0])
def test_two_columns_without_rules(align: float, gap: float) -> None:
    """Labels stand level with the first line of their value or with its middle."""
    assert values(only_scheda(two_columns(align, gap))) == EXPECTED


def test_two_columns_with_rules() -> None:
    """Rules say what belongs to a label."""
    drawing = """
        +----------------------------+-----------------------------+
        | LINEA STRATEGICA:          | 2. STRADE PER TUTTI         |
        +----------------------------+-----------------------------+
        |                            | 2.4 Riparare i              |
        | AZIONE STRATEGICA:         | sentieri                    |
        +----------------------------+-----------------------------+
        | Missione D.Lgs             | Trasporti e diritto alla    |
        | 118/2011.:                 | mobilità                    |
        +----------------------------+-----------------------------+
        | Programma D.Lgs 118/2011.: | Viabilità e infrastrutture  |
        |                            | stradali                    |
        +----------------------------+-----------------------------+
        |                            | Sentieri aperti tutto       |
        | OBIETTIVO OPERATIVO:       | l'anno e anche di notte     |
        |                            | con la luna piena           |
        +----------------------------+-----------------------------+
        | CdC Associato:             | 7-Sentieri                  |
        +----------------------------+-----------------------------+
        | RESPONSABILE:              | GUIDI ORESTE                |
        +----------------------------+-----------------------------+
    """
    assert values(only_scheda(drawing)) == EXPECTED


def test_inline() -> None:
    """Values follow their labels in the text."""
    drawing = """
        *LINEA *STRATEGICA: 2. STRADE PER TUTTI
        *AZIONE *STRATEGICA: 2.4 Riparare i sentieri
        *Missione *D.Lgs *118/2011.: Trasporti e diritto alla mobilità
        *Programma *D.Lgs *118/2011.: Viabilità e infrastrutture
        stradali
        *OBIETTIVO *OPERATIVO: Sentieri aperti tutto l'anno e anche
        di notte con la luna piena
        *CdC *Associato: 7-Sentieri
        *RESPONSABILE: GUIDI ORESTE
    """
    assert values(only_scheda(drawing)) == EXPECTED


def test_value_below_its_label() -> None:
    """Each value stands under its label."""
    drawing = """
        LINEA STRATEGICA:
        2. STRADE PER TUTTI
        AZIONE STRATEGICA:
        2.4 Riparare i sentieri
        Missione D.Lgs 118/2011.:
        Trasporti e diritto alla mobilità
        Programma D.Lgs 118/2011.:
        Viabilità e infrastrutture stradali
        OBIETTIVO OPERATIVO:
        Sentieri aperti tutto l'anno e anche
        di notte con la luna piena
        CdC Associato:
        7-Sentieri
        RESPONSABILE:
        GUIDI ORESTE
    """
    assert values(only_scheda(drawing)) == EXPECTED


@pytest.mark.parametrize("rows", range(1, 7))
def test_torn_between_rows(rows: int) -> None:
    """A page break between two rows of the block leaves it one block."""
    top = two_columns(0.0, 6.0)
    heights = sorted(top)
    cut = [height for height in heights if top[height].strip()[:1].isalpha() and top[height][:1] != " "][rows]
    first = {height: text for height, text in top.items() if height < cut}
    second = {height - cut + 40: text for height, text in top.items() if height >= cut}
    assert values(only_scheda(first, second)) == EXPECTED


def test_a_value_that_goes_on_above_the_next_label() -> None:
    """Lines at a page's head above a value that begins with its code are the rest of the value before."""
    first = """
        LINEA STRATEGICA:              2. STRADE PER TUTTI
        AZIONE STRATEGICA:             2.4 Riparare i sentieri
        OBIETTIVO OPERATIVO:           Sentieri aperti
    """
    second = {
        40.0: f"{'':31}tutto l'anno",
        54.0: "CdC Associato:                 7-Sentieri\nRESPONSABILE:                  GUIDI ORESTE",
    }
    found = only_scheda(first, second)
    assert found.objective == "Sentieri aperti tutto l'anno"
    assert found.cost_centre is not None
    assert (found.cost_centre.code, found.cost_centre.name) == ("7", "Sentieri")


def test_a_line_under_the_name_of_a_programme() -> None:
    """What stands under a whole name of the official list begins the value whose label is level with its middle."""
    drawing = """
        LINEA STRATEGICA:              2. STRADE PER TUTTI
        Missione D.Lgs 118/2011.:      Trasporti e diritto alla mobilità
        Programma D.Lgs 118/2011.:     Viabilità e infrastrutture stradali
                                       Sentieri aperti tutto
        OBIETTIVO OPERATIVO:           l'anno e anche di notte
                                       con la luna piena
        RESPONSABILE:                  GUIDI ORESTE
    """
    found = only_scheda(drawing)
    assert found.programme == CodeName(code="10.05", name="Viabilità e infrastrutture stradali")
    assert found.objective == "Sentieri aperti tutto l'anno e anche di notte con la luna piena"


def test_a_second_line_nearer_to_the_next_label() -> None:
    """A value's last line is its own where the next value begins with its code, or is a name of the official list."""
    drawing = {
        100.0: "LINEA STRATEGICA:              2. STRADE",
        112.0: f"{'':31}PER TUTTI",
        122.0: "AZIONE STRATEGICA:             2.4 Riparare",
        134.0: f"{'':31}i sentieri",
        144.0: "Missione D.Lgs 118/2011.:      Trasporti e diritto alla mobilità",
        161.0: "OBIETTIVO OPERATIVO:           Sentieri aperti",
        173.0: f"{'':31}tutto l'anno",
        183.0: "CdC Associato:                 7-Sentieri",
    }
    found = only_scheda(drawing)
    assert found.strategic_line == CodeTitle(code="2", title="STRADE PER TUTTI")
    assert found.strategic_action == CodeTitle(code="2.4", title="Riparare i sentieri")
    assert found.mission == CodeName(code="10", name="Trasporti e diritto alla mobilità")
    assert found.objective == "Sentieri aperti tutto l'anno"
    assert found.cost_centre == CodeName(code="7", name="Sentieri")


def test_empty_values() -> None:
    """A label with nothing beside it has no value, and takes none from its neighbours."""
    drawing = """
        LINEA STRATEGICA:              2. STRADE PER TUTTI
        AZIONE STRATEGICA:
        OBIETTIVO OPERATIVO:           Sentieri aperti
        CdC Associato:
        RESPONSABILE:                  GUIDI ORESTE
    """
    found = only_scheda(drawing)
    assert (found.strategic_action, found.cost_centre) == (None, None)
    assert (found.objective, found.manager) == ("Sentieri aperti", "GUIDI ORESTE")


def test_unknown_label_keeps_its_value() -> None:
    """A label that the template does not know takes its value with it, out of the other values."""
    drawing = """
        LINEA STRATEGICA:              2. STRADE PER TUTTI
        Delega:                        Assessore ai boschi
        OBIETTIVO OPERATIVO:           Sentieri aperti
        RESPONSABILE:                  GUIDI ORESTE
    """
    found = only_scheda(drawing)
    assert found.strategic_line is not None
    assert found.strategic_line.title == "STRADE PER TUTTI"
    assert found.objective == "Sentieri aperti"


def test_label_word_inside_a_value() -> None:
    """A value that holds the word of a label is a value."""
    drawing = """
        LINEA STRATEGICA:              2. STRADE PER TUTTI
        OBIETTIVO OPERATIVO:           Nuova missione dei sentieri
        RESPONSABILE:                  GUIDI ORESTE
    """
    found = only_scheda(drawing)
    assert (found.objective, found.mission) == ("Nuova missione dei sentieri", None)


def test_mission_that_is_on_no_list() -> None:
    """A name that is on no official list keeps its text, has no code, and is reported."""
    document = read(HEADER.replace("Trasporti e diritto alla mobilità", "Cura dei boschi"))
    (report,) = document.reports
    assert report.schede[0].mission == CodeName(code=None, name="Cura dei boschi")
    assert "mission_unknown" in [found.code for found in document.diagnostics]


def test_two_schede_on_a_page() -> None:
    """The same label again begins the next scheda."""
    first = two_columns(0.0, 4.0)
    second = {height + 300: text.replace("GUIDI", "RIVA") for height, text in first.items()}
    found = schede(first | second)
    assert [each.manager for each in found] == ["GUIDI ORESTE", "RIVA ORESTE"]


def test_a_bold_label_right_behind_the_value_of_another() -> None:
    """In two columns of pairs a bold label with its colon is one, however near the value left of it ends."""
    block = """
        *LINEA *STRATEGICA:       2. STRADE PER TUTTI    *AZIONE *STRATEGICA:    2.4 Riparare i sentieri
        *OBIETTIVO *OPERATIVO:    Sentieri aperti tutto~*CdC *Associato:         7-Sentieri
                                  l'anno
        *RESPONSABILE:            GUIDI ORESTE
    """
    found = only_scheda(block)
    assert found.objective == "Sentieri aperti tutto l'anno"
    assert found.cost_centre is not None
    assert (found.cost_centre.code, found.cost_centre.name) == ("7", "Sentieri")


def test_a_text_over_both_columns_goes_on_over_wide_spaces() -> None:
    """A value whose row has no second label runs on over the middle, however wide its spaces are drawn."""
    block = """
        *LINEA *STRATEGICA:       2. STRADE PER TUTTI        *AZIONE *STRATEGICA:    2.4 Riparare i sentieri
        *OBIETTIVO *OPERATIVO:    Sentieri  aperti  tutto  l'anno  e  anche  di  notte,   con  la  luna  piena
                                  e  con  la  luna  nuova,  a  piedi  e  in  bicicletta,   da  soli  o  con  altri
        *CdC *Associato:          7-Sentieri                 *RESPONSABILE:          GUIDI ORESTE
    """
    found = only_scheda(block)
    assert " ".join((found.objective or "").split()) == (
        "Sentieri aperti tutto l'anno e anche di notte, con la luna piena "
        "e con la luna nuova, a piedi e in bicicletta, da soli o con altri"
    )
    assert (found.manager, found.cost_centre) == ("GUIDI ORESTE", CodeName(code="7", name="Sentieri"))


def test_labels_of_one_row_have_no_first_one() -> None:
    """Of two labels side by side either may stand a hair higher, from one scheda to the next."""
    rest = "PROGRAMMA:\nOBIETTIVO OPERATIVO:     Sentieri aperti\nRESPONSABILE:            GUIDI ORESTE"
    left = "LINEA STRATEGICA:        2. STRADE PER TUTTI"
    right = " " * 60 + "AZIONE STRATEGICA:    2.4 Riparare i sentieri"
    pages = [{100.0: left, height: right, 130.0: rest} for height in (99.5, 99.5, 99.5, 100.5)]
    assert [each.strategic_line for each in schede(*pages)] == 4 * [
        CodeTitle(code="2", title="STRADE PER TUTTI")
    ]


RULED = """
    +----------------------------------------+-----------------------------------+
    | LINEA STRATEGICA:                      | AZIONE STRATEGICA:                |
    | 2. STRADE PER TUTTI                    | 2.4 Riparare i sentieri           |
    +----------------------------------------+-----------------------------------+
    | OBIETTIVO OPERATIVO:                                                       |
    | Sentieri aperti tutto l'anno e anche di  notte con la  luna piena          |
    +----------------------------------------+-----------------------------------+
    | Missione D.Lgs 118/2011.:              | Programma D.Lgs 118/2011.:        |
    | Trasporti e diritto alla mobilità      | Viabilità e infrastrutture        |
    |                                        | stradali                          |
    +----------------------------------------+-----------------------------------+
    | CdC Associato:                         | RESPONSABILE:                     |
    | 7-Sentieri                             | GUIDI ORESTE                      |
    +----------------------------------------+-----------------------------------+
"""
UNRULED = """
    LINEA STRATEGICA: 2. STRADE PER TUTTI
    AZIONE STRATEGICA: 2.4 Riparare i sentieri
    Missione D.Lgs 118/2011.: Trasporti e diritto alla mobilità    Programma D.Lgs 118/2011.: Viabilità e
                                                                   infrastrutture stradali
    OBIETTIVO OPERATIVO: Sentieri aperti tutto l'anno e anche di notte con la luna piena
    CdC Associato: 7-Sentieri                                      RESPONSABILE: GUIDI ORESTE
"""


@pytest.mark.parametrize("block", [RULED, UNRULED], ids=["with rules", "without"])
def test_a_value_over_two_columns(block: str) -> None:
    """A row with one label has one value, however far it runs; a line drawn in its own row alone ends it."""
    assert values(only_scheda({60.0: block, 300.0: "NOTE\n    Nulla."})) == EXPECTED


def test_a_value_that_follows_its_label_below_a_column_of_values() -> None:
    """Where the other values have a column, one that follows its label as in a text begins before it, and goes on."""
    block = """
        LINEA STRATEGICA:                      2. STRADE PER TUTTI
        AZIONE STRATEGICA:                     2.4 Riparare i sentieri
        Missione D.Lgs 118/2011.:              Trasporti e diritto alla mobilità
        Programma D.Lgs 118/2011.:             Viabilità e infrastrutture stradali
        CdC Associato:                         7-Sentieri
        RESPONSABILE:                          GUIDI ORESTE

        OBIETTIVO OPERATIVO: Sentieri aperti tutto l'anno e anche di notte con
        la luna piena
    """
    assert values(only_scheda({60.0: block, 300.0: "NOTE\n    Nulla."})) == EXPECTED
