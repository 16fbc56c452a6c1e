-- Uploads that run after their request has ended: the file as it was sent, in chunks, and how far its loading is (ADR 0046).

CREATE TABLE jobs (
    tenant_id text NOT NULL,
    job_id uuid NOT NULL,
    subject text NOT NULL,
    role text NOT NULL,
    plugin_id text,
    table_name text NOT NULL,
    -- The dataset asked for, later the one that was made.
    dataset_id uuid,
    settings jsonb NOT NULL,
    file_name text NOT NULL,
    idempotency_key text,
    state text NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    phase text,
    bytes_total bigint NOT NULL,
    bytes_done bigint NOT NULL DEFAULT 0,
    rows bigint NOT NULL DEFAULT 0,
    rejected bigint NOT NULL DEFAULT 0,
    attempts int NOT NULL DEFAULT 0,
    next_try timestamptz NOT NULL,
    -- The fencing token of the worker that has the job; one that lost it can neither publish nor change the job.
    lease uuid,
    leased_until timestamptz,
    -- As it was written: a job answers what the upload would have, to the letter.
    response json,
    problem json,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    -- When the present attempt began.
    attempted_at timestamptz,
    updated_at timestamptz NOT NULL,
    finished_at timestamptz,
    PRIMARY KEY (tenant_id, job_id)
);
CREATE UNIQUE INDEX jobs_id ON jobs (job_id);
CREATE INDEX jobs_open ON jobs (created_at) WHERE finished_at IS NULL;
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX jobs_dataset ON jobs (dataset_id) WHERE dataset_id IS NOT NULL;
-- A request that is repeated finds its job, unless that one came to nothing.
CREATE UNIQUE INDEX jobs_idempotency_key ON jobs (tenant_id, idempotency_key)
    WHERE idempotency_key IS NOT NULL AND state NOT IN ('failed', 'cancelled');

CREATE TABLE job_chunks (
    job_id uuid NOT NULL,
    ordinal int NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (job_id, ordinal)
);
-- Files are often compressed already, and are kept for minutes.
ALTER TABLE job_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Lists of datasets, of one plugin, and of what is to be purged.
CREATE INDEX datasets_of_plugin ON datasets (tenant_id, plugin_id, dataset_id) WHERE deleted_at IS NULL;
CREATE INDEX datasets_deleted ON datasets (deleted_at) WHERE deleted_at IS NOT NULL;
-- Set when purging begins, from when on nobody sees or restores the dataset: what it held, for the trail.
ALTER TABLE datasets ADD COLUMN purging jsonb;

-- A purge takes what answers said of the dataset with it.
ALTER TABLE idempotency_keys ADD COLUMN dataset_id uuid;
UPDATE idempotency_keys SET dataset_id = (response ->> 'dataset_id')::uuid;
CREATE INDEX idempotency_keys_dataset ON idempotency_keys (dataset_id);
CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);
