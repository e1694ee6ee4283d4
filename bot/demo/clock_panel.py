"""Control of the demo's clock."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.app import App
from data.enums import DeliveryKind
from data.registry.outbox import deliveries
from data.registry.outbox.recipients import Recipient
from data.registry.people import identities, preferences
from data.rules.digest_hours import digest_at
from data.rules.stages import Policy
from data.rules.viet_nam_time import at_hour, viet_nam_date
from scheduler.clock import RehearsalClock
from scheduler.context import Planning
from scheduler.planning.look_ahead import next_message

if TYPE_CHECKING:
    from bot.channels.channel import Channel

MORNING = time(7, 30)
"""Before the digest hour: who sits down then still gets that morning's reminders."""
_LOOK_AHEAD = timedelta(days=400)
_REMINDERS = (DeliveryKind.DIGEST, DeliveryKind.SUMMARY, DeliveryKind.REQUESTED)
"""Kinds of messages at which "Tới lần nhắc kế tiếp" stops: those planned ahead, and those supervisors ask for."""


class DemoClockPanel:
    """Control of the demo's clock (`bot.demo.house.ClockPanel`): it stops at every morning on the way."""

    def __init__(self, app: App, clock: RehearsalClock) -> None:
        self._app = app
        self._clock = clock
        self._beating = asyncio.Lock()
        self._channels: Mapping[str, Channel] = {}

    def connect(self, channel: "Channel") -> None:
        """Send through `channel` from now on."""
        self._channels = {channel.name: channel}

    def now(self) -> datetime:
        """Return the office's time (UTC)."""
        return self._clock.now()

    async def beat(self) -> None:
        """Run one tick, never two at the same time."""
        async with self._beating:
            await self._app.tick(self._channels)

    async def advance_days(self, days: int) -> None:
        """Move the clock `days` on, morning by morning."""
        await self._go_to(self._clock.now() + timedelta(days=days))

    async def leap_to(self, day: date) -> bool:
        """Move the clock to half past seven on `day` in one go, as after a long standstill; False if it was there."""
        morning = at_hour(day, MORNING)
        if self._clock.now() >= morning:
            return False
        self._clock.move_to(morning)
        await self.beat()
        return True

    async def to_next_reminder(self, chat_id: str) -> bool:
        """Move the clock on, digest by digest, until this chat is sent a reminder. Returns False if none is to come.

        The look ahead is a forecast: something else may come before it, or nothing where it was told already.
        What arrives decides; news of colleagues and of changes on the way are no reminders.
        """
        before = self._count_reminders(chat_id)

        def arrived() -> bool:
            return self._count_reminders(chat_id) > before

        await self.beat()
        last = viet_nam_date(self._clock.now()) + _LOOK_AHEAD
        not_before = viet_nam_date(self._clock.now())
        while not arrived():
            due_at = await asyncio.to_thread(self._next_message, chat_id, not_before, last)
            if due_at is None:
                return False
            await self._go_to(due_at, arrived)
            not_before = viet_nam_date(due_at) + timedelta(days=1)
        return True

    async def _go_to(self, end: datetime, arrived: Callable[[], bool] = lambda: False) -> None:
        """Move the clock to `end`, or to the first digest after which `arrived` is true."""
        for due_at in await asyncio.to_thread(self._digests, self._clock.now(), end):
            self._clock.move_to(due_at)
            await self.beat()
            if arrived():
                return
        if self._clock.now() < end:
            self._clock.move_to(end)
        await self.beat()

    def _count_reminders(self, chat_id: str) -> int:
        """Return how many reminders the officer of a chat was sent so far."""
        with self._app.store.read() as session:
            me = identities.identify(session, "web", chat_id)
            return deliveries.count_sent(session, me.officer_id, _REMINDERS) if me else 0

    def _digests(self, after: datetime, until: datetime) -> list[datetime]:
        """Return the instants in (after, until] at which a digest may be due to somebody, in order."""
        with self._app.store.read() as session:
            hours = sorted(preferences.list_digest_hours(session))
        first = viet_nam_date(after)
        days = (first + timedelta(days=n) for n in range((viet_nam_date(until) - first).days + 1))
        return [due_at for day in days for hour in hours if after < (due_at := digest_at(day, hour)) <= until]

    def _next_message(self, chat_id: str, not_before: date, last: date) -> datetime | None:
        now, calendar = self._clock.now(), self._app.calendar
        with self._app.store.read() as session:
            me = identities.identify(session, "web", chat_id)
            if me is None:
                return None
            hour = preferences.get(session, me.officer_id).hour
            today = viet_nam_date(now)
            first = max(not_before, today if now < digest_at(today, hour) else today + timedelta(days=1))
            recipient = Recipient(me.officer_id, me.agency_id, 0, "web", now)
            return next_message(session, recipient, me.role, first, last, Planning(calendar, Policy()))
