"""The hours of a working day in which officers are written to unasked. Pure; hours are those of clocks in Viet Nam.

An officer's own hour of the digest, chosen at /nhac, wins over them: for that digest alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from data.enums import DeliveryKind
from data.rules.calendar import ONE_DAY, WorkingCalendar
from data.rules.digest_hours import DIGEST_HOURS, digest_at, slot_at, slot_opens_at
from data.rules.viet_nam_time import at_hour, viet_nam_date

AN_HOUR = timedelta(hours=1)
"""The length of an officer's own hour outside the common hours, and the least length of these."""

_A_MOMENT = timedelta(minutes=1)
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sendable:
    """The messages that may go out at an instant: those of these kinds that are due from `due_from` (UTC) on."""

    kinds: Collection[DeliveryKind] = frozenset(DeliveryKind)
    due_from: datetime = _EVER


EVERYTHING = Sendable()


@dataclass(frozen=True, slots=True)
class SendingHours:
    """Hours on working days: from `first` on and before `last`."""

    first: time = time(7)
    last: time = time(18)

    def __post_init__(self) -> None:
        """Raise ValueError for hours that are reversed, or hold less than `AN_HOUR` of a slot."""
        first = max(self.first, time(DIGEST_HOURS[0]))
        if datetime.combine(date.min, self.last) - datetime.combine(date.min, first) < AN_HOUR:
            raise ValueError(f"not an hour from {self.first:%H:%M} to {self.last:%H:%M}")

    def begin(self, day: date) -> datetime:
        """Return the first instant (UTC) of `day`."""
        return at_hour(day, self.first)

    def end(self, day: date) -> datetime:
        """Return the first instant (UTC) of `day` at which nothing goes out any more."""
        return at_hour(day, self.last)

    def open_at(self, now: datetime, calendar: WorkingCalendar) -> bool:
        """Tell if officers may be written to unasked at `now`."""
        today = viet_nam_date(now)
        return calendar.is_working(today) and self.begin(today) <= now < self.end(today)

    def sendable(self, now: datetime, calendar: WorkingCalendar) -> Sendable | None:
        """Return what may go out at `now`: outside the hours only digests whose officer's own hour it is."""
        if self.open_at(now, calendar):
            return EVERYTHING
        slot = slot_at(now, calendar)
        if slot is None:
            return None
        hour_ago = now - AN_HOUR + timedelta.resolution
        due_from = slot_opens_at(slot) if now < self.begin(slot) else max(self.end(slot), hour_ago)
        return Sendable({DeliveryKind.DIGEST}, due_from)

    def nearest(self, slot: date, hour: int) -> datetime:
        """Return the instant (UTC) of `hour` on `slot`, or the first of the day where the hour is not among them."""
        wanted = digest_at(slot, hour)
        return wanted if self.begin(slot) <= wanted < self.end(slot) else self.begin(slot)

    def last_call(self, now: datetime, calendar: WorkingCalendar) -> datetime:
        """Return the next instant (UTC) after `now` that a clock may not pass over, or messages would miss their day.

        It is the last minute of the sending hours, or of an officer's own hour after them.
        """
        day = viet_nam_date(now)
        while True:
            if calendar.is_working(day):
                own = (digest_at(day, hour) + AN_HOUR for hour in DIGEST_HOURS)
                ends = sorted({self.end(day), *(end for end in own if end > self.end(day))})
                if found := next((end - _A_MOMENT for end in ends if end - _A_MOMENT > now), None):
                    return found
            day += ONE_DAY


OFFICE_HOURS = SendingHours()
"""Where no setting says otherwise."""
