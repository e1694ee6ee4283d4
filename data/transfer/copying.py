"""All rows of one registry into the tables of another, in the transaction of both, and read back to be compared."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from data.errors import CopyRefused
from data.transfer.rows import Fingerprint, Row, read_rows, write_rows
from data.transfer.tables import TableShape, match_tables

Told = Callable[[str, int], None]
"""Hears of each table, when it was copied and compared, and how many rows it has."""

_SERIALS = """
SELECT c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
  AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL
"""
_REFERENCES = """
SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint
WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""


def copy_rows(source: Connection, target: Connection, told: Told = lambda *_table: None) -> int:
    """Replace the rows of all tables of `target` by those of `source`, both with the same schema; return how many.

    `target` is in a transaction that the caller commits; on an error there is nothing to commit. Raises CopyRefused
    where a row does not fit or is not read back as it was written, RegistryUnusable for a `source` without a table.
    """
    tables = match_tables(source, target)
    try:
        with _references_at_the_end(target):
            _empty(target, tables)
            written = {table.name: _copy_table(source, target, table) for table in tables}
    except IntegrityError as error:
        raise CopyRefused("references", str(error.orig).splitlines()[0]) from error
    _set_sequences(target)
    for table in tables:
        if _fingerprint_of(target, table) != written[table.name]:
            raise CopyRefused("differs", table.name)
        told(table.name, written[table.name].rows)
    return sum(one.rows for one in written.values())


def _copy_table(source: Connection, target: Connection, table: TableShape) -> Fingerprint:
    found = Fingerprint()

    def noted() -> Iterator[Row]:
        for row in read_rows(source, table):
            found.add(row)
            yield row

    try:
        write_rows(target, table, noted())
    except (psycopg.DataError, psycopg.IntegrityError) as error:  # too long for PostgreSQL, or a refused character
        raise CopyRefused("unfit", f"{table.name}: {type(error).__name__}") from error
    return found


def _fingerprint_of(connection: Connection, table: TableShape) -> Fingerprint:
    found = Fingerprint()
    for row in read_rows(connection, table):
        found.add(row)
    return found


def _empty(target: Connection, tables: list[TableShape]) -> None:
    quote = target.dialect.identifier_preparer.quote
    names = [quote(table.name) for table in tables]
    if target.dialect.name == "postgresql":
        target.exec_driver_sql(f"TRUNCATE {', '.join(names)}")
        return
    for name in names:
        target.exec_driver_sql(f"DELETE FROM {name}")  # noqa: S608 - names of our own tables


@contextmanager
def _references_at_the_end(target: Connection) -> Iterator[None]:
    """Have references checked when all rows are there: tables refer to each other, and to themselves."""
    if target.dialect.name != "postgresql":
        target.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        yield
        return
    target.exec_driver_sql("SET LOCAL TIME ZONE 'UTC'")
    references = target.exec_driver_sql(_REFERENCES).all()
    for table, name in references:
        target.exec_driver_sql(f"ALTER TABLE {table} ALTER CONSTRAINT {name} DEFERRABLE")
    target.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")
    yield
    target.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for table, name in references:
        target.exec_driver_sql(f"ALTER TABLE {table} ALTER CONSTRAINT {name} NOT DEFERRABLE")


def _set_sequences(target: Connection) -> None:
    """Let PostgreSQL number the next rows on from the last: the copied ones brought their numbers along."""
    if target.dialect.name != "postgresql":
        return
    quote = target.dialect.identifier_preparer.quote
    for table, column, sequence in target.exec_driver_sql(_SERIALS).all():
        last = f"SELECT coalesce(max({quote(column)}), 0) + 1 FROM {quote(table)}"  # noqa: S608 - our own tables
        target.exec_driver_sql(f"SELECT setval(%s, ({last}), false)", (sequence,))
