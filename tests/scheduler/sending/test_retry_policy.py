"""What becomes of a delivery: one claim at a time, and an end for every way of failing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from data.enums import DeliveryKind, DeliveryState, ReminderState
from data.registry.outbox.claims import Claimed
from scheduler.sending.errors import ChatMoved, Passing, Rejected, SlowDown, Unknown, Unreachable
from scheduler.sending.retry_policy import (
    FAULTS,
    FIRST_PAUSE,
    LEASE,
    LONGEST_PAUSE,
    backoff,
    claim_due,
    end_waits,
    mark_failed,
    mark_sent,
    record_answers,
)
from tests import factories as make
from tests.scheduler.office import CHANNELS, DUE, Office, morning

NOW = morning("2024-03-08")


@pytest.fixture
def office(office: Office) -> Office:
    """A morning on which six officers of one agency have a digest each; the one before is planned."""
    office.plan(morning("2024-03-07"))
    with office.store.write() as session:
        agency = make.agency(session)
        make.duty(session, agency, make.deadline(session, make.plan(session), DUE))
        for number in range(6):
            make.officer(session, agency, chat_id=f"chat {number}")
    office.plan(NOW)
    return office


def claim(office: Office, wall: datetime = NOW, limit: int = 1) -> list[Claimed]:
    with office.store.write() as session:
        return claim_due(session, CHANNELS, limit, now=NOW, wall=wall)


def fail(office: Office, claimed: Claimed, error: Exception, wall: datetime = NOW) -> None:
    with office.store.write() as session:
        mark_failed(session, claimed, error, now=NOW, wall=wall)


def test_a_claim_takes_the_oldest_up_to_the_limit_and_nothing_twice(office: Office) -> None:
    assert [one.chat_id for one in claim(office, limit=4)] == ["chat 0", "chat 1", "chat 2", "chat 3"]
    assert [one.chat_id for one in claim(office, limit=4)] == ["chat 4", "chat 5"]
    assert claim(office, limit=4) == []


def test_messages_on_a_channel_that_does_not_run_here_wait_untouched_until_it_does(office: Office) -> None:
    with office.store.write() as session:
        assert claim_due(session, {"web"}, 6, now=NOW, wall=NOW) == []
    assert [(row.state, row.attempts) for row in office.deliveries()] == [(DeliveryState.PENDING, 0)] * 6
    assert len(claim(office, limit=6)) == 6


@pytest.mark.locks
def test_workers_that_claim_at_once_share_the_work(office: Office) -> None:
    together = Barrier(4)

    def work(_: int) -> list[int]:
        together.wait()
        return [one.id for _ in range(6) for one in claim(office)]

    with ThreadPoolExecutor(4) as workers:
        taken = [number for share in workers.map(work, range(4)) for number in share]
    assert sorted(taken) == sorted(row.id or 0 for row in office.deliveries())


def test_a_claim_without_an_outcome_is_anothers_after_the_lease(office: Office) -> None:
    first = claim(office, limit=6)
    assert claim(office, NOW + LEASE - timedelta(seconds=1)) == []
    again = claim(office, NOW + LEASE, limit=6)
    assert [one.id for one in again] == [one.id for one in first]
    assert {one.attempts for one in again} == {2}


def test_a_worker_whose_lease_has_ended_changes_nothing_by_failing(office: Office) -> None:
    [slow] = claim(office)
    [quick] = [one for one in claim(office, NOW + LEASE, limit=6) if one.id == slow.id]
    fail(office, slow, Rejected("too long"), NOW + LEASE)
    assert office.states()[0] is DeliveryState.SENDING
    with office.store.write() as session:
        mark_sent(session, {quick.id: "m1"}, NOW)
    fail(office, quick, Passing())
    assert office.states()[0] is DeliveryState.SENT


def test_sent_means_a_message_id_and_the_instant_of_the_office(office: Office) -> None:
    [one] = claim(office)
    with office.store.write() as session:
        mark_sent(session, {one.id: "m1"}, NOW)
    row = office.deliveries()[0]
    assert (row.state, row.message_id, row.sent_at) == (DeliveryState.SENT, "m1", NOW)
    assert len(office.reminders(ReminderState.SENT)) == 1


@pytest.mark.parametrize(
    ("error", "state", "because"),
    [
        (Unreachable(), DeliveryState.FAILED, "unreachable"),
        (Rejected("too long"), DeliveryState.FAILED, "set_aside"),
        (Unknown(), DeliveryState.SENDING, None),
        (Passing("502"), DeliveryState.PENDING, None),
        (SlowDown(7), DeliveryState.PENDING, None),
        (ChatMoved("-100"), DeliveryState.PENDING, None),
        (ValueError("secret words"), DeliveryState.PENDING, None),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_each_class_of_failure_has_its_outcome(
    office: Office, error: Exception, state: DeliveryState, because: str | None
) -> None:
    [one] = claim(office)
    fail(office, one, error)
    row = office.deliveries()[0]
    assert row.state is state
    assert row.error is not None
    assert "secret" not in row.error
    assert office.reminders(ReminderState.SKIPPED) == ([("T-7", "2024-03-08", because)] if because else [])
    assert office.states()[1:] == [DeliveryState.PENDING] * 5


def test_slow_down_holds_the_whole_channel_to_the_second(office: Office) -> None:
    [one] = claim(office)
    fail(office, one, SlowDown(7))
    assert claim(office, NOW + timedelta(seconds=6.9), limit=6) == []
    assert len(claim(office, NOW + timedelta(seconds=7), limit=6)) == 6


def test_slow_down_of_one_chat_holds_what_goes_there_alone(office: Office) -> None:
    [one] = claim(office)
    fail(office, one, SlowDown(7, one_chat=True))
    assert one.id not in [again.id for again in claim(office, NOW + timedelta(seconds=6.9), limit=6)]
    assert office.states().count(DeliveryState.SENDING) == 5
    assert [again.id for again in claim(office, NOW + timedelta(seconds=7), limit=6)] == [one.id]


def test_a_chat_that_moved_is_tried_under_its_new_id(office: Office) -> None:
    [one] = claim(office)
    fail(office, one, ChatMoved("-100"))
    assert "-100" in [again.chat_id for again in claim(office, NOW + timedelta(minutes=1), limit=6)]


def test_an_ambiguous_send_is_repeated_once_soon_and_then_after_hours(office: Office) -> None:
    one, other = claim(office, limit=2)
    with office.store.write() as session:
        record_answers(session, [(other, "m1")], NOW)
        mark_sent(session, {other.id: "m1"}, NOW)
    fail(office, one, Unknown())
    [again] = [late for late in claim(office, NOW + LEASE, limit=6) if late.id == one.id]
    wall = NOW + LEASE
    fail(office, again, Unknown(), wall)
    for hours in (1, 2, 4, 4):
        assert [
            late for late in claim(office, wall + timedelta(hours=hours, seconds=-1), limit=6) if late.id == one.id
        ] == []
        wall += timedelta(hours=hours)
        [again] = [late for late in claim(office, wall, limit=6) if late.id == one.id]
        fail(office, again, Unknown(), wall)
    assert office.reminders(ReminderState.SKIPPED) == []


def test_what_failed_while_a_channel_answered_nobody_is_tried_again_when_it_answers_again(office: Office) -> None:
    """Rather than up to twenty minutes later; what failed while others were answered waits its time."""
    first, second, third = claim(office, limit=3)
    fail(office, first, Passing("502"))
    soon = NOW + timedelta(seconds=1)
    with office.store.write() as session:
        record_answers(session, [(second, "m1")], soon)
    fail(office, third, Passing("502"), soon)
    again = [one.id for one in claim(office, soon, limit=6)]
    assert first.id in again
    assert third.id not in again


def test_a_channel_that_receives_again_ends_its_waits(office: Office) -> None:
    for _try in range(6):
        for one in claim(office, NOW + _try * LONGEST_PAUSE * 2, limit=6):
            fail(office, one, Passing("502"), NOW + _try * LONGEST_PAUSE * 2)
    wall = NOW + 5 * LONGEST_PAUSE * 2 + timedelta(seconds=1)
    assert claim(office, wall, limit=6) == []
    with office.store.write() as session:
        end_waits(session, "telegram", wall)
    assert len(claim(office, wall, limit=6)) == 6


def test_a_message_that_breaks_the_program_is_set_aside_in_the_end(office: Office) -> None:
    wall = NOW
    for _ in range(FAULTS):
        assert office.states()[0] is DeliveryState.PENDING
        [one] = [due for due in claim(office, wall, limit=6) if due.chat_id == "chat 0"]
        fail(office, one, ZeroDivisionError(), wall)
        wall += 2 * LONGEST_PAUSE
    assert office.states()[0] is DeliveryState.FAILED


def test_an_outage_is_waited_out_however_long(office: Office) -> None:
    wall = NOW
    for _ in range(20):
        [one] = [due for due in claim(office, wall, limit=6) if due.chat_id == "chat 0"]
        fail(office, one, Passing(), wall)
        wall += 2 * LONGEST_PAUSE
    assert office.states()[0] is DeliveryState.PENDING


def attempt(number: int, row: int = 0) -> Claimed:
    return Claimed(row, 1, "telegram", "1", DeliveryKind.DIGEST, DUE, NOW, number, None)


def test_pauses_double_up_to_the_longest_and_spread_by_row() -> None:
    assert [backoff(attempt(number)) / FIRST_PAUSE for number in (1, 2, 3, 4)] == [1, 2, 4, 8]
    assert backoff(attempt(1000)) == LONGEST_PAUSE
    assert len({backoff(attempt(3, row)) for row in range(16)}) == 16
    assert max(backoff(attempt(1000, row)) for row in range(16)) < 2 * LONGEST_PAUSE


def test_a_chat_that_moved_to_where_somebody_is_written_to_already_is_given_up(office: Office) -> None:
    [one] = claim(office)
    fail(office, one, ChatMoved("chat 5"))
    assert office.states()[0] is DeliveryState.FAILED
    assert office.reminders(ReminderState.SKIPPED) == [("T-7", "2024-03-08", "unreachable")]


def test_pauses_shrink_with_the_lease() -> None:
    assert backoff(attempt(3), LEASE / 10) == backoff(attempt(3)) / 10
