"""What falls due on one day in several plans stands on the board in the order in which the plans were chosen."""

from datetime import date

import pytest

from data.registry.board.choice import Chosen
from data.registry.board.counts import count_by_deadline
from data.registry.board.duty_pages import DutyChoice
from data.registry.plans.scope import active_plans
from data.rules.calendar import WorkingCalendar
from data.store import Store
from tests import factories as make

DUE, LATER, TODAY = date(2024, 3, 15), date(2024, 3, 22), date(2024, 3, 1)
CALENDAR = WorkingCalendar()


@pytest.fixture
def two_plans(store: Store) -> Store:
    """A registry in which the plan that was signed first was read last."""
    with store.write() as session:
        owner = make.agency(session)
        latest = make.plan(session, "20/KH-UBND", issued_on=date(2024, 1, 20))
        earlier = make.plan(session, "175/KH-UBND", issued_on=date(2023, 12, 29))
        for plan, code in ((earlier, "A"), (latest, "B")):
            for position, due_on in enumerate((LATER, DUE, DUE, None), 1):
                owed = make.deadline(session, plan, due_on, code=f"I.{code}{position}")
                make.duty(session, owner, owed)
    return store


def test_lists_of_the_board_have_the_latest_plan_first_as_those_of_the_chat(two_plans: Store) -> None:
    with two_plans.read() as session:
        chosen = Chosen(tuple(active_plans(session).ids))
        choice = DutyChoice(session, chosen, TODAY, CALENDAR)
        page = [line.code for line in choice.fetch_page(0, 20).lines]
        assert page == ["I.B2", "I.B3", "I.A2", "I.A3", "I.B1", "I.A1", "I.B4", "I.A4"]
        assert [line.code for line in choice.stream()] == page
        pages = [line.code for place in range(4) for line in choice.fetch_page(place, 2).lines]
        assert pages == page


def test_the_order_is_that_of_the_choice_and_not_of_the_plans_ids(two_plans: Store) -> None:
    with two_plans.read() as session:
        ids = active_plans(session).ids
        for chosen_ids, first in ((ids, "B"), (ids[::-1], "A")):
            chosen = Chosen(tuple(chosen_ids))
            listed = DutyChoice(session, chosen, TODAY, CALENDAR).fetch_page(0, 20).lines
            assert listed[0].code == f"I.{first}2"
            assert [one.plan_id for one in count_by_deadline(session, chosen)] == [chosen_ids[0]] * 4 + [
                chosen_ids[1]
            ] * 4


def test_no_plan_is_no_error(two_plans: Store) -> None:
    with two_plans.read() as session:
        assert DutyChoice(session, Chosen(()), TODAY, CALENDAR).fetch_page(0, 20).total == 0
