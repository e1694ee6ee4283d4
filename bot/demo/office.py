"""The temporary office of `nhacviec demo`: plan 175, its agencies, and a clock to move."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bot.app import App
from bot.channels.channel import Channel
from bot.channels.web.persona import Command, Persona
from bot.demo.house import AgencyChoice
from data.enums import Role
from data.errors import NotAllowed
from data.files import Files
from data.plans.reading import read_plan
from data.plans.storing.apply import apply
from data.registry.office import agencies
from data.registry.outbox.recipients import Recipient
from data.registry.people import identities, preferences
from data.rules.hours import digest_at
from data.rules.stages import Policy
from data.rules.viet_nam_time import at_hour, viet_nam_date
from data.schema import open_registry
from data.seeds import seed
from handlers.base.messages import Incoming, Reply
from handlers.views.base.formatting import role_name
from handlers.views.plans.remarks import for_registry
from scheduler.clock import RehearsalClock
from scheduler.context import Planning
from scheduler.engines.local import LocalEngine
from scheduler.planning.look_ahead import next_message

PLAN = "ke-hoach-175-kh-ubnd.txt"
STANDING_BODY = "snv"
"""Plan 175, VI.2.a: Sở Nội vụ follows the plan for the province, so one supervises from there."""
START = time(7, 30)
"""Before the digest hour: who sits down on the first morning still gets that morning's reminders."""

_LOOK_AHEAD = timedelta(days=400)
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
        self.panel = Panel(self._app, self._clock)

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
    async def running(self, channel: Channel) -> AsyncIterator[None]:
        """Run the engine and send through `channel`."""
        self.panel.channels = {channel.name: channel}
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


class Panel:
    """Control of the demo's clock (`bot.demo.house.ClockPanel`): it stops at every morning on the way."""

    def __init__(self, app: App, clock: RehearsalClock) -> None:
        self._app = app
        self._clock = clock
        self._beating = asyncio.Lock()
        self.channels: Mapping[str, Channel] = {}

    def now(self) -> datetime:
        """Return the office's time (UTC)."""
        return self._clock.now()

    async def beat(self) -> None:
        """Run one tick, never two at the same time."""
        async with self._beating:
            await self._app.tick(self.channels)

    async def advance_days(self, days: int) -> None:
        """Move the clock `days` on, morning by morning."""
        await self._go_to(self._clock.now() + timedelta(days=days))

    async def to_next_reminder(self, chat_id: str) -> bool:
        """Move the clock to this chat's next message. Returns False if there is none."""
        due_at = await asyncio.to_thread(self._next_message, chat_id)
        if due_at is None:
            return False
        await self._go_to(due_at)
        return True

    async def _go_to(self, end: datetime) -> None:
        for due_at in await asyncio.to_thread(self._digests, self._clock.now(), end):
            self._clock.move_to(due_at)
            await self.beat()
        if self._clock.now() < end:
            self._clock.move_to(end)
        await self.beat()

    def _digests(self, after: datetime, until: datetime) -> list[datetime]:
        """Return the instants in (after, until] at which a digest may be due to somebody, in order."""
        with self._app.store.read() as session:
            hours = sorted(preferences.list_digest_hours(session))
        first = viet_nam_date(after)
        days = (first + timedelta(days=n) for n in range((viet_nam_date(until) - first).days + 1))
        return [due_at for day in days for hour in hours if after < (due_at := digest_at(day, hour)) <= until]

    def _next_message(self, chat_id: str) -> datetime | None:
        now, calendar = self._clock.now(), self._app.calendar
        with self._app.store.read() as session:
            me = identities.identify(session, "web", chat_id)
            if me is None:
                return None
            hour = preferences.get(session, me.officer_id).hour
            today = viet_nam_date(now)
            first = today if now < digest_at(today, hour) else today + timedelta(days=1)
            recipient = Recipient(me.officer_id, me.agency_id, 0, "web", now)
            return next_message(session, recipient, me.role, first, first + _LOOK_AHEAD, Planning(calendar, Policy()))


def open_demo(today: date, address: str) -> DemoOffice:
    """Open the office on the morning of `today` (Viet Nam), with its page at `address`."""
    return DemoOffice(today, address)


def _roles(agency_code: str) -> tuple[Role, ...]:
    if agency_code == STANDING_BODY:
        return tuple(Role)
    return (Role.OFFICER, Role.HEAD)
