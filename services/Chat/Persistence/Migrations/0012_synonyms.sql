-- What a word means to a tenant: proposed where a correction differs from the planner's reading in that word alone, used once somebody accepts it.

ALTER TABLE reviews DROP CONSTRAINT reviews_kind_check;
ALTER TABLE reviews ADD CONSTRAINT reviews_kind_check CHECK (kind IN ('correction', 'unsure', 'failed', 'synonym'));
ALTER TABLE reviews ADD COLUMN synonym text;

-- What was decided of a synonym stays: it is not proposed again.
DROP INDEX reviews_open;
CREATE UNIQUE INDEX reviews_open ON reviews (tenant_id, scope, md5(words)) WHERE status = 'open' AND kind NOT IN ('correction', 'synonym');
CREATE UNIQUE INDEX reviews_synonyms ON reviews (tenant_id, scope, md5(synonym)) WHERE kind = 'synonym';

-- How often the same was chosen for the same words.
CREATE INDEX memories_about ON memories (tenant_id, about);
