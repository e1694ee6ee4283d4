"""The board at /trang/bang: pages for those with a session of the officer's page, read anew at every request."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import uuid4

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.board.addresses import FILES, FOR_WHO_SEES_NO_FIGURES, LIST, PAGES, SPEAKING, WITH_FILES
from bot.board.downloads import Making, downloaded
from bot.board.forms import FormDesk, Posted, read_posted
from bot.board.looks import Looks, Made, closed, place_of, status_of
from bot.board.vendored import STATIC
from bot.http.app import MAX_BODY_BYTES
from bot.page.cookie import SessionCookie
from bot.page.sessions import Sessions
from data.accepted_files import MAX_BYTES
from data.errors import BadAnswer, NhacviecError, NotAllowed, Refused, RegistryUnusable
from data.registry.people.page_sessions import CHANNEL
from data.rules.calendar import WorkingCalendar
from data.store import Store
from handlers.base.board.form import Form
from handlers.base.board.look import SEE_FIGURES, Asked, Handed, Look, Page, Told
from handlers.base.callback_data.account import SpeakFor
from handlers.base.callback_data.codec import decode, encode
from handlers.base.callback_data.duties import SendFile
from handlers.base.messages import Incoming, Upload, WorkFailed
from handlers.base.uploads import FilesNeeded
from handlers.views.board import refusals
from scheduler.clock import Clock

PAGES_AT_A_TIME = 4
"""Pages that are made at the same time; more wait. Each holds Python's lock, which answers in chats need as well."""
_HEADERS = {"cache-control": "no-store"}
_SMALLEST = 1024
"""Bytes from which an answer is compressed."""
_MORE = 64 * 1024
"""Bytes of a form beside its file."""

FORGED = "board.form"
"""What `NotAllowed` names where a page was posted that is not ours, or a button of somebody else."""

Fetching = Callable[[Incoming, FilesNeeded], Awaitable[Incoming]]
Endpoint = Callable[[Request], Awaitable[Response]]
_log = logging.getLogger(__name__)


class Done(NamedTuple):
    """The outcome of a posted form, if there was one, and the error with which it was refused."""

    told: Told | None = None
    error: NhacviecError | None = None


@dataclass(frozen=True, slots=True)
class BoardServices:
    """The parts the board is built from: the registry, the clock of the office, its days off, and who is signed in.

    `forms` does what is posted, `make` makes files, `fetch` checks and reads those that come in.
    """

    store: Store
    clock: Clock
    calendar: WorkingCalendar
    sessions: Sessions
    cookie: SessionCookie
    forms: FormDesk
    make: Making
    fetch: Fetching


