"""One chat floods the real bot while officers talk to it and the morning's digests go out at Telegram's pace."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from threading import Event

import pytest

from data.enums import Role
from data.registry.office import agencies
from data.registry.people import identities
from data.store import Session
from tests.acceptance.house import PATIENCE, House
from tests.loopback.people import Person
from tests.loopback.server import BotApi
from tests.loopback.world import World

DIGESTS = int(os.environ.get("FLOOD_DIGESTS", "60"))
WITHIN = float(os.environ.get("FLOOD_SECONDS", "20"))
"""Seconds in which 95 of 100 answers to the others come; on a machine at rest 1 is asked for."""
FLOOD = 1_000
"""Updates of the flood that are there before anything else is, and those that follow each second."""
A_SECOND = 20
TALKERS = range(1, 21)
FLOODER = 99
FIRST_DIGEST = 1_000
"""Digests go to the chats from here on."""
ENROLLED = datetime.fromisoformat("2024-02-28T12:00:00+07:00")
MORNING = "2024-02-29T08:00:00+07:00"
"""A morning on which something falls due for the departments and districts, and for no commune."""
PAUSE = 1.5
"""Seconds between two questions of an officer: in a chat Telegram takes one message a second."""


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A server that refuses who does not keep Telegram's pace."""
    with BotApi(strict_rates=True) as server:
        yield server


def enrol(session: Session, chat_id: int, agency_id: int) -> None:
    identities.enrol(
        session,
        agency_id=agency_id,
        role=Role.OFFICER,
        name=f"Cán bộ số {chat_id}",
        channel="telegram",
        chat_id=str(chat_id),
        now=ENROLLED,
    )


def staff(house: House) -> tuple[list[Person], list[Person]]:
    """Enrol those who talk, of communes, and those who get a digest, of agencies to whom something falls due."""
    due = house.ask("reminders", "preview", "--from", MORNING[:10], "--to", MORNING[:10])["reminders"]
    reminded = sorted({one["agency"] for one in due})
    digests = range(FIRST_DIGEST, FIRST_DIGEST + DIGESTS)
    with house.registry.write() as session:
        everybody = agencies.list_all(session)
        of_communes = [one.id for one in everybody if one.kind == "commune" and one.code not in reminded]
        of_reminded = [one.id for one in everybody if one.code in reminded]
        for place, chat_id in enumerate(TALKERS):
            enrol(session, chat_id, of_communes[place])
        for place, chat_id in enumerate(digests):
            enrol(session, chat_id, of_reminded[place % len(of_reminded)])
        enrol(session, FLOODER, of_communes[-1])
    return [house.api.person(number) for number in TALKERS], [house.api.person(number) for number in digests]


def waits(person: Person, over: Event) -> list[float]:
    """Ask again and again until it is over; return the seconds that each answer took."""
    took = []
    while not over.wait(PAUSE):
        asked = time.monotonic()
        person.says("/nhiemvu")
        took.append(person.wait_for_message(timeout=PATIENCE).at - asked)
    return took


def flood(flooder: Person, over: Event) -> int:
    """Go on with the flood until it is over; return its size."""
    size = FLOOD
    while not over.wait(1 / A_SECOND):
        flooder.says(f"/nhiemvu {size}")
        size += 1
    return size


def have_their_digests(officers: list[Person], _world: World) -> bool:
    return all(officer.messages for officer in officers)


def officer(api: BotApi) -> Person:
    return api.person(FLOODER)


def stranger(api: BotApi) -> Person:
    return api.person(FLOODER + 1)


def group(api: BotApi) -> Person:
    return api.group(-100, name="Ai đó")


@pytest.mark.parametrize("flooding", [officer, stranger, group])
def test_a_flood_of_one_chat_keeps_neither_officers_nor_digests_waiting(
    house: House, api: BotApi, flooding: Callable[[BotApi], Person]
) -> None:
    talkers, reminded = staff(house)
    flooder, over = flooding(api), Event()
    for number in range(FLOOD):
        flooder.says(f"/nhiemvu {number}")
    # Below Telegram's 30: on a machine at work with other things messages bunch up on their way.
    settings = {"now": MORNING, "log_level": "WARNING", "telegram_per_chat": "1", "telegram_per_second": "25"}
    with house.running(**settings) as bot, ThreadPoolExecutor(len(talkers) + 1) as threads:
        api.wait_for(lambda _world: reminded[0].messages or None, PATIENCE)
        began = time.monotonic()
        flooded = threads.submit(flood, flooder, over)
        talked = [threads.submit(waits, person, over) for person in talkers]
        try:
            api.wait_for(partial(have_their_digests, reminded), PATIENCE)
            lasted = time.monotonic() - began
            over.wait(4 * PAUSE)  # few digests are over before anybody has asked twice
        finally:
            over.set()
        took = sorted(seconds for one in talked for seconds in one.result())
        size = flooded.result()
        assert bot.alive
    refused = sum(call.status == 429 for call in api.calls("sendMessage"))
    slow = took[int(0.95 * len(took))]
    print(
        f"{flooding.__name__}: beside {size} updates of one chat {DIGESTS} digests in {lasted:.1f} s,"
        f" {len(took)} answers: median {took[len(took) // 2]:.3f} s, p95 {slow:.3f} s, {refused} × 429"
    )
    assert slow < WITHIN
    # Where a message came late on a busy machine the next of its chat comes too soon: waited out, nothing is lost.
    assert refused <= len(api.calls("sendMessage")) // 50
    assert {len(person.messages) for person in reminded} == {1}
    if flooding is not officer:
        assert len(flooder.messages) <= 1 + lasted // 60, "a stranger is answered once a minute, a group once"
