-- The tables of schede obiettivo, schema version 1.0, for postgresql.
-- Made from the records; not to be edited.

CREATE TABLE documents (
    document_id TEXT NOT NULL,
    schema_version TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER NOT NULL CHECK (pages >= 0),
    producer TEXT,
    template TEXT,
    second_reading TEXT,
    PRIMARY KEY (document_id)
);

COMMENT ON TABLE documents IS 'One row for each PDF.';

COMMENT ON COLUMN documents.document_id IS 'The document: first 16 hexadecimal digits of its SHA-256.';

COMMENT ON COLUMN documents.schema_version IS 'Version of this contract.';

COMMENT ON COLUMN documents.file IS 'Name of the file.';

COMMENT ON COLUMN documents.sha256 IS 'SHA-256 of its bytes, in hexadecimal.';

COMMENT ON COLUMN documents.pages IS 'Number of its pages.';

COMMENT ON COLUMN documents.producer IS 'Program that made the PDF.';

COMMENT ON COLUMN documents.template IS 'Template it was read with.';

COMMENT ON COLUMN documents.second_reading IS 'What was to be read twice: none, doubtful or all; null where nobody asked.';

CREATE TABLE reports (
    report_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    entity TEXT,
    title TEXT,
    kind TEXT,
    year SMALLINT CHECK (year BETWEEN 1 AND 9999),
    area TEXT,
    manager TEXT,
    PRIMARY KEY (report_id),
    FOREIGN KEY (document_id) REFERENCES documents (document_id) ON DELETE CASCADE
);

COMMENT ON TABLE reports IS 'One row for each cover page.';

COMMENT ON COLUMN reports.report_id IS 'The report: document_id and its ordinal.';

COMMENT ON COLUMN reports.document_id IS 'The document: first 16 hexadecimal digits of its SHA-256.';

COMMENT ON COLUMN reports.ordinal IS 'Position in its list, from 0.';

COMMENT ON COLUMN reports.entity IS 'The municipality, as printed.';

COMMENT ON COLUMN reports.title IS 'Title of the report.';

COMMENT ON COLUMN reports.kind IS 'Kind of report: what stands before the year.';

COMMENT ON COLUMN reports.year IS 'Year reported on. Printed under «anno».';

COMMENT ON COLUMN reports.area IS 'Area, as printed in quotation marks.';

COMMENT ON COLUMN reports.manager IS 'Who answers for the area. Printed under «Responsabile:».';

CREATE INDEX reports_document_id ON reports (document_id);

CREATE TABLE schede (
    scheda_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    objective_code TEXT,
    strategic_line_code TEXT,
    strategic_line_title TEXT,
    strategic_action_code TEXT,
    strategic_action_title TEXT,
    mission_code TEXT,
    mission_name TEXT,
    programme_code TEXT,
    programme_name TEXT,
    objective TEXT,
    cost_centre_code TEXT,
    cost_centre_name TEXT,
    manager TEXT,
    dup_guideline TEXT,
    definition TEXT,
    expected_result TEXT,
    planned_start DATE,
    planned_end DATE,
    actual_start DATE,
    actual_end DATE,
    condition TEXT,
    resources_spaces TEXT,
    resources_it_equipment TEXT,
    resources_other TEXT,
    notes TEXT,
    PRIMARY KEY (scheda_id),
    FOREIGN KEY (report_id) REFERENCES reports (report_id) ON DELETE CASCADE
);

COMMENT ON TABLE schede IS 'One row for each objective.';

COMMENT ON COLUMN schede.scheda_id IS 'The scheda: report_id and its objective code.';

COMMENT ON COLUMN schede.report_id IS 'The report: document_id and its ordinal.';

COMMENT ON COLUMN schede.document_id IS 'The document: first 16 hexadecimal digits of its SHA-256.';

COMMENT ON COLUMN schede.ordinal IS 'Position in its list, from 0.';

COMMENT ON COLUMN schede.objective_code IS 'Code of the objective: its activity codes'' digits without the last two.';

COMMENT ON COLUMN schede.strategic_line_code IS 'The strategic line. Its code, as printed before the title. Printed under «LINEA STRATEGICA:».';

