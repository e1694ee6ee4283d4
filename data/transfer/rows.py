"""Rows in one form, that in which SQLite stores them, whichever database they are read from or written to.

So what was copied can be compared value by value: instants as texts in UTC, dates as texts, 0 and 1, JSON as it was
written.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from data.transfer.tables import ColumnKind, TableShape

Row = tuple[Any, ...]

ROWS_OF_A_BATCH = 1000
_INSTANT = "%Y-%m-%d %H:%M:%S.%f"
_AS_IN_SQLITE = {
    ColumnKind.BOOLEAN: "{}::int",
    ColumnKind.DATE: "to_char({}, 'YYYY-MM-DD')",
    ColumnKind.INSTANT: "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    ColumnKind.JSON: "{}::text",
}
"""Expressions of PostgreSQL that give what SQLite has in its file."""


class Fingerprint:
    """The number of rows and a sum of their hashes: the same for the same rows, in whichever order they come."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, row: Row) -> None:
        """Take a row into account."""
        self.rows += 1
        self._sum = (self._sum + int.from_bytes(sha256(repr(row).encode()).digest())) % (1 << 256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fingerprint) and (self.rows, self._sum) == (other.rows, other._sum)

    __hash__ = None  # type: ignore[assignment] # it grows


def read_rows(connection: Connection, table: TableShape) -> Iterator[Row]:
    """Yield all rows of a table, read as they are looked at."""
    quote = connection.dialect.identifier_preparer.quote
    on_server = connection.dialect.name == "postgresql"
    wanted = ", ".join(
        (_AS_IN_SQLITE.get(kind, "{}") if on_server else "{}").format(quote(name)) for name, kind in table.columns
    )
    instants = [] if on_server else _places_of(table, ColumnKind.INSTANT)
    statement = f"SELECT {wanted} FROM {quote(table.name)}"  # noqa: S608 - names of our own tables
    # psycopg opens a cursor on the server only where nothing else goes on; SQLite reads step by step anyway.
    options = {"stream_results": True, "yield_per": ROWS_OF_A_BATCH}
    for row in connection.exec_driver_sql(statement, execution_options=options):
        yield _with_microseconds(tuple(row), instants)


def write_rows(connection: Connection, table: TableShape, rows: Iterable[Row]) -> None:
    """Write rows, as `read_rows` yields them, into a table."""
    quote = connection.dialect.identifier_preparer.quote
    into = f"{quote(table.name)} ({', '.join(map(quote, table.names))})"
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.dbapi_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    statement = f"INSERT INTO {into} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608 - our own tables
    left = iter(rows)
    while batch := list(islice(left, ROWS_OF_A_BATCH)):
        connection.exec_driver_sql(statement, batch)


def _places_of(table: TableShape, kind: ColumnKind) -> list[int]:
    return [place for place, (_name, found) in enumerate(table.columns) if found is kind]


def _with_microseconds(row: Row, instants: list[int]) -> Row:
    """Return the row with its instants written in full: SQLite's own clock leaves out parts of a second."""
    if not instants:
        return row
    values = list(row)
    for place in instants:
        if values[place] is not None:
            values[place] = datetime.fromisoformat(values[place]).strftime(_INSTANT)
    return tuple(values)
