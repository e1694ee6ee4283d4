"""Connections to a SQLite file: how they are made, and how their transactions begin.

Every unit that writes begins with BEGIN IMMEDIATE: a deferred one loses updates to "database is locked" as soon as
two threads write (measured: 90 of 120).
"""

import sqlite3
from functools import partial
from time import monotonic
from time import sleep as _pause
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from data.database import durable_acts
from data.private_files import make_folder
from data.registry_file import RegistryFile

WRITES = "nhacviec_writes"
"""The option of a connection whose transactions write."""
_LOOK_EVERY = 0.01
"""Seconds between two tries at what SQLite itself does not wait for."""


def open_engine(url: URL, file: RegistryFile, read_only: bool, patience: float) -> Engine:
    """Return an engine for a SQLite file that waits `patience` seconds for another writer."""
    # The connection used last is used next (LIFO): what it has read of the file is still in its memory, while one
    # that rested would read all of it again.
    make = partial(create_engine, url.set(database=str(file.path)), hide_parameters=True, pool_use_lifo=True)
    if read_only:
        engine = make(
            creator=partial(
                sqlite3.connect, file.read_only_uri(), uri=True, timeout=patience, check_same_thread=False
            )
        )
        event.listen(engine, "connect", _begin_ourselves)
    else:
        make_folder(file.path.parent)
        engine = make(connect_args={"timeout": patience})
        event.listen(engine, "do_connect", lambda *_about: file.prepare())
        event.listen(engine, "connect", partial(_tune, patience))
        event.listen(engine, "connect", lambda *_about: file.remember())
    event.listen(engine, "begin", _begin)
    durable_acts.watch(engine)
    return engine


def _begin_ourselves(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # see _begin


def _tune(patience: float, connection: Any, record: object) -> None:
    _begin_ourselves(connection, record)
    _write_ahead(connection, patience)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What was written in updates is to be gone once they are answered, also from the pages that held it.
    connection.execute("PRAGMA secure_delete = ON")


def _write_ahead(connection: Any, patience: float) -> None:
    """Have the file written by way of a log, as it stays from then on.

    The change needs the file for itself, and SQLite waits for nobody then, however long its time-out: so the mode is
    asked for first, and the change is tried until somebody else has made it, or lets go of the file.
    """
    until = monotonic() + patience
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() >= until:
                raise
            _pause(_LOOK_EVERY)
        else:
            return


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
