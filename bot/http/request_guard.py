"""Protection of a loopback page against requests of other pages.

A browser sends any page's requests to 127.0.0.1. The Host header is checked against a foreign name that resolves
to this machine (DNS rebinding), the Origin header against a foreign page that posts here.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}

ANSWER_HEADERS = {
    "content-security-policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
}


class Guard:
    """Middleware that refuses (403) posts of other pages and adds security headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif is_foreign(scope):
            refusal = JSONResponse({"error": "Yêu cầu đến từ một trang khác nên không được thực hiện."}, 403)
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, with_headers(send))


def is_foreign(scope: Scope) -> bool:
    """Return whether a page of another origin is posting. Programs send no Origin header, browsers always do."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return scope["method"] not in SAFE_METHODS and origin not in (None, f"http://{headers.get('host')}")


def with_headers(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in ANSWER_HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return wrapped


LOOPBACK_ONLY = (
    Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"]),
    Middleware(Guard),
)
"""In this order: the name first, then the page."""
