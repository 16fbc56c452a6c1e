-- Where uploaded rows do not fit the declared keys and relationships: of each dataset what its newest version says. A deleted dataset
-- leaves a row without findings, so that a late message about an earlier version does not bring them back.
CREATE TABLE data_findings (
    tenant_id text NOT NULL,
    dataset_id uuid NOT NULL,
    plugin_id text,
    version int NOT NULL,
    published_at timestamptz NOT NULL,
    findings jsonb NOT NULL,
    PRIMARY KEY (tenant_id, dataset_id)
);
CREATE INDEX data_findings_newest ON data_findings (tenant_id, plugin_id, published_at DESC);
