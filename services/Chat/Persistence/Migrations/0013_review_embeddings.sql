-- Questions of corrections as vectors of an embedding model; those of another model are computed anew.

ALTER TABLE reviews ADD COLUMN embedding real[];
ALTER TABLE reviews ADD COLUMN embedding_model text;
