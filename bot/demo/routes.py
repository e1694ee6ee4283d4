"""The demo page and its API. The page posts, and shows what one event stream sends."""

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.web.channel import WebChannel
from bot.channels.web.chat import Chat, new_chat_id
from bot.channels.web.receive import Malformed, get_text
from bot.demo.house import KINDS, DemoHouse
from bot.http.event_stream import follow
from bot.http.json_body import read_json_body
from data.accepted_files import MAX_BYTES
from data.enums import Role
from data.errors import Refused
from handlers.views.base.names import role_name
from handlers.views.base.refusals import sentence

if TYPE_CHECKING:
    from bot.channels.web.persona import Persona

STATIC = Path(__file__).with_name("static")
MAX_DAYS = 366


class DemoRoutes:
    """Endpoints over one office and its web channel."""

    def __init__(self, house: DemoHouse, channel: WebChannel) -> None:
        self._house = house
        self._channel = channel
        self._personas: dict[str, Persona] = {}
        self._clock_hand = asyncio.Lock()

    def routes(self) -> list[BaseRoute]:
        """Return the API under /api and the page at /."""
        return [
            Route("/api/people", self.people),
            Route("/api/sit", self.sit, methods=["POST"]),
            Route("/api/me", self.me),
            Route("/api/stream", self.stream),
            Route("/api/say", self.say, methods=["POST"]),
            Route("/api/upload", self.upload, methods=["POST"], max_body_size=MAX_BYTES),
            Route("/api/files/{key}", self.file),
            Route("/api/clock/days", self.advance, methods=["POST"]),
            Route("/api/clock/next", self.to_next, methods=["POST"]),
            Mount("/", StaticFiles(directory=STATIC, html=True)),
        ]

    async def people(self, request: Request) -> JSONResponse:  # noqa: ARG002 - an endpoint is given its request
        """Return the roles and agencies of the start screen."""
        agencies = [asdict(agency) for agency in await self._house.people()]
        roles = {role: role_title(role) for role in Role}
        return JSONResponse({"roles": roles, "kinds": KINDS, "agencies": agencies})

    async def sit(self, request: Request) -> JSONResponse:
        """Open a chat for `{"agency", "role"}` and return its id, all that the page keeps."""
        agency, role = text_fields(await read_json_body(request), "agency", "role")
        if role not in set(Role):
            raise HTTPException(400, "Không có vai trò này.")
        # Open before anybody is linked to it: a digest may follow at once.
        chat = self._channel.open(new_chat_id())
        try:
            self._personas[chat.id] = await self._house.sit(agency, Role(role), chat.id)
        except Refused as refused:
            self._channel.forget(chat)
            raise HTTPException(404, sentence(refused)) from refused
        return JSONResponse({"chat": chat.id})

    async def me(self, request: Request) -> JSONResponse:
        """Return the officer of the chat `?chat=`."""
        persona = self._personas[self._chat(request.query_params.get("chat")).id]
        commands = [asdict(command) for command in persona.commands]
        role = role_title(persona.role)
        return JSONResponse({"name": persona.name, "agency": persona.agency_name, "role": role, "commands": commands})

    async def stream(self, request: Request) -> StreamingResponse:
        """Stream the chat `?chat=` from entry `?after=` on; a reconnecting browser sends Last-Event-ID."""
        chat = self._chat(request.query_params.get("chat"))
        seen = request.headers.get("last-event-id") or request.query_params.get("after", "0")
        if not (seen.isascii() and seen.isdigit()):
            raise HTTPException(400, "Số thứ tự tin nhắn không đúng.")
        return StreamingResponse(follow(chat, int(seen), self._house.panel.now), media_type="text/event-stream")

    async def say(self, request: Request) -> JSONResponse:
        """Answer `{"chat", "update", "text"}` or `{"chat", "update", "pressed", "message"}`; return the toast."""
        body = await read_json_body(request)
        chat = self._chat(body.get("chat"))
        try:
            return JSONResponse({"toast": await self._channel.receive(chat, body)})
        except Malformed as malformed:
            raise bad_field(malformed) from malformed

    async def upload(self, request: Request) -> JSONResponse:
        """Answer a file (the body; `?chat=&update=&name=&text=`); return the toast. Over 20 MB: 413."""
        chat = self._chat(request.query_params.get("chat"))
        try:
            toast = await self._channel.receive(chat, dict(request.query_params), await request.body())
        except Malformed as malformed:
            raise bad_field(malformed) from malformed
        return JSONResponse({"toast": toast})

    async def file(self, request: Request) -> Response:
        """Return an attachment of the chat `?chat=` as a download, never as a page."""
        attachment = self._chat(request.query_params.get("chat")).files.get(request.path_params["key"])
        if attachment is None:
            raise HTTPException(404, "Không có tệp này.")
        disposition = f"attachment; filename*=utf-8''{quote(attachment.name, safe='')}"
        return Response(
            attachment.content,
            media_type=attachment.media_type,
            headers={"content-disposition": disposition},
        )

    async def advance(self, request: Request) -> JSONResponse:
        """Move the clock of all chats 1 to 366 days on: `{"chat", "days"}`."""
        body = await read_json_body(request)
        self._chat(body.get("chat"))
        days = body.get("days")
        if type(days) is not int or not 1 <= days <= MAX_DAYS:
            raise HTTPException(400, f"Chỉ chuyển được từ 1 đến {MAX_DAYS} ngày một lần.")
        async with self._clock_hand:
            await self._house.panel.advance_days(days)
        self._channel.wake()
        return JSONResponse({"moved": True})

    async def to_next(self, request: Request) -> JSONResponse:
        """Move the clock of all chats to the next reminder of `{"chat"}`; return whether there is one."""
        chat = self._chat((await read_json_body(request)).get("chat"))
        async with self._clock_hand:
            moved = await self._house.panel.to_next_reminder(chat.id)
        self._channel.wake()
        return JSONResponse({"moved": moved})

    def _chat(self, chat_id: object) -> Chat:
        chat = self._channel.chat(chat_id) if isinstance(chat_id, str) else None
        if chat is None:
            raise HTTPException(404, "Cuộc trò chuyện này không còn; mời anh/chị chọn lại vai.")
        return chat


def role_title(role: Role) -> str:
    """Return the name of a role, capitalised."""
    return role_name(role).capitalize()


def text_fields(body: dict[str, object], *names: str) -> list[str]:
    """Return the named text fields. Raises HTTPException 400 for a missing or malformed one."""
    try:
        return [get_text(body, name) for name in names]
    except Malformed as malformed:
        raise bad_field(malformed) from malformed


def bad_field(malformed: Malformed) -> HTTPException:
    """Return the refusal (400) for a missing or malformed field."""
    return HTTPException(400, f"Trường “{malformed}” thiếu hoặc không đọc được.")