class BoardRoutes:
    """Endpoints of the pages."""

    def __init__(self, services: BoardServices) -> None:
        self._services = services
        self._places = asyncio.Semaphore(PAGES_AT_A_TIME)
        self._looks = Looks(services.store, services.clock, services.calendar, services.forms)

    def routes(self) -> list[BaseRoute]:
        """Return everything under /bang, to stand inside /trang, whose cookie and guard it shares."""
        pages = [
            Route(
                path,
                self._answer(page, FOR_WHO_SEES_NO_FIGURES.get(path, "")),
                methods=["GET", "POST"],
                max_body_size=_most_bytes(path),
            )
            for path, page in PAGES.items()
        ]
        files = [Route(path, _only_get(self._hand_out(made)), methods=["GET"]) for path, made in FILES.items()]
        of_proof = _only_get(self._for_the_signed(self._send_proof))
        proof = Route("/tep/{proof_id:int}", of_proof, methods=["GET"])
        speaking = Route(SPEAKING, self._for_the_signed(self._speak), methods=["POST"], max_body_size=MAX_BODY_BYTES)
        rest = [Mount("/static", StaticFiles(directory=STATIC)), Route("/{path:path}", self._missing)]
        compressed = Middleware(GZipMiddleware, minimum_size=_SMALLEST)
        inside = [*pages, *files, proof, speaking, *rest]
        return [Route("/bang", _to_the_board), Mount("/bang", routes=inside, middleware=[compressed])]

    def _answer(self, page: Page, instead: str) -> Endpoint:
        """Return the endpoint of a page: what is posted to it is done first, and told above it.

        Whoever may see no figures is led to `instead`, where there is such a page.
        """

        async def answer(request: Request, token: str) -> Response:
            done = Done()
            async with self._places:
                if request.method == "POST":
                    done = await self._take(read_posted(request, token), token)
                done = await self._made(done)
                return _html(await asyncio.to_thread(self._make, page, request, token, done, instead))

        return self._for_the_signed(answer)

    async def _take(self, posted: Awaitable[Posted], token: str) -> Done:
        """Do a form; a refusal is told as well, beside what was typed."""
        form = Form("")
        try:
            form, files = await posted
            while True:
                try:
                    return Done(await asyncio.to_thread(self._services.forms.take, form, token, files))
                except FilesNeeded as needed:
                    files = await self._check(files, token, needed)
        except Refused as error:
            return Done(Told(form, asks=isinstance(error, BadAnswer)), error)

    async def _check(self, files: tuple[Upload, ...], token: str, needed: FilesNeeded) -> tuple[Upload, ...]:
        """Return the files of a form, checked as every file that comes in. Raises NotAllowed for nobody."""
        session = await self._services.sessions.find(token)
        if session is None:
            raise NotAllowed("stranger")
        now = self._services.clock.now()
        sent = Incoming(CHANNEL, session.chat_id, uuid4().hex, now, files=files)
        return (await self._services.fetch(sent, needed)).files

    async def _made(self, done: Done) -> Done:
        """Return an outcome with the files that the chat would send with it, to be saved from the page."""
        if done.told is None or done.told.reply is None or not done.told.reply.files:
            return done
        files = [await self._services.make(file) for file in done.told.reply.files]
        return done._replace(told=replace(done.told, files=tuple(files)))

    def _hand_out(self, handed: Handed) -> Endpoint:
        """Return the endpoint of a file: who may have it is looked at first, and then it is made."""

        async def answer(request: Request, token: str) -> Response:
            found = await asyncio.to_thread(self._looks.read, request, token, handed)
            if isinstance(found, Made):
                return _html(found)
            theirs = await asyncio.to_thread(self._services.forms.hand_out, found, token)
            return downloaded(await self._services.make(theirs))

        return self._for_the_signed(answer)

    async def _send_proof(self, request: Request, token: str) -> Response:
        """Hand out a file that came in, as the chat does."""
        form = Form(encode(SendFile(request.path_params["proof_id"])))
        done = await self._take(_at_once(form), token)
        if done.told and done.told.reply and done.told.reply.files:
            return downloaded(await self._services.make(done.told.reply.files[0]))
        return _html(await asyncio.to_thread(self._make, _only_said, request, token, done))

    async def _speak(self, request: Request, token: str) -> Response:
        """Let the page speak for another agency of its person, and lead to the first page they may open there."""
        form, _files = await read_posted(request, token)
        tapped = decode(form.pressed)
        try:
            if not isinstance(tapped, SpeakFor):
                raise NotAllowed(FORGED)
            role = await self._services.sessions.speak_for(token, tapped.officer_id)
        except NotAllowed as error:
            if error.action == FORGED:
                await asyncio.to_thread(self._services.forms.record_forged_tap, token)
            raise
        return RedirectResponse("./" if role in SEE_FIGURES else LIST[1:], 303)

    def _for_the_signed(self, answer: Callable[[Request, str], Awaitable[Response]]) -> Endpoint:
        """Return an endpoint for those with a session; others are told how to come in."""

        async def checked(request: Request) -> Response:
            token = self._services.cookie.read(request)
            try:
                if await self._services.sessions.find(token) is None:
                    return _html(closed(request))
                return await answer(request, token)
            except RegistryUnusable as error:
                return _html(Made(refusals.fault(place_of(request).root, error), 503))
            except Refused as error:
                return _html(_turned_away(request, error))
            except (WorkFailed, NhacviecError) as error:
                _log.error("a file could not be made: %s", error)
                return _html(Made(refusals.not_made(place_of(request).root), 503))

        return checked

    def _make(self, page: Page, request: Request, token: str, done: Done, instead: str = "") -> Made:
        """Return a page for whoever the session is of now: all of it comes from one reading."""

        def make(look: Look, asked: Asked) -> Made:
            if instead and done == Done() and not look.sees_figures:
                return Made("", 303, instead)
            status = status_of(done.error) if done.error else 200
            return Made(page(_told(look, done), asked), status)

        return self._looks.read(request, token, make)

    async def _missing(self, request: Request) -> Response:
        return _html(Made(refusals.fault(place_of(request).root), 404))


def _told(look: Look, done: Done) -> Look:
    """Return a look that also tells what became of a form."""
    if done.told and done.error:
        return replace(look, told=replace(done.told, refused=refusals.why(look, done.error)))
    return replace(look, told=done.told)


def _most_bytes(path: str) -> int:
    """Return how much may be posted to a page: one that takes files takes what a chat does."""
    return MAX_BYTES + _MORE if path in WITH_FILES else MAX_BODY_BYTES


async def _at_once(form: Form) -> Posted:
    return form, ()


def _only_said(look: Look, _asked: Asked) -> str:
    return refusals.only_said(look)


def _turned_away(request: Request, error: Refused) -> Made:
    """Return why a file is not handed out: to who is nobody any more, how to come in."""
    if isinstance(error, NotAllowed) and error.action == "stranger":
        return closed(request)
    return Made(refusals.fault(place_of(request).root, error), status_of(error))


def _only_get(answer: Endpoint) -> Endpoint:
    """Return an endpoint without HEAD, which Starlette adds to GET: asking for a file is recorded as having it."""

    async def checked(request: Request) -> Response:
        if request.method != "GET":
            return Response(status_code=405, headers={"allow": "GET"})
        return await answer(request)

    return checked


def _html(made: Made) -> Response:
    if made.instead:
        return RedirectResponse(made.instead, made.status, _HEADERS)
    return HTMLResponse(made.content, made.status, _HEADERS)


async def _to_the_board(request: Request) -> RedirectResponse:  # noqa: ARG001
    """Lead to the board itself. Relative, as `bot.page.routes` does it."""
    return RedirectResponse("bang/", 308)
