"""A bot on Zalo, by mail and on the page: the real channels against loopback servers, in a time moved by hand."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.app import App
from bot.channels.mail.channel import MailChannel
from bot.channels.mail.connections import Connections
from bot.channels.pace import RateLimits
from bot.channels.web.channel import WebChannel
from bot.channels.zalo.channel import ZaloChannel
from bot.channels.zalo.names import channel_name
from bot.mail_server import read_server
from bot.page.sessions import Sessions
from bot.page.shown_chat import RegistryHistory
from data.enums import DeliveryState
from data.files import Files
from data.models import Delivery
from data.rules.limits.retention import Retention
from data.store import Store
from scheduler.testing import FixedClock
from tests.loopback.mail.server import MailServer
from tests.loopback.zalo.server import TOKEN, ZaloApi

if TYPE_CHECKING:
    from bot.channels.channel import Channel

HOME = "https://nhacviec.example.vn"
SENDER = "nhacviec@coquan.gov.vn"
ROUNDS = 4
"""Beats of a morning: one that finds a channel gone, the next that goes another way, and two for what was put off."""
NEXT_ROUND = timedelta(minutes=2)
WHOLE_YEAR = Retention(conversations=timedelta(days=400))
"""What pages have shown is looked at in the end."""


class MixedOffice:
    """One process over `store`, with a bot for each of `tokens`, `allowed` messages a month each (0: any number)."""

    def __init__(
        self,
        store: Store,
        files: Files,
        zalo: ZaloApi,
        mail: MailServer,
        at: datetime,
        *,
        tokens: Sequence[str] = (TOKEN,),
        allowed: int = 0,
    ) -> None:
        self.store, self.clock = store, FixedClock(at)
        self.app = App(store, self.clock, files, public_url=HOME, has_page=True, retention=WHOLE_YEAR)
        self.sessions = Sessions(store, self.clock)
        self.bots = [self._bot(token, zalo, allowed) for token in tokens]
        self.mail = MailChannel(Connections(read_server(mail.url)), SENDER, self.app.ways_in(), self.clock.wall)
        self.history = RegistryHistory(store, files, self.clock.wall)
        self.page = WebChannel(self.app.converse, self.clock.now, self.history, self.app.journal(WebChannel.name))
        channels: list[Channel] = [*self.bots, self.mail, self.page]
        self.channels = {one.name: one for one in channels}

    def _bot(self, token: str, zalo: ZaloApi, allowed: int) -> ZaloChannel:
        name = channel_name(token)
        return ZaloChannel(
            token,
            zalo.base_url,
            self.app.converse,
            self.app.links(name),
            self.app.journal(name),
            self.app.quota(name, allowed),
            self.app.downloads(name),
            self.clock.now,
            limits=RateLimits(0, 0, 0),  # a year of messages goes out in seconds
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the channels until the block ends."""
        tasks = [asyncio.create_task(channel.run()) for channel in self.channels.values()]
        await until(lambda: not any(bot.trouble for bot in self.bots))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            await self.app.save_quotas()

    async def beat(self) -> None:
        """Send what is due now."""
        await self.app.beat(self.channels)

    async def morning(self, at: datetime) -> None:
        """Move to the instant `at` and send what is due, with time for another way where one turns out to be shut."""
        self.clock.move_to(at)
        for _ in range(ROUNDS):
            await self.beat()
            if not self.list_waiting():
                return
            self.clock.move_to(self.clock.now() + NEXT_ROUND)

    def list_waiting(self) -> Sequence[Delivery]:
        """Return the messages that were due and are not sent."""
        waits = col(Delivery.state).in_([DeliveryState.PENDING, DeliveryState.SENDING])
        with self.store.read() as session:
            return session.exec(select(Delivery).where(waits, col(Delivery.due_at) <= self.clock.now())).all()


async def until(look: Callable[[], object]) -> None:
    """Wait until `look` returns something true."""
    async with asyncio.timeout(60):
        while not look():  # noqa: ASYNC110 - a state is looked at, it tells nobody
            await asyncio.sleep(0.002)
