-- The same objective over the years: the same code in the same municipality. `same_words` says whether it is also
-- worded as it was in the report before: where it is not, look whether the code was given to something else.
CREATE OR REPLACE VIEW objectives_over_years AS
WITH measured AS (
    SELECT
        scheda_id,
        COUNT(*) AS indicators,
        COUNT(*) FILTER (WHERE reached) AS reached,
        MIN(achieved_pct) AS lowest_pct
    FROM indicator_details
    GROUP BY scheda_id
)
SELECT
    r.entity,
    s.objective_code,
    r.year,
    r.kind,
    r.area,
    s.scheda_id,
    s.objective,
    s.condition,
    COALESCE(m.indicators, 0) AS indicators,
    COALESCE(m.reached, 0) AS reached,
    m.lowest_pct,
    LAG(r.year) OVER same_objective AS year_before,
    s.objective = LAG(s.objective) OVER same_objective AS same_words,
    COUNT(*) OVER (PARTITION BY r.entity, s.objective_code) AS times
FROM schede AS s
JOIN reports AS r ON r.report_id = s.report_id
LEFT JOIN measured AS m ON m.scheda_id = s.scheda_id
WHERE s.objective_code IS NOT NULL
WINDOW same_objective AS (PARTITION BY r.entity, s.objective_code ORDER BY r.year, s.scheda_id)
