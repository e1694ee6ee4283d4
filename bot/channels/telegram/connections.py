"""HTTP connections to the Bot API.

The library speaks through httpx. Underneath are aiohttp's connections instead of httpx's own: those took half of the
CPU of an answer. Behind a proxy they are httpx's own all the same.
"""

import asyncio
import json
from typing import Any
from urllib.request import getproxies

import httpx
from httpx_aiohttp import AiohttpTransport
from telegram.error import TelegramError
from telegram.request import HTTPXRequest


def build_request(at_most: int, answer_timeout: float, proxy: str | None) -> HTTPXRequest:
    """Return an HTTP client with up to `at_most` connections, through `proxy` or the environment's.

    A call lasts three times `answer_timeout` (seconds) at most: one to have a connection, waiting for a free one
    included, one to ask and one to be answered. A file has two to be sent.
    """
    limits = httpx.Limits(max_connections=at_most)
    direct = proxy is None and getproxies().keys() <= {"no"}
    return _Requests(
        connection_pool_size=at_most,
        connect_timeout=answer_timeout / 2,
        pool_timeout=answer_timeout / 2,
        read_timeout=answer_timeout,
        write_timeout=answer_timeout,
        media_write_timeout=2 * answer_timeout,
        proxy=proxy,
        httpx_kwargs={"transport": _Bounded(limits=limits)} if direct else None,
    )


class _Requests(HTTPXRequest):
    """HTTP requests that do not log an unreadable answer: the library would log what officers wrote."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(payload.decode(errors="replace"))
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict) or not isinstance(answer.get("ok"), bool):
            raise TelegramError("Invalid server response")  # what stands between answers in Telegram's place
        return answer


class _Bounded(AiohttpTransport):
    """A transport that ends a call after the sum of its timeouts: aiohttp has none for writing."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        limits = request.extensions.get("timeout", {}).values()
        try:
            async with asyncio.timeout(sum(limit or 0 for limit in limits)):
                return await super().handle_async_request(request)
        except TimeoutError:
            raise httpx.WriteTimeout("") from None

    async def aclose(self) -> None:
        await super().aclose()
        self.client = None  # or it could not be opened again
