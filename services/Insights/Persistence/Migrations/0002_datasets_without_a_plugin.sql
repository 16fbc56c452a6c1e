-- A dataset without a plugin has rules too, those of the model that was drafted from its data.
ALTER TABLE jobs ALTER COLUMN plugin_id DROP NOT NULL;
ALTER TABLE runs ALTER COLUMN plugin_id DROP NOT NULL;
