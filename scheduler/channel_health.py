"""Troubles of channels, recorded at every beat, and which of them are alarms.

A network that is away for a moment is no alarm. A refused token or a second bot with the same one is: no message
arrives until a person does something.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from data.registry.office import heartbeats
from data.registry.office.health import ALARM, CHANNEL, Health
from data.store import Session

BLIP = timedelta(minutes=5)
"""Real time after which trouble that may pass by itself is an alarm."""
FRESH = timedelta(minutes=5)
"""Real time for which a record is good: an older one is of a channel, or a bot, that runs no more."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """The reason why a channel receives nothing, for the administrator; `lasting` until a person mends it.

    `is_mute`: it sends nothing either.
    """

    reason: str
    lasting: bool = False
    is_mute: bool = False


def record_channel(session: Session, channel: str, trouble: Trouble | None, wall: datetime) -> bool:
    """Record the trouble of `channel` at the real instant `wall`, None for well; return True if it ends now."""
    before = heartbeats.get_last_beat(session, f"{CHANNEL}{channel}")
    alarm = heartbeats.get_last_beat(session, f"{ALARM}{channel}")
    reason = trouble.reason if trouble else None
    alarm_at = wall if trouble and trouble.lasting else wall + BLIP
    if before and before.trouble and before.at >= wall - FRESH and alarm:
        alarm_at = min(alarm_at, alarm.at)  # the same trouble goes on, whatever it is called by now
    heartbeats.record_beat(session, f"{CHANNEL}{channel}", wall, reason)
    heartbeats.record_beat(session, f"{ALARM}{channel}", alarm_at, reason)
    return before is not None and before.trouble is not None and trouble is None


def is_down(session: Session, channel: str, trouble: Trouble | None, wall: datetime) -> bool:
    """Return whether a channel sends nothing, and others should do so in its place: at once where a person has to
    mend it, after a while where it may pass.
    """
    if trouble is None or not trouble.is_mute:
        return False
    alarm = heartbeats.get_last_beat(session, f"{ALARM}{channel}")
    return trouble.lasting or (alarm is not None and bool(alarm.trouble) and alarm.at <= wall)


def list_alarms(health: Health, wall: datetime) -> dict[str, str]:
    """Return the troubles that are alarms at the real instant `wall`, by the names of the channels."""
    fresh = {name for name, beat in health.channels.items() if beat.at >= wall - FRESH}
    return {
        name: alarm.trouble
        for name, alarm in health.alarms.items()
        if name in fresh and alarm.trouble and alarm.at <= wall
    }
