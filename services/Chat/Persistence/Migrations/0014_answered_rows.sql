-- How many rows an answer had: where it was one, what follows may speak of that one ("how old is she?").

ALTER TABLE messages ADD COLUMN row_count int;
