"""A rehearsed year: real processes that are killed, on a Telegram that fails."""

import random
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from itertools import pairwise

from sqlmodel import col, select

from data.models import Delivery
from data.registry import pulses
from data.store import Store
from data.words import DeliveryState
from scheduler.clock import viet_nam_date
from scheduler.planner import PULSE
from scheduler.slots import opening
from tests.acceptance.house import PATIENCE, Bot, House
from tests.loopback import faults
from tests.loopback.chats import Message

TIMEOUT = 0.2
"""Seconds that the loopback Telegram has for an answer; a message without an outcome waits six times as long."""
FAST, SLOW = timedelta(days=7), timedelta(days=3)
"""Office time that passes in a real second: slow where one morning's reminders follow on another's, and never so fast
that what waits for an outcome waits longer than the office makes up for."""
NEAR = timedelta(days=3)
TROUBLE = (
    faults.too_many(0.2),
    faults.server_error(500),
    faults.server_error(502),
    faults.CLOSED,
    faults.SILENT,
    faults.ANSWER_LOST,
)

Line = tuple[str, str, str, str]
"""Day, agency, task and stage of a reminder, as preview names it."""


class Year:
    """What happens to the office of `house`, whose registry is `store`, between two dates.

    `named` is what preview names before anything happens. The dice fall the same on every run.
    """

    def __init__(self, house: House, store: Store, first: date, last: date) -> None:
        self.house = house
        self.first = first
        self._dice = random.Random(first.year)
        self._store = store
        preview = house.ask("reminders", "preview", "--from", f"{first}", "--to", f"{last}")["reminders"]
        self.named: list[Line] = [(one["send_on"], one["agency"], one["task"], one["stage"]) for one in preview]
        self._mornings = sorted({date.fromisoformat(day) for day, *_ in self.named})

    def live(self, kills: int, *, messages: int, chats: Sequence[int]) -> None:
        """Lives it through, killed `kills` times while `messages` go out, each life with trouble in two `chats`."""
        for moment in sorted(self._dice.sample(range(1, messages), kills)):
            with self._running() as bot:
                for fault in self._dice.sample(TROUBLE, 2):
                    self.house.api.fail("sendMessage", fault, chat_id=self._dice.choice(chats))
                self._until(lambda moment=moment: len(self.sent) >= moment or self._over())  # type: ignore[misc]
                bot.process.kill()
        with self._running():
            self._until(self._over)

    @property
    def sent(self) -> list[Message]:
        """Every message that Telegram took."""
        with self.house.api.world.changed:
            return list(self.house.api.world.sent)

    def _running(self) -> AbstractContextManager[Bot]:
        now = self._now()
        return self.house.running(
            now=now.isoformat(),
            clock_rate=str(self._rate_after(now)),
            telegram_timeout=str(TIMEOUT),
            telegram_per_chat="0",  # in a rehearsal a chat gets a week's digests in a second
            log_level="WARNING",
        )

    def _now(self) -> datetime:
        """Where the office stood when its last process died: at the hour that was planned last, if not later."""
        with self._store.read() as session:
            planned = pulses.last(session, PULSE)
        return planned.at if planned else opening(self.first)

    def _rate_after(self, now: datetime) -> float:
        coming = [day for day in self._mornings if day >= viet_nam_date(now)][:5]
        crowded = any(later - earlier < NEAR for earlier, later in pairwise(coming))
        return (SLOW if crowded else FAST) / timedelta(seconds=1)

    def _until(self, look: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not look():
            assert time.monotonic() < end, f"the year stands still at {self._now()}"
            time.sleep(0.02)

    def _over(self) -> bool:
        """The last morning is planned and nothing waits."""
        if viet_nam_date(self._now()) < self._mornings[-1]:
            return False
        waits = col(Delivery.state).in_([DeliveryState.PENDING, DeliveryState.SENDING])
        with self._store.read() as session:
            return session.exec(select(Delivery.id).where(waits)).first() is None
