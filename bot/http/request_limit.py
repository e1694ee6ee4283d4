"""A limit on requests worked on at the same time, shared fairly; questions after health are not among them."""

from collections import Counter
from collections.abc import Collection
from ipaddress import IPv6Address, IPv6Network, ip_address

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

REQUESTS = 100
"""Requests; more are told to come again (503). Nobody waits behind somebody who asks too often."""
ALWAYS_ANSWERED = ("/healthz", "/readyz", "/serving")


class RequestLimit:
    """Middleware that answers 503 while `REQUESTS` requests are under way, or to an address that took its share.

    An address may take as many places as it leaves free: alone half of all, and whoever else comes finds one.
    `endless` are the paths of streams, which go on for hours and have a limit of their own.
    """

    def __init__(self, app: ASGIApp, at_once: int = REQUESTS, endless: Collection[str] = ()) -> None:
        self._app = app
        self._free = at_once
        self._taken: Counter[str] = Counter()
        self._uncounted = {*ALWAYS_ANSWERED, *endless}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in self._uncounted:
            await self._app(scope, receive, send)
            return
        address = address_of(scope)
        if self._taken.get(address, 0) >= self._free:
            refusal = JSONResponse({"error": "Bot đang bận, mời thử lại sau."}, 503, {"retry-after": "5"})
            await refusal(scope, receive, send)
            return
        self._free -= 1
        self._taken[address] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._free += 1
            self._taken[address] -= 1
            if not self._taken[address]:
                del self._taken[address]


def address_of(scope: Scope) -> str:
    """Return the address that a request came from; behind a proxy on this machine that which the proxy names.

    Of IPv6 the network of one household: it has more addresses than anybody could count.
    """
    client = scope.get("client")
    return network_of(client[0]) if client else ""


def network_of(host: str) -> str:
    """Return an address, of IPv6 its first 64 bits; "" for none."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(IPv6Network((address.packed[:8] + bytes(8), 64)))
    return str(address)
