-- What a registry holds, kept beside it, and put back after a test has changed it: much sooner than a new database
-- is made, and the connections, with what they have prepared, go on.

CREATE SCHEMA kept;
CREATE TABLE kept.tables (name text, same_row text);
CREATE TABLE kept.numbers (sequence regclass, last bigint, called boolean);
CREATE TABLE kept.since (transaction bigint, objects bigint);

CREATE VIEW kept.objects AS
    SELECT xmin FROM pg_class UNION ALL SELECT xmin FROM pg_attribute UNION ALL SELECT xmin FROM pg_constraint;

CREATE PROCEDURE kept.keep() LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT relname, string_agg(format('now.%1$I = kept.%1$I', attname), ' AND ') AS same_row
        FROM pg_class
        JOIN pg_index ON indrelid = pg_class.oid AND indisprimary
        JOIN pg_attribute ON attrelid = pg_class.oid AND attnum = ANY (indkey)
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        GROUP BY relname
    LOOP
        EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', 'of_' || found.relname, found.relname);
        INSERT INTO kept.tables VALUES (found.relname, found.same_row);
    END LOOP;
    FOR found IN
        SELECT oid::regclass AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
    LOOP
        EXECUTE format('INSERT INTO kept.numbers SELECT %L, last_value, is_called FROM %s', found.name, found.name);
    END LOOP;
    INSERT INTO kept.since VALUES (pg_current_xact_id()::text::bigint, (SELECT count(*) FROM kept.objects));
END $$;

CREATE PROCEDURE kept.put_back() LANGUAGE plpgsql AS $$
DECLARE
    kept_table record;
    kept_since kept.since := (SELECT since FROM kept.since);
BEGIN
    IF (SELECT (max(xmin::text::bigint) > kept_since.transaction) OR (count(*) <> kept_since.objects) FROM kept.objects)
    THEN
        RAISE 'the schema has changed';
    END IF;
    PERFORM set_config('session_replication_role', 'replica', true);  -- references are whole again at the end
    FOR kept_table IN SELECT * FROM kept.tables LOOP
        EXECUTE format('DELETE FROM public.%I WHERE xmin::text::bigint > $1', kept_table.name) USING kept_since.transaction;
        EXECUTE format(
            'INSERT INTO public.%1$I OVERRIDING SYSTEM VALUE SELECT * FROM kept.%2$I AS kept
             WHERE NOT EXISTS (SELECT FROM public.%1$I AS now WHERE %3$s)',
            kept_table.name, 'of_' || kept_table.name, kept_table.same_row
        );
    END LOOP;
    PERFORM setval(sequence, last, called) FROM kept.numbers;
    UPDATE kept.since SET transaction = pg_current_xact_id()::text::bigint;
END $$;

CALL kept.keep();
