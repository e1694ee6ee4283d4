"""The office of a played year: it is filled beside the one that is entered at once, and says how far it is."""

import asyncio
import logging
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from string import Template
from typing import Protocol

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Router
from starlette.types import Receive, Scope, Send

from bot.channels.web.channel import WebChannel
from bot.demo.clock_panel import MORNING
from bot.demo.house import DemoHouse
from data.rules.viet_nam_time import VIET_NAM, at_hour

_log = logging.getLogger(__name__)

EARLY = "/ngay"
"""Where the office is that is entered at once."""
STATE = "/api/year"
"""Tells how far the year is, before and after it is there."""
_PAGES = ("/", "/bang")
"""The addresses at which people come in."""
_FILLING = Path(__file__).with_name("templates") / "filling.html"
_NO_STORE = {"cache-control": "no-store"}


class PlayedHouse(DemoHouse, Protocol):
    """An office whose year is played before people are let in."""

    def play_until(self, today: date) -> None:
        """Live until the morning of `today` (Viet Nam), or until `stop_playing`; takes about a minute."""
        ...

    def stop_playing(self) -> None:
        """End `play_until` soon, in another thread."""
        ...

    def close(self) -> None:
        """Delete the data of an office that is not run."""
        ...


class YearBeside:
    """The ASGI application of the office that `open_office` makes; people are let in once it has lived until `today`.

    `early` is the day (Viet Nam) of the office at `EARLY`, which is offered meanwhile. `routes_of(house, channel)`
    are the routes of an office.
    """

    def __init__(
        self,
        open_office: Callable[[], PlayedHouse],
        routes_of: Callable[[DemoHouse, WebChannel], list[BaseRoute]],
        today: date,
        early: date,
    ) -> None:
        self._open_office = open_office
        self._routes_of = routes_of
        self._today = today
        self._early = early
        self._office: PlayedHouse | None = None
        self._began: datetime | None = None
        self._inside: Router | None = None
        self._web: WebChannel | None = None
        self._stopping = asyncio.Event()

    async def live(self) -> None:
        """Play the year, then let people in, until `stop`."""
        office = self._office = await asyncio.to_thread(self._open_office)
        self._began = office.panel.now()
        try:
            if not self._stopping.is_set():
                await asyncio.to_thread(office.play_until, self._today)
        except Exception:
            _log.exception("demo: không dựng được một năm làm việc")
            office.close()
            raise
        if self._stopping.is_set():
            office.close()
            return
        web = self._web = WebChannel(office.converse, office.panel.now, office.history, office.journal)
        async with office.running(web):
            self._inside = Router(self._routes_of(office, web))
            await self._stopping.wait()

    def stop(self) -> None:
        """Stop playing and end the pages' streams; `live` ends soon after."""
        self._stopping.set()
        if self._web is not None:
            self._web.close()
        elif self._office is not None:
            self._office.stop_playing()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request: with how far the year is, the office once it is there, else the page that waits."""
        if scope["path"] == STATE:
            answer: Response = JSONResponse(self._describe(), headers=_NO_STORE)
        elif self._inside is not None:
            await self._inside(scope, receive, send)
            return
        elif scope["path"] in _PAGES:
            answer = HTMLResponse(self._render(), headers=_NO_STORE)
        else:
            answer = JSONResponse(
                {"error": "Đang dựng một năm làm việc, mời thử lại sau."}, 503, {"retry-after": "5"}
            )
        await answer(scope, receive, send)

    def _describe(self) -> dict[str, object]:
        """Return whether the office is there, the day (Viet Nam) that it has come to, and the part of the year."""
        last = at_hour(self._today, MORNING)
        began = self._began or last
        now = min(self._office.panel.now(), last) if self._office else began
        part = (now - began) / (last - began) if last > began else 0
        day = f"{now.astimezone(VIET_NAM):%d/%m/%Y}" if self._began else ""
        return {
            "ready": self._inside is not None,
            "day": day,
            "part": round(part, 3),
            "until": f"{self._today:%d/%m/%Y}",
        }

    def _render(self) -> str:
        told = self._describe()
        return Template(_FILLING.read_text("utf-8")).substitute(
            early=f"{EARLY[1:]}/", early_day=f"{self._early:%d/%m/%Y}", until=told["until"], part=told["part"]
        )
