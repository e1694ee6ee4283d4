"""An office in a test: a registry, a clock that is moved by hand, and a postbox instead of a channel."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from sqlmodel import col, select

from data.enums import DeliveryState, ReminderState
from data.models import Agency, Deadline, Delivery, Duty, Reminder, Task
from data.rules.stages import Policy
from data.rules.viet_nam_time import at_hour
from data.store import Store
from scheduler.context import Planning
from scheduler.planning.digest import DigestFacts
from scheduler.planning.planner import Planned, plan_due
from scheduler.sending.message_facts import Facts
from scheduler.sending.postman import Postman
from scheduler.testing import FixedClock
from scheduler.tick import tick
from tests import factories as make
from tests.data.rules.calendars import CALENDAR

CHANNELS = frozenset({"telegram"})

DUE = date(2024, 3, 15)
"""A Friday: T-15 is 29/02, T-7 08/03, T-3 12/03, T-1 14/03; overdue from Monday 18/03."""


def morning(day: str, hour: int = 8, minute: int = 0) -> datetime:
    """An instant of a day in Viet Nam, the digest hour unless told otherwise."""
    return at_hour(date.fromisoformat(day), time(hour, minute))


class Postbox:
    """Takes every message, unless the chat was told to fail; remembers what arrived where.

    `arrived` are the digests, `besides` whatever else goes out by itself.
    """

    def __init__(self) -> None:
        self.arrived: list[tuple[str, DigestFacts]] = []
        self.besides: list[tuple[str, Facts]] = []
        self.tried: list[str] = []
        self.faults: dict[str, list[Exception]] = defaultdict(list)
        self._numbers = count(1)

    def fails(self, chat_id: str, *errors: Exception) -> None:
        """The next messages to the chat end in these."""
        self.faults[chat_id].extend(errors)

    async def send(self, channel: str, chat_id: str, message: Facts) -> str:
        self.tried.append(chat_id)
        if self.faults[chat_id]:
            raise self.faults[chat_id].pop(0)
        if isinstance(message, DigestFacts):
            self.arrived.append((chat_id, message))
        else:
            self.besides.append((chat_id, message))
        return f"{channel}-{next(self._numbers)}"

    @property
    def chats(self) -> list[str]:
        return [chat_id for chat_id, _ in self.arrived]

    @property
    def stages(self) -> list[tuple[str, str, str]]:
        """Day, task and stage of every line that arrived."""
        return [
            (facts.day.isoformat(), line.code, line.reason.stage.value)
            for _, facts in self.arrived
            for line in facts.lines
        ]

    @property
    def escalations(self) -> list[tuple[str, str, str, str]]:
        """Day, chat, task and cause of everything that arrived besides an agency's own stages."""
        return [
            (facts.day.isoformat(), chat_id, one.code, one.cause.value)
            for chat_id, facts in self.arrived
            for one in facts.escalations
        ]


class Office:
    """What the process wires together, with doubles at the edges only."""

    def __init__(self, store: Store, compose: Callable[[Any], Any] = lambda facts: facts) -> None:
        self.store = store
        self.clock = FixedClock(datetime(2024, 1, 2, tzinfo=UTC))
        self.postbox = Postbox()
        self.postman = Postman(store, self.clock, Planning(CALENDAR, Policy(), CHANNELS), compose, self.postbox.send)

    def plan(self, instant: datetime) -> Planned:
        self.clock.move_to(instant)
        with self.store.write() as session:
            return plan_due(session, instant, Planning(CALENDAR, Policy(), CHANNELS), wall=self.clock.wall())

    async def deliver(self, instant: datetime) -> int:
        self.clock.move_to(instant)
        return await self.postman.deliver_due()

    async def tick(self, instant: datetime) -> None:
        self.clock.move_to(instant)
        await tick(self.postman)

    async def live(self, first: datetime, last: datetime, step: timedelta) -> None:
        """Ticks from `first` to `last`, one `step` after the other."""
        instant = first
        while instant <= last:
            await self.tick(instant)
            instant += step

    def reminders(self, *states: ReminderState) -> list[tuple[str, str, str | None]]:
        """Stage, the day to go out on, and why it was skipped, of the reminders in these states (none: all)."""
        with self.store.read() as session:
            rows = session.exec(select(Reminder).order_by(col(Reminder.send_on), col(Reminder.id))).all()
        wanted: Sequence[ReminderState] = states or list(ReminderState)
        return [(row.stage, row.send_on.isoformat(), row.skipped_because) for row in rows if row.state in wanted]

    def titles(self) -> list[str]:
        """The tasks that officers are reminded of, as written."""
        planned = select(Task.title).join(Deadline).join(Duty).join(Reminder).order_by(col(Reminder.id))
        with self.store.read() as session:
            return list(session.exec(planned.where(Reminder.state == ReminderState.PLANNED)).all())

    def deliveries(self) -> list[Delivery]:
        with self.store.read() as session:
            return list(session.exec(select(Delivery).order_by(col(Delivery.id))).all())

    def states(self) -> list[DeliveryState]:
        return [row.state for row in self.deliveries()]


def seat(office: Office, agency: Agency, **facts: Any) -> None:
    """One more officer of the agency, with a chat (`tests.factories.officer`)."""
    with office.store.write() as session:
        make.officer(session, agency, **facts)
