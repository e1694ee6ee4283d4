"""The page at /trang and its API, for those with a session. The page posts, and shows what one event stream sends."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.channel import Channel
from bot.channels.chat_links import Command
from bot.channels.web.channel import WebChannel
from bot.channels.web.shown_chat import Viewer
from bot.http.event_stream import follow, format_event
from bot.http.json_body import read_json_body
from bot.http.request_guard import FORM_HEADERS, Guard
from bot.page.chat_requests import download, list_messages, read_seen, say, text_fields, unsigned, upload
from bot.page.cookie import SessionCookie
from bot.page.documents import chat_page
from bot.page.push_routes import PushRoutes
from bot.page.sessions import POST_TOKEN, Sessions, get_mark, get_post_token, is_post_token
from bot.page.sign_in import SignInRoutes
from bot.page.stranger_limit import StrangerLimit
from bot.page.way_back import WayBackRoutes
from bot.registry.browsers import RegistryBrowsers
from data.accepted_files import MAX_BYTES
from data.enums import Role
from data.registry.people.page_sessions import OpenSession, new_chat_id
from handlers.base.command_names import CommandName
from handlers.views.base.names import role_name

STATIC = Path(__file__).with_name("static")
SCREENS = Path(__file__).with_name("templates") / "page.html"
STREAM = "/trang/api/stream"
STREAMS = 1000
"""Pages that are followed at once; each holds a connection and next to nothing else."""
STREAMS_OF_ONE = 12
"""Of one chat: a person's tabs and devices."""
KEEP_OFFLINE = {"x-keep-offline": "1"}
"""Lets the page keep an answer for when there is no network: not what those see who see the work of others."""


class Signed(NamedTuple):
    """A session and its secret."""

    token: str
    session: OpenSession


