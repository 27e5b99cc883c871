"""Banks of Italian phrases out of which invented reports are composed."""

from __future__ import annotations

TOWNS = (
    "Valdombra", "Roccalvento", "Castelmirto", "Montebrina", "Campoluna", "Fontebruna", "Colleverna",
    "Pieve Ginestra", "San Brenno", "Molinfreddo", "Vignalba", "Gelsoverde", "Ripamora", "Sant'Orsolo",
)  # fmt: skip
STREETS = ("Piazza della Libertà, 1", "Via Roma, 12", "Largo dei Mugnai, 3", "Corso dell'Indipendenza, 45/A", "Piazza XX Settembre 7")
PROVINCES = ("21999 {town} (VX)", "{town} (ZQ)", "C.A.P. 40199 - {town}")

AREAS = (
    "Area Servizi alla Persona", "Area Tecnica e Lavori Pubblici", "Settore Affari Generali e Servizi Demografici",
    "Area Economico-Finanziaria", "Settore 3 - Cultura, Sport e Giovani", "Area Polizia Locale", "Area Transizione Digitale",
    "Settore Ambiente, Verde e Rifiuti", "Area Istruzione", "Servizio Tributi",
)  # fmt: skip
FIRST_NAMES = "Ada Bruno Carla Dario Elisa Fabio Gaia Ivo Lara Marco Nadia Oreste Piera Remo Sonia Tullio Ugo Vera Zeno Niccolò".split()
LAST_NAMES = (
    "ALBERI", "BENTIVEGNI", "CASTELLANDI", "D'ORIVALE", "DE MARTELLIS", "FRANCHETTINI", "GUALDANI", "LO PRESTELLI", "MAZZOLENGHI",
    "NARDUZZI", "ORLANDELLI", "PACE-ROVERI", "QUIRINALI", "RIVALDESI", "SANTACRUZ", "TREVISOTTI", "UBALDINELLI", "VOLPATINI", "ZUCCARELLI",
    "NICOLÒ", "BUÈ", "SERRAGLINI",
)  # fmt: skip
CATEGORIES = (
    "Categoria A", "Categoria B", "Categoria B3", "Categoria C", "Categoria D", "Categoria D3", "Dirigente", "Segretario",
    "Area degli Istruttori", "Area dei Funzionari e dell'Elevata Qualificazione", "Area degli Operatori Esperti", "D1", "C5",
)  # fmt: skip
CONDITIONS = ("CONCLUSO", "IN CORSO", "SOSPESO", "RINVIATO AL 2021", "In linea con la programmazione", "Concluso in ritardo")

LINES = (
    "UNA CITTÀ CHE ACCOGLIE", "VICINI A CHI CRESCE", "IL COMUNE SEMPLICE E TRASPARENTE", "MUOVERSI BENE", "SPAZI APERTI, IDEE NUOVE",
    "PIÙ VERDE, MENO SPRECHI", "LA COMUNITÀ AL CENTRO: SERVIZI E DIRITTI",
)  # fmt: skip
ACTIONS = (
    "Ampliare l'offerta dei servizi per l'infanzia", "Rendere sicure strade, piazze e percorsi casa-scuola",
    "Semplificare l'accesso ai servizi online per cittadini e imprese", "Valorizzare la biblioteca come luogo d'incontro",
    "Ridurre i rifiuti e migliorare la qualità della raccolta", "Sostenere le famiglie in difficoltà, nessuno escluso",
    "Promuovere lo sport di base: impianti, associazioni, scuole", "Recuperare l'evasione e garantire equità",
)  # fmt: skip
OBJECTIVES = (
    "GARANTIRE LA CONTINUITÀ DEL SERVIZIO DI REFEZIONE SCOLASTICA", "RIQUALIFICARE LA BIBLIOTECA CIVICA E I SUOI SERVIZI",
    "MANUTENZIONE STRAORDINARIA DI STRADE E MARCIAPIEDI", "ATTIVARE LO SPORTELLO POLIFUNZIONALE DEL CITTADINO",
    "PROGETTO \"NONNI VIGILI\" E SICUREZZA DAVANTI ALLE SCUOLE", "COMPLETARE IL PASSAGGIO A PAGOPA E SPID",
    "AGGIORNARE IL PIANO DI GOVERNO DEL TERRITORIO (PGT)", "PRESA IN CARICO DEI NUCLEI FRAGILI: UN'ÉQUIPE INTEGRATA COMUNE/AMBITO",
    "RACCOLTA PUNTUALE DEI RIFIUTI: ESTENSIONE ALLE UTENZE NON DOMESTICHE", "ATTUARE LE MISURE DEL PIANO ANTICORRUZIONE (PTPCT)",
    "È ORA DI SPORT: NUOVA CONVENZIONE PER LA PALESTRA", "RECUPERO DELL'EVASIONE IMU E TARI",
    "DIGITALIZZARE L'ARCHIVIO DELLE PRATICHE EDILIZIE E GARANTIRE L'ACCESSO AGLI ATTI ENTRO I TERMINI DI LEGGE",
)  # fmt: skip
CENTRES = (
    "Asilo nido", "Biblioteca e attività culturali", "Viabilità e illuminazione pubblica", "Anagrafe, stato civile, elettorale",
    "Servizi sociali - minori", "Refezione e pre-post scuola", "Tributi", "Verde pubblico", "Polizia Locale", "Sistemi informativi (CED)",
)  # fmt: skip

