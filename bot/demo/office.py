"""The temporary office of `nhacviec demo`: plan 175, its agencies, and a clock to move."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, time, timedelta
from pathlib import Path

from bot.app import App
from bot.channels.web.channel import WebChannel
from bot.channels.web.persona import Command, Persona
from bot.demo.clock_panel import DemoClockPanel
from bot.demo.house import AgencyChoice
from bot.page.history import RegistryHistory
from data.enums import Role
from data.errors import NotAllowed
from data.files import Files
from data.plans.reading import read_plan
from data.plans.storing.apply import apply
from data.registry.office import agencies
from data.registry.people import identities
from data.rules.viet_nam_time import at_hour
from data.schema import open_registry
from data.seeds import seed
from handlers.base.messages import Incoming, Reply
from handlers.views.base.names import role_name
from handlers.views.plans.remarks import for_registry
from scheduler.clock import RehearsalClock
from scheduler.engines.local import LocalEngine

PLAN = "ke-hoach-175-kh-ubnd.txt"
STANDING_BODY = "snv"
"""Plan 175, VI.2.a: Sở Nội vụ follows the plan for the province, so one supervises from there."""
START = time(7, 30)
"""Before the digest hour: who sits down on the first morning still gets that morning's reminders."""

_TICK = timedelta(seconds=1)


class DemoOffice:
    """The office of the demo (`bot.demo.house.DemoHouse`), with a registry in a temporary folder."""

    def __init__(self, today: date, address: str) -> None:
        """Create the registry. `address` is the page's: calendar addresses begin with it."""
        self._folder = tempfile.TemporaryDirectory(prefix="nhacviec-demo-")
        self._store = open_registry(f"sqlite:///{Path(self._folder.name) / 'demo.db'}")
        self._clock = RehearsalClock(at_hour(today, START))
        with self._store.write() as session:
            apply(session, for_registry(read_plan(seed(PLAN))), now=self._clock.now(), actor="demo")
        files = Files(Path(self._folder.name) / "files")
        self._app = App(self._store, self._clock, files, public_url=address)
        self.history = RegistryHistory(self._store, files, self._clock.wall, always_opened=True)
        self.panel = DemoClockPanel(self._app, self._clock)

    async def converse(self, incoming: Incoming) -> Reply | None:
        """Answer one update."""
        return await self._app.converse(incoming)

    def feed(self, token: str) -> bytes | None:
        """Return the calendar of a secret token; None for an unknown one."""
        return self._app.feed(token)

    async def people(self) -> list[AgencyChoice]:
        """Return every agency; supervisors and administrators sit in the standing body."""
        return await asyncio.to_thread(self._people)

    async def sit(self, agency_code: str, role: str, chat_id: str) -> Persona:
        """Enrol an officer of that role and link the chat. Raises NotFound or NotAllowed."""
        return await asyncio.to_thread(self._sit, agency_code, Role(role), chat_id)

    @asynccontextmanager
    async def running(self, channel: WebChannel) -> AsyncIterator[None]:
        """Run the engine and send through `channel`."""
        self.panel.connect(channel)
        engine = LocalEngine(self.panel.beat, _TICK)
        engine.start()
        try:
            yield
        finally:
            await engine.stop()
            self._store.close()
            self._folder.cleanup()

    def _people(self) -> list[AgencyChoice]:
        with self._store.read() as session:
            return [
                AgencyChoice(row.code, row.name, row.kind, _roles(row.code), row.within, row.aliases)
                for row in agencies.list_directory(session)
            ]

    def _sit(self, agency_code: str, role: Role, chat_id: str) -> Persona:
        if role not in _roles(agency_code):
            raise NotAllowed("demo.sit")
        with self._store.write() as session:
            agency = agencies.find(session, agency_code)
            me = identities.enrol(
                session,
                agency_id=agency.id,
                role=role,
                name=role_name(role).capitalize(),
                channel="web",
                chat_id=chat_id,
                now=self._clock.now(),
            )
        commands = tuple(Command(f"/{name}", text) for name, text in self._app.commands_for("web", chat_id))
        return Persona(me.name, me.agency_name, role, commands)


def open_demo(today: date, address: str) -> DemoOffice:
    """Open the office on the morning of `today` (Viet Nam), with its page at `address`."""
    return DemoOffice(today, address)


def _roles(agency_code: str) -> tuple[Role, ...]:
    if agency_code == STANDING_BODY:
        return tuple(Role)
    return (Role.OFFICER, Role.HEAD)
