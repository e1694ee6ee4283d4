"""HTTP connections to providers, for channels that speak through httpx.

Underneath are aiohttp's connections instead of httpx's own: those took half of the CPU of an answer. Of what was
left, httpx's objects for a call took an eighth: calls without files go past them, too. Behind a proxy all is httpx's.
"""

import asyncio
from collections.abc import Mapping
from functools import cache
from ssl import SSLContext
from urllib.request import getproxies

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport
from httpx_aiohttp.transport import map_aiohttp_exceptions
from yarl import URL

_NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
)


def build_transport(limits: httpx.Limits, proxy: str | None = None) -> "DirectTransport | None":
    """Return aiohttp's connections; None behind a `proxy`, of the settings or the environment's."""
    direct = proxy is None and getproxies().keys() <= {"no"}
    return DirectTransport(verify=_get_certificates(), limits=limits) if direct else None


@cache
def _get_certificates() -> SSLContext:
    """Return what all connections trust: read once, it is kept once (0.7 MB, and 30 ms of the start)."""
    return httpx.create_ssl_context()


def can_have_left(error: BaseException) -> bool:
    """Return whether a call that failed so can have reached the provider.

    aiohttp's own error counts: httpx_aiohttp turns a connection closed after the call into a `ConnectTimeout` too.
    """
    cause = error.__cause__ if isinstance(error.__cause__, aiohttp.ClientError) else error
    network = httpx.HTTPError | aiohttp.ClientError | OSError
    return isinstance(cause, network) and not isinstance(cause, _NEVER_LEFT)


class DirectTransport(AiohttpTransport):
    """A transport that ends a call after the sum of its timeouts: aiohttp has none for writing."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        limits = request.extensions.get("timeout", {}).values()
        try:
            async with asyncio.timeout(sum(limit or 0 for limit in limits)):
                return await super().handle_async_request(request)
        except TimeoutError:
            raise httpx.WriteTimeout("") from None

    async def exchange(
        self, method: str, address: str, limits: httpx.Timeout, headers: Mapping[str, str], body: bytes | None = None
    ) -> tuple[int, bytes]:
        """Make a call past httpx, with its time-outs as `limits`; return status and content. Raises as httpx does."""
        if not isinstance(self.client, aiohttp.ClientSession):
            self.client = self.get_client()
        each = aiohttp.ClientTimeout(connect=limits.pool, sock_connect=limits.connect, sock_read=limits.read)
        all_of_it = sum(limit or 0 for limit in (limits.connect, limits.read, limits.write, limits.pool))
        try:
            with map_aiohttp_exceptions():
                async with (
                    asyncio.timeout(all_of_it),
                    self.client.request(
                        method,
                        URL(address, encoded=True),
                        data=body,
                        headers=headers,
                        allow_redirects=False,
                        timeout=each,
                    ) as answer,
                ):
                    return answer.status, await answer.read()
        except TimeoutError:
            raise httpx.WriteTimeout("") from None

    async def aclose(self) -> None:
        await super().aclose()
        self.client = None  # or it could not be opened again
