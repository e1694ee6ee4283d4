from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.rules.calendar import WorkingCalendar
from data.rules.stages import DAYS_BEFORE, Occurrence, Policy, Stage, occurrence_on, occurrences
from data.rules.standing import first_overdue_day, remind_by
from tests.data.rules.calendars import CALENDAR, calendars, days, policies

DEFAULT = Policy()


def written(found: tuple[Occurrence, ...]) -> list[str]:
    """`T-3 14/12→13/12`: a stage, the day it falls on, and the day it moves to."""
    return [
        f"{one.stage} {one.falls_on:%d/%m}" + (f"→{one.send_on:%d/%m}" if one.send_on != one.falls_on else "")
        for one in found
    ]


@pytest.mark.parametrize(
    ("due_on", "until", "expected"),
    [
        pytest.param(
            "2024-02-29",
            "2024-03-11",
            "T-30 30/01, T-15 14/02→07/02, T-7 22/02, T-3 26/02, T-1 28/02, T0 29/02, "
            "overdue 01/03, weekly 04/03, weekly 11/03",
            id="a Thursday; T-15 falls into Tết and comes before it",
        ),
        pytest.param(
            "2024-03-15",
            "2024-03-25",
            "T-30 14/02→07/02, T-15 29/02, T-7 08/03, T-3 12/03, T-1 14/03, T0 15/03, "
            "overdue 16/03→18/03, weekly 25/03",
            id="a Friday; late on Saturday, told on Monday once, not twice",
        ),
        pytest.param(
            "2024-06-15",
            "2024-06-24",
            "T-30 15/05, T-15 30/05, T-7 07/06, T-3 11/06, T-1 13/06, T0 14/06, overdue 18/06, weekly 24/06",
            id="a Saturday; counted back from Friday, late from Tuesday",
        ),
        pytest.param(
            "2024-03-18",
            "2024-03-19",
            "T-30 17/02→16/02, T-15 03/03→01/03, T-7 11/03, T-1 17/03→15/03, T0 18/03, overdue 19/03",
            id="a Monday; T-3 and T-1 meet on Friday and T-1 is left",
        ),
        pytest.param(
            "2024-05-02",
            "2024-05-06",
            "T-30 02/04, T-15 17/04, T-7 25/04, T-1 01/05→26/04, T0 02/05, overdue 03/05, weekly 06/05",
            id="the day after a holiday; T-3 and T-1 meet before it",
        ),
        pytest.param(
            "2024-08-23",
            "2024-09-09",
            "T-30 24/07, T-15 08/08, T-7 16/08, T-3 20/08, T-1 22/08, T0 23/08, "
            "overdue 24/08→26/08, weekly 02/09→04/09, weekly 09/09",
            id="overdue over the National Day; its Monday moves to Wednesday",
        ),
        pytest.param(
            "2024-12-31",
            "2025-01-06",
            "T-60 01/11, T-30 01/12→29/11, T-15 16/12, T-7 24/12, T-3 28/12→27/12, T-1 30/12, T0 31/12, "
            "overdue 01/01→02/01, weekly 06/01",
            id="year-end: Quý IV and năm begin sixty days before",
        ),
        pytest.param(
            "2024-12-15",
            "2024-12-17",
            "T-60 14/10, T-30 13/11, T-15 28/11, T-7 06/12, T-3 10/12, T-1 12/12, T0 13/12, overdue 17/12",
            id="the yearly report, due on a Sunday",
        ),
        pytest.param("2024-03-15", "2024-02-28", "T-30 14/02→07/02", id="nothing beyond the last day asked for"),
    ],
)
def test_the_stages_of_a_deadline(due_on: str, until: str, expected: str) -> None:
    found = occurrences(date.fromisoformat(due_on), CALENDAR, DEFAULT, until=date.fromisoformat(until))
    assert ", ".join(written(found)) == expected


def test_a_plan_may_use_fewer_stages() -> None:
    policy = Policy(before=frozenset({Stage.T_7, Stage.T_0}), year_end_before=frozenset())
    found = occurrences(date(2024, 12, 31), CALENDAR, policy, until=date(2024, 12, 31))
    assert written(found) == ["T-7 24/12", "T0 31/12"]


@pytest.mark.parametrize(
    ("before", "why"),
    [
        ({Stage.T_7}, "last day to act"),
        ({Stage.T_0, Stage.WEEKLY}, "not before a deadline: weekly"),
        ({Stage.T_0, Stage.ASK}, "not before a deadline: ask"),
    ],
)
def test_a_policy_that_cannot_be_kept_is_refused(before: set[Stage], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Policy(before=frozenset(before))


def test_stages_are_named_as_programs_outside_know_them() -> None:
    assert " ".join(Stage) == "T-60 T-30 T-15 T-7 T-3 T-1 T0 overdue weekly ask"


@given(calendar=calendars(), due_on=days(), policy=policies(), weeks=st.integers(0, 30))
def test_one_reminder_a_day_at_most_in_order_and_none_on_a_day_off(
    calendar: WorkingCalendar, due_on: date, policy: Policy, weeks: int
) -> None:
    sent = [one.send_on for one in occurrences(due_on, calendar, policy, until=due_on + timedelta(weeks=weeks))]
    assert sent == sorted(set(sent))
    assert all(map(calendar.is_working, sent))


@given(calendar=calendars(), due_on=days(), policy=policies())
def test_the_last_day_to_act_always_has_its_reminder(calendar: WorkingCalendar, due_on: date, policy: Policy) -> None:
    last_day_to_act = remind_by(due_on, calendar)
    before = occurrences(due_on, calendar, policy, until=last_day_to_act)
    assert before[-1] == Occurrence(Stage.T_0, last_day_to_act, last_day_to_act)


@given(calendar=calendars(), due_on=days(), policy=policies())
def test_stages_move_back_before_the_deadline_and_forward_after_it(
    calendar: WorkingCalendar, due_on: date, policy: Policy
) -> None:
    for one in occurrences(due_on, calendar, policy, until=due_on + timedelta(days=90)):
        if one.stage in DAYS_BEFORE:
            assert one.send_on == calendar.on_or_before(one.falls_on)
        else:
            assert one.send_on == calendar.on_or_after(one.falls_on)


@given(calendar=calendars(), due_on=days(), policy=policies(), weeks=st.integers(1, 12))
def test_while_a_duty_is_overdue_no_week_of_working_days_passes_in_silence(
    calendar: WorkingCalendar, due_on: date, policy: Policy, weeks: int
) -> None:
    overdue = first_overdue_day(due_on, calendar)
    until = overdue + timedelta(weeks=weeks)
    after = [one for one in occurrences(due_on, calendar, policy, until=until) if one.falls_on >= overdue]
    mondays_reached = {
        calendar.on_or_after(day)
        for day in (overdue + timedelta(days=n) for n in range((until - overdue).days + 1))
        if day.weekday() == 0 and calendar.on_or_after(day) <= until
    }
    assert mondays_reached <= {one.send_on for one in after}
    assert not after or after[0].stage is Stage.OVERDUE


@given(calendar=calendars(), due_on=days(), policy=policies(), offset=st.integers(-80, 120))
def test_a_day_by_itself_gives_what_the_whole_list_gives(
    calendar: WorkingCalendar, due_on: date, policy: Policy, offset: int
) -> None:
    day = due_on + timedelta(days=offset)
    listed = {one.send_on: one for one in occurrences(due_on, calendar, policy, until=day)}
    assert occurrence_on(day, due_on, calendar, policy) == listed.get(day)
