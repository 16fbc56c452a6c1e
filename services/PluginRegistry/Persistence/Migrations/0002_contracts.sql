-- What came of a plugin's contract the last time, so that a restart with the same files need not run it again. While a contract runs its
-- row is locked: replicas take turns, and the second finds the result of the first.
CREATE TABLE contract_results (
    plugin_id text PRIMARY KEY,
    plugin_version text NOT NULL,
    -- Hash of the sample data, and the build of the engine that compiled the questions.
    sample_data text NOT NULL,
    engine text NOT NULL,
    body jsonb NOT NULL,
    checked_at timestamptz NOT NULL
);

-- Where the sample data are while a contract runs. Every table is made in a transaction that is rolled back: from outside, the schema is
-- always empty.
CREATE SCHEMA registry_contract;
GRANT USAGE, CREATE ON SCHEMA registry_contract TO nlsql_registry;
