"""A reminder that was asked for reaches every officer of the agency once, whatever dies or fails in between."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest

from data.enums import DeliveryState, Role, State
from data.models import Agency, Duty, Officer
from data.registry.outbox import requested_reminders
from scheduler.requested_reminders.planner import plan_requested
from scheduler.requested_reminders.recheck import RequestedFacts
from scheduler.sending.errors import Passing
from tests import factories as make
from tests.scheduler.office import Office, morning

FRIDAY, MONDAY = date(2024, 3, 8), date(2024, 3, 11)
NINE = morning("2024-03-08", 9)
FAR = date(2024, 10, 15)
"""No reminder of it falls into March."""
SUPERVISOR = 3


@pytest.fixture
def office(office: Office) -> Office:
    """An agency that owes two duties, with two officers and a head; a supervisor; an agency without an officer."""
    with office.store.write() as session:
        agency, body, plan = make.agency(session), make.agency(session, "snv", "Sở Nội vụ"), make.plan(session)
        silent = make.agency(session, "stc", "Sở Tài chính")
        for owing in (agency, agency, silent):
            make.duty(session, owing, make.deadline(session, plan, FAR))
        for chat in ("first", "second"):
            make.officer(session, agency, chat_id=chat, linked_at=NINE)
        make.officer(session, body, role=Role.SUPERVISOR, chat_id="supervisor", linked_at=NINE)
        make.officer(session, agency, role=Role.HEAD, chat_id="head", linked_at=NINE)
    office.clock.move_to(NINE)
    return office


def ask(office: Office, agency_id: int = 1, duty_ids: tuple[int, ...] = (1, 2), *, at: datetime = NINE) -> bool:
    with office.store.write() as session:
        return requested_reminders.save_request(session, agency_id, duty_ids, SUPERVISOR, at.date(), at)


def told(office: Office) -> list[tuple[str, list[int]]]:
    """Who got it, and of which duties."""
    return sorted(
        (chat, [duty.id for duty in facts.duties])
        for chat, facts in office.postbox.besides
        if isinstance(facts, RequestedFacts)
    )


BOTH = [("first", [1, 2]), ("second", [1, 2])]


async def test_every_focal_officer_hears_once(office: Office) -> None:
    assert ask(office)
    for minutes in range(0, 61, 10):
        await office.tick(NINE + timedelta(minutes=minutes))
    assert told(office) == BOTH
    ((_chat, facts), *_rest) = office.postbox.besides
    assert isinstance(facts, RequestedFacts)
    assert facts.office == "Sở Nội vụ"


async def test_an_agency_is_reminded_once_a_day(office: Office) -> None:
    assert ask(office)
    assert not ask(office, duty_ids=(1,))
    await office.tick(NINE)
    assert told(office) == BOTH
    assert ask(office, duty_ids=(1,), at=morning("2024-03-11"))
    await office.tick(morning("2024-03-11"))
    assert told(office) == [("first", [1]), *BOTH[:1], ("second", [1]), *BOTH[1:]]


@pytest.mark.locks
def test_of_supervisors_who_ask_at_once_one_has_it_sent(office: Office) -> None:
    start = Barrier(4)

    def work(_number: int) -> bool:
        start.wait()
        return ask(office)

    with ThreadPoolExecutor(4) as workers:
        assert sorted(workers.map(work, range(4))) == [False, False, False, True]
    with office.store.read() as session:
        assert requested_reminders.list_reminded(session, FRIDAY) == {1}
        assert requested_reminders.list_reminded(session, MONDAY) == set()


@pytest.mark.locks
def test_processes_that_plan_at_once_open_one_message_each(office: Office) -> None:
    ask(office)
    start = Barrier(3)

    def work(_number: int) -> None:
        start.wait()
        with office.store.write() as session:
            plan_requested(session, NINE, office.postman.planning, wall=NINE)

    with ThreadPoolExecutor(3) as workers:
        list(workers.map(work, range(3)))
    assert [row.officer_id for row in office.deliveries()] == [1, 2]


async def test_outside_the_sending_hours_it_waits_for_the_next_working_day(office: Office) -> None:
    evening = morning("2024-03-08", 20)
    ask(office, at=evening)
    await office.tick(evening)
    await office.tick(morning("2024-03-09", 9))
    assert told(office) == []
    await office.tick(morning("2024-03-11", 7))
    assert told(office) == BOTH


async def test_what_is_done_meanwhile_is_left_out(office: Office) -> None:
    ask(office)
    with office.store.write() as session:
        session.get_one(Duty, 1).state = State.REPORTED
    await office.tick(NINE)
    assert told(office) == [("first", [2]), ("second", [2])]


async def test_nothing_goes_out_where_all_is_done_or_the_officer_has_left(office: Office) -> None:
    ask(office, duty_ids=(1,))
    with office.store.write() as session:
        plan_requested(session, NINE, office.postman.planning, wall=NINE)
        session.get_one(Officer, 1).active = False
        session.get_one(Duty, 1).state = State.DONE
    await office.tick(NINE)
    assert told(office) == []
    assert office.states() == [DeliveryState.SKIPPED, DeliveryState.SKIPPED]


async def test_a_message_that_fails_is_tried_again_and_a_process_that_died_is_made_up_for(office: Office) -> None:
    ask(office)
    office.postbox.fails("first", Passing())
    await office.tick(NINE)
    assert told(office) == BOTH[1:]
    restarted = Office(office.store)
    await restarted.tick(NINE + timedelta(minutes=20))
    assert told(restarted) == BOTH[:1]


async def test_an_agency_without_an_officer_is_reminded_when_one_joins_on_that_day(office: Office) -> None:
    ask(office, agency_id=3, duty_ids=(3,))
    await office.tick(NINE)
    assert office.deliveries() == []
    with office.store.write() as session:
        make.officer(session, session.get_one(Agency, 3), chat_id="late", linked_at=NINE)
    await office.tick(NINE + timedelta(hours=1))
    await office.tick(NINE + timedelta(hours=2))
    assert told(office) == [("late", [3])]


async def test_who_joins_on_a_later_day_hears_nothing_of_it(office: Office) -> None:
    ask(office, agency_id=3, duty_ids=(3,))
    await office.tick(NINE)
    await office.tick(morning("2024-03-11"))
    with office.store.write() as session:
        make.officer(session, session.get_one(Agency, 3), chat_id="late", linked_at=morning("2024-03-11"))
    await office.tick(morning("2024-03-11", 9))
    assert told(office) == []
