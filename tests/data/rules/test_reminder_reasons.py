from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.enums import FINISHED, State
from data.rules.calendar import WorkingCalendar
from data.rules.reminder_reasons import Candidates, DutyFacts, Reason, candidate_due_dates, why_remind
from data.rules.stages import Policy, Stage, occurrences
from data.rules.standing import remind_by
from tests.data.rules.calendars import CALENDAR, calendars, days, days_of, policies

DEFAULT = Policy()
OPEN = sorted(set(State) - FINISHED)
ISSUED_LONG_AGO = date(2023, 1, 1)


def duty(due_on: date | None, state: State = State.NOT_STARTED) -> DutyFacts:
    return DutyFacts(due_on, ISSUED_LONG_AGO, state)


def days_with_a_stage(due_on: date, calendar: WorkingCalendar, policy: Policy) -> list[date]:
    until = due_on + timedelta(days=40)
    return [one.send_on for one in occurrences(due_on, calendar, policy, until=until)]


def asked_about(due_on: date, candidates: Candidates) -> bool:
    early = candidates.due_before is not None and due_on < candidates.due_before
    return early or due_on in candidates.due_on


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (
            "2024-02-28",
            Reason(
                stage=Stage.T_1,
                due_on=date(2024, 2, 29),
                remind_by=date(2024, 2, 29),
                days_left=1,
                falls_on=date(2024, 2, 28),
                send_on=date(2024, 2, 28),
                moved_because=None,
            ),
        ),
        (
            "2024-02-07",
            Reason(
                stage=Stage.T_15,
                due_on=date(2024, 2, 29),
                remind_by=date(2024, 2, 29),
                days_left=22,
                falls_on=date(2024, 2, 14),
                send_on=date(2024, 2, 7),
                moved_because="Nghỉ Tết Nguyên đán",
            ),
        ),
        (
            "2024-03-01",
            Reason(
                stage=Stage.OVERDUE,
                due_on=date(2024, 2, 29),
                remind_by=date(2024, 2, 29),
                days_left=-1,
                falls_on=date(2024, 3, 1),
                send_on=date(2024, 3, 1),
                moved_because=None,
            ),
        ),
        ("2024-02-27", None),
        ("2024-03-05", None),
    ],
)
def test_a_reason_has_the_facts_of_its_sentence(day: str, reason: Reason | None) -> None:
    assert why_remind(duty(date(2024, 2, 29)), date.fromisoformat(day), CALENDAR, DEFAULT) == reason


def test_days_left_count_to_the_written_deadline_though_stages_count_back_from_the_last_day_to_act() -> None:
    reason = why_remind(duty(date(2024, 6, 15)), date(2024, 6, 7), CALENDAR, DEFAULT)
    assert reason is not None
    assert (reason.stage, reason.days_left, reason.remind_by) == (Stage.T_7, 8, date(2024, 6, 14))


def test_a_stage_moved_off_a_sunday_says_so() -> None:
    reason = why_remind(duty(date(2024, 3, 18)), date(2024, 3, 15), CALENDAR, DEFAULT)
    assert reason is not None
    assert (reason.stage, reason.moved_because) == (Stage.T_1, "Chủ nhật")


@pytest.mark.parametrize("state", OPEN)
def test_an_open_duty_is_reminded_of_in_any_state(state: State) -> None:
    assert why_remind(duty(date(2024, 2, 29), state), date(2024, 2, 29), CALENDAR, DEFAULT)


def test_a_deadline_that_had_passed_when_the_plan_was_issued_is_told_from_the_first_monday_on() -> None:
    passed = DutyFacts(date(2023, 12, 15), issued_on=date(2023, 12, 29), state=State.NOT_STARTED)
    around = [date(2023, 12, 1) + timedelta(days=n) for n in range(40)]
    told = [day for day in around if why_remind(passed, day, CALENDAR, DEFAULT)]
    assert told == [date(2024, 1, 2), date(2024, 1, 8)]  # Monday 1 January is a holiday


