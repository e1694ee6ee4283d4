"""What was planned is sent as it is at that moment, each message by itself."""

import asyncio
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from sqlmodel import select

from data.enums import Change, DeliveryState, ReminderState, Role, State
from data.errors import RegistryUnusable
from data.models import ChatLink, Deadline, Duty, Officer, Preference, ProgressEntry
from data.registry.duties.progress import send_back
from data.registry.duties.progress_entries import Actor
from data.store import Session, Store
from scheduler.planning.digest import DigestFacts
from scheduler.sending.errors import Passing, Rejected, SlowDown, Unknown, Unreachable
from scheduler.sending.retry_policy import FAULTS, LEASE, LONGEST_PAUSE, claim_due
from tests import factories as make
from tests.scheduler.office import CHANNELS, DUE, Office, morning

EIGHT = morning("2024-03-08")


@pytest.fixture
def office(office: Office) -> Office:
    """An agency with two officers that owes TC.2; the digests of T-7, 08/03, are planned."""
    office.plan(morning("2024-03-07"))
    with office.store.write() as session:
        agency = make.agency(session, short_name="Tư pháp")
        owed = make.deadline(session, make.plan(session), DUE, code="TC.2", title="Báo cáo CCHC", label="Quý I")
        make.duty(session, agency, owed, version=4)
        make.officer(session, agency, name="Cán bộ thứ nhất", chat_id="first")
        make.officer(session, agency, name="Cán bộ thứ hai", chat_id="second")
    office.plan(EIGHT)
    return office


async def test_every_officer_gets_the_facts_of_the_moment(office: Office) -> None:
    assert await office.deliver(EIGHT) == 2
    [(chat_id, facts), (other, _)] = sorted(office.postbox.arrived, key=lambda arrived: arrived[0])
    assert (chat_id, other) == ("first", "second")
    assert (facts.officer_name, facts.agency_short_name) == ("Cán bộ thứ nhất", "Tư pháp")
    assert (facts.day, facts.late_since) == (date(2024, 3, 8), None)
    [line] = facts.lines
    assert (line.code, line.title, line.label, line.due_on, line.version) == (
        "TC.2",
        "Báo cáo CCHC",
        "Quý I",
        DUE,
        4,
    )
    assert (line.reason.stage, line.reason.days_left) == ("T-7", 7)


async def test_a_line_knows_until_when_a_deadline_on_a_saturday_is_met(store: Store) -> None:
    office = Office(store)
    office.plan(morning("2024-06-12"))
    with store.write() as session:
        agency = make.agency(session)
        make.duty(session, agency, make.deadline(session, make.plan(session), date(2024, 6, 15)))
        make.officer(session, agency)
    await office.tick(morning("2024-06-13"))
    [(_, facts)] = office.postbox.arrived
    assert [line.on_time_until for line in facts.lines] == [date(2024, 6, 17)]


async def test_it_is_sent_once_with_the_providers_message_id(office: Office) -> None:
    await office.deliver(EIGHT)
    assert await office.deliver(EIGHT + timedelta(hours=1)) == 0
    assert {row.message_id for row in office.deliveries()} == {"telegram-1", "telegram-2"}
    assert office.states() == [DeliveryState.SENT] * 2
    assert len(office.reminders(ReminderState.SENT)) == 2


@pytest.mark.parametrize("state", [State.REPORTED, State.DONE])
async def test_what_was_done_in_between_is_not_sent(office: Office, state: State) -> None:
    with office.store.write() as session:
        session.get_one(Duty, 1).state = state
    assert await office.deliver(EIGHT) == 0
    assert office.states() == [DeliveryState.SKIPPED] * 2
    assert office.reminders() == [("T-7", "2024-03-08", "finished")] * 2


