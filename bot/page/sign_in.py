"""GET and POST /trang/vao/SECRET: a link shows whose it is, and lets in whoever taps.

Robots of chats and mail servers open every link to look at it; none of them posts. A link of a mail also names what
is shown first; once it was spent, it still does so in a browser that was let in.
"""

import logging
from html import escape
from urllib.parse import quote
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.channel import WebChannel
from bot.http.plain_page import PLAIN_HEADERS, plain_page
from bot.page.cookie import SessionCookie
from bot.page.sessions import Sessions
from bot.registry.ways_in import SHOWN
from data.errors import NhacviecError
from data.registry.people.sign_in_links import SignIn
from handlers.views.base.names import role_name
from handlers.views.pushes.letters import may_be_linked

_TITLE = "Vào trang Nhắc việc"
_OFFER = """<p>{role}<br>{agency}</p>
      <form method="post"><button>Vào với tên {name}</button></form>
      <p class="hint">Nếu không phải anh/chị, xin đừng chọn và đóng trang này.</p>"""
_SPENT = """<p role="alert">Đường dẫn này đã dùng rồi hoặc đã hết hạn.</p>
      <p>Anh/chị nhắn <b>trang</b> cho bot để nhận đường dẫn mới.</p>
      {open}"""
_OPEN = """<p><a href="../">Máy này đã vào rồi? Mở trang</a></p>"""
_OPEN_AT = """<form method="post" action="../mo?{shown}">
        <button>Máy này đã vào rồi? Mở xem</button>
      </form>"""

_log = logging.getLogger(__name__)


class SignInRoutes:
    """Endpoints of the links."""

    def __init__(self, sessions: Sessions, cookie: SessionCookie, channel: WebChannel) -> None:
        self._sessions = sessions
        self._cookie = cookie
        self._channel = channel

    async def show(self, request: Request) -> Response:
        """Show whom the link would let in; it stays as it is, however often it is looked at."""
        found = await self._sessions.look(request.path_params["token"])
        return plain_page(_TITLE, _offer(found)) if found else plain_page(_TITLE, _spent(request), 404)

    async def let_in(self, request: Request) -> Response:
        """Spend the link, and go on to the page with a session of its own."""
        token = await self._sessions.let_in(request.path_params["token"])
        if token is None:
            return plain_page(_TITLE, _spent(request), 404)
        await self._show_first(request, token)
        response = RedirectResponse("../", 303, PLAIN_HEADERS)
        self._cookie.put(response, token)
        return response

    async def open(self, request: Request) -> Response:
        """Go on to the page of a browser that was let in before, at what the link names."""
        await self._show_first(request, self._cookie.read(request))
        return RedirectResponse("./", 303, PLAIN_HEADERS)

    async def _show_first(self, request: Request, token: str) -> None:
        """Show in the chat of a session what the link names; nothing where it names nothing, or nobody is let in."""
        value, session = _read_shown(request), await self._sessions.find(token)
        if not value or session is None or session.officer_id is None:
            return
        try:
            tapped = {"update": uuid4().hex, "pressed": value, "message": ""}
            may_oversee = self._sessions.may_oversee(session)
            await self._channel.receive(session.chat_id, tapped, may_oversee=may_oversee)
        except NhacviecError as error:  # the page opens all the same
            _log.warning("page: %s", error)


def _offer(found: SignIn) -> str:
    role = role_name(found.role).capitalize()
    return _OFFER.format(name=escape(found.name), role=escape(role), agency=escape(found.agency_short_name))


def _spent(request: Request) -> str:
    value = _read_shown(request)
    return _SPENT.format(open=_OPEN_AT.format(shown=f"{SHOWN}={quote(value, safe=':')}") if value else _OPEN)


def _read_shown(request: Request) -> str:
    """Return the value of the button that a link stands for; "" where it is none that a link may stand for."""
    value = request.query_params.get(SHOWN, "")
    return value if may_be_linked(value) else ""
