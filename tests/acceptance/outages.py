"""Why a message did not arrive on its day, or came twice: from the kills, from what Telegram did, from the log."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from data.models import ChatLink, Delivery
from data.store import Store
from tests.acceptance.account import Fate
from tests.acceptance.year import Year
from tests.loopback.chats import Message
from tests.loopback.world import Call

AT_A_KILL = 5.0
"""Seconds around it in which a message of that day was on its way, or its answer not yet written down: a disk may be
slow, and Telegram also takes what a process had asked for when it died."""

STILL_WAITING = timedelta(days=14)
"""Days of a fast rehearsal that pass while a chat keeps a pause, or a message to it waits for its answer."""
SEVERAL = 2
"""Messages without an answer in a row that make a channel silent."""

_DAY = re.compile(r"(?:<b>)?⏰ \w+ [^,]+, (\d\d)/(\d\d)/(\d{4}) · ")
_TOO_LATE = re.compile(
    r"delivery (\d+) on telegram, try \d+: \w+: (?:ConnectionTimeoutError|SocketTimeoutError|WriteTimeout)"
)

Push = tuple[int, date | None]
"""Chat and day."""


class Outages:
    """Of a year that was lived through."""

    def __init__(self, year: Year) -> None:
        api = year.house.api
        failed = [call for call in api.calls("sendMessage") if call.status != 200]
        pushes = [(call, (int(call.params["chat_id"]), day_of(call.params["text"]))) for call in failed]
        self._year = year
        self._unanswered = api.world.unanswered
        self._failed = {push for _, push in pushes}
        self._asked_to_wait = {day for call, (_, day) in pushes if call.status == 429}
        self._too_late = _too_late(year.house.written, year.store)
        self._waited = _failed_days(api.calls("sendMessage"))
        self._silences = _silences(api.calls("sendMessage"))

    def over(self, fate: Fate) -> str | None:
        """What covered the day of a reminder; None if it should have arrived on it."""
        push = (fate.chat_id, fate.day)
        covered = {
            "the office was shut": fate.day in self._year.shut,
            "its message failed": push in self._failed,
            "messages without an answer still waited": any(
                day and timedelta(0) <= fate.day - day <= STILL_WAITING for _, day in self._waited
            ),
            "the process was killed while it sent the day's post": fate.day in {day for _, day in self._year.kills},
            "Telegram asked everybody to wait": fate.day in self._asked_to_wait,
            "the answer came too late": push in self._too_late,
            "Telegram answered nobody": any(first <= fate.day <= last for first, last in self._silences),
        }
        return next((cause for cause, found in covered.items() if found), None)

    def why_twice(self, message: Message) -> str | None:
        """Why a message that Telegram took was not written down as sent; None if it should have been."""
        day = day_of(message.text)
        covered = {
            "the answer was lost": message.message_id in self._unanswered,
            "the process was killed": any(
                abs(instant - message.at) < AT_A_KILL and (day is None or day <= slot)
                for instant, slot in self._year.kills
            ),
            "the answer came too late": (message.chat_id, day) in self._too_late,
        }
        return next((cause for cause, found in covered.items() if found), None)


def day_of(text: str) -> date | None:
    """The day of a digest, as it was sent or as it is read; None where it is none."""
    heading = _DAY.match(text)
    return date(*(int(part) for part in reversed(heading.groups()))) if heading else None


def _failed_days(calls: Sequence[Call]) -> set[Push]:
    """Return chat and day of every call that failed; one that is no digest was made on the day of the last digest."""
    found, today = set[Push](), None
    for call in calls:
        today = day_of(call.params["text"]) or today
        if call.status != 200:
            found.add((int(call.params["chat_id"]), today))
    return found


def _silences(calls: Sequence[Call]) -> list[tuple[date, date]]:
    """Return the days on which messages were tried one at a time (`scheduler.sending.silence`).

    From the first of several calls in a row without an answer to the day of the next call that had one: in a fast
    rehearsal days pass between two tries.
    """
    found: list[tuple[date, date]] = []
    hanging: list[date | None] = []
    for call in calls:
        day = day_of(call.params["text"])
        if not call.status:
            hanging.append(day)
            continue
        days = [one for one in hanging if one]
        if len(hanging) >= SEVERAL and days and day:
            found.append((min(days), day))
        if day or len(hanging) < SEVERAL:
            hanging = []
    return found


def _too_late(written: str, store: Store) -> set[Push]:
    """The messages for which the bot, by its own log, did not wait any longer: a busy machine answers late."""
    ids = {int(number) for number in _TOO_LATE.findall(written)}
    query = select(col(Delivery.id), col(ChatLink.chat_id), col(Delivery.slot)).join(
        ChatLink, col(Delivery.chat_link_id) == col(ChatLink.id)
    )
    with store.read() as session:
        return {(int(chat_id), slot) for number, chat_id, slot in session.execute(query) if number in ids}
