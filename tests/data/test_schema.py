"""The schema: every step forth and back, and never another than the models'."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import DateTime, inspect
from sqlmodel import SQLModel

import data.models
from data.errors import RegistryUnusable
from data.models import Agency, AgencyAlias
from data.registry.office.days_off import list_decided
from data.schema import downgrade, open_registry, revisions, upgrade, version
from data.store import Store
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import Databases
from tests.handlers.steps import with_steps
from tests.processes.programs import COPIES, copy

OLDEST = (
    "SELECT id, number, title, issued_on FROM plan",
    "SELECT id, plan_id, code, title FROM task",
    "SELECT id, task_id, due_on, label FROM deadline",
    "SELECT id, agency_id, deadline_id, percent, document_number, document_date FROM duty",
    "SELECT id, duty_id, at, reason FROM progress_entry",
    "SELECT id, agency_id, name, role FROM officer",
    "SELECT id, officer_id, channel, chat_id FROM chat_link",
    "SELECT id, at, action, actor FROM audit_entry",
)
"""What every schema has."""


def test_a_registry_goes_down_to_each_schema_and_up_again_with_what_all_of_them_hold(databases: Databases) -> None:
    with closing(Store(databases.copy_of(with_steps))) as store:
        before = read_oldest(store)
        assert all(before)
        for target in reversed(revisions()[:-1]):
            downgrade(store, target)
        assert read_oldest(store) == before
        for target in revisions():
            upgrade(store, target)
            assert version(store) == target
        assert read_oldest(store) == before
        downgrade(store, "base")
        with store.connection() as connection:
            assert inspect(connection).get_table_names() == ["alembic_version"]


def read_oldest(store: Store) -> list[list[str]]:
    with store.connection() as connection:
        return [sorted(str(row) for row in connection.exec_driver_sql(statement)) for statement in OLDEST]


def test_the_models_are_what_the_migrations_make(store: Store) -> None:
    with store.connection() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_every_table_of_the_glossary_is_there() -> None:
    for word in ("plan", "section", "task", "deliverable", "agency", "agency_group", "deadline", "duty"):
        assert word in SQLModel.metadata.tables
    for word in ("progress_entry", "officer", "chat_link", "invitation", "reminder", "delivery", "dialogue"):
        assert word in SQLModel.metadata.tables
    assert len(SQLModel.metadata.tables) == len(data.models.__all__)


def test_no_instant_is_stored_in_a_column_that_forgets_its_offset() -> None:
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            assert type(column.type) is not DateTime, f"{table.name}.{column.name}"


def test_an_empty_database_is_given_the_schema(tmp_path: Path) -> None:
    store = open_registry(f"sqlite:///{tmp_path}/new/registry.db")
    assert version(store) == revisions()[-1]
    store.close()


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "newer"),
        ("DROP TABLE alembic_version", "foreign"),
    ],
)
def test_a_database_of_another_version_is_refused_and_left_alone(
    database_url: str, statement: str, reason: str
) -> None:
    store = Store(database_url)
    with store.connection() as connection:
        connection.exec_driver_sql(statement)
        connection.commit()
    store.close()
    with pytest.raises(RegistryUnusable) as refusal:
        open_registry(database_url)
    assert refusal.value.reason == reason


def test_processes_that_start_at_once_on_an_empty_database_all_find_it_ready(
    databases: Databases, tmp_path: Path
) -> None:
    url = databases.new() if isinstance(databases, PostgresqlServer) else f"sqlite:///{tmp_path}/new/registry.db"
    at_once, found = COPIES.Barrier(3), COPIES.SimpleQueue()
    processes = [copy(count_days_off, url, at_once, found) for _ in range(3)]
    for process in processes:
        process.join(500)
    assert [process.exitcode for process in processes] == [0] * 3
    assert [found.get() for _ in processes] == [15] * 3


def count_days_off(url: str, at_once: Any, found: Any) -> None:
    at_once.wait()
    store = open_registry(url)
    with store.read() as session:
        found.put(len(list_decided(session)))
    store.close()


def test_a_row_that_refers_to_nothing_is_refused(store: Store) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), store.write() as session:
        session.add(AgencyAlias(agency_id=404, alias="x", folded="x"))


def test_a_failed_unit_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.write() as session:
            session.add(Agency(code="a", name="A", short_name="A", kind="department"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.read() as session:
        assert session.get(Agency, 1) is None


def test_a_new_registry_knows_the_decided_days_off_whichever_way_it_was_made(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/new.db")
    upgrade(store)
    with store.read() as session:
        assert list_decided(session)
    store.close()
