-- The value index as one row per column: an upload writes it in a moment, where tens of thousands of rows and their indexes took longer than the upload's own rows.
-- A search reads the values of one version, which are bounded, and needs no index of its own.

CREATE TABLE part_value_lists (
    tenant_id text NOT NULL,
    dataset_id uuid NOT NULL,
    part_id uuid NOT NULL,
    ordinal int NOT NULL,
    texts text[] NOT NULL,
    normals text[] NOT NULL,
    counts bigint[] NOT NULL,
    PRIMARY KEY (dataset_id, part_id, ordinal)
);
COMMENT ON TABLE part_value_lists IS 'Distinct values of text columns, most frequent first, how questions spell them, and how often each occurs.';

INSERT INTO part_value_lists
SELECT tenant_id, dataset_id, part_id, ordinal,
       array_agg(value ORDER BY occurrences DESC, value), array_agg(normal ORDER BY occurrences DESC, value), array_agg(occurrences ORDER BY occurrences DESC, value)
FROM part_values
GROUP BY tenant_id, dataset_id, part_id, ordinal;

DROP TABLE part_values;
CREATE VIEW part_values AS
SELECT l.tenant_id, l.dataset_id, l.part_id, l.ordinal, v.value, v.normal, v.occurrences
FROM part_value_lists l
CROSS JOIN LATERAL unnest(l.texts, l.normals, l.counts) AS v (value, normal, occurrences);
