"""Checks of the office's health: the question an operator would ask every minute, asked by the office itself.

Well means that the engine beats, that every channel receives, that this morning's messages were planned, and that
none of them is late. Officers who cannot be reached are counted, but the office is not ill because one of them left.
"""

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from data.errors import NhacviecError
from data.free_space import find_full
from data.registry.conversations import journal
from data.registry.office import heartbeats
from data.registry.office.health import Health, count_set_aside, read_health
from data.registry.office.time_kinds import TimeKind, get_kind
from data.rules.calendar import ONE_DAY, WorkingCalendar
from data.rules.digest_hours import slot_at, slot_opens_at
from data.rules.instants import UNSURE, within
from data.rules.sending_hours import OFFICE_HOURS, SendingHours
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session, Store
from scheduler.channel_health import list_alarms
from scheduler.clock import Clock
from scheduler.planning.clock_ahead import has_future_marks
from scheduler.planning.planner import PULSE

SILENCE = timedelta(minutes=5)
"""Real time without a beat after which the engine is taken for dead."""
HANGS = timedelta(minutes=5)
"""Real time after which an update without an answer is one that hangs."""
_LATELY = timedelta(days=1)
LATE = timedelta(hours=1)
"""Office time after which what is due and has not happened is late."""

logger = logging.getLogger(__name__)


class Alarm(StrEnum):
    """Alarms of an office. The values are printed in JSON; they never change."""

    UNUSABLE = "unusable"  # the registry does not answer
    SILENT = "silent"  # no tick for too long
    TROUBLED = "troubled"  # the last tick failed
    UNPLANNED = "unplanned"  # this morning's post has not been planned
    UNSENT = "unsent"  # a message that is due still waits
    CHANNEL = "channel"  # a channel receives nothing
    SET_ASIDE = "set_aside"  # a message of these days was refused, or broke the program
    UNANSWERED = "unanswered"  # an update is not answered for long
    DISK = "disk"  # a disk is nearly full
    CLOCK = "clock"  # the registry holds marks that lie in the future: a clock is wrong, or was


@dataclass(frozen=True, slots=True)
class Findings:
    """Result of an audit: `alarms` is empty while all is well.

    `last_planned` is the hour (UTC) that was planned last; `channels` are
    those that are an alarm, by their names, and what troubles them.
    """

    health: Health
    last_planned: datetime | None
    alarms: tuple[Alarm, ...]
    channels: Mapping[str, str] = field(default_factory=dict)

    @property
    def well(self) -> bool:
        return not self.alarms


def audit(
    session: Session,
    now: datetime,
    wall: datetime,
    calendar: WorkingCalendar,
    hours: SendingHours = OFFICE_HOURS,
    folders: Iterable[Path] = (),
) -> Findings:
    """Return the findings as of the office's `now` and the real instant `wall`; nothing is written.

    `folders` are those that the office writes to.
    """
    found = read_health(session)
    planner = heartbeats.get_last_beat(session, PULSE)
    slot = slot_at(now, calendar)
    planned = planner.at if planner else None
    deaf = list_alarms(found, wall)
    rehearsed = get_kind(session, PULSE) is TimeKind.REHEARSAL  # of which each command begins anew at the first day
    counts = planned if planned and (rehearsed or planned <= now + UNSURE) else None
    beat = found.last_tick
    signs = {
        Alarm.SILENT: beat is None or not within(beat, wall, SILENCE),
        Alarm.TROUBLED: found.trouble is not None,
        Alarm.UNPLANNED: slot is not None
        and now >= slot_opens_at(slot) + LATE
        and (not counts or counts < slot_opens_at(slot)),
        Alarm.UNSENT: hours.open_at(now, calendar)
        and hours.open_at(now - LATE, calendar)
        and found.oldest_due is not None
        and found.oldest_due < now - LATE,
        Alarm.CHANNEL: bool(deaf),
        Alarm.SET_ASIDE: count_set_aside(session, viet_nam_date(now) - ONE_DAY) > 0,
        Alarm.UNANSWERED: _has_hanging_updates(session, found, wall),
        Alarm.DISK: bool(find_full(folders)),
        Alarm.CLOCK: (beat is not None and beat > wall + UNSURE)
        or (not rehearsed and has_future_marks(session, PULSE, now)),
    }
    return Findings(found, planned, tuple(alarm for alarm, rings in signs.items() if rings), deaf)


def _has_hanging_updates(session: Session, found: Health, wall: datetime) -> bool:
    """Return whether a channel that runs has left an update unanswered for long, though it was received lately."""
    running = [name for name, beat in found.channels.items() if within(beat.at, wall, SILENCE)]
    return journal.count_hanging(session, running, since=wall - _LATELY, before=wall - HANGS) > 0


class Auditor:
    """Audits a registry and logs what has changed since its last check."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        calendar: WorkingCalendar,
        hours: SendingHours = OFFICE_HOURS,
        folders: Collection[Path] = (),
    ) -> None:
        self._store = store
        self._clock = clock
        self._calendar = calendar
        self._hours = hours
        self._folders = folders
        self._logged: tuple[tuple[Alarm, ...], int] = ((), 0)

    def check(self) -> bool:
        """Audit once; return True if all is well."""
        try:
            with self._store.read() as session:
                now, wall = self._clock.now(), self._clock.wall()
                found = audit(session, now, wall, self._calendar, self._hours, self._folders)
        except NhacviecError:
            self._log_changes((Alarm.UNUSABLE,), self._logged[1])
            return False
        self._log_changes(found.alarms, found.health.unreachable_officers)
        return found.well

    def _log_changes(self, alarms: tuple[Alarm, ...], unreachable: int) -> None:
        before, self._logged = self._logged, (alarms, unreachable)
        if alarms != before[0]:
            level = logging.ERROR if alarms else logging.INFO
            logger.log(level, "audit: %s", ", ".join(alarms) or "all is well again")
        if unreachable != before[1]:
            logger.warning("audit: %d officers cannot be reached", unreachable)
