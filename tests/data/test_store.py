"""What is wrong with a database is said in a word an operator can act on."""

import socket
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from data import store as stores
from data.errors import RegistryUnusable
from data.models import AgencyAlias
from data.schema import open_registry
from data.store import Store
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import SqliteFiles, empty


def refused(url: str) -> str:
    """Why a registry at `url` cannot be opened."""
    with pytest.raises(RegistryUnusable) as refusal:
        open_registry(url)
    return refusal.value.reason


@pytest.mark.parametrize("content", [b"not a database, but long enough to have a header of its own" * 20])
def test_a_file_that_is_no_database_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.db").write_bytes(content)
    assert refused(f"sqlite:///{tmp_path}/x.db") == "damaged"
    assert (tmp_path / "x.db").read_bytes() == content


def test_a_database_cut_short_is_damaged(sqlite: SqliteFiles) -> None:
    url = sqlite.copy_of(empty)
    path = Path(url.removeprefix("sqlite:///"))
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(RegistryUnusable) as refusal:
        _read_everything(url)
    assert refusal.value.reason == "damaged"


def test_a_folder_in_place_of_the_file_is_absent(tmp_path: Path) -> None:
    assert refused(f"sqlite:///{tmp_path}") == "absent"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "mysql://localhost/x",
        "http://x",
        "sqlite+nothing:///x.db",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://a:b@db:port/x",
    ],
)
def test_an_address_of_no_registry_is_foreign(url: str) -> None:
    assert refused(url) == "foreign"


def test_a_server_that_does_not_answer_is_unreachable() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as held:
        port = held.getsockname()[1]
    assert refused(f"postgresql://nobody@127.0.0.1:{port}/x") == "unreachable"


def test_a_database_that_its_server_does_not_have_is_unreachable(postgresql: PostgresqlServer) -> None:
    url = postgresql.copy_of(empty)
    assert refused(url.replace("/registry_", "/no_registry_")) == "unreachable"


def test_a_password_is_not_in_the_address_that_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Store("postgresql://clerk:quite-secret@127.0.0.1/registry")
    assert "quite-secret" not in shown.address + repr(vars(shown))
    shown.close()


def test_a_fault_of_the_database_does_not_repeat_what_was_written(store: Store) -> None:
    with pytest.raises(IntegrityError) as fault, store.write() as session:
        session.add(AgencyAlias(agency_id=404, alias="điều cán bộ viết", folded="x"))
    assert "điều cán bộ viết" not in str(fault.value)


def test_a_lock_is_waited_for_and_then_said(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "_BUSY_TIMEOUT_SECONDS", 0.05)
    store = Store(database_url)
    touch = text("UPDATE alembic_version SET version_num = version_num")

    def second() -> None:
        with store.write() as session:
            session.execute(touch)

    with store.write() as first:
        first.execute(touch)
        with pytest.raises(RegistryUnusable) as refusal:
            second()
    second()
    store.close()
    assert refusal.value.reason == "locked"


def test_reading_goes_on_while_another_writes(database_url: str) -> None:
    store = Store(database_url)
    with store.write() as writing:
        writing.execute(text("UPDATE alembic_version SET version_num = 'x'"))
        with store.read() as reading:
            assert reading.execute(text("SELECT version_num FROM alembic_version")).scalar_one() != "x"
    store.close()


def test_a_reading_sees_one_state_of_the_registry_whatever_is_written_meanwhile(store: Store) -> None:
    version = text("SELECT version_num FROM alembic_version")
    with store.read() as reading:
        before = reading.execute(version).scalar_one()
        with store.write() as writing:
            writing.execute(text("UPDATE alembic_version SET version_num = 'x'"))
        assert reading.execute(version).scalar_one() == before
    with store.read() as reading:
        assert reading.execute(version).scalar_one() == "x"


def test_what_is_done_while_only_reading_is_not_kept(store: Store) -> None:
    with store.read() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'x'"))
    with store.read() as session:
        assert session.execute(text("SELECT version_num FROM alembic_version")).scalar_one() != "x"


def _read_everything(url: str) -> None:
    store = open_registry(url)
    try:
        with store.read() as session:
            session.execute(text("SELECT * FROM duty JOIN task ON 1 = 1")).all()
    finally:
        store.close()
