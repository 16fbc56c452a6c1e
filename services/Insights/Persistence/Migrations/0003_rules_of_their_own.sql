-- Rules that are muted, rules that run by a schedule, and findings in the order in which they are told.

CREATE TABLE mutes (
    tenant_id text NOT NULL,
    dataset_id uuid NOT NULL,
    rule text NOT NULL,
    muted_by text NOT NULL,
    muted_at timestamptz NOT NULL,
    reason text,
    PRIMARY KEY (tenant_id, dataset_id, rule)
);

CREATE TABLE schedules (
    tenant_id text NOT NULL,
    dataset_id uuid NOT NULL,
    rule text NOT NULL,
    cron text NOT NULL,
    time_zone text NOT NULL,
    next_due timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, dataset_id, rule)
);
CREATE INDEX schedules_due ON schedules (next_due);

-- Null: all rules, as after new data. Else those that a schedule asks for.
ALTER TABLE jobs ADD COLUMN rules text[];
-- Counts what was added to a job, so that its end does not take along what came after its beginning.
ALTER TABLE jobs ADD COLUMN generation int NOT NULL DEFAULT 1;

-- The number of each tenant's newest finding. Whoever stores findings holds the row until commit, so numbers are given in the order of
-- commit: a reader that has seen one has seen all before it.
CREATE TABLE told (
    tenant_id text PRIMARY KEY,
    newest bigint NOT NULL
);

ALTER TABLE findings ADD COLUMN seq bigint;
UPDATE findings f SET seq = numbered.seq
FROM (SELECT tenant_id, run_id, ordinal, row_number() OVER (PARTITION BY tenant_id ORDER BY found, run_id, ordinal) AS seq FROM findings) numbered
WHERE (f.tenant_id, f.run_id, f.ordinal) = (numbered.tenant_id, numbered.run_id, numbered.ordinal);
INSERT INTO told SELECT tenant_id, max(seq) FROM findings GROUP BY tenant_id;
ALTER TABLE findings ALTER COLUMN seq SET NOT NULL;
CREATE UNIQUE INDEX findings_told ON findings (tenant_id, seq);
CREATE INDEX findings_of_rule ON findings (tenant_id, rule, seq DESC);
CREATE INDEX runs_newest_of_plugin ON runs (tenant_id, plugin_id, finished DESC);
