-- When the dataset was last deleted or restored: of the two messages the later one holds, whichever comes first.
ALTER TABLE data_findings ADD COLUMN marked_at timestamptz NOT NULL DEFAULT '-infinity';
