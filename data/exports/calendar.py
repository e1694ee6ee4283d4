"""Calendar files (iCalendar, RFC 5545): all-day entries with alarms.

What Google, Apple and Outlook each want beside the standard: a name (X-WR-CALNAME), how often to look again
(REFRESH-INTERVAL of RFC 7986, X-PUBLISHED-TTL), the time zone of the office (X-WR-TIMEZONE; a whole day has none).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//nhacviec//lich//VI"
_LOOK_AGAIN = timedelta(hours=6)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """An all-day entry. `uid` never changes, `sequence` grows with each change, the last of which was at `changed_at`
    (UTC; None if that is not known); `alarms` are times after midnight.
    """

    uid: str
    sequence: int
    changed_at: datetime | None
    day: date
    title: str
    details: str
    category: str
    alarms: tuple[timedelta, ...] = ()


def build_calendar(name: str, time_zone: str, made_at: datetime, entries: Iterable[Entry]) -> bytes:
    """Return the calendar as a file, made at `made_at` (UTC)."""
    from icalendar import Calendar, vText  # late: 3 MB, where nobody subscribes to a calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(name))  # the library escapes the names of events only
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", time_zone)
    calendar.add("refresh-interval", _LOOK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for entry in entries:
        calendar.add_component(_event(entry, made_at))
    made: bytes = calendar.to_ical()
    return made


def _event(entry: Entry, made_at: datetime) -> "Event":
    """Return the event of an entry; it does not mark its day as busy."""
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", made_at)
    if entry.changed_at:
        event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + _A_DAY)
    event.add("summary", entry.title)
    event.add("description", entry.details)
    event.add("categories", [entry.category])
    event.add("transp", "TRANSPARENT")
    for after_midnight in entry.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", after_midnight)
        event.add_component(alarm)
    return event
