-- A conversation and its messages: what was asked, how it was understood, what was answered. The whole answer is kept, so that a
-- message can be read again as it was given.

CREATE TABLE conversations (
    tenant_id text NOT NULL,
    conversation_id uuid NOT NULL,
    subject text NOT NULL,
    title text NOT NULL,
    plugin_id text,
    dataset_id uuid,
    next_position int NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, conversation_id)
);

CREATE TABLE messages (
    tenant_id text NOT NULL,
    conversation_id uuid NOT NULL,
    position int NOT NULL,
    message_id uuid NOT NULL,
    question text NOT NULL,
    semantic_query jsonb,
    plugin_version text,
    dataset_id uuid,
    dataset_version int,
    answer jsonb NOT NULL,
    asked_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, conversation_id, position),
    UNIQUE (tenant_id, message_id),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations ON DELETE CASCADE
);
