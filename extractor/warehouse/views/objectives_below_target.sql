-- Objectives with at least one indicator whose printed per cent is below 100.
CREATE OR REPLACE VIEW objectives_below_target AS
SELECT
    d.entity,
    r.year,
    d.area,
    d.scheda_id,
    d.objective_code,
    d.objective,
    COUNT(*) AS indicators,
    COUNT(*) FILTER (WHERE d.achieved_pct < 100) AS below_target,
    COUNT(*) FILTER (WHERE d.achieved_pct IS NULL) AS not_measured,
    MIN(d.achieved_pct) AS lowest_pct
FROM indicator_details AS d
JOIN schede AS s ON s.scheda_id = d.scheda_id
JOIN reports AS r ON r.report_id = s.report_id
GROUP BY d.entity, r.year, d.area, d.scheda_id, d.objective_code, d.objective
HAVING MIN(d.achieved_pct) < 100
