"""The board at /trang/bang: pages for those with a session of the officer's page, read anew at every request."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.board.vendored import STATIC
from bot.page.cookie import SessionCookie
from bot.page.sessions import Sessions, get_post_token
from data.errors import NhacviecError, NotAllowed, NotFound, Refused, RegistryUnusable
from data.registry.people import identities, page_sessions
from data.rules.calendar import WorkingCalendar
from data.rules.viet_nam_time import viet_nam_date
from data.store import Store
from handlers.base.board.look import Asked, Look, Page
from handlers.board import overview
from handlers.views.board import refusals
from scheduler.clock import Clock

AT_ONCE = 4
"""Pages that are made at the same time; more wait. Each holds Python's lock, which answers in chats need as well."""
_STATUS: Mapping[type[NhacviecError], int] = {NotAllowed: 403, NotFound: 404}
_HEADERS = {"cache-control": "no-store"}
ADDRESS = "/trang/bang"
_SMALLEST = 1024
"""Bytes from which an answer is compressed."""

Endpoint = Callable[[Request], Awaitable[Response]]

PAGES: Mapping[str, Page] = {
    "/": overview.show,
}
"""The pages by their addresses below the board's own."""


class Made(NamedTuple):
    """A page that was made, and the status that it is sent with."""

    content: str
    status: int = 200


@dataclass(frozen=True, slots=True)
class Desk:
    """What the board reads: the registry, the clock of the office, its days off, and who is signed in."""

    store: Store
    clock: Clock
    calendar: WorkingCalendar
    sessions: Sessions
    cookie: SessionCookie


class BoardRoutes:
    """Endpoints of the pages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._places = asyncio.Semaphore(AT_ONCE)

    def routes(self) -> list[BaseRoute]:
        """Return everything under /bang, to stand inside /trang, whose cookie and guard it shares."""
        pages = [Route(path, self._answer(page), methods=["GET"]) for path, page in PAGES.items()]
        inside = [*pages, Mount("/static", StaticFiles(directory=STATIC)), Route("/{path:path}", self._missing)]
        compressed = Middleware(GZipMiddleware, minimum_size=_SMALLEST)
        return [Route("/bang", _to_the_board), Mount("/bang", routes=inside, middleware=[compressed])]

    def _answer(self, page: Page) -> Endpoint:
        async def answer(request: Request) -> Response:
            token = self._desk.cookie.read(request)
            try:
                if await self._desk.sessions.find(token) is None:
                    return _html(_closed(request))
                async with self._places:
                    return _html(await asyncio.to_thread(self._make, page, request, token))
            except RegistryUnusable as error:
                return _html(Made(refusals.fault(_place(request).root, error), 503))

        return answer

    def _make(self, page: Page, request: Request, token: str) -> Made:
        """Return a page for whoever the session is of now: all of it comes from one reading."""
        desk = self._desk
        with desk.store.read() as session:
            found = page_sessions.find_session(session, token, desk.clock.wall())
            me = identities.identify(session, page_sessions.CHANNEL, found.chat_id) if found else None
            if me is None:
                return _closed(request)
            now, place = desk.clock.now(), _place(request)
            post = get_post_token(token)
            look = Look(session, me, now, viet_nam_date(now), desk.calendar, place.path, place.root, post)
            try:
                return Made(page(look, Asked(request.path_params, dict(request.query_params))))
            except Refused as error:
                return Made(refusals.refusal(look, error), _STATUS.get(type(error), 400))

    async def _missing(self, request: Request) -> Response:
        return _html(Made(refusals.fault(_place(request).root), 404))


class _Place(NamedTuple):
    """Where a page is: its path below the board's address, and the way from it there."""

    path: str
    root: str


def _place(request: Request) -> _Place:
    path = str(request.scope["path"]).partition(f"{ADDRESS}/")[2]
    return _Place(path, "../" * path.count("/") or "./")


def _closed(request: Request) -> Made:
    return Made(refusals.door(_place(request).root), 401)


def _html(made: Made) -> Response:
    return HTMLResponse(made.content, made.status, _HEADERS)


async def _to_the_board(request: Request) -> RedirectResponse:  # noqa: ARG001
    """Lead to the board itself. Relative, as `bot.page.routes` does it."""
    return RedirectResponse("bang/", 308)
