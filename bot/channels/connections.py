"""HTTP connections to providers, for channels that speak through httpx.

Underneath are aiohttp's connections instead of httpx's own: those took half of the CPU of an answer. Behind a proxy
they are httpx's own all the same.
"""

import asyncio
from functools import cache
from ssl import SSLContext
from urllib.request import getproxies

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

_NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
)


def build_transport(limits: httpx.Limits, proxy: str | None = None) -> httpx.AsyncBaseTransport | None:
    """Return aiohttp's connections; None behind a `proxy`, of the settings or the environment's."""
    direct = proxy is None and getproxies().keys() <= {"no"}
    return _Bounded(verify=_get_certificates(), limits=limits) if direct else None


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
