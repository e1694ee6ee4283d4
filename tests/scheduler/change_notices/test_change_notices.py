"""A change is told to everybody concerned, whatever dies or fails in between, and to nobody twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlmodel import select

from data.enums import DeliveryState, Role
from data.models import Duty, News, Officer, UntoldChange
from data.registry.duties import extensions, progress
from data.registry.duties.progress_entries import Actor
from data.rules.stages import Policy
from scheduler.change_notices.planner import plan_changes
from scheduler.change_notices.recheck import ChangeFacts, ReviewFacts
from scheduler.context import Planning
from scheduler.sending.errors import Passing
from scheduler.sending.retry_policy import LEASE, claim_due
from tests import factories as make
from tests.data.rules.calendars import CALENDAR
from tests.scheduler.office import CHANNELS, Office, morning

NINE = morning("2024-03-08", 9)
HALF_PAST = NINE + timedelta(minutes=30)
FAR = date(2024, 10, 15)
"""No reminder of it falls into March."""
AUTHOR = Actor(1, "telegram")
DUTIES = 3


@pytest.fixture
def office(office: Office) -> Office:
    """An agency whose first officer changes what it owes, with two colleagues; two supervisors elsewhere."""
    with office.store.write() as session:
        agency, body, plan = make.agency(session), make.agency(session, "snv", "Sở Nội vụ"), make.plan(session)
        for _ in range(DUTIES):
            make.duty(session, agency, make.deadline(session, plan, FAR))
        for chat in ("author", "first", "second"):
            make.officer(session, agency, chat_id=chat, linked_at=NINE)
        for chat in ("supervisor", "another"):
            make.officer(session, body, role=Role.SUPERVISOR, chat_id=chat, linked_at=NINE)
    office.clock.move_to(NINE)
    return office


def report(office: Office, duty_id: int = 1) -> None:
    document = progress.Document(none_because="họp")
    now = office.clock.now()
    with office.store.write() as session:
        progress.report(session, duty_id, 0, document, AUTHOR, now, office.clock.today())


def plan(office: Office) -> None:
    with office.store.write() as session:
        plan_changes(session, office.clock.now(), Planning(CALENDAR, Policy(), CHANNELS), wall=office.clock.wall())


def heard(office: Office) -> list[tuple[str, type]]:
    """Who got what, in order of chats."""
    return sorted(((chat, type(facts)) for chat, facts in office.postbox.besides), key=lambda one: one[0])


EVERYBODY = [
    ("another", ReviewFacts),
    ("first", ChangeFacts),
    ("second", ChangeFacts),
    ("supervisor", ReviewFacts),
]


async def test_everybody_concerned_hears_once(office: Office) -> None:
    report(office)
    for minutes in range(0, 91, 10):
        await office.tick(NINE + timedelta(minutes=minutes))
    assert heard(office) == EVERYBODY


def test_a_change_that_was_not_kept_is_told_to_nobody(office: Office) -> None:
    def fail() -> None:
        with office.store.write() as session:
            progress.advance(session, 1, 0, 50, AUTHOR, NINE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    plan(office)
    assert office.deliveries() == []


@pytest.mark.locks
def test_processes_that_plan_at_once_open_one_message_each(office: Office) -> None:
    for duty_id in range(1, DUTIES + 1):
        report(office, duty_id)
    together = Barrier(4)

    def work(_: int) -> None:
        together.wait()
        plan(office)

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))
    plan(office)
    with office.store.read() as session:
        assert session.exec(select(UntoldChange)).all() == []
        told = [(row.entry_id, row.officer_id) for row in session.exec(select(News)).all()]
    assert sorted(told) == [(entry, officer) for entry in range(1, DUTIES + 1) for officer in (2, 3, 4, 5)]
    to_colleagues = [row for row in office.deliveries() if row.officer_id in (2, 3)]
    assert len(to_colleagues) == 2 * DUTIES


async def test_a_process_that_died_between_planning_and_sending_is_made_up_for(office: Office) -> None:
    report(office)
    plan(office)
    with office.store.write() as session:
        assert len(claim_due(session, {"telegram"}, 60, now=NINE, wall=NINE)) == 2
    restarted = Office(office.store)
    await restarted.tick(NINE + LEASE)
    await restarted.tick(HALF_PAST)
    assert heard(restarted) == EVERYBODY


async def test_a_message_that_fails_is_tried_again(office: Office) -> None:
    report(office)
    office.postbox.fails("first", Passing(), Passing())
    for minute in range(5):
        await office.tick(NINE + timedelta(minutes=minute))
    assert heard(office) == EVERYBODY[1:3]


async def test_what_a_late_tick_finds_after_its_half_hour_goes_out_at_once_and_together(office: Office) -> None:
    for duty_id in (1, 2):
        report(office, duty_id)
    await office.tick(HALF_PAST + timedelta(seconds=20))
    reviews = [facts for _, facts in office.postbox.besides if isinstance(facts, ReviewFacts)]
    assert [len(facts.reported) for facts in reviews] == [2, 2]


async def test_what_an_outage_has_held_up_wakes_nobody(office: Office) -> None:
    report(office)
    await office.tick(morning("2024-03-08", 22))
    assert office.postbox.tried == []
    await office.tick(morning("2024-03-11", 7))
    assert heard(office) == EVERYBODY


async def test_who_left_or_moved_meanwhile_is_not_told(office: Office) -> None:
    report(office)
    plan(office)
    with office.store.write() as session:
        session.get_one(Officer, 2).active = False
        session.get_one(Officer, 3).agency_id = 2
        session.get_one(Officer, 4).role = Role.OFFICER
    await office.tick(HALF_PAST)
    assert heard(office) == EVERYBODY[:1]
    assert office.states().count(DeliveryState.SKIPPED) == 3


async def test_what_was_withdrawn_meanwhile_is_told_to_nobody(office: Office) -> None:
    report(office)
    with office.store.write() as session:
        session.get_one(Duty, 1).withdrawn = True
    await office.tick(HALF_PAST)
    assert office.postbox.tried == []


async def test_only_what_waits_for_a_decision_reaches_who_supervises(office: Office) -> None:
    with office.store.write() as session:
        progress.advance(session, 1, 0, 50, AUTHOR, NINE)
        extensions.request(session, 2, date(2024, 11, 1), "chờ ý kiến", AUTHOR, NINE)
    await office.tick(HALF_PAST)
    reviews = [facts for _, facts in office.postbox.besides if isinstance(facts, ReviewFacts)]
    assert [(len(facts.reported), len(facts.asked)) for facts in reviews] == [(0, 1)] * 2
