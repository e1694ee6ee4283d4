"""Buttons about oneself: when and of what to be reminded, the agenda and its calendar."""

from datetime import date

from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import Hour, Id, OptionalStage, Page


class AskHour(Payload, verb="hour"):
    """At which hour should the digest come?"""


class SetHour(Payload, verb="sethour"):
    """The digest comes at this hour (Viet Nam)."""

    hour: Hour


class KeepStage(Payload, verb="keep"):
    """A stage is wanted again."""

    stage: OptionalStage


class LeaveOutStage(Payload, verb="leaveout"):
    """A stage is not wanted."""

    stage: OptionalStage


class AskPause(Payload, verb="pause"):
    """Until when should there be no reminders?"""


class SetPause(Payload, verb="setpause"):
    """Reminders begin again on this day."""

    resumes_on: date


class EndPause(Payload, verb="resume"):
    """Reminders begin again at once."""


class AskSnooze(Payload, verb="snooze"):
    """On which day should one hear of a duty again?"""

    duty_id: Id


class SnoozeDuty(Payload, verb="until"):
    """One hears of a duty again on this day."""

    duty_id: Id
    until: date


class SnoozeDigest(Payload, verb="tomorrow"):
    """One hears of all that a digest told on the next working day."""

    delivery_id: Id


class ExplainDigest(Payload, verb="why"):
    """The reason of every line of a digest."""

    delivery_id: Id


class ShowAgenda(Payload, verb="days"):
    """A page of the next 30 days."""

    page: Page = 0


class SendCalendar(Payload, verb="ics"):
    """The calendar as a file."""


class ShowFeed(Payload, verb="feed"):
    """The address of the calendar."""


class RenewFeed(Payload, verb="newfeed"):
    """A new address in place of the one before."""


class RevokeFeed(Payload, verb="endfeed"):
    """No address any more."""
