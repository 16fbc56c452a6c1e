# Ordinary analytic queries, one per line (\n stands for a line break). Each is accepted and gives the rows of its original text.
# basics
SELECT * FROM stores
SELECT * FROM sales ORDER BY sale_id LIMIT 7
SELECT count(*) FROM sales
SELECT count(*) AS n, sum(amount) AS total, avg(amount) AS mean, min(amount), max(amount) FROM sales
SELECT count(DISTINCT customer_id), count(customer_id), count(ALL store_id) FROM sales
SELECT DISTINCT country FROM stores ORDER BY country
SELECT DISTINCT country, city FROM stores ORDER BY 1, 2 DESC
SELECT s.city FROM stores s ORDER BY s.city OFFSET 1
SELECT stores.city, stores.country FROM stores ORDER BY stores.city LIMIT 3 OFFSET 1
SELECT sale_id FROM sales ORDER BY amount DESC NULLS LAST, sale_id ASC NULLS FIRST FETCH FIRST 4 ROWS ONLY
SELECT sale_id, amount FROM sales ORDER BY amount DESC OFFSET 2 ROWS FETCH NEXT 5 ROWS WITH TIES
SELECT sale_id FROM sales ORDER BY sale_id FETCH FIRST ROW ONLY
SELECT sale_id FROM sales ORDER BY sale_id LIMIT ALL OFFSET 590
SELECT 1
SELECT 1 AS one, 'two' AS two, 3.50 AS three, NULL AS four, TRUE AS five
SELECT ALL city FROM stores ORDER BY city
SELECT city "City", country AS "the ""country""" FROM stores ORDER BY 1
SELECT amount * 2, amount / 3, amount - 1, amount + 1, quantity % 2, quantity ^ 2, -amount, +amount FROM sales ORDER BY sale_id LIMIT 5
SELECT - - quantity, -(-quantity), -quantity ^ 2, (-2) ^ 2, 2 - -3, 5 - 3 - 1, 5 - (3 - 1), 2 * (3 + 4) FROM sales ORDER BY sale_id LIMIT 3
SELECT 2147483647, 2147483648, 9223372036854775807, 12345678901234567890, .5, 5., 1e3, 1.5E-2, 100.00
SELECT country || '-' || city AS place FROM stores ORDER BY place
SELECT sale_id AS select_id, amount AS "select" FROM sales ORDER BY "select", sale_id LIMIT 3;
SELECT(amount)FROM sales ORDER BY(sale_id)LIMIT 2
SELECT\n  country,\n  count(*) -- how many\nFROM stores /* all\nof them */\nGROUP BY country\nORDER BY country
/* a /* nested */ comment */ SELECT count(*) FROM stores -- end
sElEcT CoUnT(*) fRoM StOrEs WhErE CITY = 'Lagos'
# filters
SELECT count(*) FROM sales WHERE amount > 100
SELECT count(*) FROM sales WHERE amount >= 20.5 AND amount <= 80 AND quantity <> 2 AND quantity != 3
SELECT count(*) FROM sales WHERE amount < 20 OR amount > 150 OR quantity = 1
SELECT count(*) FROM sales WHERE (amount < 20 OR amount > 150) AND quantity = 1
SELECT count(*) FROM sales WHERE NOT (amount < 20) AND NOT quantity = 1
SELECT count(*) FROM sales WHERE quantity BETWEEN 2 AND 3
SELECT count(*) FROM sales WHERE quantity NOT BETWEEN 2 AND 3 AND amount BETWEEN SYMMETRIC 90 AND 10
SELECT count(*) FROM sales WHERE quantity IN (1, 3)
SELECT count(*) FROM sales WHERE quantity NOT IN (1, 3)
SELECT count(*) FROM sales WHERE customer_id IS NULL
SELECT count(*) FROM sales WHERE customer_id IS NOT NULL
SELECT count(*) FROM sales WHERE customer_id ISNULL OR customer_id NOTNULL
SELECT count(*) FROM sales WHERE online IS TRUE
SELECT count(*) FROM sales WHERE online IS NOT FALSE
SELECT count(*) FROM sales WHERE online IS UNKNOWN OR online IS NOT UNKNOWN
SELECT count(*) FROM sales WHERE online
SELECT count(*) FROM sales WHERE NOT online
SELECT count(*) FROM sales WHERE customer_id IS DISTINCT FROM 3
SELECT count(*) FROM sales WHERE customer_id IS NOT DISTINCT FROM NULL
SELECT count(*) FROM stores WHERE city LIKE 'L%'
SELECT count(*) FROM stores WHERE city NOT LIKE '%o_'
SELECT count(*) FROM stores WHERE city ILIKE 'l%' OR city NOT ILIKE '%A%'
SELECT count(*) FROM stores WHERE city LIKE '50!%' ESCAPE '!'
SELECT count(*) FROM stores WHERE city ~ '^[A-M]' AND city !~ 'z$'
SELECT count(*) FROM stores WHERE city ~* '^l' OR city !~* 'o'
SELECT count(*) FROM stores WHERE city SIMILAR TO '(L|A)%'
SELECT count(*) FROM stores WHERE city = ANY (ARRAY['Lagos', 'Accra'])
SELECT count(*) FROM sales WHERE quantity = SOME (ARRAY[1, 2])
SELECT count(*) FROM sales WHERE quantity <> ALL (ARRAY[1, 2])
SELECT count(*) FROM stores WHERE (country, city) = ('Nigeria', 'Lagos')
SELECT count(*) FROM stores WHERE (country, city) IN (('Nigeria', 'Lagos'), ('Ghana', 'Accra'))
SELECT count(*) FROM stores WHERE ROW(country, city) > ROW('Ghana', 'A')
SELECT count(*) FROM sales WHERE sold_at > '2024-03-01'
SELECT count(*) FROM sales WHERE TRUE AND NOT FALSE
SELECT count(*) FROM sales WHERE (sold_at, sold_at) OVERLAPS (TIMESTAMP '2024-01-01', TIMESTAMP '2024-02-01')
# literals that look like something else
SELECT count(*) FROM products WHERE name = 'drop table sales'
SELECT count(*) FROM products WHERE name = '; DELETE FROM sales; --'
SELECT count(*) FROM products WHERE name LIKE '%/*%*/%'
SELECT count(*) FROM products WHERE name = 'it''s' OR name = '''' OR name = ''
SELECT count(*) FROM products WHERE name = 'C:\\dir' OR name = '$1' OR name = ':x' OR name = '{}'
SELECT count(*) FROM products WHERE name = E'tab\\there' OR name = E'it\\'s'
SELECT count(*) FROM products WHERE name = $$dollar 'quoted'$$ OR name = $tag$a $$ b$tag$
SELECT count(*) FROM products WHERE name = U&'caf\\00e9' OR name = 'café' OR name = '日本'
SELECT 'union select' AS "insert", 'grant' AS "delete" FROM stores ORDER BY 1 LIMIT 1
# grouping
SELECT store_id, sum(amount) FROM sales GROUP BY store_id ORDER BY store_id
SELECT store_id, sum(amount) AS total FROM sales GROUP BY 1 ORDER BY 2 DESC, 1
SELECT store_id, quantity, count(*) FROM sales GROUP BY store_id, quantity ORDER BY 1, 2
SELECT store_id, avg(amount) FROM sales GROUP BY store_id HAVING count(*) > 5 AND avg(amount) > 10 ORDER BY 1
SELECT coalesce(CAST(customer_id AS text), 'none') AS who, count(*) FROM sales GROUP BY coalesce(CAST(customer_id AS text), 'none') ORDER BY coalesce(CAST(customer_id AS text), 'none')
SELECT upper(city), count(*) FROM stores GROUP BY upper(city) ORDER BY upper(city)
SELECT city || '!' AS c, count(*) FROM stores GROUP BY city || '!' ORDER BY city || '!'
SELECT quantity + 1.50, count(*) FROM sales GROUP BY quantity + 1.50 ORDER BY quantity + 1.50
SELECT store_id, quantity, sum(amount) FROM sales GROUP BY ROLLUP (store_id, quantity) ORDER BY 1 NULLS LAST, 2 NULLS LAST
SELECT store_id, quantity, sum(amount) FROM sales GROUP BY CUBE (store_id, quantity) ORDER BY 1, 2
SELECT store_id, quantity, sum(amount), grouping(store_id, quantity) FROM sales GROUP BY GROUPING SETS ((store_id, quantity), store_id, ()) ORDER BY 4, 1, 2
SELECT store_id, quantity, online, count(*) FROM sales GROUP BY ROLLUP ((store_id, quantity), online) ORDER BY 1, 2, 3, 4
SELECT sum(amount) FROM sales GROUP BY ()
SELECT store_id, quantity, count(*) FROM sales GROUP BY ROLLUP ((1, 2)) ORDER BY 1, 2
SELECT store_id, quantity, count(*) FROM sales GROUP BY (store_id, quantity) ORDER BY 1, 2
SELECT every(amount > 0), bool_and(online), bool_or(online) FROM sales
SELECT string_agg(city, ', ' ORDER BY city) FROM stores
SELECT country, array_agg(city ORDER BY city DESC) FROM stores GROUP BY country ORDER BY country
SELECT count(*) FILTER (WHERE online), sum(amount) FILTER (WHERE quantity > 2) FROM sales
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY amount), percentile_disc(0.9) WITHIN GROUP (ORDER BY amount DESC) FROM sales
SELECT mode() WITHIN GROUP (ORDER BY quantity) FROM sales
SELECT round(stddev(amount), 4), round(variance(amount), 4), round(var_pop(amount), 4) FROM sales
SELECT round(corr(amount, quantity)::numeric, 6), round(regr_slope(amount, quantity)::numeric, 6) FROM sales
# dates
SELECT date_trunc('month', sold_at) AS m, sum(amount) FROM sales GROUP BY date_trunc('month', sold_at) ORDER BY date_trunc('month', sold_at)
SELECT date_trunc('QUARTER', sold_at) AS q, count(*) FROM sales GROUP BY date_trunc('QUARTER', sold_at) ORDER BY q
SELECT EXTRACT(year FROM sold_at) AS y, EXTRACT('month' FROM sold_at), count(*) FROM sales GROUP BY 1, 2 ORDER BY 1, 2
SELECT date_part('dow', sold_at), count(*) FROM sales GROUP BY date_part('dow', sold_at) ORDER BY 1
SELECT sold_at::date AS day, count(*) FROM sales GROUP BY sold_at::date ORDER BY day LIMIT 9
SELECT date(sold_at), count(*) FROM sales GROUP BY 1 ORDER BY 1 LIMIT 3
SELECT to_char(sold_at, 'YYYY-MM') AS m, count(*) FROM sales GROUP BY to_char(sold_at, 'YYYY-MM') ORDER BY 1
SELECT count(*) FROM sales WHERE sold_at >= DATE '2024-02-01' AND sold_at < DATE '2024-02-01' + INTERVAL '1 month'
SELECT count(*) FROM sales WHERE sold_at BETWEEN TIMESTAMP '2024-01-15 12:00:00' AND '2024-02-15'::timestamp
SELECT count(*) FROM sales WHERE sold_at > timestamp '2024-01-15' - interval '1 week 2 days 03:04:05.678'
SELECT DATE '2024-03-31' + INTERVAL '1' MONTH, DATE '2024-03-31' - 7, DATE '2024-03-31' - DATE '2024-01-01'
SELECT max(sold_at) - min(sold_at), age(max(sold_at), min(sold_at)) FROM sales
SELECT make_date(2024, 2, 29), to_date('03/04/2024', 'DD/MM/YYYY'), justify_days(INTERVAL '40 days')
SELECT count(*) FROM sales WHERE sold_at < now() AND sold_at < CURRENT_DATE AND sold_at < CURRENT_TIMESTAMP AND sold_at < LOCALTIMESTAMP
SELECT (sold_at AT TIME ZONE 'UTC') AT TIME ZONE 'Africa/Lagos' FROM sales ORDER BY sale_id LIMIT 2
SELECT INTERVAL '-1 day', INTERVAL '1 year 2 months', INTERVAL '90 minutes', INTERVAL '2 weeks', interval '1.5 days'
# conditions and conversions
SELECT CASE WHEN amount > 100 THEN 'big' WHEN amount > 50 THEN 'middle' ELSE 'small' END AS size, count(*) FROM sales GROUP BY CASE WHEN amount > 100 THEN 'big' WHEN amount > 50 THEN 'middle' ELSE 'small' END ORDER BY 1
SELECT CASE quantity WHEN 1 THEN 'one' WHEN 2 THEN 'two' END AS q, count(*) FROM sales GROUP BY 1 ORDER BY 1
SELECT sum(CASE WHEN online THEN amount ELSE 0 END) / NULLIF(sum(amount), 0) FROM sales
SELECT coalesce(customer_id, 0), greatest(quantity, 2), least(quantity, 2), nullif(quantity, 1) FROM sales ORDER BY sale_id LIMIT 5
SELECT CAST(amount AS integer), amount::int8, amount::float8, amount::numeric(10,1), quantity::text, '7'::int, 'x'::varchar(3), '1'::char FROM sales ORDER BY sale_id LIMIT 4
SELECT CAST('2024-01-01' AS timestamp with time zone) IS NOT NULL, '12:30'::time, 'true'::boolean, double precision '1.5', numeric '2.50'
SELECT amount::numeric::text || '' FROM sales ORDER BY sale_id LIMIT 2
SELECT round(amount), round(amount, 1), trunc(amount), ceil(amount), floor(amount), abs(-amount), sign(amount), mod(quantity, 2) FROM sales ORDER BY sale_id LIMIT 4
SELECT sqrt(16), power(2, 10), ln(1), log(100), exp(0), cbrt(27), width_bucket(5, 0, 10, 5), div(7, 2)
SELECT lower(city), upper(city), initcap(city), length(city), char_length(city), reverse(city) FROM stores ORDER BY store_id
SELECT substr(city, 1, 2), substring(city, 2), substring(city from 2 for 2), substring(city from 3), left(city, 2), right(city, 2) FROM stores ORDER BY store_id
SELECT trim(city), trim(both 'L' from city), trim(leading from city), trim(trailing 's' from city), btrim(city, 'L'), ltrim(city), rtrim(city, 's') FROM stores ORDER BY store_id
SELECT position('a' in city), strpos(city, 'a'), replace(city, 'a', 'e'), split_part(city, 'a', 1), lpad(city, 8, '.'), translate(city, 'ab', 'xy') FROM stores ORDER BY store_id
SELECT concat(city, ' / ', country), concat_ws(', ', city, NULL, country), concat('a', 1, NULL) FROM stores ORDER BY store_id
SELECT count('x'), 'x' IS NULL, num_nulls(1, NULL) FROM stores
# joins
SELECT st.city, sum(s.amount) FROM sales s JOIN stores st ON st.store_id = s.store_id GROUP BY st.city ORDER BY st.city
SELECT st.city, count(s.sale_id) FROM stores st LEFT JOIN sales s ON s.store_id = st.store_id AND s.quantity > 2 GROUP BY st.city ORDER BY 1
SELECT st.city, count(*) FROM sales s RIGHT OUTER JOIN stores st USING (store_id) GROUP BY st.city ORDER BY 1
SELECT store_id, city FROM stores JOIN (SELECT DISTINCT store_id FROM sales) x USING (store_id) ORDER BY store_id
SELECT p.category, st.country, sum(s.amount) FROM sales s INNER JOIN products p ON p.product_id = s.product_id JOIN stores st ON st.store_id = s.store_id GROUP BY 1, 2 ORDER BY 1, 2
SELECT count(*) FROM sales s JOIN (stores st JOIN products p ON p.product_id = st.store_id) ON st.store_id = s.store_id
SELECT count(*) FROM sales s, stores st, products p WHERE s.store_id = st.store_id AND p.product_id = s.product_id AND s.quantity > 1
SELECT coalesce(a.store_id, b.store_id) AS id, a.n, b.n FROM (SELECT store_id, count(*) AS n FROM sales WHERE quantity = 1 GROUP BY store_id) a FULL JOIN (SELECT store_id, count(*) AS n FROM sales WHERE quantity = 5 GROUP BY store_id) b ON a.store_id = b.store_id ORDER BY 1
SELECT a.sale_id, b.sale_id FROM sales a JOIN sales b ON a.customer_id = b.customer_id AND a.sale_id < b.sale_id ORDER BY 1, 2 LIMIT 5
SELECT st.city, t.total FROM stores st CROSS JOIN (SELECT sum(amount) AS total FROM sales) t ORDER BY 1
SELECT v.label, count(*) FROM (VALUES ('low', 0, 50), ('high', 50, 1000)) AS v (label, lo, hi) JOIN sales s ON s.amount >= v.lo AND s.amount < v.hi GROUP BY v.label ORDER BY 1
SELECT t.a, t.b FROM (SELECT country, count(*) FROM stores GROUP BY country) AS t (a, b) ORDER BY 1
# sub-selects and common tables
SELECT count(*) FROM sales WHERE amount > (SELECT avg(amount) FROM sales)
SELECT count(*) FROM sales WHERE store_id IN (SELECT store_id FROM stores WHERE country = 'Nigeria')
SELECT count(*) FROM sales WHERE store_id NOT IN (SELECT store_id FROM stores WHERE country = 'Nigeria')
SELECT city FROM stores st WHERE EXISTS (SELECT 1 FROM sales s WHERE s.store_id = st.store_id AND s.amount > 190) ORDER BY city
SELECT city FROM stores st WHERE NOT EXISTS (SELECT * FROM sales s WHERE s.store_id = st.store_id) ORDER BY city
SELECT city, (SELECT max(s.amount) FROM sales s WHERE s.store_id = stores.store_id) AS best FROM stores ORDER BY city
SELECT count(*) FROM sales WHERE amount >= ALL (SELECT amount FROM sales)
SELECT count(*) FROM sales WHERE store_id = ANY (SELECT store_id FROM stores WHERE country = 'Ghana')
SELECT count(*) FROM stores WHERE (store_id, country) IN (SELECT store_id, country FROM stores)
SELECT ((SELECT max(amount) FROM sales) - (SELECT min(amount) FROM sales))
WITH t AS (SELECT store_id, sum(amount) AS total FROM sales GROUP BY store_id) SELECT city, total FROM t JOIN stores USING (store_id) ORDER BY total DESC
WITH a AS (SELECT store_id FROM stores), b (id) AS MATERIALIZED (SELECT store_id FROM a), c AS NOT MATERIALIZED (SELECT id FROM b) SELECT count(*) FROM c
WITH sales AS (SELECT * FROM sales WHERE quantity = 1) SELECT count(*) FROM sales
SELECT count(*) FROM (WITH x AS (SELECT store_id FROM stores) SELECT * FROM x) y
WITH m AS (SELECT max(amount) AS most FROM sales) SELECT s.sale_id FROM sales s, m WHERE s.amount = m.most ORDER BY 1
# set operations
SELECT city FROM stores UNION SELECT name FROM products ORDER BY 1 LIMIT 5
SELECT country FROM stores UNION ALL SELECT country FROM stores ORDER BY country
SELECT store_id FROM stores INTERSECT SELECT store_id FROM sales ORDER BY 1
SELECT store_id FROM stores EXCEPT ALL SELECT store_id FROM sales ORDER BY 1
SELECT 1 UNION SELECT 2 INTERSECT SELECT 2 EXCEPT SELECT 3 ORDER BY 1
(SELECT 1 UNION SELECT 2) INTERSECT (SELECT 2 UNION SELECT 3)
(SELECT sale_id FROM sales ORDER BY amount LIMIT 2) UNION ALL (SELECT sale_id FROM sales ORDER BY amount DESC LIMIT 2)
SELECT 'all' AS what, sum(amount) FROM sales UNION ALL SELECT 'online', sum(amount) FROM sales WHERE online ORDER BY 1
SELECT DISTINCT ON (store_id) store_id, sale_id, amount FROM sales ORDER BY store_id, amount DESC, sale_id
((SELECT 1))
# windows
SELECT sale_id, row_number() OVER (ORDER BY sale_id), rank() OVER (ORDER BY quantity), dense_rank() OVER (PARTITION BY store_id ORDER BY quantity DESC) FROM sales ORDER BY sale_id LIMIT 10
SELECT sale_id, lag(amount) OVER w, lead(amount, 2, 0) OVER w, first_value(amount) OVER w, nth_value(amount, 2) OVER w FROM sales WINDOW w AS (PARTITION BY store_id ORDER BY sale_id) ORDER BY sale_id LIMIT 10
SELECT sale_id, sum(amount) OVER (ORDER BY sale_id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW), avg(amount) OVER (ORDER BY sale_id ROWS UNBOUNDED PRECEDING) FROM sales ORDER BY sale_id LIMIT 10
SELECT sale_id, count(*) OVER (ORDER BY sold_at RANGE BETWEEN INTERVAL '3 days' PRECEDING AND INTERVAL '1 day' FOLLOWING) FROM sales ORDER BY sale_id LIMIT 10
SELECT sale_id, sum(quantity) OVER (ORDER BY quantity GROUPS BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING) FROM sales ORDER BY sale_id LIMIT 10
SELECT store_id, sum(amount), round(100 * sum(amount) / sum(sum(amount)) OVER (), 2) FROM sales GROUP BY store_id ORDER BY store_id
SELECT sale_id, sum(amount) OVER (w ORDER BY sale_id) FROM sales WINDOW w AS (PARTITION BY store_id) ORDER BY sale_id LIMIT 5
SELECT store_id, ntile(2) OVER (ORDER BY store_id), percent_rank() OVER (ORDER BY store_id), cume_dist() OVER (ORDER BY store_id) FROM stores ORDER BY 1
SELECT m, total, total - lag(total) OVER (ORDER BY m) AS change FROM (SELECT date_trunc('month', sold_at) AS m, sum(amount) AS total FROM sales GROUP BY 1) x ORDER BY m
SELECT sale_id, count(*) FILTER (WHERE online) OVER (ORDER BY sale_id) FROM sales ORDER BY sale_id LIMIT 5
