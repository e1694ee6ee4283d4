"""A question is answered from the duties that it is about: SQLite says by which index it reads them."""

from collections.abc import Iterator

import pytest

from data.enums import Role
from data.store import Store
from tests.databases.query_plans import statements
from tests.databases.registries import SqliteFiles, with_plan_175
from tests.handlers.chat import Office, Person

THROUGH_ALL = ("ix_duty_counted (withdrawn=?)", "SCAN duty")

ASKED = [
    "/nhiemvu",
    "/nhiemvu II.3",
    "/tieptheo",
    "/kehoach",
    "/lich",
    "việc nào quá hạn",
    "tháng trước mình nộp những gì",
    "tiến độ của cơ quan tôi",
    "so với tháng trước thế nào",
]


@pytest.fixture
def registry(sqlite: SqliteFiles) -> Iterator[Store]:
    store = Store(sqlite.copy_of(with_plan_175))
    yield store
    store.close()


@pytest.mark.parametrize("typed", ASKED)
def test_no_question_of_an_officer_goes_through_the_duties_of_everybody(registry: Store, typed: str) -> None:
    officer = Office(registry).officer("stp")
    assert steps_through_all(officer, typed) == []


@pytest.mark.parametrize("typed", ["/tonghop stp", "Sở Tư pháp còn nợ gì", "Sở Tư pháp báo gì tuần này"])
def test_no_question_about_one_agency_goes_through_the_duties_of_all(registry: Store, typed: str) -> None:
    supervisor = Office(registry).officer("snv", Role.SUPERVISOR, name="Giám sát")
    assert steps_through_all(supervisor, typed) == []


def steps_through_all(person: Person, typed: str) -> list[str]:
    with statements() as asked:
        assert person.says(typed)
    assert any("FROM duty" in statement for statement in asked)
    return [step for steps in asked.values() for step in steps if step.endswith(THROUGH_ALL)]
