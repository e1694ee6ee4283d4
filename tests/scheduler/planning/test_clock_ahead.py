"""A clock that was ahead once, or a rehearsal by mistake, silences nobody: marks in the future count for nothing."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from data.enums import DeliveryKind, DeliveryState, ReminderState, Role
from data.models import Agency, AuditEntry, ChatLink, Delivery, Plan
from data.registry.duties import progress
from data.registry.duties.progress_entries import Actor
from data.registry.office import health, heartbeats, time_kinds
from data.registry.office.time_kinds import TimeKind
from data.registry.outbox import claims, deliveries
from data.rules.viet_nam_time import viet_nam_date
from data.store import Store
from scheduler.auditor import Alarm, audit
from scheduler.change_notices.recheck import ChangeFacts
from scheduler.identities.facts import ClockAheadFacts
from scheduler.planning.digest import DigestFacts
from scheduler.sending.errors import Passing
from tests import factories as make
from tests.data.rules.calendars import CALENDAR
from tests.databases.registries import delete_all_rows
from tests.scheduler.office import DUE, Office, morning, seat

DAY = timedelta(days=1)
FRIDAY = morning("2024-03-08")
LAST = morning("2024-04-11")

Arrival = tuple[str, str, str]
"""Day, chat, and what: the lines of a digest, or the name of another message."""


def staffed(office: Office) -> None:
    """An agency with two focal officers, a head, a supervisor and an administrator, and one where nobody can be
    reached; a deadline every other day until the middle of April.
    """
    with office.store.write() as session:
        agency, silent, plan = make.agency(session), make.agency(session, "stc", "Sở Tài chính"), make.plan(session)
        for number in range(20):
            owed = make.deadline(session, plan, date(2024, 3, 1) + 2 * number * DAY, code=f"I.{number}")
            make.duty(session, agency, owed)
        make.duty(session, silent, make.deadline(session, plan, DUE, code="TC.1"))
        for role in Role:
            make.officer(session, agency, role=role, chat_id=role)
        make.officer(session, agency, chat_id="colleague")


def arrivals(office: Office) -> list[Arrival]:
    """Everything that arrived since the last look."""
    box = office.postbox
    found = [
        (facts.day.isoformat(), chat, " ".join(f"{line.code}:{line.reason.stage}" for line in facts.lines))
        for chat, facts in box.arrived
    ]
    found += [(office.clock.today().isoformat(), chat, type(facts).__name__) for chat, facts in box.besides]
    box.arrived.clear()
    box.besides.clear()
    return sorted(found)


async def lived(office: Office, first: datetime, last: datetime) -> list[Arrival]:
    """What arrives from one morning to another, but for what administrators hear of the clock."""
    await office.live(first, last, DAY)
    return [one for one in arrivals(office) if one[2] != ClockAheadFacts.__name__]


def heard_of_the_clock(office: Office) -> list[tuple[str, datetime]]:
    """The chats that heard of a clock that was ahead, and when that was found."""
    return [(chat, facts.at) for chat, facts in office.postbox.besides if isinstance(facts, ClockAheadFacts)]


async def strayed(office: Office, to: datetime, unanswered: Collection[str] = ()) -> None:
    """One start with a clock that shows `to`; nothing goes out to the chats that are `unanswered` then."""
    for chat in unanswered:
        office.postbox.fails(chat, *[Passing()] * 3)
    await office.tick(to)
    office.postbox.faults.clear()
    arrivals(office)


def digests(office: Office) -> list[Delivery]:
    return [row for row in office.deliveries() if row.kind is DeliveryKind.DIGEST]


def alarms(office: Office, now: datetime) -> Collection[Alarm]:
    with office.store.read() as session:
        return audit(session, now, now, CALENDAR).alarms


AHEAD = (3, 31, 366)
"""Days; the week of the first and the month of the second are lived through."""


@pytest.mark.timeout(600)
async def test_after_a_start_in_the_wrong_month_each_morning_brings_what_it_would_have(
    store: Store, office: Office
) -> None:
    staffed(office)
    expected = await lived(office, FRIDAY, LAST)
    assert len({day for day, *_ in expected}) > 20
    for days in AHEAD if store.is_file else AHEAD[1:2]:
        with store.write() as session:
            delete_all_rows(session)
        staffed(office)
        await strayed(office, FRIDAY + days * DAY)
        assert await lived(office, FRIDAY, LAST) == expected, days


@pytest.fixture
def without() -> dict[bool, list[Arrival]]:
    """What arrives where the clock never strays, once it is known."""
    return {}


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    strays=st.lists(st.integers(1, 45), min_size=1, max_size=2, unique=True),
    unanswered=st.sets(st.sampled_from([*Role, "colleague"])),
    hour=st.sampled_from([5, 6, 8, 17, 23]),
    begun=st.booleans(),
)
async def test_marks_in_the_future_count_for_nothing(
    store: Store,
    without: dict[bool, list[Arrival]],
    strays: Sequence[int],
    unanswered: set[str],
    hour: int,
    begun: bool,
) -> None:
    """`begun`: the first day's post has gone out before the clock strays, however often and far it does."""
    office = Office(store)
    for ahead in (strays,) if begun in without else ([], strays):
        with store.write() as session:
            delete_all_rows(session)
        staffed(office)
        found = await lived(office, FRIDAY, FRIDAY) if begun else []
        for days in ahead:
            await strayed(office, morning("2024-03-08", hour) + days * DAY, unanswered)
        found += await lived(office, FRIDAY, morning("2024-03-15"))
        without.setdefault(begun, found)
    assert found == without[begun]


