"""Translation of database errors into RegistryUnusable, whose reason an operator can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data.errors import RegistryUnusable

_REASONS = (
    ("FATAL", "unreachable"),
    ("failed to resolve", "unreachable"),
    ("lock timeout", "locked"),
    ("could not obtain lock", "locked"),
    ("deadlock detected", "locked"),
    ("statement timeout", "unreachable"),
    ("database is locked", "locked"),
    ("database table is locked", "locked"),
    ("readonly database", "read_only"),
    ("read-only transaction", "read_only"),
    ("unable to open database file", "absent"),
    ("file is not a database", "damaged"),
    ("malformed", "damaged"),
    ("disk I/O error", "disk"),
    ("no such table", "damaged"),
    ("no such column", "damaged"),
    ("does not exist", "damaged"),
    ("disk is full", "full"),
)


@contextmanager
def translate_errors() -> Iterator[None]:
    """Raise RegistryUnusable for a fault of the database; an error in our own SQL is raised unchanged."""
    try:
        yield
    except PoolTimeout as error:
        raise RegistryUnusable("unreachable", "no free connection") from error
    except (DBAPIError, sqlite3.Error) as error:
        message = str(error.orig if isinstance(error, DBAPIError) else error)
        for words, reason in _REASONS:
            if words in message:
                raise RegistryUnusable(reason, message.splitlines()[0]) from error
        if isinstance(error, OperationalError | ProgrammingError) and error.connection_invalidated:
            raise RegistryUnusable("unreachable") from error
        if isinstance(error, OperationalError) and "connection" in message:
            raise RegistryUnusable("unreachable") from error
        raise
