"""The processes on a PostgreSQL registry, as the server sees them: who lives, since when nothing was heard of whom.

Each has a session of its own (`data.database.seats`), which it touches every second. By it the others know it: no
machine compares its own clock with another's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlmodel import Session

from data.errors import RegistryUnusable

SEAT_CLASS, PROCESS_CLASS = 17_501, 17_502
"""The first numbers of the locks of seats, and of the marks of processes; every process of this program agrees."""
CHAT_CLASS = 17_503
"""The same for what is done in a chat by one process at a time."""
NAMES = ("nhacviec seat", "nhacviec cluster")
"""The beginnings of the names of sessions: of processes of which one serves, and of those that serve together."""
_SESSIONS = f"""
SELECT a.application_name, a.state_change, a.state_change > clock_timestamp() - interval '3 seconds',
  EXISTS (SELECT FROM pg_locks l
          WHERE l.pid = a.pid AND l.locktype = 'advisory' AND l.granted AND l.classid = {SEAT_CLASS})
FROM pg_stat_activity a WHERE a.datname = current_database() AND a.application_name ~ '^({"|".join(NAMES)}) '
ORDER BY split_part(a.application_name, ' ', 3), a.application_name
"""  # noqa: S608 - of constants
_TAKE_MARK = text("SELECT pg_try_advisory_xact_lock(:number, :key)")
_LOOK_AT_MARK = text("SELECT pg_try_advisory_xact_lock_shared(:number, :key)")
_WAIT = text("SELECT pg_advisory_xact_lock(:number, :key)")


@dataclass(frozen=True, slots=True)
class RunningProcess:
    """A process on the registry: its machine, its name for others (its number there and some letters), its last beat
    by the server's clock (UTC).

    `is_cluster`: it serves together with others. `beats`: it was heard of within three seconds. `has_seats`: it alone
    does what only one may do; one that is not of a cluster serves then, else it stands by.
    """

    host: str
    process: str
    is_cluster: bool
    last_beat: datetime
    beats: bool
    has_seats: bool


def list_processes(server: URL) -> list[RunningProcess]:
    """Return the processes on the registry, by machine. Raises RegistryUnusable."""
    import psycopg  # late: a registry in a file needs no driver of a server

    from data.database.postgresql import open_session

    try:
        with open_session(server, "nhacviec status") as session:
            rows = session.execute(_SESSIONS).fetchall()
    except psycopg.Error as error:
        raise RegistryUnusable("unreachable") from error
    found = []
    for name, at, beats, has_seats in rows:
        if match := re.fullmatch(rf"({'|'.join(NAMES)}) (.+) ([0-9]+[.][0-9a-f]+)", str(name)):
            found.append(RunningProcess(match[2], match[3], match[1] == NAMES[True], at, beats, has_seats))
    return found


def has_mark(session: Session, process: str) -> bool:
    """Return whether `process` has its mark: it lives, and is connected. Several may ask at the same time.

    In a registry that was copied to a file nobody has one.
    """
    if not process or session.connection().dialect.name == "sqlite":
        return False
    found = session.connection().execute(_LOOK_AT_MARK, {"number": PROCESS_CLASS, "key": lock_key(process)})
    return not found.scalar()


def replace_if_dead(session: Session, process: str) -> bool:
    """Return whether `process` has no mark, and keep others from asking until this transaction ends.

    In a registry that was copied to a file nobody has one.
    """
    if session.connection().dialect.name == "sqlite":
        return True
    found = session.connection().execute(_TAKE_MARK, {"number": PROCESS_CLASS, "key": lock_key(process)})
    return bool(found.scalar())


def wait_for_chat(session: Session, channel: str, chat_id: str, act: str) -> None:
    """Wait until no other transaction does this `act` in this chat, and keep others from it until this one ends."""
    wait_for_chats(session, channel, [chat_id], act)


def wait_for_chats(session: Session, channel: str, chat_ids: Iterable[str], act: str) -> None:
    """Wait for several chats as `wait_for_chat` does for one.

    In the order of their locks, not of their names, since two chats may share a lock: no two transactions wait for
    each other.
    """
    for key in sorted({chat_key(channel, chat_id, act) for chat_id in chat_ids}):
        session.connection().execute(_WAIT, {"number": CHAT_CLASS, "key": key})


def chat_key(channel: str, chat_id: str, act: str) -> int:
    """Return the second number of the lock of this `act` in a chat; the first is `CHAT_CLASS`."""
    return lock_key(f"{act} {channel} {chat_id}")


def lock_key(name: str) -> int:
    """Return the second number of a lock, which is a signed one of 32 bits."""
    found = crc32(name.encode())
    return found - (1 << 32) if found >= 1 << 31 else found
