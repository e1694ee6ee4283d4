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
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.http.plain_page import PLAIN_HEADERS, plain_page
from data.errors import RegistryUnusable
from data.registry.conversations.downloads import TOKEN, Fetched, Offered

T = TypeVar("T")

_TITLE = "Nhắc việc: tải tệp"
_OFFER = """<p class="file">{name}</p>
      <form method="post"><button>Tải tệp</button></form>
      <p class="hint">Đường dẫn dùng được một lần, trong 10 phút. Hết hạn thì xin lại trong cuộc trò chuyện.</p>"""
_GONE = """<p role="alert">Đường dẫn này đã dùng rồi hoặc đã hết hạn.</p>
      <p>Anh/chị xin lại tệp trong cuộc trò chuyện để nhận đường dẫn mới.</p>"""


class WaitingDownloads(Protocol):
    """Files that wait under secrets. Both methods run in a thread."""

    def find(self, token: str) -> Offered | None:
        """Return what waits under a secret; None for nothing."""
        ...

    def fetch_once(self, token: str) -> Fetched | None:
        """Return the file under a secret and spend it; None for nothing."""
        ...


class DownloadRoutes:
    """Routes of the files of `downloads`."""

    def __init__(self, downloads: WaitingDownloads) -> None:
        self._downloads = downloads

    def routes(self) -> list[BaseRoute]:
        """Return the routes GET and POST /tai/SECRET."""
        return [
            Route("/tai/{token}", self.show, methods=["GET"]),
            Route("/tai/{token}", self.fetch, methods=["POST"], max_body_size=1024),
        ]

    async def show(self, request: Request) -> Response:
        """Answer a form for a file, and a picture itself. A spent, an unknown and a malformed secret get 404."""
        token = _token(request)
        found = await self._ask(self._downloads.find, token)
        if found is None:
            return plain_page(_TITLE, _GONE, 404)
        if found.is_picture:
            return await self._send(token)
        return plain_page(_TITLE, _OFFER.format(name=escape(found.name)))

    async def fetch(self, request: Request) -> Response:
        """Answer the file, once."""
        return await self._send(_token(request))

    async def _send(self, token: str) -> Response:
        found = await self._ask(self._downloads.fetch_once, token)
        if found is None:
            return plain_page(_TITLE, _GONE, 404)
        kind = "inline" if found.is_picture else f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
        headers = PLAIN_HEADERS | {"content-disposition": kind}
        return Response(found.content, media_type=found.media_type, headers=headers)

    async def _ask(self, look: Callable[[str], T | None], token: str) -> T | None:
        """Return what `look` finds; nothing is looked up that does not look like a secret."""
        if not re.fullmatch(TOKEN, token):
            return None
        try:
            return await asyncio.to_thread(look, token)
        except RegistryUnusable as error:
            raise HTTPException(503, "Bot đang bận, mời thử lại sau.", {"retry-after": "60"}) from error


def _token(request: Request) -> str:
    token: str = request.path_params["token"]
    return token
