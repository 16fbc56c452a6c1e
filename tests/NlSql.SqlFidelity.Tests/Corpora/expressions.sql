# Operators: how tightly they bind, from which side, and what stands alone.
SELECT 1 + 2 * 3, (1 + 2) * 3, 1 + 2 + 3, 1 - 2 - 3, 1 - (2 - 3), 8 / 4 / 2, 8 / (4 / 2), 7 % 4 * 2, 7 % (4 * 2)
SELECT 2 ^ 3 ^ 2, 2 ^ (3 ^ 2), (2 ^ 3) ^ 2, -2 ^ 2, (-2) ^ 2, -(2 ^ 2), 2 ^ -1, 2 * -1, 2 - -1, 2*-1, 2+-1
SELECT -a, - -a, -(-a), +a, + -a, -(a + b), -a * b, -a ^ b, -(a ^ b), -a::int, (-a)::int, -1::int, (-1)::int
SELECT - 1, -(1), -(-(1)), - - 1, -1.5, -(1.5), +1, + + 1, -(+1), 5 - 1, 5 -1, 5-1
SELECT a || b || c, a || (b || c), a || b + c, (a || b) + c, a + b || c, a || 'x' = b, a = b || 'x'
SELECT a = b, a <> b, a != b, a < b, a <= b, a > b, a >= b, a=-1, a<-1, a>+1, a<>-1, a!= -1
SELECT (a = b) = c, a = (b = c), (a < b) = (c < d), (a = b) IS NULL, a = (b IS NULL)
SELECT a = b IS NULL, a + b IS NOT NULL, a || b IS NULL, NOT a IS NULL, (NOT a) IS NULL, NOT (a IS NULL)
SELECT a IS NULL = b, a IS NULL = (b IS NULL), a = b IS NULL = c, a IS TRUE <> b
SELECT a IS TRUE, a IS NOT TRUE, a IS FALSE, a IS NOT FALSE, a IS UNKNOWN, a IS NOT UNKNOWN, a ISNULL, a NOTNULL
SELECT a = b ISNULL, a + 1 NOTNULL, (a, b) IS NULL, (a, b) IS NOT NULL
SELECT a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b, a IS DISTINCT FROM b + 1, a IS DISTINCT FROM b = c, a IS DISTINCT FROM (b IS NULL)
SELECT a IS NOT DISTINCT FROM NULL, (a IS DISTINCT FROM b) IS DISTINCT FROM c, a = b IS DISTINCT FROM c
SELECT NOT a, NOT NOT a, NOT a = b, NOT (a = b), (NOT a) = b, NOT a AND b, NOT (a AND b), NOT a OR b, NOT a IN (1), NOT a BETWEEN 1 AND 2
SELECT a AND b OR c AND d, a AND (b OR c) AND d, (a OR b) AND (c OR d), a OR b OR c, a AND b AND c, (a AND b) AND c, a AND (b AND c), (a OR b) OR c, a OR (b OR c)
SELECT a OR b AND NOT c OR d, NOT (a OR b) AND c, a AND NOT b = c, (a AND b) = c, a = (b AND c)
SELECT a BETWEEN 1 AND 2, a NOT BETWEEN 1 AND 2, a BETWEEN SYMMETRIC 2 AND 1, a NOT BETWEEN SYMMETRIC 2 AND 1, a BETWEEN ASYMMETRIC 1 AND 2
SELECT a BETWEEN 1 AND 2 AND b, a AND b BETWEEN 1 AND 2 OR c, a + 1 BETWEEN b - 1 AND c * 2, (a BETWEEN 1 AND 2) = b, a BETWEEN 1 AND 2 = b
SELECT a = b BETWEEN 1 AND 2, (a = b) BETWEEN FALSE AND TRUE, a BETWEEN (b = c) AND (c = d), a BETWEEN (b AND c) AND (d OR e), a BETWEEN b || c AND d || e
SELECT a BETWEEN (b AT TIME ZONE 'UTC') AND c AT TIME ZONE 'UTC', a BETWEEN -1 AND -b, a BETWEEN b::int AND c::int
SELECT NOT a BETWEEN 1 AND 2 AND NOT b, a IS NULL AND b BETWEEN 1 AND 2 IS NOT NULL
SELECT a IN (1), a IN (1, 2, 3), a NOT IN (1, 2), a + 1 IN (2), a IN (b, c + 1), (a, b) IN ((1, 2), (3, 4)), (a IN (1)) = b, a IN (1) = b
SELECT a = b IN (TRUE), a IN (1) AND b IN (2) OR c NOT IN (3), NOT a NOT IN (1), a IN (1) IS NULL
SELECT a LIKE 'x%', a NOT LIKE 'x%', a ILIKE 'x%', a NOT ILIKE 'x%', a SIMILAR TO 'x', a NOT SIMILAR TO 'x'
SELECT a LIKE b || '%', a || b LIKE c, a LIKE 'x!%' ESCAPE '!', a NOT ILIKE 'x' ESCAPE '', a SIMILAR TO 'x' ESCAPE '\', a LIKE b ESCAPE c || d
SELECT (a LIKE b) = c, a LIKE b = c, a = b LIKE c, NOT a LIKE b, a LIKE b IS NULL, a LIKE b AND c LIKE d
SELECT a ~ 'x', a ~* 'x', a !~ 'x', a !~* 'x', a ~ b || c, a || b ~ c, a ~ b = c, NOT a ~ b, a ~ b AND c
SELECT (a, b) = (c, d), (a, b) <> (1, 2), (a, b) < (c, d), ROW(a, b) >= ROW(c, d), ROW(1, 2) = (1, 2), ((a, b), c) = ((d, e), f)
SELECT (a, b) IS DISTINCT FROM (c, d), (a, b) BETWEEN (1, 2) AND (3, 4), NOT (a, b) = (c, d)
SELECT (a, b) OVERLAPS (c, d), (a, b) OVERLAPS (c, d) AND e, NOT (a, b) OVERLAPS (c, d), ((a, b) OVERLAPS (c, d)) = e, ROW(a, b) OVERLAPS ROW(c, d)
SELECT (DATE '2024-01-01', DATE '2024-02-01') OVERLAPS (first, INTERVAL '1 day') OR x
SELECT a AT TIME ZONE 'UTC', a AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Berlin', (a AT TIME ZONE b)::date, a::timestamp AT TIME ZONE 'UTC', a AT TIME ZONE b::text
SELECT -a AT TIME ZONE b, a + b AT TIME ZONE c, (a + b) AT TIME ZONE c, a AT TIME ZONE b || c, a AT TIME ZONE (b || c), a ^ b AT TIME ZONE c, a AT TIME ZONE b = c, a AT TIME ZONE INTERVAL '1 hour'
SELECT a::int, a::int::text, (a + b)::int, a + b::int, a::int + b::int, a::int = b::int, a::text || b, NOT a::bool, a::numeric(10, 2), -a::int
SELECT CAST(a AS int), CAST(a + b AS text), CAST(CAST(a AS int) AS text), CAST(a = b AS bool), CAST(NULL AS date), CAST((SELECT 1) AS text)
SELECT a = ANY (b), a <> ALL (b), a < SOME (ARRAY[1, 2]), a + 1 = ANY (ARRAY[1]), NOT a = ANY (b), a = ANY (b) AND c, (a = ANY (b)) = c, a = ANY (b) IS NULL
SELECT ARRAY[1], ARRAY[a, b + 1, 'x'], ARRAY[a = b, c AND d], ARRAY[(1, 2)]
SELECT CASE WHEN a THEN b END, CASE WHEN a THEN b ELSE c END, CASE a WHEN 1 THEN 'x' WHEN 2 THEN 'y' ELSE 'z' END, CASE a + b WHEN c * d THEN e END
SELECT CASE WHEN a THEN CASE WHEN b THEN c END ELSE CASE d WHEN e THEN f END END, CASE WHEN a OR b THEN 1 WHEN NOT c THEN 2 END + 1, -CASE WHEN a THEN 1 END, CASE WHEN a THEN b END = c
SELECT CASE a = b WHEN TRUE THEN 1 END, CASE WHEN a IS NULL THEN 1 END, CASE (SELECT 1) WHEN 1 THEN (SELECT 2) END
SELECT coalesce(a), coalesce(a, b, 0), nullif(a, 0), greatest(a, b), least(a, b, c), COALESCE(NULLIF(a, ''), 'none'), nullif(a, b) + 1, -coalesce(a, 0), nullif(a = b, TRUE)
SELECT lower(a), upper(a || b), left(a, 3), right(a, 3), round(a / b, 2), f(), f(a, f(b, f(c))), abs(-a), concat('a', 1, NULL), f(a AND b, c = d, NOT e)
SELECT date_trunc('month', a), date_part('year', a), to_char(a, 'YYYY-MM'), age(a, b), now(), now() - INTERVAL '1 day', now()::date, CURRENT_DATE, CURRENT_TIMESTAMP, LOCALTIMESTAMP, current_date - 7
SELECT EXTRACT(year FROM a), EXTRACT(epoch FROM a - b), EXTRACT('dow' FROM a), EXTRACT(YEAR FROM DATE '2024-01-31') + 1, extract(HOUR FROM a AT TIME ZONE 'UTC'), EXTRACT('YEAR' FROM a)
SELECT trim(a), trim(BOTH FROM a), trim(LEADING FROM a), trim(TRAILING 'x' FROM a), trim(BOTH 'xy' FROM a || b), trim('x' FROM a), trim(FROM a), trim(a, 'x'), btrim(a, 'x')
SELECT position('x' IN a), position(a || 'x' IN b || c), position(lower(a) IN (b AT TIME ZONE c)), strpos(a, 'x'), position((a = b) IN c)
SELECT substring(a FROM 2), substring(a FROM 2 FOR 3), substring(a, 2), substring(a, 2, 3), substring(a FROM b + 1 FOR length(a) - 1), substring(a FROM 'pattern'), substr(a, 1, 2)
SELECT a.b, "A"."B", a."B c", "a""b".c, t.select, t."Order"
SELECT *, a.*, b.* FROM a, b
SELECT a b, a AS b, a AS "B", a "b c", a AS select, a AS "select", a value, a AS year, 1 AS one, (a) c, a || b d
SELECT a < b AND b < c, a < b OR b < c AND NOT c < d, (a < b) < (c < d), (a <= b) = (c >= d)
SELECT 1 WHERE a = 1 AND (b = 2 OR c = 3) AND NOT (d = 4 AND e = 5)
SELECT 1 WHERE a
SELECT 1 WHERE (((a)))
SELECT ((((a + ((b)))))), ((a)), (((1, 2))) = ((1, 2))
SELECT a -- comment\n+ b /* inner /* nested */ comment */ FROM/**/t--end
SELECT a/**/+/**/b, a /*x*/ IS /*y*/ NULL, -/**/-a, a -/**/- b
SELECT/*⏎*/1--⏎,2
SELECT a is⏎not⏎null,⏎⏎NOT	NULL
