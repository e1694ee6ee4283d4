"""The board at /trang/bang: pages for those with a session of the officer's page, read anew at every request."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

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
from data.files import Files
from data.registry.office import audit
from data.registry.people import identities, page_sessions
from data.rules.calendar import WorkingCalendar
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session, Store
from handlers.base.board.look import Asked, Look, Page
from handlers.board import agencies, duty, duty_list, overview, tasks, wall
from handlers.views.board import refusals
from scheduler.clock import Clock
from scheduler.statistics.kept_figures import KeptFigures

AT_ONCE = 4
"""Pages that are made at the same time; more wait. Each holds Python's lock, which answers in chats need as well."""
_STATUS: Mapping[type[NhacviecError], int] = {NotAllowed: 403, NotFound: 404}
_HEADERS = {"cache-control": "no-store"}
ADDRESS = "/trang/bang"
TO_SAVE = "application/octet-stream"
"""No browser shows it, whatever an officer sent."""
_SMALLEST = 1024
"""Bytes from which an answer is compressed."""

Endpoint = Callable[[Request], Awaitable[Response]]

PAGES: Mapping[str, Page] = {
    "/": overview.show,
    "/co-quan": agencies.show_all,
    "/co-quan/{agency_id}": agencies.show,
    "/theo-thang": agencies.show_months,
    "/nhiem-vu": tasks.show_all,
    "/nhiem-vu/{plan_id}/{code}": tasks.show,
    "/danh-sach": duty_list.show,
    "/viec/{duty_id}": duty.show,
    "/treo-tuong": wall.show,
}
"""The pages by their addresses below the board's own."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the board reads: the registry, the clock of the office, its days off, files, and who is signed in."""

    store: Store
    clock: Clock
    calendar: WorkingCalendar
    files: Files
    sessions: Sessions
    cookie: SessionCookie


class BoardRoutes:
    """Endpoints of the pages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._places = asyncio.Semaphore(AT_ONCE)
        self._kept = KeptFigures()

    def routes(self) -> list[BaseRoute]:
        """Return everything under /bang, to stand inside /trang, whose cookie and guard it shares."""
        pages = [
            Route(path, self._answer(partial(self._make, page)), methods=["GET"]) for path, page in PAGES.items()
        ]
        file = Route("/tep/{proof_id}", self._answer(self._hand_out), methods=["GET"])
        inside = [*pages, file, Mount("/static", StaticFiles(directory=STATIC)), Route("/{path:path}", self._missing)]
        compressed = Middleware(GZipMiddleware, minimum_size=_SMALLEST)
        return [Route("/bang", _to_the_board), Mount("/bang", routes=inside, middleware=[compressed])]

    def _answer(self, make: Callable[[Request, str], Response]) -> Endpoint:
        async def answer(request: Request) -> Response:
            token = self._desk.cookie.read(request)
            try:
                if await self._desk.sessions.find(token) is None:
                    return _closed(request)
                async with self._places:
                    return await asyncio.to_thread(make, request, token)
            except RegistryUnusable as error:
                return _html(refusals.fault(_place(request).root, error), 503)

        return answer

    def _make(self, page: Page, request: Request, token: str) -> Response:
        """Return a page for whoever the session is of now: all of it comes from one reading."""
        with self._desk.store.read() as session:
            look = self._look(session, request, token)
            if look is None:
                return _closed(request)
            try:
                return _html(page(look, _asked(request)))
            except Refused as error:
                return _refusal(look, error)

    def _hand_out(self, request: Request, token: str) -> Response:
        """Return a file of a duty, to be saved, and record that it was handed out."""
        with self._desk.store.write() as session:
            look = self._look(session, request, token)
            if look is None:
                return _closed(request)
            try:
                proof = duty.find_proof(look, _asked(request).read_id("proof_id"))
            except Refused as error:
                return _refusal(look, error)
            audit.sign(session, audit.Signature(page_sessions.CHANNEL))
            actor, subject = f"officer:{look.me.officer_id}", f"proof:{proof.id} {proof.name}"
            audit.record_action(session, now=look.now, actor=actor, action="proof.send", subject=subject)
            name = quote(proof.name, safe="")
            headers = _HEADERS | {"content-disposition": f"attachment; filename*=utf-8''{name}"}
            return Response(self._desk.files.read(proof.digest), media_type=TO_SAVE, headers=headers)

    def _look(self, session: Session, request: Request, token: str) -> Look | None:
        """Return who looks, as they are in this reading; None for nobody."""
        desk = self._desk
        found = page_sessions.find_session(session, token, desk.clock.wall())
        me = identities.identify(session, page_sessions.CHANNEL, found.chat_id) if found else None
        if me is None:
            return None
        now, place = desk.clock.now(), _place(request)
        post = get_post_token(token)
        return Look(session, me, now, viet_nam_date(now), desk.calendar, place.path, place.root, post, self._kept)

    async def _missing(self, request: Request) -> Response:
        return _html(refusals.fault(_place(request).root), 404)


class _Place(NamedTuple):
    """Where a page is: its path below the board's address, and the way from it there."""

    path: str
    root: str


def _place(request: Request) -> _Place:
    path = str(request.scope["path"]).partition(f"{ADDRESS}/")[2]
    return _Place(path, "../" * path.count("/") or "./")


def _asked(request: Request) -> Asked:
    return Asked(request.path_params, dict(request.query_params))


def _closed(request: Request) -> Response:
    return _html(refusals.door(_place(request).root), 401)


def _refusal(look: Look, error: Refused) -> Response:
    return _html(refusals.refusal(look, error), _STATUS.get(type(error), 400))


def _html(content: str, status: int = 200) -> Response:
    return HTMLResponse(content, status, _HEADERS)


async def _to_the_board(request: Request) -> RedirectResponse:  # noqa: ARG001
    """Lead to the board itself. Relative, as `bot.page.routes` does it."""
    return RedirectResponse("bang/", 308)
