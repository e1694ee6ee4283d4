"""A limit on requests that are worked on at the same time. The questions after health are not among them."""

from collections.abc import Collection

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

AT_ONCE = 100
"""Requests; more are told to come again (503). Nobody waits behind somebody who asks too often."""
ALWAYS_ANSWERED = ("/healthz", "/readyz", "/serving")


class RequestLimit:
    """Middleware that answers 503 while `AT_ONCE` requests are under way.

    `endless` are the paths of streams, which go on for hours and have a limit of their own.
    """

    def __init__(self, app: ASGIApp, at_once: int = AT_ONCE, endless: Collection[str] = ()) -> None:
        self._app = app
        self._free = at_once
        self._uncounted = {*ALWAYS_ANSWERED, *endless}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in self._uncounted:
            await self._app(scope, receive, send)
            return
        if not self._free:
            refusal = JSONResponse({"error": "Bot đang bận, mời thử lại sau."}, 503, {"retry-after": "5"})
            await refusal(scope, receive, send)
            return
        self._free -= 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._free += 1