COMMENT ON COLUMN schede.strategic_line_title IS 'The strategic line. Its title, without the code. Printed under «LINEA STRATEGICA:».';

COMMENT ON COLUMN schede.strategic_action_code IS 'The strategic action. Its code, as printed before the title. Printed under «AZIONE STRATEGICA:».';

COMMENT ON COLUMN schede.strategic_action_title IS 'The strategic action. Its title, without the code. Printed under «AZIONE STRATEGICA:».';

COMMENT ON COLUMN schede.mission_code IS 'The mission of the official budget list. Its code by the official list; null where it is not there. Printed under «Missione D.Lgs 118/2011.:».';

COMMENT ON COLUMN schede.mission_name IS 'The mission of the official budget list. Its name, as printed. Printed under «Missione D.Lgs 118/2011.:».';

COMMENT ON COLUMN schede.programme_code IS 'The programme within its mission. Its code by the official list; null where it is not there. Printed under «Programma D.Lgs 118/2011.:».';

COMMENT ON COLUMN schede.programme_name IS 'The programme within its mission. Its name, as printed. Printed under «Programma D.Lgs 118/2011.:».';

COMMENT ON COLUMN schede.objective IS 'The objective in one line. Printed under «OBIETTIVO OPERATIVO:».';

COMMENT ON COLUMN schede.cost_centre_code IS 'The cost centre. Its code by the official list; null where it is not there. Printed under «CdC Associato:».';

COMMENT ON COLUMN schede.cost_centre_name IS 'The cost centre. Its name, as printed. Printed under «CdC Associato:».';

COMMENT ON COLUMN schede.manager IS 'Who answers for the objective. Printed under «RESPONSABILE:».';

COMMENT ON COLUMN schede.dup_guideline IS 'The guideline of the planning document it follows. Printed under «Indirizzi del Documento Unico di Programmazione».';

COMMENT ON COLUMN schede.definition IS 'What the objective is, without the expected result. Printed under «Definizione dell''Obiettivo Operativo».';

COMMENT ON COLUMN schede.expected_result IS 'What it is to bring: one paragraph. Printed under «RISULTATO ATTESO:».';

COMMENT ON COLUMN schede.planned_start IS 'Planned first day. Printed under «Data Inizio Prev.:».';

COMMENT ON COLUMN schede.planned_end IS 'Planned last day. Printed under «Data Fine Prev.:».';

COMMENT ON COLUMN schede.actual_start IS 'Actual first day. Printed under «Data Inizio Eff.:».';

COMMENT ON COLUMN schede.actual_end IS 'Actual last day. Printed under «Data Fine Eff.:».';

COMMENT ON COLUMN schede.condition IS 'State of the objective. Printed under «CONDIZIONE:».';

COMMENT ON COLUMN schede.resources_spaces IS 'Things at hand. Rooms at hand. Printed under «Spazi a disposizione».';

COMMENT ON COLUMN schede.resources_it_equipment IS 'Things at hand. Computers and programs. Printed under «Dotazione informatica».';

COMMENT ON COLUMN schede.resources_other IS 'Things at hand. Anything else. Printed under «Altro».';

COMMENT ON COLUMN schede.notes IS 'Notes. Printed under «NOTE».';

CREATE INDEX schede_report_id ON schede (report_id);

CREATE TABLE phases (
    phase_id TEXT NOT NULL,
    scheda_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    activity_code TEXT,
    description TEXT,
    planned_start DATE,
    planned_end DATE,
    actual_start DATE,
    actual_end DATE,
    PRIMARY KEY (phase_id),
    FOREIGN KEY (scheda_id) REFERENCES schede (scheda_id) ON DELETE CASCADE
);

COMMENT ON TABLE phases IS 'One row for each activity of a scheda.';

COMMENT ON COLUMN phases.phase_id IS 'The row: scheda_id and its ordinal.';

COMMENT ON COLUMN phases.scheda_id IS 'The scheda: report_id and its objective code.';

COMMENT ON COLUMN phases.report_id IS 'The report: document_id and its ordinal.';

