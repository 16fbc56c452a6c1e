-- Messages to be sent, written in the transaction of the change that they report, and messages already taken, written in the
-- transaction of their effect. In the service's own schema.

CREATE TABLE outbox (
    id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    aggregate text NOT NULL,
    type text NOT NULL,
    -- Text, not jsonb: exactly what was serialised, whatever characters a question holds.
    body text NOT NULL,
    trace_parent text,
    created timestamptz NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    next_try timestamptz NOT NULL
);

CREATE TABLE inbox (
    consumer text NOT NULL,
    message_id uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (consumer, message_id)
);
CREATE INDEX inbox_at ON inbox (at);
