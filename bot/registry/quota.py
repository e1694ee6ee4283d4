"""The messages that a channel may send in a month, counted in the registry."""

import asyncio
import logging
from collections.abc import Callable
from datetime import date, datetime

from bot.registry.access import run_writing
from bot.registry.later import Later
from data.enums import QuotaLevel
from data.registry.office import channel_months
from data.registry.office.channel_months import Usage
from data.rules.limits.quotas import quota_level_of
from data.rules.viet_nam_time import month_of, next_month_begins
from data.store import Session, Store

SOON = 1.0
"""Seconds that messages wait to be counted together."""

_log = logging.getLogger(__name__)


class RegistryQuota:
    """The quota of one channel (`bot.channels.zalo.quota.Quota`): `allowed` messages a month, 0 for no limit.

    `wall` is the real time (UTC). `is_shared`: other processes may send on the channel as well.
    """

    def __init__(
        self, store: Store, wall: Callable[[], datetime], channel: str, allowed: int, *, is_shared: bool = False
    ) -> None:
        self._is_shared = is_shared
        self._store = store
        self._wall = wall
        self._channel = channel
        self._allowed = allowed
        self._month = month_of(wall())
        self._sent = self._received = 0
        self._newly_spent = False
        self._one_at_a_time = asyncio.Lock()
        self._later = Later(self.flush, SOON, SOON, f"{channel}: chưa lưu được số tin đã gửi")
        with store.read() as session:
            found = channel_months.list_usages(session, self._month).get(channel)
        self._usage = found or Usage(channel, 0, 0, None)

    @property
    def is_spent(self) -> bool:
        """Return whether the provider has said that this month's messages are spent."""
        self._begin_month()
        return self._newly_spent or self._usage.spent_at is not None

    @property
    def is_scarce(self) -> bool:
        """Return whether so few are left that they are kept for digests and answers."""
        return quota_level_of(self.sent, self._allowed) is QuotaLevel.SCARCE

    @property
    def sent(self) -> int:
        """Return how many messages of this month were counted so far."""
        self._begin_month()
        return self._usage.sent + self._sent

    def seconds_left(self) -> float:
        """Return the real time in which this month ends, in seconds."""
        wall = self._wall()
        return (next_month_begins(wall) - wall).total_seconds()

    def count_sent(self) -> None:
        """Count a message that was sent, or may have been."""
        self._begin_month()
        self._sent += 1
        self._later.ask()

    def count_received(self, number: int) -> None:
        """Count messages that came in."""
        self._begin_month()
        self._received += number
        if number:
            self._later.ask()

    def mark_spent(self) -> None:
        """Note that the provider says so; until the month ends nothing is sent."""
        if self.is_spent:
            return
        _log.error("%s: nơi cung cấp không nhận thêm tin nào trong tháng này", self._channel)
        self._newly_spent = True
        self._later.ask()

    def look_again(self) -> None:
        """Ask the registry whether a month that is spent still is: more may have been bought. It blocks.

        Where others send as well, what they have counted is read, too.
        """
        if self._newly_spent or (self._usage.spent_at is None and not self._is_shared):
            return
        month = self._month
        with self._store.read() as session:
            found = channel_months.list_usages(session, month).get(self._channel)
        if found is None or month != self._month:  # another month has begun since: what was read is not of it
            return
        if self._usage.spent_at is None:
            self._usage = found
        elif found.spent_at is None:
            _log.info("%s: gửi tiếp được trong tháng này", self._channel)
            self._usage = found

    async def flush(self) -> None:
        """Store what was counted."""
        async with self._one_at_a_time:  # or two would store the same messages
            await self._store_counts()

    async def _store_counts(self) -> None:
        month, sent, received, spent = self._month, self._sent, self._received, self._newly_spent
        if not (sent or received or spent):
            return
        usage = await run_writing(self._store, lambda session: self._record(session, month, sent, received, spent))
        if month == self._month:
            self._usage = usage
            self._sent -= sent
            self._received -= received
            self._newly_spent = self._newly_spent and not spent  # or what was noted meanwhile would be forgotten

    def _record(self, session: Session, month: date, sent: int, received: int, spent: bool) -> Usage:
        if spent:
            channel_months.mark_spent(session, self._channel, month, allowed=self._allowed, wall=self._wall())
        return channel_months.record_messages(
            session, self._channel, month, sent=sent, received=received, allowed=self._allowed
        )

    def _begin_month(self) -> None:
        """Begin to count anew where another month has begun; the last second of the old one is not stored."""
        month = month_of(self._wall())
        if month != self._month:
            self._month, self._usage = month, Usage(self._channel, 0, 0, None)
            self._sent = self._received = 0
            self._newly_spent = False