COMMENT ON COLUMN phases.document_id IS 'The document: first 16 hexadecimal digits of its SHA-256.';

COMMENT ON COLUMN phases.ordinal IS 'Position in its list, from 0.';

COMMENT ON COLUMN phases.activity_code IS 'Code of the activity. Printed under «Codice».';

COMMENT ON COLUMN phases.description IS 'What the activity is. Printed under «Fasi».';

COMMENT ON COLUMN phases.planned_start IS 'Planned first day. Printed under «Data Inizio Prev.».';

COMMENT ON COLUMN phases.planned_end IS 'Planned last day. Printed under «Data Fine Prev.».';

COMMENT ON COLUMN phases.actual_start IS 'Actual first day. Printed under «Data Inizio Effet.».';

COMMENT ON COLUMN phases.actual_end IS 'Actual last day. Printed under «Data Fine Effet.».';

CREATE INDEX phases_scheda_id ON phases (scheda_id);

CREATE TABLE phase_steps (
    step_id TEXT NOT NULL,
    phase_id TEXT NOT NULL,
    scheda_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    number INTEGER NOT NULL CHECK (number >= 0),
    text TEXT NOT NULL,
    first_month SMALLINT CHECK (first_month BETWEEN 1 AND 12),
    last_month SMALLINT CHECK (last_month BETWEEN 1 AND 12),
    PRIMARY KEY (step_id),
    FOREIGN KEY (phase_id) REFERENCES phases (phase_id) ON DELETE CASCADE
);

COMMENT ON TABLE phase_steps IS 'One row for each numbered step of a phase.';

COMMENT ON COLUMN phase_steps.step_id IS 'The step: phase_id and its ordinal.';

COMMENT ON COLUMN phase_steps.phase_id IS 'The phase: scheda_id and its ordinal.';

COMMENT ON COLUMN phase_steps.scheda_id IS 'The scheda: report_id and its objective code.';

COMMENT ON COLUMN phase_steps.report_id IS 'The report: document_id and its ordinal.';

COMMENT ON COLUMN phase_steps.document_id IS 'The document: first 16 hexadecimal digits of its SHA-256.';

COMMENT ON COLUMN phase_steps.ordinal IS 'Position in its list, from 0.';

COMMENT ON COLUMN phase_steps.number IS 'Number of the step, as printed. Printed under «FASE».';

COMMENT ON COLUMN phase_steps.text IS 'What the step does.';

COMMENT ON COLUMN phase_steps.first_month IS 'First month that the text names.';

COMMENT ON COLUMN phase_steps.last_month IS 'Last month that the text names; before the first when it is in the year after.';

CREATE INDEX phase_steps_phase_id ON phase_steps (phase_id);

CREATE TABLE indicators (
    indicator_id TEXT NOT NULL,
    scheda_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    activity_code TEXT,
    phases_text TEXT,
    name TEXT,
    year SMALLINT CHECK (year BETWEEN 1 AND 9999),
    target DECIMAL(20, 4),
    first_reading DECIMAL(20, 4),
    achieved DECIMAL(20, 4),
    achieved_pct DECIMAL(20, 4),
    PRIMARY KEY (indicator_id),
    FOREIGN KEY (scheda_id) REFERENCES schede (scheda_id) ON DELETE CASCADE
);

COMMENT ON TABLE indicators IS 'One row for each performance indicator.';

COMMENT ON COLUMN indicators.indicator_id IS 'The row: scheda_id and its ordinal.';

COMMENT ON COLUMN indicators.scheda_id IS 'The scheda: report_id and its objective code.';

COMMENT ON COLUMN indicators.report_id IS 'The report: document_id and its ordinal.';

COMMENT ON COLUMN indicators.document_id IS 'The document: first 16 hexadecimal digits of its SHA-256.';

COMMENT ON COLUMN indicators.ordinal IS 'Position in its list, from 0.';

COMMENT ON COLUMN indicators.activity_code IS 'Code of the activity. Printed under «Codice Attività».';

COMMENT ON COLUMN indicators.phases_text IS 'The phases measured, as printed. Printed under «Fasi».';

