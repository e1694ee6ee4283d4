"""Files under links of one use, for chats that take no files.

Programs that show a preview open every link that stands in a message, so opening one only shows a form; a person's
tap on its button spends the link. Pictures are shown at once: a provider fetches them to put them into a chat.
"""

import asyncio
import re
from collections.abc import Callable
from html import escape
from typing import Protocol, TypeVar
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from data.errors import RegistryUnusable
from data.registry.conversations.downloads import TOKEN, Fetched, Offered

T = TypeVar("T")

_HEADERS = {
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "referrer-policy": "same-origin",  # without a referrer a form posts with the origin "null"
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}
_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Nhắc việc: tải tệp</title></head>
<body><main><h1>{name}</h1>
<p>Đường dẫn này dùng được một lần, trong 10 phút. Nếu hết hạn, anh/chị xin lại tệp trong cuộc trò chuyện.</p>
<form method="post"><button type="submit">Tải tệp</button></form></main></body></html>
"""


class Desk(Protocol):
    """Files that wait under secrets. Both methods run in a thread."""

    def find(self, token: str) -> Offered | None:
        """Return what waits under a secret; None for nothing."""
        ...

    def fetch_once(self, token: str) -> Fetched | None:
        """Return the file under a secret and spend it; None for nothing."""
        ...


class DownloadRoutes:
    """Routes of the files of `desk`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[BaseRoute]:
        """Return the routes GET and POST /tai/SECRET."""
        return [
            Route("/tai/{token}", self.show, methods=["GET"]),
            Route("/tai/{token}", self.fetch, methods=["POST"], max_body_size=1024),
        ]

    async def show(self, request: Request) -> Response:
        """Answer a form for a file, and a picture itself. A spent, an unknown and a malformed secret get 404."""
        token = _token(request)
        found = await self._ask(self._desk.find, token)
        if found.is_picture:
            return await self._send(token)
        return HTMLResponse(_PAGE.format(name=escape(found.name)), headers=_HEADERS)

    async def fetch(self, request: Request) -> Response:
        """Answer the file, once."""
        return await self._send(_token(request))

    async def _send(self, token: str) -> Response:
        found = await self._ask(self._desk.fetch_once, token)
        kind = "inline" if found.is_picture else f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
        return Response(found.content, media_type=found.media_type, headers=_HEADERS | {"content-disposition": kind})

    async def _ask(self, look: Callable[[str], T | None], token: str) -> T:
        try:
            found = await asyncio.to_thread(look, token)
        except RegistryUnusable as error:
            raise HTTPException(503, "Bot đang bận, mời thử lại sau.", {"retry-after": "60"}) from error
        if found is None:
            raise HTTPException(404, "Đường dẫn này đã dùng hoặc đã hết hạn.", {"cache-control": "no-store"})
        return found


def _token(request: Request) -> str:
    token: str = request.path_params["token"]
    if not re.fullmatch(TOKEN, token):
        raise HTTPException(404, "Đường dẫn này đã dùng hoặc đã hết hạn.", {"cache-control": "no-store"})
    return token
