"""The only file that knows every part: registry, scheduler, handlers and channels put together."""

import asyncio
import errno
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.channels import Channel
from bot.gc_tuning import freeze_existing
from bot.http.calendar_feed import FeedRoutes
from bot.http.listening import listen
from bot.http.server import HttpServer
from bot.orphan_files import run_orphan_cleanup
from bot.settings import Settings, SettingsRefused, variable
from bot.turn_limit import TURN, AtMost
from bot.watchdog import Heartbeat, run_watchdog
from data.errors import RegistryUnusable
from data.files import Files
from data.registry.office.working_calendar import working_calendar
from data.registry.people import identities
from data.rules.stages import Policy
from data.store import Store
from handlers.account import agenda
from handlers.base import uploads
from handlers.base.messages import FetchFailed, Incoming, Reply, Upload
from handlers.dispatch.turns import TurnProcessor
from handlers.views.pushes import messages
from scheduler import channel_health
from scheduler.auditor import Auditor
from scheduler.channel_health import Trouble
from scheduler.clock import Clock
from scheduler.engines.local import LocalEngine
from scheduler.sending.postman import Postman
from scheduler.sending.retry_policy import LEASE
from scheduler.tick import tick

if TYPE_CHECKING:
    from bot.channels.telegram.channel import TelegramChannel

_TICK = timedelta(seconds=20)
_REHEARSED = timedelta(minutes=30)
_SHORTEST_TICK = timedelta(milliseconds=50)
_PAUSES = (0.005, 0.01, 0.02, 0.04, 0.08, *[0.1] * 48)
"""Seconds between two looks whether somebody else still writes: five in all, as long as a thread would wait."""
_LEASE_IN_TIMEOUTS = 6
"""A call lasts three time-outs at most: connecting, asking, being answered. A message waits for its turn first."""
DEFAULT = Policy()


class App:
    """A registry with everything that answers and reminds, and no channel yet."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        files: Files,
        lease: timedelta = LEASE,
        policy: Policy = DEFAULT,
        public_url: str | None = None,
        turn: timedelta = TURN,
    ) -> None:
        """`lease` and `policy`: see `scheduler.sending.postman.Postman`; `public_url`: see `handlers.base.turn.Turn`.

        A `turn` that works longer is given up.
        """
        self.store = store
        self.clock = clock
        self._files = files
        self._lease = lease
        self._policy = policy
        with store.read() as session:
            self.calendar = working_calendar(session)
        self.calendar.is_working(clock.today())  # the holidays take half a second to load: before the first officer
        self._reception = TurnProcessor(store, clock, self.calendar, files, public_url, policy.hours, AtMost(turn))

    async def converse(self, incoming: Incoming) -> Reply | None:
        """One turn, for every channel (`bot.channels.Converse`).

        Files are fetched before it and made after it: nobody else waits for them.
        """
        try:
            reply = await self._answer(incoming)
        except uploads.Wanted:
            fetched = [await self._fetched(upload) for upload in incoming.files]
            reply = await self._answer(replace(incoming, files=tuple(fetched)))
        return await asyncio.to_thread(self._reception.finished, reply) if reply and reply.files else reply

    async def _answer(self, incoming: Incoming) -> Reply | None:
        """In a file turns queue for the one writer, and take a millisecond: a thread would not make them parallel,
        only cost half as much again, and only here can one that hangs in a pattern be stopped. Another writer is
        waited for between two tries, which cost next to nothing; a database server in a thread.
        """
        if not self.store.is_file:
            return await asyncio.to_thread(self._reception.answer, incoming)
        for pause in _PAUSES:
            try:
                return self._reception.answer(incoming, at_once=True)
            except RegistryUnusable as error:
                locked = error
            await asyncio.sleep(pause)
        return self._reception.unavailable(incoming, locked)

    async def _fetched(self, upload: Upload) -> Upload:
        try:
            content = await upload.fetch()
        except FetchFailed as failed:
            return replace(upload, fault=str(failed))
        return await asyncio.to_thread(uploads.keep, upload, content, self._files)

    def links(self, channel: str) -> "Links":
        """What a channel tells about its chats, written down."""
        return Links(self, channel)

    def commands_for(self, channel: str, chat_id: str) -> list[tuple[str, str]]:
        """The command menu of a chat: names without the slash, and what each does."""
        return [(command.name, command.summary) for command in self._reception.commands_for(channel, chat_id)]

    def feed(self, token: str) -> bytes | None:
        """Return the calendar that a secret opens (`bot.http.calendar_feed`); None where it opens none."""
        with self.store.read() as session:
            return agenda.subscribed(session, token, self.clock.now(), self.calendar)

    def note(self, troubles: Mapping[str, Trouble | None]) -> None:
        """Keeps what each channel is in trouble with, if at all."""
        with self.store.write() as session:
            for channel, trouble in troubles.items():
                channel_health.record_channel(session, channel, trouble, self.clock.wall())

    async def tick(self, channels: Mapping[str, Channel]) -> None:
        """One beat of the scheduler over `channels`, by their names."""

        async def send(channel: str, chat_id: str, message: Reply) -> str:
            return await channels[channel].send(chat_id, message)

        postman = Postman(
            self.store, self.clock, self.calendar, self._policy, messages.message, send, channels, self._lease
        )
        await tick(postman)


class Links:
    """What becomes of a channel's chats (`bot.channels.telegram.chat_links.ChatLinks`)."""

    def __init__(self, app: App, channel: str) -> None:
        self._app = app
        self._channel = channel

    async def unreachable(self, chat_id: str) -> None:
        await asyncio.to_thread(self._write, identities.mark_unreachable, chat_id, self._app.clock.now())

    async def reachable(self, chat_id: str) -> None:
        await asyncio.to_thread(self._write, identities.mark_reachable, chat_id)

    async def moved(self, old: str, new: str) -> None:
        await asyncio.to_thread(self._write, identities.move_chat, old, new)

    async def commands_for(self, chat_id: str) -> Sequence[tuple[str, str]]:
        return await asyncio.to_thread(self._app.commands_for, self._channel, chat_id)

    def _write(self, change: Callable[..., object], *about: object) -> None:
        with self._app.store.write() as session:
            change(session, self._channel, *about)