COMMENT ON COLUMN indicators.name IS 'What is measured. Printed under «Indicatore».';

COMMENT ON COLUMN indicators.year IS 'Year of the measurement. Printed under «Anno».';

COMMENT ON COLUMN indicators.target IS 'Value aimed at. Printed under «Valore Target».';

COMMENT ON COLUMN indicators.first_reading IS 'Value at the first reading. Printed under «1° Rilevazione».';

COMMENT ON COLUMN indicators.achieved IS 'Value reached. Printed under «Valore Raggiunto».';

COMMENT ON COLUMN indicators.achieved_pct IS 'Value reached, as per cent. Unit: per cent. Printed under «% Ragg.».';

CREATE INDEX indicators_scheda_id ON indicators (scheda_id);

CREATE TABLE staff (
    staff_id TEXT NOT NULL,
    scheda_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    category TEXT,
    employee_id TEXT,
    name TEXT,
    PRIMARY KEY (staff_id),
    FOREIGN KEY (scheda_id) REFERENCES schede (scheda_id) ON DELETE CASCADE
);

COMMENT ON TABLE staff IS 'One row for each person assigned to a scheda.';

COMMENT ON COLUMN staff.staff_id IS 'The row: scheda_id and its ordinal.';

COMMENT ON COLUMN staff.scheda_id IS 'The scheda: report_id and its objective code.';

COMMENT ON COLUMN staff.report_id IS 'The report: document_id and its ordinal.';

COMMENT ON COLUMN staff.document_id IS 'The document: first 16 hexadecimal digits of its SHA-256.';

COMMENT ON COLUMN staff.ordinal IS 'Position in its list, from 0.';

COMMENT ON COLUMN staff.category IS 'Contract category of the person. Printed under «Categoria».';

COMMENT ON COLUMN staff.employee_id IS 'Number of the employee. Printed under «Matricola».';

COMMENT ON COLUMN staff.name IS 'Name, without the number. Printed under «Cognome Nome».';

CREATE INDEX staff_scheda_id ON staff (scheda_id);

CREATE TABLE budget_lines (
    budget_line_id TEXT NOT NULL,
    scheda_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    section TEXT NOT NULL CHECK (section IN ('planned_revenue', 'actual_revenue', 'planned_expenditure', 'actual_expenditure')),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    chapter TEXT,
    description TEXT,
    amount DECIMAL(20, 4),
    PRIMARY KEY (budget_line_id),
    FOREIGN KEY (scheda_id) REFERENCES schede (scheda_id) ON DELETE CASCADE
);

COMMENT ON TABLE budget_lines IS 'One row for each chapter in one of the four sections of a budget.';

COMMENT ON COLUMN budget_lines.budget_line_id IS 'The row: scheda_id, its section and its ordinal there.';

COMMENT ON COLUMN budget_lines.scheda_id IS 'The scheda: report_id and its objective code.';

COMMENT ON COLUMN budget_lines.report_id IS 'The report: document_id and its ordinal.';

COMMENT ON COLUMN budget_lines.document_id IS 'The document: first 16 hexadecimal digits of its SHA-256.';

COMMENT ON COLUMN budget_lines.section IS 'The section of the budget.';

COMMENT ON COLUMN budget_lines.ordinal IS 'Position in its list, from 0.';

COMMENT ON COLUMN budget_lines.chapter IS 'Chapter of the municipal budget. Printed under «Capitolo».';

COMMENT ON COLUMN budget_lines.description IS 'What the chapter is for. Printed under «Descrizione».';

COMMENT ON COLUMN budget_lines.amount IS 'Amount in euro. Unit: euro. Printed under «Importo».';

CREATE INDEX budget_lines_scheda_id ON budget_lines (scheda_id);

CREATE TABLE monitoring (
    monitoring_id TEXT NOT NULL,
    scheda_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    activity_code TEXT,
    phases_text TEXT,
    text TEXT,
    PRIMARY KEY (monitoring_id),
    FOREIGN KEY (scheda_id) REFERENCES schede (scheda_id) ON DELETE CASCADE
);

COMMENT ON TABLE monitoring IS 'One row for each observation of an activity.';