@pytest.mark.parametrize(
    ("day", "due_on"),
    [
        pytest.param(
            "2024-03-13",
            "2024-03-12 2024-03-13 2024-03-14 2024-03-20 2024-03-28 2024-04-12 2024-04-13 2024-04-14",
            id="yesterday's, today's, those 1, 7, 15 and 30 days ahead with the weekend after",
        ),
        pytest.param("2024-03-16", "", id="a Saturday"),
        pytest.param("2024-02-12", "", id="a Monday off"),
    ],
)
def test_only_deadlines_that_have_a_stage_that_day_are_asked_for(day: str, due_on: str) -> None:
    found = candidate_due_dates(date.fromisoformat(day), CALENDAR, DEFAULT)
    assert " ".join(sorted(due.isoformat() for due in found.due_on)) == due_on
    assert found.due_before is None


@pytest.mark.parametrize("day", [date(2024, 3, 11), date(2024, 2, 15), date(2024, 9, 4)])
def test_all_that_is_overdue_is_asked_for_on_mondays_and_after_a_monday_off(day: date) -> None:
    assert candidate_due_dates(day, CALENDAR, DEFAULT).due_before == day


def test_through_a_whole_year_nothing_is_asked_for_in_vain_but_what_is_overdue() -> None:
    for day in days_of(2024):
        for due_on in candidate_due_dates(day, CALENDAR, DEFAULT).due_on:
            assert why_remind(duty(due_on), day, CALENDAR, DEFAULT)


@given(calendar=calendars(), policy=policies(), due_on=days())
def test_every_reminder_is_among_the_deadlines_asked_for(
    calendar: WorkingCalendar, policy: Policy, due_on: date
) -> None:
    for day in days_with_a_stage(due_on, calendar, policy):
        assert asked_about(due_on, candidate_due_dates(day, calendar, policy))


@given(calendar=calendars(), policy=policies(), due_on=days())
def test_an_open_duty_is_reminded_of_on_its_last_day_to_act_at_the_latest(
    calendar: WorkingCalendar, policy: Policy, due_on: date
) -> None:
    last_day_to_act = remind_by(due_on, calendar)
    facts = replace(duty(due_on), issued_on=last_day_to_act)
    reason = why_remind(facts, last_day_to_act, calendar, policy)
    assert reason is not None
    assert reason.stage is Stage.T_0


@given(calendar=calendars(), policy=policies(), due_on=days(), offset=st.integers(-80, 200))
def test_nothing_goes_out_on_a_day_off(calendar: WorkingCalendar, policy: Policy, due_on: date, offset: int) -> None:
    day = due_on + timedelta(days=offset)
    assert calendar.is_working(day) or why_remind(duty(due_on), day, calendar, policy) is None


@given(calendar=calendars(), policy=policies(), due_on=days(), state=st.sampled_from(sorted(State)))
def test_nothing_goes_out_for_what_is_reported_or_done(
    calendar: WorkingCalendar, policy: Policy, due_on: date, state: State
) -> None:
    for day in days_with_a_stage(due_on, calendar, policy):
        reminded = why_remind(duty(due_on, state), day, calendar, policy) is not None
        assert reminded == (state not in FINISHED)


@given(calendar=calendars(), policy=policies(), due_on=days(), offset=st.integers(-60, 60))
def test_nothing_goes_out_before_the_plan_was_issued(
    calendar: WorkingCalendar, policy: Policy, due_on: date, offset: int
) -> None:
    facts = replace(duty(due_on), issued_on=due_on + timedelta(days=offset))
    for day in days_with_a_stage(due_on, calendar, policy):
        reminded = why_remind(facts, day, calendar, policy) is not None
        assert reminded == (day >= facts.issued_on)


@given(calendar=calendars(), day=days())
def test_a_duty_without_a_date_is_never_reminded_of_by_stage(calendar: WorkingCalendar, day: date) -> None:
    assert why_remind(duty(None), day, calendar, DEFAULT) is None
