"""Pushing by the one process that has the seats, for as long as it has them."""

import asyncio
from collections.abc import Mapping
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from bot.channels.channel import Channel
from bot.standby.beats import Beats

if TYPE_CHECKING:
    from bot.standby.presence import Presence

LOOK_AROUND = 10.0
"""Seconds between two records of how the channels are, and two looks at what others changed."""


class Office(Protocol):
    """The part of the wired program that sends pushes; `bot.app.App` is one."""

    beats: Beats

    def save_shown(self) -> None:
        """Save what the last messages were about."""
        ...


class Pushing:
    """The pushes of this process. Where it loses the seats, it finishes what is on its way and takes no more."""

    def __init__(self, presence: "Presence", office: Office, channels: Mapping[str, Channel]) -> None:
        self._presence = presence
        self._office = office
        self._channels = channels
        self._next_look = 0.0
        self._task: asyncio.Task[int] | None = None
        presence.on_seats = self._stop_if_lost

    async def run(self) -> None:
        """Send what is due, if this process has the seats."""
        is_seated = self._presence.is_seated
        if monotonic() >= self._next_look:
            self._next_look = monotonic() + LOOK_AROUND
            await asyncio.to_thread(self._office.save_shown)
            await asyncio.to_thread(self._office.beats.record_channels, self._channels if is_seated else {})
        if not is_seated:
            return
        self._task = asyncio.create_task(self._office.beats.push(self._channels))
        try:
            await asyncio.shield(self._task)
        except asyncio.CancelledError:
            self._task.cancel()
            await asyncio.wait({self._task})
            if not self._has_lost():
                raise

    async def free_claims(self) -> None:
        """Free what processes were sending that are gone, if it is this process that sends."""
        if self._presence.is_seated:
            await self._office.beats.free_claims()

    def _has_lost(self) -> bool:
        current = asyncio.current_task()
        return not self._presence.is_seated and not (current and current.cancelling())

    def _stop_if_lost(self) -> None:
        if self._task and not self._presence.is_seated:
            self._task.cancel()