COMMENT ON COLUMN monitoring.monitoring_id IS 'The row: scheda_id and its ordinal.';

COMMENT ON COLUMN monitoring.scheda_id IS 'The scheda: report_id and its objective code.';

COMMENT ON COLUMN monitoring.report_id IS 'The report: document_id and its ordinal.';

COMMENT ON COLUMN monitoring.document_id IS 'The document: first 16 hexadecimal digits of its SHA-256.';

COMMENT ON COLUMN monitoring.ordinal IS 'Position in its list, from 0.';

COMMENT ON COLUMN monitoring.activity_code IS 'Code of the activity. Printed under «Codice».';

COMMENT ON COLUMN monitoring.phases_text IS 'The phases observed, as printed. Printed under «Fase».';

COMMENT ON COLUMN monitoring.text IS 'What was observed. Printed under «Monitoraggio».';

CREATE INDEX monitoring_scheda_id ON monitoring (scheda_id);

CREATE TABLE text_references (
    text_reference_id TEXT NOT NULL,
    scheda_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    kind TEXT NOT NULL CHECK (kind IN ('act', 'norm', 'amount', 'chapter', 'date', 'period')),
    field TEXT NOT NULL,
    path TEXT NOT NULL,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset >= 0),
    printed TEXT NOT NULL,
    act_type TEXT,
    number TEXT,
    year SMALLINT CHECK (year BETWEEN 1 AND 9999),
    first_date DATE,
    last_date DATE,
    amount DECIMAL(20, 4),
    chapter TEXT,
    article TEXT,
    PRIMARY KEY (text_reference_id),
    FOREIGN KEY (scheda_id) REFERENCES schede (scheda_id) ON DELETE CASCADE
);

COMMENT ON TABLE text_references IS 'One row for each act, norm, amount, budget chapter, date or period found for certain in free text.';

COMMENT ON COLUMN text_references.text_reference_id IS 'The row: scheda_id and its ordinal.';

COMMENT ON COLUMN text_references.scheda_id IS 'The scheda: report_id and its objective code.';

COMMENT ON COLUMN text_references.report_id IS 'The report: document_id and its ordinal.';

COMMENT ON COLUMN text_references.document_id IS 'The document: first 16 hexadecimal digits of its SHA-256.';

COMMENT ON COLUMN text_references.ordinal IS 'Position in its list, from 0.';

COMMENT ON COLUMN text_references.kind IS 'What it refers to.';

COMMENT ON COLUMN text_references.field IS 'The member of the scheda whose text it stands in.';

COMMENT ON COLUMN text_references.path IS 'That text, as a JSON pointer into the document.';

COMMENT ON COLUMN text_references.start_offset IS 'Characters of the text before it. Unit: characters.';

COMMENT ON COLUMN text_references.end_offset IS 'Characters of the text up to its end. Unit: characters.';

COMMENT ON COLUMN text_references.printed IS 'Its words as they stand in the text.';

COMMENT ON COLUMN text_references.act_type IS 'Type of the act or norm; null where its abbreviation has several meanings.';

COMMENT ON COLUMN text_references.number IS 'Number of the act or norm.';

COMMENT ON COLUMN text_references.year IS 'Year of the act or norm.';

COMMENT ON COLUMN text_references.first_date IS 'Day of the act or the date; first day of the period.';

COMMENT ON COLUMN text_references.last_date IS 'Day of the act or the date; last day of the period.';

COMMENT ON COLUMN text_references.amount IS 'The amount. Unit: euro.';

COMMENT ON COLUMN text_references.chapter IS 'Chapter of the municipal budget.';

COMMENT ON COLUMN text_references.article IS 'Article of the chapter.';

CREATE INDEX text_references_scheda_id ON text_references (scheda_id);

CREATE TABLE diagnostics (
    document_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    code TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
    message TEXT NOT NULL,
    path TEXT,
    page INTEGER CHECK (page >= 0),
    x0 DOUBLE PRECISION,
    top DOUBLE PRECISION,
    x1 DOUBLE PRECISION,
    bottom DOUBLE PRECISION,
    PRIMARY KEY (document_id, ordinal),
    FOREIGN KEY (document_id) REFERENCES documents (document_id) ON DELETE CASCADE
);

