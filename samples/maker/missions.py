"""A part of annex 14 to D.Lgs. 118/2011: missions, each with some of its programmes."""

from __future__ import annotations

MISSIONS: dict[tuple[str, str], dict[str, str]] = {
    ("01", "Servizi istituzionali, generali e di gestione"): {
        "01.02": "Segreteria generale",
        "01.03": "Gestione economica, finanziaria, programmazione e provveditorato",
        "01.04": "Gestione delle entrate tributarie e servizi fiscali",
        "01.05": "Gestione dei beni demaniali e patrimoniali",
        "01.06": "Ufficio tecnico",
        "01.07": "Elezioni e consultazioni popolari - Anagrafe e stato civile",
        "01.08": "Statistica e sistemi informativi",
        "01.10": "Risorse umane",
        "01.11": "Altri servizi generali",
    },
    ("03", "Ordine pubblico e sicurezza"): {
        "03.01": "Polizia locale e amministrativa",
        "03.02": "Sistema integrato di sicurezza urbana",
    },
    ("04", "Istruzione e diritto allo studio"): {
        "04.01": "Istruzione prescolastica",
        "04.02": "Altri ordini di istruzione non universitaria",
        "04.06": "Servizi ausiliari all'istruzione",
        "04.07": "Diritto allo studio",
    },
    ("05", "Tutela e valorizzazione dei beni e attività culturali"): {
        "05.01": "Valorizzazione dei beni di interesse storico",
        "05.02": "Attività culturali e interventi diversi nel settore culturale",
    },
    ("06", "Politiche giovanili, sport e tempo libero"): {
        "06.01": "Sport e tempo libero",
        "06.02": "Giovani",
    },
    ("08", "Assetto del territorio ed edilizia abitativa"): {
        "08.01": "Urbanistica e assetto del territorio",
    },
    ("09", "Sviluppo sostenibile e tutela del territorio e dell'ambiente"): {
        "09.02": "Tutela, valorizzazione e recupero ambientale",
        "09.03": "Rifiuti",
        "09.04": "Servizio idrico integrato",
    },
    ("10", "Trasporti e diritto alla mobilità"): {
        "10.02": "Trasporto pubblico locale",
        "10.05": "Viabilità e infrastrutture stradali",
    },
    ("12", "Diritti sociali, politiche sociali e famiglia"): {
        "12.01": "Interventi per l'infanzia e i minori e per asili nido",
        "12.02": "Interventi per la disabilità",
        "12.03": "Interventi per gli anziani",
        "12.05": "Interventi per le famiglie",
        "12.07": "Programmazione e governo della rete dei servizi sociosanitari e sociali",
        "12.09": "Servizio necroscopico e cimiteriale",
    },
    ("14", "Sviluppo economico e competitività"): {
        "14.02": "Commercio - reti distributive - tutela dei consumatori",
        "14.04": "Reti e altri servizi di pubblica utilità",
    },
}
