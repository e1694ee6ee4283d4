"""The beats of the office: what is planned, what is sent, and how its channels are."""

import asyncio
import logging
from collections.abc import Mapping

from bot.channels.channel import Channel
from bot.channels.outgoing import Pusher
from bot.registry.departed import Departed
from bot.registry.quota import RegistryQuota
from data.registry.office.working_calendar import LivingCalendar
from data.registry.outbox import waiting
from data.rules.limits.retention import Retention
from data.rules.stages import Policy
from data.store import Store
from handlers.base.messages import Reply
from handlers.views.pushes import messages
from scheduler import channel_health
from scheduler.clock import Clock
from scheduler.context import Planning
from scheduler.sending.postman import Postman
from scheduler.sending.retry_policy import LEASE, end_waits
from scheduler.tick import plan_and_tidy, tick

_log = logging.getLogger(__name__)


class Beats:
    """The beats of one registry. A process that is alone plans and sends in one; of several one plans each time, and
    one sends: a message may change its way from one channel to another, so all channels are one process's.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        living: LivingCalendar,
        policy: Policy,
        retention: Retention,
        quotas: Mapping[str, RegistryQuota],
        own: str = "",
    ) -> None:
        """`own` is the name of this process where others may be on the registry."""
        self._own = own
        self._departed = Departed()
        self._store = store
        self._clock = clock
        self._living = living
        self._policy = policy
        self._retention = retention
        self._quotas = quotas
        self._pusher = Pusher(store, clock)

    async def tick(self, channels: Mapping[str, Channel]) -> None:
        """Plan what is due and send it on `channels`, given by their names."""
        await tick(await self._postman(channels))

    async def beat(self, channels: Mapping[str, Channel]) -> None:
        """Record the trouble of each channel for `status`, then run one tick."""
        await asyncio.to_thread(self.record_channels, channels)
        await self.tick(channels)

    async def plan(self, channels: Mapping[str, Channel]) -> None:
        """Plan what is due on `channels`, and tidy up, without sending anything."""
        await plan_and_tidy(await self._postman(channels))

    async def push(self, channels: Mapping[str, Channel]) -> int:
        """Send what is due on `channels`; return how many messages were confirmed."""
        return await (await self._postman(channels)).deliver_due()

    async def _postman(self, channels: Mapping[str, Channel]) -> Postman[Reply]:
        pushed_to = {name: channel for name, channel in channels.items() if channel.capabilities.writes_first}
        lease = max((channel.longest_send for channel in pushed_to.values()), default=LEASE)

        async def send(channel: str, chat_id: str, message: Reply) -> str:
            return await self._pusher.send(pushed_to[channel], chat_id, message)

        scarce = {name for name, quota in self._quotas.items() if quota.is_scarce}
        down = await asyncio.to_thread(self._list_down, pushed_to)
        planning = Planning(self._living.calendar, self._policy, pushed_to.keys(), self._retention, scarce, down)
        return Postman(
            self._store,
            self._clock,
            planning,
            messages.render_message,
            send,
            lease,
            address=messages.address,
            own=self._own or None,
        )

    async def free_claims(self) -> None:
        """Free what processes were sending that are gone. It is no part of a push, which may last for minutes."""
        if self._own:
            await asyncio.to_thread(self._free_claims)

    def _free_claims(self) -> None:
        wall = self._clock.wall()
        with self._store.read() as session:
            gone = self._departed.find(session, waiting.list_claimers(session, self._own, wall))
        for process in gone:
            with self._store.write() as session:
                freed = waiting.free_claims(session, process, wall)
            if freed:
                _log.info("gửi lại %d tin mà một tiến trình không còn nữa gửi dở", freed)

    def _list_down(self, channels: Mapping[str, Channel]) -> set[str]:
        """Return the channels in whose place others are to send."""
        troubled = {name: trouble for name, channel in channels.items() if (trouble := channel.trouble)}
        if not troubled:
            return set()
        with self._store.read() as session:
            wall = self._clock.wall()
            return {one for one, trouble in troubled.items() if channel_health.is_down(session, one, trouble, wall)}

    def record_channels(self, channels: Mapping[str, Channel]) -> None:
        """Record how `channels` are, having read anew what other processes may have changed."""
        for quota in self._quotas.values():
            quota.look_again()
        with self._store.write() as session:
            self._living.refresh(session)
            for name, channel in channels.items():
                wall = self._clock.wall()
                if channel_health.record_channel(session, name, channel.trouble, wall):
                    end_waits(session, name, wall)