OFFICES = (
    "L'ufficio scuola", "Il servizio biblioteca", "L'ufficio tecnico", "L'Ufficio di Piano", "Lo sportello anagrafe",
    "La Polizia Locale", "L'ufficio tributi", "Il servizio sociale professionale", "L'ufficio ambiente", "Il responsabile del procedimento",
    "La Centrale Unica di Committenza (C.U.C.)", "L'ufficio gare e contratti", "Il gruppo di lavoro intersettoriale",
    "Il C.E.D.", "L'ufficio U.R.P.",
)  # fmt: skip
DONE = (
    "ha predisposto", "ha concluso", "ha avviato", "ha aggiornato", "ha verificato", "ha trasmesso alla Giunta", "ha pubblicato",
    "ha approvato con determinazione n. {act}", "ha rivisto, d'intesa con l'assessorato,", "ha raccolto e ordinato",
    "ha illustrato alle commissioni", "sta completando", "non ha ancora ricevuto", "ha affidato, ai sensi dell'art. 36, comma 2, lett. b),",
)  # fmt: skip
OBJECTS = (
    "il capitolato del servizio di refezione", "il calendario delle aperture serali", "il progetto definitivo dei marciapiedi di via Verdi",
    "la carta dei servizi del nido", "l'elenco degli iscritti al pre-post scuola", "il regolamento per l'uso delle sale",
    "la banca dati delle concessioni cimiteriali", "il censimento del verde", "la graduatoria degli alloggi",
    "le istanze arrivate fuori termine", "il rendiconto delle spese sostenute", "la convenzione con le associazioni sportive",
    "gli avvisi di accertamento per omesso versamento", "il nuovo modulo per l'iscrizione on-line", "la mappatura dei procedimenti",
    "lo schema di accordo Comune/Ambito", "la relazione sull'attività svolta", "il piano degli spostamenti casa-lavoro",
    "l'affidamento della manutenzione degli impianti elettrici", "il fascicolo informatico di ogni pratica",
    "la segnaletica orizzontale delle vie più trafficate", "il catalogo collettivo e l'inventario dei fondi librari",
)  # fmt: skip
COMPLEMENTS = (
    "entro i termini previsti", "per l'a.s. 2019/20", "con una spesa complessiva di € {euro}", "nel rispetto del D.Lgs. 50/2016 e ss.mm.ii.",
    "dopo il confronto con le organizzazioni sindacali", "a seguito della nota prot. n. {prot} del {day}", "sulla base dei dati raccolti nel {year}",
    "(cap. {chapter})", "per le famiglie con I.S.E.E. inferiore a €{euro}", "con il supporto di un operatore esterno",
    "come da deliberazione di Giunta Comunale n. {act}", "dal {day} al {day2}", "a favore di cittadini, imprese e associazioni",
    "in collaborazione con l'Istituto Comprensivo “Gianni Bellaria”", "per il {percent}% degli utenti", "con procedura aperta sul mercato elettronico (MEPA)",
    "nonché per i Comuni dell’Unione", "attraverso la «rete dei servizi»", "tramite e-mail e PEC", "anche nel mese di agosto",
    "senza oneri a carico del bilancio", "in un'unica soluzione",
)  # fmt: skip
SENTENCES = (
    "Il servizio è stato regolarmente svolto.", "Non si sono registrati scostamenti rispetto al cronoprogramma.",
    "Le attività proseguiranno nell'anno successivo.", "È stata data adeguata informazione sul sito istituzionale.",
    "Si è tuttavia reso necessario prorogare il termine di 60 giorni.", "L'importo a base di gara ammonta ad € {euro} (IVA esclusa).",
    "Sono pervenute n. {number} domande, di cui n. {small} accolte.", "L'aumento delle richieste è pari al {percent},5% rispetto al {year}.",
    "Così come previsto, l'obiettivo è stato raggiunto già nel mese di ottobre.", "Per informazioni: protocollo@comune.example.it.",
    "Il costo pro-capite è passato da € 1.234,56 a € 1.198,00.", "Gli utenti hanno espresso un giudizio \"più che positivo\".",
    "Dal 3/10/2019 lo sportello è aperto anche il sabato (9.00-12.30).", "Perché il progetto riesca, servono più spazi e più tempo.",
    "I lavori, iniziati il {day}, si sono conclusi il {day2}.", "Il numero di prestiti supera le {number}.000 unità.",
    "La spesa, impegnata con determinazione n. 12/2020, è stata interamente liquidata.", "Qualità, tempestività, sobrietà: questi i criteri.",
    "L’attività è proseguita da remoto dall’8 marzo.", "Restano da definire: tempi, costi e modalità d'uso;",
)  # fmt: skip
TRAPS = (
    "Come indicato nelle note del responsabile, il dato è provvisorio.",
    "Gli indicatori di performance sono stati rivisti a metà anno.",
    "La condizione: nessun aumento delle tariffe a carico delle famiglie.",
    "Si rinvia alla FASE 2 del progetto per gli aspetti organizzativi.",
    "RESPONSABILE: il dirigente ha delegato la firma degli atti di liquidazione.",
    "Il budget risorse umane resta invariato rispetto alla previsione.",
    "NOTE: vedi allegato al verbale.",
    "Altro aspetto rilevante è la formazione del personale.",
    "Il risultato atteso è in linea con gli indirizzi del Documento Unico di Programmazione.",
    "Codice, fase e monitoraggio sono riportati nel gestionale.",
    "Il valore target e il valore raggiunto coincidono.",
    "In allegato la pag. 3 di 12 del verbale.",
    "Data fine prev.: da concordare con la ditta.",
    "La Missione 12 e il Programma 02 assorbono la quota maggiore della spesa.",
)
STEPS = (
    "Predisposizione del bando e del capitolato", "Indizione della gara ad evidenza pubblica", "Nomina della commissione e valutazione delle offerte",
    "Aggiudicazione e stipula del contratto", "Avvio del servizio e monitoraggio trimestrale", "Raccolta delle domande attraverso lo sportello online",
    "Istruttoria e formazione della graduatoria", "Verifica dei requisiti dichiarati", "Liquidazione dei contributi agli aventi diritto",
    "Incontri con le scuole, i genitori e le associazioni", "Rilevazione del gradimento (questionario anonimo)", "Aggiornamento del sito e della modulistica",
    "Redazione della relazione finale", "Sopralluoghi e rilievi a cura dell'ufficio tecnico", "Attività di front-office e back-office",
    "Adozione degli atti conseguenti: determinazioni, convenzioni, ordinanze", "Progettazione esecutiva", "Collaudo e rendicontazione",
)  # fmt: skip
PERIODS = (
    "(da gennaio a giugno)", "(da settembre a dicembre)", "- da marzo ad aprile", "(entro il 31/12)", ": da maggio a luglio", "(dal 1 febbraio al 15 aprile)",
    "(tutto l'anno)", "",
)  # fmt: skip
INDICATORS = (
    "Rispetto delle previsioni (SI=100)", "N. domande evase nei termini", "Tempo medio di risposta (giorni)", "% di utenti soddisfatti",
    "Avvio del servizio entro il 30/09 (SI = 100)", "Numero di iniziative realizzate nell'anno", "Metri lineari di marciapiede rifatti",
    "Importo accertato / importo previsto", "Percentuale di raccolta differenziata - %", "N. accessi allo sportello sociale", "Prestiti bibliotecari",
    "Predisposizione bozza regolamento entro il 31/08", "Ore di apertura settimanale al pubblico, compreso il sabato",
)  # fmt: skip
BUDGET_ITEMS = (
    "Prestazioni di servizi per refezione scolastica", "Contributi regionali per il diritto allo studio", "Manutenzione ordinaria strade",
    "Acquisto libri e altro materiale", "Proventi da rette", "Recupero evasione IMU - anni precedenti", "Spese per informatica: canoni e licenze",
    "Trasferimenti ad altri Comuni dell'Ambito", "Utenze e canoni", "Incarichi professionali", "Sanzioni al Codice della Strada (art. 208)",
)  # fmt: skip
SPACES = (
    "Uffici al primo piano del palazzo municipale.", "N. 2 aule della scuola primaria e la sala consiliare.",
    "Biblioteca civica, via dei Tigli 8: sala ragazzi e sala studio.", "Sede di via Po e magazzino comunale.",
)
EQUIPMENT = (
    "N. 6 personal computer, 1 stampante di rete, 1 scanner.", "Applicativo gestionale dei servizi a domanda individuale.",
    "PC portatili (4), tablet (2) e firma digitale.", "Software in uso all'ente; nessuna nuova dotazione.",
)
