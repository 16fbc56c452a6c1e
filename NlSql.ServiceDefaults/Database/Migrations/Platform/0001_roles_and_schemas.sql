-- Roles, schemas and grants of an installation. Runs once per database, as its owner; roles are shared by the whole server,
-- so each may exist already.

DO $$
DECLARE
    login text;
BEGIN
    FOREACH login IN ARRAY ARRAY['nlsql_registry', 'nlsql_ingestion', 'nlsql_chat', 'nlsql_insights', 'nlsql_audit'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', login);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END;
    END LOOP;
    BEGIN
        CREATE ROLE nlsql_reader LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION CONNECTION LIMIT 20;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    BEGIN
        CREATE ROLE nlsql_data_owner NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
END
$$;

DO $$
BEGIN
    IF NOT pg_has_role('nlsql_ingestion', 'nlsql_data_owner', 'MEMBER') THEN
        GRANT nlsql_data_owner TO nlsql_ingestion;
    END IF;
    IF NOT pg_has_role(current_user, 'nlsql_data_owner', 'MEMBER') THEN
        EXECUTE format('GRANT nlsql_data_owner TO %I', current_user);
    END IF;
END
$$;

-- Only the roles of the installation may connect, and none may make temporary tables (M9).
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I TO nlsql_registry, nlsql_ingestion, nlsql_chat, nlsql_insights, nlsql_audit, nlsql_reader',
        current_database());
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- One schema per service, written by its own role alone. Audit grants its tables one by one: its role may not change entries.
CREATE SCHEMA IF NOT EXISTS registry;
CREATE SCHEMA IF NOT EXISTS ingestion;
CREATE SCHEMA IF NOT EXISTS chat;
CREATE SCHEMA IF NOT EXISTS insights;
CREATE SCHEMA IF NOT EXISTS audit;

GRANT USAGE ON SCHEMA registry TO nlsql_registry;
GRANT USAGE ON SCHEMA ingestion TO nlsql_ingestion;
GRANT USAGE ON SCHEMA chat TO nlsql_chat;
GRANT USAGE ON SCHEMA insights TO nlsql_insights;
GRANT USAGE ON SCHEMA audit TO nlsql_audit;

ALTER DEFAULT PRIVILEGES IN SCHEMA registry GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO nlsql_registry;
ALTER DEFAULT PRIVILEGES IN SCHEMA ingestion GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO nlsql_ingestion;
ALTER DEFAULT PRIVILEGES IN SCHEMA chat GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO nlsql_chat;
ALTER DEFAULT PRIVILEGES IN SCHEMA insights GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO nlsql_insights;

-- Uploaded rows: made and owned by the owner role, read by the reader alone.
CREATE SCHEMA IF NOT EXISTS data AUTHORIZATION nlsql_data_owner;
GRANT USAGE ON SCHEMA data TO nlsql_reader, nlsql_ingestion;

-- The reader's settings hold even where a service forgets them: plans see the constants of the scope and prune partitions (M2).
DO $$
DECLARE
    setting text;
BEGIN
    FOREACH setting IN ARRAY ARRAY[
        'plan_cache_mode = force_custom_plan', 'default_transaction_read_only = on', 'statement_timeout = ''30s''',
        'lock_timeout = ''500ms''', 'idle_in_transaction_session_timeout = ''10s''', 'search_path = ''''', 'work_mem = ''32MB''',
        'temp_file_limit = ''1GB''', 'row_security = on'] LOOP
        BEGIN
            EXECUTE format('ALTER ROLE nlsql_reader IN DATABASE %I SET ', current_database()) || setting;
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE WARNING 'hardening step missing: reader setting %', setting;
        END;
    END LOOP;
END
$$;
