"""Zalo's side of the demo: it answers the calls of the real channel, and shows in a chat what was sent there.

What comes in and goes out is shaped as at Zalo (https://docs.zaloplatforms.com/docs/BOT/), so everything between is
what a real bot runs.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

import httpx

from bot.channels.web import send
from bot.channels.web.channel import WebChannel
from bot.channels.web.echo import get_shown_text
from data.registry.conversations.downloads import Fetched
from handlers.base.messages import Attachment, Incoming

BASE_URL = "https://zalo.invalid/bot"
_PICTURES_AT = "https://zalo.invalid/anh/"
_PICTURES = {".jpg", ".jpeg", ".png"}
"""What Zalo passes on to a bot; of any other file it only says that there was one."""
_KEPT = 20
"""Pictures of officers, the newest, that the bot may still fetch."""

Answer = tuple[int, Any]


class ZaloServer(httpx.AsyncBaseTransport):
    """Zalo as the bot of the demo knows it. Chats are kept and shown by `web`, those of the page beside them.

    `fetch(address)` returns the picture that waits at an address of the bot; None where there is none.
    """

    def __init__(self, web: WebChannel, webhook: str, fetch: Callable[[str], Fetched | None]) -> None:
        self._web = web
        self._webhook = webhook
        self._fetch = fetch
        self._receive: Callable[[object], Awaitable[None]] | None = None
        self._is_awaited = asyncio.Event()
        self._pictures: OrderedDict[str, bytes] = OrderedDict()

    def connect(self, receive: Callable[[object], Awaitable[None]]) -> None:
        """Hand updates to `receive` from now on."""
        self._receive = receive

    async def take(self, incoming: Incoming, content: bytes | None = None) -> None:
        """Show what an officer wrote or sent (`content`), and hand it to the bot. What came before is passed over.

        Raises NhacviecError if it could not be stored.
        """
        update_id = incoming.update_id.removeprefix(f"{incoming.chat_id}:")
        echo = send.echo(get_shown_text(incoming), incoming.at, update_id)
        await self._web.history.take_post(incoming.chat_id, update_id, echo, None)
        self._web.chat(incoming.chat_id).wake()
        await self._is_awaited.wait()
        assert self._receive is not None  # noqa: S101 - a bot that asks was connected
        await self._receive(self._make_update(incoming, update_id, content))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one call of the bot, or give it the picture of an officer."""
        if request.method == "GET":
            content = self._pictures.get(str(request.url))
            return httpx.Response(404) if content is None else httpx.Response(200, content=content)
        method = request.url.path.rpartition("/")[2]
        code, result = await self._answer(method, json.loads(await request.aread()))
        if code == 200:
            return httpx.Response(200, json={"ok": True, "result": result})
        return httpx.Response(200, json={"ok": False, "error_code": code, "description": result})

    async def _answer(self, method: str, about: Mapping[str, Any]) -> Answer:
        match method:
            case "getMe":
                return 200, {"id": "bot", "account_name": "Bot Nhắc việc"}
            case "getWebhookInfo":
                self._is_awaited.set()
                return 200, {"url": self._webhook}
            case "sendChatAction":
                return 200, None
            case "sendMessage":
                return 200, await self._show(about["chat_id"], about["text"])
            case "sendPhoto":
                found = await asyncio.to_thread(self._fetch, about["photo"])
                if found is None:
                    return 400, "Bad Request: photo"
                picture = Attachment(found.name, found.media_type, found.content)
                return 200, await self._show(about["chat_id"], about.get("caption", ""), [picture])
        return 404, "Not Found"

    async def _show(self, chat_id: str, text: str, pictures: Sequence[Attachment] = ()) -> dict[str, Any]:
        entry = send.plain_text(text, self._web.now())
        message_id = await self._web.history.add(chat_id, entry, pictures, edits=None, answers=None)
        self._web.chat(chat_id).wake()
        return {"message_id": message_id}

    def _make_update(self, incoming: Incoming, update_id: str, content: bytes | None) -> dict[str, Any]:
        message = {
            "from": {"id": incoming.chat_id, "display_name": "Cán bộ", "is_bot": False},
            "chat": {"id": incoming.chat_id, "chat_type": "PRIVATE"},
            "message_id": f"{incoming.chat_id}:{update_id}",
            "date": _milliseconds(incoming.at),
        }
        if content is None:
            return _update("text", message | {"text": incoming.text})
        ending = PurePosixPath(incoming.files[0].name).suffix.lower()
        if ending not in _PICTURES:
            return _update("unsupported", message)
        address = f"{_PICTURES_AT}{uuid4().hex}{ending}"
        self._pictures[address] = content
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        return _update("image", message | {"photo_url": address, "caption": incoming.text})


def _update(kind: str, message: Mapping[str, Any]) -> dict[str, Any]:
    return {"event_name": f"message.{kind}.received", "message": dict(message)}


def _milliseconds(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
