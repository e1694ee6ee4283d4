"""Sending of the messages that are due in the outbox, each by itself.

Rendering and sending are handed in: no word of a message and no channel is known here. No transaction is open
while a message is on its way.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from data.database_errors import translate_errors
from data.errors import NhacviecError
from data.registry.outbox.claims import Claimed
from data.store import Session, Store
from scheduler.clock import Clock
from scheduler.context import Planning
from scheduler.sending import retry_policy
from scheduler.sending.errors import SendFailed
from scheduler.sending.message_facts import Facts, recheck_messages

MESSAGES_ON_THE_WAY = 60
"""Messages on their way at once, those that wait for their turn in the channel included: two seconds' worth at
Telegram's pace, so that no place there stays empty while the next are taken out of the outbox."""

_TOGETHER = 0.05
"""Seconds whose outcomes are recorded together: each unit of work costs as much as a message."""

Message = TypeVar("Message")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Outcome of a send: the provider's id of the message, or the error."""

    claimed: Claimed
    result: str | Exception


def _leave_as_it_is(message: Message, _claimed: Claimed) -> Message:
    return message


@dataclass(frozen=True, slots=True)
class Postman(Generic[Message]):
    """Delivers for one registry on the channels of one process.

    `send(channel, chat_id, message)` returns the provider's message id or raises a `SendFailed`. A message without an
    outcome is another process's after `lease` (real time): that must be longer than any send may take. `address` puts
    on a message whom it is for. `own` is the name of this process where others may be on the registry.
    """

    store: Store
    clock: Clock
    planning: Planning
    compose: Callable[[Facts], Message]
    send: Callable[[str, str, Message], Awaitable[str]]
    lease: timedelta = retry_policy.LEASE
    address: Callable[[Message, Claimed], Message] = _leave_as_it_is
    own: str | None = None

    async def deliver_due(self) -> int:
        """Send the messages that may be tried now; return how many messages were confirmed.

        Only in the sending hours, or at an officer's own hour: messages that an outage delayed wake nobody.
        Cancelled, it finishes the messages on their way and takes no more.
        """
        if not self.planning.hours.sendable(self.clock.now(), self.planning.calendar):
            return 0
        closing = asyncio.Event()
        work = asyncio.create_task(self._deliver_until(closing))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            closing.set()
            await work
            raise

    async def _deliver_until(self, closing: asyncio.Event) -> int:
        """Keep `MESSAGES_ON_THE_WAY` on their way until none is left; once `closing` is set, take no more."""
        confirmed = 0
        on_the_way: dict[int, asyncio.Task[Outcome]] = {}
        ended: list[Outcome] = []
        try:
            while True:
                room = 0 if closing.is_set() else MESSAGES_ON_THE_WAY - len(on_the_way)
                room = room if 2 * room >= MESSAGES_ON_THE_WAY else 0
                taken, ready = await asyncio.to_thread(self._exchange, ended, room, list(on_the_way))
                confirmed += sum(isinstance(one.result, str) for one in ended)
                on_the_way |= {one.id: asyncio.create_task(self._attempt(one, facts)) for one, facts in ready}
                if not on_the_way and not taken:
                    return confirmed
                ended = await _wait_for_outcomes(on_the_way)
        except Exception:  # of the registry: what was sent meanwhile is worth another try, or it is sent twice
            ended += [await attempt for attempt in on_the_way.values()]
            await asyncio.to_thread(self._exchange, ended, 0)
            raise

    async def _attempt(self, claimed: Claimed, facts: Facts) -> Outcome:
        try:
            message = self.address(self.compose(facts), claimed)
            return Outcome(claimed, await self.send(claimed.channel, claimed.chat_id, message))
        except Exception as error:  # noqa: BLE001 - one message's fault stops no other
            self._log(claimed, error)
            return Outcome(claimed, error)

    def _exchange(
        self, ended: Sequence[Outcome], room: int, on_the_way: Collection[int] = ()
    ) -> tuple[int, list[tuple[Claimed, Facts]]]:
        """Record outcomes and claim as many deliveries as there is `room` for, in one unit of work.

        Return how many deliveries were claimed, and those of them that have something to say.
        """
        now, wall = self.clock.now(), self.clock.wall()
        with self.store.write() as session:
            working = self.planning.working_channels
            _record_outcomes(session, ended, now=now, wall=wall, lease=self.lease, channels=working)
            if room:
                retry_policy.take_other_ways(session, self.planning, wall)
            sendable = self.planning.hours.sendable(now, self.planning.calendar)
            batch = (
                retry_policy.claim_due(
                    session,
                    working,
                    room,
                    now=now,
                    wall=wall,
                    lease=self.lease,
                    on_the_way=on_the_way,
                    sendable=sendable,
                    holder=self.own,
                )
                if room and sendable
                else []
            )
            return len(batch), self._contents(session, batch, now=now, wall=wall)

    def _contents(
        self, session: Session, batch: Sequence[Claimed], *, now: datetime, wall: datetime
    ) -> list[tuple[Claimed, Facts]]:
        """Return the contents of a batch; where one message breaks the program, only that one is put back."""
        try:
            with translate_errors(), session.begin_nested():
                return recheck_messages(session, batch, now, self.planning)
        except NhacviecError:
            raise  # the registry's trouble, not that of a message
        except Exception as error:  # noqa: BLE001 - one message's fault stops no other
            if len(batch) != 1:
                return [found for one in batch for found in self._contents(session, [one], now=now, wall=wall)]
            self._log(batch[0], error)
            retry_policy.mark_failed(session, batch[0], error, now=now, wall=wall, lease=self.lease)
            return []

    def _log(self, claimed: Claimed, error: Exception) -> None:
        fault = None if isinstance(error, SendFailed) else error
        logger.warning(
            "delivery %d on %s, try %d: %s",
            claimed.id,
            claimed.channel,
            claimed.attempts,
            retry_policy.describe_fault(error),
            exc_info=fault,
        )


def _record_outcomes(
    session: Session,
    ended: Sequence[Outcome],
    *,
    now: datetime,
    wall: datetime,
    lease: timedelta,
    channels: Collection[str],
) -> None:
    retry_policy.record_answers(session, [(one.claimed, one.result) for one in ended], wall, lease)
    retry_policy.mark_sent(session, {one.claimed.id: one.result for one in ended if isinstance(one.result, str)}, now)
    for one in ended:
        if isinstance(one.result, Exception):
            retry_policy.mark_failed(
                session, one.claimed, one.result, now=now, wall=wall, lease=lease, channels=channels
            )


async def _wait_for_outcomes(on_the_way: dict[int, asyncio.Task[Outcome]]) -> list[Outcome]:
    """Wait until some attempts end; remove them from `on_the_way` and return their outcomes."""
    if not on_the_way:
        return []
    await asyncio.wait(on_the_way.values(), return_when=asyncio.FIRST_COMPLETED)
    done, _pending = await asyncio.wait(on_the_way.values(), timeout=_TOGETHER)
    outcomes = [attempt.result() for attempt in done]
    for one in outcomes:
        del on_the_way[one.claimed.id]
    return outcomes
