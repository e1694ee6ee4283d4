"""The cookie that holds the secret of a session."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from data.rules.limits.terms import UNSEEN_SESSION_TERM


class SessionCookie:
    """The cookie of the page at a public address: only its server sees it, and no other page's request bears it."""

    def __init__(self, public_url: str) -> None:
        parts = urlsplit(public_url)
        self._is_secure = parts.scheme == "https"
        self._path = f"{parts.path}/trang/"
        self.name = "__Secure-nhacviec" if self._is_secure else "nhacviec"

    def read(self, request: Request) -> str:
        """Return the secret that a request bears, "" for none."""
        return request.cookies.get(self.name, "")

    def put(self, response: Response, token: str) -> None:
        """Let the browser keep a secret; how long it is good for is said by the registry."""
        self._set(response, token, int(UNSEEN_SESSION_TERM.total_seconds()))

    def take_away(self, response: Response) -> None:
        """Let the browser forget the secret."""
        self._set(response, "", 0)

    def _set(self, response: Response, token: str, max_age: int) -> None:
        response.set_cookie(
            self.name,
            token,
            max_age=max_age,
            path=self._path,
            secure=self._is_secure,
            httponly=True,
            samesite="strict",
        )
