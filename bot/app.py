"""The wired program: registry, scheduler and handlers put together; the caller adds channels."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from bot.channels.channel import Channel, Remember
from bot.channels.chat_links import Command
from bot.channels.outgoing import Pusher
from bot.conversation import Conversation
from bot.file_checks.checks import FileChecks
from bot.registry.chat_links import RegistryChatLinks, get_menu
from bot.registry.downloads import RegistryDownloads
from bot.registry.journal import RegistryJournal
from bot.registry.quota import RegistryQuota
from bot.registry.ways_in import RegistryWaysIn
from bot.turn_limit import TURN, CpuTimeLimit
from bot.workers.pool import Workers
from data.files import Files
from data.registry.office.working_calendar import working_calendar
from data.registry.people.joining.entrances import Entrances
from data.rules.retention import DEFAULT_RETENTION, Retention
from data.rules.stages import Policy
from data.store import Store
from handlers.account import agenda
from handlers.base.messages import Reply
from handlers.base.turn import NO_ENTRANCES
from handlers.dispatch.board_forms import BoardForms
from handlers.dispatch.turns import TurnProcessor
from handlers.views.pushes import messages
from scheduler import channel_health
from scheduler.clock import Clock
from scheduler.context import Planning
from scheduler.sending.postman import Postman
from scheduler.sending.retry_policy import LEASE, end_waits
from scheduler.tick import tick

DEFAULT = Policy()


class App:
    """The wired program: registry, scheduler and handlers, to which the caller adds channels."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        files: Files,
        policy: Policy = DEFAULT,
        public_url: str | None = None,
        turn: timedelta = TURN,
        retention: Retention = DEFAULT_RETENTION,
        *,
        has_page: bool = False,
        workers: Workers | None = None,
        checks: FileChecks | None = None,
        mail_domains: tuple[str, ...] = (),
        entrances: Entrances = NO_ENTRANCES,
    ) -> None:
        """Wire the program. `policy`: see `Postman`; the last and `public_url`: see `handlers.base.turn.Turn`.

        A `turn` that works longer is given up. `workers`, `checks`: see `Conversation`.
        """
        self.store = store
        self.clock = clock
        self.files = files
        self._policy = policy
        self._retention = retention
        self._public_url = public_url
        self._has_page = has_page
        with store.read() as session:
            self.calendar = working_calendar(session)
        self._turns = TurnProcessor(
            store,
            clock,
            self.calendar,
            files,
            public_url,
            policy.hours,
            CpuTimeLimit(turn),
            has_page=has_page,
            mail_domains=mail_domains,
            entrances=entrances,
        )
        self._conversation = Conversation(self._turns, store, files, checks, workers)
        self.converse = self._conversation.converse
        self.make_file = self._conversation.make_file
        self.board_forms = BoardForms(store, self._turns)
        self._pusher = Pusher(store, clock)
        self._quotas: dict[str, RegistryQuota] = {}

    def links(self, channel: str) -> RegistryChatLinks:
        """Return the object through which a channel records changes of its chats."""
        return RegistryChatLinks(self.store, self.clock, self._turns, channel)

    def journal(self, channel: str) -> RegistryJournal:
        """Return the journal of a channel."""
        return RegistryJournal(self.store, self.clock.wall, channel)

    def quota(self, channel: str, allowed: int) -> RegistryQuota:
        """Return the count of messages of a channel that may send `allowed` of them in a month (0: any number)."""
        return self._quotas.setdefault(channel, RegistryQuota(self.store, self.clock.wall, channel, allowed))

    def downloads(self, channel: str) -> RegistryDownloads | None:
        """Return what gives links to files in a channel; None where phones do not reach this process."""
        if self._public_url is None:
            return None
        return RegistryDownloads(self.store, self.clock.wall, channel, self._public_url)

    def ways_in(self) -> RegistryWaysIn:
        """Return what gives mails their links to the page."""
        return RegistryWaysIn(self.store, self.clock.wall, self._public_url if self._has_page else None)

    def send_letters_by(self, mail: Channel) -> None:
        """Let mails that go with answers be sent on the channel `mail`."""
        self._conversation.send_letters_by(mail.send)

    def remember(self, channel: str) -> Remember:
        """Return the function that keeps what the messages of a channel are about, for replies to them."""
        return partial(self._turns.remember, channel)

    async def save_quotas(self) -> None:
        """Save how many messages the channels have sent."""
        for quota in self._quotas.values():
            await quota.flush()

    def save_shown(self) -> None:
        """Save what the last messages were about."""
        self._turns.save_shown()

    def commands_for(self, channel: str, chat_id: str) -> list[Command]:
        """Return the command menu of a chat: names without the slash, and what each does."""
        return get_menu(self._turns, channel, chat_id)

    def feed(self, token: str) -> bytes | None:
        """Return the calendar (iCalendar) of a secret token; None for an unknown or revoked one."""
        with self.store.read() as session:
            return agenda.render_subscribed_calendar(session, token, self.clock.now(), self.calendar)

    async def tick(self, channels: Mapping[str, Channel]) -> None:
        """Run one tick of the scheduler over `channels`, given by their names."""
        pushed_to = {name: channel for name, channel in channels.items() if channel.capabilities.writes_first}
        lease = max((channel.longest_send for channel in pushed_to.values()), default=LEASE)

        async def send(channel: str, chat_id: str, message: Reply) -> str:
            return await self._pusher.send(pushed_to[channel], chat_id, message)

        scarce = {name for name, quota in self._quotas.items() if quota.is_scarce}
        down = await asyncio.to_thread(self._list_down, pushed_to)
        planning = Planning(self.calendar, self._policy, pushed_to.keys(), self._retention, scarce, down)
        postman = Postman(self.store, self.clock, planning, messages.render_message, send, lease)
        await tick(postman)

    async def beat(self, channels: Mapping[str, Channel]) -> None:
        """Record the trouble of each channel for `status`, then run one tick."""
        await asyncio.to_thread(self._record_channels, channels)
        await asyncio.to_thread(self.save_shown)
        await self.tick(channels)

    def _list_down(self, channels: Mapping[str, Channel]) -> set[str]:
        """Return the channels in whose place others are to send."""
        troubled = {name: trouble for name, channel in channels.items() if (trouble := channel.trouble)}
        if not troubled:
            return set()
        with self.store.read() as session:
            wall = self.clock.wall()
            return {one for one, trouble in troubled.items() if channel_health.is_down(session, one, trouble, wall)}

    def _record_channels(self, channels: Mapping[str, Channel]) -> None:
        for quota in self._quotas.values():
            quota.look_again()
        with self.store.write() as session:
            for name, channel in channels.items():
                wall = self.clock.wall()
                if channel_health.record_channel(session, name, channel.trouble, wall):
                    end_waits(session, name, wall)
