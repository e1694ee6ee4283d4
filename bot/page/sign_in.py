"""GET and POST /trang/vao/SECRET: a link shows whose it is, and lets in whoever taps.

Robots of chats and mail servers open every link to look at it; none of them posts.
"""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.page.cookie import SessionCookie
from bot.page.sessions import Sessions
from data.registry.people.sign_in_links import SignIn
from handlers.views.base.names import role_name

_HEADERS = {"cache-control": "no-store"}

_PAGE = """<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Vào trang Nhắc việc</title>
    <link rel="icon" href="../shared/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="../shared/chat.css">
    <link rel="stylesheet" href="../page.css">
  </head>
  <body class="plain">
    <main class="card">
      <img src="../shared/icon.svg" alt="" width="56" height="56">
      <h1>Trợ lý nhắc việc</h1>
      {content}
    </main>
  </body>
</html>
"""
_OFFER = """<p>{role}<br>{agency}</p>
      <form method="post"><button class="primary">Vào với tên {name}</button></form>
      <p class="hint">Nếu không phải anh/chị, xin đừng chọn và đóng trang này.</p>"""
_SPENT = """<p role="alert">Đường dẫn này đã dùng rồi hoặc đã hết hạn.</p>
      <p>Anh/chị nhắn <b>trang</b> cho bot để nhận đường dẫn mới.</p>
      <p><a href="../">Máy này đã vào rồi? Mở trang</a></p>"""


class SignInRoutes:
    """Endpoints of the links."""

    def __init__(self, sessions: Sessions, cookie: SessionCookie) -> None:
        self._sessions = sessions
        self._cookie = cookie

    async def show(self, request: Request) -> Response:
        """Show whom the link would let in; it stays as it is, however often it is looked at."""
        found = await self._sessions.look(request.path_params["token"])
        return _show(_offer(found)) if found else _show(_SPENT, 404)

    async def let_in(self, request: Request) -> Response:
        """Spend the link, and go on to the page with a session of its own."""
        token = await self._sessions.let_in(request.path_params["token"])
        if token is None:
            return _show(_SPENT, 404)
        response = RedirectResponse("../", 303, _HEADERS)
        self._cookie.put(response, token)
        return response


def _offer(found: SignIn) -> str:
    role = role_name(found.role).capitalize()
    return _OFFER.format(name=escape(found.name), role=escape(role), agency=escape(found.agency_short_name))


def _show(content: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(_PAGE.format(content=content), status, _HEADERS)
