"""What keeps the running bot from doing its work, for /readyz."""

from collections.abc import Callable, Sequence

from bot.http.readiness import DATABASE
from data import schema
from data.errors import NhacviecError
from data.rules.calendar import WorkingCalendar
from data.rules.sending_hours import SendingHours
from data.store import Store
from scheduler.auditor import Alarm, audit
from scheduler.clock import Clock

SCHEMA, BEAT, CHANNEL = "schema", "beat", "channel"


def fault_finder(
    store: Store, clock: Clock, calendar: WorkingCalendar, hours: SendingHours
) -> Callable[[], Sequence[str]]:
    """Return the function that looks at the registry and returns a word for each fault; it blocks.

    "database": it cannot be used; "schema": it is of another version; "beat": no tick for long, or the last one
    failed; "channel NAME": the channel receives nothing.
    """

    def find_faults() -> Sequence[str]:
        try:
            if schema.version(store) != schema.revisions()[-1]:
                return [SCHEMA]
            with store.read() as session:
                found = audit(session, clock.now(), clock.wall(), calendar, hours)
        except NhacviecError:
            return [DATABASE]
        beats = not {Alarm.SILENT, Alarm.TROUBLED}.isdisjoint(found.alarms)
        return [*([BEAT] if beats else []), *(f"{CHANNEL} {name}" for name in found.channels)]

    return find_faults
