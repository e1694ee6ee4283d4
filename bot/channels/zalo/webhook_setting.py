"""The webhook of a bot as Zalo has it, for the shell."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.channels.zalo.client import ZaloClient
from bot.channels.zalo.names import get_bot_id
from bot.channels.zalo.receiving.webhook import make_path, make_secret

T = TypeVar("T")
_ANSWER_TIMEOUT = 20.0


class WebhookSetting:
    """The webhook of the bot with `token`. Calls raise `scheduler.sending.errors.SendFailed`."""

    def __init__(self, token: str, base_url: str) -> None:
        self._token = token
        self._base_url = base_url

    def get_address(self, public_url: str) -> str:
        """Return the address at which this process takes updates of the bot."""
        return f"{public_url}{make_path(get_bot_id(self._token))}"

    async def get(self) -> str:
        """Return the address that is set; "" if there is none."""
        return await self._call(lambda client: client.get_webhook())

    async def set(self, public_url: str, secret: str) -> dict[str, Any]:
        """Set the address of this process; return how Zalo's try of it went (`ok`, `outcome`): it is set anyhow."""
        own = make_secret(secret, get_bot_id(self._token))
        return await self._call(lambda client: client.set_webhook(self.get_address(public_url), own))

    async def remove(self) -> None:
        """Remove it; that there is none is no error."""
        await self._call(lambda client: client.delete_webhook())

    async def _call(self, call: Callable[[ZaloClient], Awaitable[T]]) -> T:
        client = ZaloClient(self._token, self._base_url, _ANSWER_TIMEOUT, 1)
        try:
            return await call(client)
        finally:
            await client.close()
