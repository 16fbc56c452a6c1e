# Aggregates, FILTER, ordered sets, GROUP BY and its extensions, HAVING.
SELECT count(*) FROM orders
SELECT count(*), count(id), count(DISTINCT customer_id), count(ALL region) FROM orders
SELECT sum(amount), avg(amount), min(amount), max(amount), stddev_samp(amount), var_pop(amount) FROM orders
SELECT sum(quantity * unit_price) AS revenue FROM lines
SELECT sum(quantity * unit_price * (1 - discount)) / nullif(sum(quantity), 0) AS mean_price FROM lines
SELECT region, count(*) FROM orders GROUP BY region
SELECT region, channel, sum(amount) FROM orders GROUP BY region, channel
SELECT region, sum(amount) FROM orders GROUP BY 1
SELECT region r, channel c, sum(amount) FROM orders GROUP BY r, 2
SELECT lower(region), count(*) FROM orders GROUP BY lower(region)
SELECT (amount > 100), count(*) FROM orders GROUP BY (amount > 100)
SELECT region, channel FROM orders GROUP BY (region, channel)
SELECT count(*) FROM orders GROUP BY ()
SELECT region, channel, sum(amount) FROM orders GROUP BY ROLLUP (region, channel)
SELECT region, channel, sum(amount) FROM orders GROUP BY CUBE (region, channel)
SELECT region, channel, sum(amount) FROM orders GROUP BY ROLLUP ((region, country), channel)
SELECT region, channel, sum(amount) FROM orders GROUP BY CUBE ((region, country), (channel))
SELECT region, channel, sum(amount) FROM orders GROUP BY GROUPING SETS ((region, channel), (region), ())
SELECT region, channel, sum(amount) FROM orders GROUP BY GROUPING SETS (region, ROLLUP (channel, product), CUBE (a, b))
SELECT region, sum(amount) FROM orders GROUP BY GROUPING SETS ((region), GROUPING SETS ((channel), ()))
SELECT region, sum(amount) FROM orders GROUP BY region, ROLLUP (channel), CUBE (product)
SELECT GROUPING(region), grouping(region, channel), sum(amount) FROM orders GROUP BY ROLLUP (region, channel)
SELECT CASE WHEN GROUPING(region) = 1 THEN 'all' ELSE region END AS region, sum(amount) FROM orders GROUP BY ROLLUP (region) ORDER BY GROUPING(region), region
SELECT region FROM orders GROUP BY region HAVING count(*) > 5
SELECT region FROM orders GROUP BY region HAVING sum(amount) > 1000 AND count(DISTINCT customer_id) >= 3 OR max(amount) IS NULL
SELECT count(*) FROM orders HAVING count(*) > 1
SELECT count(*) FILTER (WHERE amount > 100) AS large, count(*) FILTER (WHERE amount <= 100) AS small FROM orders
SELECT sum(amount) FILTER (WHERE region = 'North' AND channel <> 'web') / sum(amount) AS share FROM orders
SELECT count(DISTINCT customer_id) FILTER (WHERE NOT returned) FROM orders
SELECT string_agg(name, ', ' ORDER BY name) FROM products
SELECT string_agg(DISTINCT name, ', ' ORDER BY name DESC NULLS LAST) FROM products
SELECT array_agg(id ORDER BY created DESC, id) FROM orders
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) FROM orders
SELECT percentile_cont(0.9) WITHIN GROUP (ORDER BY amount DESC) FILTER (WHERE amount > 0) AS p90 FROM orders
SELECT percentile_disc(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY amount) FROM orders
SELECT mode() WITHIN GROUP (ORDER BY region) FROM orders
SELECT rank(100) WITHIN GROUP (ORDER BY amount DESC NULLS FIRST) FROM orders
SELECT bool_and(paid), bool_or(paid), every(paid) FROM orders
SELECT corr(price, quantity), regr_slope(price, quantity), covar_samp(price, quantity) FROM lines
SELECT date_trunc('month', sold_at) AS month, sum(amount) FROM sales GROUP BY date_trunc('month', sold_at) ORDER BY 1
SELECT extract(year FROM sold_at) AS y, extract(quarter FROM sold_at) AS q, count(*) FROM sales GROUP BY 1, 2 ORDER BY y, q
SELECT round(avg(amount), 2)::text || ' EUR' FROM sales
SELECT max(sum(amount)) OVER () FROM sales GROUP BY region
SELECT region, avg(count(*)) OVER (PARTITION BY region) FROM sales GROUP BY region, day
SELECT count(*) * 100.0 / (SELECT count(*) FROM sales) AS percent FROM sales WHERE online
SELECT region, sum(amount) AS total FROM sales GROUP BY region HAVING sum(amount) > (SELECT avg(amount) * 10 FROM sales) ORDER BY total DESC
SELECT sum(CASE WHEN status = 'open' THEN 1 ELSE 0 END) AS open, sum(CASE status WHEN 'done' THEN 1 END) AS done FROM tasks
SELECT sum((price - cost) * quantity) FROM lines GROUP BY product_id, (price > 10)
SELECT coalesce(region, '?') AS region, count(*) FROM orders GROUP BY coalesce(region, '?')
SELECT region, sum(amount) FROM orders WHERE TRUE GROUP BY region HAVING TRUE ORDER BY sum(amount) DESC LIMIT 3
