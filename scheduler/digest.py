"""The morning digest in facts: what views render and channels send."""

from dataclasses import dataclass
from datetime import date

from data.words import Kind
from scheduler.reasons import Reason


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A duty as it is now. `reason` is that of the day on which the reminder was due to go out.

    `version` is that of the duty, for a button that marks it.
    """

    duty_id: int
    version: int
    code: str
    title: str
    label: str
    kind: Kind
    due_on: date
    reason: Reason


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """One officer's post of one morning, by deadline. `day` is today (Viet Nam); days are counted from it."""

    officer_name: str
    agency_id: int
    agency_short_name: str
    day: date
    lines: tuple[DigestLine, ...]

    @property
    def late_since(self) -> date | None:
        """The morning on which the oldest line was to go out; None if that is today's."""
        owed_since = min(line.reason.send_on for line in self.lines)
        return owed_since if owed_since < self.day else None
