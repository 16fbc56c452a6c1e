# Literals and types in every form.
SELECT 0, 1, 007, 2147483647, 2147483648, -2147483648, -2147483649, 9223372036854775807, -9223372036854775808, 9223372036854775808
SELECT 1.0, 1.00, .5, 5., 0.0, 00.10, -1.5, 1e3, 1E3, 1e+3, 1e-3, 1.5e2, .5e1, 5.e1, 1.50e1, 1e0, 0e5
SELECT 12345678901234567890, 1234567890123456789012345678, 0.0000000000000000000000000001, -12345678901234567890.12345678
SELECT 'a', '', 'it''s', '''', 'a\b', 'a "quoted" b', '--', '/*', ';', '$1', '日本語', 'é', '😀'
SELECT 'two⏎lines', '	tab'
SELECT 'a'⏎'b', 'a' ⏎ 'b'⏎⏎'c', 'a' -- comment⏎ 'b', E'a\n'⏎'b\t', 'a'⏎-- comment⏎ 'b'
SELECT E'a\nb', E'\t', E'\\', E'it\'s', E'it''s', e'\r\n', E'plain', E'\"'
SELECT U&'\0061', U&'S\00E3o', U&'\+01F600', U&'a\\b', u&'x''y', U&'\00'⏎'61'
SELECT $$a$$, $$it's$$, $tag$a $$ b$tag$, $t1$x$t1$, $$$$, $é$x$é$
SELECT TRUE, FALSE, true, NULL, null, NOT TRUE
SELECT DATE '2024-01-31', date'2024-01-31', DATE '0001-01-01', DATE '9999-12-31', DATE 'January 8, 1999', DATE '20240131', DATE 'today'
SELECT TIMESTAMP '2024-01-31', TIMESTAMP '2024-01-31 10:11:12', TIMESTAMP '2024-01-31 10:11', TIMESTAMP '2024-01-31T10:11:12', TIMESTAMP '2024-01-31 10:11:12.5', TIMESTAMP '2024-01-31 10:11:12.123456'
SELECT TIMESTAMP '2024-01-31 24:00:00', TIMESTAMP 'now', timestamp '2024-01-31 10:11:12.1234567', TIMESTAMP 'infinity'
SELECT TIMESTAMP WITH TIME ZONE '2024-01-31 10:00:00+02', TIMESTAMP WITHOUT TIME ZONE '2024-01-31 10:00:00', timestamptz '2024-01-31 10:00:00 Europe/Berlin', TIMESTAMP (3) WITH TIME ZONE '2024-01-31', TIMESTAMP(3) '2024-01-31'
SELECT TIME '10:11:12', time without time zone '10:11', time(0) '10:11:12.5'
SELECT INTERVAL '1 day', INTERVAL '1 year 2 months 3 days', INTERVAL '04:05:06', INTERVAL '1 day 04:05', INTERVAL '-1 day', INTERVAL '2 weeks', INTERVAL '1 hour 30 minutes', INTERVAL '90 seconds', INTERVAL '0 days', interval '1 mon -3 days'
SELECT INTERVAL 'P1Y2M3DT4H5M6S', INTERVAL '1-2', INTERVAL '1 day ago', INTERVAL '@ 1 year', INTERVAL '1.5 hours', INTERVAL '1d2h', INTERVAL '3 4:05:06', interval '1 day 2 days'
SELECT INTERVAL '3 y', INTERVAL '2 yrs 3 mons', INTERVAL '4 h 5 m 6 s', INTERVAL '7 ms', INTERVAL '8 us', INTERVAL '1 decade', INTERVAL '2 centuries', INTERVAL '1 millennium', interval(3) '1.5 seconds'
SELECT numeric '1.50', numeric(5, 2) '1.5', decimal '1', dec(4) '1', int '5', integer '5', bigint '5', smallint '5', real '1.5', float '1.5', float(3) '1.5', float(50) '1.5', double precision '1.5', float8 '1.5', float4 '1.5', int4 '1', int8 '1', int2 '1'
SELECT bool 'true', boolean 't', text 'x', varchar 'x', varchar(3) 'x', char(2) 'x', character(3) 'x', character varying 'x', character varying(5) 'x', char varying 'x', uuid '00000000-0000-0000-0000-000000000000'
SELECT a::int, a::integer, a::int4, a::bigint, a::int8, a::smallint, a::int2, a::real, a::float4, a::float, a::float8, a::double precision, a::float(24), a::float(25), a::numeric, a::numeric(10), a::numeric(10, 2), a::decimal(5), a::dec
SELECT a::bool, a::boolean, a::text, a::varchar, a::varchar(10), a::character varying, a::character varying(10), a::char, a::char(3), a::character(3), a::char varying(3), a::date, a::uuid, a::bpchar
SELECT a::timestamp, a::timestamp(3), a::timestamp without time zone, a::timestamp(0) without time zone, a::timestamptz, a::timestamp with time zone, a::timestamp(3) with time zone, a::time, a::time(0), a::time without time zone, a::interval, a::interval(3)
SELECT a::int[], a::text[], a::numeric(5, 2)[], a::timestamp with time zone[], CAST(a AS varchar(3)[]), '{}'::int[]
SELECT CAST(a AS double precision), CAST(a AS timestamp(3) with time zone), CAST('2024-01-31' AS date), CAST('1 day' AS interval), CAST('1' AS int)
SELECT 'a'::text, '1'::int + 1, '2024-01-31'::date, '1 day'::interval, 'x'::varchar(3) || 'y', 5::numeric / 2, 1.5::int, TRUE::text, NULL::int
SELECT date '2024-01-31' + 1, date '2024-01-31' - date '2024-01-01', date '2024-01-31' + interval '1 month', timestamp '2024-01-31' < now(), -interval '1 day', interval '1 day' * 3
SELECT date, time, interval, timestamp, "date", text, year FROM t
SELECT a AS "Größe", übersicht, "ПРИВЕТ", naïve, हिन्दी FROM t
