"""The words a scheda prints around its values, in the wordings that municipalities use."""

from __future__ import annotations

from dataclasses import dataclass, replace

Heads = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """Every label of a scheda; `\\n` is a forced line break inside a header cell."""

    line: str = "LINEA STRATEGICA:"
    action: str = "AZIONE STRATEGICA:"
    mission: str = "Missione D.Lgs 118/2011.:"
    programme: str = "Programma D.Lgs 118/2011.:"
    objective: str = "OBIETTIVO OPERATIVO:"
    cost_centre: str = "CdC Associato:"
    manager: str = "RESPONSABILE:"
    dup_guideline: str = "Indirizzi del Documento Unico di Programmazione"
    definition: str = "Definizione dell'Obiettivo Operativo"
    expected_result: str = "RISULTATO ATTESO:"
    times: str = "INFORMAZIONI TEMPORALI"
    planned_start: str = "Data Inizio Prev.:"
    planned_end: str = "Data Fine Prev.:"
    actual_start: str = "Data Inizio Eff.:"
    actual_end: str = "Data Fine Eff.:"
    condition: str = "CONDIZIONE:"
    phases: str = "DESCRIZIONE FASI"
    indicators: str = "INDICATORI DI PERFORMANCE"
    staff: str = "Budget risorse umane"
    resources: str = "Budget risorse strumentali"
    spaces: str = "Spazi a disposizione"
    it_equipment: str = "Dotazione informatica"
    other: str = "Altro"
    budget: str = "Budget risorse finanziarie - {}"
    budget_sections: Heads = ("Entrate Previste", "Entrate Effettive", "Spese Previste", "Spese Effettive")
    notes: str = "NOTE"
    cover_manager: str = "Responsabile:"
    page_title: str = "Scheda Obiettivo Gestionale"
    phase_heads: Heads = (
        "Codice",
        "Fasi",
        "Data Inizio Prev.",
        "Data Fine Prev.",
        "Data Inizio Effet.",
        "Data Fine Effet.",
    )
    indicator_heads: Heads = (
        "Codice Attività",
        "Fasi",
        "Indicatore",
        "Anno",
        "Valore Target",
        "1° Rilevazione",
        "Valore Raggiunto",
        "% Ragg.",
    )
    staff_heads: Heads = ("Categoria", "Matricola", "Cognome Nome")
    budget_heads: Heads = ("Capitolo", "Descrizione", "Importo")
    monitoring_heads: Heads = ("Codice", "Fase", "Monitoraggio")


PLAIN = Labels()

CAPITALS = replace(
    PLAIN,
    mission="MISSIONE D.LGS. 118/2011:",
    programme="PROGRAMMA D.LGS. 118/2011:",
    cost_centre="CDC ASSOCIATO:",
    dup_guideline="INDIRIZZI DEL DOCUMENTO UNICO DI PROGRAMMAZIONE",
    definition="DEFINIZIONE DELL’OBIETTIVO OPERATIVO",
    planned_start="DATA INIZIO PREV.:",
    planned_end="DATA FINE PREV.:",
    actual_start="DATA INIZIO EFF.:",
    actual_end="DATA FINE EFF.:",
    staff="BUDGET RISORSE UMANE",
    resources="BUDGET RISORSE STRUMENTALI",
    spaces="SPAZI A DISPOSIZIONE",
    it_equipment="DOTAZIONE INFORMATICA",
    other="ALTRO",
    budget="BUDGET RISORSE FINANZIARIE - {}",
    budget_sections=("ENTRATE PREVISTE", "ENTRATE EFFETTIVE", "SPESE PREVISTE", "SPESE EFFETTIVE"),
    phase_heads=(
        "CODICE",
        "FASI",
        "DATA INIZIO PREV.",
        "DATA FINE PREV.",
        "DATA INIZIO EFFET.",
        "DATA FINE EFFET.",
    ),
    indicator_heads=(
        "CODICE ATTIVITÀ",
        "FASI",
        "INDICATORE",
        "ANNO",
        "VALORE TARGET",
        "1° RILEVAZIONE",
        "VALORE RAGGIUNTO",
        "% RAGG.",
    ),
    staff_heads=("CATEGORIA", "MATRICOLA", "COGNOME NOME"),
    budget_heads=("CAPITOLO", "DESCRIZIONE", "IMPORTO"),
    monitoring_heads=("CODICE", "FASE", "MONITORAGGIO"),
    page_title="SCHEDA OBIETTIVO GESTIONALE",
)

SMALL = replace(
    PLAIN,
    line="Linea strategica:",
    action="Azione strategica:",
    mission="Missione D.Lgs. 118/2011:",
    programme="Programma D.Lgs. 118/2011:",
    objective="Obiettivo operativo:",
    cost_centre="CdC associato:",
    manager="Responsabile:",
    expected_result="Risultato atteso:",
    times="Informazioni temporali",
    condition="Condizione:",
    phases="Descrizione fasi",
    indicators="Indicatori di performance",
    budget="Budget risorse finanziarie – {}",
    budget_sections=("Entrate previste", "Entrate effettive", "Spese previste", "Spese effettive"),
    notes="Note",
    indicator_heads=(
        "Codice attività",
        "Fasi",
        "Indicatore",
        "Anno",
        "Valore target",
        "1ª rilevazione",
        "Valore raggiunto",
        "% ragg.",
    ),
    staff_heads=("Categoria", "Matricola", "Cognome e nome"),
)

BARE = replace(
    PLAIN,
    line="LINEA STRATEGICA",
    action="AZIONE STRATEGICA",
    mission="Missione D.Lgs 118/2011",
    programme="Programma D.Lgs 118/2011",
    objective="OBIETTIVO OPERATIVO",
    cost_centre="CdC Associato",
    manager="RESPONSABILE",
    planned_start="Data Inizio Prev.",
    planned_end="Data Fine Prev.",
    actual_start="Data Inizio Eff.",
    actual_end="Data Fine Eff.",
    condition="CONDIZIONE",
)

SPACED = replace(
    PLAIN,
    line="LINEA STRATEGICA :",
    action="AZIONE STRATEGICA :",
    mission="Missione D.Lgs. 118/2011 :",
    programme="Programma D.Lgs. 118/2011 :",
    objective="OBIETTIVO OPERATIVO :",
    cost_centre="CdC Associato :",
    manager="RESPONSABILE :",
    expected_result="RISULTATO ATTESO :",
    planned_start="Data Inizio Prev. :",
    planned_end="Data Fine Prev. :",
    actual_start="Data Inizio Eff. :",
    actual_end="Data Fine Eff. :",
    condition="CONDIZIONE :",
    spaces="Spazi a disposizione:",
    it_equipment="Dotazione informatica:",
    other="Altro:",
    phases="DESCRIZIONE FASI:",
    indicators="INDICATORI DI PERFORMANCE:",
    notes="NOTE:",
)

BROKEN = replace(
    PLAIN,
    phase_heads=(
        "Codice",
        "Fasi",
        "Data\nInizio\nPrev.",
        "Data\nFine\nPrev.",
        "Data\nInizio\nEffet.",
        "Data\nFine\nEffet.",
    ),
    indicator_heads=(
        "Codice\nAttività",
        "Fasi",
        "Indicatore",
        "Anno",
        "Valore\nTarget",
        "1°\nRileva-\nzione",
        "Valore\nRaggiunto",
        "%\nRagg.",
    ),
    staff_heads=("Categoria", "Matricola", "Cognome\nNome"),
)