async def serve(settings: Settings, clock: Clock, store: Store, files: Files) -> None:
    """Runs the bot until SIGTERM or SIGINT; then what is under way is finished, ten seconds at most."""
    with clock.held():  # a rehearsal begins when the office does
        lease = _LEASE_IN_TIMEOUTS * timedelta(seconds=settings.telegram_timeout)
        policy = Policy(look_back=timedelta(days=settings.look_back_days), hours=settings.hours)
        app = App(store, clock, files, lease, policy, settings.public_url)
        faces = [_face(app, str(settings.http_host), settings.http_port)] if settings.http_port else []
        channels = {channel.name: channel for channel in _channels(settings, app)}
        engine = LocalEngine(lambda: _beat(app, channels), _tick_length(settings))
        parts = [*(channel.run() for channel in channels.values()), *(face.live() for face in faces)]
        parts.append(run_orphan_cleanup(store, files, clock))
        parts.append(run_watchdog(Auditor(store, clock, app.calendar, policy.hours), _heartbeat(settings)))
        tasks = [asyncio.create_task(part) for part in parts]
        freeze_existing()
        engine.start()
    try:
        await _told_to_stop(tasks)
    finally:
        await engine.stop()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _beat(app: App, channels: Mapping[str, "TelegramChannel"]) -> None:
    """A tick, after noting for `status` how each channel stands."""
    troubles = {name: channel.state.trouble for name, channel in channels.items()}
    await asyncio.to_thread(app.note, troubles)
    await app.tick(channels)


def _channels(settings: Settings, app: App) -> "list[TelegramChannel]":
    from bot.channels.pace import Limits
    from bot.channels.telegram.channel import TelegramChannel

    assert settings.telegram_token is not None  # noqa: S101 - `run` refuses to start without one
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    return [
        TelegramChannel(
            settings.telegram_token.get_secret_value(),
            app.converse,
            app.links(TelegramChannel.name),
            app.clock.now,
            base_url=settings.telegram_base_url,
            base_file_url=settings.telegram_file_base_url,
            proxy=proxy,
            answer_timeout=settings.telegram_timeout,
            limits=Limits(settings.telegram_per_second, settings.telegram_per_chat, settings.telegram_per_group),
        )
    ]


def _heartbeat(settings: Settings) -> Heartbeat | None:
    return Heartbeat(settings.heartbeat_url.get_secret_value()) if settings.heartbeat_url else None


def _face(app: App, host: str, port: int) -> HttpServer:
    try:
        listening = listen(port, host)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsRefused(variable("http_port"), f"cổng {port} đang có chương trình khác dùng.") from None
        raise SettingsRefused(variable("http_host"), f"không mở được cổng {port} ở {host}.") from None
    return HttpServer(listening, FeedRoutes(app.feed).routes(), app.store.fault)


def _tick_length(settings: Settings) -> timedelta:
    """Real time between two beats: a fast rehearsal must not sleep through anybody's hour."""
    return max(_SHORTEST_TICK, min(_TICK, _REHEARSED / settings.clock_rate))


async def _told_to_stop(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Waits for a signal; ends at once with the error of a task that fails."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    waiting = asyncio.create_task(stop.wait())
    done, _pending = await asyncio.wait([waiting, *tasks], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    for task in done:
        task.result()
