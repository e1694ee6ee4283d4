"""Connections to a PostgreSQL server that wait for it only so long.

The server ends what takes too long by itself, as long as it runs. One that is frozen, or behind a network that
swallows everything, says nothing at all: libpq would wait for ever, and the officer or the tick with it.
"""

from functools import partial
from select import POLLIN, poll
from time import monotonic
from typing import Any

import psycopg
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import InvalidatePoolError

STATEMENT_SECONDS = 15.0
"""Seconds that the server gives a statement; none of the bot's takes a tenth of that."""
SILENCE_SECONDS = 20.0
"""Seconds without a word of the server after which the connection is given up."""
SILENCE_OF_SESSIONS = 5.0
"""The same for a session that only tells whether the server is there."""
CONNECT_SECONDS = 5
_POOL_SECONDS = 5.0
"""Seconds that a unit of work waits for one of the connections of this process."""
_CONNECTIONS = 8
_RESTED = 5.0
"""Seconds after which a connection that nobody used is asked whether the server still has it."""
_LOOK_EVERY = 0.1
"""Seconds; the driver's own."""


def open_engine(url: URL, lock_seconds: float, *, hurried: bool = True) -> Engine:
    """Return an engine for the server at `url`, whose statements wait `lock_seconds` for a lock at most.

    With `hurried`, a statement or a silence that is too long ends in an `OperationalError`; without, for migrations
    and backups, they take their time.
    """
    # Errors are logged, and their values are what officers wrote: they are hidden.
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=not hurried,
        pool_use_lifo=True,  # the one used last has its statements prepared, and need not be asked if it is there
        pool_size=_CONNECTIONS if hurried else 1,
        pool_timeout=_POOL_SECONDS,
        hide_parameters=True,
        connect_args={} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS},
    )
    if hurried:
        event.listen(engine, "do_connect", _connect)
        event.listen(engine, "checkout", _refuse_if_ended)
    event.listen(engine, "connect", partial(_tune, lock_seconds, STATEMENT_SECONDS if hurried else 0))
    return engine


def open_session(url: URL, name: str) -> "psycopg.Connection[tuple[Any, ...]]":
    """Return a session of its own, outside any pool and transaction, under the `name` by which the server shows it.

    A statement to which the server says nothing for some seconds ends in `psycopg.OperationalError`.
    """
    settings: dict[str, Any] = {"connect_timeout": CONNECT_SECONDS, **connection_settings(url)}
    return _MoreImpatient.connect(**settings | {"application_name": name}, autocommit=True)


def connection_settings(url: URL) -> dict[str, Any]:
    """Return the settings of psycopg for connections to the server at `url`."""
    dialect = url.set(drivername="postgresql+psycopg").get_dialect()()
    _none, options = dialect.create_connect_args(url)
    return dict(options)


def end_forgotten_transactions(engine: Engine, seconds: float) -> None:
    """Have the server end transactions in which nothing is asked for so long: their process was stopped."""

    def limit(connection: Any, _record: object) -> None:
        connection.execute(f"SET idle_in_transaction_session_timeout = '{seconds}s'")
        connection.commit()

    event.listen(engine, "connect", limit)


class _Impatient(psycopg.Connection[Any]):
    """A connection that is closed when the server says nothing for too long."""

    heard_at = 0.0
    """When the server last said something, by the clock of this process."""

    def has_ended(self) -> bool:
        """Return whether the server has ended this connection, which nobody uses just now.

        What it said unasked can only be that: looking costs nothing, while asking would cost a turn of three units of
        work a tenth of its time. After a rest it is asked: a network may have swallowed the end.
        """
        if self.closed:
            return True
        unasked = poll()
        unasked.register(self.pgconn.socket, POLLIN)
        if unasked.poll(0):
            return True
        if monotonic() - self.heard_at < _RESTED:
            return False
        try:
            self.autocommit = True
            self.execute("")
            self.autocommit = False
        except psycopg.Error:
            return True
        return False

    def silence(self) -> float:
        """Return the seconds without a word after which it is closed."""
        return SILENCE_SECONDS

    def wait(self, gen: Any, interval: float = _LOOK_EVERY, timeout: float | None = None) -> Any:
        limit, began = self.silence() if timeout is None else timeout, monotonic()
        try:
            found = super().wait(gen, interval, limit)
        except psycopg.OperationalError:
            if timeout is None and monotonic() - began >= limit:
                self.pgconn.finish()
                raise psycopg.OperationalError("connection given up: the server does not answer") from None
            raise
        self.heard_at = monotonic()
        return found


class _MoreImpatient(_Impatient):
    def silence(self) -> float:
        return SILENCE_OF_SESSIONS


def _connect(_dialect: object, _record: object, arguments: Any, options: Any) -> Any:
    return _Impatient.connect(*arguments, **options)


def _refuse_if_ended(connection: _Impatient, _record: object, _proxy: object) -> None:
    if connection.has_ended():
        raise InvalidatePoolError  # others that are as old as this one are gone as well


def _tune(lock_seconds: float, statement_seconds: float, connection: Any, _record: object) -> None:
    # Left alone, PostgreSQL waits for a lock for ever.
    connection.execute(f"SET lock_timeout = '{lock_seconds}s'")
    connection.execute(f"SET statement_timeout = '{statement_seconds}s'")
    connection.commit()
