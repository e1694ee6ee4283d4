"""A rehearsed year of real processes that are killed, on a Telegram that fails."""

import random
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any

from data.registry.office import heartbeats
from data.rules.digest_hours import slot_opens_at
from data.rules.viet_nam_time import viet_nam_date
from data.store import Store
from scheduler.planning.planner import PULSE
from tests.acceptance.house import PATIENCE, House
from tests.acceptance.rehearsal.reminder_fates import has_lease, has_waiting
from tests.loopback import faults
from tests.processes.programs import Program

TIMEOUT = 0.3
"""Seconds that the loopback Telegram has for an answer; a message without an outcome waits six times as long."""
RATE = timedelta(days=10) / timedelta(seconds=1)
LOOK_BACK_DAYS = 28
"""Longer than a message without an outcome waits, at this rate."""
PER_SECOND = 160
"""More at once, and the answers to the first would wait behind the questions of the last for too long."""
TROUBLE = (
    faults.too_many(0.05),
    faults.server_error(500),
    faults.server_error(502),
    faults.CLOSED,
    faults.SILENT,
    faults.ANSWER_LOST,
)
TROUBLES_A_LIFE = 3
LATE_STARTS = 0.8
DAYS_AWAY = (0, 0, 0, 1, 3)
"""How long the office may stay shut after a kill."""


class Year:
    """The life of the office `house`, with the registry `store`, between two dates.

    `preview` is what it names before anything happens. `kills` are the instants of the monotonic clock at which a
    process died, each with the day whose post it was sending; `shut` are the days after a kill, that of it included,
    on which none was started again. The dice fall the same on every run.
    """

    def __init__(self, house: House, store: Store, first: date, last: date) -> None:
        self.house = house
        self.store = store
        self.preview: Any = house.ask("reminders", "preview", "--from", f"{first}", "--to", f"{last}")
        self.kills: list[tuple[float, date]] = []
        self.shut: set[date] = set()
        self._dice = random.Random(first.toordinal())
        self._now = slot_opens_at(first)
        self._first = first
        named = [*self.preview["reminders"], *self.preview["escalations"]]
        self._last = date.fromisoformat(max(one["send_on"] for one in named))

    def live(self, kills: int, *, messages: int, chats: Sequence[int]) -> None:
        """Live through the year, with `kills` kills while `messages` go out, and faults in one of `chats` after the
        other.
        """
        in_trouble = cycle(self._dice.sample(chats, len(chats)))
        for moment in sorted(self._dice.sample(range(1, messages), kills)):
            with self._running() as bot:
                self.house.api.recover()  # a message that meets two silences is given up, and rightly so
                for fault in self._dice.sample(TROUBLE, TROUBLES_A_LIFE):
                    self.house.api.fail("sendMessage", fault, chat_id=next(in_trouble))
                self._until_sent(max(moment, len(self.house.api.world.sent) + 1))
                bot.kill()
            self._stay_away(self._dice.choice(DAYS_AWAY))
        with self._running():
            self._until(self._over)

    def _until_sent(self, count: int) -> None:
        self.house.api.wait_for(lambda world: len(world.sent) >= count, PATIENCE)

    def _stay_away(self, days: int) -> None:
        """Move the office to the morning on which its next process begins, `days` after the kill.

        Most often it begins after the leases of the killed one: in an office they last two minutes, at this rate they
        would last weeks.
        """
        died = time.monotonic()
        if self._dice.random() < LATE_STARTS:
            self._until(lambda: not has_lease(self.store))
        slot = viet_nam_date(self._planned())
        self.kills.append((died, slot))
        self._now = slot_opens_at(slot + timedelta(days=days))
        self.shut |= {slot + timedelta(days=n) for n in range(days)}

    def _running(self) -> AbstractContextManager[Program]:
        return self.house.running(
            now=self._now.isoformat(),
            clock_rate=str(RATE),
            telegram_timeout=str(TIMEOUT),
            telegram_per_second=str(PER_SECOND),
            look_back_days=str(LOOK_BACK_DAYS),
            log_level="WARNING",
        )

    def _until(self, look: Callable[[], bool]) -> None:
        at, end = self._planned(), time.monotonic() + PATIENCE
        while not look():
            if (now := self._planned()) != at:
                at, end = now, time.monotonic() + PATIENCE
            assert time.monotonic() < end, f"the year stands still at {at}"
            time.sleep(0.05)

    def _over(self) -> bool:
        """Return whether the last morning is planned and nothing waits."""
        return viet_nam_date(self._planned()) >= self._last and not has_waiting(self.store)

    def _planned(self) -> datetime:
        """Return the instant planned last."""
        with self.store.read() as session:
            planned = heartbeats.get_last_beat(session, PULSE)
        return planned.at if planned else self._now
