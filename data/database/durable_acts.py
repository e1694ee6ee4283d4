"""Acts in a SQLite file outlive a power cut: what changes a record is on the disk before anybody hears of it.

SQLite syncs its log only when it is full (`synchronous = NORMAL`), or at every commit (`FULL`), which makes each
answer a sixth slower, mere questions included. Here the log is synced after the commits that change records.
"""

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

_CHANGED = "nhacviec_changed_records"
_WORK_TABLES = frozenset(
    {
        "delivery",
        "dialogue",
        "journal",
        "news",
        "pace",
        "pulse",
        "reminder",
        "shown_message",
        "sign_in_link",
        "unheard_agency",
        "untold_change",
    }
)
"""Tables that only steer what is done next: what is lost of them is done again. That a link into the page was spent
is on the disk with the audit entry of who was let in.
"""
_PLACE_OF_NAME = {"INSERT": 2, "UPDATE": 1, "DELETE": 2}


def watch(engine: Engine) -> None:
    """Have `engine` note which transactions change records."""
    event.listen(engine, "begin", _forget)
    event.listen(engine, "before_cursor_execute", _note)


def has_changed_records(connection: Connection) -> bool:
    """Return whether the running transaction has changed a record."""
    return _CHANGED in connection.info


def sync_log(registry: Path) -> None:
    """Put SQLite's log beside the file `registry` on the disk."""
    with suppress(FileNotFoundError):  # without a log everything is in the file
        log = os.open(f"{registry}-wal", os.O_RDONLY)
        try:
            os.fsync(log)
        finally:
            os.close(log)


@lru_cache(1000)
def changes_records(statement: str) -> bool:
    """Return whether a statement changes a table that holds records."""
    words = statement.split(None, 3)
    place = _PLACE_OF_NAME.get(words[0]) if words else None
    return place is not None and len(words) > place and words[place].strip('"') not in _WORK_TABLES


def _note(connection: Connection, _cursor: object, statement: str, *_rest: Any) -> None:
    if changes_records(statement):
        connection.info[_CHANGED] = True


def _forget(connection: Connection) -> None:
    connection.info.pop(_CHANGED, None)
