-- Where the rows of a version do not fit the declared keys and relationships; see Uploads/Findings.
ALTER TABLE versions ADD COLUMN findings jsonb NOT NULL DEFAULT '[]';
