-- How far each area of a municipality came in each year. Indicators without a printed per cent are counted as
-- not measured; `mean_pct` is the plain mean of the printed per cents.
CREATE OR REPLACE VIEW achievement_by_area AS
WITH sums AS (
    SELECT
        entity,
        area,
        year,
        COUNT(DISTINCT scheda_id) AS objectives,
        COUNT(*) AS indicators,
        COUNT(achieved_pct) AS measured,
        COUNT(*) - COUNT(achieved_pct) AS not_measured,
        COUNT(*) FILTER (WHERE reached) AS reached,
        MIN(achieved_pct) AS lowest_pct,
        MAX(achieved_pct) AS highest_pct,
        -- For half-up rounding to hundredths in whole numbers: DuckDB divides decimals as floats.
        CAST(SUM(achieved_pct) * 200 AS DECIMAL(30, 0)) + COUNT(achieved_pct) AS numerator,
        NULLIF(2 * COUNT(achieved_pct), 0) AS denominator
    FROM indicator_details
    GROUP BY entity, area, year
)
SELECT
    entity,
    area,
    year,
    objectives,
    indicators,
    measured,
    not_measured,
    reached,
    lowest_pct,
    highest_pct,
    CAST(CAST((numerator - numerator % denominator) / denominator AS DECIMAL(20, 0)) * 0.01 AS DECIMAL(20, 2))
        AS mean_pct
FROM sums
