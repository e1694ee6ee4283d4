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


def has_answers(person: Person, wanted: int, _world: World) -> bool:
    return len(person.messages) >= wanted


def test_what_cannot_be_read_is_skipped_and_noted_and_all_others_are_answered(house: House, api: BotApi) -> None:
    people = [house.enrol_officer(number) for number in (1, 2)]
    added = {}
    for name, (update, _kind) in UNREADABLE.items():
        people[0].says("/toi")
        added[name] = str(api.add_raw(update))
        people[1].says("/toi")
    wanted = len(UNREADABLE)
    with house.running(telegram_per_second="0", log_level="WARNING") as bot:
        for person in people:
            api.wait_for(partial(has_answers, person, wanted), PATIENCE)
        all_is_done(house)
        assert bot.alive
    with house.running(telegram_per_second="0", log_level="WARNING") as bot:  # none of them comes again
        people[0].says("/toi")
        api.wait_for(partial(has_answers, people[0], wanted + 1), PATIENCE)
        assert bot.stop() == 0
    assert [len(person.messages) for person in people] == [wanted + 1, wanted]
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
    print(f"{len(UNREADABLE)} kinds of unreadable updates among {2 * wanted} good ones: each of these answered once")
