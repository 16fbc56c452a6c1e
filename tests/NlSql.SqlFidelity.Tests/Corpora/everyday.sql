# Whole analytic questions.
SELECT c.name, sum(o.amount) AS total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE o.created >= DATE '2024-01-01' AND o.created < DATE '2025-01-01' GROUP BY c.name ORDER BY total DESC LIMIT 10
SELECT date_trunc('week', created) AS week, count(DISTINCT customer_id) AS active FROM events WHERE kind = 'login' GROUP BY 1 ORDER BY 1
WITH monthly AS (SELECT date_trunc('month', sold_at) AS month, sum(amount) AS total FROM sales GROUP BY 1) SELECT month, total, total - lag(total) OVER (ORDER BY month) AS change, round(100.0 * (total - lag(total) OVER (ORDER BY month)) / nullif(lag(total) OVER (ORDER BY month), 0), 1) AS percent FROM monthly ORDER BY month
WITH first AS (SELECT customer_id, min(created) AS at FROM orders GROUP BY customer_id) SELECT date_trunc('month', f.at) AS cohort, count(*) FROM first f GROUP BY 1
SELECT region, sum(amount) FILTER (WHERE extract(year FROM sold_at) = 2024) AS this_year, sum(amount) FILTER (WHERE extract(year FROM sold_at) = 2023) AS last_year FROM sales GROUP BY region
SELECT * FROM (SELECT region, product, sum(amount) AS total, rank() OVER (PARTITION BY region ORDER BY sum(amount) DESC) AS place FROM sales GROUP BY region, product) ranked WHERE place <= 3 ORDER BY region, place
SELECT p.category, count(*) AS n FROM products p LEFT JOIN sales s ON s.product_id = p.id WHERE s.id IS NULL GROUP BY p.category HAVING count(*) > 1
SELECT CASE WHEN age < 18 THEN 'under 18' WHEN age BETWEEN 18 AND 64 THEN '18 to 64' ELSE '65 and over' END AS band, count(*) FROM patients GROUP BY 1 ORDER BY min(age)
SELECT department, avg(salary) FROM staff WHERE left_on IS NULL AND (grade, step) >= (3, 1) GROUP BY department
SELECT s.name FROM students s WHERE NOT EXISTS (SELECT 1 FROM marks m WHERE m.student_id = s.id AND m.mark < 4)
SELECT station, avg(reading) FILTER (WHERE NOT faulty) AS mean, percentile_cont(0.95) WITHIN GROUP (ORDER BY reading) AS p95 FROM readings WHERE taken BETWEEN TIMESTAMP '2024-06-01' AND TIMESTAMP '2024-06-30 23:59:59' GROUP BY station
SELECT day, sum(n) OVER (ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) / 7.0 AS rolling FROM (SELECT created::date AS day, count(*) AS n FROM tickets GROUP BY created::date) d
SELECT DISTINCT ON (customer_id) customer_id, id, created FROM orders ORDER BY customer_id, created DESC
SELECT coalesce(country, 'unknown') AS country, count(*) FROM visits WHERE agent NOT ILIKE '%bot%' AND path ~ '^/shop/[0-9]+$' GROUP BY 1 ORDER BY 2 DESC FETCH FIRST 20 ROWS ONLY
SELECT a.id FROM a WHERE a.score > (SELECT avg(score) + 2 * stddev(score) FROM a)
SELECT route, count(*) AS flights, avg(arrived - planned) AS delay FROM flights WHERE arrived > planned + INTERVAL '15 minutes' GROUP BY route ORDER BY delay DESC
SELECT product, sum(amount) / sum(sum(amount)) OVER () AS share FROM sales GROUP BY product ORDER BY share DESC
SELECT id, amount, CASE WHEN amount > lag(amount) OVER w THEN 'up' WHEN amount < lag(amount) OVER w THEN 'down' END AS trend FROM sales WINDOW w AS (ORDER BY sold_at)
SELECT store, to_char(sold_at, 'Day') AS weekday, sum(amount) FROM sales GROUP BY store, to_char(sold_at, 'Day'), extract(isodow FROM sold_at) ORDER BY store, extract(isodow FROM sold_at)
SELECT 'this year' AS period, sum(amount) FROM sales WHERE sold_at >= date_trunc('year', now()) UNION ALL SELECT 'last year', sum(amount) FROM sales WHERE sold_at >= date_trunc('year', now()) - INTERVAL '1 year' AND sold_at < date_trunc('year', now())
SELECT customer_id FROM orders WHERE created >= CURRENT_DATE - INTERVAL '90 days' INTERSECT SELECT customer_id FROM orders WHERE created < CURRENT_DATE - INTERVAL '365 days'
SELECT customer_id FROM customers EXCEPT SELECT customer_id FROM orders
SELECT o.id, o.amount, r.rate, round(o.amount * r.rate, 2) AS converted FROM orders o JOIN rates r ON r.currency = o.currency AND o.created >= r.first AND (r.last IS NULL OR o.created < r.last)
SELECT region, channel, sum(amount), grouping(region, channel) AS level FROM sales GROUP BY GROUPING SETS ((region, channel), (region), ()) ORDER BY grouping(region, channel), region NULLS LAST, channel NULLS LAST
