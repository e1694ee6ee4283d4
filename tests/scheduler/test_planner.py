"""Creates what is missing, never twice, never early."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from data.models import Agency, Reminder
from data.registry import owed
from data.registry.owed import OwedDuty
from data.store import Store
from data.words import DeliveryState, ReminderState, Role, State
from scheduler.planner import Planned
from tests import factories as make
from tests.scheduler.office import Office, morning

DUE = date(2024, 3, 15)
"""A Friday: T-15 is 29/02, T-7 08/03, T-3 12/03, T-1 14/03; overdue from Monday 18/03."""

NOTHING = Planned()


@pytest.fixture
def agency(office: Office) -> Agency:
    """An agency that owes one duty, due on `DUE`; every morning up to 07/03 has been planned."""
    with office.store.write() as session:
        found = make.agency(session)
        make.duty(session, found, make.deadline(session, make.plan(session), DUE, code="TC.2"))
    office.plan(morning("2024-03-07"))
    return found


def seat(office: Office, agency: Agency, **facts: Any) -> int:
    with office.store.write() as session:
        return make.known(make.officer(session, agency, **facts).id)


def test_it_plans_a_reminder_and_a_digest_for_each_officer(office: Office, agency: Agency) -> None:
    seat(office, agency)
    seat(office, agency)
    assert office.plan(morning("2024-03-08")) == Planned(reminders=2, deliveries=2)
    assert office.reminders() == [("T-7", "2024-03-08", None)] * 2
    assert office.states() == [DeliveryState.PENDING] * 2
    assert {row.slot for row in office.deliveries()} == {date(2024, 3, 8)}


def test_it_plans_a_slot_once(office: Office, agency: Agency) -> None:
    seat(office, agency)
    office.plan(morning("2024-03-08"))
    for hour, minute in [(8, 0), (8, 1), (23, 59)]:
        assert office.plan(morning("2024-03-08", hour, minute)) == NOTHING
    assert len(office.reminders()) == len(office.deliveries()) == 1


def test_it_plans_nothing_early_or_on_a_day_off(office: Office, agency: Agency) -> None:
    seat(office, agency)
    for early in [morning("2024-03-07", 23, 59), morning("2024-03-08", 0, 0), morning("2024-03-08", 7, 59)]:
        assert office.plan(early) == NOTHING
    for day_off in [morning("2024-03-09"), morning("2024-03-10", 12)]:
        assert office.plan(day_off) == NOTHING


def test_it_writes_to_nobody_who_is_not_to_be_reminded(office: Office, agency: Agency) -> None:
    for role in (Role.HEAD, Role.SUPERVISOR, Role.ADMIN):
        seat(office, agency, role=role)
    seat(office, agency, active=False)
    seat(office, agency, channel=None)
    seat(office, agency, channel="console")
    seat(office, agency, linked_at=morning("2024-03-08", 8, 1))
    assert office.plan(morning("2024-03-08", 9)) == NOTHING


def test_it_passes_over_an_officer_who_cannot_be_reached(office: Office, agency: Agency) -> None:
    with office.store.write() as session:
        officer = make.officer(session, agency, channel=None)
        make.link(session, officer, unreachable_since=morning("2024-03-01"))
    assert office.plan(morning("2024-03-08")) == NOTHING


def test_it_writes_once_to_an_officer_of_two_chats_on_the_later_one(office: Office, agency: Agency) -> None:
    with office.store.write() as session:
        officer = make.officer(session, agency, channel=None)
        make.link(session, officer, linked_at=morning("2024-01-02"))
        later = make.link(session, officer, linked_at=morning("2024-02-01"))
        make.link(session, officer, linked_at=morning("2024-03-01"), unreachable_since=morning("2024-03-02"))
    assert office.plan(morning("2024-03-08")).deliveries == 1
    assert office.deliveries()[0].chat_link_id == later.id


def test_it_reminds_of_open_duties_only(office: Office, agency: Agency) -> None:
    seat(office, agency)
    with office.store.write() as session:
        plan = make.plan(session, "1/KH-UBND")
        for state in State:
            make.duty(session, agency, make.deadline(session, plan, DUE, title=state), state=state)
    office.plan(morning("2024-03-08"))
    assert office.titles() == ["Kế hoạch kiểm tra", State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED]


def test_it_reminds_of_no_plan_before_it_was_issued_and_read(office: Office, agency: Agency) -> None:
    seat(office, agency)
    with office.store.write() as session:
        for plan in (
            make.plan(session, "issued that day", issued_on=date(2024, 3, 8)),
            make.plan(session, "issued the day after", issued_on=date(2024, 3, 9)),
            make.plan(session, "read at eight", imported_at=morning("2024-03-08")),
            make.plan(session, "read a minute later", imported_at=morning("2024-03-08", 8, 1)),
        ):
            make.duty(session, agency, make.deadline(session, plan, DUE, title=plan.number))
    office.plan(morning("2024-03-08", 9))
    assert office.titles() == ["Kế hoạch kiểm tra", "issued that day", "read at eight"]


def test_it_leaves_out_withdrawn_duties_and_other_agencies(office: Office, agency: Agency) -> None:
    with office.store.write() as session:
        other = make.agency(session, "stc", "Sở Tài chính")
        make.officer(session, other)
        make.duty(session, other, make.deadline(session, make.plan(session, "1/KH-UBND"), DUE)).withdrawn = True
    assert office.plan(morning("2024-03-08")) == NOTHING


def test_one_digest_carries_everything_an_agency_owes_that_day(office: Office, agency: Agency) -> None:
    seat(office, agency)
    with office.store.write() as session:
        make.duty(session, agency, make.deadline(session, make.plan(session, "1/KH-UBND"), date(2024, 3, 11)))
    assert office.plan(morning("2024-03-08")) == Planned(reminders=2, deliveries=1)
    assert office.reminders() == [("T-1", "2024-03-08", None), ("T-7", "2024-03-08", None)]


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


def test_an_officer_is_not_told_of_mornings_before_they_joined(office: Office, agency: Agency) -> None:
    seat(office, agency)
    seat(office, agency, linked_at=morning("2024-03-11"))
    assert office.plan(morning("2024-03-11")) == Planned(reminders=1, deliveries=1)


def test_a_clock_that_was_set_back_plans_nothing_twice(office: Office, agency: Agency) -> None:
    seat(office, agency)
    office.plan(morning("2024-03-08"))
    office.plan(morning("2024-03-12"))
    assert office.plan(morning("2024-03-08")) == NOTHING
    assert office.plan(morning("2024-03-12")) == NOTHING
    assert office.plan(morning("2024-03-14")) == Planned(reminders=1, deliveries=1)


def test_a_clock_that_ran_ahead_for_a_while_silences_nothing(office: Office, agency: Agency) -> None:
    office.plan(morning("2025-06-02"))
    seat(office, agency)
    assert office.plan(morning("2024-03-08")) == Planned(reminders=1, deliveries=1)


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


def test_planning_reads_only_what_may_have_a_stage_that_day(
    office: Office, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat(office, agency)
    with office.store.write() as session:
        plan = make.plan(session, "1/KH-UBND")
        for day in range(1, 29):
            make.duty(session, agency, make.deadline(session, plan, date(2024, 11, day)))
            make.duty(session, agency, make.deadline(session, plan, date(2023, 11, day)))
    read: list[OwedDuty] = []

    def noted(*row: Any) -> OwedDuty:
        read.append(OwedDuty(*row))
        return read[-1]

    monkeypatch.setattr(owed, "OwedDuty", noted)
    assert office.plan(morning("2024-03-08")) == Planned(reminders=1, deliveries=1)
    assert len(read) == 1


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
