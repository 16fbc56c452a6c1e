-- What each tenant has used of the language model, by day (UTC).

CREATE TABLE model_usage (
    tenant_id text NOT NULL,
    day date NOT NULL,
    calls int NOT NULL,
    tokens bigint NOT NULL,
    cost double precision NOT NULL,
    PRIMARY KEY (tenant_id, day)
);
