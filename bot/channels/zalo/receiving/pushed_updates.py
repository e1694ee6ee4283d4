"""Receiving by webhook: Zalo sends each update, and is asked now and then where it sends them."""

from collections.abc import Callable
from datetime import timedelta

from bot.channels.receiving import pushed_updates
from bot.channels.receiving.phases import Bot, Phase, Phases
from bot.channels.receiving.reception import Reception
from bot.channels.zalo.client import ZaloClient
from bot.channels.zalo.receiving.connection import ask_own_id
from bot.channels.zalo.receiving.updates import find_update_id

EVERY = timedelta(minutes=2)
"""Real time between two looks at the webhook."""


class PushedUpdates(pushed_updates.PushedUpdates):
    """Updates that Zalo sends to `address`.

    `on_connected` and `count` as in `bot.channels.zalo.receiving.poll.Poller`.
    """

    def __init__(
        self,
        bot: Bot,
        client: ZaloClient,
        reception: Reception,
        phases: Phases,
        on_connected: Callable[[str], None],
        count: Callable[[int], None],
        address: str,
    ) -> None:
        super().__init__(reception, phases, EVERY)
        self._bot = bot
        self._client = client
        self._on_connected = on_connected
        self._count = count
        self._address = address

    async def _introduce(self) -> None:
        self._on_connected(await ask_own_id(self._client))

    def _get_id(self, update: object) -> str | None:
        return find_update_id(update, self._bot.name)

    async def _store(self, update_id: str, update: object) -> int:
        new = await super()._store(update_id, update)
        self._count(new)
        return new

    async def _look_at_webhook(self) -> Phase:
        if await self._client.get_webhook() != self._address:
            return Phase.NO_WEBHOOK
        return Phase.RECEIVING
