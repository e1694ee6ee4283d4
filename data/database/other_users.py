"""Whether anybody else has a registry open: what replaces it, or moves it away, must be alone."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from data.store import Store

_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""

_LOOKS, _LOOK_AGAIN = 20, "SELECT pg_stat_clear_snapshot(), pg_sleep(0.1)"
"""Two seconds in all."""


def is_open_elsewhere(store: Store) -> bool:
    """Return whether another process has the registry open. All connections of `store` are closed first.

    The log beside a SQLite file, if nobody else needs it, becomes part of the file; a damaged file counts as free.
    """
    store.close()
    if store.file:
        return store.file.exists() and _is_held(store.file)
    with store.connection() as connection:
        # Connections that were closed a moment ago, our own among them, are still listed until their servers ended.
        for _look in range(_LOOKS):
            if connection.exec_driver_sql(_OTHERS).scalar_one() == 0:
                return False
            connection.exec_driver_sql(_LOOK_AGAIN)
    return True


def _is_held(file: Path) -> bool:
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(file, timeout=0)) as alone:
        try:
            # Whoever has the file open with a log holds a lock that this needs for itself.
            alone.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            return "locked" in str(error)
    return False
