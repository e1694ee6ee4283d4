"""What a page on the loopback address needs so that no other page can use it.

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
    """Refuses (403) what another page posts, and tells the browser to load nothing from elsewhere."""

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
    """Whether a page of another origin is posting. A program sends no Origin header, a browser always does."""
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