class PageRoutes:
    """Endpoints over one channel and the sessions of one registry."""

    def __init__(
        self,
        channel: WebChannel,
        sessions: Sessions,
        commands_for: Callable[[str, str], Sequence[Command]],
        public_url: str,
        browsers: RegistryBrowsers | None = None,
        inside: Sequence[BaseRoute] = (),
    ) -> None:
        """Make the endpoints. `commands_for(channel, chat_id)` returns the menu of a chat.

        `inside` are routes of others who share the sessions, below the page's own address. `browsers` keeps those
        that are told of messages while the page is closed, where the channel tells them.
        """
        self._channel = channel
        self._sessions = sessions
        self._commands_for = commands_for
        self._notices = (channel.notices, browsers) if browsers and channel.notices else None
        self._cookie = SessionCookie(public_url)
        self._strangers = StrangerLimit(lambda: asyncio.get_running_loop().time())
        self._streams: Counter[str] = Counter()
        self._inside = inside
        parts = urlsplit(public_url)
        self._origin = f"{parts.scheme}://{parts.netloc}"

    def routes(self) -> list[BaseRoute]:
        """Return everything under /trang."""
        sign_in = SignInRoutes(self._sessions, self._cookie, self._channel)
        inside = [
            Route("/vao/{token}", sign_in.show, methods=["GET"]),
            Route("/vao/{token}", sign_in.let_in, methods=["POST"]),
            Route("/mo", sign_in.open, methods=["POST"]),
            Route("/api/me", self.me),
            Route("/api/messages", self.messages),
            Route("/api/stream", self.stream),
            Route("/api/say", self.say, methods=["POST"]),
            Route("/api/upload", self.upload, methods=["POST"], max_body_size=MAX_BYTES),
            Route("/api/files/{key}", self.file),
            Route("/api/join", self.join, methods=["POST"]),
            Route("/api/leave", self.leave, methods=["POST"]),
            *WayBackRoutes(self._sessions, self._cookie, self._channel).routes(),
            chat_page(SCREENS, title="Nhắc việc", leave="Thoát", installable=True),
            *(PushRoutes(*self._notices, self._posting).routes() if self._notices else []),
            *self._inside,
            Mount("/", StaticFiles(directory=STATIC)),
        ]
        guard = Middleware(Guard, origin=self._origin, headers=FORM_HEADERS)
        return [Route("/trang", _to_the_page), Mount("/trang", routes=inside, middleware=[guard])]

    async def me(self, request: Request) -> JSONResponse:
        """Return whose page this is, the commands of the menu, and what posts must bear."""
        token, session = await self._signed(request)
        commands = await asyncio.to_thread(self._commands_for, WebChannel.name, session.chat_id)
        role = role_name(session.role).capitalize() if session.role else "Chưa liên kết"
        told = {
            "name": session.name or "",
            "agency": session.agency_name or "Trợ lý nhắc việc",
            "role": role,
            "commands": [{"name": f"/{name}", "text": text} for name, text in commands],
            "post": get_post_token(token),
            "mark": get_mark(self._viewer(token, session)),
            "shown_all": self._sessions.is_shown_all(session),
            "notices": self._notices[0].public_key if self._notices and session.officer_id else "",
        }
        return JSONResponse(told, headers=self._keep_headers(session))

    async def messages(self, request: Request) -> JSONResponse:
        """Return the last messages in the order in which they stand, and the number of the newest.

        With `?before=`, the last of those that stand before that message.
        """
        token, session = await self._signed(request)
        latest = await list_messages(self._channel, session.chat_id, request, Viewer(token))
        return JSONResponse(latest.as_json(), headers=self._keep_headers(session))

    async def stream(self, request: Request) -> StreamingResponse:
        """Stream the chat from entry `?after=` on; a reconnecting browser sends Last-Event-ID.

        `?as=` is the mark of what the page shows (`me`). Where the session is another by now, as after a night in
        which the page was not followed, `over` is all that comes: the page begins anew.
        """
        token, session = await self._signed(request)
        seen = read_seen(request)
        if self._streams.total() >= STREAMS or self._streams[session.chat_id] >= STREAMS_OF_ONE:
            raise HTTPException(503, "Trang này đang mở ở quá nhiều nơi.", {"retry-after": "60"})
        viewer, shown = self._viewer(token, session), request.query_params.get("as", "")
        following = self._follow(session.chat_id, seen, viewer, shown)
        return StreamingResponse(following, media_type="text/event-stream")

    async def say(self, request: Request) -> JSONResponse:
        """Answer `{"update", "text"}` or `{"update", "pressed", "message"}`; return the toast."""
        session = await self._posting(request)
        may_oversee = self._sessions.may_oversee(session)
        return await say(self._channel, session.chat_id, await read_json_body(request), may_oversee=may_oversee)

    async def upload(self, request: Request) -> JSONResponse:
        """Answer a file (the body; `?update=&name=&text=`); return the toast. Over 20 MB: 413."""
        session = await self._posting(request)
        may_oversee = self._sessions.may_oversee(session)
        return await upload(self._channel, session.chat_id, request, may_oversee=may_oversee)

    async def file(self, request: Request) -> Response:
        """Return a file of the chat as a download, never as a page."""
        token, session = await self._signed(request)
        return await download(self._channel, session.chat_id, request.path_params["key"], Viewer(token))

    async def join(self, request: Request) -> JSONResponse:
        """Let in whoever has a code of the page, `{"code"}`; else open a chat for a stranger and type it there."""
        if await self._sessions.find(self._cookie.read(request)):
            raise HTTPException(409, "Máy này đã vào trang rồi. Anh/chị tải lại trang.")
        (code,) = text_fields(await read_json_body(request), "code")
        if not self._strangers.allow(request.client.host if request.client else ""):
            raise HTTPException(429, "Có quá nhiều lần nhập mã. Mời anh/chị thử lại sau một giờ.")
        token = await self._sessions.let_in_by_code(code) or await self._invite(code)
        response = JSONResponse({"joined": True})
        self._cookie.put(response, token)
        return response

    async def _invite(self, code: str) -> str:
        chat_id = new_chat_id()
        token = await self._sessions.open_stranger(chat_id)
        typed = {"update": str(uuid4()), "text": f"/{CommandName.JOIN} {code}"}
        await self._channel.receive(chat_id, typed)
        return token

    async def leave(self, request: Request) -> JSONResponse:
        """End this browser's session."""
        session = await self._posting(request)
        await self._sessions.end(session)
        self._channel.chat(session.chat_id).wake()
        response = JSONResponse({"left": True})
        self._cookie.take_away(response)
        return response

    def _keep_headers(self, session: OpenSession) -> Mapping[str, str]:
        is_kept = session.role in (Role.OFFICER, Role.HEAD) and not self._sessions.is_shown_all(session)
        return KEEP_OFFLINE if is_kept else {"cache-control": "no-store"}

    async def _signed(self, request: Request) -> Signed:
        token = self._cookie.read(request)
        session = await self._sessions.find(token)
        if session is None:
            raise unsigned()
        return Signed(token, session)

    async def _posting(self, request: Request) -> OpenSession:
        token, session = await self._signed(request)
        if not is_post_token(token, request.headers.get(POST_TOKEN, "")):
            raise HTTPException(403, "Trang đã cũ. Anh/chị tải lại trang rồi gửi lại.")
        return session

    def _viewer(self, token: str, session: OpenSession) -> Viewer:
        """Return who looks, bound to what their page shows of them."""
        seen_as = (session.officer_id, self._sessions.is_shown_all(session))
        return Viewer(token, seen_as, (session.name, session.agency_name))

    async def _follow(self, chat_id: str, seen: int, viewer: Viewer, shown: str) -> AsyncIterator[str]:
        if shown not in ("", get_mark(viewer)):
            yield format_event("over", {})
            return
        self._streams[chat_id] += 1
        try:
            async for event in follow(self._channel, chat_id, seen, viewer):
                yield event
        finally:
            self._streams[chat_id] -= 1
            self._streams += Counter()  # leaves out those at nought


def page_routes(
    channels: Mapping[str, Channel],
    sessions: Sessions,
    commands_for: Callable[[str, str], Sequence[Command]],
    public_url: str | None,
    browsers: RegistryBrowsers | None = None,
    inside: Sequence[BaseRoute] = (),
) -> list[BaseRoute]:
    """Return the routes of the page, with those `inside` it; none where there is no such channel or no address."""
    web = channels.get(WebChannel.name)
    if not isinstance(web, WebChannel) or public_url is None:
        return []
    return PageRoutes(web, sessions, commands_for, public_url, browsers, inside).routes()


async def _to_the_page(request: Request) -> RedirectResponse:  # noqa: ARG001
    """Lead to the page itself. Relative: a proxy may serve all of this under a path of its own."""
    return RedirectResponse("trang/", 308)
