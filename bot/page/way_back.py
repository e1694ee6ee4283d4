"""GET and POST /trang/api/offices: the way back into a page that is too old for the role its chat speaks for.

Somebody's chat is one, and their browsers are several: one that was opened days ago shows nothing while another lets
the chat speak for a role that sees all agencies. It may be switched to one of the other roles, which last longer.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.channels.web.channel import WebChannel
from bot.http.json_body import read_json_body
from bot.page.cookie import SessionCookie
from bot.page.sessions import POST_TOKEN, Sessions, get_post_token, is_post_token
from data.errors import NotAllowed
from handlers.views.base.names import role_name


class WayBackRoutes:
    """Endpoints for a browser that is shown the door, and may yet come in as somebody else whom its person is."""

    def __init__(self, sessions: Sessions, cookie: SessionCookie, channel: WebChannel) -> None:
        self._sessions = sessions
        self._cookie = cookie
        self._channel = channel

    def routes(self) -> list[Route]:
        """Return them, below the page's own address."""
        return [
            Route("/api/offices", self.list_ways_back, methods=["GET"]),
            Route("/api/offices", self.go_back, methods=["POST"]),
        ]

    async def list_ways_back(self, request: Request) -> JSONResponse:
        """Return whom the session of a browser may be switched to, and what the post must bear; mostly nobody."""
        token = self._cookie.read(request)
        found = await self._sessions.list_ways_back(token)
        offered = [
            {"officer": one.officer_id, "text": f"Vào lại: {one.agency_short_name} ({role_name(one.role)})"}
            for one in found
        ]
        told = {"offices": offered, "post": get_post_token(token) if offered else ""}
        return JSONResponse(told, headers={"cache-control": "no-store"})

    async def go_back(self, request: Request) -> JSONResponse:
        """Let the chat of the session speak for `{"officer"}`, one of those."""
        token = self._cookie.read(request)
        wanted = (await read_json_body(request)).get("officer")
        offered = await self._sessions.list_ways_back(token)
        mine = next((one for one in offered if one.officer_id == wanted), None)
        if mine is None or not is_post_token(token, request.headers.get(POST_TOKEN, "")):
            raise HTTPException(403, "Trang đã cũ. Anh/chị tải lại trang.")
        try:
            await self._sessions.speak_for(token, mine.officer_id)
        except NotAllowed as error:
            raise HTTPException(403, "Trang đã cũ. Anh/chị tải lại trang.") from error
        session = await self._sessions.find(token)
        if session is not None:
            self._channel.chat(session.chat_id).wake()
        return JSONResponse({"switched": True})
