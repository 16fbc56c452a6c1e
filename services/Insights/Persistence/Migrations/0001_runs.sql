-- Runs of a plugin's insight rules, what they found, and the jobs that new data asks for.

CREATE TABLE jobs (
    tenant_id text NOT NULL,
    dataset_id uuid NOT NULL,
    plugin_id text NOT NULL,
    version int NOT NULL,
    created timestamptz NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    next_try timestamptz NOT NULL,
    -- The fencing token of the worker that has the job; a worker that lost it can no longer store its run.
    lease uuid,
    leased_until timestamptz,
    PRIMARY KEY (tenant_id, dataset_id)
);
CREATE INDEX jobs_due ON jobs (next_try);

CREATE TABLE runs (
    tenant_id text NOT NULL,
    run_id uuid NOT NULL,
    dataset_id uuid NOT NULL,
    dataset_version int NOT NULL,
    plugin_id text NOT NULL,
    plugin_version text NOT NULL,
    trigger text NOT NULL,
    finished timestamptz NOT NULL,
    body jsonb NOT NULL,
    PRIMARY KEY (tenant_id, run_id)
);
CREATE INDEX runs_newest ON runs (tenant_id, finished DESC);
CREATE INDEX runs_newest_of_dataset ON runs (tenant_id, dataset_id, finished DESC);

CREATE TABLE findings (
    tenant_id text NOT NULL,
    run_id uuid NOT NULL,
    ordinal int NOT NULL,
    dataset_id uuid NOT NULL,
    rule text NOT NULL,
    group_key text NOT NULL,
    found timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, run_id, ordinal),
    FOREIGN KEY (tenant_id, run_id) REFERENCES runs ON DELETE CASCADE
);
CREATE INDEX findings_last ON findings (tenant_id, dataset_id, rule, group_key, found DESC);
