"""POST /trang/api/notices/on, /again, /off: whether this browser is told of messages while the page is closed."""

import re
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.channels.web.browser_notices import Notices
from bot.http.json_body import read_json_body
from bot.page.chat_requests import text_fields
from bot.registry.browsers import RegistryBrowsers
from data.registry.people.page_sessions import OpenSession

_PUBLIC_KEY = re.compile(r"[A-Za-z0-9_-]{87}=?")
"""A point of P-256 in base64, and the 16 bytes beside it."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{22}={0,2}")
_ENDPOINT_LETTERS = 1024


class PushRoutes:
    """Endpoints over the notices of a channel. `posting` returns the session of a post. Raises HTTPException."""

    def __init__(
        self,
        notices: Notices,
        browsers: RegistryBrowsers,
        posting: Callable[[Request], Awaitable[OpenSession]],
    ) -> None:
        self._notices = notices
        self._browsers = browsers
        self._posting = posting

    def routes(self) -> list[Route]:
        """Return the addresses, below that of the page."""
        return [
            Route("/api/notices/on", self.switch_on, methods=["POST"]),
            Route("/api/notices/again", self.go_on, methods=["POST"]),
            Route("/api/notices/off", self.switch_off, methods=["POST"]),
        ]

    async def switch_on(self, request: Request) -> JSONResponse:
        """Tell the browser of `{"endpoint", "key", "secret"}`, as its maker gave them; only of an officer's chat."""
        page = await self._posting(request)
        endpoint, key, secret = text_fields(await read_json_body(request), "endpoint", "key", "secret")
        if page.officer_id is None:
            raise HTTPException(403, "Anh/chị nhập mã mời trước, rồi bật thông báo.")
        known = len(endpoint) <= _ENDPOINT_LETTERS and self._notices.knows(endpoint)
        if not (known and _PUBLIC_KEY.fullmatch(key) and _SECRET.fullmatch(secret)):
            raise HTTPException(400, "Trình duyệt này chưa nhận thông báo được.")
        await self._browsers.add(page, page.officer_id, endpoint, key, secret)
        return JSONResponse({"on": True})

    async def go_on(self, request: Request) -> JSONResponse:
        """Tell the browser of `{"endpoint"}` further, in a session begun since; say whether it is told at all."""
        page = await self._posting(request)
        (endpoint,) = text_fields(await read_json_body(request), "endpoint")
        is_on = page.officer_id is not None and await self._browsers.go_on(page, page.officer_id, endpoint)
        return JSONResponse({"on": is_on})

    async def switch_off(self, request: Request) -> JSONResponse:
        """Tell the browser of `{"endpoint"}` of nothing any more."""
        await self._posting(request)
        (endpoint,) = text_fields(await read_json_body(request), "endpoint")
        await self._browsers.remove(endpoint)
        return JSONResponse({"on": False})
