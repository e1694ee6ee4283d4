"""Pull the plug at any moment of the year, and no officer misses a reminder because of it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from data.registry import agencies, people
from data.store import Store
from data.words import ReminderState, Role
from scheduler.slots import opening
from tests.acceptance.account import confirmed, fates, told_instead, unconfirmed
from tests.acceptance.house import PATIENCE, House, until
from tests.acceptance.year import Year
from tests.databases import Databases, with_plan_175
from tests.loopback.errors import forbidden
from tests.loopback.server import BotApi

LINKED = ("stc", "stc", "vp-ubnd", "vu-thu", "tp-thai-binh", "xa-12433")
"""The agencies of the officers, whose chats are numbered from 1: departments, a district, the city, a commune."""
BLOCKED = 1
"""Blocks the bot in the middle of the first push; the colleague in the same agency still gets theirs."""
AT_THEIR_STAGE = 0.5
"""At least this part of all reminders arrives at its own stage, however often the bot is killed and however busy
the machine. The others come at a later one: days of a rehearsal pass before it is certain that one did not arrive."""

HARDLY_ANY = 0.01
"""At most this part waits for longer than the look-back of two weeks, some seconds of a rehearsal, since its message
was killed or failed over and over."""


@pytest.fixture
def database_of_house(databases: Databases) -> str:
    return databases.copy_of(with_plan_175)


@pytest.fixture
def linked(house: House, api: BotApi) -> Iterator[Store]:
    """The registry of the house, with an officer in chat 1, 2, 3... of each of the agencies."""
    store = Store(house.database_url)
    with store.write() as session:
        for chat_id, code in enumerate(LINKED, 1):
            api.person(chat_id)
            people.enrol(
                session,
                agency_id=agencies.find(session, code).id,
                role=Role.OFFICER,
                name=f"Cán bộ {chat_id}",
                channel="telegram",
                chat_id=str(chat_id),
                now=opening(date(2023, 12, 31)),
            )
    yield store
    store.close()


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("databases", "first", "last", "kills"),
    [
        pytest.param("sqlite", date(2024, 1, 2), date(2024, 12, 31), 30, id="a year on SQLite"),
        pytest.param("postgresql", date(2024, 3, 1), date(2024, 4, 12), 6, id="six weeks on PostgreSQL"),
    ],
    indirect=["databases"],
)
def test_every_reminder_that_preview_names_arrives(
    house: House, api: BotApi, linked: Store, first: date, last: date, kills: int
) -> None:
    api.person(BLOCKED).is_in_trouble(forbidden("bot was blocked by the user"))
    year = Year(house, linked, first, last)
    awaited = {(line, chat_id) for line in year.named for chat_id in chats_of(line[1]) if chat_id != BLOCKED}
    mornings = len({(day, chat_id) for (day, *_), chat_id in awaited})
    year.live(kills, messages=int(0.9 * mornings), chats=range(2, len(LINKED) + 1))

    found = fates(linked)
    arrived = {(one.line, one.chat_id) for one in found if one.state is ReminderState.SENT}
    instead = {(one.line, one.chat_id) for one in told_instead(found)}
    given_up = {(one.line, one.chat_id) for one in found if one.because == "expired"}
    assert awaited <= arrived | instead | given_up
    assert len(given_up) <= HARDLY_ANY * len(awaited)
    assert len(arrived) >= AT_THEIR_STAGE * len(awaited)
    for one in found:
        if one.state is ReminderState.SENT:
            assert one.line[2] in api.world.chats[one.chat_id].messages[one.message_id or 0].text
    twice = unconfirmed(year.sent, confirmed(linked))
    assert len(twice) <= house.written.count(": Unknown") + kills * len(LINKED)
    assert not [message for message in twice if message.chat_id == BLOCKED]
    print(
        f"{len(awaited)} reminders in {mornings} digests, {kills} kills: {len(arrived)} arrived at their stage, "
        f"{len(instead)} at a later one, {len(given_up)} were given up; {len(twice)} messages came twice"
    )


def test_two_processes_on_one_registry_send_nothing_twice(house: House, api: BotApi, linked: Store) -> None:
    """Monday 11/03/2024: TC.1 is overdue everywhere."""
    eight = opening(date(2024, 3, 11)) + timedelta(hours=2)
    with house.running(now=eight.isoformat()), house.running(now=eight.isoformat()):
        until(lambda: len(api.world.sent) >= len(LINKED), PATIENCE)
        until(lambda: all(one.state is not ReminderState.PLANNED for one in fates(linked)))
    assert sorted(message.chat_id for message in api.world.sent) == list(range(1, len(LINKED) + 1))


def chats_of(agency: str) -> list[int]:
    return [chat_id for chat_id, code in enumerate(LINKED, 1) if code == agency]
