"""Many officers act in the same moment, through the real bot: nothing is lost on either database, kill or no kill."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import zip_longest

import pytest
from sqlmodel import select

from data.consistency import find_faults
from data.enums import Change, Role
from data.models import JournalEntry
from data.registry.duties import duty_lines, history
from data.registry.duties.history import EntryFacts
from data.registry.office import agencies
from data.registry.people import identities
from data.store import Session, Store
from tests.acceptance.house import NOW, PATIENCE, House
from tests.acceptance.outages.test_stopping import all_is_done
from tests.databases.registries import Databases, with_plan_175
from tests.loopback.chats import Message
from tests.loopback.people import Person
from tests.loopback.server import BotApi
from tests.loopback.world import World

EACH_ONES_OWN = 100
"""Officers of as many communes, each on the TC.1 of their own."""
SHARED = 100
"""Officers of Sở Tư pháp, all on its II.3."""
AGENCIES = ("snv", "stp", "stc", "skhdt", "stttt", "syt", "sct", "sxd", "sgddt", "ttra")
ACTS_EACH = 8
"""Officers whose acts the bot is killed in, one of each agency, and how many acts of each."""
KILLS = int(os.environ.get("KILLS", "1"))
"""How often the bot is killed, and stopped as often."""
ACTS_A_RUN = 3
"""Acts for each of these runs. What agencies cannot make up is added by communes, which have one each."""
UNPACED = {"telegram_per_second": "0", "log_level": "WARNING"}
"""Telegram's pace would keep them apart, and so would writing down every step of two hundred."""
_SAID = re.compile(r"Đã ghi (\S+): 50%")


@pytest.fixture
def database_of_house(databases: Databases) -> str:
    return databases.copy_of(with_plan_175)


@contextmanager
def opened(house: House) -> Iterator[Store]:
    store = Store(house.database_url)
    yield store
    store.close()


def staffed(house: House) -> tuple[list[Person], list[Person]]:
    """Enrol officers with a duty of their own and officers who share one; chats are numbered from 1."""
    with opened(house) as store, store.write() as session:
        of = [*communes(session), *[agencies.find(session, "stp").id] * SHARED]
        for number, agency_id in enumerate(of, start=1):
            identities.enrol(
                session,
                agency_id=agency_id,
                role=Role.OFFICER,
                name=f"Cán bộ số {number}",
                channel="telegram",
                chat_id=str(number),
                now=NOW,
            )
    everybody = [house.api.person(number, f"Cán bộ số {number}") for number, _agency in enumerate(of, start=1)]
    return everybody[:EACH_ONES_OWN], everybody[EACH_ONES_OWN:]


def communes(session: Session) -> list[int]:
    """Return as many communes as there are officers with a duty of their own."""
    return [agency.id for agency in agencies.list_all(session) if agency.kind == "commune"][:EACH_ONES_OWN]


def communes_duties(house: House) -> list[int]:
    """Return the duty of each of them."""
    with opened(house) as store, store.read() as session:
        return [duty_lines.list_by_agency(session, agency_id)[0].id for agency_id in communes(session)]


def duty_of(house: House, agency: str, code: str) -> int:
    """Return the first duty of an agency under a code."""
    with opened(house) as store, store.read() as session:
        owed = duty_lines.list_by_agency(session, agencies.find(session, agency).id)
    return next(row.id for row in owed if row.code == code)


def changes(house: House) -> list[tuple[str, list[EntryFacts]]]:
    """Return the changed duties by their codes, each with its history."""
    with opened(house) as store, store.read() as session:
        return [
            (row.code, history.list_entries(session, row.id))
            for row in duty_lines.list_duties(session)
            if row.version
        ]


def card(person: Person, duty_id: int) -> Message:
    """Return the card that an officer has had on the screen since the morning."""
    return Message(1, int(person.chat_id), at=0, buttons=((("✅ Đã xong", f"done:{duty_id}:0"),),))


def answer(message: Message) -> bool:
    """Return whether a message answers the officer's own report, not a colleague's."""
    return message.text.startswith(("✅ Đã ghi ", "II.3 đã được "))


