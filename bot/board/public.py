"""Serve the page of figures for everybody at /cong-khai, where an office has switched it on."""

import asyncio
from typing import NamedTuple

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import BaseRoute, Mount, Route

from bot.http.request_guard import ANSWER_HEADERS, Guard
from data.errors import NhacviecError, RegistryUnusable
from data.rules.calendar import WorkingCalendar
from data.store import Store
from handlers.board import public
from handlers.views.board import refusals
from scheduler.clock import Clock

PAGE_SECONDS = 60.0
"""Seconds for which a page is shown to everybody before it is made anew: anybody may ask as often as they like."""
FAILURE_SECONDS = 5.0
"""How long a failure is shown to everybody before the registry is asked again: asking may take as long as that."""
_OK = 200
_ROOT = "../trang/bang/"
_SMALLEST = 1024


class _Made(NamedTuple):
    content: str
    status: int


class PublicRoutes:
    """Endpoints of the public page of one registry."""

    def __init__(self, store: Store, clock: Clock, calendar: WorkingCalendar) -> None:
        self._store = store
        self._clock = clock
        self._calendar = calendar
        self._making = asyncio.Lock()
        self._made: _Made | None = None
        self._until = 0.0

    def routes(self) -> list[BaseRoute]:
        """Return everything under /cong-khai."""
        around = [
            Middleware(Guard, headers=ANSWER_HEADERS),
            Middleware(GZipMiddleware, minimum_size=_SMALLEST),
        ]
        inside = [Route("/", self.show, methods=["GET"])]
        return [Route("/cong-khai", _to_the_page), Mount("/cong-khai", routes=inside, middleware=around)]

    async def show(self, request: Request) -> HTMLResponse:  # noqa: ARG002 - an endpoint is given its request
        """Answer the page, made anew when it is older than `PAGE_SECONDS`."""
        time = asyncio.get_running_loop().time
        async with self._making:
            if self._made is None or time() > self._until:
                self._made = await asyncio.to_thread(self._make)
                self._until = time() + (PAGE_SECONDS if self._made.status == _OK else FAILURE_SECONDS)
            return HTMLResponse(self._made.content, self._made.status)

    def _make(self) -> _Made:
        try:
            with self._store.read() as session:
                return _Made(public.show(session, self._clock.now(), self._calendar), _OK)
        except NhacviecError as error:
            status = 503 if isinstance(error, RegistryUnusable) else 404  # no plan is active
            return _Made(refusals.fault(_ROOT, error), status)


async def _to_the_page(request: Request) -> RedirectResponse:  # noqa: ARG001
    return RedirectResponse("cong-khai/", 308)
