-- What was learnt in a conversation and from which message. It goes with the conversation.

CREATE TABLE memories (
    tenant_id text NOT NULL,
    conversation_id uuid NOT NULL,
    memory_id uuid NOT NULL,
    kind text NOT NULL,
    about text NOT NULL,
    content jsonb NOT NULL,
    message_id uuid NOT NULL,
    learned_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, conversation_id, memory_id),
    UNIQUE (tenant_id, conversation_id, kind, about),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations ON DELETE CASCADE
);
