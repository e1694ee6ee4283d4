"""The demo's way to the board: it lets a supervisor in without a link from the bot."""

import asyncio

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.page.cookie import SessionCookie
from data.enums import Role
from data.registry.office import agencies
from data.registry.people import identities, page_sessions
from data.store import Store
from handlers.views.base.names import role_name
from scheduler.clock import Clock

_CHAT = "board"


class BoardDoor:
    """The route of one office at `address`, whose supervisors sit in `standing_body` (a code)."""

    def __init__(self, store: Store, clock: Clock, standing_body: str, address: str) -> None:
        self._store = store
        self._clock = clock
        self._body = standing_body
        self._cookie = SessionCookie(address)

    def routes(self) -> list[BaseRoute]:
        """Return the route GET /bang. Like all of the demo it lets in whoever reaches the port of this machine."""
        return [Route("/bang", self.open, methods=["GET"])]

    async def open(self, request: Request) -> Response:  # noqa: ARG002 - an endpoint is given its request
        """Open a session of the demo's supervisor, and go on to the board."""
        response = RedirectResponse("trang/bang/", 303)
        self._cookie.put(response, await asyncio.to_thread(self._open_session))
        return response

    def _open_session(self) -> str:
        now, wall = self._clock.now(), self._clock.wall()
        with self._store.write() as session:
            if identities.identify(session, page_sessions.CHANNEL, _CHAT) is None:
                identities.enrol(
                    session,
                    agency_id=agencies.find(session, self._body).id,
                    role=Role.SUPERVISOR,
                    name=role_name(Role.SUPERVISOR).capitalize(),
                    channel=page_sessions.CHANNEL,
                    chat_id=_CHAT,
                    now=now,
                )
            return page_sessions.open_session(session, _CHAT, now=now, wall=wall, actor="demo")