async def test_what_no_longer_concerns_the_officer_is_not_sent(office: Office) -> None:
    with office.store.write() as session:
        session.get_one(Officer, 1).agency_id = make.known(make.agency(session, "stc", "Sở Tài chính").id)
        session.get_one(Officer, 2).active = False
    assert await office.deliver(EIGHT) == 0
    assert [because for _, _, because in office.reminders()] == ["not_theirs", "unreachable"]


async def test_a_withdrawn_duty_is_not_sent(office: Office) -> None:
    with office.store.write() as session:
        session.get_one(Duty, 1).withdrawn = True
    assert await office.deliver(EIGHT) == 0
    assert office.reminders() == [("T-7", "2024-03-08", "not_theirs")] * 2


async def test_a_deadline_that_moved_takes_its_unsent_stages_along(office: Office) -> None:
    with office.store.write() as session:
        session.get_one(Deadline, 1).due_on = date(2024, 3, 22)
    assert await office.deliver(EIGHT) == 0
    assert office.reminders() == [("T-7", "2024-03-08", "moved")] * 2
    await office.tick(morning("2024-03-15"))
    assert office.postbox.stages == [("2024-03-15", "TC.2", "T-7")] * 2


async def test_a_chat_that_speaks_for_somebody_else_now_gets_nothing_of_the_one_before(office: Office) -> None:
    with office.store.write() as session:
        session.get_one(ChatLink, 1).officer_id = 2
    await office.deliver(EIGHT)
    assert office.postbox.chats == ["second"]


async def test_a_blocked_chat_is_marked_and_the_colleague_still_gets_theirs(office: Office) -> None:
    office.postbox.fails("first", Unreachable())
    assert await office.deliver(EIGHT) == 1
    assert office.postbox.chats == ["second"]
    with office.store.read() as session:
        assert session.get_one(ChatLink, 1).unreachable_since == EIGHT
    await office.tick(morning("2024-03-12"))
    assert office.postbox.chats == ["second"] * 2


async def test_a_refused_message_stops_no_other(office: Office) -> None:
    office.postbox.fails("first", Rejected("too long"))
    assert await office.deliver(EIGHT) == 1
    assert office.states() == [DeliveryState.FAILED, DeliveryState.SENT]


async def test_a_fault_in_rendering_stops_no_other(store: Store) -> None:
    def broken_for_one(facts: DigestFacts) -> DigestFacts:
        if facts.officer_name == "broken":
            raise ZeroDivisionError
        return facts

    office = Office(store, broken_for_one)
    with store.write() as session:
        agency = make.agency(session)
        make.duty(session, agency, make.deadline(session, make.plan(session), DUE))
        make.officer(session, agency, name="broken", chat_id="first")
        make.officer(session, agency, chat_id="second")
    await office.tick(EIGHT)
    assert office.postbox.chats == ["second"]
    assert office.states() == [DeliveryState.PENDING, DeliveryState.SENT]
    assert office.deliveries()[0].error == "ZeroDivisionError"


async def test_a_row_that_cannot_be_looked_at_stops_no_other_and_is_set_aside_in_the_end(office: Office) -> None:
    with office.store.write() as session:
        first = session.exec(select(Officer).where(Officer.name == "Cán bộ thứ nhất")).one()
        session.add(Preference(officer_id=make.known(first.id), hour=8, left_out=3))  # type: ignore[arg-type]
    assert await office.deliver(EIGHT) == 1
    assert office.postbox.chats == ["second"]
    for n in range(1, FAULTS):
        assert office.states() == [DeliveryState.PENDING, DeliveryState.SENT]
        await office.deliver(EIGHT + n * LONGEST_PAUSE * 2)
    [broken, _sent] = office.deliveries()
    assert (broken.state, broken.error) == (DeliveryState.FAILED, "TypeError")


async def test_a_pause_that_the_channel_asks_for_is_kept_to_the_second(office: Office) -> None:
    office.postbox.fails("first", SlowDown(30))
    await office.deliver(EIGHT)
    assert await office.deliver(EIGHT + timedelta(seconds=29)) == 0
    assert await office.deliver(EIGHT + timedelta(seconds=30)) == 1
    assert office.postbox.tried.count("first") == 2


