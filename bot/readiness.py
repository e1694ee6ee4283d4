"""What keeps the running bot from doing its work, for /readyz."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from bot.http.readiness import DATABASE
from data import schema
from data.errors import NhacviecError
from data.registry.reach.mail_addresses import CHANNEL as MAIL
from data.rules.calendar import WorkingCalendar
from data.rules.sending_hours import SendingHours
from data.store import Store
from scheduler.auditor import Alarm, audit
from scheduler.clock import Clock

SCHEMA, CHANNEL = "schema", "channel"
_NAMES = {
    Alarm.SILENT: "beat",
    Alarm.TROUBLED: "beat",
    Alarm.UNANSWERED: "updates",
    Alarm.DISK: "disk",
    Alarm.CLOCK: "clock",
}
"""Of a message that was set aside or is late, `status` tells: the process can do its work."""


def fault_finder(
    store: Store, clock: Clock, calendar: WorkingCalendar, hours: SendingHours, folders: Collection[Path] = ()
) -> Callable[[], Sequence[str]]:
    """Return the function that looks at the registry and returns a word for each fault; it blocks.

    "database": it cannot be used; "schema": it is of another version; "beat": no tick for long, or the last one
    failed; "channel NAME": the channel receives nothing; "updates": one is not answered for long; "disk": one of
    `folders` is on a disk that is nearly full; "clock": the registry holds marks of the future. Mail receives nothing
    ever, and what it does not send goes another way: its troubles are told by `status` alone.
    """

    def find_faults() -> Sequence[str]:
        try:
            if schema.version(store) != schema.revisions()[-1]:
                return [SCHEMA]
            with store.read() as session:
                found = audit(session, clock.now(), clock.wall(), calendar, hours, folders)
        except NhacviecError:
            return [DATABASE]
        named = dict.fromkeys(_NAMES[alarm] for alarm in found.alarms if alarm in _NAMES)
        deaf = (name for name in found.channels if name != MAIL)
        return [*named, *(f"{CHANNEL} {name}" for name in deaf)]

    return find_faults
