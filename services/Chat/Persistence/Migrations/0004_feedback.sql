-- What people said of answers: one word per message, the last one counts. It goes with the message.

CREATE TABLE feedback (
    tenant_id text NOT NULL,
    feedback_id uuid NOT NULL,
    message_id uuid NOT NULL,
    subject text NOT NULL,
    rating text CHECK (rating IN ('up', 'down')),
    comment text,
    corrected_query jsonb,
    corrected_sql text,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, feedback_id),
    UNIQUE (tenant_id, message_id),
    FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, message_id) ON DELETE CASCADE
);

CREATE INDEX feedback_listed ON feedback (tenant_id, subject, feedback_id DESC);