async def test_a_passing_failure_is_tried_again(office: Office) -> None:
    office.postbox.fails("first", Passing(), Passing())
    for minute in range(5):
        await office.deliver(EIGHT + timedelta(minutes=minute))
    assert office.postbox.tried.count("first") == 3
    assert office.states() == [DeliveryState.SENT] * 2


async def test_an_answer_that_never_came_is_waited_for_until_the_lease_ends(office: Office) -> None:
    office.postbox.fails("first", Unknown())
    await office.deliver(EIGHT)
    assert await office.deliver(EIGHT + LEASE - timedelta(seconds=1)) == 0
    assert await office.deliver(EIGHT + LEASE) == 1


async def test_what_is_on_its_way_is_not_sent_again_after_the_machine_slept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one answer is awaited the machine sleeps for longer than a lease, and another message ends."""
    under_way, answer, loop = asyncio.Event(), asyncio.Event(), asyncio.get_running_loop()
    write, units = office.store.write, count(1)

    @contextmanager
    def answered_after_the_second() -> Iterator[Session]:
        with write() as session:
            yield session
        if next(units) == 2:
            loop.call_soon_threadsafe(answer.set)

    async def send(channel: str, chat_id: str, message: DigestFacts) -> str:
        if chat_id == "first":
            under_way.set()
            await answer.wait()
        else:
            await under_way.wait()
            office.clock.move_to(EIGHT + 2 * LEASE)
        return await office.postbox.send(channel, chat_id, message)

    office.clock.move_to(EIGHT)
    monkeypatch.setattr(office.store, "write", answered_after_the_second)
    await replace(office.postman, send=send).deliver_due()
    assert sorted(office.postbox.chats) == ["first", "second"]
    assert office.states() == [DeliveryState.SENT] * 2


async def test_a_process_that_died_while_sending_is_made_up_for(office: Office) -> None:
    with office.store.write() as session:
        claim_due(session, CHANNELS, 20, now=EIGHT, wall=EIGHT)
    restarted = Office(office.store)
    assert await restarted.deliver(EIGHT) == 0
    assert await restarted.deliver(EIGHT + LEASE) == 2


@pytest.mark.parametrize(
    "quiet",
    [
        morning("2024-03-09", 9),
        morning("2024-03-11", 7, 59),
        morning("2024-03-12", 5, 59),
        morning("2024-03-12", 7, 59),
    ],
)
async def test_what_was_held_up_waits_for_a_working_day_and_for_eight(office: Office, quiet: datetime) -> None:
    await office.tick(quiet)
    assert office.postbox.tried == []


async def test_a_late_digest_says_since_when(office: Office) -> None:
    await office.tick(morning("2024-03-11", 9))
    assert {facts.late_since for _, facts in office.postbox.arrived} == {date(2024, 3, 8)}
    assert {facts.day for _, facts in office.postbox.arrived} == {date(2024, 3, 11)}


async def test_after_an_outage_of_days_each_officer_gets_one_digest(office: Office) -> None:
    office.plan(morning("2024-03-12"))
    await office.tick(morning("2024-03-14", 10))
    assert sorted(office.postbox.chats) == ["first", "second"]
    assert office.postbox.stages == [("2024-03-14", "TC.2", "T-1")] * 2


async def test_what_waited_longer_than_the_look_back_is_not_sent_any_more(office: Office) -> None:
    assert await office.deliver(morning("2024-03-26")) == 0
    assert office.reminders() == [("T-7", "2024-03-08", "expired")] * 2


async def test_a_cancelled_delivery_finishes_what_is_on_its_way(office: Office) -> None:
    under_way, answer = asyncio.Event(), asyncio.Event()

    async def slow(channel: str, chat_id: str, message: DigestFacts) -> str:
        under_way.set()
        await answer.wait()
        return await office.postbox.send(channel, chat_id, message)

    office.clock.move_to(EIGHT)
    stopping = asyncio.create_task(replace(office.postman, send=slow).deliver_due())
    await under_way.wait()
    stopping.cancel()
    await asyncio.sleep(0)
    answer.set()
    with pytest.raises(asyncio.CancelledError):
        await stopping
    assert office.states() == [DeliveryState.SENT] * 2


async def test_a_registry_that_stumbles_once_makes_nothing_go_out_twice(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was sent is written down at the second try, before the trouble is told."""
    write, tries = office.store.write, count(1)

    def second_fails() -> AbstractContextManager[Session]:
        if next(tries) == 2:
            raise RegistryUnusable("locked")
        return write()

    monkeypatch.setattr(office.store, "write", second_fails)
    with pytest.raises(RegistryUnusable):
        await office.deliver(EIGHT)
    assert office.states() == [DeliveryState.SENT] * 2
    assert await office.deliver(EIGHT + LEASE) == 0


