"""Seats: of all processes on one PostgreSQL registry, one serves a channel; the others stand by.

A seat is an advisory lock of a session of its own. A process that is killed loses it with its connection, at once;
one that is stopped, or behind a network that swallows everything, does not touch its session, and the server ends it
after `IDLE_SECONDS`. The rows and leases of the registry stay the truth: for a moment two may believe that they sit.
"""

import re
import socket
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from secrets import token_hex
from zlib import crc32

import psycopg
from sqlalchemy.engine import URL

from data.database.postgresql import open_session
from data.errors import RegistryUnusable

IDLE_SECONDS = 10
"""Seconds without a touch after which the server takes a seat away."""
_CLASS = 17_501
"""The first number of the locks of seats; any number that every process of this program agrees on."""
_NAME = "nhacviec seat"
_LETTERS_OF_HOST = 30
_OWNER = """
SELECT a.pid FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = %s AND l.objid::bigint = ANY(%s)
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND a.application_name = %s AND a.pid <> pg_backend_pid()
"""
_SESSIONS = f"""
SELECT a.application_name, EXISTS (
  SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory' AND l.granted AND l.classid = {_CLASS})
FROM pg_stat_activity a WHERE a.datname = current_database() AND a.application_name LIKE '{_NAME} %%'
ORDER BY a.application_name
"""  # noqa: S608 - of constants


class Seating(StrEnum):
    """How a process stands to its seats: it has them, somebody else has one, or the server does not say."""

    HELD = "held"
    TAKEN = "taken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SeatSession:
    """A process that has seats, or stands by for them; `host` is its machine."""

    host: str
    is_serving: bool


class Seats:
    """The seats of one process, all of them or none, by the names of what it serves. Calls block."""

    def __init__(self, server: URL, names: Collection[str]) -> None:
        """Take nothing yet. `server` is the address of the registry."""
        self._server = server
        self._keys = sorted(_key(name) for name in names)  # always in this order: no two wait for each other
        self._own_name = f"{_NAME} {socket.gethostname()[:_LETTERS_OF_HOST]} {token_hex(4)}"
        self._session: psycopg.Connection[tuple[object, ...]] | None = None
        self._holds = self._has_held = False

    def take(self) -> Seating:
        """Take the seats if nobody has any of them."""
        try:
            session = self._session or self._connect()
            if all(self._lock(session, key) for key in self._keys):
                self._holds = self._has_held = True
                return Seating.HELD
            session.execute("SELECT pg_advisory_unlock_all()")
        except psycopg.Error:
            self.close()
            return Seating.UNKNOWN
        return Seating.TAKEN

    def touch(self) -> Seating:
        """Tell the server that this process is there; take the seats again where the connection was lost."""
        if self._session and self._holds:
            with suppress(psycopg.Error):
                self._session.execute("SELECT 1")
                return Seating.HELD
            self.close()
        return self.take()

    def close(self) -> None:
        """Leave the seats."""
        session, self._session, self._holds = self._session, None, False
        if session:
            with suppress(psycopg.Error):
                session.close()

    def _connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        session = open_session(self._server, self._own_name)
        with suppress(psycopg.errors.UndefinedObject):  # PostgreSQL before 14
            session.execute(f"SET idle_session_timeout = '{IDLE_SECONDS}s'")
        self._session = session
        if self._has_held:
            shown = [key % (1 << 32) for key in self._keys]  # as PostgreSQL lists the numbers of locks
            # Behind a broken network the server may keep the old session for a while: it is our own.
            for (pid,) in session.execute(_OWNER, (_CLASS, shown, self._own_name)).fetchall():
                session.execute("SELECT pg_terminate_backend(%s, 2000)", (pid,))
        return session

    def _lock(self, session: "psycopg.Connection[tuple[object, ...]]", key: int) -> bool:
        found = session.execute("SELECT pg_try_advisory_lock(%s::int, %s::int)", (_CLASS, key)).fetchone()
        return bool(found and found[0])


def list_sessions(server: URL) -> list[SeatSession]:
    """Return the processes that serve the registry or stand by. Raises RegistryUnusable."""
    try:
        with open_session(server, _NAME) as session:
            rows = session.execute(_SESSIONS).fetchall()
    except psycopg.Error as error:
        raise RegistryUnusable("unreachable") from error
    found = [(re.fullmatch(rf"{_NAME} (.+) [0-9a-f]{{8}}", str(name)), bool(serves)) for name, serves in rows]
    return [SeatSession(match[1], serves) for match, serves in found if match]


def _key(name: str) -> int:
    """Return the second number of a seat's lock, which is a signed one of 32 bits."""
    found = crc32(name.encode())
    return found - (1 << 32) if found >= 1 << 31 else found
