-- The reader once more: what it is holds for a role that existed before, what it may call is a list instead of what is left of
-- Postgres' defaults (M9), and the services can see what its processes are at (M6).

-- A role of this name may have been made by somebody else, with other attributes. A managed Postgres lets nobody name the last three.
DO $$
DECLARE
    step text;
BEGIN
    FOR step IN
        SELECT 'ALTER ROLE nlsql_reader LOGIN NOINHERIT NOCREATEDB NOCREATEROLE CONNECTION LIMIT 20'
        FROM pg_roles
        WHERE rolname = 'nlsql_reader' AND (NOT rolcanlogin OR rolinherit OR rolcreatedb OR rolcreaterole OR rolconnlimit <> 20)
        UNION ALL
        SELECT 'ALTER ROLE nlsql_reader NOSUPERUSER NOBYPASSRLS NOREPLICATION'
        FROM pg_roles
        WHERE rolname = 'nlsql_reader' AND (rolsuper OR rolbypassrls OR rolreplication)
        UNION ALL
        SELECT format('REVOKE %s FROM nlsql_reader', roleid::regrole)
        FROM pg_auth_members
        WHERE member = 'nlsql_reader'::regrole
        -- Just-in-time compilation is time before the first row, outside of every estimate.
        UNION ALL SELECT format('ALTER ROLE nlsql_reader IN DATABASE %I SET jit = off', current_database())
        -- A process whose client is gone ends by itself.
        UNION ALL SELECT format('ALTER ROLE nlsql_reader IN DATABASE %I SET client_connection_check_interval = ''1s''', current_database())
    LOOP
        BEGIN
            EXECUTE step;
        EXCEPTION WHEN insufficient_privilege OR undefined_object OR invalid_parameter_value THEN
            INSERT INTO platform.hardening_refused VALUES (step) ON CONFLICT DO NOTHING;
        END;
    END LOOP;
END
$$;

-- Functions of Postgres that change something, tell of other sessions, of the server or of tables that one may not read. The services
-- keep those that 0002 left to everybody. Who does not own a function gets a warning instead of an error, so it is looked at what came of it.
DO $$
DECLARE
    called regprocedure;
BEGIN
    FOR called IN
        SELECT p.oid::regprocedure
        FROM pg_proc p
        JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'pg_catalog' AND p.prokind = 'f'
          AND has_function_privilege('nlsql_reader', p.oid, 'EXECUTE')
          AND (p.provolatile = 'v' AND p.proname NOT IN ('random', 'clock_timestamp', 'gen_random_uuid', 'timeofday')
               OR p.provolatile = 's' AND p.proname LIKE 'pg\_%' AND p.proname NOT IN ('pg_typeof', 'pg_column_size', 'pg_collation_for')
               OR p.proname LIKE 'has\_%\_privilege' OR p.proname LIKE 'to\_reg%' OR p.proname LIKE 'inet\_client\_%'
               OR p.proname LIKE '%\_to\_xml%'
               OR p.proname IN (
                   'version', 'current_schemas', 'current_database', 'current_schema', 'getpgusername', 'getdatabaseencoding',
                   'row_security_active', 'format_type', 'obj_description', 'col_description', 'shobj_description'))
    LOOP
        BEGIN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO nlsql_service', called);
            EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', called);
        EXCEPTION WHEN insufficient_privilege THEN NULL;
        END;
        IF has_function_privilege('nlsql_reader', called, 'EXECUTE') THEN
            INSERT INTO platform.hardening_refused VALUES (format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', called)) ON CONFLICT DO NOTHING;
        END IF;
    END LOOP;
END
$$;

DO $$
DECLARE
    language name;
BEGIN
    FOR language IN SELECT lanname FROM pg_language WHERE lanpltrusted LOOP
        BEGIN
            EXECUTE format('REVOKE USAGE ON LANGUAGE %I FROM PUBLIC', language);
        EXCEPTION WHEN insufficient_privilege THEN NULL;
        END;
        IF has_language_privilege('nlsql_reader', language, 'USAGE') THEN
            INSERT INTO platform.hardening_refused VALUES (format('REVOKE USAGE ON LANGUAGE %I FROM PUBLIC', language)) ON CONFLICT DO NOTHING;
        END IF;
    END LOOP;
    IF has_table_privilege('nlsql_reader', 'pg_catalog.pg_class', 'SELECT') THEN
        INSERT INTO platform.hardening_refused VALUES ('REVOKE ALL ON ALL TABLES IN SCHEMA pg_catalog FROM PUBLIC') ON CONFLICT DO NOTHING;
    END IF;
END
$$;

-- What the reader's processes are at, without a word of their queries. A definer's right, because the services may not look at another
-- role's sessions; the reader may not call it.
DO $$
BEGIN
    -- A superuser is a member of every role.
    IF NOT pg_has_role(current_user, 'nlsql_reader', 'MEMBER') THEN
        EXECUTE format('GRANT nlsql_reader TO %I', current_user);
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    INSERT INTO platform.hardening_refused VALUES ('GRANT nlsql_reader TO the owner of the database') ON CONFLICT DO NOTHING;
END
$$;

CREATE OR REPLACE FUNCTION platform.reader_backends() RETURNS TABLE (pid int, seconds double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT a.pid, extract(epoch FROM clock_timestamp() - coalesce(a.query_start, a.backend_start))::double precision
    FROM pg_catalog.pg_stat_activity a
    WHERE a.usesysid = 'nlsql_reader'::regrole AND a.datname = current_database() AND a.state IS DISTINCT FROM 'idle'
$$;
REVOKE ALL ON FUNCTION platform.reader_backends() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.reader_backends() TO nlsql_service;
