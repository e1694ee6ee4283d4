"""Takes what is due out of the outbox and sends it, each message by itself.

Rendering and sending are handed in: no word of a message and no channel is known here. No transaction is held
while a message is on its way.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from data.registry.deliveries import Claimed
from data.store import Store
from scheduler import outbox
from scheduler.calendar import WorkingCalendar
from scheduler.clock import Clock
from scheduler.digest import DigestFacts
from scheduler.errors import SendFailed
from scheduler.recheck import recheck
from scheduler.slots import slot_at
from scheduler.stages import Policy

BATCH = 20
"""Messages on their way at once."""

Message = TypeVar("Message")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Postman(Generic[Message]):
    """Delivers for one registry.

    `send(channel, chat_id, message)` returns the provider's message id or raises a `SendFailed`.
    """

    store: Store
    clock: Clock
    calendar: WorkingCalendar
    policy: Policy
    compose: Callable[[DigestFacts], Message]
    send: Callable[[str, str, Message], Awaitable[str]]

    async def deliver_due(self) -> int:
        """Sends what may be tried now; returns how many messages were confirmed.

        Only on working days from the digest hour on: what an outage has held up does not wake anybody.
        Cancelled, it finishes the messages on their way and takes no more.
        """
        confirmed = 0
        if slot_at(self.clock.now(), self.calendar):
            while (outcomes := await _to_the_end(self._batch())) is not None:
                confirmed += sum(outcomes)
        return confirmed

    async def _batch(self) -> list[bool] | None:
        """Whether each message of the next batch was confirmed; None if nothing is left to try."""
        claimed, held = await asyncio.to_thread(self._claim)
        if not claimed:
            return None
        sends = (self._deliver(one, facts) for one, facts in held)
        outcomes = await asyncio.gather(*sends, return_exceptions=True)
        for outcome in outcomes:  # only now that none is left on its way
            if isinstance(outcome, BaseException):
                raise outcome
        return [outcome is True for outcome in outcomes]

    async def _deliver(self, claimed: Claimed, facts: DigestFacts) -> bool:
        try:
            message_id = await self.send(claimed.channel, claimed.chat_id, self.compose(facts))
        except Exception as error:  # noqa: BLE001 - one message's fault stops no other
            self._log(claimed, error)
            await asyncio.to_thread(self._mark_failed, claimed, error)
            return False
        await asyncio.to_thread(self._mark_sent, claimed, message_id)
        return True

    def _claim(self) -> tuple[int, list[tuple[Claimed, DigestFacts]]]:
        """How many deliveries were taken, and those of them that have something to say."""
        with self.store.write() as session:
            batch = outbox.claim_due(session, BATCH, now=self.clock.now(), wall=self.clock.wall())
            return len(batch), recheck(session, batch, self.clock.today(), self.calendar, self.policy)

    def _mark_sent(self, claimed: Claimed, message_id: str) -> None:
        with self.store.write() as session:
            outbox.mark_sent(session, claimed, message_id, self.clock.now())

    def _mark_failed(self, claimed: Claimed, error: Exception) -> None:
        with self.store.write() as session:
            outbox.mark_failed(session, claimed, error, now=self.clock.now(), wall=self.clock.wall())

    def _log(self, claimed: Claimed, error: Exception) -> None:
        fault = None if isinstance(error, SendFailed) else error
        logger.warning(
            "delivery %d on %s, try %d: %s",
            claimed.id,
            claimed.channel,
            claimed.attempts,
            outbox.named(error),
            exc_info=fault,
        )


Outcome = TypeVar("Outcome")


async def _to_the_end(work: Awaitable[Outcome]) -> Outcome:
    """Awaits `work`; a cancellation is passed on only when it has ended."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
