"""Protection of a page against requests of other pages.

A browser sends any page's requests to any address. The Origin header is checked against a foreign page that posts
here, and on the loopback address the Host header against a foreign name that resolves to this machine (DNS
rebinding).
"""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}

_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action {forms}"

ANSWER_HEADERS = {
    "content-security-policy": _POLICY.format(forms="'none'"),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
}


FORM_HEADERS = ANSWER_HEADERS | {
    "content-security-policy": _POLICY.format(forms="'self'"),
    "referrer-policy": "same-origin",  # without a referrer a form posts with the origin "null"
    "x-robots-tag": "noindex",
}
"""Headers of pages with forms of their own."""


class Guard:
    """Middleware that refuses (403) posts of other pages and adds security headers.

    `origin` is the page's own ("https://nhacviec.example.vn"); None: the one that the request was sent to, by http.
    """

    def __init__(self, app: ASGIApp, origin: str | None = None, headers: Mapping[str, str] = ANSWER_HEADERS) -> None:
        self._app = app
        self._origin = origin
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif is_foreign(scope, self._origin):
            refusal = JSONResponse({"error": "Yêu cầu đến từ một trang khác nên không được thực hiện."}, 403)
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, with_headers(send, self._headers))


def is_foreign(scope: Scope, own: str | None = None) -> bool:
    """Return whether a page of another origin is posting. Programs send no Origin header, browsers always do."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return scope["method"] not in SAFE_METHODS and origin not in (None, own or f"http://{headers.get('host')}")


def with_headers(send: Send, added: Mapping[str, str]) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in added.items():
                headers.setdefault(name, value)
        await send(message)

    return wrapped


LOOPBACK_ONLY = (
    Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"]),
    Middleware(Guard),
)
"""In this order: the name first, then the page."""
