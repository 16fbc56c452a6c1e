-- The version of each plugin that was last announced; null when the plugin is gone. The models themselves live in memory, read from
-- the files: this table only makes one event of one change, however many replicas see it.
CREATE TABLE plugin_versions (
    plugin_id text PRIMARY KEY,
    version text,
    changed_at timestamptz NOT NULL
);
