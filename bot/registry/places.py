"""The places of a bot that all processes share, kept in the registry."""

import asyncio
import logging
from collections.abc import Sequence

from data.errors import NhacviecError
from data.registry.reach import shared_places
from data.registry.reach.shared_places import Limit, Place
from data.store import Store

_log = logging.getLogger(__name__)


class RegistryPlaces:
    """The places of one channel (`bot.channels.pace.Places`)."""

    def __init__(self, store: Store, channel: str) -> None:
        self._store = store
        self._channel = channel

    async def take(self, per_second: tuple[int, float], of_chat: Sequence[tuple[str, int, float]]) -> Place:
        """Take the next free place; see `bot.channels.pace.Places`."""

        def take() -> Place:
            limits = [Limit(f"{self._channel} {name}", number, seconds) for name, number, seconds in of_chat]
            with self._store.write() as session:
                return shared_places.take_place(session, Limit(self._channel, *per_second), limits)

        try:
            return await asyncio.to_thread(take)
        except NhacviecError as error:  # each process keeps to the limits by itself all the same
            _log.warning("%s: chưa lấy được lượt gửi chung (%s)", self._channel, error)
            return Place(0.0)

    async def pause(self, seconds: float) -> None:
        """Let no process send for so long."""

        def pause() -> None:
            with self._store.write() as session:
                shared_places.pause(session, self._channel, seconds)

        try:
            await asyncio.to_thread(pause)
        except NhacviecError as error:
            _log.warning("%s: chưa báo được cho tiến trình khác là phải chờ (%s)", self._channel, error)
