"""Planning reads what is open, however much was ever finished."""

from datetime import date

import pytest
from sqlalchemy import event

from data.registry import owed
from data.store import Store
from data.words import FINISHED, State
from tests import factories as make
from tests.databases import SqliteFiles, empty

DUE = date(2024, 3, 15)


@pytest.mark.parametrize("state", State)
def test_a_duty_is_open_until_it_is_finished(store: Store, state: State) -> None:
    with store.write() as session:
        make.duty(session, make.agency(session), make.deadline(session, make.plan(session), DUE), state=state)
        assert bool(owed.due(session, [DUE])) is (state not in FINISHED)


def test_the_planners_questions_are_answered_from_the_indexes_of_open_and_extended_duties(
    sqlite: SqliteFiles,
) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []
    store = Store(sqlite.copy_of(empty))
    with store.read() as session:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
        owed.due(session, [DUE], before=DUE)
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}", values).all() for one, values in asked[-2:]]
    store.close()
    never, extended = ([step[-1] for step in steps] for steps in plans)
    assert any("ix_duty_open" in step for step in never)
    assert any("ix_duty_extended_to" in step for step in extended)
