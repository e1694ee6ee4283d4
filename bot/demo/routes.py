"""The demo page and its API. The page posts, and shows what one event stream sends."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.web.channel import WebChannel
from bot.channels.web.receive import Malformed, read_post
from bot.demo.house import KINDS, DemoHouse, is_of_mails, is_on_zalo, page_chat_of
from bot.demo.sample_plan import PLAN_ARRIVES, STEM, TYPES, make_sample_plan
from bot.http.event_stream import follow
from bot.http.json_body import read_json_body
from bot.page.chat_requests import bad_field, download, list_messages, read_seen, say, text_fields, upload
from bot.page.documents import chat_page
from bot.page.routes import STATIC as PAGE
from data.accepted_files import MAX_BYTES
from data.enums import Role
from data.errors import Refused
from data.registry.people.page_sessions import new_chat_id
from handlers.base.command_names import CommandName
from handlers.views.base.error_sentences import sentence
from handlers.views.base.names import role_name

if TYPE_CHECKING:
    from bot.channels.web.persona import Persona

STATIC = Path(__file__).with_name("static")
SCREENS = Path(__file__).with_name("templates") / "demo.html"
STREAM = "/api/stream"
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
            Route("/api/join", self.join, methods=["POST"]),
            Route("/api/samples/{name}", self.sample),
            Route("/api/me", self.me),
            Route("/api/messages", self.messages),
            Route(STREAM, self.stream),
            Route("/api/say", self.say, methods=["POST"]),
            Route("/api/upload", self.upload, methods=["POST"], max_body_size=MAX_BYTES),
            Route("/api/files/{key}", self.file),
            Route("/api/clock/days", self.advance, methods=["POST"]),
            Route("/api/clock/next", self.to_next, methods=["POST"]),
            Route("/api/clock/leap", self.leap, methods=["POST"]),
            Mount("/shared", StaticFiles(directory=PAGE / "shared")),
            chat_page(SCREENS, title="Nhắc việc · bản chạy thử", leave="Đổi vai"),
            Mount("/", StaticFiles(directory=STATIC)),
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
        chat_id = new_chat_id()
        try:
            self._personas[chat_id] = await self._house.sit(agency, Role(role), chat_id)
        except Refused as refused:
            raise HTTPException(404, sentence(refused)) from refused
        return JSONResponse({"chat": chat_id})

    async def join(self, request: Request) -> JSONResponse:
        """Type `{"code"}` in a new chat, and return the seat that it opens there."""
        (code,) = text_fields(await read_json_body(request), "code")
        chat_id = new_chat_id()
        await self._channel.receive(chat_id, {"update": uuid4().hex, "text": f"/{CommandName.JOIN} {code}"})
        try:
            persona = await self._house.join(chat_id)
        except Refused as refused:
            raise HTTPException(404, "Mã mời này không đúng, hoặc đã dùng rồi.") from refused
        self._personas[chat_id] = persona
        title = role_title(persona.role)
        return JSONResponse({"chat": chat_id, "role": persona.role, "name": persona.agency_name, "title": title})

    async def sample(self, request: Request) -> Response:
        """Return a file of the sample plan, made now."""
        name = request.path_params["name"]
        ending = name.removeprefix(f"{STEM}.")
        if name == ending or ending not in TYPES:
            raise HTTPException(404)
        made = await asyncio.to_thread(make_sample_plan, ending)
        return Response(made, media_type=TYPES[ending])

    async def me(self, request: Request) -> JSONResponse:
        """Return the officer of the chat `?chat=`."""
        chat_id = self._chat(request.query_params.get("chat"))
        persona = self._personas[page_chat_of(chat_id)]
        commands = (
            [] if is_on_zalo(chat_id) or is_of_mails(chat_id) else [asdict(command) for command in persona.commands]
        )
        role = role_title(persona.role)
        samples = [f"{STEM}.{ending}" for ending in TYPES] if persona.role == Role.ADMIN else []
        told = {"name": persona.name, "agency": persona.agency_name, "role": role}
        return JSONResponse(told | {"commands": commands, "samples": samples})

    async def messages(self, request: Request) -> JSONResponse:
        """Return the last messages of the chat `?chat=`, or with `?before=` those before a message."""
        chat_id = self._chat(request.query_params.get("chat"))
        return JSONResponse((await list_messages(self._channel, chat_id, request)).as_json())

    async def stream(self, request: Request) -> StreamingResponse:
        """Stream the chat `?chat=` from entry `?after=` on; a reconnecting browser sends Last-Event-ID."""
        chat_id = self._chat(request.query_params.get("chat"))
        return StreamingResponse(follow(self._channel, chat_id, read_seen(request)), media_type="text/event-stream")

    async def say(self, request: Request) -> JSONResponse:
        """Answer `{"chat", "update", "text"}` or `{"chat", "update", "pressed", "message"}`; return the toast."""
        body = await read_json_body(request)
        chat_id = self._talking(body.get("chat"))
        if is_on_zalo(chat_id):
            return await self._take_on_zalo(chat_id, body)
        return await say(self._channel, chat_id, body)

    async def upload(self, request: Request) -> JSONResponse:
        """Answer a file (the body; `?chat=&update=&name=&text=`); return the toast. Over 20 MB: 413."""
        chat_id = self._talking(request.query_params.get("chat"))
        if is_on_zalo(chat_id):
            return await self._take_on_zalo(chat_id, dict(request.query_params), await request.body())
        return await upload(self._channel, chat_id, request)

    async def file(self, request: Request) -> Response:
        """Return an attachment of the chat `?chat=` as a download, never as a page."""
        chat_id = self._chat(request.query_params.get("chat"))
        return await download(self._channel, chat_id, request.path_params["key"])

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
        chat_id = self._chat((await read_json_body(request)).get("chat"))
        async with self._clock_hand:
            moved = await self._house.panel.to_next_reminder(page_chat_of(chat_id))
        self._channel.wake()
        return JSONResponse({"moved": moved})

    async def leap(self, request: Request) -> JSONResponse:
        """Move the clock of all chats to the morning on which the sample plan arrives; return whether it moved."""
        self._chat((await read_json_body(request)).get("chat"))
        async with self._clock_hand:
            moved = await self._house.panel.leap_to(PLAN_ARRIVES)
        self._channel.wake()
        return JSONResponse({"moved": moved})

    async def _take_on_zalo(
        self, chat_id: str, body: Mapping[str, object], content: bytes | None = None
    ) -> JSONResponse:
        try:
            incoming = read_post(body, chat_id, self._channel.now(), content)
        except Malformed as malformed:
            raise bad_field(malformed) from malformed
        await self._house.take_on_zalo(incoming, content)
        return JSONResponse({"toast": ""})

    def _talking(self, told: object) -> str:
        chat_id = self._chat(told)
        if is_of_mails(chat_id):
            raise HTTPException(400, "Thư của bot không trả lời được; mời anh/chị nhắn trên trang hoặc Zalo.")
        return chat_id

    def _chat(self, chat_id: object) -> str:
        if not isinstance(chat_id, str) or page_chat_of(chat_id) not in self._personas:
            raise HTTPException(404, "Cuộc trò chuyện này không còn; mời anh/chị chọn lại vai.")
        return chat_id


def role_title(role: Role) -> str:
    """Return the name of a role, capitalised."""
    return role_name(role).capitalize()
