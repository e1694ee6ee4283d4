"""A rehearsed year of three processes on one PostgreSQL, of which one after another is killed."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import cycle

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import col

from data.database.processes import list_processes
from data.enums import DeliveryState
from data.models import Delivery
from data.registry.office import heartbeats
from data.rules.calendar import WorkingCalendar
from data.rules.digest_hours import slot_opens_at
from data.rules.viet_nam_time import viet_nam_date
from scheduler.planning.planner import PULSE
from tests.acceptance.house import PATIENCE, wait_until
from tests.acceptance.rehearsal.office_clock import OfficeClock, start_by_clock
from tests.acceptance.rehearsal.reminder_fates import has_waiting
from tests.acceptance.rehearsal.year import PER_SECOND, TROUBLE, TROUBLES_A_LIFE, Year
from tests.acceptance.service.test_standby import ready
from tests.acceptance.test_handing_out import free_port
from tests.loopback.between.proxy import Proxy
from tests.processes.programs import Program

PROCESSES = 3
TIMEOUT = 1.0
"""Seconds that the loopback Telegram has for an answer."""
A_STEP = 3.0
"""Seconds after which the office goes on to its next hour, though something waits that was tried in vain."""
PUSHERS = 0.7
"""How often it is the process that pushes that is killed."""
_OPEN = (DeliveryState.PENDING, DeliveryState.SENDING)


class ClusterYear(Year):
    """The life of an office that three processes serve, from one hour at which something is due to the next.

    All of them go by one clock, which stands until what is due has been sent. When one is killed, another is started
    in its place while the others go on: no day is `shut`.
    """

    def live(self, kills: int, *, messages: int, chats: Sequence[int]) -> None:
        """See `Year.live`."""
        moments = sorted(self._dice.sample(range(1, messages), kills), reverse=True)
        in_trouble = cycle(self._dice.sample(chats, len(chats)))
        self._clock.move_to(self._now)
        with self._running_cluster() as programs:
            for hour in self._hours():
                self._clock.move_to(hour)
                self._wait_for_planning(hour)
                began = time.monotonic()
                while self._is_in_hand(hour) or (self._is_due(hour) and time.monotonic() < began + A_STEP):
                    assert time.monotonic() < began + PATIENCE, f"the year stands still at {hour}"
                    if moments and len(self.house.api.world.sent) >= moments[-1]:
                        moments.pop()
                        self._kill_one(programs, viet_nam_date(hour))
                        self._make_trouble(in_trouble)
                    time.sleep(0.02)
            self.house.api.recover()
            self._until(lambda: not has_waiting(self.store))
            assert not moments, "the year was over before the last kill"
            assert len(self.kills) == kills

    @cached_property
    def _clock(self) -> OfficeClock:
        return OfficeClock(self.house.folder / "clock.txt")

    def _hours(self) -> Iterator[datetime]:
        """Yield the instants at which something is planned or due, each once what was due before has been sent."""
        calendar = WorkingCalendar()
        day = self._first
        while day <= self._last:
            if calendar.is_working(day):
                hour = slot_opens_at(day)
                yield hour
                while (next_hour := self._next_due(hour)) and viet_nam_date(next_hour) == day:
                    hour = next_hour
                    yield hour
            day += timedelta(days=1)

    def _next_due(self, after: datetime) -> datetime | None:
        with self.store.read() as session:
            due = select(col(Delivery.due_at)).where(col(Delivery.state).in_(_OPEN), col(Delivery.due_at) > after)
            return session.execute(due.order_by(col(Delivery.due_at)).limit(1)).scalar()

    def _is_due(self, hour: datetime) -> bool:
        return self._any_due(hour, col(Delivery.state).in_(_OPEN))

    def _is_in_hand(self, hour: datetime) -> bool:
        """Return whether something of this day is due that was never tried, or is being sent, maybe by one that died.

        What is left of a day before waits for the hours in which it may be sent.
        """
        untried = and_(col(Delivery.state) == DeliveryState.PENDING, col(Delivery.error).is_(None))
        being_sent = and_(col(Delivery.state) == DeliveryState.SENDING, col(Delivery.holder).is_not(None))
        of_this_day = col(Delivery.due_at) >= slot_opens_at(viet_nam_date(hour))
        return self._any_due(hour, and_(of_this_day, or_(untried, being_sent)))

    def _any_due(self, hour: datetime, which: ColumnElement[bool]) -> bool:
        with self.store.read() as session:
            due = select(col(Delivery.id)).where(which, col(Delivery.due_at) <= hour)
            return session.execute(due.limit(1)).first() is not None

    def _wait_for_planning(self, hour: datetime) -> None:
        def is_planned() -> bool:
            with self.store.read() as session:
                beat = heartbeats.get_last_beat(session, PULSE)
            return beat is not None and viet_nam_date(beat.at) >= viet_nam_date(hour)

        wait_until(is_planned)

    @contextmanager
    def _running_cluster(self) -> Iterator[dict[int, Program]]:
        """Run the processes by their ports; all of them are killed in the end."""
        programs: dict[int, Program] = {}
        with ExitStack() as running:
            running.callback(_kill_all, programs)
            for _ in range(PROCESSES):
                port = free_port()
                programs[port] = self._start(port)
            running.enter_context(Proxy(self.house.api, list(programs)))
            for port in programs:
                wait_until(lambda port=port: ready(port) == {"ok": True, "faults": []})  # type: ignore[misc]
            yield programs

    def _start(self, port: int) -> Program:
        environment = self.house.environment(
            **Proxy.settings,
            http_port=str(port),
            telegram_timeout=str(TIMEOUT),
            telegram_per_second=str(PER_SECOND),
            log_level="WARNING",
        )
        command = ["run", "--engine", "cluster"]
        return start_by_clock(self._clock.file, command, environment, self.house.folder, self.house.log)

    def _kill_one(self, programs: dict[int, Program], day: date) -> None:
        """Kill one of the processes, mostly the one that pushes, and start another in its place."""
        port = self._dice.choice(list(programs))
        if self._dice.random() < PUSHERS:
            port = next((one for one, program in programs.items() if program.process.pid == self._pusher()), port)
        self.kills.append((time.monotonic(), day))
        programs[port].kill()
        programs[port] = self._start(port)

    def _pusher(self) -> int | None:
        server = self.store.server
        assert server is not None
        found = [one.process for one in list_processes(server) if one.has_seats]
        return int(found[0].partition(".")[0]) if found else None

    def _make_trouble(self, in_trouble: Iterator[int]) -> None:
        """Let Telegram fail in some chats, but not twice in a row: a message that meets two silences is given up."""
        self.house.api.recover()
        for fault in self._dice.sample(TROUBLE, TROUBLES_A_LIFE):
            self.house.api.fail("sendMessage", fault, chat_id=next(in_trouble))


def _kill_all(programs: Mapping[int, Program]) -> None:
    for program in programs.values():
        program.kill()