async def test_what_waited_and_was_ended_for_a_day_to_come_goes_out_today(office: Office, agency: Agency) -> None:
    seat(office, agency, chat_id="first")
    office.plan(morning("2024-03-08", 6))
    await strayed(office, morning("2024-04-08"))
    assert DeliveryState.PENDING not in [one.state for one in digests(office)]
    await office.tick(FRIDAY)
    assert office.postbox.stages == [("2024-03-08", "TC.2", "T-7")]


async def test_what_was_put_off_to_a_day_to_come_is_due_today(office: Office, agency: Agency) -> None:
    """The day to come brings the officer nothing, so that no other message took this one's place."""
    seat(office, agency, chat_id="first")
    office.plan(morning("2024-03-08", 6))
    await strayed(office, morning("2024-03-11", 7))
    assert office.deliveries()[0].due_at == morning("2024-03-11")
    await office.tick(FRIDAY)
    assert office.postbox.stages == [("2024-03-08", "TC.2", "T-7")]


async def test_what_went_out_too_early_stays_in_the_outbox_and_leaves_a_trace(office: Office, agency: Agency) -> None:
    seat(office, agency, chat_id="first")
    await office.tick(morning("2024-03-12"))
    [sent] = digests(office)
    await office.tick(FRIDAY)
    await office.tick(morning("2024-03-12"))
    first, second = (row for row in digests(office) if row.slot == date(2024, 3, 12))
    assert (first.message_id, first.state, second.state) == (sent.message_id, DeliveryState.SENT, DeliveryState.SENT)
    with office.store.read() as session:
        traces = session.exec(select(AuditEntry).where(col(AuditEntry.action) == "clock.take_back")).all()
    assert [(one.actor, one.subject) for one in traces] == [("clock", "after 2024-03-08")]


async def test_administrators_hear_of_a_clock_that_was_ahead_once_a_day(office: Office, agency: Agency) -> None:
    seat(office, agency, chat_id="first")
    with office.store.write() as session:
        make.officer(session, agency, role=Role.ADMIN, chat_id="admin")
    for n in range(3):
        await office.tick(morning("2024-03-12") + n * timedelta(seconds=20))
        assert heard_of_the_clock(office) == [("admin", FRIDAY)][:n]
        await office.tick(FRIDAY + n * timedelta(seconds=20))
    await office.tick(morning("2024-03-12"))
    await office.tick(FRIDAY + DAY + timedelta(hours=1))
    await office.tick(morning("2024-03-11"))
    assert heard_of_the_clock(office) == [("admin", FRIDAY), ("admin", FRIDAY + DAY + timedelta(hours=1))]


