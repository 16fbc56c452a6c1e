# Window functions, named windows, frames.
SELECT row_number() OVER () FROM sales
SELECT row_number() OVER (ORDER BY amount DESC) FROM sales
SELECT rank() OVER (PARTITION BY region ORDER BY amount DESC NULLS LAST, id) FROM sales
SELECT dense_rank() OVER (PARTITION BY region, channel ORDER BY sum(amount)) FROM sales GROUP BY region, channel
SELECT ntile(4) OVER (ORDER BY amount), cume_dist() OVER (ORDER BY amount), percent_rank() OVER (ORDER BY amount) FROM sales
SELECT lag(amount) OVER w, lead(amount, 2) OVER w, lag(amount, 1, 0) OVER w FROM sales WINDOW w AS (ORDER BY sold_at)
SELECT first_value(amount) OVER w, last_value(amount) OVER w, nth_value(amount, 2) OVER w FROM sales WINDOW w AS (PARTITION BY region ORDER BY sold_at)
SELECT sum(amount) OVER (w ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) FROM sales WINDOW w AS (ORDER BY sold_at)
SELECT sum(amount) OVER (w), avg(amount) OVER (w ORDER BY id) FROM sales WINDOW w AS (PARTITION BY region), v AS (w ORDER BY day)
SELECT sum(amount) OVER (ORDER BY day ROWS UNBOUNDED PRECEDING) FROM sales
SELECT sum(amount) OVER (ORDER BY day ROWS CURRENT ROW) FROM sales
SELECT sum(amount) OVER (ORDER BY day ROWS 3 PRECEDING) FROM sales
SELECT sum(amount) OVER (ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM sales
SELECT sum(amount) OVER (ORDER BY day ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) FROM sales
SELECT sum(amount) OVER (ORDER BY day ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING) FROM sales
SELECT sum(amount) OVER (ORDER BY day ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM sales
SELECT sum(amount) OVER (ORDER BY day RANGE BETWEEN INTERVAL '7 days' PRECEDING AND CURRENT ROW) FROM sales
SELECT sum(amount) OVER (ORDER BY day RANGE BETWEEN '7 days' PRECEDING AND '1 day' FOLLOWING) FROM sales
SELECT sum(amount) OVER (ORDER BY day GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM sales
SELECT sum(amount) OVER (ORDER BY day ROWS BETWEEN 1 + 1 PRECEDING AND 2 * 2 FOLLOWING) FROM sales
SELECT sum(amount) OVER (ORDER BY day ROWS BETWEEN n PRECEDING AND unbounded FOLLOWING) FROM sales
SELECT sum(amount) OVER (RANGE UNBOUNDED PRECEDING) FROM sales
SELECT count(*) FILTER (WHERE returned) OVER (PARTITION BY region) FROM sales
SELECT amount / sum(amount) OVER () AS share, amount - avg(amount) OVER (PARTITION BY region) AS difference FROM sales
SELECT * FROM (SELECT id, row_number() OVER (PARTITION BY customer_id ORDER BY sold_at DESC) AS n FROM sales) t WHERE n = 1
SELECT sum(sum(amount)) OVER (ORDER BY date_trunc('month', sold_at)) FROM sales GROUP BY date_trunc('month', sold_at)
SELECT sum(amount) OVER (PARTITION BY (region, channel)) FROM sales
SELECT sum(amount) OVER (PARTITION BY CASE WHEN amount > 10 THEN 'a' ELSE 'b' END ORDER BY lower(region) DESC) FROM sales
SELECT count(*) OVER w FROM sales WINDOW w AS () ORDER BY count(*) OVER w
SELECT sum(a) OVER ("Window") FROM t WINDOW "Window" AS (ORDER BY b)
SELECT sum(a) OVER ("rows" ORDER BY b) FROM t WINDOW "rows" AS (PARTITION BY c)
SELECT sum(a) OVER (ORDER BY b ROWS BETWEEN "unbounded" PRECEDING AND CURRENT ROW) FROM t
