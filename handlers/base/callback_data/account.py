"""Buttons about oneself: whom the chat speaks for, when and of what to be reminded, the agenda and its calendar."""

from datetime import date

from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import Hour, Id, OptionalStage, Page


class SwitchOffice(Payload, verb="switch"):
    """Link the chat anew, by the invitation that was typed here."""

    invitation_id: Id


class AskHour(Payload, verb="hour"):
    """Ask at which hour the digest should come."""


class SetHour(Payload, verb="sethour"):
    """Send the digest at this hour (Viet Nam)."""

    hour: Hour


class KeepStage(Payload, verb="keep"):
    """Remind at a stage again."""

    stage: OptionalStage


class LeaveOutStage(Payload, verb="leaveout"):
    """Do not remind at a stage."""

    stage: OptionalStage


class AskPause(Payload, verb="pause"):
    """Ask until when there should be no reminders."""


class SetPause(Payload, verb="setpause"):
    """Pause reminders until this day (Viet Nam)."""

    resumes_on: date


class EndPause(Payload, verb="resume"):
    """End the pause."""


class AskSnooze(Payload, verb="snooze"):
    """Ask on which day to remind of a duty again."""

    duty_id: Id


class SnoozeDuty(Payload, verb="until"):
    """Remind of a duty again on this day (Viet Nam)."""

    duty_id: Id
    until: date


class SnoozeDigest(Payload, verb="tomorrow"):
    """Remind of all duties of a digest again on the next working day."""

    delivery_id: Id


class ExplainDigest(Payload, verb="why"):
    """Explain every line of a digest."""

    delivery_id: Id


class ShowAgenda(Payload, verb="days"):
    """A page of the next 30 days."""

    page: Page = 0


class SendCalendar(Payload, verb="ics"):
    """The calendar as a file."""


class ShowFeed(Payload, verb="feed"):
    """The address of the calendar."""


class RenewFeed(Payload, verb="newfeed"):
    """Make a new address of the calendar in place of the one before."""


class RevokeFeed(Payload, verb="endfeed"):
    """Revoke the address of the calendar."""