async def test_what_was_planned_for_a_chat_that_closed_goes_to_the_officers_other_one(office: Office) -> None:
    with office.store.write() as session:
        closed, other = session.get_one(ChatLink, 1), session.get_one(Officer, 2)
        closed.unreachable_since = EIGHT
        make.link(session, session.get_one(Officer, closed.officer_id), chat_id="older", linked_at=EIGHT)
        make.link(session, session.get_one(Officer, closed.officer_id), chat_id="new", linked_at=EIGHT)
        make.link(session, other, chat_id="unused", linked_at=EIGHT)
    await office.deliver(EIGHT)
    assert sorted(chat for chat, _ in office.postbox.arrived) == ["new", "second"]


async def test_a_chat_that_is_found_closed_hands_its_message_on(office: Office) -> None:
    with office.store.write() as session:
        make.link(session, session.get_one(Officer, 1), chat_id="other", linked_at=EIGHT)
    office.postbox.fails("first", Unreachable())
    await office.deliver(EIGHT)
    await office.deliver(EIGHT + timedelta(minutes=1))
    assert sorted(chat for chat, _ in office.postbox.arrived) == ["other", "second"]
    assert set(office.states()) == {DeliveryState.SENT}


@pytest.mark.parametrize(
    ("returned_at", "late_since"),
    [(morning("2024-03-08", 15), None), (morning("2024-03-07", 15), date(2024, 3, 8))],
    ids=["after the digest", "before the digest"],
)
async def test_what_was_sent_back_after_its_digest_had_gone_out_is_not_late(
    store: Store, returned_at: datetime, late_since: date | None
) -> None:
    office = Office(store)
    office.plan(morning("2024-03-07"))
    with store.write() as session:
        agency = make.agency(session)
        actor = Actor(make.known(make.officer(session, agency).id), "telegram")
        elsewhere = make.agency(session, code="snv", name="Sở Nội vụ")
        supervisor = make.officer(session, elsewhere, role=Role.SUPERVISOR, name="Bình", channel=None)
        deadline = make.deadline(session, make.plan(session), DUE)
        owed = make.known(make.duty(session, agency, deadline, state=State.REPORTED, version=1).id)
        session.add(
            ProgressEntry(
                duty_id=owed,
                version=1,
                at=morning("2024-03-06"),
                officer_id=actor.officer_id,
                channel=actor.channel,
                change=Change.REPORTED,
                state=State.REPORTED,
                percent=100,
            )
        )
    if returned_at > EIGHT:
        await office.tick(EIGHT)
    with store.write() as session:
        send_back(session, owed, 1, "thiếu phụ lục", Actor(make.known(supervisor.id), "telegram"), returned_at)
    await office.tick(morning("2024-03-11"))
    [(_, facts)] = office.postbox.arrived
    assert [line.reason.send_on for line in facts.lines] == [date(2024, 3, 8)]
    assert facts.late_since == late_since
