-- Tables of datasets without a plugin, and profiles of columns.

ALTER TABLE data_tables ALTER COLUMN plugin_id DROP NOT NULL;
ALTER TABLE data_tables ADD COLUMN dataset_id uuid;
-- A table whose columns change their type is a new one; older versions keep theirs.
ALTER TABLE data_tables ADD COLUMN generation int NOT NULL DEFAULT 1;
ALTER TABLE data_tables ADD CONSTRAINT data_tables_owner CHECK ((plugin_id IS NULL) <> (dataset_id IS NULL));
CREATE UNIQUE INDEX data_tables_dataset ON data_tables (dataset_id, table_name, generation) WHERE dataset_id IS NOT NULL;

ALTER TABLE part_columns ADD COLUMN header text;
ALTER TABLE part_columns ADD COLUMN statistics jsonb NOT NULL DEFAULT '{}';
ALTER TABLE part_columns ADD COLUMN sketch bytea;
COMMENT ON COLUMN part_columns.distinct_values IS 'Exact while few, else an estimate within some two percent; null for parts from before there were profiles of other types than text.';

-- Values as questions spell them: small letters, without accents, one space between words. Searched by similarity.
ALTER TABLE part_values ADD COLUMN normal text;
UPDATE part_values SET normal = lower(value);
ALTER TABLE part_values ALTER COLUMN normal SET NOT NULL;
-- A managed server may not offer the extension: the search then finds what contains the text, and nothing that only resembles it.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE NOTICE 'pg_trgm is not available';
END $$;
