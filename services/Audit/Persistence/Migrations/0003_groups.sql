-- Events come in groups: a head moves over as many entries as there are behind it, never back and never past the last.
CREATE OR REPLACE FUNCTION refuse_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' OR NEW.tenant_id <> OLD.tenant_id OR NEW.seq <= OLD.seq OR NEW.recorded_at < OLD.recorded_at
        OR NEW.seq - OLD.seq <> (SELECT count(*) FROM audit.entries e WHERE e.tenant_id = OLD.tenant_id AND e.seq > OLD.seq AND e.recorded_at >= OLD.recorded_at) THEN
        RAISE EXCEPTION 'the head of a chain only moves to the last entry behind it' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
