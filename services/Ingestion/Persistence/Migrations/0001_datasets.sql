-- Datasets, their versions and the parts that versions are made of. Every key holds dataset_id, so that the tables can be
-- distributed by it.

CREATE TABLE datasets (
    tenant_id text NOT NULL,
    dataset_id uuid NOT NULL,
    plugin_id text,
    name text NOT NULL,
    current_version int NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    published_at timestamptz NOT NULL,
    deleted_at timestamptz,
    PRIMARY KEY (tenant_id, dataset_id)
);
CREATE UNIQUE INDEX datasets_id ON datasets (dataset_id);

-- An immutable piece of one table: the rows of one upload, in a partition of its own.
CREATE TABLE parts (
    tenant_id text NOT NULL,
    dataset_id uuid NOT NULL,
    part_id uuid NOT NULL,
    table_name text NOT NULL,
    physical_name text NOT NULL,
    content_hash bytea NOT NULL,
    definition_hash bytea NOT NULL,
    file_name text NOT NULL,
    bytes bigint NOT NULL,
    stored_bytes bigint NOT NULL,
    rows bigint NOT NULL,
    rejected bigint NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (dataset_id, part_id)
);

CREATE TABLE versions (
    tenant_id text NOT NULL,
    dataset_id uuid NOT NULL,
    version int NOT NULL CHECK (version > 0),
    table_name text NOT NULL,
    part_id uuid NOT NULL,
    mode text NOT NULL CHECK (mode IN ('replace', 'append')),
    plugin_version text,
    published_at timestamptz NOT NULL,
    published_by text NOT NULL,
    PRIMARY KEY (dataset_id, version)
);

-- Which parts make up each table of a version; parts are shared between versions.
CREATE TABLE version_parts (
    dataset_id uuid NOT NULL,
    version int NOT NULL,
    table_name text NOT NULL,
    position int NOT NULL,
    part_id uuid NOT NULL,
    PRIMARY KEY (dataset_id, version, table_name, position)
);

CREATE TABLE part_columns (
    tenant_id text NOT NULL,
    dataset_id uuid NOT NULL,
    part_id uuid NOT NULL,
    ordinal int NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    nulls bigint NOT NULL,
    minimum text,
    maximum text,
    distinct_values bigint,
    values_complete boolean NOT NULL,
    PRIMARY KEY (dataset_id, part_id, ordinal)
);
COMMENT ON COLUMN part_columns.distinct_values IS 'Exact for text columns within the cap of the value index; null beyond it and for other types.';

-- The value index: distinct values of text columns and how often each occurs.
CREATE TABLE part_values (
    tenant_id text NOT NULL,
    dataset_id uuid NOT NULL,
    part_id uuid NOT NULL,
    ordinal int NOT NULL,
    value text NOT NULL,
    occurrences bigint NOT NULL
);
CREATE INDEX part_values_part ON part_values (dataset_id, part_id, ordinal);

-- Rows left out by on_error=skip; as many as the report holds.
CREATE TABLE rejects (
    tenant_id text NOT NULL,
    dataset_id uuid NOT NULL,
    part_id uuid NOT NULL,
    line bigint NOT NULL,
    column_name text,
    code text NOT NULL,
    original text
);
CREATE INDEX rejects_part ON rejects (dataset_id, part_id, line);

-- What a client that repeats a request gets again.
CREATE TABLE idempotency_keys (
    tenant_id text NOT NULL,
    key text NOT NULL,
    table_name text NOT NULL,
    response jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key)
);

-- Parents in the schema data: one per table of a plugin. Their rows also serialise changes of their columns.
CREATE TABLE data_tables (
    physical_name text PRIMARY KEY,
    plugin_id text NOT NULL,
    table_name text NOT NULL,
    columns jsonb NOT NULL
);
CREATE UNIQUE INDEX data_tables_plugin ON data_tables (plugin_id, table_name);

-- The asking side learns the current version, and whether the dataset still exists, with one indexed lookup (ADR 0020).
CREATE VIEW dataset_heads AS
SELECT tenant_id, dataset_id, plugin_id, name, current_version, published_at, deleted_at
FROM datasets;

GRANT USAGE ON SCHEMA ingestion TO nlsql_chat, nlsql_insights;
GRANT SELECT ON dataset_heads TO nlsql_chat, nlsql_insights;
