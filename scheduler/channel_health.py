"""How each channel stands, noted at every beat: what troubles it, and since when that is an alarm.

A network that is away for a moment is no alarm. A refused token or a second bot with the same one is: nobody is
heard until a person does something.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from data.registry.office import heartbeats
from data.registry.office.health import ALARM, CHANNEL, Health
from data.store import Session

BLIP = timedelta(minutes=5)
"""Real time that trouble which may pass by itself has for it."""
FRESH = timedelta(minutes=5)
"""Real time for which a note tells how a channel stands: later ones are of a channel, or a bot, that runs no more."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a channel receives nothing, for the administrator; `lasting` until a person mends it."""

    said: str
    lasting: bool = False


def record_channel(session: Session, channel: str, trouble: Trouble | None, wall: datetime) -> None:
    """Keep how `channel` stands at the real instant `wall`, None for well."""
    before = heartbeats.get_last_beat(session, f"{CHANNEL}{channel}")
    alarm = heartbeats.get_last_beat(session, f"{ALARM}{channel}")
    said = trouble.said if trouble else None
    rings_at = wall if trouble and trouble.lasting else wall + BLIP
    if before and before.trouble and before.at >= wall - FRESH and alarm:
        rings_at = min(rings_at, alarm.at)  # the same trouble goes on, whatever it is called by now
    heartbeats.record_beat(session, f"{CHANNEL}{channel}", wall, said)
    heartbeats.record_beat(session, f"{ALARM}{channel}", rings_at, said)


def channel_alarms(health: Health, wall: datetime) -> dict[str, str]:
    """What troubles each channel that is an alarm at the real instant `wall`, by its name."""
    fresh = {name for name, beat in health.channels.items() if beat.at >= wall - FRESH}
    return {
        name: alarm.trouble
        for name, alarm in health.alarms.items()
        if name in fresh and alarm.trouble and alarm.at <= wall
    }
