"""The bot is killed and stopped in the middle of a flood of acts: each act is done once, and its answer arrives."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

import pytest
from sqlmodel import select

from data.models import JournalEntry
from data.registry.duties import duty_lines, history
from data.registry.office import agencies
from data.store import Store
from tests.acceptance.house import PATIENCE, House
from tests.acceptance.test_stopping import all_is_done
from tests.databases.registries import Databases, with_plan_175
from tests.loopback.server import BotApi
from tests.loopback.world import World

AGENCIES = ("snv", "stp", "stc", "skhdt", "stttt", "syt", "sct", "sxd", "sgddt", "ttra")
ACTS_EACH = 8
UNPACED = {"telegram_per_second": "0"}
_SAID = re.compile(r"Đã ghi (\S+): 50%")


@pytest.fixture
def database_of_house(databases: Databases) -> str:
    return databases.copy_of(with_plan_175)


@pytest.fixture
def store(house: House) -> Iterator[Store]:
    opened = Store(house.database_url)
    yield opened
    opened.close()


def answered(world: World) -> Counter[tuple[str, str]]:
    """Count the answers that arrived, by chat and code."""
    calls = (call for call in world.calls if call.status == 200 and "text" in call.params)
    found = ((call.params["chat_id"], _SAID.search(call.params["text"])) for call in calls)
    return Counter((chat_id, said[1]) for chat_id, said in found if said)


def test_a_flood_of_acts_survives_a_kill_and_a_stop(house: House, api: BotApi, store: Store) -> None:
    people = {code: house.enrol_officer(number, code) for number, code in enumerate(AGENCIES, start=1)}
    with store.read() as session:
        owed = {
            code: {
                line.code: line.id
                for line in duty_lines.list_by_agency(session, agencies.find(session, code).id)
                if line.due_on
            }
            for code in AGENCIES
        }
    acts = {code: dict(list(owed[code].items())[:ACTS_EACH]) for code in AGENCIES}
    with house.running(**UNPACED):
        for person in people.values():
            person.says("/nhiemvu")
            person.wait_for_message(timeout=PATIENCE)
    for turn in zip_longest(*([(person, duty) for duty in acts[code].values()] for code, person in people.items())):
        for person, duty_id in filter(None, turn):
            person.taps_value(f"percent:{duty_id}:0:50")
    total = sum(len(of_agency) for of_agency in acts.values())
    with house.running(**UNPACED) as bot:
        api.wait_for(lambda world: len(answered(world)) >= total // 6, PATIENCE)
        bot.kill()
    with house.running(**UNPACED) as bot:
        before = len(answered(api.world))
        api.wait_for(lambda world: len(answered(world)) >= min(before + total // 6, total), PATIENCE)
        assert bot.stop() == 0
    with house.running(**UNPACED):
        api.wait_for(lambda world: len(answered(world)) >= total, PATIENCE)
        all_is_done(house)
    with store.read() as session:
        entries = {
            (code, duty): len(history.list_entries(session, duty_id))
            for code, of_agency in acts.items()
            for duty, duty_id in of_agency.items()
        }
        kept = [row for row in session.exec(select(JournalEntry)) if row.raw or row.reply]
    assert set(entries.values()) == {1}
    assert kept == []
    chats = {code: str(number) for number, code in enumerate(AGENCIES, start=1)}
    assert set(answered(api.world)) == {(chats[code], duty) for code, duty in entries}
    assert sum(answered(api.world).values()) <= total + 2 * len(AGENCIES), "at most what was on its way comes twice"