async def test_two_processes_whose_clocks_differ_do_not_take_turns_for_ever(office: Office, agency: Agency) -> None:
    seat(office, agency, chat_id="first")
    for n in range(10):
        await office.tick(morning("2024-03-12") + n * timedelta(seconds=20))
        await office.tick(FRIDAY + n * timedelta(seconds=20))
    days = [facts.day.isoformat() for _, facts in office.postbox.arrived]
    assert (days.count("2024-03-12"), days.count("2024-03-08")) == (2, 1)


async def test_who_joined_and_what_was_read_in_by_a_clock_ahead_is_there_now(office: Office, agency: Agency) -> None:
    ahead = morning("2025-03-08")
    seat(office, agency, chat_id="first", linked_at=ahead)
    with office.store.write() as session:
        session.exec(select(Plan)).one().imported_at = ahead
    assert Alarm.CLOCK in alarms(office, FRIDAY)
    await office.tick(FRIDAY + timedelta(minutes=20))
    assert office.postbox.stages == [("2024-03-08", "TC.2", "T-7")]
    with office.store.read() as session:
        assert {viet_nam_date(one.linked_at) for one in session.exec(select(ChatLink))} == {date(2024, 3, 8)}


async def test_news_of_a_clock_ahead_are_told_now(office: Office, agency: Agency) -> None:
    with office.store.write() as session:
        author = Actor(make.known(make.officer(session, agency, chat_id="author").id), "telegram")
        make.officer(session, agency, chat_id="colleague")
        ahead = morning("2024-04-08", 20)
        progress.report(session, 1, 0, progress.Document(none_because="họp"), author, ahead, viet_nam_date(ahead))
    await strayed(office, ahead)
    await office.tick(FRIDAY)
    assert [(chat, type(facts)) for chat, facts in office.postbox.besides] == [("colleague", ChangeFacts)]


async def test_an_hour_ahead_on_the_same_day_changes_nothing(office: Office, agency: Agency) -> None:
    seat(office, agency, chat_id="first")
    await office.tick(FRIDAY + timedelta(hours=3))
    await office.tick(FRIDAY)
    await office.tick(FRIDAY + timedelta(hours=4))
    assert [facts.day for _, facts in office.postbox.arrived] == [date(2024, 3, 8)]


async def test_the_auditor_tells_of_marks_in_the_future_until_they_are_taken_back(
    office: Office, agency: Agency
) -> None:
    seat(office, agency, chat_id="first")
    await office.tick(morning("2024-04-08"))
    late = FRIDAY + timedelta(hours=2)
    assert set(alarms(office, late)) == {Alarm.SILENT, Alarm.UNPLANNED, Alarm.CLOCK}
    await office.tick(late)
    assert alarms(office, late) == ()
    assert set(alarms(office, morning("2024-04-08"))) >= {Alarm.SILENT}


async def test_a_rehearsal_begins_anew_for_each_command_without_an_alarm(office: Office, agency: Agency) -> None:
    seat(office, agency, chat_id="first")
    await office.tick(morning("2024-04-08"))
    with office.store.write() as session:
        time_kinds.record_kind(session, TimeKind.REHEARSAL, FRIDAY)
        heartbeats.record_beat(session, health.ENGINE, FRIDAY)
        make.officer(session, agency, role=Role.ADMIN, chat_id="admin")
    assert alarms(office, FRIDAY) == ()
    await office.tick(FRIDAY)
    assert heard_of_the_clock(office) == []


def test_a_message_of_today_that_was_sent_stays_the_only_one(office: Office, agency: Agency) -> None:
    seat(office, agency, chat_id="first")
    office.plan(FRIDAY)
    with office.store.write() as session:
        delivery_id = make.known(office.deliveries()[0].id)
        claims.mark_sent(session, {delivery_id: "m1"}, FRIDAY)
    office.plan(morning("2024-04-08"))
    office.plan(FRIDAY)
    with office.store.read() as session:
        assert deliveries.find_digests(session, date(2024, 3, 8)) == {1: None}
        assert deliveries.list_addressed_officers(session, DeliveryKind.DIGEST, date(2024, 4, 8)) == set()
    assert office.reminders(ReminderState.PLANNED)[0][0] == "T-7"
    assert DigestFacts not in {type(facts) for _, facts in office.postbox.besides}
