"""Rows reach another database value by value, or the copy is refused and nothing is there."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from data.errors import CopyRefused, RegistryUnusable
from data.schema import open_existing, open_registry
from data.store import Store
from data.transfer import copying, moving
from data.transfer.moving import move_registry
from data.transfer.rows import Fingerprint, Row, write_rows
from data.transfer.tables import TableShape
from tests.data.backup.offices import content_of, files_in, live_a_little
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import SqliteFiles, with_plan_175


@pytest.fixture
def source(sqlite: SqliteFiles) -> Iterator[Store]:
    with closing(open_registry(sqlite.copy_of(with_plan_175))) as store:
        yield store


@pytest.fixture
def target(postgresql: PostgresqlServer) -> Iterator[str]:
    url = postgresql.new()
    yield url
    postgresql.drop(url)


def is_empty(url: str) -> bool:
    try:
        open_existing(url).close()
    except RegistryUnusable as error:
        return error.reason == "empty"
    return False


def test_every_table_is_told_with_its_rows(source: Store, target: str) -> None:
    told: dict[str, int] = {}
    before = content_of(source)
    with closing(move_registry(source, target, told.__setitem__)) as moved:
        assert content_of(moved) == before
    assert told == {name: found.rows for name, found in before.items()}
    assert told["duty"] > 300


def test_numbers_go_on_from_the_last(source: Store, target: str) -> None:
    with source.write() as session:
        session.execute(text("INSERT INTO agency_group (id, code, name) VALUES (9000, 'nhom-thu', '')"))
    with closing(move_registry(source, target, lambda *_: None)) as moved, moved.write() as session:
        number = session.execute(text("INSERT INTO agency_group (code, name) VALUES ('nhom-sau', '') RETURNING id"))
        assert number.scalar_one() == 9001


def test_the_server_knows_how_many_rows_there_are(source: Store, target: str) -> None:
    with closing(move_registry(source, target, lambda *_: None)) as moved, moved.connection() as connection:
        counted = connection.exec_driver_sql("SELECT reltuples FROM pg_class WHERE relname = 'task'").scalar_one()
        assert counted == connection.exec_driver_sql("SELECT count(*) FROM task").scalar_one() > 0


def test_references_are_watched_again_afterwards(source: Store, target: str) -> None:
    with closing(move_registry(source, target, lambda *_: None)) as moved, moved.connection() as connection:
        deferrable = connection.execute(text("SELECT count(*) FROM pg_constraint WHERE condeferrable"))
        assert deferrable.scalar_one() == 0


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        ("UPDATE agency SET short_name = 'rất dài' || hex(zeroblob(500))", "unfit"),
        ("UPDATE plan SET number = 'a' || char(0) || 'b'", "unfit"),
        ("UPDATE deadline SET task_id = 987654 WHERE id = 1", "references"),
    ],
)
def test_what_postgresql_does_not_take_is_refused_and_nothing_is_there(
    source: Store, target: str, harm: str, reason: str
) -> None:
    with source.connection(writes=True) as connection:
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            connection.execute(text(harm))
    with pytest.raises(CopyRefused) as refused:
        move_registry(source, target, lambda *_: None)
    assert refused.value.reason == reason
    assert is_empty(target)


def test_what_is_read_back_otherwise_is_refused_and_nothing_is_there(
    source: Store, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_one(connection: Connection, table: TableShape, rows: Iterable[Row]) -> None:
        write_rows(connection, table, list(rows)[table.name == "day_off" :])

    monkeypatch.setattr(copying, "write_rows", lose_one)
    with pytest.raises(CopyRefused) as refused:
        move_registry(source, target, lambda *_: None)
    assert refused.value.reason == "differs"
    assert is_empty(target)


def test_a_chain_that_does_not_hold_is_not_moved(source: Store, target: str, tmp_path: Path) -> None:
    files = files_in(tmp_path)
    live_a_little(source, files)
    with source.write() as session:
        session.execute(text("UPDATE audit_entry SET actor = 'ai đó' WHERE id = (SELECT max(id) FROM audit_entry)"))
    with pytest.raises(CopyRefused) as refused:
        moving.move_registry(source, target, lambda *_: None)
    assert refused.value.reason == "chain"
    assert is_empty(target)


def test_fingerprints_differ_by_one_value_and_not_by_order() -> None:
    rows = [(1, "a", None), (2, "b", b"x")]
    found, turned, other = Fingerprint(), Fingerprint(), Fingerprint()
    for one, another in zip(rows, reversed(rows), strict=True):
        found.add(one)
        turned.add(another)
    other.add(rows[0])
    other.add((2, "b", "x"))
    assert found == turned
    assert found != other
