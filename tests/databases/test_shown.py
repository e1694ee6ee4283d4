"""What is left out on PostgreSQL is made by others; a statement has the same words on both databases."""

from types import ModuleType

import pytest
from sqlalchemy import Dialect, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel, select

from data.models import Plan
from data.registry.office.working_calendar import working_calendar
from data.registry.sql.rows import _insert_if_new, _upsert
from data.store import Store
from tests.databases.choice import choose_left_out, file_of
from tests.databases.statements import StatementLog, words_of

MADE = {
    "a.py::one": {"x": 1, "y": 1},
    "a.py::two": {"x": 1},
    "a.py::three": {"x": 9, "y": 9, "z": 1},
    "b.py::four": {"x": 5},
    "b.py::five": {"x": 2},
}


def made_by(tests: set[str]) -> set[str]:
    return {words for test in tests for words in MADE[test]}


@pytest.mark.parametrize("shown", [set(), {"a.py::two"}, {"a.py::three", "b.py::four"}])
def test_what_is_kept_makes_every_statement_and_is_of_every_file(shown: set[str]) -> None:
    kept = MADE.keys() - choose_left_out(MADE, shown)
    assert shown <= kept
    assert made_by(kept) == {"x", "y", "z"}
    assert {file_of(test) for test in kept} == {"a.py", "b.py"}


def test_of_what_makes_the_same_the_cheapest_is_kept() -> None:
    assert choose_left_out(MADE, set()) >= {"b.py::four"}
    assert "b.py::five" not in choose_left_out(MADE, set())


@pytest.mark.parametrize("table", SQLModel.metadata.sorted_tables, ids=str)
def test_a_statement_of_one_database_has_the_words_it_has_on_the_other(table: Table) -> None:
    changed = tuple(column.name for column in table.columns if not column.primary_key)
    assert words_on(_dialect(sqlite), _insert_if_new(table, "sqlite")) == words_on(
        _dialect(postgresql), _insert_if_new(table, "postgresql")
    )
    if changed:
        assert words_on(_dialect(sqlite), _upsert(table, "sqlite", changed)) == words_on(
            _dialect(postgresql), _upsert(table, "postgresql", changed)
        )


def test_what_the_house_asks_is_noted_and_not_what_a_test_asks_by_itself(store: Store) -> None:
    log = StatementLog()
    log.listen()
    try:
        with store.read() as session:
            session.exec(select(Plan.id)).all()
            of_a_test = log.take()
            working_calendar(session)
            of_the_house = log.take()
            session.exec(select(Plan.id)).all()
        assert not of_a_test
        assert any("FROM day_off" in words for made in of_the_house.values() for words in made)
        assert not log.take()
    finally:
        log.stop()


def words_on(dialect: Dialect, statement: Insert) -> str:
    return words_of(str(statement.compile(dialect=dialect).statement))


def _dialect(module: ModuleType) -> Dialect:
    dialect: Dialect = module.dialect()
    return dialect
