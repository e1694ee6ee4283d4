"""Pull the plug at any moment of the year, and no officer misses a reminder because of it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlmodel import select

from data.enums import ReminderState, Role
from data.models import Agency
from data.rules.digest_hours import slot_opens_at
from data.store import Store
from tests.acceptance.house import PATIENCE, House, wait_until
from tests.acceptance.rehearsal.outages import Outages, day_of
from tests.acceptance.rehearsal.reminder_fates import Fate, has_waiting, list_confirmed, list_fates, list_told_later
from tests.acceptance.rehearsal.seats import STANDING_BODY, Seats
from tests.acceptance.rehearsal.year import Year
from tests.databases.registries import Databases, with_plan_175
from tests.loopback.chats import Message
from tests.loopback.errors import forbidden
from tests.loopback.server import BotApi

COMMUNES = 4
"""Of 260 that owe all the same."""
LOS_ANGELES = "America/Los_Angeles"
HEADED = ("stc", "stp", "vu-thu")
"""Agencies whose heads have a chat."""
BLOCKING = ("stc", "snv", "tp-thai-binh")
"""Agencies with a second officer, who blocks the bot in the middle of the first push."""


@pytest.fixture
def database_of_house(databases: Databases) -> str:
    return databases.copy_of(with_plan_175)


@pytest.fixture
def seats(house: House, api: BotApi) -> Iterator[Seats]:
    """Enrol an officer of every department, district and some communes, some heads, and a supervisor."""
    store = Store(house.database_url)
    with store.read() as session:
        codes = list(session.exec(select(Agency.code).order_by(Agency.code)))
    communes = [code for code in codes if code.startswith("xa-")]
    taken = Seats(store, api, since=slot_opens_at(date(2023, 12, 31)))
    taken.take([code for code in codes if code not in communes] + communes[:COMMUNES], Role.OFFICER)
    taken.take(HEADED, Role.HEAD)
    taken.take([STANDING_BODY], Role.SUPERVISOR)
    yield taken
    store.close()


@pytest.mark.parametrize(
    ("databases", "zone", "first", "last", "kills"),
    [
        # Half a year each, for two cores to live through side by side.
        pytest.param("sqlite", LOS_ANGELES, date(2024, 1, 2), date(2024, 6, 30), 10, id="first half on SQLite"),
        pytest.param("sqlite", LOS_ANGELES, date(2024, 7, 1), date(2024, 12, 31), 10, id="second half on SQLite"),
        pytest.param("postgresql", "UTC", date(2024, 3, 1), date(2024, 4, 12), 4, id="six weeks on PostgreSQL"),
    ],
    indirect=["databases"],
)
def test_every_reminder_that_preview_names_arrives(
    house: House, api: BotApi, seats: Seats, zone: str, first: date, last: date, kills: int
) -> None:
    house.zone = zone
    year = Year(house, seats.store, first, last)
    awaited = seats.told(year.preview, external_tasks(house))
    blocking = seats.take(BLOCKING, Role.OFFICER)
    for chat_id in blocking:
        api.person(chat_id).is_in_trouble(forbidden("bot was blocked by the user"))
    digests = {(day, chat_id) for (day, *_), chat_id in awaited}
    year.live(kills, messages=int(0.8 * len(digests)), chats=sorted({chat_id for _, chat_id in digests}))

    found = [fate for fate in list_fates(seats.store) if fate.chat_id not in blocking and first <= fate.day <= last]
    assert Counter((fate.line, fate.chat_id) for fate in found) == Counter(awaited)
    assert all(on_screen(fate, api) for fate in found if fate.arrived)
    outages, instead = Outages(year), list_told_later(found)
    missed = Counter(how_missed(fate, outages, instead) for fate in found if not fate.on_its_day)
    copies = unconfirmed(api, seats)
    twice = Counter(map(outages.why_twice, copies))
    assert None not in twice, [copy for copy in copies if not outages.why_twice(copy)]
    assert max(punctual(api, seats).values()) == 1
    print(f"{len(awaited)} reminders to {len(seats)} officers in {len(api.world.sent)} messages, {kills} kills")
    print("\n".join(f"{count} {what}" for what, count in [*missed.items(), *twice.items()]))


def external_tasks(house: House) -> frozenset[str]:
    """Return the codes of the external tasks, about which the standing body is asked."""
    return frozenset(task["code"] for task in house.ask("plan", "show")["tasks"] if task["kind"] == "external")


def how_missed(fate: Fate, outages: Outages, instead: set[Fate]) -> str:
    """Return how and why a reminder missed its day. Fails if nothing explains it."""
    because = outages.over(fate)
    assert because, f"nothing kept it from arriving: {fate}"
    if fate.arrived:
        return f"came late: {because}"
    if fate.because == "set_aside" and outages.let_it_be_given_up(fate):
        return f"was given up, and is repeated by the next stage: {because}"
    assert (fate.state, fate.because) == (ReminderState.SKIPPED, "overtaken"), fate
    assert fate in instead, f"nobody was told of it later: {fate}"
    return f"gave way to a later stage that came: {because}"


def unconfirmed(api: BotApi, seats: Seats) -> list[Message]:
    """Return the messages that Telegram accepted and the bot does not know of: they were sent again."""
    known = list_confirmed(seats.store)
    return [message for message in api.world.sent if message.message_id not in known]


def punctual(api: BotApi, seats: Seats) -> Counter[tuple[int, date]]:
    """Count the digests of a day in each chat, without copies and without late ones."""
    known = list_confirmed(seats.store)
    days = [(message, day_of(message.text)) for message in api.world.sent if message.message_id in known]
    return Counter((message.chat_id, day) for message, day in days if day and "lẽ ra gửi từ" not in message.text)


def on_screen(fate: Fate, api: BotApi) -> bool:
    """Return whether the officer reads the task in its digest, or that there are more than it shows."""
    text = api.world.chats[fate.chat_id].messages[fate.message_id or 0].text
    return fate.line[2] in text or "việc khác" in text


def test_two_processes_on_one_registry_send_nothing_twice(house: House, api: BotApi, seats: Seats) -> None:
    """Monday 11/03/2024: TC.1 is overdue everywhere."""
    eight = slot_opens_at(date(2024, 3, 11)) + timedelta(hours=2)
    with house.running(now=eight.isoformat()), house.running(now=eight.isoformat()):
        wait_until(lambda: api.world.sent, PATIENCE)
        wait_until(lambda: not has_waiting(seats.store))
    assert {message.message_id for message in api.world.sent} == list_confirmed(seats.store)
    digests = [message.chat_id for message in api.world.sent if day_of(message.text)]
    assert sorted(digests) == sorted({one.chat_id for one in list_fates(seats.store)})


def test_the_fastest_rehearsal_sends_on_its_first_morning(house: House, seats: Seats) -> None:
    """Monday 11/03/2024: at a thousand days a second, weeks pass before the office works for the first time."""
    first = date(2024, 3, 11)
    with house.running(now=slot_opens_at(first).isoformat(), clock_rate=str(86_400_000)):
        wait_until(lambda: any(fate.arrived for fate in list_fates(seats.store)))
    assert next(fate.sent_on for fate in list_fates(seats.store) if fate.arrived) == first
