# FROM: joins of every kind, nesting, aliases, sub-selects.
SELECT * FROM a JOIN b ON a.id = b.id
SELECT * FROM a INNER JOIN b ON a.id = b.id
SELECT * FROM a LEFT JOIN b ON a.id = b.id
SELECT * FROM a LEFT OUTER JOIN b ON a.id = b.id AND b.x > 1
SELECT * FROM a RIGHT JOIN b USING (id)
SELECT * FROM a RIGHT OUTER JOIN b USING (id, "Key")
SELECT * FROM a FULL JOIN b ON a.id = b.id
SELECT * FROM a FULL OUTER JOIN b USING (id)
SELECT * FROM a CROSS JOIN b
SELECT * FROM a, b, c
SELECT * FROM a, b JOIN c ON b.id = c.id, d
SELECT * FROM a JOIN b ON a.id = b.id JOIN c ON b.id = c.id LEFT JOIN d USING (id)
SELECT * FROM a JOIN (b JOIN c ON b.id = c.id) ON a.id = b.id
SELECT * FROM (a JOIN b ON a.id = b.id) JOIN c ON c.id = b.id
SELECT * FROM ((a JOIN b ON a.id = b.id))
SELECT * FROM ((a JOIN b USING (id)) LEFT JOIN (c JOIN d USING (id)) USING (id))
SELECT * FROM a JOIN b JOIN c ON b.id = c.id ON a.id = b.id
SELECT * FROM a LEFT JOIN b JOIN c JOIN d USING (x) USING (y) USING (z)
SELECT * FROM a JOIN b CROSS JOIN c ON a.id = c.id
SELECT * FROM a CROSS JOIN b JOIN c ON a.id = c.id
SELECT * FROM a CROSS JOIN (b CROSS JOIN c)
SELECT x.id, y.id FROM a x JOIN a AS y ON x.parent = y.id
SELECT * FROM a AS x (one, two) JOIN b y (three) ON one = three
SELECT x.*, y.id AS other FROM a x, b y WHERE x.id = y.id
SELECT * FROM (SELECT 1 AS one) AS t
SELECT * FROM (SELECT 1, 2) AS t (a, b)
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t (id, name)
SELECT * FROM (SELECT * FROM (SELECT * FROM a) x) y
SELECT * FROM (SELECT id FROM a UNION ALL SELECT id FROM b) u
SELECT * FROM ((SELECT id FROM a) UNION ALL (SELECT id FROM b)) u
SELECT * FROM ((SELECT id FROM a)) u
SELECT * FROM ((SELECT id FROM a) x JOIN b USING (id))
SELECT * FROM (SELECT 1 AS id) x JOIN (SELECT 1 AS id) y ON TRUE
SELECT * FROM a JOIN b ON a.id = b.id AND a.day BETWEEN b.first AND b.last
SELECT * FROM a JOIN b ON (a.x, a.y) = (b.x, b.y)
SELECT * FROM a JOIN b ON a.id = b.id OR a.id IS NULL AND NOT b.flag
SELECT * FROM "Table" AS "Alias" JOIN "my ""odd"" table" ON "Alias"."Key" = "my ""odd"" table"."select"
SELECT date.day, time.hour FROM date JOIN time ON date.id = time.id
SELECT values FROM values
SELECT t."user", t.order, t.select FROM t
SELECT year, month, day FROM calendar year
SELECT * FROM sales AS sales
SELECT * FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.id = a.id)
SELECT a.id, (SELECT max(b.x) FROM b WHERE b.id = a.id) AS largest FROM a
