"""Updates that nobody can read stand among good ones: the real bot skips each of them, and answers all others."""

import json
from functools import partial

from sqlmodel import select

from data.enums import UpdateState
from data.models import JournalEntry
from tests.acceptance.house import PATIENCE, House
from tests.acceptance.outages.test_stopping import all_is_done
from tests.bot.channels.telegram.receiving.unreadable import SECRET, UNREADABLE
from tests.loopback.people import Person
from tests.loopback.server import BotApi
from tests.loopback.world import World


def numbered(update: object) -> bool:
    """Return whether the update bears a number of its own making, or none could be given to it."""
    return not isinstance(update, dict) or "update_id" in update


def are_answered(people: list[Person], _world: World) -> bool:
    return all(person.messages for person in people)


def test_what_cannot_be_read_is_skipped_and_noted_and_all_others_are_answered(house: House, api: BotApi) -> None:
    people = [house.enrol_officer(number) for number in range(1, 2 * len(UNREADABLE) + 1)]
    added, good = {}, iter(people)
    for name, (update, _kind) in UNREADABLE.items():
        next(good).says("/toi")
        added[name] = str(api.add_raw(update))
        next(good).says("/toi")
    with house.running(telegram_per_second="0", log_level="WARNING") as bot:
        api.wait_for(partial(are_answered, people), PATIENCE)
        all_is_done(house)
        assert bot.alive
    with house.running(telegram_per_second="0", log_level="WARNING") as bot:  # none of them comes again
        last = house.enrol_officer(len(people) + 1)
        last.says("/toi")
        last.wait_for_message(timeout=PATIENCE)
        assert bot.stop() == 0
    assert {len(person.messages) for person in people} == {1}
    assert SECRET not in house.written
    assert json.dumps(SECRET) not in house.written
    with house.registry.read() as session:
        rows = list(session.exec(select(JournalEntry)))
    skipped = {row.update_id: row.note or "" for row in rows if row.state is UpdateState.SKIPPED}
    for name, (update, kind) in UNREADABLE.items():
        assert kind in house.written, name
        if not numbered(update):
            assert skipped.pop(added[name]).startswith(f"{kind}: "), name
    assert skipped == {}
    assert SECRET not in "".join(f"{row.raw}{row.reply}{row.note}" for row in rows)
    print(f"{len(UNREADABLE)} kinds of unreadable updates among {len(people)} good ones: each of these answered once")
