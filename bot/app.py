"""The wired program: registry, scheduler and handlers put together; the caller adds channels."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from bot.channels.channel import Channel, Remember
from bot.channels.chat_links import Command
from bot.conversation import Conversation
from bot.file_checks.checks import FileChecks
from bot.registry.chat_links import RegistryChatLinks, get_menu
from bot.registry.downloads import RegistryDownloads
from bot.registry.journal import RegistryJournal
from bot.registry.quota import RegistryQuota
from bot.registry.ways_in import RegistryWaysIn
from bot.standby.beats import Beats
from bot.turn_limit import TURN, CpuTimeLimit
from bot.workers.pool import Workers
from data.files import Files
from data.registry.office.working_calendar import LivingCalendar
from data.registry.people.joining.entrances import Entrances
from data.rules.limits.retention import DEFAULT_RETENTION, Retention
from data.rules.stages import Policy
from data.store import Store
from handlers.account import agenda
from handlers.base.turn import NO_ENTRANCES
from handlers.dispatch.board_forms import BoardForms
from handlers.dispatch.turns import TurnProcessor
from scheduler.clock import Clock

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
        own: str = "",
    ) -> None:
        """Wire the program. `policy`: see `Postman`; `entrances` and `public_url`: see `handlers.base.turn.Turn`.

        A `turn` that works longer is given up. `workers`, `checks`: see `Conversation`. `own` is the name of this
        process where others may be on the registry.
        """
        self.store = store
        self.clock = clock
        self._public_url = public_url
        self._has_page = has_page
        with store.read() as session:
            living = LivingCalendar(session)
        self.calendar = living.calendar
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
            own=own,
        )
        self._conversation = Conversation(self._turns, store, files, checks, workers)
        self.converse = self._conversation.converse
        self._own = own
        self._journals: list[RegistryJournal] = []
        self._links: list[RegistryChatLinks] = []
        self.make_file = self._conversation.make_file
        self.fetch_files = self._conversation.fetch_files
        self.board_forms = BoardForms(store, self._turns)
        self._quotas: dict[str, RegistryQuota] = {}
        self.beats = Beats(store, clock, living, policy, retention, self._quotas, own)

    def links(self, channel: str) -> RegistryChatLinks:
        """Return the object through which a channel records changes of its chats."""
        links = RegistryChatLinks(self.store, self.clock, self._turns, channel, self._own)
        self._links.append(links)
        return links

    def hear_of_menus(self, about: str) -> None:
        """Hear that a process has set the menu of a chat."""
        for links in self._links:
            links.hear(about)

    def journal(self, channel: str) -> RegistryJournal:
        """Return the journal of a channel."""
        journal = RegistryJournal(self.store, self.clock.wall, channel, self._own)
        self._journals.append(journal)
        return journal

    def hear_of_updates(self, process: str) -> None:
        """Hear that updates were handed on to a process."""
        if process == self._own:
            for journal in self._journals:
                journal.wake()

    def quota(self, channel: str, allowed: int) -> RegistryQuota:
        """Return the count of messages of a channel that may send `allowed` of them in a month (0: any number)."""
        return self._quotas.setdefault(
            channel, RegistryQuota(self.store, self.clock.wall, channel, allowed, is_shared=bool(self._own))
        )

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
        await self.beats.tick(channels)

    async def beat(self, channels: Mapping[str, Channel]) -> None:
        """Record the trouble of each channel for `status`, then run one tick."""
        await asyncio.to_thread(self.save_shown)
        await self.beats.beat(channels)
