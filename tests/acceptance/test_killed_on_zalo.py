"""The bot on Zalo is killed again and again, each time a moment after an update was handed out."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from data.models import JournalEntry
from tests.acceptance.house import PATIENCE, wait_until
from tests.acceptance.zalo_house import ZaloHouse
from tests.databases.registries import SqliteFiles, with_plan_175
from tests.loopback.zalo.modes import Modes
from tests.loopback.zalo.people import Person
from tests.loopback.zalo.server import TOKEN, ZaloApi

KILLS = 50
KILLS_AT_MOST_ONCE = 12
LATEST = 0.06
"""Seconds after an update was handed out within which the process is killed: about as long as an answer takes."""


def house_of(modes: Modes, sqlite: SqliteFiles, folder: Path) -> Iterator[ZaloHouse]:
    with ZaloApi(modes, longest_poll=5) as api:
        house = ZaloHouse(folder, sqlite.copy_of(with_plan_175), api)
        yield house
        assert TOKEN.partition(":")[2] not in house.written
        assert "Traceback" not in house.written


@pytest.fixture
def replaying(sqlite: SqliteFiles, tmp_path: Path) -> Iterator[ZaloHouse]:
    """An update comes again until another is there."""
    yield from house_of(Modes(consumes="replay"), sqlite, tmp_path)


@pytest.fixture
def forgetting(sqlite: SqliteFiles, tmp_path: Path) -> Iterator[ZaloHouse]:
    """An update is gone once it was handed out."""
    yield from house_of(Modes(), sqlite, tmp_path)


def live_and_be_killed(house: ZaloHouse, before: Person | None, person: Person, draw: random.Random) -> None:
    """Run a bot until `before` is answered and what `person` says then was handed out; kill it a moment later."""
    with house.running() as bot:
        if before:
            before.wait_for_message(timeout=PATIENCE)
        update = person.says("/toi")

        def is_handed_out() -> bool:
            pending = house.zalo.bot.pending
            return update not in pending or (pending[0] is update and house.zalo.bot.is_handed_out)

        house.zalo.world.wait_for(is_handed_out, PATIENCE)
        time.sleep(draw.uniform(0, LATEST))
        bot.kill()


def is_answered(person: Person) -> bool:
    return any("Anh/chị là" in message.text for message in person.messages)


def test_no_update_is_lost_where_zalo_hands_out_again_what_was_not_followed(replaying: ZaloHouse) -> None:
    """Each life of the bot first takes up what the one before it left, then hears the next officer."""
    house, draw = replaying, random.Random(50)
    people = house.enrol_officers(KILLS)
    for before, person in zip([None, *people], people, strict=False):
        live_and_be_killed(house, before, person, draw)
    with house.running():
        people[-1].wait_for_message(timeout=PATIENCE)
        wait_until(lambda: not house.list_unanswered())
    answers = [len(person.messages) for person in people]
    assert min(answers) == 1
    assert sum(answers) <= 2 * KILLS  # one that was sent a moment before a kill: rather twice than not at all


def test_only_what_was_never_read_is_lost_where_zalo_hands_out_once(forgetting: ZaloHouse) -> None:
    house, draw = forgetting, random.Random(12)
    people = house.enrol_officers(KILLS_AT_MOST_ONCE)
    for person in people:
        live_and_be_killed(house, None, person, draw)
    with house.running():
        wait_until(lambda: not house.list_unanswered())
    with house.opened() as store, store.read() as session:
        read = {*session.exec(select(col(JournalEntry.chat_id)))}
    assert {person.chat_id for person in people if is_answered(person)} == read
