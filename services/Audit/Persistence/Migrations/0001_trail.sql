-- The audit trail: entries that nobody can change, chained per tenant by hashes, and the head of each chain.

CREATE TABLE entries (
    tenant_id text NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    message_id uuid NOT NULL,
    at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor text NOT NULL,
    service text NOT NULL,
    action text NOT NULL,
    outcome text NOT NULL,
    subject_id text,
    plugin_id text,
    dataset_id uuid,
    dataset_version int,
    question text,
    sql text,
    details jsonb,
    duration_ms double precision,
    trace_id text,
    prev_hash bytea NOT NULL CHECK (octet_length(prev_hash) = 32),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (tenant_id, seq),
    UNIQUE (message_id)
);
CREATE INDEX entries_at ON entries (tenant_id, at DESC, seq DESC);
CREATE INDEX entries_actor ON entries (tenant_id, actor, at DESC, seq DESC);
CREATE INDEX entries_action ON entries (tenant_id, action, at DESC, seq DESC);
CREATE INDEX entries_outcome ON entries (tenant_id, outcome, at DESC, seq DESC);
CREATE INDEX entries_plugin ON entries (tenant_id, plugin_id, at DESC, seq DESC) WHERE plugin_id IS NOT NULL;
CREATE INDEX entries_dataset ON entries (tenant_id, dataset_id, at DESC, seq DESC) WHERE dataset_id IS NOT NULL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;

-- For everyone, the owner and replication roles included; only whoever may disable triggers gets past, and the chain shows it.
CREATE TRIGGER entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE entries ENABLE ALWAYS TRIGGER entries_append_only;

-- Where each tenant's chain ends. The row is locked while an entry is added, so positions have no gaps.
CREATE TABLE chain_heads (
    tenant_id text PRIMARY KEY,
    seq bigint NOT NULL,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32)
);

GRANT SELECT, INSERT ON entries TO nlsql_audit;
GRANT SELECT, INSERT, UPDATE ON chain_heads TO nlsql_audit;
GRANT SELECT, INSERT, DELETE ON inbox TO nlsql_audit;
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO nlsql_audit;
