"""Steps of lateness and questions about what has no date: which day they fall on, and who hears of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.enums import Cause, Role
from data.rules.calendar import WorkingCalendar
from data.rules.escalation import (
    WORKING_DAYS_OVERDUE,
    Audience,
    asked_with_report,
    audience_of,
    due_dates_of_reports,
    due_dates_of_step,
    month_asked_on,
    step_day,
)
from data.rules.standing import last_day_on_time
from tests.data.rules.calendars import CALENDAR, calendars, days, days_of, working_days

STEPS = sorted(WORKING_DAYS_OVERDUE)


@pytest.mark.parametrize(
    ("due_on", "head", "standing_body"),
    [
        pytest.param("2024-03-15", "2024-03-20", "2024-03-26", id="a Friday: Monday is the first working day late"),
        pytest.param("2024-03-13", "2024-03-18", "2024-03-22", id="a Wednesday"),
        pytest.param("2024-06-15", "2024-06-20", "2024-06-26", id="a Saturday, on time until Monday"),
        pytest.param("2024-02-05", "2024-02-15", "2024-02-21", id="before Tết: days off are not counted"),
        pytest.param("2024-04-26", "2024-05-04", "2024-05-09", id="a Saturday that is worked is counted"),
    ],
)
def test_a_step_comes_on_its_working_day_of_lateness(due_on: str, head: str, standing_body: str) -> None:
    due = date.fromisoformat(due_on)
    assert step_day(due, Cause.HEAD, CALENDAR).isoformat() == head
    assert step_day(due, Cause.STANDING_BODY, CALENDAR).isoformat() == standing_body


@pytest.mark.parametrize(
    ("report_due_on", "asked_on"),
    [
        ("2024-03-15", "2024-02-29"),
        ("2024-06-15", "2024-05-30"),
        ("2024-09-15", "2024-08-29"),
        ("2024-12-15", "2024-11-28"),
        ("2024-02-29", "2024-02-07"),
    ],
)
def test_an_agency_is_asked_fifteen_days_before_its_report(report_due_on: str, asked_on: str) -> None:
    report = date.fromisoformat(report_due_on)
    asked = [day for day in days_of(2024) if report in due_dates_of_reports(day, CALENDAR)]
    assert [day.isoformat() for day in asked] == [asked_on]


def test_the_standing_body_is_asked_on_the_first_working_day_of_each_month() -> None:
    asked = [day.strftime("%d/%m") for day in days_of(2024) if month_asked_on(day, CALENDAR)]
    assert " ".join(asked) == "02/01 01/02 01/03 01/04 02/05 03/06 01/07 01/08 04/09 01/10 01/11 02/12"


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (Cause.HEAD, Audience(7, frozenset({Role.HEAD}))),
        (Cause.STANDING_BODY, Audience(9, frozenset({Role.SUPERVISOR}))),
        (Cause.REPORT, Audience(7, frozenset({Role.OFFICER}))),
        (Cause.DATE, Audience(9, frozenset({Role.OFFICER, Role.SUPERVISOR}))),
    ],
)
def test_each_cause_has_its_audience(cause: Cause, told: Audience) -> None:
    assert audience_of(cause, 7, standing_agency_id=9) == told


def test_where_nobody_follows_a_plan_nobody_but_the_agency_is_told() -> None:
    told = [cause for cause in Cause if audience_of(cause, 7, standing_agency_id=None)]
    assert told == [Cause.HEAD, Cause.REPORT]


@given(calendar=calendars(), due_on=days(), cause=st.sampled_from(STEPS))
def test_between_the_last_day_on_time_and_a_step_lie_as_many_working_days_as_it_says(
    calendar: WorkingCalendar, due_on: date, cause: Cause
) -> None:
    day = step_day(due_on, cause, calendar)
    last = last_day_on_time(due_on, calendar)
    assert calendar.is_working(day)
    assert working_days(calendar, last, day) == WORKING_DAYS_OVERDUE[cause]


@given(calendar=calendars(), due_on=days(), cause=st.sampled_from(STEPS))
def test_every_step_is_found_from_its_day(calendar: WorkingCalendar, due_on: date, cause: Cause) -> None:
    assert due_on in due_dates_of_step(step_day(due_on, cause, calendar), cause, calendar)


@given(calendar=calendars(), day=days(), cause=st.sampled_from(STEPS))
def test_a_day_has_the_steps_that_come_on_it_and_no_others(
    calendar: WorkingCalendar, day: date, cause: Cause
) -> None:
    found = due_dates_of_step(day, cause, calendar)
    assert {step_day(due_on, cause, calendar) for due_on in found} <= {day}
    assert calendar.is_working(day) or not found


@given(calendar=calendars(), due_on=days())
def test_every_report_brings_its_question_on_one_working_day(calendar: WorkingCalendar, due_on: date) -> None:
    asked_on = calendar.on_or_before(asked_with_report(due_on, calendar))
    around = [asked_on + timedelta(days=n) for n in range(-30, 31)]
    assert [day for day in around if due_on in due_dates_of_reports(day, calendar)] == [asked_on]
    assert calendar.is_working(asked_on)


@given(calendar=calendars(), day=days())
def test_no_month_is_asked_about_twice_nor_on_a_day_off(calendar: WorkingCalendar, day: date) -> None:
    first = month_asked_on(day, calendar)
    if first:
        assert calendar.is_working(day)
        assert not any(month_asked_on(first + timedelta(days=n), calendar) for n in range((day - first).days))
