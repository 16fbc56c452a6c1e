-- The trail by months of recording, so that old months can be left behind as a whole; what is left behind, and what was exported, is
-- kept in tables that nobody can change either.

-- Recording times of a chain never go back: a month that is left behind is then always the chain's beginning.
ALTER TABLE chain_heads ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT '-infinity';
UPDATE chain_heads h SET recorded_at = (SELECT coalesce(max(e.recorded_at), '-infinity') FROM entries e WHERE e.tenant_id = h.tenant_id);

ALTER TABLE entries RENAME TO entries_before_months;
CREATE TABLE entries (LIKE entries_before_months INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (tenant_id, seq, recorded_at))
    PARTITION BY RANGE (recorded_at);
CREATE INDEX entries_by_message ON entries (message_id);
CREATE INDEX entries_by_at ON entries (tenant_id, at DESC, seq DESC);
CREATE INDEX entries_by_actor ON entries (tenant_id, actor, at DESC, seq DESC);
CREATE INDEX entries_by_action ON entries (tenant_id, action, at DESC, seq DESC);
CREATE INDEX entries_by_outcome ON entries (tenant_id, outcome, at DESC, seq DESC);
CREATE INDEX entries_by_plugin ON entries (tenant_id, plugin_id, at DESC, seq DESC) WHERE plugin_id IS NOT NULL;
CREATE INDEX entries_by_dataset ON entries (tenant_id, dataset_id, at DESC, seq DESC) WHERE dataset_id IS NOT NULL;
CREATE TRIGGER entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE entries ENABLE ALWAYS TRIGGER entries_append_only;

-- Where a chain begins after months were left behind: the last entry of each that is gone.
CREATE TABLE chain_anchors (
    tenant_id text NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    month date NOT NULL,
    dropped_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, seq)
);

-- Heads as they were told to the world outside; a chain that was rewritten as a whole does not fit them.
CREATE TABLE exported_heads (
    tenant_id text NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    exported_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, seq)
);

DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['chain_anchors', 'exported_heads'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', kept);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', kept);
    END LOOP;
END
$$;

-- A head moves by one entry at a time, and never away.
CREATE FUNCTION refuse_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' OR NEW.tenant_id <> OLD.tenant_id OR NEW.seq <> OLD.seq + 1 OR NEW.recorded_at < OLD.recorded_at THEN
        RAISE EXCEPTION 'the head of a chain only moves to the next entry' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER one_step BEFORE UPDATE OR DELETE ON chain_heads FOR EACH ROW EXECUTE FUNCTION refuse_step();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chain_heads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE chain_heads ENABLE ALWAYS TRIGGER one_step;
ALTER TABLE chain_heads ENABLE ALWAYS TRIGGER no_truncate;

-- The service may make months and leave old ones behind, but owns none: it calls these, which work as the owner.
CREATE FUNCTION make_month(wished date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
    first date := date_trunc('month', wished)::date;
    made text := 'entries_' || to_char(first, 'YYYY_MM');
BEGIN
    IF to_regclass('audit.' || made) IS NOT NULL THEN
        RETURN false;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('audit.make_month', 0));
    -- Somebody else may have made it while this waited; what was looked up before the lock is remembered, a query of the catalog is not.
    IF EXISTS (SELECT FROM pg_class WHERE relname = made AND relnamespace = 'audit'::regnamespace) THEN
        RETURN false;
    END IF;
    -- Made apart and then attached: that lets readers go on.
    EXECUTE format('CREATE TABLE %I (LIKE entries INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', made);
    -- A trigger of the parent does not see statements that name the month.
    EXECUTE format('CREATE TRIGGER entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', made);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER entries_append_only', made);
    EXECUTE format(
        'ALTER TABLE entries ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        made, to_char(first, 'YYYY-MM-DD') || ' 00:00+00', to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00+00');
    RETURN true;
END
$$;

-- Leaves the oldest month behind when it ended by the given moment, and writes down where each chain now begins. Never a month that ended
-- less than 31 days ago, whoever asks.
CREATE FUNCTION drop_oldest_month(ended_by timestamptz) RETURNS TABLE (dropped_month date, dropped_tenant text, dropped_seq bigint, dropped_hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
    oldest text;
    first date;
BEGIN
    -- Before it is looked up: whoever waits here finds the next month, not the one that is gone by then.
    PERFORM pg_advisory_xact_lock(hashtextextended('audit.make_month', 0));
    SELECT c.relname INTO oldest FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'audit.entries'::regclass ORDER BY c.relname LIMIT 1;
    IF oldest IS NULL THEN
        RETURN;
    END IF;
    first := to_date(substr(oldest, 9), 'YYYY_MM');
    IF (first + interval '1 month') AT TIME ZONE 'UTC' > least(ended_by, now() - interval '31 days') THEN
        RETURN;
    END IF;
    EXECUTE format('ALTER TABLE entries DETACH PARTITION %I', oldest);
    RETURN QUERY EXECUTE format(
        $q$
        INSERT INTO chain_anchors (tenant_id, seq, hash, month, dropped_at)
        SELECT DISTINCT ON (tenant_id) tenant_id, seq, hash, %L::date, now() FROM %I ORDER BY tenant_id, seq DESC
        RETURNING month, tenant_id, seq, hash
        $q$, first, oldest);
    IF EXISTS (
        SELECT FROM chain_anchors a WHERE a.month = first
        AND EXISTS (SELECT FROM entries e WHERE e.tenant_id = a.tenant_id AND e.seq < a.seq)) THEN
        RAISE EXCEPTION 'the month % is not the beginning of every chain', oldest;
    END IF;
    EXECUTE format('DROP TABLE %I', oldest);
    RETURN;
END
$$;

DO $$
DECLARE
    month date;
BEGIN
    FOR month IN SELECT DISTINCT date_trunc('month', recorded_at AT TIME ZONE 'UTC')::date FROM entries_before_months LOOP
        PERFORM make_month(month);
    END LOOP;
END
$$;
INSERT INTO entries SELECT * FROM entries_before_months ORDER BY tenant_id, seq;
DROP TABLE entries_before_months;

REVOKE ALL ON FUNCTION make_month(date), drop_oldest_month(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_month(date), drop_oldest_month(timestamptz) TO nlsql_audit;
GRANT SELECT, INSERT ON entries TO nlsql_audit;
GRANT SELECT ON chain_anchors TO nlsql_audit;
GRANT SELECT, INSERT ON exported_heads TO nlsql_audit;
