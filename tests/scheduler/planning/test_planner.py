"""Who is reminded of what on a morning: all that is missing, never twice, never early."""

from datetime import date
from typing import Any

import pytest

from data.enums import DeliveryState, Role, State
from data.models import Agency
from data.registry.duties import open_duties
from data.registry.duties.open_duties import OpenDuty
from data.registry.sql.lines import fetch
from scheduler.planning.planner import Planned
from tests import factories as make
from tests.scheduler.office import DUE, Office, morning, seat

NOTHING = Planned()


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
    for early in [morning("2024-03-07", 23, 59), morning("2024-03-08", 0, 0), morning("2024-03-08", 5, 59)]:
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
    assert office.titles() == [State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED, "Kế hoạch kiểm tra"]


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
    assert office.titles() == ["issued that day", "read at eight", "Kế hoạch kiểm tra"]


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


def test_planning_reads_only_what_may_have_a_stage_that_day(
    office: Office, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat(office, agency)
    with office.store.write() as session:
        plan = make.plan(session, "1/KH-UBND")
        for day in range(1, 29):
            make.duty(session, agency, make.deadline(session, plan, date(2024, 11, day)))
            make.duty(session, agency, make.deadline(session, plan, date(2023, 11, day)))
    read: list[OpenDuty] = []

    def noted(*args: Any, **values: Any) -> list[OpenDuty]:
        found: list[OpenDuty] = fetch(*args, **values)
        read.extend(found)
        return found

    monkeypatch.setattr(open_duties, "fetch", noted)
    assert office.plan(morning("2024-03-08")) == Planned(reminders=1, deliveries=1)
    assert len(read) == 1
