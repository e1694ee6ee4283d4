"""An agreed extension: reminders, lateness and who else is told go by it; on-time counts on the first date."""

from datetime import date, timedelta

import pytest

from data.enums import Role, State
from data.models import Agency, Deadline, Duty
from data.registry.duties import duty_lines, open_duties
from data.registry.plans.scope import active_plans
from data.rules.stages import Policy
from scheduler.context import Planning
from scheduler.planning.due_reminders import preview_reminders
from scheduler.statistics.figures import Figures
from scheduler.statistics.overview import count_overview
from tests import factories as make
from tests.data.rules.calendars import CALENDAR
from tests.scheduler.office import DUE, Office, morning, seat

LATER = date(2024, 4, 12)
"""A Friday: T-15 is 28/03, T-7 05/04, T-3 09/04, T-1 11/04; overdue from 13/04, told on Monday 15/04."""


def extend(office: Office, to: date | None = LATER) -> None:
    with office.store.write() as session:
        session.get_one(Duty, 1).extended_to = to


async def live(office: Office, first: str, last: str) -> None:
    await office.live(morning(first), morning(last), timedelta(days=1))


async def test_reminders_go_by_the_extended_date(office: Office, agency: Agency) -> None:
    seat(office, agency)
    extend(office)
    await live(office, "2024-03-08", "2024-04-23")
    assert office.postbox.stages == [
        ("2024-03-13", "TC.2", "T-30"),
        ("2024-03-28", "TC.2", "T-15"),
        ("2024-04-05", "TC.2", "T-7"),
        ("2024-04-09", "TC.2", "T-3"),
        ("2024-04-11", "TC.2", "T-1"),
        ("2024-04-12", "TC.2", "T0"),
        ("2024-04-15", "TC.2", "overdue"),
        ("2024-04-22", "TC.2", "weekly"),
    ]


async def test_a_reminder_planned_before_it_was_agreed_does_not_go_out(office: Office, agency: Agency) -> None:
    seat(office, agency)
    office.plan(morning("2024-03-08", 7))
    extend(office)
    await office.deliver(morning("2024-03-08"))
    assert office.postbox.chats == []
    assert office.reminders() == [("T-7", "2024-03-08", "moved")]


async def test_who_else_is_told_of_lateness_is_told_by_the_extended_date(office: Office, agency: Agency) -> None:
    seat(office, agency, role=Role.HEAD, chat_id="head")
    extend(office)
    await live(office, "2024-03-08", "2024-04-19")
    assert office.postbox.escalations == [("2024-04-17", "head", "TC.2", "head")]


def test_preview_goes_by_it_too(office: Office, agency: Agency) -> None:
    extend(office)
    with office.store.read() as session:
        found = list(preview_reminders(session, date(2024, 3, 14), date(2024, 4, 15), Planning(CALENDAR, Policy())))
    assert [(one.reason.send_on, one.reason.due_on, one.duty.due_on) for one in found] == [
        (day, LATER, LATER) for day in (date(2024, 3, 28), *(date(2024, 4, n) for n in (5, 9, 11, 12, 15)))
    ]


@pytest.mark.parametrize(
    ("state", "completed_on", "due_on"),
    [
        (State.NOT_STARTED, None, LATER),
        (State.RETURNED, None, LATER),
        (State.REPORTED, date(2024, 4, 1), DUE),
        (State.DONE, date(2024, 4, 1), DUE),
    ],
)
def test_the_first_date_is_kept_and_judges_what_is_done(
    office: Office, agency: Agency, state: State, completed_on: date | None, due_on: date
) -> None:
    extend(office)
    with office.store.write() as session:
        duty = session.get_one(Duty, 1)
        duty.state, duty.completed_on = state, completed_on
        session.flush()
        line = duty_lines.get_line(session, 1)
        assert (line.first_due_on, line.due_on) == (DUE, due_on)


@pytest.mark.parametrize(
    ("today", "completed_on", "counted"),
    [
        (date(2024, 4, 1), None, Figures(open_in_time=1, extended=1)),
        (date(2024, 4, 15), None, Figures(open_overdue=1, extended=1)),
        (date(2024, 4, 15), date(2024, 3, 15), Figures(done_on_time=1, extended=1)),
        (date(2024, 4, 15), date(2024, 4, 1), Figures(done_late=1, extended=1, done_in_extension=1)),
    ],
)
def test_the_four_figures_count_so(
    office: Office, agency: Agency, today: date, completed_on: date | None, counted: Figures
) -> None:
    extend(office)
    with office.store.write() as session:
        duty = session.get_one(Duty, 1)
        duty.state = State.DONE if completed_on else State.NOT_STARTED
        duty.completed_on = completed_on
        session.flush()
        assert count_overview(session, active_plans(session), today, CALENDAR).whole == counted


def test_a_plan_that_gives_a_later_date_than_was_agreed_on_holds(office: Office, agency: Agency) -> None:
    extend(office)
    with office.store.write() as session:
        session.get_one(Deadline, 1).due_on = date(2024, 4, 30)
        session.flush()
        assert duty_lines.get_line(session, 1).due_on == date(2024, 4, 30)
        assert [duty.due_on for duty in open_duties.list_due(session, [date(2024, 4, 30), LATER])] == [
            date(2024, 4, 30)
        ]


def test_extended_and_other_duties_are_read_together_by_agency_and_date(office: Office, agency: Agency) -> None:
    with office.store.write() as session:
        plan = make.plan(session, "2/KH-UBND")
        for day in (date(2024, 4, 11), date(2024, 4, 15)):
            make.duty(session, agency, make.deadline(session, plan, day))
        session.get_one(Duty, 1).extended_to = LATER
        session.flush()
        found = open_duties.list_due(session, [LATER], before=date(2024, 4, 30))
        assert [duty.due_on.day for duty in found] == [11, 12, 15]
        assert open_duties.list_due(session, [DUE]) == []
