"""Planning reads what is open, however much was ever finished."""

from datetime import date

import pytest

from data.enums import FINISHED, State
from data.registry.duties import open_duties
from data.store import Store
from tests import factories as make
from tests.databases.query_plans import statements
from tests.databases.registries import SqliteFiles, empty

DUE = date(2024, 3, 15)


@pytest.mark.parametrize("state", State)
def test_a_duty_is_open_until_it_is_finished(store: Store, state: State) -> None:
    with store.write() as session:
        make.duty(session, make.agency(session), make.deadline(session, make.plan(session), DUE), state=state)
        assert bool(open_duties.list_due(session, [DUE])) is (state not in FINISHED)


def test_the_planners_questions_are_answered_from_the_indexes_of_open_and_extended_duties(
    sqlite: SqliteFiles,
) -> None:
    store = Store(sqlite.copy_of(empty))
    with store.read() as session, statements() as asked:
        open_duties.list_due(session, [DUE], before=DUE)
    store.close()
    never, extended = list(asked.values())[-2:]
    assert any("ix_duty_open" in step for step in never)
    assert any("ix_duty_extended_to" in step for step in extended)
