"""Mornings that were missed, processes that died or ran twice, clocks that jumped: nothing lost, nothing twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from data.enums import DeliveryState, ReminderState
from data.models import Agency, Reminder
from data.rules.stages import Policy
from data.store import Store
from scheduler.context import Planning
from scheduler.planning.planner import Planned, plan_due
from tests import factories as make
from tests.data.rules.calendars import CALENDAR
from tests.scheduler.office import CHANNELS, DUE, Office, morning, seat

NOTHING = Planned()


def test_a_missed_slot_comes_with_the_next_one(office: Office, agency: Agency) -> None:
    seat(office, agency)
    assert office.plan(morning("2024-03-11")) == Planned(reminders=1, deliveries=1)
    assert office.reminders() == [("T-7", "2024-03-08", None)]
    assert [row.slot for row in office.deliveries()] == [date(2024, 3, 11)]


def test_a_missed_stage_that_a_later_one_overtook_is_kept_as_skipped(office: Office, agency: Agency) -> None:
    seat(office, agency)
    assert office.plan(morning("2024-03-14")) == Planned(reminders=1, deliveries=1)
    assert office.reminders() == [
        ("T-7", "2024-03-08", "overtaken"),
        ("T-3", "2024-03-12", "overtaken"),
        ("T-1", "2024-03-14", None),
    ]


@pytest.mark.parametrize(
    ("day", "stages"),
    [
        ("2024-03-22", ["T-7", "T-3", "T-1", "T0", "overdue"]),
        ("2024-03-25", ["T-3", "T-1", "T0", "overdue", "weekly"]),
        ("2024-04-12", ["weekly", "weekly"]),
    ],
)
def test_the_first_start_makes_up_for_fourteen_days(office: Office, day: str, stages: list[str]) -> None:
    with office.store.write() as session:
        agency = make.agency(session)
        make.officer(session, agency)
        make.duty(session, agency, make.deadline(session, make.plan(session), DUE))
    office.plan(morning(day))
    assert [stage for stage, _, _ in office.reminders()] == stages
    assert len(office.reminders(ReminderState.PLANNED)) == 1


def test_how_many_days_are_made_up_for_is_for_the_office_to_say(office: Office) -> None:
    with office.store.write() as session:
        agency = make.agency(session)
        make.officer(session, agency)
        make.duty(session, agency, make.deadline(session, make.plan(session), DUE))
        now = morning("2024-03-22")
        plan_due(session, now, Planning(CALENDAR, Policy(look_back=timedelta(days=7)), CHANNELS), wall=now)
    assert [stage for stage, _, _ in office.reminders()] == ["T0", "overdue"]


def test_an_officer_is_not_told_of_mornings_before_they_joined(office: Office, agency: Agency) -> None:
    seat(office, agency)
    seat(office, agency, linked_at=morning("2024-03-11"))
    assert office.plan(morning("2024-03-11")) == Planned(reminders=1, deliveries=1)


def test_a_clock_that_was_set_back_plans_each_day_as_if_the_later_ones_had_not_been(
    office: Office, agency: Agency
) -> None:
    seat(office, agency)
    for day in ("2024-03-08", "2024-03-12", "2024-03-08"):
        assert office.plan(morning(day)) == Planned(reminders=1, deliveries=1)
        assert office.plan(morning(day)) == office.plan(morning(day, 9)) == NOTHING
    assert office.reminders(ReminderState.PLANNED) == [("T-7", "2024-03-08", None)]
    assert office.plan(morning("2024-03-12")) == Planned(reminders=1, deliveries=1)
    assert office.plan(morning("2024-03-14")) == Planned(reminders=1, deliveries=1)


def test_a_clock_that_ran_ahead_for_a_while_silences_nothing(office: Office, agency: Agency) -> None:
    office.plan(morning("2025-06-02"))
    seat(office, agency)
    assert office.plan(morning("2024-03-08")) == Planned(reminders=1, deliveries=1)


@pytest.mark.locks
def test_processes_that_plan_at_once_plan_once(office: Office, agency: Agency) -> None:
    seat(office, agency)
    together = Barrier(4)

    def process(_: int) -> Planned:
        together.wait()
        return office.plan(morning("2024-03-08"))

    with ThreadPoolExecutor(4) as processes:
        planned = list(processes.map(process, range(4)))
    assert sorted(planned, key=lambda one: one.reminders) == [NOTHING] * 3 + [Planned(reminders=1, deliveries=1)]
    assert len(office.reminders()) == len(office.deliveries()) == 1


def test_a_crash_while_planning_leaves_nothing_and_the_next_start_plans_all(office: Office, agency: Agency) -> None:
    seat(office, agency)
    with pytest.raises(ZeroDivisionError), _failing_at(office.store, "INSERT INTO reminder"):
        office.plan(morning("2024-03-08"))
    assert (office.reminders(), office.deliveries()) == ([], [])
    assert office.plan(morning("2024-03-08")) == Planned(reminders=1, deliveries=1)


def test_todays_digest_takes_over_what_was_never_sent(office: Office, agency: Agency) -> None:
    seat(office, agency)
    with office.store.write() as session:
        make.duty(session, agency, make.deadline(session, make.plan(session, "1/KH-UBND"), date(2024, 3, 11)))
    office.plan(morning("2024-03-08"))
    assert office.plan(morning("2024-03-12")) == Planned(reminders=2, deliveries=1)
    assert office.states() == [DeliveryState.SKIPPED, DeliveryState.PENDING]
    assert office.reminders(ReminderState.SKIPPED) == [
        ("T-1", "2024-03-08", "overtaken"),
        ("T-7", "2024-03-08", "overtaken"),
        ("T0", "2024-03-11", "overtaken"),
    ]


def test_what_no_later_stage_overtook_moves_into_todays_digest(office: Office, agency: Agency) -> None:
    seat(office, agency)
    with office.store.write() as session:
        make.duty(session, agency, make.deadline(session, make.plan(session, "1/KH-UBND"), date(2024, 3, 18)))
    office.plan(morning("2024-03-08"))
    office.plan(morning("2024-03-11"))
    today = office.deliveries()[-1]
    with office.store.read() as session:
        carried = session.exec(select(Reminder.stage).where(col(Reminder.delivery_id) == today.id)).all()
    assert sorted(carried) == ["T-7", "T-7"]
    assert today.slot == date(2024, 3, 11)


def test_what_was_never_sent_waits_when_today_brings_nothing(office: Office, agency: Agency) -> None:
    seat(office, agency)
    office.plan(morning("2024-03-08"))
    assert office.plan(morning("2024-03-11")) == NOTHING
    assert office.states() == [DeliveryState.PENDING]


@contextmanager
def _failing_at(store: Store, beginning: str) -> Iterator[None]:
    """The process dies at the first statement that begins so."""

    def fail(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(beginning):
            raise ZeroDivisionError

    event.listen(store._engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(store._engine, "before_cursor_execute", fail)
