"""Counts of people and of this month's messages, bot by bot."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.settings import Settings
from data.registry.office import channel_months
from data.registry.people import bot_places
from data.rules.viet_nam_time import month_of
from data.store import Session

_ADDRESS = "https://bot.zaloplatforms.com/bots/"
"""The beginning of the address of a bot's chat; its number follows (https://docs.zaloplatforms.com/docs/BOT/)."""


@dataclass(frozen=True, slots=True)
class BotUsage:
    """One bot, by its channel. `places` and `allowed` are 0 without a limit; `is_spent`: Zalo takes no more."""

    channel: str
    people: int
    places: int
    sent: int
    received: int
    allowed: int
    is_spent: bool

    def as_json(self) -> dict[str, Any]:
        """Return the bot as `nhacviec zalo list --json` prints it."""
        return {
            "channel": self.channel,
            "people": self.people,
            "places": self.places or None,
            "sent": self.sent,
            "received": self.received,
            "allowed": self.allowed or None,
            "spent": self.is_spent,
            "link": describe_link(self.channel),
        }

    def as_row(self) -> tuple[str, str, str, str]:
        """Return the bot as a row of the table."""
        sent = _of(self.sent, self.allowed) + (", Zalo không nhận thêm" if self.is_spent else "")
        return self.channel, _of(self.people, self.places), sent, describe_link(self.channel)


def list_bots(session: Session, settings: Settings, now: datetime, wall: datetime) -> list[BotUsage]:
    """Return the bots of the settings at the office's `now` and the real instant `wall`."""
    people = bot_places.count_people(session, now)
    usages = channel_months.list_usages(session, month_of(wall))
    return [
        BotUsage(
            channel,
            people.get(channel, 0),
            settings.zalo_people,
            used.sent if (used := usages.get(channel)) else 0,
            used.received if used else 0,
            settings.zalo_monthly_messages,
            used is not None and used.spent_at is not None,
        )
        for channel in settings.zalo_channels
    ]


def describe_link(channel: str) -> str:
    """Return the address that opens the chat with a bot."""
    return f"{_ADDRESS}{channel.partition('-')[2]}"


def _of(number: int, limit: int) -> str:
    return f"{number}/{limit}" if limit else str(number)
