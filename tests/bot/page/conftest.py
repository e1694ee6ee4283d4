"""A page over a real registry, in this process: its routes, its channel, an officer and a supervisor."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio
from httpx import ASGITransport, AsyncClient, Response

from bot.app import App
from bot.channels.web.channel import WebChannel
from bot.http.app import build_app
from bot.http_face import board_routes
from bot.page.routes import STREAM, page_routes
from bot.page.sessions import Sessions
from bot.page.shown_chat import RegistryHistory
from data.enums import Role
from data.files import Files
from data.files.folder import FilesInFolder
from data.registry.office import agencies
from data.registry.people import identities, sign_in_links
from data.registry.people.invitations import invite
from data.store import Store
from scheduler.testing import FixedClock
from tests.handlers.morning import MORNING

HOME = "https://nhacviec.example.vn"
POST = "x-nhacviec-post"


@dataclass
class House:
    """A bot with a page and nothing else."""

    store: Store
    files: Files
    clock: FixedClock = field(default_factory=lambda: FixedClock(MORNING))

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Begin a new process over the same registry."""
        self.app = App(self.store, self.clock, self.files, public_url=HOME, has_page=True)
        self.history = RegistryHistory(self.store, self.files, self.clock.wall)
        self.channel = WebChannel(self.app.converse, self.clock.now, self.history, self.app.journal("web"))
        sessions = Sessions(self.store, self.clock)
        board = board_routes(self.app, sessions, HOME)
        routes = page_routes({"web": self.channel}, sessions, self.app.commands_for, HOME, inside=board)
        self.served = build_app(routes, endless=[STREAM])

    def officer(self, of: str = "stp", role: Role = Role.OFFICER, name: str = "Nguyễn Văn A") -> int:
        """Enrol somebody on Telegram; return their number."""
        with self.store.write() as session:
            return identities.enrol(
                session,
                agency_id=agencies.find(session, of).id,
                role=role,
                name=name,
                channel="telegram",
                chat_id=f"{of} {role} {name}",
                now=self.clock.now(),
            ).officer_id

    def link(self, officer_id: int) -> str:
        """Return the path of a new way in."""
        with self.store.write() as session:
            now, wall = self.clock.now(), self.clock.wall()
            token = sign_in_links.create_link(session, officer_id, now=now, wall=wall, actor="officer:1")
        return f"/trang/vao/{token}"

    def invitation(self, to: str = "snv", role: Role = Role.OFFICER, name: str = "Lê Văn B") -> str:
        """Return the code of a new invitation."""
        with self.store.write() as session:
            agency_id, now = agencies.find(session, to).id, self.clock.now()
            return invite(session, agency_id=agency_id, role=role, name=name, now=now, actor="officer invite").code

    def browser(self) -> "Browser":
        """Return a new browser without cookies."""
        return Browser(AsyncClient(transport=ASGITransport(self.served), base_url=HOME))

    async def signed(self, officer_id: int) -> "Browser":
        """Return a browser in which somebody has the page open."""
        browser = self.browser()
        await browser.client.post(self.link(officer_id))
        await browser.open()
        return browser


@dataclass
class Browser:
    """A browser: its cookies, and what the page knows."""

    client: AsyncClient
    post: str = ""
    posts: int = 0

    async def open(self) -> Response:
        """Open the page: ask whose it is."""
        answer = await self.client.get("/trang/api/me")
        self.post = answer.json().get("post", "")
        return answer

    async def say(self, text: str, **beside: str) -> Response:
        """Type something, or post a tap."""
        self.posts += 1
        body = {"update": f"u{self.posts}", "text": text} | beside
        return await self.client.post("/trang/api/say", json=body, headers={POST: self.post})

    async def tap(self, value: str, message: str) -> Response:
        """Tap a button of a message."""
        self.posts += 1
        body = {"update": f"u{self.posts}", "pressed": value, "message": message}
        return await self.client.post("/trang/api/say", json=body, headers={POST: self.post})

    async def shown(self) -> list[dict[str, object]]:
        """Return what the chat shows."""
        answer = await self.client.get("/trang/api/messages")
        entries: list[dict[str, object]] = answer.json()["entries"]
        return entries


@pytest.fixture
def house(planned: Store, tmp_path: Path) -> House:
    return House(planned, FilesInFolder(tmp_path / "files"))


@pytest_asyncio.fixture
async def officer(house: House) -> AsyncIterator[Browser]:
    """The page of a focal officer of Sở Tư pháp."""
    browser = await house.signed(house.officer())
    yield browser
    await browser.client.aclose()
