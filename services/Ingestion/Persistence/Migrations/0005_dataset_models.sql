-- Semantic models of datasets without a plugin: revision 0 of a version is what was drafted from its data, later ones are what its owner said (ADR 0045).
CREATE TABLE dataset_models (
    tenant_id text NOT NULL,
    dataset_id uuid NOT NULL,
    version int NOT NULL,
    revision int NOT NULL,
    model_version text NOT NULL,
    model jsonb NOT NULL,
    notes jsonb NOT NULL,
    proposals jsonb NOT NULL,
    basis jsonb NOT NULL,
    edited boolean NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    PRIMARY KEY (dataset_id, version, revision)
);
COMMENT ON COLUMN dataset_models.basis IS 'What a model must fit: the tables, columns and types that are stored, which columns are unique and complete, and what was hidden before it went away.';

-- The model that questions use now; null where the dataset has a plugin.
ALTER TABLE datasets ADD COLUMN model_version text;

CREATE OR REPLACE VIEW dataset_heads AS
SELECT tenant_id, dataset_id, plugin_id, name, current_version, published_at, deleted_at, model_version
FROM datasets;