def test_nothing_is_lost_when_two_hundred_officers_finish_at_once(house: House) -> None:
    owners, sharers = staffed(house)
    shared_duty = duty_of(house, "stp", "II.3")
    theirs = {person.chat_id: duty for person, duty in zip(owners, communes_duties(house), strict=True)}
    with house.running(**UNPACED):
        for person in (*owners, *sharers):
            person.taps("✅ Đã xong", card(person, theirs.get(person.chat_id, shared_duty)))
        for person in (*owners, *sharers):
            person.wait_for_message(lambda message: "ngày của văn bản" in message.text, PATIENCE)
        for person in (*sharers, *owners):
            person.says(f"{person.chat_id}/BC 26/02/2024")
        own = [person.wait_for_message(answer, PATIENCE).text for person in owners]
        shared = [person.wait_for_message(answer, PATIENCE).text for person in sharers]

    assert all(text.startswith("✅ Đã ghi TC.1 là xong.") for text in own)
    [winner] = [person for person, text in zip(sharers, shared, strict=True) if text.startswith("✅")]
    told = f"II.3 đã được Cán bộ số {winner.chat_id} cập nhật lúc"
    assert sum(text.startswith(told) for text in shared) == SHARED - 1

    noted = changes(house)
    assert len(noted) == EACH_ONES_OWN + 1
    assert {tuple(entry.change for entry in entries) for _code, entries in noted} == {(Change.REPORTED,)}
    for _code, [entry] in noted:
        assert entry.officer_name == f"Cán bộ số {(entry.document_number or '').removesuffix('/BC')}"
    [[one]] = [entries for code, entries in noted if code == "II.3"]
    assert one.document_number == f"{winner.chat_id}/BC"
    with opened(house) as store:
        assert find_faults(store) == []


def answered(world: World) -> Counter[tuple[str, str]]:
    """Count the answers that arrived, by chat and code."""
    calls = (call for call in world.calls if call.status == 200 and "text" in call.params)
    found = ((call.params["chat_id"], _SAID.search(call.params["text"])) for call in calls)
    return Counter((chat_id, said[1]) for chat_id, said in found if said)


def has_answered(wanted: int, world: World) -> bool:
    return len(answered(world)) >= wanted


def test_a_flood_of_acts_survives_a_kill_and_a_stop(house: House, api: BotApi) -> None:
    with opened(house) as store, store.read() as session:
        communes_codes = [one.code for one in agencies.list_all(session) if one.kind == "commune"]
    more = max(0, 2 * KILLS * ACTS_A_RUN - len(AGENCIES) * ACTS_EACH)
    codes = (*AGENCIES, *communes_codes[:more])
    people = {code: house.enrol_officer(number, code) for number, code in enumerate(codes, start=1)}
    with opened(house) as store, store.read() as session:
        owed = {
            code: {
                line.code: line.id
                for line in duty_lines.list_by_agency(session, agencies.find(session, code).id)
                if line.due_on
            }
            for code in codes
        }
    acts = {code: dict(list(owed[code].items())[:ACTS_EACH]) for code in codes}
    with house.running(**UNPACED):
        for person in people.values():
            person.says("/nhiemvu")
            person.wait_for_message(timeout=PATIENCE)
    for turn in zip_longest(*([(person, duty) for duty in acts[code].values()] for code, person in people.items())):
        for person, duty_id in filter(None, turn):
            person.taps_value(f"percent:{duty_id}:0:50")
    total = sum(len(of_agency) for of_agency in acts.values())
    pace = UNPACED if KILLS == 1 else UNPACED | {"telegram_per_second": "1"}  # else they would be over too soon
    killed, stopped, part = 0, 0, 1 if KILLS > 1 else total // 6
    for number in range(2 * KILLS):
        before = len(answered(api.world))
        if before >= total:
            break
        wanted = min(before + part, total)
        with house.running(**pace) as bot:
            api.wait_for(partial(has_answered, wanted), PATIENCE)
            if number % 2:
                assert bot.stop() == 0
                stopped += 1
            else:
                bot.kill()
                killed += 1
    with house.running(**UNPACED):
        api.wait_for(partial(has_answered, total), PATIENCE)
        all_is_done(house)
    with opened(house) as store, store.read() as session:
        entries = {
            (code, duty): len(history.list_entries(session, duty_id))
            for code, of_agency in acts.items()
            for duty, duty_id in of_agency.items()
        }
        kept = [row for row in session.exec(select(JournalEntry)) if row.raw or row.reply]
    assert set(entries.values()) == {1}
    assert kept == []
    chats = {code: str(number) for number, code in enumerate(codes, start=1)}
    assert set(answered(api.world)) == {(chats[code], duty) for code, duty in entries}
    twice = sum(answered(api.world).values()) - total
    print(
        f"{total} acts, killed {killed} times and stopped {stopped} times among them: each is there once,"
        f" {twice} answers came twice"
    )
    assert (killed, stopped) == (KILLS, KILLS)
    assert twice <= 2 * KILLS * len(AGENCIES), "at most what was on its way comes twice"
