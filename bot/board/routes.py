"""The board at /trang/bang: pages for those with a session of the officer's page, read anew at every request."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.board.addresses import FILES, PAGES
from bot.board.downloads import Making, downloaded
from bot.board.forms import FormDesk, read_posted
from bot.board.vendored import STATIC
from bot.page.cookie import SessionCookie
from bot.page.sessions import Sessions, get_post_token
from data.errors import BadAnswer, NhacviecError, NotAllowed, NotFound, Refused, RegistryUnusable, Stale
from data.registry.people import identities, page_sessions
from data.rules.calendar import WorkingCalendar
from data.rules.viet_nam_time import viet_nam_date
from data.store import Store
from handlers.base.board.form import Form
from handlers.base.board.look import Asked, Handed, Look, Page, Told
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.duties import SendFile
from handlers.base.messages import WorkFailed
from handlers.views.base.error_sentences import sentence
from handlers.views.board import refusals
from scheduler.clock import Clock
from scheduler.statistics.kept_figures import KeptFigures

AT_ONCE = 4
"""Pages that are made at the same time; more wait. Each holds Python's lock, which answers in chats need as well."""
_STATUS: Mapping[type[NhacviecError], int] = {NotAllowed: 403, NotFound: 404, Stale: 409}
_HEADERS = {"cache-control": "no-store"}
ADDRESS = "/trang/bang"
_SMALLEST = 1024
"""Bytes from which an answer is compressed."""

Read = TypeVar("Read")
Endpoint = Callable[[Request], Awaitable[Response]]
_log = logging.getLogger(__name__)


class Made(NamedTuple):
    """A page that was made, and the status that it is sent with."""

    content: str
    status: int = 200


class Done(NamedTuple):
    """The outcome of a posted form, if there was one, and the error with which it was refused."""

    told: Told | None = None
    error: NhacviecError | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts the board is built from: the registry, the clock of the office, its days off, and who is signed in.

    `forms` does what is posted, `make` makes files.
    """

    store: Store
    clock: Clock
    calendar: WorkingCalendar
    sessions: Sessions
    cookie: SessionCookie
    forms: FormDesk
    make: Making


class BoardRoutes:
    """Endpoints of the pages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._places = asyncio.Semaphore(AT_ONCE)
        self._kept = KeptFigures()

    def routes(self) -> list[BaseRoute]:
        """Return everything under /bang, to stand inside /trang, whose cookie and guard it shares."""
        pages = [Route(path, self._answer(page), methods=["GET", "POST"]) for path, page in PAGES.items()]
        files = [Route(path, _only_get(self._hand_out(made)), methods=["GET"]) for path, made in FILES.items()]
        of_proof = _only_get(self._for_the_signed(self._send_proof))
        proof = Route("/tep/{proof_id:int}", of_proof, methods=["GET"])
        rest = [Mount("/static", StaticFiles(directory=STATIC)), Route("/{path:path}", self._missing)]
        compressed = Middleware(GZipMiddleware, minimum_size=_SMALLEST)
        inside = [*pages, *files, proof, *rest]
        return [Route("/bang", _to_the_board), Mount("/bang", routes=inside, middleware=[compressed])]

    def _answer(self, page: Page) -> Endpoint:
        """Return the endpoint of a page: what is posted to it is done first, and told above it."""

        async def answer(request: Request, token: str) -> Response:
            done = Done()
            async with self._places:
                if request.method == "POST":
                    done = await self._take(read_posted(request, token), token)
                if done.told and done.told.reply and done.told.reply.files:
                    return downloaded(await self._desk.make(done.told.reply.files[0]))
                return _html(await asyncio.to_thread(self._make, page, request, token, done))

        return self._for_the_signed(answer)

    async def _take(self, posted: Awaitable[Form], token: str) -> Done:
        """Do a form; a refusal is told as well, beside what was typed."""
        form = Form("")
        try:
            form = await posted
            return Done(await asyncio.to_thread(self._desk.forms.take, form, token))
        except Refused as error:
            return Done(Told(form, asks=isinstance(error, BadAnswer)), error)

    def _hand_out(self, handed: Handed) -> Endpoint:
        """Return the endpoint of a file: who may have it is looked at first, and then it is made."""

        async def answer(request: Request, token: str) -> Response:
            found = await asyncio.to_thread(self._read, request, token, handed)
            if isinstance(found, Made):
                return _html(found)
            await asyncio.to_thread(self._desk.forms.record_handed_out, found, token)
            return downloaded(await self._desk.make(found))

        return self._for_the_signed(answer)

    async def _send_proof(self, request: Request, token: str) -> Response:
        """Hand out a file that came in, as the chat does."""
        form = Form(encode(SendFile(request.path_params["proof_id"])))
        done = await self._take(_at_once(form), token)
        if done.told and done.told.reply and done.told.reply.files:
            return downloaded(await self._desk.make(done.told.reply.files[0]))
        return _html(await asyncio.to_thread(self._make, _only_said, request, token, done))

    def _for_the_signed(self, answer: Callable[[Request, str], Awaitable[Response]]) -> Endpoint:
        """Return an endpoint for those with a session; others are told how to come in."""

        async def checked(request: Request) -> Response:
            token = self._desk.cookie.read(request)
            try:
                if await self._desk.sessions.find(token) is None:
                    return _html(_closed(request))
                return await answer(request, token)
            except RegistryUnusable as error:
                return _html(Made(refusals.fault(_place(request).root, error), 503))
            except Refused as error:
                return _html(_turned_away(request, error))
            except (WorkFailed, NhacviecError) as error:
                _log.error("a file could not be made: %s", error)
                return _html(Made(refusals.not_made(_place(request).root), 503))

        return checked

    def _make(self, page: Page, request: Request, token: str, done: Done) -> Made:
        """Return a page for whoever the session is of now: all of it comes from one reading."""

        def make(look: Look, asked: Asked) -> Made:
            status = _status(done.error) if done.error else 200
            return Made(page(_told(look, done), asked), status)

        return self._read(request, token, make)

    def _read(self, request: Request, token: str, make: Callable[[Look, Asked], Read]) -> Read | Made:
        desk = self._desk
        with desk.store.read() as session:
            found = page_sessions.find_session(session, token, desk.clock.wall())
            me = identities.identify(session, page_sessions.CHANNEL, found.chat_id) if found else None
            if me is None:
                return _closed(request)
            now, place = desk.clock.now(), _place(request)
            post = get_post_token(token)
            today = viet_nam_date(now)
            look = Look(session, me, now, today, desk.calendar, place.path, place.root, post, kept=self._kept)
            try:
                return make(look, Asked(request.path_params, dict(request.query_params)))
            except Refused as error:
                return Made(refusals.refusal(look, error), _status(error))

    async def _missing(self, request: Request) -> Response:
        return _html(Made(refusals.fault(_place(request).root), 404))


