-- What people have corrected, and what was not understood or not surely, for somebody to decide. An accepted one answers its question from
-- then on. It belongs to a tenant and a plugin; without a plugin, to the dataset, whose tables no other has.

CREATE TABLE reviews (
    tenant_id text NOT NULL,
    review_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('correction', 'unsure', 'failed')),
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'accepted', 'rejected')),
    scope text NOT NULL,
    plugin_id text,
    dataset_id uuid NOT NULL,
    question text NOT NULL,
    words text NOT NULL,
    semantic_query text,
    sql text,
    reason text,
    times int NOT NULL DEFAULT 1,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    reviewed_by text,
    reviewed_at timestamptz,
    PRIMARY KEY (tenant_id, review_id)
);

-- The same question, not understood twice, is one entry.
CREATE UNIQUE INDEX reviews_open ON reviews (tenant_id, scope, md5(words)) WHERE status = 'open' AND kind <> 'correction';
CREATE INDEX reviews_usable ON reviews (tenant_id, scope, updated_at DESC) WHERE status <> 'rejected' AND (semantic_query IS NOT NULL OR sql IS NOT NULL);
