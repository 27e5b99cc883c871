-- Every indicator with its objective, mission and programme, and whether it reached its target.
CREATE OR REPLACE VIEW indicator_details AS
SELECT
    i.indicator_id,
    i.document_id,
    r.entity,
    COALESCE(i.year, r.year) AS year,
    r.area,
    s.scheda_id,
    s.objective_code,
    s.objective,
    s.mission_code,
    s.mission_name,
    s.programme_code,
    s.programme_name,
    i.activity_code,
    i.name,
    i.target,
    i.first_reading,
    i.achieved,
    i.achieved_pct,
    -- The printed per cent decides: where less is better, 8 days against a target of 10 are 125 per cent.
    CASE
        WHEN i.achieved_pct IS NOT NULL THEN i.achieved_pct >= 100
        WHEN i.achieved = i.target THEN TRUE
    END AS reached
FROM indicators AS i
JOIN schede AS s ON s.scheda_id = i.scheda_id
JOIN reports AS r ON r.report_id = i.report_id
