"""GET and POST /trang/vao/SECRET: a link shows whose it is, and lets in whoever taps.

Robots of chats and mail servers open every link to look at it; none of them posts.
"""

from html import escape

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.http.plain_page import PLAIN_HEADERS, plain_page
from bot.page.cookie import SessionCookie
from bot.page.sessions import Sessions
from data.registry.people.sign_in_links import SignIn
from handlers.views.base.names import role_name

_TITLE = "Vào trang Nhắc việc"
_OFFER = """<p>{role}<br>{agency}</p>
      <form method="post"><button>Vào với tên {name}</button></form>
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
        return plain_page(_TITLE, _offer(found)) if found else plain_page(_TITLE, _SPENT, 404)

    async def let_in(self, request: Request) -> Response:
        """Spend the link, and go on to the page with a session of its own."""
        token = await self._sessions.let_in(request.path_params["token"])
        if token is None:
            return plain_page(_TITLE, _SPENT, 404)
        response = RedirectResponse("../", 303, PLAIN_HEADERS)
        self._cookie.put(response, token)
        return response


def _offer(found: SignIn) -> str:
    role = role_name(found.role).capitalize()
    return _OFFER.format(name=escape(found.name), role=escape(role), agency=escape(found.agency_short_name))
