"""A provider that takes every connection and answers none costs nobody a digest, nor anybody many copies of one."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.enums import DeliveryState, ReminderState
from data.registry.outbox.channel_answers import NOBODY_ANSWERED, UNANSWERED
from data.store import Store
from scheduler.sending.errors import ChatMoved, Passing, Rejected, SlowDown, Unknown, Unreachable
from scheduler.sending.retry_policy import LEASE, LONGEST_PAUSE
from scheduler.sending.silence import list_silent_channels
from tests import factories as make
from tests.databases.registries import delete_all_rows
from tests.scheduler.office import DUE, Office, morning

EIGHT = morning("2024-03-08")
OFFICERS = 6


class Provider:
    """Answers every chat but those in `hangs`; `silent` answers none. `tries` are all that reached it, by chat."""

    def __init__(self, office: Office) -> None:
        self.silent = False
        self.hangs: set[str] = set()
        self.tries: list[tuple[datetime, str]] = []
        self._office = office

    async def send(self, channel: str, chat_id: str, message: object) -> str:
        self.tries.append((self._office.clock.wall(), chat_id))
        if self.silent or chat_id in self.hangs:
            raise Unknown("SocketTimeoutError")
        return await self._office.postbox.send(channel, chat_id, message)  # type: ignore[arg-type]

    @property
    def copies(self) -> Counter[str]:
        """How often each chat may have got its message."""
        return Counter(chat for _, chat in self.tries)


def staffed(office: Office, officers: int = OFFICERS) -> Provider:
    """An agency with so many officers, whose digests of T-7 go out at eight."""
    office.plan(morning("2024-03-07"))
    with office.store.write() as session:
        agency = make.agency(session)
        make.duty(session, agency, make.deadline(session, make.plan(session), DUE))
        for number in range(officers):
            make.officer(session, agency, chat_id=f"chat {number}")
    provider = Provider(office)
    office.postman = replace(office.postman, send=provider.send)
    return provider


@pytest.fixture
def provider(office: Office) -> Provider:
    return staffed(office)


async def ticks(office: Office, until: timedelta, since: timedelta = timedelta()) -> None:
    await office.live(EIGHT + since, EIGHT + until, LEASE)


@pytest.mark.parametrize("minutes", [4, 20, 120])
async def test_a_silent_provider_sets_nothing_aside_however_long(
    office: Office, provider: Provider, minutes: int
) -> None:
    provider.silent = True
    await ticks(office, timedelta(minutes=minutes))
    assert DeliveryState.FAILED not in office.states()
    provider.silent = False
    since = timedelta(minutes=minutes + 2)
    await ticks(office, since + 2 * LONGEST_PAUSE, since)
    assert office.states() == [DeliveryState.SENT] * OFFICERS
    assert len(office.reminders(ReminderState.SENT)) == OFFICERS
    assert office.reminders(ReminderState.SKIPPED) == []


async def test_a_lone_officer_waits_a_silence_out_as_well(office: Office) -> None:
    provider = staffed(office, officers=1)
    provider.silent = True
    await ticks(office, timedelta(hours=2))
    assert office.states() == [DeliveryState.SENDING]
    assert provider.copies["chat 0"] <= 2 * 60 / 15 + 6
    provider.silent = False
    await ticks(office, timedelta(hours=3), timedelta(hours=2))
    assert office.states() == [DeliveryState.SENT]


async def test_a_silent_provider_is_tried_with_one_message_at_a_time(office: Office, provider: Provider) -> None:
    provider.silent = True
    await ticks(office, timedelta(minutes=30))
    first, *later = sorted({at for at, _ in provider.tries})
    assert [at for at, _ in provider.tries].count(first) == OFFICERS
    assert len(provider.tries) == OFFICERS + len(later)
    assert all(after - before >= LEASE for before, after in zip([first, *later], later, strict=False))
    assert max(provider.copies.values()) - min(provider.copies.values()) <= 1


async def test_one_chat_that_never_answers_gets_one_repeat_while_others_get_answers(
    office: Office, provider: Provider
) -> None:
    provider.hangs = {"chat 0"}
    await ticks(office, timedelta(hours=1))
    assert provider.copies == {f"chat {number}": 2 if number == 0 else 1 for number in range(OFFICERS)}
    assert office.states() == [DeliveryState.PENDING] + [DeliveryState.SENT] * (OFFICERS - 1)


@pytest.mark.parametrize("answered_on", ["2024-03-08", "2024-03-11", "2024-03-12"])
async def test_what_was_never_answered_is_tried_on_that_day_and_carried_by_a_later_digest(
    office: Office, provider: Provider, answered_on: str
) -> None:
    """T-3 takes the place of T-7: on 12/03 the new digest says all there is to say."""
    provider.hangs = {"chat 0"}
    for day in ("2024-03-08", "2024-03-11", "2024-03-12"):
        if day == answered_on:
            await office.live(morning(day), morning(day, 9), timedelta(minutes=20))
            provider.hangs = set()
        await office.live(morning(day, 9), morning(day, 17), timedelta(hours=1))
    assert "chat 0" in office.postbox.chats
    assert DeliveryState.FAILED not in office.states()
    told = {(stage, because) for stage, _, because in office.reminders(ReminderState.SKIPPED)}
    assert told == ({("T-7", "overtaken")} if answered_on == "2024-03-12" else set())
    assert len(office.reminders(ReminderState.SENT)) == 2 * OFFICERS - len(told)


async def test_a_provider_that_falls_silent_in_the_middle_of_a_push_sets_nothing_aside(
    office: Office, provider: Provider
) -> None:
    provider.hangs = {"chat 2", "chat 3", "chat 4", "chat 5"}
    await office.tick(EIGHT)
    provider.silent = True
    await ticks(office, timedelta(minutes=40), LEASE)
    provider.silent, provider.hangs = False, set()
    await ticks(office, timedelta(minutes=90), timedelta(minutes=42))
    assert office.states() == [DeliveryState.SENT] * OFFICERS


async def test_answers_that_are_lost_while_others_arrive_are_no_silence(office: Office, provider: Provider) -> None:
    provider.hangs = {"chat 0", "chat 1", "chat 2"}
    await office.tick(EIGHT)
    with office.store.read() as session:
        assert list_silent_channels(session, {"telegram"}, EIGHT) == set()
    provider.silent = True
    await office.tick(EIGHT + LEASE)
    with office.store.read() as session:
        assert list_silent_channels(session, {"telegram"}, EIGHT + LEASE) == {"telegram"}


async def test_after_a_silence_a_chat_that_still_does_not_answer_waits_longer(
    office: Office, provider: Provider
) -> None:
    provider.silent = True
    await ticks(office, timedelta(minutes=20))
    provider.silent, provider.hangs = False, {"chat 3"}
    await ticks(office, timedelta(hours=3), timedelta(minutes=22))
    assert Counter(office.states()) == {DeliveryState.SENT: OFFICERS - 1, DeliveryState.PENDING: 1}


async def test_while_a_provider_is_silent_a_new_message_waits(office: Office, provider: Provider) -> None:
    provider.silent = True
    await office.tick(EIGHT)
    with office.store.write() as session:
        make.officer(session, make.agency(session, "stc"), chat_id="new", linked_at=EIGHT - timedelta(hours=1))
    await office.tick(EIGHT + LEASE / 2)
    assert len(provider.tries) == OFFICERS


@pytest.mark.parametrize("says", [Rejected("too long"), Unreachable(), SlowDown(1), ChatMoved("-100")], ids=repr)
async def test_whatever_a_provider_says_it_is_not_silent(office: Office, says: Exception) -> None:
    staffed(office, officers=2)

    async def send(_channel: str, chat_id: str, _message: object) -> str:
        raise Unknown if chat_id == "chat 0" else says

    office.postman = replace(office.postman, send=send)
    await office.tick(EIGHT)
    assert office.deliveries()[0].error == UNANSWERED


async def test_what_could_not_even_be_asked_is_no_answer(office: Office) -> None:
    staffed(office, officers=2)

    async def send(_channel: str, chat_id: str, _message: object) -> str:
        raise Unknown if chat_id == "chat 0" else Passing()

    office.postman = replace(office.postman, send=send)
    await office.tick(EIGHT)
    assert office.deliveries()[0].error == NOBODY_ANSWERED


async def test_a_repeat_stays_used_up_when_another_failure_comes_between(office: Office, provider: Provider) -> None:
    outcomes: list[Exception] = [Unknown(), Passing(), Unknown(), Unknown()]

    async def send(channel: str, chat_id: str, message: object) -> str:
        if chat_id == "chat 0":
            raise outcomes.pop(0)
        return await provider.send(channel, chat_id, message)

    office.postman = replace(office.postman, send=send)
    await ticks(office, timedelta(hours=1))
    assert len(outcomes) == 1
    assert office.states()[0] is DeliveryState.PENDING


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answered=st.lists(st.sets(st.integers(0, 3)), max_size=8), officers=st.integers(1, 4))
async def test_nothing_is_dropped_for_want_of_an_answer(
    store: Store, answered: list[set[int]], officers: int
) -> None:
    """`answered`: which chats the provider answers, time after time."""
    office = Office(store)
    with store.write() as session:
        delete_all_rows(session)
    provider = staffed(office, officers)
    for n, chats in enumerate(answered):
        provider.hangs = {f"chat {number}" for number in range(officers) if number not in chats}
        await office.tick(EIGHT + n * LONGEST_PAUSE * 2)
    assert DeliveryState.FAILED not in office.states()
    assert office.reminders(ReminderState.SKIPPED) == []
    provider.hangs = set()
    await office.live(EIGHT + timedelta(hours=5), EIGHT + timedelta(hours=9), timedelta(minutes=30))
    assert set(office.states()) <= {DeliveryState.SENT}