COMMENT ON TABLE diagnostics IS 'One row for each finding.';

COMMENT ON COLUMN diagnostics.document_id IS 'The document: first 16 hexadecimal digits of its SHA-256.';

COMMENT ON COLUMN diagnostics.ordinal IS 'Position in its list, from 0.';

COMMENT ON COLUMN diagnostics.code IS 'Stable name of the kind of finding.';

COMMENT ON COLUMN diagnostics.severity IS 'How much it matters.';

COMMENT ON COLUMN diagnostics.message IS 'The finding in a sentence.';

COMMENT ON COLUMN diagnostics.path IS 'What it is about, as a JSON pointer.';

COMMENT ON COLUMN diagnostics.page IS 'Page of the PDF, counted from 1.';

COMMENT ON COLUMN diagnostics.x0 IS 'Left edge of the box, in points from the top left corner of the page. Unit: points.';

COMMENT ON COLUMN diagnostics.top IS 'Upper edge of the box, in points from the top left corner of the page. Unit: points.';

COMMENT ON COLUMN diagnostics.x1 IS 'Right edge of the box, in points from the top left corner of the page. Unit: points.';

COMMENT ON COLUMN diagnostics.bottom IS 'Lower edge of the box, in points from the top left corner of the page. Unit: points.';

CREATE TABLE provenance (
    document_id TEXT NOT NULL,
    path TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    page INTEGER NOT NULL CHECK (page >= 0),
    x0 DOUBLE PRECISION NOT NULL,
    top DOUBLE PRECISION NOT NULL,
    x1 DOUBLE PRECISION NOT NULL,
    bottom DOUBLE PRECISION NOT NULL,
    correction_verdict TEXT,
    correction_by TEXT,
    correction_at TEXT,
    correction_read TEXT,
    PRIMARY KEY (document_id, path, ordinal),
    FOREIGN KEY (document_id) REFERENCES documents (document_id) ON DELETE CASCADE
);

COMMENT ON TABLE provenance IS 'One row for each box a value was read from.';

COMMENT ON COLUMN provenance.document_id IS 'The document: first 16 hexadecimal digits of its SHA-256.';

COMMENT ON COLUMN provenance.path IS 'The value, as a JSON pointer into the document.';

COMMENT ON COLUMN provenance.ordinal IS 'Position in its list, from 0.';

COMMENT ON COLUMN provenance.page IS 'Page of the PDF, counted from 1.';

COMMENT ON COLUMN provenance.x0 IS 'Left edge of the box, in points from the top left corner of the page. Unit: points.';

COMMENT ON COLUMN provenance.top IS 'Upper edge of the box, in points from the top left corner of the page. Unit: points.';

COMMENT ON COLUMN provenance.x1 IS 'Right edge of the box, in points from the top left corner of the page. Unit: points.';

COMMENT ON COLUMN provenance.bottom IS 'Lower edge of the box, in points from the top left corner of the page. Unit: points.';

COMMENT ON COLUMN provenance.correction_verdict IS '`right`: read rightly; `corrected`: a person gave the value.';

COMMENT ON COLUMN provenance.correction_by IS 'Who said so, as they call themselves.';

COMMENT ON COLUMN provenance.correction_at IS 'When they said so.';

COMMENT ON COLUMN provenance.correction_read IS 'The value that the program had read, as it stood in the record.';

CREATE TABLE schema_info (
    schema_version TEXT NOT NULL PRIMARY KEY
);

COMMENT ON TABLE schema_info IS 'The version of these tables.';

INSERT INTO schema_info VALUES ('1.0');

CREATE TABLE loaded_inputs (
    folder TEXT NOT NULL,
    file TEXT NOT NULL,
    document_id TEXT NOT NULL,
    PRIMARY KEY (folder, file),
    FOREIGN KEY (document_id) REFERENCES documents (document_id) ON DELETE CASCADE
);

COMMENT ON TABLE loaded_inputs IS 'Which input of which converted folder each document was loaded from.';
