"""What an officer's choices make of a reminder: less of it, later, and never past a deadline."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.enums import FINISHED, State
from data.registry.outbox.reminders import Skipped
from data.registry.people.preferences import Preferences
from data.registry.people.snoozes import Snoozed
from data.rules.calendar import WorkingCalendar
from data.rules.reminder_reasons import DutyFacts, Reason, why_remind
from data.rules.snoozes import can_wait, latest_return, next_monday
from data.rules.stages import Policy, Stage
from data.rules.standing import first_overdue_day, remind_by
from scheduler.context import Planning
from scheduler.officer_choices import (
    DISPENSABLE,
    NO_CHOICES,
    OfficerChoices,
    held_back,
    returns_on,
    why_remind_officer,
)
from tests.data.rules.calendars import CALENDAR, calendars, days, policies

DUE = date(2024, 3, 15)
"""A Friday: T-15 is 29/02, T-7 08/03, T-3 12/03, T-1 14/03; overdue from Monday 18/03."""

DEFAULT = Policy()


def day(text: str) -> date:
    return date.fromisoformat(f"2024-{text}")


def duty(due_on: date = DUE, state: State = State.NOT_STARTED) -> DutyFacts:
    return DutyFacts(due_on, date(2023, 1, 1), state)


def wishes(*left_out: str, resumes_on: str | None = None) -> OfficerChoices:
    return OfficerChoices(
        Preferences(left_out=frozenset(left_out), resumes_on=day(resumes_on) if resumes_on else None)
    )


def snoozed(since: str, until: str) -> Snoozed:
    return Snoozed(day(since), day(until))


def told(
    first: str, last: str, chosen: OfficerChoices = NO_CHOICES, snooze: Snoozed | None = None, due_on: date = DUE
) -> list[str]:
    """Day and stage of all that goes out between two days."""
    span = (day(last) - day(first)).days + 1
    return [
        f"{reason.send_on:%d/%m} {reason.stage}"
        for reason in going_out(duty(due_on), [day(first) + timedelta(n) for n in range(span)], chosen, snooze)
    ]


def going_out(
    facts: DutyFacts,
    on: list[date],
    chosen: OfficerChoices,
    snooze: Snoozed | None,
    calendar: WorkingCalendar = CALENDAR,
    policy: Policy = DEFAULT,
) -> Iterator[Reason]:
    for one in on:
        reason = why_remind_officer(facts, one, Planning(calendar, policy), chosen, snooze)
        if reason and not held_back(reason, one, calendar, chosen, snooze):
            yield reason


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        pytest.param(wishes(), "12/03 T-3, 14/03 T-1, 15/03 T0, 18/03 overdue", id="nothing"),
        pytest.param(wishes("T-1"), "12/03 T-3, 15/03 T0, 18/03 overdue", id="without T-1"),
        pytest.param(wishes(*DISPENSABLE), "15/03 T0, 18/03 overdue", id="without all that can be left out"),
        pytest.param(wishes("T0", "overdue"), "12/03 T-3, 14/03 T-1, 15/03 T0, 18/03 overdue", id="what cannot"),
        pytest.param(wishes(resumes_on="03-25"), "14/03 T-1, 15/03 T0, 18/03 overdue", id="paused"),
        pytest.param(wishes(resumes_on="03-12"), "12/03 T-3, 14/03 T-1, 15/03 T0, 18/03 overdue", id="resumed"),
        pytest.param(wishes("T-1", resumes_on="03-25"), "15/03 T0, 18/03 overdue", id="paused without T-1"),
    ],
)
def test_a_choice_takes_away_what_may_be_taken_away(chosen: OfficerChoices, expected: str) -> None:
    assert ", ".join(told("03-11", "03-19", chosen)) == expected


@pytest.mark.parametrize(
    ("snooze", "expected"),
    [
        pytest.param(snoozed("03-08", "03-13"), "13/03 T-3, 14/03 T-1, 15/03 T0", id="comes on its day"),
        pytest.param(snoozed("03-08", "03-12"), "12/03 T-3, 14/03 T-1, 15/03 T0", id="on a stage's day"),
        pytest.param(snoozed("03-08", "03-09"), "11/03 T-7, 12/03 T-3, 14/03 T-1, 15/03 T0", id="on a day off"),
        pytest.param(snoozed("03-12", "04-30"), "15/03 T0", id="ends on the last day to act"),
        pytest.param(snoozed("03-01", "03-05"), "05/03 T-15, 08/03 T-7, 12/03 T-3, 14/03 T-1, 15/03 T0", id="past"),
    ],
)
def test_a_snoozed_duty_does_not_come_before_its_day_and_comes_on_it(snooze: Snoozed, expected: str) -> None:
    days_told = told("03-01", "03-15", snooze=snooze)
    assert ", ".join(one for one in days_told if one >= snooze.since.strftime("%d/%m")) == expected


@pytest.mark.parametrize(
    ("snooze", "expected"),
    [
        pytest.param(snoozed("03-19", "03-20"), "20/03 overdue, 25/03 weekly", id="until tomorrow"),
        pytest.param(snoozed("03-19", "05-31"), "25/03 weekly", id="until the next weekly one at the latest"),
        pytest.param(snoozed("03-25", "03-26"), "26/03 weekly", id="on the very Monday"),
    ],
)
def test_what_is_overdue_can_wait_until_the_next_weekly_reminder(snooze: Snoozed, expected: str) -> None:
    assert ", ".join(told("03-19", "03-29", snooze=snooze)) == expected


def test_a_duty_snoozed_long_before_its_first_stage_comes_under_that_stages_name() -> None:
    assert told("02-01", "02-13", snooze=snoozed("02-01", "02-05")) == ["05/02 T-30", "07/02 T-30"]


def test_a_snoozed_duty_that_comes_back_says_since_when_it_waited() -> None:
    reason = why_remind_officer(
        duty(), day("03-13"), Planning(CALENDAR, DEFAULT), NO_CHOICES, snoozed("03-08", "03-13")
    )
    assert reason is not None
    assert (reason.snoozed_on, reason.falls_on, reason.days_left) == (day("03-08"), day("03-13"), 2)


def test_a_reminder_in_spite_of_a_pause_says_so() -> None:
    reason = why_remind_officer(duty(), day("03-14"), Planning(CALENDAR, DEFAULT), wishes(resumes_on="03-25"), None)
    assert reason is not None
    assert reason.resumes_on == day("03-25")


@pytest.mark.parametrize(
    ("today", "waits"),
    [("03-13", True), ("03-14", True), ("03-15", False), ("03-16", True), ("03-18", True)],
)
def test_a_duty_cannot_wait_on_its_last_day(today: str, waits: bool) -> None:
    assert can_wait(DUE, day(today), CALENDAR) is waits


@pytest.mark.parametrize(("today", "waits"), [("06-13", True), ("06-14", False), ("06-17", False), ("06-18", True)])
def test_a_deadline_on_a_day_off_cannot_wait_until_its_grace_has_ended(today: str, waits: bool) -> None:
    assert can_wait(day("06-15"), day(today), CALENDAR) is waits


@pytest.mark.parametrize(("today", "monday"), [("03-10", "03-11"), ("03-11", "03-18"), ("03-15", "03-18")])
def test_next_monday_is_never_today(today: str, monday: str) -> None:
    assert next_monday(day(today)) == day(monday)


def some_wishes() -> st.SearchStrategy[OfficerChoices]:
    stages = st.frozensets(st.sampled_from(sorted(DISPENSABLE)))
    chosen = st.builds(Preferences, st.just(8), stages, st.none() | days())
    return st.builds(OfficerChoices, chosen)


def some_snooze() -> st.SearchStrategy[Snoozed]:
    return st.builds(lambda since, n: Snoozed(since, since + timedelta(n)), days(), st.integers(1, 60))


@given(calendar=calendars(), policy=policies(), due_on=days(), chosen=some_wishes(), snooze=some_snooze())
def test_whatever_is_chosen_an_open_duty_is_told_of_on_its_last_day_to_act(
    calendar: WorkingCalendar, policy: Policy, due_on: date, chosen: OfficerChoices, snooze: Snoozed
) -> None:
    last = remind_by(due_on, calendar)
    [reason] = going_out(duty(due_on), [last], chosen, snooze, calendar, policy)
    assert reason.stage is Stage.T_0


@given(calendar=calendars(), policy=policies(), due_on=days(), chosen=some_wishes(), snooze=some_snooze())
def test_whatever_is_chosen_an_overdue_duty_is_told_of_on_its_first_overdue_working_day(
    calendar: WorkingCalendar, policy: Policy, due_on: date, chosen: OfficerChoices, snooze: Snoozed
) -> None:
    overdue = first_overdue_day(due_on, calendar)
    assert list(going_out(duty(due_on), [calendar.on_or_after(overdue)], chosen, snooze, calendar, policy))


@given(calendar=calendars(), policy=policies(), due_on=days(), chosen=some_wishes(), snooze=some_snooze())
def test_a_snooze_ends_on_a_working_day_after_it_was_asked_for_and_hides_nothing_longer(
    calendar: WorkingCalendar, policy: Policy, due_on: date, chosen: OfficerChoices, snooze: Snoozed
) -> None:
    back = returns_on(due_on, snooze, calendar)
    assert snooze.since < back <= latest_return(due_on, snooze.since, calendar)
    assert calendar.is_working(back)
    only_snoozed = OfficerChoices(Preferences(left_out=chosen.preferences.left_out))
    assert list(going_out(duty(due_on), [back], only_snoozed, snooze, calendar, policy))


@given(
    calendar=calendars(),
    policy=policies(),
    due_on=days(),
    chosen=some_wishes(),
    snooze=some_snooze(),
    offset=st.integers(-80, 60),
    state=st.sampled_from(sorted(State)),
)
def test_choosing_brings_nothing_on_a_day_off_nor_when_finished_nor_what_was_left_out(
    calendar: WorkingCalendar,
    policy: Policy,
    due_on: date,
    chosen: OfficerChoices,
    snooze: Snoozed,
    offset: int,
    state: State,
) -> None:
    on = due_on + timedelta(days=offset)
    for reason in going_out(duty(due_on, state), [on], chosen, snooze, calendar, policy):
        assert calendar.is_working(on)
        assert state not in FINISHED
        assert reason.stage not in chosen.preferences.left_out


@given(calendar=calendars(), policy=policies(), due_on=days(), offset=st.integers(-80, 60))
def test_who_chose_nothing_is_told_what_the_plan_says(
    calendar: WorkingCalendar, policy: Policy, due_on: date, offset: int
) -> None:
    on = due_on + timedelta(days=offset)
    planned = why_remind(duty(due_on), on, calendar, policy)
    assert why_remind_officer(duty(due_on), on, Planning(calendar, policy), NO_CHOICES, None) == planned
    assert planned is None or held_back(planned, on, calendar, NO_CHOICES, None) is None


def test_what_is_held_back_says_by_which_choice() -> None:
    reason = why_remind(duty(), day("03-12"), CALENDAR, DEFAULT)
    assert reason is not None
    snooze = snoozed("03-11", "03-13")
    assert held_back(reason, day("03-12"), CALENDAR, NO_CHOICES, snooze) is Skipped.SNOOZED
    assert held_back(reason, day("03-12"), CALENDAR, wishes(resumes_on="03-13"), snooze) is Skipped.PAUSED
