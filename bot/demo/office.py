"""The temporary office of `nhacviec demo`: plan 175, its agencies, and a clock to move."""

import asyncio
import tempfile
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from starlette.routing import BaseRoute

from bot.app import App
from bot.channels.mail.channel import MailChannel
from bot.channels.outgoing import Pusher
from bot.channels.pace import RateLimits
from bot.channels.web.channel import WebChannel
from bot.channels.web.persona import Command, Persona
from bot.channels.web.receive import read_post
from bot.channels.zalo.channel import ZaloChannel
from bot.channels.zalo.names import channel_name, get_bot_id
from bot.channels.zalo.receiving.webhook import make_path
from bot.demo.all_views import AllViews
from bot.demo.board_door import BoardDoor
from bot.demo.clock_panel import MORNING, DemoClockPanel
from bot.demo.house import AgencyChoice, zalo_chat_of
from bot.demo.mail_server import SENDER, DemoMailServer, mail_address_of
from bot.demo.played_year import PlayedYear
from bot.demo.zalo_server import BASE_URL, ZaloServer
from bot.http.calendar_feed import FeedRoutes
from bot.http.downloads import DownloadRoutes
from bot.http_face import board_routes
from bot.page.routes import page_routes
from bot.page.sessions import Sessions
from bot.page.shown_chat import RegistryHistory
from bot.registry.downloads import PATH, DownloadDesk
from bot.registry.ways_in import RegistryWaysIn
from data.enums import Role
from data.errors import NotAllowed, NotFound
from data.files.folder import FilesInFolder
from data.plans.reading import read_plan
from data.plans.storing.apply import apply
from data.registry.conversations.downloads import Fetched
from data.registry.office import agencies
from data.registry.people import identities, invitations
from data.registry.reach import mail_addresses
from data.rules.viet_nam_time import at_hour
from data.schema import open_registry
from data.seeds import seed
from handlers.base.messages import Incoming, Reply
from handlers.views.base.names import role_name
from handlers.views.plans.remarks import for_registry
from scheduler.clock import RehearsalClock
from scheduler.engines.jobs import Job
from scheduler.engines.local import LocalEngine

PLAN = "ke-hoach-175-kh-ubnd.txt"
STANDING_BODY = "snv"
"""Plan 175, VI.2.a: Sở Nội vụ follows the plan for the province, so one supervises from there."""
YEAR_BEGINS = date(2024, 1, 2)
"""The first working day of the plan's year."""
ZALO_TOKEN = "0:of-the-demo"  # noqa: S105 - opens nothing
ZALO = channel_name(ZALO_TOKEN)

_TICK = timedelta(seconds=1)


