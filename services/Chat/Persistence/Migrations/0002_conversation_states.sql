-- Conversations can be named, pinned, archived and deleted. A message keeps what it takes to answer it again: the query as it was read,
-- with relative periods still relative, the day they were counted from, and under which model and policy. The answer becomes json: jsonb
-- sorts the keys of objects, and rows would lose the order of their columns.

ALTER TABLE conversations
    ADD COLUMN pinned boolean NOT NULL DEFAULT false,
    ADD COLUMN archived boolean NOT NULL DEFAULT false,
    ADD COLUMN deleted_at timestamptz;

CREATE INDEX conversations_listed ON conversations (tenant_id, subject, pinned DESC, updated_at DESC, conversation_id DESC) WHERE deleted_at IS NULL;
CREATE INDEX conversations_deleted ON conversations (deleted_at) WHERE deleted_at IS NOT NULL;

ALTER TABLE messages
    ADD COLUMN has_query boolean NOT NULL DEFAULT false,
    ADD COLUMN basis jsonb,
    ADD COLUMN policy_fingerprint text,
    ADD COLUMN as_of date;

UPDATE messages SET has_query = semantic_query IS NOT NULL OR answer ->> 'sql' IS NOT NULL;

ALTER TABLE messages ALTER COLUMN answer TYPE json USING answer::text::json;

-- The models that messages were answered with: a plugin may have been edited since.
CREATE TABLE answered_models (
    source text NOT NULL,
    version text NOT NULL,
    model json NOT NULL,
    kept_at timestamptz NOT NULL,
    PRIMARY KEY (source, version)
);

-- One row per conversation that has been continued: whoever locks it answers the conversation's next turn. Not the conversation's own row,
-- which can be renamed meanwhile. Service roles have no advisory locks.
CREATE TABLE conversation_turns (
    tenant_id text NOT NULL,
    conversation_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, conversation_id),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations ON DELETE CASCADE
);

-- Whoever locks a row is the one replica that does this work now.
CREATE TABLE sweeps (
    name text PRIMARY KEY
);

INSERT INTO sweeps VALUES ('conversations');
