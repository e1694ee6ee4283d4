"""The rules of one office that every step from planning to sending goes by."""

from collections.abc import Collection
from dataclasses import dataclass

from data.rules.calendar import WorkingCalendar
from data.rules.limits.retention import DEFAULT_RETENTION, Retention
from data.rules.sending_hours import SendingHours
from data.rules.stages import Policy


@dataclass(frozen=True, slots=True)
class Planning:
    """Working days, stage policy, the channels on which officers are written to (none for a preview), and how long
    what is no record is kept. On channels that are `scarce` the messages of a month are nearly spent; those that
    are `down` send nothing until somebody mends them.
    """

    calendar: WorkingCalendar
    policy: Policy
    channels: Collection[str] = frozenset()
    retention: Retention = DEFAULT_RETENTION
    scarce: Collection[str] = frozenset()
    down: Collection[str] = frozenset()

    @property
    def working_channels(self) -> frozenset[str]:
        """Return the channels on which messages go out."""
        return frozenset(self.channels) - frozenset(self.down)

    @property
    def hours(self) -> SendingHours:
        """Return the hours in which officers are written to unasked."""
        return self.policy.hours
