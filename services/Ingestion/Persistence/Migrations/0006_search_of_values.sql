-- The search of the value index, where pg_trgm is there: no function is open to everybody (see the platform's hardening).
DO $$
BEGIN
    IF to_regprocedure('public.similarity(text, text)') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA public TO nlsql_ingestion;
        GRANT EXECUTE ON FUNCTION public.similarity(text, text), public.similarity_op(text, text) TO nlsql_ingestion;
    END IF;
END $$;
