-- What every Postgres role may do by default and a reader of other people's rows must not (findings M4, M8, M9, M10). Needs the
-- database's superuser; a managed Postgres may refuse single steps, which the services then report at start.

CREATE TABLE platform.hardening_refused (step text PRIMARY KEY);

DO $$
BEGIN
    CREATE ROLE nlsql_service NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

DO $$
DECLARE
    login text;
BEGIN
    FOREACH login IN ARRAY ARRAY['nlsql_registry', 'nlsql_ingestion', 'nlsql_chat', 'nlsql_insights', 'nlsql_audit'] LOOP
        IF NOT pg_has_role(login, 'nlsql_service', 'MEMBER') THEN
            EXECUTE format('GRANT nlsql_service TO %I', login);
        END IF;
    END LOOP;
END
$$;

DO $$
DECLARE
    step text;
BEGIN
    FOR step IN
        SELECT format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', p.oid::regprocedure)
        FROM pg_proc p
        JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'pg_catalog' AND p.prokind IN ('f', 'w', 'a')
          AND (p.proname IN (
                   'set_config', 'pg_notify', 'pg_cancel_backend', 'pg_terminate_backend', 'pg_reload_conf', 'pg_rotate_logfile',
                   'txid_current', 'txid_current_snapshot', 'txid_current_if_assigned', 'pg_current_xact_id',
                   'pg_current_snapshot', 'pg_export_snapshot', 'pg_sleep', 'pg_sleep_for', 'pg_sleep_until',
                   'ts_stat', 'ts_rewrite', 'loread', 'lowrite', 'pg_size_pretty', 'pg_database_size', 'pg_relation_size',
                   'pg_total_relation_size', 'pg_table_size', 'pg_indexes_size', 'pg_tablespace_size', 'current_query',
                   'inet_server_addr', 'inet_server_port', 'pg_postmaster_start_time', 'pg_conf_load_time')
               OR p.proname LIKE 'lo\_%' OR p.proname LIKE 'pg\_%advisory%' OR p.proname LIKE 'query\_to\_xml%'
               OR p.proname LIKE 'cursor\_to\_xml%' OR p.proname LIKE 'table\_to\_xml%' OR p.proname LIKE 'schema\_to\_xml%'
               OR p.proname LIKE 'database\_to\_xml%' OR p.proname LIKE 'pg\_read\_%' OR p.proname LIKE 'pg\_ls\_%'
               OR p.proname LIKE 'pg\_stat\_get%' OR p.proname LIKE 'pg\_logical%' OR p.proname LIKE 'pg\_replication%')
        UNION ALL SELECT 'REVOKE ALL ON ALL TABLES IN SCHEMA pg_catalog FROM PUBLIC'
        UNION ALL SELECT 'REVOKE ALL ON ALL TABLES IN SCHEMA information_schema FROM PUBLIC'
        UNION ALL SELECT 'GRANT SELECT ON ALL TABLES IN SCHEMA pg_catalog TO nlsql_service'
        UNION ALL SELECT 'REVOKE SELECT ON pg_catalog.pg_authid, pg_catalog.pg_statistic FROM nlsql_service'
    LOOP
        BEGIN
            EXECUTE step;
        EXCEPTION WHEN insufficient_privilege THEN
            INSERT INTO platform.hardening_refused VALUES (step) ON CONFLICT DO NOTHING;
        END;
    END LOOP;
END
$$;

GRANT USAGE ON SCHEMA platform TO nlsql_service;
GRANT SELECT ON platform.hardening_refused TO nlsql_service;

-- A function made later is not executable by everybody.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
