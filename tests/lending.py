"""One PostgreSQL database for each worker, cleaned after a test instead of made anew.

To copy a database of 600 files takes a third of a second; to undo what one test did,
some milliseconds. Triggers note which tables were written to; those are emptied and
filled again with what they held at first, and every sequence goes back to where it
stood. Whatever changed a table itself gives a new copy.
"""

from __future__ import annotations

import time
import uuid

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

PATIENCE = 10.0
"""Seconds that connections have to end in."""
WATCHED = """
CREATE SCHEMA watch;
CREATE TABLE watch.touched (name text);
CREATE TABLE watch.altered (tag text);
CREATE TABLE watch.sequences AS
    SELECT sequencename AS name, last_value AS value
    FROM pg_sequences WHERE schemaname = 'public';
CREATE FUNCTION watch.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO watch.touched VALUES (TG_TABLE_NAME);
    RETURN NULL;
END $$;
CREATE FUNCTION watch.alter_seen() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TAG LIKE 'DROP%' OR EXISTS (
        SELECT FROM pg_event_trigger_ddl_commands()
        WHERE schema_name IS NULL OR schema_name NOT LIKE 'pg_temp%'
    ) THEN
        INSERT INTO watch.altered VALUES (TG_TAG);
    END IF;
END $$;
DO $$
DECLARE one text; held bool;
BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format(
            'CREATE TRIGGER watched AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE'
            ' ON public.%I EXECUTE FUNCTION watch.touch()', one);
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', one) INTO held;
        IF held THEN
            EXECUTE format(
                'CREATE TABLE watch.%I AS TABLE public.%I', 'held_' || one, one);
        END IF;
    END LOOP;
END $$;
CREATE EVENT TRIGGER watched ON ddl_command_end EXECUTE FUNCTION watch.alter_seen();
"""
CLEANED = """
DO $$
DECLARE one text; names text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT DISTINCT name FROM watch.touched LOOP
        EXECUTE format('DELETE FROM public.%I', one);
        IF to_regclass(format('watch.%I', 'held_' || one)) IS NOT NULL THEN
            SELECT string_agg(quote_ident(column_name), ', ') INTO names
            FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = one
                AND is_generated = 'NEVER';
            EXECUTE format(
                'INSERT INTO public.%I (%s) OVERRIDING SYSTEM VALUE'
                ' SELECT %s FROM watch.%I', one, names, names, 'held_' || one);
        END IF;
    END LOOP;
    DELETE FROM watch.touched;
    PERFORM setval(format('public.%I', name)::regclass,
        coalesce(value, 1), value IS NOT NULL) FROM watch.sequences;
END $$;
"""
OTHERS = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class Lender:
    """Lends a database with all tables and the reference; one at a time."""

    def __init__(self, server: URL, template: str) -> None:
        self.server = server.set(drivername="postgresql+psycopg")
        self.template = template
        self.name = ""
        with self.connect(template) as connection:
            connection.execute(text(WATCHED))

    def lend(self) -> URL:
        """The address of a database in which no test has been."""
        if not self.name:
            self.name = make_database(self.server, self.template)
        return self.server.set(drivername="postgresql", database=self.name)

    def take_back(self) -> None:
        """Undo what was done; where that cannot be, the next one is a new copy."""
        with self.connect(self.name) as connection:
            end_others(connection)
            altered = connection.scalar(text("SELECT EXISTS (TABLE watch.altered)"))
            if not altered:
                connection.execute(text(CLEANED))
        if altered:
            self.close()

    def close(self) -> None:
        """Drop what was lent."""
        if self.name:
            drop_database(self.server, self.name)
        self.name = ""

    def connect(self, name: str) -> Connection:
        """A connection that commits each statement, and ends with its engine."""
        return alone(self.server.set(database=name)).connect()


def alone(address: URL) -> Engine:
    """An engine that keeps no connection open."""
    return create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)


def end_others(connection: Connection) -> None:
    """End what a test, or a process that it killed, left connected."""
    until = time.monotonic() + PATIENCE
    while connection.scalar(text(OTHERS)):
        assert time.monotonic() < until, "a connection does not end"
        time.sleep(0.005)


def make_database(server: URL, template: str = "template0") -> str:
    """A new database with a name of its own."""
    name = f"chutong_{uuid.uuid4().hex}"
    run(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    return name


def drop_database(server: URL, name: str) -> None:
    run(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def run(server: URL, statement: str) -> None:
    """Do one thing outside any transaction."""
    with alone(server.set(drivername="postgresql+psycopg")).connect() as connection:
        connection.execute(text(statement))
