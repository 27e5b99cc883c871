-- How many people are assigned to each objective, in all and by category. No name is shown.
CREATE OR REPLACE VIEW objective_staff AS
WITH people AS (
    SELECT scheda_id, COALESCE(category, '?') AS category, COUNT(*) AS people
    FROM staff
    GROUP BY scheda_id, COALESCE(category, '?')
),
listed AS (
    SELECT
        scheda_id,
        CAST(SUM(people) AS BIGINT) AS people,
        STRING_AGG(category || ': ' || CAST(people AS VARCHAR), ', ' ORDER BY category) AS categories
    FROM people
    GROUP BY scheda_id
)
SELECT
    r.entity,
    r.year,
    r.area,
    s.scheda_id,
    s.objective_code,
    s.objective,
    COALESCE(l.people, 0) AS people,
    l.categories
FROM schede AS s
JOIN reports AS r ON r.report_id = s.report_id
LEFT JOIN listed AS l ON l.scheda_id = s.scheda_id
