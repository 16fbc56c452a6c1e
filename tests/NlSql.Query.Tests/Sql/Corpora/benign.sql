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
# more of the same, as analysts write it
SELECT city FROM stores ORDER BY city; --
SELECT E'\\'; DROP TABLE stores; --' AS harmless
SELECT count(*) AS orders, count(DISTINCT customer_id) AS buyers, sum(amount) AS revenue, round(avg(amount), 2) AS average FROM sales
SELECT sum(quantity * amount) AS gross, sum(amount) / sum(quantity) AS per_unit FROM sales
SELECT min(sold_at) AS first_sale, max(sold_at) AS last_sale, max(sold_at)::date - min(sold_at)::date AS days FROM sales
SELECT country, count(*) AS stores FROM stores GROUP BY country HAVING count(*) > 1 ORDER BY country
SELECT category, name FROM products ORDER BY category, name LIMIT 6
SELECT DISTINCT quantity FROM sales WHERE online ORDER BY quantity DESC
SELECT count(*) FROM sales WHERE NOT (online IS TRUE AND quantity > 2)
SELECT count(*) FROM sales WHERE amount NOT BETWEEN 10 AND 190
SELECT count(*) FROM sales WHERE (quantity, store_id) IN ((1, 1), (2, 2), (3, 3))
SELECT count(*) FROM sales WHERE (amount > 50) = (quantity > 2)
SELECT count(*) FROM sales WHERE (online AND amount > 50) IS NOT TRUE
SELECT count(*) FROM sales WHERE customer_id + 1 > 5 AND customer_id % 2 = 1
SELECT count(*) FROM sales WHERE amount::int = 50 OR amount::text LIKE '1%'
SELECT count(*) FROM sales WHERE abs(amount - 100) < 25
SELECT count(*) FROM customers WHERE name ILIKE '%NAME 1%'
SELECT count(*) FROM customers WHERE name SIMILAR TO 'Name [0-9]'
SELECT count(*) FROM customers WHERE name ~ '^Name [0-9]{2}$'
SELECT count(*) FROM customers WHERE name ~* 'NAME (1|2)?[0-9]$'
SELECT count(*) FROM customers WHERE name !~ '[[:digit:]]{2}'
SELECT count(*) FROM customers WHERE name ~ '\\d+$'
SELECT count(*) FROM customers WHERE length(name) = 6 OR starts_with(name, 'Name 1')
SELECT substring(name from '[0-9]+') AS n, count(*) FROM products GROUP BY 1 ORDER BY 1
SELECT substring(name, length(name)) AS last, count(*) FROM products GROUP BY 1 ORDER BY 1
SELECT substring(name from position(' ' in name) + 1) AS n FROM products ORDER BY product_id
SELECT substr(name, product_id::int) FROM products ORDER BY product_id
SELECT count(*) FROM products WHERE name = '12E4000' OR name = '1e99999'
SELECT count(*) FROM products WHERE name IN ('select', 'from', 'where', 'union all', 'drop table')
SELECT count(*) FROM products WHERE name LIKE '%\\_%' OR name LIKE '%!%%' ESCAPE '!'
SELECT count(*) FROM products WHERE name <> 'O''Brien; -- /* x */' AND category <> '"quoted"'
SELECT count(*) FROM products WHERE category = 'Toys' -- only toys
SELECT count(*) /* all of them */ FROM /* our */ products
# grouped in every way
SELECT country, sum(amount) AS revenue FROM sales JOIN stores USING (store_id) GROUP BY country ORDER BY revenue DESC, country
SELECT country, city, sum(amount) FROM sales JOIN stores USING (store_id) GROUP BY ROLLUP (country, city) ORDER BY country NULLS LAST, city NULLS LAST
SELECT category, online, count(*) FROM sales JOIN products USING (product_id) GROUP BY CUBE (category, online) ORDER BY 1, 2
SELECT category, country, count(*) FROM sales JOIN products USING (product_id) JOIN stores USING (store_id) GROUP BY GROUPING SETS ((category), (country), ()) ORDER BY 1, 2
SELECT CASE WHEN grouping(country) = 1 THEN 'all' ELSE country END AS country, sum(amount) FROM sales JOIN stores USING (store_id) GROUP BY ROLLUP (country) ORDER BY 1
SELECT store_id, count(*) FILTER (WHERE online) AS online, count(*) FILTER (WHERE NOT online) AS shop FROM sales GROUP BY store_id ORDER BY store_id
SELECT store_id, sum(amount) FILTER (WHERE EXTRACT(month FROM sold_at) = 1) AS january, sum(amount) FILTER (WHERE EXTRACT(month FROM sold_at) = 2) AS february FROM sales GROUP BY 1 ORDER BY 1
SELECT width_bucket(amount, 0, 200, 4) AS bucket, count(*), min(amount), max(amount) FROM sales GROUP BY 1 ORDER BY 1
SELECT floor(amount / 50) * 50 AS low, count(*) FROM sales GROUP BY 1 ORDER BY 1
SELECT round(amount, -1) AS about, count(*) FROM sales GROUP BY 1 ORDER BY 1 LIMIT 5
SELECT quantity, percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) AS median FROM sales GROUP BY quantity ORDER BY quantity
SELECT percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY amount) FROM sales
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY sold_at) FROM sales
SELECT mode() WITHIN GROUP (ORDER BY quantity DESC) FROM sales WHERE store_id = 2
SELECT round(stddev_pop(amount), 3), round(stddev_samp(amount), 3), round(var_samp(amount), 3) FROM sales
SELECT round(covar_pop(amount, quantity)::numeric, 6), round(regr_r2(amount, quantity)::numeric, 6), regr_count(amount, quantity) FROM sales
SELECT string_agg(DISTINCT country, ' & ' ORDER BY country) FROM stores
SELECT country, string_agg(city, ', ' ORDER BY city DESC) FROM stores GROUP BY country ORDER BY country
SELECT country, array_agg(DISTINCT city ORDER BY city) FROM stores GROUP BY country ORDER BY country
SELECT json_build_object('country', country, 'stores', count(*)) FROM stores GROUP BY country ORDER BY country
SELECT count(*), count(*) FILTER (WHERE customer_id IS NULL), num_nonnulls(1, NULL, 2) FROM sales
SELECT bool_or(online), bool_and(quantity > 0), every(amount >= 0) FROM sales WHERE online IS NOT NULL
SELECT store_id, count(*) FROM sales GROUP BY store_id ORDER BY count(*) DESC, store_id
SELECT store_id AS s, quantity AS q, sum(amount) FROM sales GROUP BY s, q ORDER BY s, q
SELECT upper(left(city, 1)) AS letter, count(*) FROM stores GROUP BY upper(left(city, 1)) ORDER BY upper(left(city, 1))
SELECT sum(amount) FROM sales HAVING count(*) > 100
SELECT 1 FROM sales HAVING max(amount) > 10
SELECT date_trunc('week', sold_at)::date AS week, count(*) FROM sales GROUP BY 1 ORDER BY 1
SELECT date_trunc('quarter', sold_at)::date AS quarter, sum(amount) FROM sales GROUP BY 1 ORDER BY 1
SELECT EXTRACT(isodow FROM sold_at) AS day, count(*) FROM sales GROUP BY 1 ORDER BY 1
SELECT EXTRACT(hour FROM sold_at) AS hour, count(*) FROM sales GROUP BY 1 ORDER BY 1
SELECT to_char(sold_at, 'Day') AS day, count(*) FROM sales GROUP BY 1 ORDER BY 1
SELECT to_char(sold_at, 'IYYY-"W"IW') AS week, count(*) FROM sales GROUP BY 1 ORDER BY 1 LIMIT 8
SELECT to_char(amount, 'FM999,990.00') FROM sales ORDER BY sale_id LIMIT 5
SELECT count(*) FROM sales WHERE sold_at::date = DATE '2024-02-03'
SELECT count(*) FROM sales WHERE sold_at >= '2024-02-01' AND sold_at < '2024-03-01'
SELECT count(*) FROM sales WHERE sold_at BETWEEN '2024-01-10' AND '2024-01-20 23:59:59'
SELECT count(*) FROM sales WHERE date_part('year', sold_at) = 2024 AND date_part('month', sold_at) IN (1, 2)
SELECT count(*) FROM sales WHERE sold_at > (SELECT max(sold_at) - INTERVAL '14 days' FROM sales)
SELECT count(*) FROM sales WHERE sold_at >= make_date(2024, 2, 1) AND sold_at < make_date(2024, 2, 1) + INTERVAL '1' MONTH
SELECT max(sold_at) + INTERVAL '3 months', max(sold_at) - INTERVAL '2 hours 30 minutes', max(sold_at)::date + 7 FROM sales
SELECT EXTRACT(epoch FROM max(sold_at) - min(sold_at)) / 86400 AS days FROM sales
SELECT age(TIMESTAMP '2024-06-01', min(sold_at)) FROM sales
SELECT to_date('15.02.2024', 'DD.MM.YYYY') AS day, to_timestamp('2024-02-15 10:00', 'YYYY-MM-DD HH24:MI') IS NOT NULL
SELECT date_bin('7 days', sold_at, TIMESTAMP '2024-01-01') AS week, count(*) FROM sales GROUP BY 1 ORDER BY 1
SELECT sold_at AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Tokyo' FROM sales ORDER BY sale_id LIMIT 2
SELECT count(*) FROM sales WHERE (sold_at, INTERVAL '1 day') OVERLAPS (TIMESTAMP '2024-01-31', INTERVAL '2 days')
SELECT date_trunc('month', sold_at) + INTERVAL '1 month' - INTERVAL '1 day' AS last_day, count(*) FROM sales GROUP BY 1 ORDER BY 1
SELECT CASE WHEN EXTRACT(dow FROM sold_at) IN (0, 6) THEN 'weekend' ELSE 'weekday' END AS kind, count(*) FROM sales GROUP BY 1 ORDER BY 1
SELECT p.name, sum(s.amount) AS total FROM sales s LEFT JOIN products p ON p.product_id = s.product_id GROUP BY p.name ORDER BY total DESC, p.name LIMIT 3
SELECT c.name, count(s.sale_id) AS n FROM customers c LEFT JOIN sales s USING (customer_id) GROUP BY c.name ORDER BY n DESC, c.name LIMIT 5
SELECT c.name FROM customers c LEFT JOIN sales s ON s.customer_id = c.customer_id AND s.amount > 195 WHERE s.sale_id IS NULL ORDER BY c.name LIMIT 5
SELECT count(*) FROM sales NATURAL JOIN stores
SELECT city, count(*) FROM sales NATURAL LEFT JOIN stores GROUP BY city ORDER BY city
SELECT count(*) FROM (SELECT DISTINCT store_id FROM sales) a NATURAL FULL JOIN (SELECT store_id FROM stores) b
SELECT count(*) FROM sales s JOIN stores t ON (s.store_id = t.store_id) JOIN products p ON (s.product_id = p.product_id AND p.category = 'Toys')
SELECT t.city, p.category, sum(s.amount) FROM sales s, stores t, products p WHERE s.store_id = t.store_id AND s.product_id = p.product_id GROUP BY t.city, p.category ORDER BY 1, 2
SELECT a.product_id, b.product_id, count(*) FROM sales a JOIN sales b ON a.customer_id = b.customer_id AND a.product_id < b.product_id GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 4
SELECT m.month, s.total, s.total - lag(s.total) OVER (ORDER BY m.month) FROM (VALUES (1), (2), (3), (4), (5), (6)) m (month) LEFT JOIN (SELECT EXTRACT(month FROM sold_at) AS month, sum(amount) AS total FROM sales GROUP BY 1) s ON s.month = m.month ORDER BY 1
SELECT b.label, count(s.sale_id) FROM (VALUES ('small', 0, 50), ('middle', 50, 120), ('large', 120, 1000)) b (label, low, high) LEFT JOIN sales s ON s.amount >= b.low AND s.amount < b.high GROUP BY b.label ORDER BY b.label
SELECT st.city, round(100 * sum(s.amount) / t.total, 1) AS share FROM sales s JOIN stores st USING (store_id) CROSS JOIN (SELECT sum(amount) AS total FROM sales) t GROUP BY st.city, t.total ORDER BY share DESC, st.city
SELECT s.store_id, s.amount FROM sales s JOIN (SELECT store_id, max(amount) AS best FROM sales GROUP BY store_id) m ON m.store_id = s.store_id AND m.best = s.amount ORDER BY 1, 2
SELECT coalesce(a.m, b.m) AS m, a.n AS small, b.n AS large FROM (SELECT EXTRACT(month FROM sold_at) AS m, count(*) AS n FROM sales WHERE amount < 50 GROUP BY 1) a FULL OUTER JOIN (SELECT EXTRACT(month FROM sold_at) AS m, count(*) AS n FROM sales WHERE amount >= 150 GROUP BY 1) b ON a.m = b.m ORDER BY 1
SELECT count(*) FROM stores a CROSS JOIN (SELECT 1 AS one UNION ALL SELECT 2) b
SELECT city FROM stores WHERE store_id = (SELECT store_id FROM sales GROUP BY store_id ORDER BY sum(amount) DESC, store_id LIMIT 1)
SELECT count(*) FROM customers WHERE customer_id NOT IN (SELECT customer_id FROM sales WHERE customer_id IS NOT NULL AND amount > 150)
SELECT count(*) FROM customers c WHERE (SELECT count(*) FROM sales s WHERE s.customer_id = c.customer_id) > 25
SELECT c.name, (SELECT max(s.sold_at) FROM sales s WHERE s.customer_id = c.customer_id) AS latest FROM customers c ORDER BY c.customer_id LIMIT 4
SELECT store_id, amount, amount > (SELECT avg(x.amount) FROM sales x WHERE x.store_id = s.store_id) AS above FROM sales s ORDER BY sale_id LIMIT 6
SELECT count(*) FROM sales WHERE (store_id, quantity) IN (SELECT store_id, max(quantity) FROM sales GROUP BY store_id)
SELECT count(*) FROM sales s WHERE s.amount > ALL (SELECT amount FROM sales WHERE quantity = 1 AND store_id = 1) OR s.amount = ANY (SELECT 50.25)
SELECT avg(n) FROM (SELECT count(*) AS n FROM sales GROUP BY sold_at::date) d
SELECT category FROM products p GROUP BY category HAVING EXISTS (SELECT 1 FROM sales s JOIN products q USING (product_id) WHERE q.category = p.category AND s.amount > 190) ORDER BY 1
WITH monthly AS (SELECT date_trunc('month', sold_at) AS m, sum(amount) AS total FROM sales GROUP BY 1) SELECT m, total, sum(total) OVER (ORDER BY m) AS running FROM monthly ORDER BY m
WITH t AS (SELECT store_id, sum(amount) AS total FROM sales GROUP BY 1), r AS (SELECT *, rank() OVER (ORDER BY total DESC) AS place FROM t) SELECT city, place FROM r JOIN stores USING (store_id) WHERE place <= 2 ORDER BY place
WITH a AS (SELECT sale_id FROM sales WHERE quantity > 3), b AS (SELECT sale_id FROM sales WHERE amount > 150) SELECT count(*) FROM a JOIN b USING (sale_id)
WITH stores AS (SELECT store_id, upper(city) AS city FROM stores WHERE country = 'Nigeria') SELECT city, count(*) FROM stores JOIN sales USING (store_id) GROUP BY city ORDER BY city
WITH x (k, v) AS (SELECT store_id, max(amount) FROM sales GROUP BY store_id), y AS (WITH z AS (SELECT max(v) AS top FROM x) SELECT top FROM z) SELECT k FROM x, y WHERE x.v = y.top ORDER BY k
WITH first AS (SELECT customer_id, min(sold_at) AS at FROM sales WHERE customer_id IS NOT NULL GROUP BY 1) SELECT date_trunc('month', at) AS cohort, count(*) FROM first GROUP BY 1 ORDER BY 1
WITH c AS (SELECT customer_id, count(*) AS n, sum(amount) AS total FROM sales GROUP BY 1) SELECT n, count(*), round(avg(total), 2) FROM c GROUP BY n ORDER BY n
SELECT customer_id FROM sales WHERE store_id = 1 AND customer_id IS NOT NULL INTERSECT SELECT customer_id FROM sales WHERE store_id = 2 ORDER BY 1
SELECT product_id FROM products EXCEPT SELECT product_id FROM sales WHERE amount > 198 ORDER BY product_id
SELECT 'stores' AS what, count(*) AS n FROM stores UNION ALL SELECT 'sales', count(*) FROM sales UNION ALL SELECT 'products', count(*) FROM products ORDER BY what
(SELECT city AS place FROM stores ORDER BY store_id LIMIT 1) UNION (SELECT country FROM stores ORDER BY store_id DESC LIMIT 1) ORDER BY place
SELECT count(*) FROM (SELECT store_id FROM sales UNION SELECT store_id FROM stores) u
SELECT quantity FROM sales WHERE online INTERSECT ALL SELECT quantity FROM sales WHERE NOT online ORDER BY 1 LIMIT 5
VALUES (1, 'one'), (2, 'two')
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) v (n, t) ORDER BY n DESC
SELECT sale_id, amount, amount - avg(amount) OVER (PARTITION BY store_id) AS above FROM sales ORDER BY sale_id LIMIT 5
SELECT store_id, sale_id FROM (SELECT store_id, sale_id, row_number() OVER (PARTITION BY store_id ORDER BY amount DESC, sale_id) AS n FROM sales) r WHERE n <= 2 ORDER BY store_id, sale_id
SELECT day, total, round(avg(total) OVER (ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW), 2) AS week FROM (SELECT sold_at::date AS day, sum(amount) AS total FROM sales GROUP BY 1) d ORDER BY day LIMIT 12
SELECT m, total, round(100 * (total - lag(total) OVER w) / lag(total) OVER w, 1) AS growth FROM (SELECT date_trunc('month', sold_at) AS m, sum(amount) AS total FROM sales GROUP BY 1) x WINDOW w AS (ORDER BY m) ORDER BY m
SELECT name, total, sum(total) OVER (ORDER BY total DESC, name) / sum(total) OVER () AS cumulative FROM (SELECT p.name, sum(s.amount) AS total FROM sales s JOIN products p USING (product_id) GROUP BY p.name) t ORDER BY total DESC, name
SELECT customer_id, ntile(4) OVER (ORDER BY sum(amount), customer_id) AS quarter FROM sales WHERE customer_id IS NOT NULL GROUP BY customer_id ORDER BY customer_id
SELECT sale_id, first_value(sale_id) OVER w, last_value(sale_id) OVER w FROM sales WINDOW w AS (PARTITION BY store_id ORDER BY sale_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) ORDER BY sale_id LIMIT 4
SELECT sale_id, sold_at - lag(sold_at) OVER (PARTITION BY customer_id ORDER BY sold_at) AS since FROM sales WHERE customer_id = 3 ORDER BY sale_id
SELECT quantity, count(*), round(count(*) * 100.0 / sum(count(*)) OVER (), 2) AS share FROM sales GROUP BY quantity ORDER BY quantity
SELECT sale_id, max(amount) OVER (ORDER BY sale_id ROWS BETWEEN CURRENT ROW AND 3 FOLLOWING) FROM sales ORDER BY sale_id LIMIT 5
SELECT sale_id, percent_rank() OVER (ORDER BY amount), round(cume_dist() OVER (ORDER BY amount)::numeric, 4) FROM sales ORDER BY sale_id LIMIT 5
# values and texts
SELECT round(exp(avg(ln(amount + 1))), 4) AS geometric, round(power(2.0, 0.5), 6), sqrt(sum(quantity)) FROM sales
SELECT round(sum(amount) FILTER (WHERE online) / nullif(sum(amount), 0), 4) AS share FROM sales
SELECT CASE WHEN sum(amount) > 1000 THEN 'good' WHEN sum(amount) IS NULL THEN 'none' ELSE 'poor' END FROM sales
SELECT concat_ws(' - ', city, country, NULL, 'x'), city || ' (' || country || ')', lpad(store_id::text, 4, '0'), rpad(city, 8, '.') FROM stores ORDER BY store_id
SELECT initcap(lower(city)), replace(city, 'a', '4'), reverse(city), split_part(city || ',' || country, ',', 2), left(city, -1), right(city, -1) FROM stores ORDER BY store_id
SELECT md5(city), ascii(city), octet_length(city), strpos(city, 'a'), translate(city, 'aeiou', '12345') FROM stores ORDER BY store_id
SELECT greatest(amount, 100, quantity), least(amount, 100), sign(amount - 100), mod(sale_id, 7), div(amount, 7), ceil(amount), floor(amount), trunc(amount, 1) FROM sales ORDER BY sale_id LIMIT 3
SELECT coalesce(customer_id::text, 'unknown') AS who, nullif(quantity, 3), amount::numeric(12, 1), amount::float8::numeric(8, 2), quantity::smallint FROM sales ORDER BY sale_id LIMIT 4
SELECT store_id = ANY (ARRAY[1, 3]), city IN ('Lagos', 'Paris'), city <> ALL (ARRAY['x', 'y']) FROM stores ORDER BY store_id
SELECT TRUE AND NULL, NULL OR TRUE, NOT NULL, NULL IS NULL, 1 IS DISTINCT FROM NULL, (1 = 1) IS TRUE
SELECT .5 + 1e2, 7 / 2, 7 / 2.0, 7 % 3, -7 / 2, 2 ^ 3 ^ 2, 10 - 4 - 3, - 2 ^ 2
SELECT 'a' || 1 || 'b', 'x'::varchar(5), CAST('12' AS integer) + 1, '2024-01-31'::date + 1, interval '1 day' * 3