class _Place(NamedTuple):
    """Where a page is: its path below the board's address, and the way from it there."""

    path: str
    root: str


def _place(request: Request) -> _Place:
    path = str(request.scope["path"]).partition(f"{ADDRESS}/")[2]
    return _Place(path, "../" * path.count("/") or "./")


def _told(look: Look, done: Done) -> Look:
    """Return a look that also tells what became of a form."""
    if done.told and done.error:
        return replace(look, told=replace(done.told, refused=sentence(done.error, look.me.officer_id)))
    return replace(look, told=done.told)


async def _at_once(form: Form) -> Form:
    return form


def _only_said(look: Look, _asked: Asked) -> str:
    return refusals.only_said(look)


def _status(error: NhacviecError) -> int:
    return _STATUS.get(type(error), 400)


def _closed(request: Request) -> Made:
    return Made(refusals.door(_place(request).root), 401)


def _turned_away(request: Request, error: Refused) -> Made:
    """Return why a file is not handed out: to who is nobody any more, how to come in."""
    if isinstance(error, NotAllowed) and error.action == "stranger":
        return _closed(request)
    return Made(refusals.fault(_place(request).root, error), _status(error))


def _only_get(answer: Endpoint) -> Endpoint:
    """Return an endpoint without HEAD, which Starlette adds to GET: asking for a file is recorded as having it."""

    async def checked(request: Request) -> Response:
        if request.method != "GET":
            return Response(status_code=405, headers={"allow": "GET"})
        return await answer(request)

    return checked


def _html(made: Made) -> Response:
    return HTMLResponse(made.content, made.status, _HEADERS)


async def _to_the_board(request: Request) -> RedirectResponse:  # noqa: ARG001
    """Lead to the board itself. Relative, as `bot.page.routes` does it."""
    return RedirectResponse("bang/", 308)
