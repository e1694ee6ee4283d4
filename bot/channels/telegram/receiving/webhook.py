"""The webhook of a bot: the address to which Telegram sends updates in place of handing them out."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot, WebhookInfo

from bot.channels.telegram.connections import build_request
from bot.channels.telegram.errors import call_bot_api
from bot.channels.telegram.receiving.receive import ALLOWED_UPDATES

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a name
"""The header in which Telegram sends the secret it was given (https://core.telegram.org/bots/api#setwebhook)."""


def make_path(secret: str) -> str:
    """Return the path of the webhook, which follows from its secret and tells nothing about it."""
    return f"/tele/{hashlib.sha256(f'nhacviec/tele/{secret}'.encode()).hexdigest()[:32]}"


class WebhookSetting:
    """The webhook of the bot with `token`, as Telegram has it. Calls raise `scheduler.sending.errors.SendFailed`."""

    def __init__(self, token: str, base_url: str, proxy: str | None, answer_timeout: float) -> None:
        self._token = token
        self._base_url = base_url
        self._request = build_request(1, answer_timeout, proxy)

    async def get_info(self) -> WebhookInfo:
        """Return its address, "" if there is none (then updates are polled for), and how sending to it goes."""
        async with self._bot() as bot:
            return await call_bot_api(bot.get_webhook_info())

    async def set_address(self, address: str, secret: str) -> None:
        """Have updates sent to `address`, each with `secret` in its header. Those that wait are sent there too."""
        async with self._bot() as bot:
            await call_bot_api(bot.set_webhook(address, allowed_updates=ALLOWED_UPDATES, secret_token=secret))

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
