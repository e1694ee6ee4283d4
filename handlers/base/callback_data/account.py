"""Buttons about oneself: whom the chat speaks for, when and of what to be reminded, the agenda and its calendar."""

from datetime import date

from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import Hour, Id, OptionalStage, Page


class SwitchOffice(Payload, verb="switch"):
    """Link the chat anew, by the invitation that was typed here."""

    invitation_id: Id


class AddOffice(Payload, verb="addoffice"):
    """Serve the agency of the invitation that was typed here as well."""

    invitation_id: Id


class SpeakFor(Payload, verb="speak"):
    """Button that lets the chat speak for another agency of its person, by whom they are there."""

    officer_id: Id


class AskHour(Payload, verb="hour"):
    """Button that asks at which hour the digest should come."""


class SetHour(Payload, verb="sethour"):
    """Button that sets the hour of the digest (Viet Nam)."""

    hour: Hour


class KeepStage(Payload, verb="keep"):
    """Button that turns the reminders of a stage on again."""

    stage: OptionalStage


class LeaveOutStage(Payload, verb="leaveout"):
    """Button that turns the reminders of a stage off."""

    stage: OptionalStage


class AskPause(Payload, verb="pause"):
    """Button that asks until when there should be no reminders."""


class SetPause(Payload, verb="setpause"):
    """Button that pauses reminders until this day (Viet Nam)."""

    resumes_on: date


class EndPause(Payload, verb="resume"):
    """Button that ends the pause."""


class AskSnooze(Payload, verb="snooze"):
    """Button that asks on which day to remind of a duty again."""

    duty_id: Id


class SnoozeDuty(Payload, verb="until"):
    """Button that puts the reminders of a duty off until this day (Viet Nam)."""

    duty_id: Id
    until: date


class SnoozeDigest(Payload, verb="tomorrow"):
    """Button that puts all duties of a digest off until the next working day."""

    delivery_id: Id


class ExplainDigest(Payload, verb="why"):
    """Button that explains every line of a digest."""

    delivery_id: Id


class ShowAgenda(Payload, verb="days"):
    """Button that shows a page of the next 30 days."""

    page: Page = 0


class SendCalendar(Payload, verb="ics"):
    """Button that sends the calendar as a file."""


class ShowFeed(Payload, verb="feed"):
    """Button that shows the address to subscribe to the calendar."""


class RenewFeed(Payload, verb="newfeed"):
    """Button that replaces the address of the calendar by a new one."""


class ListPages(Payload, verb="pages"):
    """Button that shows the officers whose page is open in some browser."""

    page: Page = 0


class EndPages(Payload, verb="endpages"):
    """Button that ends the sessions of an officer's page."""

    officer_id: Id


class RevokeFeed(Payload, verb="endfeed"):
    """Button that revokes the address of the calendar."""
