"""Part of a year with kills and faults, and the proof that no officer missed a reminder because of them."""

from collections import Counter
from datetime import date

from data.enums import ReminderState, Role
from tests.acceptance.house import House
from tests.acceptance.rehearsal.outages import Outages, day_of
from tests.acceptance.rehearsal.reminder_fates import Fate, list_confirmed, list_fates, list_told_later
from tests.acceptance.rehearsal.seats import Seats
from tests.acceptance.rehearsal.year import Year
from tests.loopback.chats import Message
from tests.loopback.errors import forbidden
from tests.loopback.server import BotApi

LOS_ANGELES = "America/Los_Angeles"
BLOCKING = ("stc", "snv", "tp-thai-binh")
"""Agencies with a second officer, who blocks the bot in the middle of the first push."""


def check_every_reminder_arrives(
    house: House,
    seats: Seats,
    first: date,
    last: date,
    *,
    kills: int,
    zone: str = LOS_ANGELES,
    lived: type[Year] = Year,
) -> None:
    """Live from `first` to `last` on a server in `zone`. Fail for a reminder that preview names and nobody got.

    `lived` is the kind of year: of one process, or of several.
    """
    api = house.api
    house.zone = zone
    year = lived(house, seats.store, first, last)
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
