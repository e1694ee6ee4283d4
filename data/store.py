"""Database of the registry: address, sessions, units of work. SQLite by default, PostgreSQL by address."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from data.database import durable_acts, sqlite
from data.database_errors import translate_errors
from data.errors import RegistryUnusable
from data.registry_file import RegistryFile

_BUSY_TIMEOUT_SECONDS = 5.0
_ONE_VIEW = "REPEATABLE READ"
_BACKENDS = ("sqlite", "postgresql", "postgres")


__all__ = ["Session", "Store"]


class Store:
    """An open registry. Safe to share between threads; a session is not.

    `file` is where it lies and `folder` where that is, None for a registry on a server; `server` is the address of
    that, None for a file. It may hold a password: `address` shows it without.
    """

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        """Open the database at the SQLAlchemy address `url`. Raises RegistryUnusable for a wrong one.

        `read_only`: a file is neither made nor changed, nor is anything beside it; "missing" where there is none.
        """
        try:
            parsed = make_url(url)
            self._file = _file_of(parsed)
            open_file = partial(sqlite.open_engine, parsed, self._file, read_only) if self._file else None
            self._engine = open_file(_BUSY_TIMEOUT_SECONDS) if open_file else _server_engine(parsed)
            self._unhurried = self._engine if open_file else _server_engine(parsed, hurried=False)
        except (ArgumentError, ModuleNotFoundError, ValueError) as error:
            raise RegistryUnusable("foreign", "DATABASE_URL") from error
        self.is_file = self._file is not None
        self._writing = self._engine.execution_options(**{sqlite.WRITES: True})
        self._hasty = open_file(0).execution_options(**{sqlite.WRITES: True}) if open_file else self._writing
        # PostgreSQL would show each statement of a reading what was committed before it, not before the first.
        self._reading = self._engine if self.is_file else self._engine.execution_options(isolation_level=_ONE_VIEW)
        self._by_itself = None if self.is_file else self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self.address = parsed.render_as_string(hide_password=True)
        self.file = self._file.path if self._file else None
        self.folder = self.file.parent if self.file else None
        self.server = None if self.is_file else parsed

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session with a consistent view of the registry; changes in it are discarded."""
        with self._session(self._reading) as session:
            yield session

    @contextmanager
    def write(self, *, at_once: bool = False) -> Iterator[Session]:
        """Yield a session that is committed at the end, or rolled back on an exception.

        What changes records is on the disk then.

        `at_once`: in a file that somebody else writes, RegistryUnusable("locked") comes without waiting.
        """
        with self._session(self._hasty if at_once else self._writing) as session:
            yield session
            self._check_file()
            session.flush()
            is_act = self._file is not None and durable_acts.has_changed_records(session.connection())
            session.commit()
            if self._file and is_act:
                durable_acts.sync_log(self._file.path)

    @contextmanager
    def write_statement(self, *, at_once: bool = False) -> Iterator[Session]:
        """Yield a session for one statement that changes no record: on a server it is committed by itself.

        It goes there once instead of three times. In a file it is as `write`.
        """
        if self._by_itself is None:
            with self.write(at_once=at_once) as session:
                yield session
            return
        with self._session(self._by_itself) as session:
            yield session

    @contextmanager
    def read_statement(self) -> Iterator[Session]:
        """Yield a session for one statement that reads: one view of the registry by itself, and asked for once."""
        with self._session(self._by_itself or self._reading) as session:
            yield session

    @contextmanager
    def connection(self, *, writes: bool = False) -> Iterator[Connection]:
        """Yield a bare connection outside any transaction, for migrations and backups, which may take their time.

        `writes`: a transaction begun on it is one that writes, as that of `write` is.
        """
        self._check_file()
        engine = self._unhurried.execution_options(**{sqlite.WRITES: True}) if writes else self._unhurried
        with translate_errors(), engine.connect() as connection:
            yield connection

    def end_forgotten_transactions(self, seconds: float) -> None:
        """Have a server end what this process leaves open for so long, as one that was stopped does."""
        if self.server is not None:
            from data.database import postgresql

            postgresql.end_forgotten_transactions(self._engine, seconds)
            self._engine.dispose()  # what is open already would go on without

    def fault(self) -> str | None:
        """Return "gone" or "replaced" if the opened file is no longer there and nothing is written; else None."""
        return self._file.fault() if self._file else None

    def close(self) -> None:
        """Close all connections."""
        for engine in (self._engine, self._hasty, self._unhurried):
            engine.dispose()
        if self._file:
            self._file.forget()

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        self._check_file()
        with translate_errors(), Session(engine, expire_on_commit=False, autoflush=True) as session:
            yield session

    def _check_file(self) -> None:
        if self._file:
            self._file.check()


def _file_of(url: URL) -> RegistryFile | None:
    """Return the registry's file; None for a server. Raises ArgumentError for other addresses and for :memory:."""
    backend = url.get_backend_name()
    if backend not in _BACKENDS:
        raise ArgumentError(f"neither SQLite nor PostgreSQL: {backend}")
    if backend != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise ArgumentError("no file")
    return RegistryFile(Path(url.database))


def _server_engine(url: URL, *, hurried: bool = True) -> Engine:
    from data.database import postgresql  # late: a registry in a file needs no driver of a server

    return postgresql.open_engine(url, _BUSY_TIMEOUT_SECONDS, hurried=hurried)
