"""Calendars under secret addresses, for officers' calendar programs."""

import asyncio
import re
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from data.errors import RegistryUnusable
from data.registry.people.calendar_links import TOKEN
from handlers.views.account.calendar_feed import MEDIA_TYPE

_MADE_AT_ONCE = 2
"""So many threads for calendars: whoever asks for thousands waits for himself, and the bot for nobody."""

_HEADERS = {
    "cache-control": "private, no-store",  # a proxy in between must not hand it to others, nor after it is revoked
    "content-disposition": 'inline; filename="lich.ics"',
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}


class FeedRoutes:
    """Route of calendars. `calendar_of` returns the calendar of a secret token or None, and runs in a thread."""

    def __init__(self, calendar_of: Callable[[str], bytes | None]) -> None:
        self._calendar_of = calendar_of
        self._turns = asyncio.Semaphore(_MADE_AT_ONCE)

    def routes(self) -> list[BaseRoute]:
        """Return the route GET /lich/SECRET.ics."""
        return [Route("/lich/{token}.ics", self.feed)]

    async def feed(self, request: Request) -> Response:
        """Answer the calendar. A revoked, an unknown and a malformed secret get the same 404."""
        token = request.path_params["token"]
        calendar = await self._build_calendar(token) if re.fullmatch(TOKEN, token) else None
        if calendar is None:
            raise HTTPException(404, "Không có lịch ở địa chỉ này.", {"cache-control": "no-store"})
        return Response(calendar, media_type=MEDIA_TYPE, headers=_HEADERS)

    async def _build_calendar(self, token: str) -> bytes | None:
        async with self._turns:
            try:
                return await asyncio.to_thread(self._calendar_of, token)
            except RegistryUnusable as error:
                raise HTTPException(503, "Bot đang bận, mời thử lại sau.", {"retry-after": "60"}) from error
