"""The database judges duties for the board as they are judged one by one, whatever their states and dates."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from data.enums import State
from data.registry.board.choice import Chosen
from data.registry.board.duty_pages import DutyChoice
from data.registry.duties.duty_lines import list_duties
from data.registry.plans.scope import active_plans
from data.rules.calendar import WorkingCalendar
from data.rules.standing import OWED, Standing
from data.store import Store
from scheduler.statistics.board import count_board
from scheduler.statistics.figures import count_duties, judge
from tests import factories as make

TODAY, CALENDAR = date(2024, 3, 12), WorkingCalendar()
FRIDAY, SATURDAY, MONDAY, TUESDAY = (date(2024, 3, day) for day in (8, 9, 11, 12))
DAYS = (None, FRIDAY, SATURDAY, MONDAY, TUESDAY)
STATES = (State.IN_PROGRESS, State.REPORTED, State.DONE, State.NOT_APPLICABLE)

WAYS: list[set[Standing]] = [*({found} for found in Standing), {Standing.DONE_ON_TIME, Standing.DONE_LATE}, {*OWED}]


@pytest.fixture
def every_way(store: Store) -> Store:
    """A registry in which every deadline is owed in each state, done and put off to each day, by an agency each."""
    with store.write() as session:
        plan = make.plan(session)
        owed = [make.deadline(session, plan, day, code=f"I.{n}") for n, day in enumerate(DAYS, 1)]
        for n, (state, completed_on, extended_to) in enumerate(product(STATES, DAYS, DAYS)):
            agency = make.agency(session, f"cq-{n}", f"Cơ quan {n}")
            for deadline in owed:
                duty = make.duty(session, agency, deadline, state=state)
                duty.completed_on, duty.extended_to = completed_on, extended_to
    return store


def test_figures_of_agencies_are_those_of_their_duties(every_way: Store) -> None:
    with every_way.read() as session:
        scope, duties = active_plans(session), list_duties(session)
        counted = count_board(session, scope, Chosen(tuple(scope.ids)), TODAY, CALENDAR).counted
        told = {part.key: part.figures for part in counted.agencies}
        codes = {one.agency_code for one in duties}
        assert told == {
            code: count_duties([one for one in duties if one.agency_code == code], TODAY, CALENDAR) for code in codes
        }
        assert all(getattr(counted.whole, name) for name in (*Standing, "extended", "done_in_extension"))


def test_a_list_has_the_duties_that_stand_as_it_says(every_way: Store) -> None:
    with every_way.read() as session:
        chosen = Chosen(tuple(active_plans(session).ids))
        judged = judge(list_duties(session), TODAY, CALENDAR)
        for standings in WAYS:
            listed = DutyChoice(session, replace(chosen, standings=standings), TODAY, CALENDAR).stream()
            expected = {one.duty.id for one in judged if one.verdict.standing in standings}
            assert {one.id for one in listed} == expected != set(), standings
