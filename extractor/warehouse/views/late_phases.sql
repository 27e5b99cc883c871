-- Phases that ended after their planned end, began after their planned start, or began and have no end printed
-- although they were planned to end within the year of the report.
CREATE OR REPLACE VIEW late_phases AS
SELECT
    p.phase_id,
    r.entity,
    r.year,
    r.area,
    s.scheda_id,
    s.objective_code,
    s.objective,
    p.activity_code,
    p.description,
    p.planned_start,
    p.actual_start,
    p.planned_end,
    p.actual_end,
    p.actual_start - p.planned_start AS days_late_at_start,
    p.actual_end - p.planned_end AS days_late_at_end,
    p.actual_end IS NULL AS no_end_printed
FROM phases AS p
JOIN schede AS s ON s.scheda_id = p.scheda_id
JOIN reports AS r ON r.report_id = p.report_id
WHERE
    p.actual_end > p.planned_end
    OR p.actual_start > p.planned_start
    OR (
        p.actual_start IS NOT NULL
        AND p.actual_end IS NULL
        AND EXTRACT(YEAR FROM p.planned_end) <= r.year
    )
