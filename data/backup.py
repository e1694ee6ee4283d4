"""A copy of the registry that is whole even while the bot writes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from data.store import Store


class NotOurs(Exception):
    """The database server makes its own backups."""


def backup(store: Store, target: Path) -> None:
    """Copies a SQLite registry to the new file `target` by the backup API.

    Raises FileExistsError for a file that is there, NotOurs for a registry on PostgreSQL.
    """
    with store.connection() as connection:
        source = connection.connection.driver_connection
        if not isinstance(source, sqlite3.Connection):
            raise NotOurs
        target.touch(mode=0o600, exist_ok=False)  # names of officers and their chats are in it
        with closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
