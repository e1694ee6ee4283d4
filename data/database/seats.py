"""Seats: what only one of all processes on a PostgreSQL registry may do for a channel, such as pushing.

A seat is an advisory lock of a session of its own, and so is the mark by which a process shows that it lives. One
that is killed loses both with its connection, at once; one that is stopped, or behind a network that swallows
everything, does not touch its session, and the server ends it after `IDLE_SECONDS`. The rows and leases of the
registry stay the truth: for a moment two may believe that they sit.
"""

import os
import socket
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from secrets import token_hex
from time import sleep
from typing import Any

import psycopg
from sqlalchemy.engine import URL

from data.database import process_signals
from data.database.postgresql import open_session
from data.database.processes import NAMES, PROCESS_CLASS, SEAT_CLASS, lock_key

IDLE_SECONDS = 10
"""Seconds without a touch after which the server takes a seat away."""
_LETTERS_OF_HOST = 30
_OWNER = """
SELECT a.pid FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = %s AND l.objid::bigint = ANY(%s)
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND a.application_name = %s AND a.pid <> pg_backend_pid()
"""
_LOOK = "SELECT clock_timestamp(), (SELECT version_num FROM alembic_version)"


class Seating(StrEnum):
    """How a process stands to its seats: it has them, somebody else has one, or the server does not say."""

    HELD = "held"
    TAKEN = "taken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Touch:
    """The answer of the server to a touch: its instant (UTC), and the revision of the registry's schema."""

    at: datetime
    revision: str


class Seats:
    """The seats of one process by the names of what it serves, and its mark. Calls block, and come from one thread.

    `process` is the name of the process for all others; `held`: it has the seats, all of them or none.
    """

    def __init__(self, server: URL, names: Collection[str], *, hears: bool = False) -> None:
        """Take nothing yet. `server` is the address of the registry; `hears`: it serves together with others, and is
        told what they tell it.
        """
        self.process = f"{os.getpid()}.{token_hex(4)}"
        self._hears = hears
        self.held = False
        self._server = server
        self._keys = {name: lock_key(name) for name in sorted(names)}  # in this order: no two wait for each other
        self._own_name = f"{NAMES[hears]} {socket.gethostname()[:_LETTERS_OF_HOST]} {self.process}"
        self._session: psycopg.Connection[tuple[Any, ...]] | None = None
        self._has_connected = False

    def take(self) -> Seating:
        """Take the seats if nobody has any of them."""
        try:
            session = self._session or self._connect()
            taken: list[str] = []
            for name in self._keys:
                if not self._lock(session, name):
                    for one in taken:
                        session.execute("SELECT pg_advisory_unlock(%s::int, %s::int)", (SEAT_CLASS, self._keys[one]))
                    return Seating.TAKEN
                taken.append(name)
        except psycopg.Error:
            self.close()
            return Seating.UNKNOWN
        self.held = True
        return Seating.HELD

    def touch(self) -> Seating:
        """Tell the server that this process is there; take the seats again where the connection was lost."""
        if self._session and self.held:
            with suppress(psycopg.Error):
                self._session.execute("SELECT 1")
                return Seating.HELD
            self.close()
        return self.take()

    def look(self) -> Touch | None:
        """Touch, and take the seats if nobody has any of them; return what the server said.

        None where it says nothing; the seats are lost then.
        """
        try:
            session = self._session or self._connect()
            found = session.execute(_LOOK).fetchone()
        except psycopg.Error:
            self.close()
            return None
        if not self.held:
            self.take()
        return Touch(*found) if found else None

    def wait_for_news(self, seconds: float) -> list[str]:
        """Wait up to `seconds` for what others tell this process (`data.database.process_signals`); return it."""
        session = self._session
        if session is None:
            sleep(seconds)
            return []
        try:
            return [notice.payload for notice in session.notifies(timeout=seconds, stop_after=1)]
        except psycopg.Error:
            self.close()
            return []

    def close(self) -> None:
        """Leave the seats."""
        session, self._session, self.held = self._session, None, False
        if session:
            with suppress(psycopg.Error):
                session.close()

    def _connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        self._session = session = open_session(self._server, self._own_name)
        with suppress(psycopg.errors.UndefinedObject):  # PostgreSQL before 14
            session.execute(f"SET idle_session_timeout = '{IDLE_SECONDS}s'")
        if self._has_connected:
            shown = [key % (1 << 32) for key in self._keys.values()]  # as PostgreSQL lists the numbers of locks
            # Behind a broken network the server may keep the old session for a while: it is our own.
            for number, keys in ((SEAT_CLASS, shown), (PROCESS_CLASS, [lock_key(self.process) % (1 << 32)])):
                for (pid,) in session.execute(_OWNER, (number, keys, self._own_name)).fetchall():
                    session.execute("SELECT pg_terminate_backend(%s, 2000)", (pid,))
        session.execute("SELECT pg_advisory_lock(%s::int, %s::int)", (PROCESS_CLASS, lock_key(self.process)))
        if self._hears:
            session.execute(f"LISTEN {process_signals.CHANNEL}")
        self._has_connected = True
        return session

    def _lock(self, session: "psycopg.Connection[tuple[Any, ...]]", name: str) -> bool:
        statement = "SELECT pg_try_advisory_lock(%s::int, %s::int)"
        found = session.execute(statement, (SEAT_CLASS, self._keys[name])).fetchone()
        return bool(found and found[0])
