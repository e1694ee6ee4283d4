from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.enums import State
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Standing, Urgency, first_overdue_day, last_day_on_time, remind_by, standing, urgency
from tests.data.rules.calendars import CALENDAR, calendars, days

FRIDAY, SATURDAY = date(2024, 3, 15), date(2024, 6, 15)


@pytest.mark.parametrize(
    ("due_on", "reminded_by", "on_time_until", "overdue_from"),
    [
        ("2024-03-15", "2024-03-15", "2024-03-15", "2024-03-16"),  # Friday: late on the Saturday already
        ("2024-06-15", "2024-06-14", "2024-06-17", "2024-06-18"),  # Saturday
        ("2024-09-15", "2024-09-13", "2024-09-16", "2024-09-17"),  # Sunday
        ("2024-12-15", "2024-12-13", "2024-12-16", "2024-12-17"),
        ("2024-03-31", "2024-03-29", "2024-04-01", "2024-04-02"),  # end of Quý I, a Sunday
        ("2024-02-10", "2024-02-07", "2024-02-15", "2024-02-16"),  # the middle of Tết
        ("2024-04-30", "2024-04-26", "2024-05-02", "2024-05-03"),
        ("2024-05-04", "2024-05-04", "2024-05-04", "2024-05-05"),  # a worked Saturday
        ("2024-12-31", "2024-12-31", "2024-12-31", "2025-01-01"),
    ],
)
def test_a_deadline_on_a_day_off_is_reminded_of_before_it_and_late_only_after_the_next_working_day(
    due_on: str, reminded_by: str, on_time_until: str, overdue_from: str
) -> None:
    due = date.fromisoformat(due_on)
    found = [remind_by(due, CALENDAR), last_day_on_time(due, CALENDAR), first_overdue_day(due, CALENDAR)]
    assert [f"{day}" for day in found] == [reminded_by, on_time_until, overdue_from]


@pytest.mark.parametrize(
    ("due_on", "state", "completed_on", "today", "judged"),
    [
        (FRIDAY, State.NOT_STARTED, None, "2024-03-15", Standing.OPEN_IN_TIME),
        (FRIDAY, State.RETURNED, None, "2024-03-16", Standing.OPEN_OVERDUE),
        (FRIDAY, State.DONE, "2024-03-15", "2024-05-01", Standing.DONE_ON_TIME),
        (FRIDAY, State.DONE, "2024-03-16", "2024-05-01", Standing.DONE_LATE),
        (SATURDAY, State.IN_PROGRESS, None, "2024-06-17", Standing.OPEN_IN_TIME),
        (SATURDAY, State.IN_PROGRESS, None, "2024-06-18", Standing.OPEN_OVERDUE),
        (SATURDAY, State.DONE, "2024-06-17", "2024-06-20", Standing.DONE_ON_TIME),
        (SATURDAY, State.DONE, "2024-06-18", "2024-06-20", Standing.DONE_LATE),
        (None, State.IN_PROGRESS, None, "2024-06-18", Standing.NO_DATE),
        (None, State.DONE, "2024-06-18", "2024-06-18", Standing.NO_DATE),
        (FRIDAY, State.REPORTED, "2024-03-15", "2024-05-01", Standing.WAITING),
        (FRIDAY, State.REPORTED, "2024-03-16", "2024-05-01", Standing.WAITING),
        (None, State.REPORTED, "2024-03-16", "2024-05-01", Standing.WAITING),
        (FRIDAY, State.NOT_APPLICABLE, None, "2024-05-01", Standing.NOT_APPLICABLE),
        (None, State.NOT_APPLICABLE, None, "2024-05-01", Standing.NOT_APPLICABLE),
    ],
)
def test_the_standing_of_a_duty(
    due_on: date | None, state: State, completed_on: str | None, today: str, judged: Standing
) -> None:
    completed = date.fromisoformat(completed_on) if completed_on else None
    assert standing(due_on, state, completed, date.fromisoformat(today), CALENDAR) is judged


@pytest.mark.parametrize(
    ("due_on", "state", "today", "seen"),
    [
        (FRIDAY, State.NOT_STARTED, "2024-02-13", Urgency.LATER),
        (FRIDAY, State.NOT_STARTED, "2024-02-14", Urgency.MONTH),
        (FRIDAY, State.IN_PROGRESS, "2024-03-07", Urgency.MONTH),
        (FRIDAY, State.IN_PROGRESS, "2024-03-08", Urgency.WEEK),
        (FRIDAY, State.RETURNED, "2024-03-15", Urgency.WEEK),
        (FRIDAY, State.RETURNED, "2024-03-16", Urgency.OVERDUE),
        (SATURDAY, State.IN_PROGRESS, "2024-06-17", Urgency.WEEK),
        (SATURDAY, State.IN_PROGRESS, "2024-06-18", Urgency.OVERDUE),
        (FRIDAY, State.REPORTED, "2024-04-01", Urgency.WAITING),
        (FRIDAY, State.DONE, "2024-04-01", Urgency.DONE),
        (None, State.IN_PROGRESS, "2024-04-01", Urgency.NO_DATE),
        (None, State.REPORTED, "2024-04-01", Urgency.WAITING),
        (None, State.DONE, "2024-04-01", Urgency.DONE),
        (FRIDAY, State.NOT_APPLICABLE, "2024-04-01", Urgency.NOT_APPLICABLE),
    ],
)
def test_urgency_counts_days_to_the_written_deadline(
    due_on: date | None, state: State, today: str, seen: Urgency
) -> None:
    assert urgency(due_on, state, date.fromisoformat(today), CALENDAR) is seen


@given(calendar=calendars(), due_on=days())
def test_whatever_the_calendar_reminding_ends_in_time_and_lateness_starts_after_a_day_to_hand_in(
    calendar: WorkingCalendar, due_on: date
) -> None:
    assert remind_by(due_on, calendar) <= due_on <= last_day_on_time(due_on, calendar)
    assert calendar.is_working(last_day_on_time(due_on, calendar))


@given(calendar=calendars(), due_on=days(), today=days(), since=st.integers(0, 400))
def test_what_is_handed_in_today_is_judged_as_it_stood_while_open(
    calendar: WorkingCalendar, due_on: date, today: date, since: int
) -> None:
    handed_in = standing(due_on, State.DONE, today, today + timedelta(days=since), calendar)
    was_overdue = standing(due_on, State.IN_PROGRESS, None, today, calendar) is Standing.OPEN_OVERDUE
    assert handed_in is (Standing.DONE_LATE if was_overdue else Standing.DONE_ON_TIME)


@given(calendar=calendars(), due_on=days(), today=days())
def test_red_is_shown_exactly_for_what_is_counted_overdue(
    calendar: WorkingCalendar, due_on: date, today: date
) -> None:
    red = urgency(due_on, State.IN_PROGRESS, today, calendar) is Urgency.OVERDUE
    assert red == (standing(due_on, State.IN_PROGRESS, None, today, calendar) is Standing.OPEN_OVERDUE)
