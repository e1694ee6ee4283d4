"""The webhook of a bot: the address to which Telegram sends updates in place of handing them out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot

from bot.channels.telegram.connections import build_request
from bot.channels.telegram.errors import call_bot_api


class Webhook:
    """The webhook of the bot with `token`. Each call raises `scheduler.sending.errors.SendFailed`."""

    def __init__(self, token: str, base_url: str, proxy: str | None, answer_timeout: float) -> None:
        self._token = token
        self._base_url = base_url
        self._request = build_request(1, answer_timeout, proxy)

    async def get_address(self) -> str:
        """Return its address, "" if there is none: then updates are polled for."""
        async with self._bot() as bot:
            return (await call_bot_api(bot.get_webhook_info())).url

    async def remove(self) -> None:
        """Remove it. Updates that wait stay and are polled for."""
        async with self._bot() as bot:
            await call_bot_api(bot.delete_webhook())

    @asynccontextmanager
    async def _bot(self) -> AsyncIterator[Bot]:
        await self._request.initialize()
        try:
            yield Bot(self._token, base_url=self._base_url, request=self._request)
        finally:
            await self._request.shutdown()