class DemoOffice:
    """The office of the demo (`bot.demo.house.DemoHouse`), with a registry in a temporary folder."""

    def __init__(self, begins: date, address: str) -> None:
        """Create the registry on the morning of `begins`; its page is at `address`, with which calendars' begin."""
        self._folder = tempfile.TemporaryDirectory(prefix="nhacviec-demo-")
        self._store = open_registry(f"sqlite:///{Path(self._folder.name) / 'demo.db'}")
        self._clock = RehearsalClock(at_hour(begins, MORNING))
        self._is_played_enough = threading.Event()
        with self._store.write() as session:
            apply(session, for_registry(read_plan(seed(PLAN))), now=self._clock.now(), actor="demo")
        files = FilesInFolder(Path(self._folder.name) / "files")
        self._app = App(self._store, self._clock, files, public_url=address, has_page=True)
        self._address = address
        self._downloads = DownloadDesk(self._store, self._clock.wall)
        self.history = RegistryHistory(self._store, files, self._clock.wall, always_opened=True)
        self.journal = self._app.journal(WebChannel.name)
        self.panel = DemoClockPanel(self._app, self._clock)
        self._zalo: ZaloServer | None = None

    def play_until(self, today: date) -> None:
        """Live through the year until the morning of `today` (`bot.demo.played_year`), or until `stop_playing`."""
        year = PlayedYear(self._app, self._clock, STANDING_BODY, self._is_played_enough)
        asyncio.run(year.live(today))
        self._clock.move_to(at_hour(today, MORNING))

    def stop_playing(self) -> None:
        """End `play_until` with the day that it is at. May be called from another thread."""
        self._is_played_enough.set()

    def close(self) -> None:
        """Close the registry and delete the data."""
        self._store.close()
        self._folder.cleanup()

    async def converse(self, incoming: Incoming) -> Reply | None:
        """Answer one update."""
        return await self._app.converse(incoming)

    async def take_on_zalo(self, incoming: Incoming, content: bytes | None = None) -> None:
        """Show in a chat on Zalo what its officer wrote or sent, and have it answered. The office must be running."""
        assert self._zalo is not None  # noqa: S101 - see above
        await self._zalo.take(incoming, content)

    def list_routes(self, channel: WebChannel) -> Sequence[BaseRoute]:
        """Return the routes of the officer's own page, of files and of calendars."""
        sessions = Sessions(self._store, self._clock)
        board = board_routes(self._app, sessions, self._address)
        return [
            *BoardDoor(self._store, self._clock, STANDING_BODY, self._address).routes(),
            *FeedRoutes(self._app.feed).routes(),
            *DownloadRoutes(self._downloads).routes(),
            *page_routes({channel.name: channel}, sessions, self._app.commands_for, self._address, inside=board),
        ]

    async def people(self) -> list[AgencyChoice]:
        """Return every agency; supervisors and administrators sit in the standing body."""
        return await asyncio.to_thread(self._people)

    async def sit(self, agency_code: str, role: str, chat_id: str) -> Persona:
        """Enrol an officer of that role, link the chat, and type a code in the one on Zalo.

        Raises NotFound or NotAllowed. The office must be running.
        """
        return await self._link_zalo(chat_id, *await asyncio.to_thread(self._sit, agency_code, Role(role), chat_id))

    async def join(self, chat_id: str) -> Persona:
        """Return the officer whom a code let in, and link their chat on Zalo. Raises NotFound for nobody's chat."""
        return await self._link_zalo(chat_id, *await asyncio.to_thread(self._open_views, chat_id))

    async def _link_zalo(self, chat_id: str, persona: Persona, code: str) -> Persona:
        """Type the code that links an officer's chat on Zalo."""
        typed = {"update": uuid4().hex, "text": code}
        await self.take_on_zalo(read_post(typed, zalo_chat_of(chat_id), self._clock.now()))
        return persona

    @asynccontextmanager
    async def running(self, channel: WebChannel) -> AsyncIterator[None]:
        """Run the engine and the bot on Zalo; send through `channel` and, beside it, there."""
        zalo = self._open_zalo(channel)
        mail = self._open_mail(channel)
        self.panel.connect(AllViews(channel, zalo, mail, Pusher(self._store, self._clock)))
        engine = LocalEngine([Job("a tick", self.panel.beat, _TICK)])
        engine.start()
        receiving = asyncio.create_task(zalo.run())
        try:
            yield
        finally:
            await engine.stop()
            receiving.cancel()
            await asyncio.wait([receiving])
            self.close()

    def _open_zalo(self, channel: WebChannel) -> ZaloChannel:
        webhook = make_path(get_bot_id(ZALO_TOKEN))
        self._zalo = ZaloServer(channel, f"{self._address}{webhook}", self._fetch_picture)
        zalo = ZaloChannel(
            ZALO_TOKEN,
            BASE_URL,
            self.converse,
            self._app.links(ZALO),
            self._app.journal(ZALO),
            self._app.quota(ZALO, 0),
            self._app.downloads(ZALO),
            self._clock.now,
            limits=RateLimits(),  # many mornings pass in a moment
            webhook=(self._address, "of nobody: the updates do not come over a network"),
            transport=self._zalo,
        )
        self._zalo.connect(zalo.webhooks[0].receive)
        return zalo

    def _open_mail(self, channel: WebChannel) -> MailChannel:
        ways_in = RegistryWaysIn(self._store, self._clock.wall, self._address)
        return MailChannel(DemoMailServer(channel), SENDER, ways_in, self._clock.wall)

    def _fetch_picture(self, address: str) -> Fetched | None:
        return self._downloads.fetch_once(address.removeprefix(f"{self._address}{PATH}"))

    def _people(self) -> list[AgencyChoice]:
        with self._store.read() as session:
            return [
                AgencyChoice(row.code, row.name, row.kind, _roles(row.code), row.within, row.aliases)
                for row in agencies.list_directory(session)
            ]

    def _sit(self, agency_code: str, role: Role, chat_id: str) -> tuple[Persona, str]:
        """Enrol an officer; return their persona, and the code by which their chat on Zalo is linked."""
        if role not in _roles(agency_code):
            raise NotAllowed("demo.sit")
        with self._store.write() as session:
            agency = agencies.find(session, agency_code)
            identities.enrol(
                session,
                agency_id=agency.id,
                role=role,
                name=role_name(role).capitalize(),
                channel="web",
                chat_id=chat_id,
                now=self._clock.now(),
            )
        return self._open_views(chat_id)

    def _open_views(self, chat_id: str) -> tuple[Persona, str]:
        """Give the officer of a chat on the page a mail address; return as `_sit` does. Raises NotFound."""
        with self._store.write() as session:
            me = identities.identify(session, WebChannel.name, chat_id)
            if me is None:
                raise NotFound("officer", chat_id)
            mail_addresses.save_address(session, me.officer_id, mail_address_of(chat_id), self._clock.now())
            code = invitations.invite_to_move(
                session, me.officer_id, channel=ZALO, now=self._clock.now(), actor="demo"
            ).code
        commands = tuple(Command(f"/{name}", text) for name, text in self._app.commands_for("web", chat_id))
        return Persona(me.name, me.agency_name, me.role, commands), code


def open_demo(today: date, address: str, *, has_history: bool = False) -> DemoOffice:
    """Open the office on the morning of `today` (Viet Nam), with its page at `address`.

    `has_history`: the plan's year until then was lived through, which takes about a minute.
    """
    if not has_history:
        return DemoOffice(today, address)
    office = open_year(today, address)
    office.play_until(today)
    return office


def open_year(today: date, address: str) -> DemoOffice:
    """Open the office on the first morning of the plan's year, to be played until `today` (Viet Nam)."""
    return DemoOffice(min(YEAR_BEGINS, today), address)


def _roles(agency_code: str) -> tuple[Role, ...]:
    if agency_code == STANDING_BODY:
        return tuple(Role)
    return (Role.OFFICER, Role.HEAD)
