"""A server that freezes, or takes too long, ends a unit of work in a word; afterwards all goes on."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from data.database import postgresql
from data.errors import RegistryUnusable
from data.store import Store
from tests.databases.freezer import Freezer, freezable
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import empty

_VERSION = text("SELECT version_num FROM alembic_version")
_TOUCH = text("UPDATE alembic_version SET version_num = version_num")


@pytest.fixture
def url(postgresql: PostgresqlServer) -> str:
    return postgresql.copy_of(empty)


@pytest.fixture
def freezer(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Freezer]:
    monkeypatch.setattr(postgresql, "SILENCE_SECONDS", 0.2)
    monkeypatch.setattr(postgresql, "CONNECT_SECONDS", 2)  # the least that the driver takes
    with freezable(url) as freezer:
        yield freezer


def read(store: Store) -> str:
    with store.read() as session:
        return str(session.execute(_VERSION).scalar_one())


def refusal(store: Store) -> str:
    with pytest.raises(RegistryUnusable) as refused:
        read(store)
    return refused.value.reason


def test_a_frozen_server_ends_what_waits_for_it_and_later_serves_again(freezer: Freezer) -> None:
    store = Store(freezer.url)
    before = read(store)
    freezer.frozen.set()
    began = time.monotonic()
    assert refusal(store) == "unreachable"
    assert time.monotonic() - began < 60
    freezer.frozen.clear()
    assert read(store) == before
    store.close()


def test_a_server_that_freezes_in_the_middle_keeps_nothing_of_the_unit(freezer: Freezer, url: str) -> None:
    store = Store(freezer.url)

    def write() -> None:
        with store.write() as session:
            session.execute(text("UPDATE alembic_version SET version_num = 'x'"))
            freezer.frozen.set()
            session.execute(_TOUCH)

    before = read(store)
    with pytest.raises(RegistryUnusable):
        write()
    freezer.frozen.clear()
    store.close()
    beside = Store(url)
    assert read(beside) == before
    beside.close()


def test_a_statement_that_takes_too_long_is_ended(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "STATEMENT_SECONDS", 0.05)
    store = Store(url)
    with pytest.raises(RegistryUnusable) as refused, store.read() as session:
        session.execute(text("SELECT pg_sleep(30)"))
    assert refused.value.reason == "unreachable"
    with store.connection() as connection:
        connection.execute(text("SELECT pg_sleep(0.2)"))
    store.close()


def test_a_unit_that_finds_no_free_connection_is_told_so(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "_POOL_SECONDS", 0.01)
    store = Store(url)
    held = [store.read() for _ in range(18)]
    for one in held:
        one.__enter__().execute(_VERSION)
    assert refusal(store) == "unreachable"
    for one in held:
        one.__exit__(None, None, None)
    assert read(store)
    store.close()
