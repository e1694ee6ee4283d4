"""Causes of a message that was late or came twice: kills, faults of Telegram, slow answers in the log."""

import re
from collections import Counter
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.models import ChatLink, Delivery
from tests.acceptance.rehearsal.reminder_fates import Fate
from tests.acceptance.rehearsal.year import Year
from tests.loopback.chats import Message

AT_A_KILL = 5.0
"""Seconds around it in which a message of that day was on its way, or its answer not yet written down: a disk may be
slow, and Telegram also takes what a process had asked for when it died."""

_DAY = re.compile(r"(?:<b>)?⏰ \w+ [^,]+, (\d\d)/(\d\d)/(\d{4}) · ")
_TOO_LATE = re.compile(
    r"delivery (\d+) on telegram, try \d+: \w+: (?:ConnectionTimeoutError|SocketTimeoutError|WriteTimeout)"
)
_UNANSWERED = re.compile(r"delivery (\d+) on telegram, try \d+: Unknown")

Push = tuple[int, date | None]
"""Chat and day."""


class Outages:
    """The outages of a year that was lived through."""

    def __init__(self, year: Year) -> None:
        api = year.house.api
        failed = [call for call in api.calls("sendMessage") if call.status != 200]
        pushes = [(call, (int(call.params["chat_id"]), day_of(call.params["text"]))) for call in failed]
        self._year = year
        self._unanswered = api.world.unanswered
        self._failed = {push for _, push in pushes}
        self._asked_to_wait = {day for call, (_, day) in pushes if call.status == 429}
        self._too_late = set(_find_pushes(_TOO_LATE, year))
        self._tries_unanswered = _find_pushes(_UNANSWERED, year)

    def over(self, fate: Fate) -> str | None:
        """Return the cause that explains a missed day; None if the reminder should have arrived on it."""
        push = (fate.chat_id, fate.day)
        covered = {
            "the office was shut": fate.day in self._year.shut,
            "its message failed": push in self._failed,
            "the process was killed while it sent the day's post": fate.day in {day for _, day in self._year.kills},
            "Telegram asked everybody to wait": fate.day in self._asked_to_wait,
            "the answer came too late": push in self._too_late,
        }
        return next((cause for cause, found in covered.items() if found), None)

    def let_it_be_given_up(self, fate: Fate) -> bool:
        """Return True if two tries of a message had no answer, one of them because a busy machine was slow."""
        push = (fate.chat_id, fate.day)
        return push in self._too_late and self._tries_unanswered[push] > 1

    def why_twice(self, message: Message) -> str | None:
        """Return the cause why an accepted message was not recorded as sent; None if it should have been."""
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
    """Return the day of a digest's text (HTML or plain); None for other texts."""
    heading = _DAY.match(text)
    return date(*(int(part) for part in reversed(heading.groups()))) if heading else None


def _find_pushes(pattern: re.Pattern[str], year: Year) -> Counter[Push]:
    """Return the pushes that `pattern` finds in the bot's own log, and how often."""
    ids = Counter(int(number) for number in pattern.findall(year.house.written))
    query = select(col(Delivery.id), col(ChatLink.chat_id), col(Delivery.slot)).join(
        ChatLink, col(Delivery.chat_link_id) == col(ChatLink.id)
    )
    with year.store.read() as session:
        found = session.execute(query).all()
    return Counter({(int(chat_id), slot): ids[number] for number, chat_id, slot in found if number in ids})
